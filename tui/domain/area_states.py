"""One line an area for the overview: its signal and its one or two figures."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import column_heading, shown_text
from tui.domain.scale import GOOD, UNKNOWN, Signal
from tui.domain.settings import Settings

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
        return _assessed_mal(calculations) or _undertakings(calculations)
    calculation = calculations["nyckeltal"]
    rows = [row for row in calculation.table.rows if row.kind == "post"]
    known = [row for row in rows if row.cells.get("utfall") is not None]
    means = _meanings(calculation, "status", [calculation.shown(r.id, "status") for r in known])
    words = _counted("nyckeltal uppnådda", "nyckeltal", "utfall", means, len(rows) - len(known))
    return State(_share_signal(means), words, "nyckeltal")


def _assessed_mal(calculations: Calculations) -> State | None:
    """The goals by the nämnd's own assessments, where no nyckeltal tell more."""
    if "mal" not in calculations:
        return None
    calculation = calculations["mal"]
    rows = [row for row in calculation.table.rows if row.kind == "post"]
    all_ = [calculation.shown(row.id, "bedomning") for row in rows]
    means = _meanings(calculation, "mal", [one for one in all_ if one])
    words = _counted("mål uppnådda", "mål", "bedömning", means, len(all_) - len(means))
    return State(_share_signal(means), words, "mal") if rows else None


def _meanings(calculation: Calculation, scale: str, words: Sequence[object]) -> list[str]:
    settings: Settings = calculation.context.settings
    return [settings.meaning(scale, word) for word in words]


def _share_signal(means: Sequence[str]) -> Signal:
    """Good where all are, severe where fewer than half are; nothing to say of none."""
    count, good = len(means) - means.count(UNKNOWN), means.count(GOOD)
    if not count:
        return Signal.NEUTRAL
    if good == count:
        return Signal.BRA
    return Signal.WARNING if good * 2 >= count else Signal.SEVERITY


def _counted(what: str, noun: str, lack: str, means: Sequence[str], missing: int) -> str:
    """How many are good of those that are judged, and how many cannot be or lack their ground."""
    lacks = [f"{missing} saknar {lack}"] if missing else []
    unknown = means.count(UNKNOWN)
    if missing and not means:
        return f"{missing} {noun} saknar {lack}"
    not_judged = [f"{unknown} kan inte bedömas"] if unknown else []
    counted = f"{means.count(GOOD)} av {len(means) - unknown} {what}"
    return ", ".join([counted, *not_judged, *lacks])


def _undertakings(calculations: Calculations) -> State | None:
    if "ataganden" not in calculations:
        return None
    count = len(calculations["ataganden"].table.rows)
    return State(Signal.NEUTRAL, f"{count} åtaganden", "ataganden")


def _internkontroll(calculations: Calculations) -> State | None:
    if "uppfoljning" in calculations:
        calculation = calculations["uppfoljning"]
        all_ = [_control(calculation, row.id) for row in calculation.table.rows]
        means = _meanings(calculation, "kontroll", [one for one in all_ if one])
        good = all(m in (GOOD, UNKNOWN) for m in means)
        signal = Signal.BRA if good else Signal.WARNING
        what = f"kontrollpunkter {_good_words(calculation.context.settings)}"
        lacks = len(all_) - len(means)
        text = _counted(what, "kontrollpunkter", "resultat", means, lacks)
        return State(signal if means else Signal.NEUTRAL, text, "uppfoljning")
    if "risker" in calculations:
        number = [
            calculations["risker"].number(r.id, "riskvarde")
            for r in calculations["risker"].table.rows
        ]
        largest = max((t for t in number if t is not None), default=Decimal(0))
        return State(Signal.NEUTRAL, f"{len(number)} risker, högsta riskvärde {largest}", "risker")
    return None


def _good_words(settings: Settings) -> str:
    """What the good control points are said to be, in the words of the scale's good steps."""
    names = [s.name[:1].lower() + s.name[1:] for s in settings.steps("kontroll")
             if s.meaning == GOOD]  # fmt: skip
    words = " eller ".join(names)
    return words if words.startswith(("utan ", "med ")) else f"bedömda som {words}"


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
