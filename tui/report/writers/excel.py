"""A report as an Excel workbook: one sheet a table, live formulas, nothing in data a formula.

openpyxl is imported here, so this module is imported only where a report is written.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tui.report.report import (
    Bars,
    Block,
    Heading,
    Paragraph,
    Report,
    ReportSection,
    ReportTable,
    RiskMatrix,
)
from tui.report.table_parts import caption
from tui.report.writers.excel_sheet import (
    BROKEN,
    FONT,
    set_bars,
    set_risk_squares,
    set_sheet,
    set_text,
)

FIRST = "Rapport"
MAX_SHEET_NAME = 31
# What Excel forbids in a sheet's name, and what would end a quoted one.
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
FOOTNOTE = "Sida &P av &N"


def excel_pieces(report: Report, file: io.BytesIO) -> Iterator[None]:
    """Write the workbook block by block into ``file``, whole when there are no more."""
    workbook = Workbook()
    first: Any = workbook.active
    first.title = FIRST
    _properties(workbook, report)
    row = _front_page(first, report)
    worksheet: dict[str, tuple[Worksheet, ReportTable]] = {}
    values: dict[str, Mapping[str, Decimal]] = {}
    for section in report.section:
        row = _section_row(first, section, row)
        for block in section.block:
            if isinstance(block, ReportTable):
                fresh = workbook.create_sheet(sheet_name(block.heading, workbook.sheetnames))
                worksheet[block.id] = fresh, block
                values[fresh.title] = set_sheet(fresh, block, report.mark)
            row = _on_first(first, block, worksheet, row)
            yield
    for sheet in workbook.worksheets:
        _output(sheet)
    _save(workbook, values, file)


def _properties(workbook: Workbook, report: Report) -> None:
    properties: Any = workbook.properties
    properties.title, properties.creator = report.title[:255], report.namnd[:255]
    properties.language, properties.keywords = "sv-SE", report.mark[:255]
    workbook.calculation.fullCalcOnLoad = True


def sheet_name(heading: str, busy: list[str]) -> str:
    """A sheet's name that Excel takes and that no other sheet has (it tells no case apart)."""
    cleaned = _NOT_IN_NAME.sub(" ", heading).strip() or "Tabell"
    taken = {name.casefold() for name in (*busy, "history")}
    for nr in range(1, len(busy) + 3):
        tail = f" ({nr})" if nr > 1 else ""
        name = cleaned[: MAX_SHEET_NAME - len(tail)].strip() + tail
        if name.casefold() not in taken:
            return name
    raise AssertionError("one more name than sheets is always free")


def _front_page(worksheet: Worksheet, report: Report) -> int:
    """Title and facts. Returns the next free row."""
    set_text(worksheet["A1"], report.title)
    worksheet["A1"].font = Font(FONT, 16, bold=True)
    facts = (("Märkning", report.mark),) * bool(report.mark) + report.facts
    for row, (name, value) in enumerate(facts, 2):
        set_text(worksheet.cell(row, 1), name)
        set_text(worksheet.cell(row, 2), value)
    worksheet.column_dimensions["A"].width, worksheet.column_dimensions["B"].width = 22, 100
    return len(facts) + 3


def _section_row(worksheet: Worksheet, section: ReportSection, row: int) -> int:
    set_text(worksheet.cell(row + 1, 1), section.heading)
    worksheet.cell(row + 1, 1).font = Font(FONT, 12, bold=True)
    return row + 2


def _on_first(
    worksheet: Worksheet, block: Block, all_: Mapping[str, tuple[Worksheet, ReportTable]], row: int
) -> int:
    """What a block puts on the first sheet (a table its link), charts on their table's sheet."""
    match block:
        case Heading(text) | Paragraph(text):
            set_text(worksheet.cell(row, 2), text)
            worksheet.cell(row, 2).alignment = BROKEN
            worksheet.cell(row, 2).font = Font(FONT, 11, bold=isinstance(block, Heading))
        case ReportTable():
            _link(worksheet.cell(row, 2), caption(block), all_[block.id][0])
        case Bars():
            set_bars(*all_[block.table], block)
            return row
        case RiskMatrix():
            set_risk_squares(all_[block.table][0], block)
            return row
    return row + 1


def _link(cell: Any, text: str, to: Worksheet) -> None:
    set_text(cell, text)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{to.title}'!A1")
    cell.font = Font(FONT, 11, color="0B4F94", underline="single")


def _output(worksheet: Worksheet) -> None:
    worksheet.page_setup.orientation = "portrait" if worksheet.title == FIRST else "landscape"
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    properties: Any = worksheet.sheet_properties
    properties.pageSetUpPr.fitToPage = True
    # A constant: in a footer "&" is a code, so no text out of the data stands there.
    footer: Any = worksheet.oddFooter
    footer.center.text = FOOTNOTE


def _save(
    workbook: Workbook, values: Mapping[str, Mapping[str, Decimal]], file: io.BytesIO
) -> None:
    """Save, with what the formulas give beside them: a preview works nothing out itself."""
    without = io.BytesIO()
    workbook.save(without)
    parts = {
        f"xl/worksheets/sheet{nr}.xml": values[worksheet.title]
        for nr, worksheet in enumerate(workbook.worksheets, 1)
        if values.get(worksheet.title)
    }
    with zipfile.ZipFile(without) as from_, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as to:
        for item in from_.infolist():
            data = with_values(from_.read(item), parts.get(item.filename, {}))
            to.writestr(item, data)


_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/>')


def with_values(data: bytes, values: Mapping[str, Decimal]) -> bytes:
    """A sheet's XML with a value after each formula; all text stands in a part of its own."""
    if not values:
        return data
    text = data.decode("utf-8").replace("<v></v>", "<v />")
    return _FORMULA.sub(lambda t: f"{t[1]}<v>{values[t[2]]:f}</v>", text).encode()
