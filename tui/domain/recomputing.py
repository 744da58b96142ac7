"""Recomputation after a change (*omräkning*): only what hangs on the cells that were changed.

A row hangs on itself and on the rows that its own rule names; a column on itself, a computed one
on any. A rule of a kind of its own, or a column that points into another table, may look
anywhere, and then everything is worked out anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import is_not
from typing import NamedTuple, TypeAlias

from tui.domain.calculation import Calculation, Context
from tui.domain.rule import Children, Own
from tui.domain.sums import Sum, switch
from tui.domain.table import LABEL, SUMMED, Row, Table

Cell: TypeAlias = tuple[str, str]


def recomputed(before: Calculation | None, table: Table, context: Context) -> Calculation:
    """The table's recomputation, with what still holds of the version before."""
    calculation = Calculation(table, context)
    affected_ = None if before is None else affected(before, calculation)
    if before is not None and affected_ is not None:
        calculation.take_over(before, affected_.cells, dict(_sums(before, table, affected_)))
    return calculation


class Affected(NamedTuple):
    """The rows and columns where they meet which a cell may be another than before.

    The label counts as a column. ``changed`` are the rows that were changed, as they were and as
    they are.
    """

    rows: frozenset[str]
    columns: frozenset[str]
    changed: Sequence[tuple[Row, Row]] = ()

    @property
    def cells(self) -> Iterable[tuple[str, str]]:
        """Their cells, by row and column."""
        return ((row, column) for row in self.rows for column in self.columns)


def affected(before: Calculation, now: Calculation) -> Affected | None:
    """What a change between two versions may have changed; None where that may be anything."""
    if not _comparable(before, now):
        return None
    old_ones, new_ones = before.table.rows, now.table.rows
    changed = list(compress(zip(old_ones, new_ones, strict=True), map(is_not, old_ones, new_ones)))
    if not all(_same_place(old, new) for old, new in changed):
        return None
    # A column with its first figure, or without its last, is printed in all rows or in none.
    if before.filled_in != now.filled_in:
        return None
    columns = {k for par in changed for k in _changed_columns(*par, now.table)}
    all_counted = {column.id for column in now.table.columns if column.computed}
    rows = _with_dependent(now.table, {new.id for _, new in changed})
    return Affected(rows, frozenset(columns | all_counted), changed)


def _sums(before: Calculation, table: Table, affected_: Affected) -> Iterator[tuple[Cell, Sum]]:
    """What rows' children add up to: as before, or by what has been changed among them."""
    # A child with a rule of its own has another value than what was entered in it.
    all_counted = {r.parent for r in map(table.row, affected_.rows) if r.rule is not None}
    sums: dict[Cell, Sum | None] = dict(before.sums)
    for old, new in affected_.changed:
        over = _sum_over(table, old)
        for column in _changed_cells(old, new) if over is not None else ():
            if over is not None and _written_in(table, column):
                cell = (over.id, column)
                now = sums[cell] if cell in sums else before.total(over, column)
                sums[cell] = now and switch(now, old.cells.get(column), new.cells.get(column))
    for cell, total in sums.items():
        if total is not None and cell[0] not in all_counted:
            yield cell, total


def _sum_over(table: Table, row: Row) -> Row | None:
    """The row that adds up its children, where this one counts among them."""
    if row.parent not in table.index or row.parent is None or row.kind not in SUMMED:
        return None
    over = table.row(row.parent)
    return over if isinstance(over.rule, Children) else None


def _written_in(table: Table, column_id: str) -> bool:
    """Whether sums are made down a column."""
    if column_id not in table.column_index:
        return False
    column = table.column(column_id)
    return column.numeric and not column.computed


def _comparable(before: Calculation, now: Calculation) -> bool:
    a, b = before.context, now.context
    return (
        (a.settings is b.settings or a.settings == b.settings)
        and (a.period, a.locked) == (b.period, b.locked)
        and before.table.columns == now.table.columns
        and len(before.table.rows) == len(now.table.rows)
        and not any(isinstance(k.rule, Own) or k.refers for k in now.table.columns)
    )


def _same_place(old: Row, new: Row) -> bool:
    return (old.id, old.parent, old.kind, old.rule) == (
        new.id,
        new.parent,
        new.kind,
        new.rule,
    )


OTHER = ("label", "tryckt", "notes", "sources", "unit", "decimals", "intakt", "without_share")


def _changed_columns(old: Row, new: Row, table: Table) -> Iterable[str]:
    """The columns of a row that are not as before; all where something else than a cell is not."""
    if any(getattr(old, name) is not getattr(new, name) for name in OTHER):
        return (LABEL, *(column.id for column in table.columns))
    return _changed_cells(old, new)


def _changed_cells(old: Row, new: Row) -> Iterable[str]:
    a, b = old.cells, new.cells
    return (column for column in {*a, *b} if a.get(column) is not b.get(column))


def _with_dependent(table: Table, affected: set[str]) -> frozenset[str]:
    """The rows and those whose rules name them, however far away."""
    new_ones = affected
    while new_ones:
        new_ones = {b for row_id in new_ones for b in table.dependent.get(row_id, ())} - affected
        affected |= new_ones
    return frozenset(affected)
