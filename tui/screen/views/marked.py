"""What the cells that are marked come to: how many, their sum, and what of them is missing."""

from collections.abc import Iterator
from decimal import Decimal

from tui.checks.discovery.roles import is_share
from tui.checks.pasting.measures import column_unit
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, shown_decimals
from tui.domain.paste import copy_text
from tui.domain.table import LABEL, ONLY_NUMBER, Column, Row
from tui.domain.value import Mark
from tui.screen.views.table_view import TableView
from tui.screen.widgets.model import Area
from tui.svenska.clipboard import Block
from tui.svenska.format import count

SHARE = "%"


def marked_text(view: TableView, area: Area) -> str:
    """How many cells are marked, the sum of their figures where these are of one unit and no
    shares, and how many are empty: missing is not zero.
    """
    k, cells = view.calculation, list(_cells(view, area))
    many = count(len(cells), "cell", "celler")
    figures = [(row, column) for row, column in cells if column is not None and column.numeric]
    shown = [(row, column, k.shown(row.id, column.id)) for row, column in figures]
    numbers = [(row, column, value) for row, column, value in shown if isinstance(value, Decimal)]
    empty = sum(value is None and row.kind != "rubrik" for row, _, value in shown)
    dashes = sum(value is Mark.DASH for _, _, value in shown)
    parts = [f"{many} markerade"]
    if len(numbers) > 1:
        parts.append(_sum(k, numbers))
    if empty:
        parts.append(f"{count(empty, 'tom', 'tomma')}, inte med")
    if dashes and numbers:
        parts.append(f"{dashes} med – (inget)")
    return " · ".join(parts)


def _sum(calculation: Calculation, numbers: list[tuple[Row, Column, Decimal]]) -> str:
    units = dict.fromkeys(_unit(calculation, row, column) for row, column, _ in numbers)
    if SHARE in units:
        return f"{len(numbers)} tal, och procent läggs inte ihop"
    if len(units) > 1:
        return f"{len(numbers)} tal av olika slag, ingen summa"
    decimals = [shown_decimals(calculation, row, column) for row, column, _ in numbers]
    whole = None if None in decimals else max(d for d in decimals if d is not None)
    total = cell_text(sum((value for _, _, value in numbers), Decimal(0)), whole)
    unit = next(iter(units))
    return f"summa {total} {unit}".rstrip()


def _unit(calculation: Calculation, row: Row, column: Column) -> str:
    """The unit that a figure is in; a nyckeltal's own, where it does not say."""
    if column.type_ == "procent" or SHARE in (row.unit, column.unit) or is_share(row.label):
        return SHARE
    if column.type_ not in ONLY_NUMBER:
        return row.unit or row.id
    if row.unit:
        return row.unit
    return column_unit(calculation, column) if column.type_ == "belopp" else column.unit or ""


def _cells(view: TableView, area: Area) -> Iterator[tuple[Row, Column | None]]:
    """The cells of an area; None for the column of a row's label."""
    for row in view.table.rows[area.top : area.bottom + 1]:
        for column in view.columns[area.left : area.right + 1]:
            yield row, None if column.id == LABEL else view.table.column(column.id)


def marked_block(view: TableView, area: Area) -> Block:
    """The cells of an area as they are copied."""
    ids = [column.id for column in view.columns[area.left : area.right + 1]]
    rows = view.table.rows[area.top : area.bottom + 1]
    return tuple(tuple(copy_text(view.calculation, row, id_) for id_ in ids) for row in rows)
