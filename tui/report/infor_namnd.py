"""The page *Inför nämnd*: where the board stands, in one page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.checks.neighbours import Neighbour, earlier
from tui.domain.area_states import State, about, state
from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import column_heading, shown_text
from tui.domain.register import TABS
from tui.domain.scale import Signal
from tui.domain.settings import Settings
from tui.domain.symbols import SIGNAL_SIGN
from tui.domain.table import Column, Row
from tui.report.findings import summary
from tui.report.underlag import Underlag
from tui.report.values import (
    Block,
    Heading,
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportSection,
    ReportTable,
    SignalWord,
)
from tui.svenska.format import HARDSPACE, clean

COUNT_AVVIKELSER, COUNT_FINDINGS = 3, 3
MISSING = "inte i dokumentet"
RESULTAT_ROLES = ("budget", "prognos", "utfall", "avvikelse")


def page(underlag: Underlag) -> ReportSection:
    """The page: the areas, the result, the largest deviations, goals, findings, what changed."""
    blocks = (
        *_resultat(underlag),
        _state_table(underlag),
        *_avvikelser(underlag),
        *_mal(underlag),
        *_checks(underlag),
    )
    return ReportSection("infor-namnd", "Inför nämnd", blocks)


def _drift(underlag: Underlag) -> Calculation | None:
    """The table with the board's own result for the year."""
    all_ = (b.calculation for b in underlag.sheets if b.calculation.table.tab == "drift")
    return next((k for k in all_ if k.table.of("resultat")), None)


def _resultat(underlag: Underlag) -> Iterator[Block]:
    calculation = _drift(underlag)
    row = None if calculation is None else calculation.table.of("resultat")
    if calculation is None or row is None:
        return
    parts = [
        f"{column_heading(k, calculation.context.period)} {text}"
        for k in calculation.table.columns
        if k.role in RESULTAT_ROLES and not k.year and not incomplete(calculation, row.id, k.id)
        for text in (shown_text(calculation, row, k),)
        if text
    ]
    if parts:
        unit = calculation.table.unit
        yield Paragraph(clean(f"{row.label} ({unit}): {'; '.join(parts)}."))


def _state_table(underlag: Underlag) -> ReportTable:
    """A line an area: how it stands now, and how it stood in the document before."""
    previous = earlier(underlag.document, underlag.neighbours)
    neighbour = previous[0] if previous else None
    heading = clean(neighbour[0].name) if neighbour else "Förra dokumentet"
    note = (
        "Perioder och avgränsningar kan skilja mellan dokumenten; talen visas bredvid varandra"
        " och jämförs inte."
        if neighbour
        else "Inget dokument från året innan finns att jämföra med."
    )
    return ReportTable(
        "laget",
        "Läget per område",
        "Område",
        (ReportColumn(clean(underlag.document.name)), ReportColumn(heading)),
        tuple(_areas(underlag, neighbour)),
        notes=(note,),
    )


def _areas(underlag: Underlag, neighbour: Neighbour | None) -> Iterator[ReportRow]:
    now = underlag.calculations
    for tab in TABS:
        state_now = state(tab.id, now.get(tab.id, {}))
        then = None if neighbour is None else state(tab.id, _on_tab(neighbour, tab.id))
        signal = _state_in_word(state_now)
        cells = (ReportCell(_text(state_now), signal=signal), ReportCell(_text(then)))
        # The symbol stands at the name: the colour of the words beside it is not all that tells.
        yield ReportRow(f"{SIGNAL_SIGN[state_now.signal]}{HARDSPACE}{tab.heading}", cells)


def _state_in_word(state_now: State) -> SignalWord:
    return SignalWord(state_now.signal, SIGNAL_SIGN[state_now.signal], _text(state_now))


def _on_tab(neighbour: Neighbour, tab: str) -> dict[str, Calculation]:
    return {id_: k for id_, k in neighbour[1].items() if k.table.tab == tab}


def _text(state_now: State | None) -> str:
    return clean(state_now.text) if state_now is not None and state_now.table else MISSING


def _avvikelser(underlag: Underlag) -> Iterator[Block]:
    calculation = _drift(underlag)
    column = None if calculation is None else calculation.table.has("avvikelse")
    if calculation is None or column is None:
        return
    largest = sorted(_with_avvikelse(calculation, column), key=lambda pair: -abs(pair[1]))
    if largest:
        yield Heading("Största avvikelserna")
    for row, _ in largest[:COUNT_AVVIKELSER]:
        yield Paragraph(_avvikelse(calculation, row, column), point=True)


def _with_avvikelse(calculation: Calculation, column: Column) -> Iterator[tuple[Row, Decimal]]:
    """The rows that no other row is the sum of, with a deviation."""
    for row in calculation.table.rows:
        number = calculation.shown_number(row.id, column.id)
        if row.kind == "post" and number:
            yield row, number


def _avvikelse(calculation: Calculation, row: Row, column: Column) -> str:
    table = calculation.table
    bedomning = cell_assessment(calculation, row, column)
    sign = f"{SIGNAL_SIGN[bedomning.signal]} " if bedomning else ""
    word = f", {bedomning.words}" if bedomning else ""
    number = f"{shown_text(calculation, row, column)}{HARDSPACE}{table.unit}"
    commented = table.column_id("kommentar")
    comment = calculation.shown(row.id, commented) if commented else ""
    return clean(f"{sign}{row.label} {number}{word}. {comment or ''}".strip())


def _mal(underlag: Underlag) -> Iterator[Block]:
    """The goals by their colour; where none is set, the proposal, said to be one."""
    calculation = about(underlag.calculations.get("mal", {}), "mal")
    if calculation is None:
        return
    column_id = calculation.table.column_id
    bedomning, proposal = column_id("bedomning"), column_id("forslag")
    yield Heading("Mål efter bedömning")
    shown, rows = calculation.shown, calculation.table.rows
    settings = calculation.context.settings
    assessed = [str(text) for row in rows if (text := shown(row.id, bedomning))]
    proposed = [
        str(shown(row.id, proposal) or "utan förslag")
        for row in rows
        if not shown(row.id, bedomning)
    ]
    if assessed:
        yield Paragraph(f"Bedömda: {_counted(assessed, settings)}.", point=True)
    if proposed:
        words = _counted(proposed, settings)
        yield Paragraph(f"Ännu utan bedömning, programmets förslag: {words}.", point=True)


def _counted(words: Sequence[str], settings: Settings) -> str:
    """The words with how many of each, best first."""
    order = {signal: i for i, signal in enumerate(Signal)}
    steps = {word: settings.step("mal", word) for word in words}
    signals = {word: step.signal if step else Signal.NEUTRAL for word, step in steps.items()}
    signs = {word: step.sign if step else "·" for word, step in steps.items()}
    counts = sorted(Counter(words).items(), key=lambda pair: order[signals[pair[0]]])
    return clean(
        "; ".join(f"{signs[o] or SIGNAL_SIGN[signals[o]]} {o} {count}" for o, count in counts)
    )


def _checks(underlag: Underlag) -> Iterator[Block]:
    yield Heading("Att granska")
    yield Paragraph(summary([finding.severity for finding in underlag.findings]))
    errors = [finding for finding in underlag.findings if finding.severity == "fel"]
    for finding in errors[:COUNT_FINDINGS]:
        yield Paragraph(clean(finding.sentence), point=True)
    if len(errors) > COUNT_FINDINGS:
        yield Paragraph(f"… och {len(errors) - COUNT_FINDINGS} fel till.", point=True)
