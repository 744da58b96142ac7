"""A table as rows of texts (*tabellform*): what all printed forms but JSON are made of.

Every text that comes from a store is made harmless here, once, so that no form can forget it;
what a form itself gives a meaning to (``|``, ``<``, ``;``) it escapes on top of that.
"""

from decimal import Decimal

from msgspec import Struct

from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, column_heading, shown_decimals, shown_text
from tui.domain.document import Document
from tui.domain.table import Column, Row, RowKind
from tui.report.footnotes import notes
from tui.report.sheet import Bunt, Sheet
from tui.svenska.format import HARDSPACE, MINUS, clean


class FormCell(Struct, frozen=True):
    """A cell's text, and the same figure as a spreadsheet reads it ("" where it is no figure)."""

    text: str
    number: str = ""


class FormRow(Struct, frozen=True):
    """One row: its label, how deep it stands, what it is, and its cells."""

    label: str
    cells: tuple[FormCell, ...]
    level: int = 0
    kind: RowKind = "post"


class FormColumn(Struct, frozen=True):
    """One column's heading, and whether it is set to the right."""

    heading: str
    right: bool = False


class TableForm(Struct, frozen=True):
    """A whole table in texts. ``keys`` tells its rows from those of other tables."""

    heading: str
    ingress: tuple[str, ...]
    label_heading: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]
    notes: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


def table_form(sheet: Sheet) -> TableForm:
    """One sheet in texts."""
    calculation, period = sheet.calculation, sheet.document.period
    table = calculation.table
    return TableForm(
        heading=clean(table.heading),
        ingress=_ingress(sheet),
        label_heading=clean(table.heading_label),
        columns=tuple(
            FormColumn(clean(column_heading(k, period)), k.numeric) for k in table.columns
        ),
        rows=tuple(_row(calculation, row) for row in table.rows),
        notes=tuple(clean(n) for n in notes(table, period)),
        keys=(("Dokument", clean(sheet.document.id)), ("Tabell", clean(table.id))),
    )


def _ingress(sheet: Sheet) -> tuple[str, ...]:
    table = sheet.calculation.table
    unit = f" · Enhet: {table.unit}" if table.unit else ""
    rows = (f"{document_row(sheet.document)}{unit}", table.template.sign)
    return tuple(clean(row) for row in rows if row)


def document_row(document: Document) -> str:
    """The document's name with its id and status, as a line above a table says it."""
    return f"{document.name} ({document.id}, {document.status})"


def _row(calculation: Calculation, row: Row) -> FormRow:
    cells = tuple(_cell(calculation, row, column) for column in calculation.table.columns)
    return FormRow(clean(row.label), cells, calculation.table.level(row), row.kind)


def _cell(calculation: Calculation, row: Row, column: Column) -> FormCell:
    text = clean(shown_text(calculation, row, column))
    value = calculation.shown(row.id, column.id)
    if not isinstance(value, Decimal):
        return FormCell(text)
    return FormCell(text, _number(cell_text(value, shown_decimals(calculation, row, column))))


def _number(text: str) -> str:
    return text.replace(HARDSPACE, "").replace(MINUS, "-")


LIST_COLUMNS = (FormColumn("Rubrik"), FormColumn("Flik"), FormColumn("Rader", right=True))


def list_form(bunt: Bunt) -> TableForm:
    """The tables that a document has, as a table."""
    return TableForm(
        heading=clean(document_row(bunt.document)),
        ingress=(),
        label_heading="Tabell",
        columns=LIST_COLUMNS,
        rows=tuple(_list_row(sheet) for sheet in bunt.sheet),
        keys=(("Dokument", clean(bunt.document.id)),),
    )


def _list_row(sheet: Sheet) -> FormRow:
    table = sheet.calculation.table
    count = str(len(table.rows))
    cells = (FormCell(clean(table.heading)), FormCell(clean(sheet.tab)), FormCell(count, count))
    return FormRow(clean(table.id), cells)
