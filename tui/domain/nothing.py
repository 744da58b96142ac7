"""Nothing (*inget*) and missing (*saknas*): which empty cells of a decided table are nothing.

A decided document prints nothing in a cell both where there is nothing and where a figure was left
out. Its own sums and differences tell which: an empty cell is nothing where what is printed over
it agrees with 0, and missing where it does not or nothing is printed over it. That is a rule and
no list of cells, and no mark in the files: these hold what is printed, and the rule holds for any
document that is decided. Where such a table becomes a draft, its cells are marked for good.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from tui.domain.evaluation import interval
from tui.domain.expression import Expression, divides, names_in, with_children
from tui.domain.interval import Interval
from tui.domain.rule import tree_of
from tui.domain.table import Column, Row, Table, printed_rows
from tui.domain.value import Mark, Value, decimals_in, number_in

Place = tuple[str, str]
"""A row's and a column's key."""


class _Printed(NamedTuple):
    """A printed figure, a rule of its cell, and the cell that each name of the rule is."""

    tryckt: Decimal
    rule: Expression
    parts: Mapping[str, Place]


def nothing_in(table: Table) -> frozenset[Place]:
    """The empty cells of a decided table that are nothing."""
    agreed: set[Place] = set()
    for one in _all_printed(table):
        empty = {place for place in one.parts.values() if _is_empty(table, place)}
        # One that agrees is enough: another may be a slip, which is told for itself.
        if empty and _agrees(table, one, empty):
            agreed |= empty
    return frozenset(agreed)


def _all_printed(table: Table) -> Iterator[_Printed]:
    for row in printed_rows(table):
        for column_id, tryckt in row.tryckt.items():
            if isinstance(tryckt, Decimal) and column_id in table.column_index:
                yield from _rules(table, row, table.column(column_id), tryckt)


def _rules(table: Table, row: Row, column: Column, tryckt: Decimal) -> Iterator[_Printed]:
    """Along the row and down the column, each where it is a sum or a difference."""
    along, down = tree_of(column.rule), tree_of(table.rule_down(row, column))
    if along is not None and not divides(along):
        yield _Printed(tryckt, along, {name: (row.id, name) for name in names_in(along)})
    if down is not None and not divides(down):
        rule = with_children(down, table.children.get(row.id, ()))
        yield _Printed(tryckt, rule, {name: (name, column.id) for name in names_in(rule)})


def _exists(table: Table, place: Place) -> bool:
    return place[0] in table.index and place[1] in table.column_index


def _is_empty(table: Table, place: Place) -> bool:
    """Whether nothing at all stands in a cell that is for typing in."""
    if not _exists(table, place):
        return False
    row, column = table.row(place[0]), table.column(place[1])
    entered = column.rule is None and table.rule_down(row, column) is None
    return entered and column.id not in row.cells and column.id not in row.tryckt


def _agrees(table: Table, one: _Printed, empty: set[Place]) -> bool:
    """Whether the printed figure agrees with 0 in the empty cells."""
    known = {
        name: Interval.exact(Decimal(0)) if place in empty else _stands(table, place)
        for name, place in one.parts.items()
    }
    if None in known.values():
        return False
    gives = interval(one.rule, known.get)
    tryckt = Interval.printed(one.tryckt, decimals_in(one.tryckt))
    return gives is not None and gives.meets(tryckt)


def _stands(table: Table, place: Place) -> Interval | None:
    """What the figure in a cell may have been; a sum of no rows is nothing."""
    if not _exists(table, place):
        return None
    row, column = table.row(place[0]), table.column(place[1])
    stands: Value = row.tryckt.get(column.id, row.cells.get(column.id))
    if stands is Mark.DASH or (stands is None and is_childless(table, row, column)):
        return Interval.exact(Decimal(0))
    number = number_in(stands)
    return None if number is None else Interval.printed(number, decimals_in(number))


def is_childless(table: Table, row: Row, column: Column) -> bool:
    """Whether a cell is the sum of rows of which there are none."""
    return (
        column.rule is None
        and table.rule_down(row, column) == "summa(barn)"
        and not table.children.get(row.id)
        and column.id not in row.tryckt
    )


def marked(table: Table) -> Table:
    """A decided table as a draft begins with it: what was nothing says so in its cell."""
    for row_id, column_id in sorted(nothing_in(table)):
        table = table.with_row(table.row(row_id).with_cell(column_id, Mark.DASH))
    return table
