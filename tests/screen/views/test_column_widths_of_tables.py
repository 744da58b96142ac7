"""A column is as wide as its longest text; in a long table, as what has been in sight."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.five_documents import EVERY, calculation
from tests.screen.views.views import utkast
from tui.domain.calculation import Calculation
from tui.domain.table import Row, Table
from tui.screen.views.table_view import MEASURED, TableView

LONG = 1200


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_every_figure_of_the_real_documents_has_room(document: str, table: str) -> None:
    for one in (calculation(document, table), utkast(document, table)):
        view = TableView(one, {}, 120)
        for place, column in enumerate(view.columns[1:]):
            if one.table.columns[place].numeric:
                texts = [view.box(row, place + 1).text for row in range(view.count_rows)]
                assert column.width >= max(map(len, texts))


def long_table(table: Table, wide: int) -> Table:
    """The table with as many posts as a long one has, the one at a place wider than all others."""
    posts = (
        Row(f"post_{i}", f"Post {i}", cells={"budget": Decimal(10**12 if i == wide else 1)})
        for i in range(LONG)
    )
    return replace(table, rows=(*table.rows, *posts))


def budget_width(view: TableView) -> int:
    """How wide the budget's column is."""
    return next(c.width for c in view.columns if c.id == "budget")


def test_a_long_table_makes_room_for_a_figure_when_it_comes_in_sight() -> None:
    one = utkast("2024-delar", "investeringar")
    table = long_table(one.table, LONG - 1)
    view = TableView(Calculation(table, one.context), {}, 120)
    last = view.count_rows - 1
    assert view.count_rows > MEASURED
    before = budget_width(view)
    assert not view.measure(range(10))
    assert view.measure(range(last - 5, last + 1))
    assert budget_width(view) > before
    after = TableView(Calculation(table, one.context), {}, 120, before=view)
    assert budget_width(after) == budget_width(view)
