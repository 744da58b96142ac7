"""A view that takes over from the one before shows what a new one would."""

import pytest

from tests.domain.test_recomputing import changes, utkast
from tests.five_documents import EVERY
from tui.domain.recomputing import recomputed
from tui.screen.views.table_view import TableView


def everything(view: TableView) -> tuple[object, ...]:
    """The columns and every cell."""
    boxes = [view.box(r, k) for r in range(view.count_rows) for k in range(len(view.columns))]
    return view.columns, boxes


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_the_same_columns_and_cells(document: str, table: str) -> None:
    calculation = utkast(document, table)
    before = TableView(calculation, {}, 120)
    everything(before)
    for new in changes(calculation.table):
        now = recomputed(calculation, new, calculation.context)
        marks = {(new.rows[0].id, new.columns[0].id): "fel"}
        view = TableView(now, marks, 120, before=before)  # type: ignore[arg-type]
        assert everything(view) == everything(TableView(now, marks, 120))  # type: ignore[arg-type]


def test_change_upon_change_and_back() -> None:
    calculation = utkast("2024-delar", "drift")
    view = TableView(calculation, {}, 120)
    first_of_all = everything(view)
    for new in (*changes(calculation.table), calculation.table):
        calculation = recomputed(calculation, new, calculation.context)
        view = TableView(calculation, {}, 120, before=view)
        assert everything(view) == everything(TableView(calculation, {}, 120))
    assert everything(view) == first_of_all
