"""One line an area for the overview: its signal and its one or two figures."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct

from tui.domain.bedomning import REACHED, Signal, cell_assessment
from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import column_heading, shown_text
from tui.domain.settings import CONTROL_SCALE

LACKS = "kan inte räknas, tal saknas"
Calculations = Mapping[str, Calculation]


class State(Struct, frozen=True):
    """The state of an area: its signal, and what its figures say. ``table`` is where to look."""

    signal: Signal
    text: str
    table: str = ""


def state(tab: str, calculations: Calculations) -> State:
    """The state of one tab's area out of its tables."""
    found = _STATES.get(tab, _without)(calculations)
    return found or _without(calculations)


def _without(calculations: Calculations) -> State:
    count = len(calculations)
    word = "inga tabeller" if not count else f"{count} tabell{'er' if count > 1 else ''}"
    return State(Signal.NEUTRAL, word)


def _cell(calculation: Calculation, row: str, column: str) -> str:
    if row not in calculation.table.index or column not in calculation.table.column_index:
        return ""
    if incomplete(calculation, row, column):
        return ""
    return shown_text(calculation, calculation.table.row(row), calculation.table.column(column))


def _avvikelse_state(calculation: Calculation, row: str, name: str) -> State | None:
    text = _cell(calculation, row, "avvikelse")
    if not text:
        return None
    r, k = calculation.table.row(row), calculation.table.column("avvikelse")
    bedomning = cell_assessment(calculation, r, k)
    heading = column_heading(k, calculation.context.period)
    signal = bedomning.signal if bedomning else Signal.NEUTRAL
    word = f", {bedomning.words}" if bedomning else ""
    return State(
        signal, f"{name}: {heading} {text} {calculation.table.unit}{word}", calculation.table.id
    )


def _drift(calculations: Calculations) -> State | None:
    for id_ in ("drift", *calculations):
        if id_ in calculations and "resultat" in calculations[id_].table.index:
            calculation = calculations[id_]
            return (
                _avvikelse_state(calculation, "resultat", "Årets resultat")
                or _ram_state(calculation)
                or State(Signal.NEUTRAL, f"Årets resultat {LACKS}", id_)
            )
    return None


def _ram_state(calculation: Calculation) -> State | None:
    text = _cell(calculation, "kommunbidrag", "budget")
    return State(Signal.NEUTRAL, f"Kommunbidrag {text} tkr", calculation.table.id) if text else None


def _investeringar(calculations: Calculations) -> State | None:
    for id_, calculation in calculations.items():
        if "totalt" in calculation.table.index:
            avvikelse = _avvikelse_state(calculation, "totalt", "Totala utgifter")
            budget = _cell(calculation, "totalt", "budget")
            text = f"Budget {budget} tkr" if budget else f"Totala utgifter {LACKS}"
            return avvikelse or State(Signal.NEUTRAL, text, id_)
    return None


def _mal(calculations: Calculations) -> State | None:
    if "nyckeltal" not in calculations:
        return _undertakings(calculations)
    calculation = calculations["nyckeltal"]
    rows = [row for row in calculation.table.rows if row.kind == "post"]
    missing = [row for row in rows if row.cells.get("utfall") is None]
    known = [calculation.shown(row.id, "status") for row in rows if row not in missing]
    words = _with_missing("nyckeltal uppnådda", "nyckeltal", "utfall", known.count(REACHED),
                          len(known), len(missing))  # fmt: skip
    return State(_share_signal(known.count(REACHED), len(known)), words, "nyckeltal")


def _share_signal(good: int, count: int) -> Signal:
    """Good where all are, severe where fewer than half are; nothing to say of none."""
    if not count:
        return Signal.NEUTRAL
    if good == count:
        return Signal.BRA
    return Signal.WARNING if good * 2 >= count else Signal.SEVERITY


def _with_missing(what: str, noun: str, lack: str, good: int, known: int, missing: int) -> str:
    """How many are good of those that are known, and how many lack what they are judged by."""
    if not known and missing:
        return f"{missing} {noun} saknar {lack}"
    text = f"{good} av {known} {what}"
    return f"{text}, {missing} saknar {lack}" if missing else text


def _undertakings(calculations: Calculations) -> State | None:
    if "ataganden" not in calculations:
        return None
    count = len(calculations["ataganden"].table.rows)
    return State(Signal.NEUTRAL, f"{count} åtaganden", "ataganden")


def _internkontroll(calculations: Calculations) -> State | None:
    if "uppfoljning" in calculations:
        calculation = calculations["uppfoljning"]
        all_ = [_control(calculation, row.id) for row in calculation.table.rows]
        known = [one for one in all_ if one]
        bra = known.count(CONTROL_SCALE[0])
        signal = Signal.BRA if bra == len(known) else Signal.WARNING
        text = _with_missing("kontrollpunkter utan eller med försumbar anmärkning",
                             "kontrollpunkter", "resultat", bra, len(known),
                             len(all_) - len(known))  # fmt: skip
        return State(signal if known else Signal.NEUTRAL, text, "uppfoljning")
    if "risker" in calculations:
        number = [
            calculations["risker"].number(r.id, "riskvarde")
            for r in calculations["risker"].table.rows
        ]
        largest = max((t for t in number if t is not None), default=Decimal(0))
        return State(Signal.NEUTRAL, f"{len(number)} risker, högsta riskvärde {largest}", "risker")
    return None


def _control(calculation: Calculation, row: str) -> object:
    return calculation.table.row(row).cells.get("bedomning") or calculation.shown(row, "forslag")


def _personal(calculations: Calculations) -> State | None:
    if "sjukfranvaro" not in calculations:
        return None
    calculation = calculations["sjukfranvaro"]
    now, diff = _cell(calculation, "total", "ar"), _cell(calculation, "total", "diff")
    if not now and not diff:
        return None
    row, column = calculation.table.row("total"), calculation.table.column("diff")
    bedomning = cell_assessment(calculation, row, column)
    text = f"Total sjukfrånvaro {now + ' %' if now else 'saknas'}"
    text += f", {diff} procentenheter mot i fjol" if diff else ""
    return State(bedomning.signal if bedomning else Signal.NEUTRAL, text, "sjukfranvaro")


_STATES: dict[str, Callable[[Calculations], State | None]] = {
    "drift": _drift,
    "investeringar": _investeringar,
    "mal": _mal,
    "internkontroll": _internkontroll,
    "personal": _personal,
}
