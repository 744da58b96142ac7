"""A grid's figures as whole numbers, by columns or by rows: what the search for rules runs on.

A figure is its value and half the unit of its last place, both in halves of the finest unit of the
table, so that sums are exact and quick.
"""

from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from tui.checks.discovery.grid import Grid


class Point(NamedTuple):
    """A figure: its middle, and how far from it the rounding reaches."""

    middle: int
    half: int

    @property
    def is_zero(self) -> bool:
        """Whether it may be nothing at all, so that it proves nothing."""
        return abs(self.middle) <= self.half


ZERO = Point(0, 0)
Vector = list[Point | None]


class Vectors(Struct, frozen=True):
    """The items of one direction, each with its figure on each line of the other direction."""

    items: list[Vector]
    sizes: list[float]

    @property
    def lines(self) -> int:
        """How many figures each item has room for."""
        return len(self.items[0]) if self.items else 0

    def turned(self) -> "Vectors":
        """Rows for columns and columns for rows."""
        return vectors([list(line) for line in zip(*self.items, strict=True)])


def vectors(items: list[Vector]) -> Vectors:
    """The items with each one's usual size."""
    return Vectors(items, [_size(item) for item in items])


def _size(item: Vector) -> float:
    sizes = [abs(point.middle) for point in item if point is not None]
    return sum(sizes) / len(sizes) if sizes else 0.0


def columns_of(grid: Grid) -> Vectors:
    """The grid's columns."""
    scale = max((column.decimals for column in grid.columns), default=0)
    return vectors(
        [
            [_point(grid, row, column, scale) for row in range(len(grid.rows))]
            for column in range(len(grid.columns))
        ]
    )


def _point(grid: Grid, row: int, column: int, scale: int) -> Point | None:
    interval = grid.interval(row, column)
    if interval is None:
        return None
    units = Decimal(2).scaleb(scale)
    return Point(int(interval.middle * units), int(interval.width * units / 2))
