"""One line an area for the overview: its signal and its one or two figures."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import column_heading, shown_text
from tui.domain.scale import GOOD, UNKNOWN, Signal
from tui.domain.settings import Settings
from tui.domain.table import Column, Row

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


def about(calculations: Calculations, subject: str) -> Calculation | None:
    """The first table about something, None where there is none."""
    return next((k for k in calculations.values() if k.table.subject == subject), None)


def _cell(calculation: Calculation, row: Row | None, column: Column | None) -> str:
    if row is None or column is None or incomplete(calculation, row.id, column.id):
        return ""
    return shown_text(calculation, row, column)


def _avvikelse_state(calculation: Calculation, row: Row) -> State | None:
    column = calculation.table.has("avvikelse")
    text = _cell(calculation, row, column)
    if column is None or not text:
        return None
    bedomning = cell_assessment(calculation, row, column)
    heading = column_heading(column, calculation.context.period)
    signal = bedomning.signal if bedomning else Signal.NEUTRAL
    word = f", {bedomning.words}" if bedomning else ""
    text = f"{row.label}: {heading} {text} {calculation.table.unit}{word}"
    return State(signal, text, calculation.table.id)


def _drift(calculations: Calculations) -> State | None:
    """The result of the year's own table, else of any other that has one."""
    result = about(calculations, "resultat")
    for calculation in (*([result] if result else []), *calculations.values()):
        row = calculation.table.of("resultat")
        if row is not None:
            return (
                _avvikelse_state(calculation, row)
                or _ram_state(calculation)
                or State(Signal.NEUTRAL, f"{row.label} {LACKS}", calculation.table.id)
            )
    return None


def _ram_state(calculation: Calculation) -> State | None:
    table = calculation.table
    row = table.of("kommunbidrag")
    text = _cell(calculation, row, table.has("budget"))
    words = f"{row.label} {text} {table.unit}" if row else ""
    return State(Signal.NEUTRAL, words, table.id) if text else None


def _investeringar(calculations: Calculations) -> State | None:
    for id_, calculation in calculations.items():
        table = calculation.table
        row = table.of("total")
        if row is not None:
            budget = _cell(calculation, row, table.has("budget"))
            text = f"Budget {budget} {table.unit}" if budget else f"{row.label} {LACKS}"
            return _avvikelse_state(calculation, row) or State(Signal.NEUTRAL, text, id_)
    return None


def _mal(calculations: Calculations) -> State | None:
    calculation = about(calculations, "nyckeltal")
    if calculation is None:
        return _assessed_mal(calculations) or _undertakings(calculations)
    table = calculation.table
    rows = [row for row in table.rows if row.kind == "post"]
    known = [row for row in rows if table.entered(row, "utfall") is not None]
    status = table.column_id("status")
    means = _meanings(calculation, "status", [calculation.shown(r.id, status) for r in known])
    words = _counted("nyckeltal uppnådda", "nyckeltal", "utfall", means, len(rows) - len(known))
    return State(_share_signal(means), words, table.id)


def _assessed_mal(calculations: Calculations) -> State | None:
    """The goals by the nämnd's own assessments, where no nyckeltal tell more."""
    calculation = about(calculations, "mal")
    if calculation is None:
        return None
    table = calculation.table
    rows = [row for row in table.rows if row.kind == "post"]
    all_ = [table.entered(row, "bedomning") for row in rows]
    means = _meanings(calculation, "mal", [one for one in all_ if one])
    words = _counted("mål uppnådda", "mål", "bedömning", means, len(all_) - len(means))
    return State(_share_signal(means), words, table.id) if rows else None


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
    if not means:
        return f"{missing} {noun} saknar {lack}" if missing else f"inga {noun} än"
    unknown = means.count(UNKNOWN)
    lacks = [f"{missing} saknar {lack}"] if missing else []
    not_judged = [f"{unknown} kan inte bedömas"] if unknown else []
    counted = f"{means.count(GOOD)} av {len(means) - unknown} {what}"
    return ", ".join([counted, *not_judged, *lacks])


def _undertakings(calculations: Calculations) -> State | None:
    calculation = about(calculations, "ataganden")
    if calculation is None:
        return None
    table = calculation.table
    return State(Signal.NEUTRAL, f"{len(table.rows)} åtaganden", table.id)


def _internkontroll(calculations: Calculations) -> State | None:
    calculation = about(calculations, "uppfoljning")
    if calculation is not None:
        all_ = [_control(calculation, row) for row in calculation.table.rows]
        means = _meanings(calculation, "kontroll", [one for one in all_ if one])
        good = all(m in (GOOD, UNKNOWN) for m in means)
        signal = Signal.BRA if good else Signal.WARNING
        what = f"kontrollpunkter {_good_words(calculation.context.settings)}"
        lacks = len(all_) - len(means)
        text = _counted(what, "kontrollpunkter", "resultat", means, lacks)
        return State(signal if means else Signal.NEUTRAL, text, calculation.table.id)
    calculation = about(calculations, "risker")
    if calculation is None:
        return None
    table = calculation.table
    number = [calculation.number(r.id, table.column_id("riskvarde")) for r in table.rows]
    largest = max((t for t in number if t is not None), default=Decimal(0))
    return State(Signal.NEUTRAL, f"{len(number)} risker, högsta riskvärde {largest}", table.id)


def _good_words(settings: Settings) -> str:
    """What the good control points are said to be, in the words of the scale's good steps."""
    steps = [step.name for step in settings.steps("kontroll") if step.meaning == GOOD]
    words = " eller ".join(name[:1].lower() + name[1:] for name in steps)
    return words if words.startswith(("utan ", "med ")) else f"bedömda som {words}"


def _control(calculation: Calculation, row: Row) -> object:
    table = calculation.table
    proposal = calculation.shown(row.id, table.column_id("forslag"))
    return table.entered(row, "bedomning") or proposal


def _personal(calculations: Calculations) -> State | None:
    calculation = about(calculations, "sjukfranvaro")
    row = None if calculation is None else calculation.table.of("total")
    if calculation is None or row is None:
        return None
    table = calculation.table
    column = table.has("forandring")
    now, diff = (_cell(calculation, row, k) for k in (table.has("utfall"), column))
    if not now and not diff:
        return None
    bedomning = None if column is None else cell_assessment(calculation, row, column)
    text = f"{row.label} {now + ' %' if now else 'saknas'}"
    text += f", {diff} procentenheter mot i fjol" if diff else ""
    return State(bedomning.signal if bedomning else Signal.NEUTRAL, text, table.id)


_STATES: dict[str, Callable[[Calculations], State | None]] = {
    "drift": _drift,
    "investeringar": _investeringar,
    "mal": _mal,
    "internkontroll": _internkontroll,
    "personal": _personal,
}
