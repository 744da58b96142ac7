"""A document's report out of its sheets and findings; pure."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tui.domain.area_states import state
from tui.domain.calculation import Calculation
from tui.domain.document import Beslut, Document
from tui.domain.finding import Finding
from tui.domain.head_fields import printed_head_texts
from tui.domain.settings import Settings
from tui.domain.symbols import FINDING_SIGN, SIGNAL_SIGN
from tui.report.charts import chart
from tui.report.findings import summary
from tui.report.infor_namnd import page
from tui.report.order import Filled, chosen, filled_sections
from tui.report.tables import report_table
from tui.report.underlag import Underlag, underlag_of
from tui.report.values import (
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
from tui.svenska.format import clean, when
from tui.workspace import Workspace

CHECK, CHECK_HEADING = "att-granska", "Att granska"


class ReportChoice(Struct, frozen=True):
    """What of a report is wanted: which sections (all where none), with *Att granska* or not."""

    sections: tuple[str, ...] = ()
    checks: bool = True
    before_namnd: bool = False


WHOLE = ReportChoice()


def report_of(area: Workspace, document_id: str, choice: ReportChoice = WHOLE) -> Report:
    """The whole report, the sections chosen, or the page *Inför nämnd*, as the workspace stands.

    Every tab of every document that bridges may reach should have been read. Raises ChoiceError
    for a section that does not exist, KeyError for a document that does not.
    """
    underlag = underlag_of(area, document_id)
    if choice.before_namnd:
        return _report(underlag, (page(underlag),), one_page=True)
    last = (check_section(underlag),) if choice.checks else ()
    return _report(underlag, (*_sections(underlag, choice), *last))


def _report(
    underlag: Underlag, sections: tuple[ReportSection, ...], *, one_page: bool = False
) -> Report:
    document = underlag.document
    return Report(
        clean(document.name),
        tuple(facts(document, underlag.settings)),
        sections,
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
    facts = (
        ("Nämnd", ", ".join(filter(None, (settings.namnd, settings.kommun)))),
        ("Period", f"{when(period.start)} – {when(period.end)}"),
        ("Status", mark(document) or document.status),
        ("Beslut", _beslut(document.beslut)),
        ("Diarienummer", document.diarienummer),
        *printed_head_texts(document),
    )
    yield from ((name, clean(value)) for name, value in facts if value)


def _beslut(beslut: Beslut) -> str:
    day = "" if beslut.when is None else beslut.when.isoformat()
    return " ".join(d for d in (beslut.instance, day, beslut.paragraf) if d) if day else ""


def _sections(underlag: Underlag, choice: ReportChoice) -> Iterator[ReportSection]:
    for filled in chosen(filled_sections(underlag.document.kind, underlag.sheets), choice.sections):
        blocks = (*_states(underlag, filled), *_blocks(filled))
        yield ReportSection(filled.plan.id, filled.heading, blocks, filled.plan.bilaga)
    # Whatever was chosen: who reads the report is to know that something is not in it.
    if underlag.file_errors:
        points = tuple(Paragraph(clean(e.sentence), point=True) for e in underlag.file_errors)
        yield ReportSection("saknas", "Det som saknas i rapporten", points)


def _states(underlag: Underlag, filled: Filled) -> Iterator[Paragraph]:
    """How it stands with the section's tables, a sentence a tab, as the overview says it."""
    own = [sheet.calculation.table for _, sheets in filled.parts for sheet in sheets]
    for tab in dict.fromkeys(table.tab for table in own):
        now = state(tab, underlag.calculations.get(tab, {}))
        if now.table in {table.id for table in own if table.tab == tab}:
            yield Paragraph(f"{SIGNAL_SIGN[now.signal]} {clean(now.text)}.")


def _blocks(filled: Filled) -> Iterator[Block]:
    for part, sheets in filled.parts:
        if part.heading:
            yield Heading(part.heading)
        for sheet in sheets:
            table = report_table(sheet)
            yield table
            picture = chart(sheet, table)
            if picture is not None:
                yield picture


def check_section(underlag: Underlag) -> ReportSection:
    """The last page: the open findings, worst first; those of rounding are only counted."""
    text = summary([finding.severity for finding in underlag.findings])
    important = [finding for finding in underlag.findings if finding.severity != "avrundning"]
    table = (_finding_table(underlag, important),) if important else ()
    return ReportSection(CHECK, CHECK_HEADING, (Paragraph(text), *table), new_page=True)


def _finding_table(underlag: Underlag, findings: list[Finding]) -> ReportTable:
    tables = {sheet.table: sheet.calculation for sheet in underlag.sheets}
    rows = tuple(
        ReportRow(
            f"{FINDING_SIGN[f.severity][0]} {f.severity}",
            (ReportCell(clean(_place(f, tables))), ReportCell(clean(f.sentence))),
        )
        for f in findings
    )
    columns = (ReportColumn("Plats"), ReportColumn("Fynd"))
    return ReportTable(CHECK, "Öppna fynd", "Allvar", columns, rows)


def _place(finding: Finding, tables: Mapping[str, Calculation]) -> str:
    """The table and the row that a finding is about, as the report names them."""
    calculation = tables.get(finding.address.table)
    if calculation is None:
        return finding.address.table or "dokumentet"
    table, row_id = calculation.table, finding.address.row
    row = table.row(row_id).label if row_id in table.index else ""
    return f"{table.heading}, {row}" if row.strip("-– ") else table.heading
