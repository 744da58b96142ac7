"""A document's report (*rapport*) out of its sheets and findings; pure."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tui.domain.area_states import state
from tui.domain.calculation import Calculation
from tui.domain.document import Beslut, Document
from tui.domain.finding import Finding
from tui.domain.settings import Settings
from tui.domain.signs import FINDING_SIGN, SIGNAL_SIGN
from tui.report.chart import chart
from tui.report.check_output import summary
from tui.report.infor_namnd import page
from tui.report.material import Underlag
from tui.report.report import (
    Block,
    Heading,
    Paragraph,
    Report,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportSection,
    ReportTable,
)
from tui.report.report_order import Filled, chosen, filled_cells
from tui.report.report_table import report_table
from tui.report.sheet import whole
from tui.svenska.format import clean, when

CHECK, CHECK_HEADING = "att-granska", "Att granska"


class ReportChoice(Struct, frozen=True):
    """What of a report is wanted: which sections (all where none), with *Att granska* or not."""

    section: tuple[str, ...] = ()
    checks: bool = True
    before_namnd: bool = False


WHOLE = ReportChoice()


def report(underlag: Underlag, choice: ReportChoice = WHOLE) -> Report:
    """The whole report, the sections chosen, or the page *Inför nämnd*. Raises Valfel."""
    if choice.before_namnd:
        return _report(underlag, (page(underlag),), one_page=True)
    section = tuple(_sections(underlag, choice))
    last = (check_section(underlag),) if choice.checks else ()
    return _report(underlag, (*section, *last))


def _report(
    underlag: Underlag, section: tuple[ReportSection, ...], *, one_page: bool = False
) -> Report:
    document = underlag.document
    return Report(
        clean(document.name),
        tuple(facts(document, underlag.settings)),
        section,
        mark(document),
        clean(underlag.settings.namnd),
        one_page,
    )


def mark(document: Document) -> str:
    """What says on every page that the figures are not those decided, "" where they are."""
    if document.status == "utkast":
        return "Utkast"
    return f"Upplåst efter beslut: {clean(document.unlocked)}" if document.unlocked else ""


def facts(document: Document, settings: Settings) -> Iterator[tuple[str, str]]:
    """The facts below the title, name and value; those that are not known are left out."""
    period = document.period
    all_ = (
        ("Nämnd", f"{settings.namnd}, {settings.kommun}"),
        ("Period", f"{when(period.start)} – {when(period.end)}"),
        ("Status", mark(document) or document.status),
        ("Beslut", _beslut(document.beslut)),
        ("Diarienummer", document.diarienummer),
    )
    yield from ((name, clean(value)) for name, value in all_ if value)


def _beslut(beslut: Beslut) -> str:
    day = "" if beslut.when is None else beslut.when.isoformat()
    return " ".join(d for d in (beslut.instance, day, beslut.paragraf) if d) if day else ""


def _sections(underlag: Underlag, choice: ReportChoice) -> Iterator[ReportSection]:
    sheet, error = whole(underlag.sheet)
    for filled in chosen(filled_cells(underlag.document.kind, sheet), choice.section):
        block = (*_states(underlag, filled), *_block(filled))
        yield ReportSection(filled.plan.id, filled.heading, block, filled.plan.bilaga)
    # Whatever was chosen: who reads the report is to know that something is not in it.
    missing = (*error, *(file_error.sentence for file_error in underlag.file_error))
    if missing:
        block = tuple(Paragraph(clean(sentence), point=True) for sentence in missing)
        yield ReportSection("saknas", "Det som saknas i rapporten", block)


def _states(underlag: Underlag, filled: Filled) -> Iterator[Paragraph]:
    """How it stands with the section's tables, a sentence a tab, as the overview says it."""
    own_ones = [sheet.calculation.table for _, all_ in filled.parts for sheet in all_]
    for tab in dict.fromkeys(table.template.tab for table in own_ones):
        state_now = state(tab, underlag.calculations.get(tab, {}))
        if state_now.table in {table.id for table in own_ones if table.template.tab == tab}:
            yield Paragraph(f"{SIGNAL_SIGN[state_now.signal]} {clean(state_now.text)}.")


def _block(filled: Filled) -> Iterator[Block]:
    for part_, sheet in filled.parts:
        if part_.heading:
            yield Heading(part_.heading)
        for one in sheet:
            table = report_table(one)
            yield table
            picture = chart(one, table)
            if picture is not None:
                yield picture


def check_section(underlag: Underlag) -> ReportSection:
    """The last page: the open findings, worst first; those of rounding are only counted."""
    text = summary([finding.severity for finding in underlag.finding])
    important = [finding for finding in underlag.finding if finding.severity != "avrundning"]
    table = (_finding_table(underlag, important),) if important else ()
    return ReportSection(CHECK, CHECK_HEADING, (Paragraph(text), *table), new_page=True)


def _finding_table(underlag: Underlag, finding: list[Finding]) -> ReportTable:
    tables = {b.table: b.calculation for b in underlag.sheet}
    return ReportTable(
        CHECK,
        "Öppna fynd",
        "Allvar",
        (ReportColumn("Plats"), ReportColumn("Fynd")),
        tuple(
            ReportRow(
                f"{FINDING_SIGN[f.severity][0]} {f.severity}",
                (ReportCell(clean(_place(f, tables))), ReportCell(clean(f.sentence))),
            )
            for f in finding
        ),
    )


def _place(finding: Finding, tables: Mapping[str, Calculation]) -> str:
    """The table and the row that a finding is about, as the report names them."""
    calculation = tables.get(finding.address.table)
    if calculation is None:
        return finding.address.table or "dokumentet"
    index = calculation.table.index
    row = calculation.table.row(finding.address.row).label if finding.address.row in index else ""
    return f"{calculation.table.heading}, {row}" if row.strip("-– ") else calculation.table.heading
