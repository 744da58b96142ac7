"""Printed sums that follow their parts (*tryckta tal som släpps*).

A sum that is printed and agrees with its parts is but its parts rounded: when one of them is
changed the sum is worked out anew, as in any spreadsheet. A printed figure that did not agree
already, or could not be tried for want of a part, stands as it was typed, and is a finding.
"""

from collections.abc import Iterable, Iterator

from tui.checks.relations import Cell, Figures, Relation, declared_relation
from tui.domain.calculation import Calculation
from tui.domain.expression import Expression, names_in
from tui.domain.rule import tree_of


def released(before: Calculation, after: Calculation, changed: Iterable[Cell]) -> tuple[Cell, ...]:
    """The printed cells to work out anew when these cells have changed, in the order met.

    What was printed in ``changed`` itself is left as it is.
    """
    table, front, seen = after.table, list(changed), set(changed)
    gone: list[Cell] = []
    while front:
        now = Calculation(table, after.context)
        over = dict.fromkeys(
            one
            for cell in front
            # A row that was removed has its sum where it was.
            for one in _made_of(now if cell.row in table.index else before, cell)
            if one not in seen and one.row in table.index
        )
        front = []
        for cell in over:
            if cell.column not in table.row(cell.row).tryckt:
                front.append(cell)
            elif _agreed(before, cell) and not _agrees(now, cell):
                gone.append(cell)
                front.append(cell)
        for cell in front:
            table = table.with_row(table.row(cell.row).with_tryckt(cell.column, None))
        seen |= set(over)
    return tuple(gone)


def _made_of(calculation: Calculation, cell: Cell) -> Iterator[Cell]:
    """The computed cells that a cell is a part of: along its row, and down its column."""
    table = calculation.table
    for column in table.columns:
        if cell.column in _names(tree_of(column.rule)):
            yield Cell(cell.row, column.id)
    for row in table.rows:
        tree = tree_of(row.rule)
        if tree is not None and cell.row in _names(calculation.with_children(row, tree)):
            yield Cell(row.id, cell.column)


def _names(tree: Expression | None) -> tuple[str, ...]:
    return () if tree is None else names_in(tree)


def _relations(figures: Figures, cell: Cell) -> list[Relation]:
    found = (declared_relation(figures, cell, along) for along in ("rad", "kolumn"))
    return [relation for relation in found if relation is not None]


def _agreed(calculation: Calculation, cell: Cell) -> bool:
    """Whether the printed figure was tried against its rules, and held."""
    if cell.row not in calculation.table.index:
        return False
    figures = Figures(calculation)
    tried = [r for r in _relations(figures, cell) if r.gives(figures.within) is not None]
    return bool(tried) and all(r.holds(figures.within) for r in tried)


def _agrees(calculation: Calculation, cell: Cell) -> bool:
    figures = Figures(calculation)
    return all(relation.holds(figures.within) for relation in _relations(figures, cell))
