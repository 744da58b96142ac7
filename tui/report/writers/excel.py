"""A report as an Excel workbook: one sheet a table, live formulas, nothing in data a formula.

openpyxl is imported here, so this module is imported only where a report is written.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tui.report.layout import caption
from tui.report.values import (
    Bars,
    Heading,
    Paragraph,
    Report,
    ReportSection,
    ReportTable,
    RiskMatrix,
)
from tui.report.writers.excel_sheet import (
    BROKEN,
    FONT,
    set_bars,
    set_risk_squares,
    set_sheet,
    set_text,
)
from tui.report.writers.walk import Writer

FIRST = "Rapport"
MAX_SHEET_NAME = 31
# What Excel forbids in a sheet's name, and what would end a quoted one.
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
FOOTNOTE = "Sida &P av &N"


class ExcelWriter(Writer):
    """A report as a workbook: a first sheet with the text, and a sheet a table."""

    def __init__(self) -> None:
        self._workbook = Workbook()
        self._first: Any = self._workbook.active
        self._row = 1
        self._mark = ""
        self._tables: dict[str, tuple[Worksheet, ReportTable]] = {}
        self._values: dict[str, Mapping[str, Decimal]] = {}

    def begin(self, report: Report) -> None:
        self._first.title, self._mark = FIRST, report.mark
        _properties(self._workbook, report)
        set_text(self._first["A1"], report.title)
        self._first["A1"].font = Font(FONT, 16, bold=True)
        facts = (("Märkning", report.mark),) * bool(report.mark) + report.facts
        for row, (name, value) in enumerate(facts, 2):
            set_text(self._first.cell(row, 1), name)
            set_text(self._first.cell(row, 2), value)
        widths = self._first.column_dimensions
        widths["A"].width, widths["B"].width = 22, 100
        self._row = len(facts) + 3

    def begin_section(self, section: ReportSection, nr: int) -> None:  # noqa: ARG002
        cell = self._first.cell(self._row + 1, 1)
        set_text(cell, section.heading)
        cell.font = Font(FONT, 12, bold=True)
        self._row += 2

    def heading(self, heading: Heading) -> None:
        self._line(heading.text, bold=True)

    def paragraph(self, paragraph: Paragraph) -> None:
        self._line(paragraph.text, bold=False)

    def table(self, table: ReportTable) -> None:
        """A sheet, and a link to it from the first."""
        sheet = self._workbook.create_sheet(sheet_name(table.heading, self._workbook.sheetnames))
        self._tables[table.id] = sheet, table
        self._values[sheet.title] = set_sheet(sheet, table, self._mark)
        cell = self._next_line(caption(table))
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet.title}'!A1")
        cell.font = Font(FONT, 11, color="0B4F94", underline="single")

    def bars(self, bars: Bars) -> None:
        set_bars(*self._tables[bars.table], bars)

    def risks(self, matrix: RiskMatrix) -> None:
        set_risk_squares(self._tables[matrix.table][0], matrix)

    def whole(self) -> bytes:
        for sheet in self._workbook.worksheets:
            _page(sheet)
        return _saved(self._workbook, self._values)

    def _line(self, text: str, *, bold: bool) -> None:
        cell = self._next_line(text)
        cell.alignment, cell.font = BROKEN, Font(FONT, 11, bold=bold)

    def _next_line(self, text: str) -> Any:
        cell = self._first.cell(self._row, 2)
        set_text(cell, text)
        self._row += 1
        return cell


def _properties(workbook: Workbook, report: Report) -> None:
    properties: Any = workbook.properties
    properties.title, properties.creator = report.title[:255], report.namnd[:255]
    properties.language, properties.keywords = "sv-SE", report.mark[:255]
    workbook.calculation.fullCalcOnLoad = True


def sheet_name(heading: str, taken: list[str]) -> str:
    """A sheet's name that Excel takes and that no other sheet has (it tells no case apart)."""
    cleaned = _NOT_IN_NAME.sub(" ", heading).strip() or "Tabell"
    folded = {name.casefold() for name in (*taken, "history")}
    for nr in range(1, len(taken) + 3):
        tail = f" ({nr})" if nr > 1 else ""
        name = cleaned[: MAX_SHEET_NAME - len(tail)].strip() + tail
        if name.casefold() not in folded:
            return name
    raise AssertionError("one more name than sheets is always free")


def _page(worksheet: Worksheet) -> None:
    worksheet.page_setup.orientation = "portrait" if worksheet.title == FIRST else "landscape"
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    properties: Any = worksheet.sheet_properties
    properties.pageSetUpPr.fitToPage = True
    # A constant: in a footer "&" is a code, so no text out of the data stands there.
    footer: Any = worksheet.oddFooter
    footer.center.text = FOOTNOTE


def _saved(workbook: Workbook, values: Mapping[str, Mapping[str, Decimal]]) -> bytes:
    """The file, with what the formulas give beside them: a preview works nothing out itself."""
    without, file = io.BytesIO(), io.BytesIO()
    workbook.save(without)
    parts = {
        f"xl/worksheets/sheet{nr}.xml": values[worksheet.title]
        for nr, worksheet in enumerate(workbook.worksheets, 1)
        if values.get(worksheet.title)
    }
    with zipfile.ZipFile(without) as from_, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as to:
        for item in from_.infolist():
            to.writestr(item, with_values(from_.read(item), parts.get(item.filename, {})))
    return file.getvalue()


_FORMULA = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/>')


def with_values(data: bytes, values: Mapping[str, Decimal]) -> bytes:
    """A sheet's XML with a value after each formula; all text stands in a part of its own."""
    if not values:
        return data
    text = data.decode("utf-8").replace("<v></v>", "<v />")
    return _FORMULA.sub(lambda t: f"{t[1]}<v>{values[t[2]]:f}</v>", text).encode()
