"""Whether a new document is hollow: nobody has entered anything of its own in it.

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
