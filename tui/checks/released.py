"""Printed sums that follow their parts (*tryckta tal som släpps*).

A sum that is printed and agrees with its parts is but its parts rounded: when one of them is
changed the sum is worked out anew, as in any spreadsheet. A printed figure that did not agree
already with the rule by which the change comes to it, or could not be tried for want of a part,
stands as it was typed, and is a finding.
"""

from collections.abc import Iterable, Iterator

from tui.checks.relations import Cell, Figures, declared_relation
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
        over: dict[Cell, list[str]] = {}
        for cell in front:
            # A row that was removed has its sum where it was.
            for one, along in _made_of(now if cell.row in table.index else before, cell):
                if one not in seen and one.row in table.index:
                    over.setdefault(one, []).append(along)
        front = []
        for cell, ways in over.items():
            if cell.column not in table.row(cell.row).tryckt:
                front.append(cell)
            elif any(_agreed(before, cell, along) for along in ways):
                gone.append(cell)
                front.append(cell)
        for cell in front:
            table = table.with_row(table.row(cell.row).with_tryckt(cell.column, None))
        seen |= set(over)
    return tuple(gone)


def _made_of(calculation: Calculation, cell: Cell) -> Iterator[tuple[Cell, str]]:
    """The computed cells that a cell is a part of, along its row and down its column."""
    table = calculation.table
    for column in table.columns:
        if cell.column in _names(tree_of(column.rule)):
            yield Cell(cell.row, column.id), "rad"
    for row in table.rows:
        tree = tree_of(row.rule)
        if tree is not None and cell.row in _names(calculation.with_children(row, tree)):
            yield Cell(row.id, cell.column), "kolumn"


def _names(tree: Expression | None) -> tuple[str, ...]:
    return () if tree is None else names_in(tree)


def _agreed(calculation: Calculation, cell: Cell, along: str) -> bool:
    """Whether the printed figure was tried against this rule of it, and held."""
    if cell.row not in calculation.table.index:
        return False
    figures = Figures(calculation)
    relation = declared_relation(figures, cell, along)
    if relation is None or relation.gives(figures.within) is None:
        return False
    return relation.holds(figures.within)
