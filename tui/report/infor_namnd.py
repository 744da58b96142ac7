"""The page *Inför nämnd*: where the board stands, in one page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.checks.neighbours import Neighbour, earlier
from tui.domain.area_states import State, state
from tui.domain.bedomning import SCALE_SIGNAL, Signal, cell_assessment
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading, shown_text
from tui.domain.register import REGISTER
from tui.domain.signs import SIGNAL_SIGN, WORD_CHARACTER
from tui.domain.table import Row
from tui.report.check_output import summary
from tui.report.material import Underlag
from tui.report.report import (
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

COUNT_AVVIKELSER, COUNT_FINDING = 3, 3
MISSING = "inte i dokumentet"
RESULTAT_COLUMNS = ("budget", "prognos", "utfall", "avvikelse")


def page(underlag: Underlag) -> ReportSection:
    """The page: the areas, the result, the largest deviations, goals, findings, what changed."""
    block = (
        *_resultat(underlag),
        _state_table(underlag),
        *_avvikelser(underlag),
        *_mal(underlag),
        *_checks(underlag),
    )
    return ReportSection("infor-namnd", "Inför nämnd", block)


def _drift(underlag: Underlag) -> Calculation | None:
    """The table with the board's own result for the year."""
    all_ = (b.calculation for b in underlag.sheet if b.calculation.table.template.tab == "drift")
    return next((k for k in all_ if "resultat" in k.table.index), None)


def _resultat(underlag: Underlag) -> Iterator[Block]:
    calculation = _drift(underlag)
    if calculation is None:
        return
    row = calculation.table.row("resultat")
    parts = [
        f"{column_heading(k, calculation.context.period)} {text}"
        for k in calculation.table.columns
        if k.id in RESULTAT_COLUMNS
        for text in (shown_text(calculation, row, k),)
        if text
    ]
    if parts:
        unit = calculation.table.unit
        yield Paragraph(clean(f"{row.label} ({unit}): {'; '.join(parts)}."))


def _state_table(underlag: Underlag) -> ReportTable:
    """A line an area: how it stands now, and how it stood in the document before."""
    previous = earlier(underlag.document, underlag.change)
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
    for tab in REGISTER.tabs:
        state_now = state(tab.id, now.get(tab.id, {}))
        then = None if neighbour is None else state(tab.id, _on_tab(neighbour, tab.id))
        signal = _state_in_word(state_now)
        cells = (ReportCell(_text(state_now), signal=signal), ReportCell(_text(then)))
        # The symbol stands at the name: the colour of the words beside it is not all that tells.
        yield ReportRow(f"{SIGNAL_SIGN[state_now.signal]}{HARDSPACE}{tab.heading}", cells)


def _state_in_word(state_now: State) -> SignalWord:
    return SignalWord(state_now.signal, SIGNAL_SIGN[state_now.signal], _text(state_now))


def _on_tab(neighbour: Neighbour, tab: str) -> dict[str, Calculation]:
    return {id_: k for id_, k in neighbour[1].items() if k.table.template.tab == tab}


def _text(state_now: State | None) -> str:
    return clean(state_now.text) if state_now is not None and state_now.table else MISSING


def _avvikelser(underlag: Underlag) -> Iterator[Block]:
    calculation = _drift(underlag)
    if calculation is None or "avvikelse" not in calculation.table.column_index:
        return
    largest = sorted(_with_avvikelse(calculation), key=lambda par: -abs(par[1]))[:COUNT_AVVIKELSER]
    if largest:
        yield Heading("Största avvikelserna")
    for row, _ in largest:
        yield Paragraph(_avvikelse(calculation, row), point=True)


def _with_avvikelse(calculation: Calculation) -> Iterator[tuple[Row, Decimal]]:
    """The rows that no other row is the sum of, with a deviation."""
    for row in calculation.table.rows:
        number = calculation.shown_number(row.id, "avvikelse")
        if row.kind == "post" and number:
            yield row, number


def _avvikelse(calculation: Calculation, row: Row) -> str:
    column = calculation.table.column("avvikelse")
    bedomning = cell_assessment(calculation, row, column)
    sign = f"{SIGNAL_SIGN[bedomning.signal]} " if bedomning else ""
    word = f", {bedomning.words}" if bedomning else ""
    number = f"{shown_text(calculation, row, column)}{HARDSPACE}{calculation.table.unit}"
    comment = calculation.shown(row.id, "kommentar") if _commented(calculation) else ""
    return clean(f"{sign}{row.label} {number}{word}. {comment or ''}".strip())


def _commented(calculation: Calculation) -> bool:
    return "kommentar" in calculation.table.column_index


def _mal(underlag: Underlag) -> Iterator[Block]:
    """The goals by their colour; where none is set, the proposal, said to be one."""
    calculation = underlag.calculations.get("mal", {}).get("mal")
    if calculation is None:
        return
    yield Heading("Mål efter bedömning")
    set_ = [calculation.shown(row.id, "bedomning") for row in calculation.table.rows]
    assessed = [str(b) for b in set_ if b]
    proposal = [
        str(calculation.shown(row.id, "forslag") or "utan förslag")
        for row, set_cell in zip(calculation.table.rows, set_, strict=True)
        if not set_cell
    ]
    if assessed:
        yield Paragraph(f"Bedömda: {_counted(assessed)}.", point=True)
    if proposal:
        yield Paragraph(
            f"Ännu utan bedömning, programmets förslag: {_counted(proposal)}.", point=True
        )


def _counted(word: Sequence[str]) -> str:
    """The words with how many of each, best first."""
    order = {signal: i for i, signal in enumerate(Signal)}
    par = sorted(Counter(word).items(), key=lambda p: order[SCALE_SIGNAL.get(p[0], Signal.NEUTRAL)])
    return clean("; ".join(f"{WORD_CHARACTER.get(o, '·')} {o} {count}" for o, count in par))


def _checks(underlag: Underlag) -> Iterator[Block]:
    yield Heading("Att granska")
    yield Paragraph(summary([finding.severity for finding in underlag.finding]))
    error = [finding for finding in underlag.finding if finding.severity == "fel"]
    for finding in error[:COUNT_FINDING]:
        yield Paragraph(clean(finding.sentence), point=True)
    if len(error) > COUNT_FINDING:
        yield Paragraph(f"… och {len(error) - COUNT_FINDING} fel till.", point=True)
