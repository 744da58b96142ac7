"""The cells that explain why a table's own rules do not hold, each with the value that heals."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TypeAlias

from msgspec import Struct

from tui.checks import healing
from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.rules import Cell, Rule
from tui.checks.discovery.slips import is_slip
from tui.checks.healing import Sheet, computed_last
from tui.domain.interval import Interval


class Binding(Struct, frozen=True):
    """A rule on one of its lines."""

    rule: Rule
    line: int

    @property
    def cells(self) -> list[Cell]:
        """The cells that it binds, the computed one first."""
        return self.rule.cells(self.line)

    def holds(self, within: Callable[[Cell], Interval | None]) -> bool:
        """Whether the printed figures may be right."""
        return self.rule.holds(within, self.line)

    def solutions(self, within: Callable[[Cell], Interval | None]) -> Mapping[Cell, list[Interval]]:
        """What each cell may be by the others' figures, where they say; the likelier first."""
        return {cell: self.rule.solved(within, self.line, cell) for cell in self.cells}


Healed: TypeAlias = healing.Healed[Cell, Binding]


def healed(discovery: Discovery) -> list[Healed]:
    """What is wrong in the table: as few cells as explain all."""
    grid, values = discovery.grid, discovery.grid.intervals
    through: dict[Cell, list[Binding]] = defaultdict(list)
    failing: list[Binding] = []
    for rule in discovery.rules:
        fails = [Binding(rule, line) for line in rule.support.fails]
        failing += fails
        for binding in (*(Binding(rule, line) for line in rule.support.hits), *fails):
            for cell in binding.cells:
                through[cell].append(binding)

    def unlikely(one: Healed) -> tuple[bool, ...]:
        """A slip of the hand is likelier than another figure, and a computed cell than a part."""
        slip = False
        if one.value is not None:
            places = grid.decimals(*one.cell)
            printed, value = (int(n.scaleb(places)) for n in (values[one.cell].middle, one.value))
            slip = is_slip(printed, value - 1, value + 1)
        return not slip, computed_last(one)

    sheet = Sheet(
        within=values.get,
        decimals=lambda cell: grid.decimals(*cell),
        stands=values.__contains__,
        through=lambda cell: through[cell],
        unlikely=unlikely,
    )
    return healing.healed(sheet, failing)
