"""Real tables as drafts, and a list as long as they come."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from tests.five_documents import calculation
from tui.domain.calculation import Calculation
from tui.domain.table import LABEL, Row, Table

NEW = Decimal("4711.5")


def utkast(document: str, table: str) -> Calculation:
    """A real table as a draft."""
    real = calculation(document, table)
    return Calculation(real.table, replace(real.context, locked=False))


def changes(table: Table) -> Iterator[Table]:
    """The table with a cell changed or emptied in a dozen of its rows, or a label."""
    columns = [k.id for k in table.columns if not k.computed and k.numeric]
    for i, row in enumerate(table.rows[:: max(1, len(table.rows) // 10)]):
        if columns:
            column = columns[i % len(columns)]
            yield table.with_row(row.with_cell(column, NEW))
            yield table.with_row(row.with_cell(column, None))
        yield table.with_row(row.with_cell(LABEL, "Annat"))


def everything(one: Calculation) -> dict[tuple[str, str], object]:
    """Every cell's value."""
    rows, columns = one.table.rows, one.table.columns
    return {(r.id, k.id): one.shown(r.id, k.id) for r in rows for k in columns}


def long_list(count: int = 5000) -> Table:
    """The real investments, Reinvestering with so many more posts."""
    real = utkast("2024-delar", "investeringar").table
    cells = {column: Decimal(1) for column in ("budget", "prognos", "utfall", "foregaende")}
    more = (
        Row(f"post_{i}", f"Post {i}", parent="reinvestering", cells=cells)
        for i in range(count - len(real.rows))
    )
    return replace(real, rows=(*real.rows, *more))


def with_budget(table: Table, row: str, number: Decimal) -> Table:
    """The table with a budget changed."""
    return table.with_row(table.row(row).with_cell("budget", number))
