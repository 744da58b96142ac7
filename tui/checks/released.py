"""Printed sums that follow their parts (*tryckta tal som släpps*).

A sum that is printed and agrees with its parts is but its parts rounded: when one of them is
changed the sum is worked out anew, as in any spreadsheet. A printed figure that did not agree
already with the rule by which the change comes to it, or could not be tried for want of a part,
stands as it was typed, and is a finding.
"""

from collections.abc import Iterable, Iterator

from tui.checks.relations import Cell, declared_relation, figures_of
from tui.domain.calculation import Calculation
from tui.domain.rule import shape_of


def released(before: Calculation, after: Calculation, changed: Iterable[Cell]) -> tuple[Cell, ...]:
    """The printed cells to work out anew when these cells have changed, in the order met.

    What was printed in ``changed`` itself is left as it is.
    """
    if not before.table.tryckta:
        return ()
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
        shape = shape_of(column.rule)
        if shape is not None and cell.column in shape.names:
            yield Cell(cell.row, column.id), "rad"
    for row in table.rows:
        shape = None if row.rule is None else shape_of(row.rule)
        if shape is None:
            continue
        if cell.row in shape.names or (
            shape.children and cell.row in table.children.get(row.id, ())
        ):
            yield Cell(row.id, cell.column), "kolumn"


def _agreed(calculation: Calculation, cell: Cell, along: str) -> bool:
    """Whether the printed figure was tried against this rule of it, and held."""
    if cell.row not in calculation.table.index:
        return False
    figures = figures_of(calculation)
    relation = declared_relation(figures, cell, along)
    if relation is None or relation.gives(figures.within) is None:
        return False
    return relation.holds(figures.within)
