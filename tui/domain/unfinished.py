"""What of a new document nobody has done yet: it is hollow, or has comments of the one before.

A document made out of another holds that one's rows, targets and figures. Its own is what they
were not taken over with.
"""

from collections.abc import Iterable

from tui.domain.cell_text import cell_text
from tui.domain.inheritance import is_utkast
from tui.domain.table import Column, Row, Table


def hollow(tables: Iterable[Table]) -> bool:
    """Whether nothing of the document's own has been entered in any of its tables."""
    return not any(
        _own(row, column) for table in tables for row in table.rows for column in table.columns
    )


def _own(row: Row, column: Column) -> bool:
    """Whether a cell holds what no other document had: entered here, or changed since."""
    value, inheritance = row.cells.get(column.id), column.inheritance
    if value is None:
        return False
    if inheritance is not None and inheritance.transferred:
        return inheritance.kind == "utkast" and not is_utkast(str(value))
    return not row.sources.get(column.id, "").endswith(f": {cell_text(value, None)}")


def untouched_comments(tables: Iterable[Table]) -> tuple[tuple[Table, Row, Column], ...]:
    """The texts that came as drafts out of an earlier document and stand as they came."""
    return tuple(
        (table, row, column)
        for table in tables
        for row in table.rows
        for column in table.columns
        if isinstance(text := row.cells.get(column.id), str) and is_utkast(text)
    )
