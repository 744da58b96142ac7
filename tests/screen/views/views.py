"""The real documents' tables as the screen gets them, decided or as drafts."""

from msgspec.structs import replace

from tests.five_documents import calculation
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation
from tui.domain.finding import Severity
from tui.screen.views.table_view import TableView
from tui.screen.widgets.model import Box


def utkast(document: str, table: str) -> Calculation:
    """A table of a document, as a draft computes it."""
    beslutad = calculation(document, table)
    return Calculation(beslutad.table, replace(beslutad.context, locked=False))


def view(document: str, table: str, screen: int = 120, *, locked: bool = True) -> TableView:
    """What the grid is given of a table, findings and all."""
    k = calculation(document, table) if locked else utkast(document, table)
    marks: dict[tuple[str, str], Severity] = {
        (f.address.row, f.address.column): f.severity for f in table_finding(document, k)
    }
    return TableView(k, marks, screen)


def place(view: TableView, row: str, column: str) -> tuple[int, int]:
    """Where a cell stands."""
    return view.table.index[row], [k.id for k in view.columns].index(column)


def box(view: TableView, row: str, column: str) -> Box:
    """A cell by its ids."""
    return view.box(*place(view, row, column))
