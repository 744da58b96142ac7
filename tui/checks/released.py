"""Printed sums that follow their parts (*tryckta tal som släpps*).

A sum that is printed and agrees with its parts is but its parts rounded: when one of them is
changed the sum is worked out anew, as in any spreadsheet. A printed figure that did not agree
already with the rule by which the change comes to it, or could not be tried for want of a part,
stands as it was typed, and is a finding.
"""

from collections.abc import Iterable

from tui.checks.crossings import Crossings
from tui.checks.relations import Cell, figures_of
from tui.domain.calculation import Calculation
from tui.domain.table import printed_rows


def released(before: Calculation, after: Calculation, changed: Iterable[Cell]) -> tuple[Cell, ...]:
    """The printed cells to work out anew when these cells have changed, in the order met.

    What was printed in ``changed`` itself is left as it is.
    """
    if not printed_rows(before.table):
        return ()
    was, now, table = Crossings(figures_of(before)), Crossings(figures_of(after)), after.table
    front, seen = list(changed), set(changed)
    gone: list[Cell] = []
    while front:
        over: dict[Cell, list[str]] = {}
        for cell in front:
            # A row that was removed has its sum where it was.
            for user, along in (now if cell.row in table.index else was).users(cell):
                if user not in seen and user.row in table.index:
                    over.setdefault(user, []).append(along)
        front = []
        for cell, ways in over.items():
            printed = cell.column in table.row(cell.row).tryckt
            if not printed or any(_agreed(was, cell, along) for along in ways):
                front.append(cell)
                gone += [cell] * printed
        seen |= set(over)
    return tuple(gone)


def _agreed(crossings: Crossings, cell: Cell, along: str) -> bool:
    """Whether the printed figure was tried against this rule of it, and held."""
    if cell.row not in crossings.table.index:
        return False
    relation, within = crossings.declared(cell, along), crossings.figures.within
    return relation is not None and relation.gives(within) is not None and relation.holds(within)
