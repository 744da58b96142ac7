"""Every table of the five documents, in every format, read back cell by cell against ``show``."""

import re
from decimal import Decimal

import pytest

from tests.report.five_reports import IDS, byte, report_sheets, sheet, whole
from tests.report.formula_arithmetic import counted
from tests.report.reread import (
    ReadBack,
    out_of_excel,
    out_of_html,
    out_of_markdown,
    out_of_text,
    out_of_word,
)
from tui.domain.cell_text import cell_text
from tui.report.build import CHECK
from tui.report.layout import table_parts
from tui.report.tables import plain_table
from tui.report.values import ReportTable
from tui.report.writers.excel_sheet import HEAD_ROW, sheet_plan
from tui.report.writing import FORMATS

READER = {"docx": out_of_word, "html": lambda d: out_of_html(d).read, "md": out_of_markdown}


def own_ones(document: str) -> list[tuple[ReportTable, ReportTable]]:
    """The report's tables of the document, each with what ``show`` prints of it."""
    tables = [t for t in whole(document).tables if t.id != CHECK]
    return [(t, plain_table(sheet(document)[t.id])) for t in tables]


@pytest.mark.parametrize("document", IDS)
def test_every_table_that_show_prints_stands_once_in_the_report(document: str) -> None:
    ids = [t.id for t, _ in own_ones(document)]
    assert sorted(ids) == sorted(report_sheets(document))


@pytest.mark.parametrize("document", IDS)
def test_every_cell_of_the_model_is_the_one_that_show_prints(document: str) -> None:
    for table, form in own_ones(document):
        assert [k.heading for k in table.columns] == [k.heading for k in form.columns]
        assert [(r.label, r.level, r.kind, [c.text for c in r.cells]) for r in table.rows] == [
            (r.label, r.level, r.kind, [c.text for c in r.cells]) for r in form.rows
        ]


def set_(table: ReportTable, form: ReportTable) -> list[tuple[str, list[list[str]]]]:
    """What is to stand in the parts of a table, taken from what ``show`` prints."""
    parts = []
    for part_, group in zip(table_parts(table), ("tryckt", "underlag"), strict=False):
        places = [i for i, k in enumerate(table.columns) if k.group == group]
        headings = [form.label_heading, *(form.columns[i].heading for i in places)]
        rows = [[r.label, *(r.cells[i].text for i in places)] for r in form.rows]
        parts.append((part_.heading, [headings, *rows]))
    return parts


def comments(table: ReportTable, form: ReportTable) -> list[tuple[str, str]]:
    places = [i for i, k in enumerate(table.columns) if k.group == "kommentar"]
    return [(r.label, r.cells[i].text) for i in places for r in form.rows if r.cells[i].text]


@pytest.mark.parametrize("format_", READER)
@pytest.mark.parametrize("document", IDS)
def test_word_html_and_markdown_have_every_cell_of_every_table(document: str, format_: str) -> None:
    read: ReadBack = READER[format_](byte(document, format_))
    text = without_protection("\n".join(read.text))
    for table, form in own_ones(document):
        for heading, rows in set_(table, form):
            assert trimmed(rows) in map(trimmed, read.table(heading)), (table.id, heading)
        for label, comment in comments(table, form):
            assert comment in text and label in text


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Markdown pads its cells, so a cell's outer spaces are not its own there."""
    return [[cell.strip(" ") for cell in row] for row in rows]


def without_protection(text: str) -> str:
    return re.sub(r"\\([\\|`*_\[\]<>#~&+.=-])", r"\1", text)


@pytest.mark.parametrize("document", IDS)
def test_plain_text_has_the_text_of_every_column_in_order(document: str) -> None:
    """Without the spaces: a text is wrapped there, and a word longer than its column is broken."""
    parts_ = (parts for _, parts in out_of_text(byte(document, "txt")).tables)
    gutters = ["".join(gutter) for parts in parts_ for gutter in parts]
    for table, form in own_ones(document):
        for _, rows in set_(table, form):
            for gutter in zip(*rows[1:], strict=True):
                text = "".join("".join(gutter).split())
                assert any(s.startswith(text) for s in gutters), (table.id, text)


@pytest.mark.parametrize("document", IDS)
def test_excel_has_every_figure_as_a_figure_and_every_text_as_text(document: str) -> None:
    workbook = out_of_excel(byte(document, "xlsx"))
    for (table, form), name in zip(
        own_ones(document), workbook.values.sheetnames[1:], strict=False
    ):
        plan, worksheet = sheet_plan(table), workbook.values[name]
        assert [c.value for c in worksheet[HEAD_ROW]][: len(plan.columns) + 1] == [
            form.label_heading,
            *(form.columns[plan.columns.index(i + 2)].heading for i in range(len(plan.columns))),
        ]
        for i, row in enumerate(form.rows):
            assert (worksheet.cell(HEAD_ROW + 1 + i, 1).value or "") == row.label
            for j, cell in enumerate(table.rows[i].cells):
                read = worksheet[plan.address((i, j))].value
                if cell.number is None:
                    assert (read or "") == row.cells[j].text
                else:
                    assert isinstance(read, int | float)
                    assert shown(Decimal(str(read)), cell.decimals, cell.unit) == cell.text


def shown(number: Decimal, decimals: int, unit: str) -> str:
    return cell_text(number, decimals, unit)


@pytest.mark.parametrize("document", IDS)
def test_every_formula_gives_the_figure_that_show_prints(document: str) -> None:
    workbook = out_of_excel(byte(document, "xlsx"))
    count = 0
    for (table, _), name in zip(own_ones(document), workbook.formulas.sheetnames[1:], strict=False):
        plan, worksheet = sheet_plan(table), workbook.formulas[name]
        for i, row in enumerate(table.rows):
            for j, cell in enumerate(row.cells):
                excel_cell = worksheet[plan.address((i, j))]
                if excel_cell.data_type == "f":
                    count += 1
                    found = counted(worksheet, excel_cell.coordinate)
                    assert shown(found, cell.decimals, cell.unit) == cell.text
    assert count >= 40


@pytest.mark.parametrize("document", IDS)
def test_a_printed_sum_that_its_parts_do_not_give_stands_as_printed_with_a_comment(
    document: str,
) -> None:
    workbook = out_of_excel(byte(document, "xlsx")).formulas
    for (table, _), name in zip(own_ones(document), workbook.sheetnames[1:], strict=False):
        plan = sheet_plan(table)
        for i, row in enumerate(table.rows):
            for j, cell in enumerate(row.cells):
                excel_cell = workbook[name][plan.address((i, j))]
                assert bool(excel_cell.comment) == bool(cell.remark)
                if cell.remark:
                    assert excel_cell.data_type == "n"
                    assert cell.remark.startswith("Tryckt värde.")


def test_the_known_slip_of_2024_stands_as_printed_and_says_what_its_parts_give() -> None:
    drift = next(t for t, _ in own_ones("2024-delar") if t.id == "drift")
    row = next(r for r in drift.rows if r.label == "Verksamhetens kostnader")
    cell = next(c for c in row.cells if c.text == "−32\u00a0296")
    assert cell.formula is None
    assert cell.remark == "Tryckt värde. Talen i tabellen ger −33\u00a0296."


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_written_of_every_document(format_: str) -> None:
    assert all(len(byte(document, format_)) > 2000 for document in IDS)
