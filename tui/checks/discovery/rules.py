"""The rules that a table's figures are found to have: sums, differences, shares, changes."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.domain.interval import Interval, quotient, summed

Cell = tuple[int, int]
"""A row and a column of the grid."""
Values: TypeAlias = Callable[[Cell], Interval | None]
Direction: TypeAlias = Literal["kolumn", "rad"]
HUNDRED = Interval.exact(Decimal(100))
ONE = Interval.exact(Decimal(1))
NONE = Interval.exact(Decimal(0))


class Support(Struct, frozen=True):
    """What a rule stands on: the lines where it holds and those where it does not.

    ``chance`` is how many such rules a table of this size would have by chance.
    """

    hits: tuple[int, ...]
    fails: tuple[int, ...]
    chance: float

    @property
    def tested(self) -> int:
        """How many lines there are to hold it against."""
        return len(self.hits) + len(self.fails)

    @property
    def is_doubtful(self) -> bool:
        """Whether it fails on more lines than slips of the hand explain: more than one in three."""
        return len(self.fails) > max(1, self.tested // 3)


def tail(chances: Sequence[float], hits: int) -> float:
    """The chance that figures without any rule hold on so many lines, each line with its own."""
    if hits <= 0:
        return 1.0
    exactly = [1.0] + [0.0] * hits
    for chance in chances:
        # The last of them gathers all from ``hits`` and up.
        exactly[hits] += exactly[hits - 1] * chance
        for n in range(hits - 1, 0, -1):
            exactly[n] = exactly[n] * (1 - chance) + exactly[n - 1] * chance
        exactly[0] *= 1 - chance
    return exactly[hits]


class LinearRule(Struct, frozen=True):
    """``target`` is the sum of the terms, each with its sign; in either sign with ``any_sign``.

    The target and the terms are columns of each row, or rows of each column (``direction``).
    """

    direction: Direction
    target: int
    terms: tuple[tuple[int, int], ...]
    support: Support
    any_sign: bool = False

    @property
    def is_difference(self) -> bool:
        """Whether the target is one item less another."""
        return sorted(sign for _, sign in self.terms) == [-1, 1]

    def cells(self, line: int) -> list[Cell]:
        """The cells that the rule binds on one line, the target first."""
        items = [self.target, *(item for item, _ in self.terms)]
        return [(line, i) if self.direction == "kolumn" else (i, line) for i in items]

    def holds(self, values: Values, line: int) -> bool:
        """Whether the printed figures may be right."""
        target, *terms = (values(cell) or NONE for cell in self.cells(line))
        result = self._result(terms)
        return target.meets(result) or (self.any_sign and target.meets(-result))

    def _result(self, terms: list[Interval]) -> Interval:
        signed = zip(terms, self.terms, strict=True)
        return summed([term if sign > 0 else -term for term, (_, sign) in signed])

    def solved(self, values: Values, line: int, cell: Cell) -> list[Interval]:
        """What the cell may be by the others' figures, the likelier first."""
        cells = self.cells(line)
        terms = [values(one) or NONE for one in cells]
        place = cells.index(cell)
        if place == 0:
            result = self._result(terms[1:])
            return _in_signs(result, terms[0]) if self.any_sign else [result]
        others = [NONE if n == place - 1 else term for n, term in enumerate(terms[1:])]
        targets = [terms[0]]
        if self.any_sign:
            targets = _in_signs(terms[0], self._result(terms[1:]))
        left = [target - self._result(others) for target in targets]
        return left if self.terms[place - 1][1] > 0 else [-one for one in left]


def _in_signs(interval: Interval, other: Interval) -> list[Interval]:
    """The interval in both signs, the one that brings it nearer to the other first."""
    away = abs(interval.middle - other.middle) <= abs(-interval.middle - other.middle)
    return [interval, -interval] if away else [-interval, interval]


Quotient: TypeAlias = Literal["andel", "ändring"]


class QuotientRule(Struct, frozen=True):
    """``target`` is the one as per cent of the other, or the change in per cent from it.

    Where ``whole`` is given, the other is the figure of that row (or column) in the same item:
    a share of the total.
    """

    direction: Direction
    target: int
    part: int
    base: int
    kind: Quotient
    support: Support
    whole: int | None = None
    any_sign: bool = False

    def cells(self, line: int) -> list[Cell]:
        """The cells that the rule binds on one line, the target first."""
        places = [(line, self.target), (line, self.part)]
        places.append((line if self.whole is None else self.whole, self.base))
        return places if self.direction == "kolumn" else [(i, n) for n, i in places]

    def holds(self, values: Values, line: int) -> bool:
        """Whether the printed figures may be right."""
        target, part, base = (values(cell) or NONE for cell in self.cells(line))
        result = per_cent(part, base, self.kind)
        if result is None:
            return True
        return target.meets(result) or (self.any_sign and target.meets(-result))

    def solved(self, values: Values, line: int, cell: Cell) -> list[Interval]:
        """What the cell may be by the others' figures; nothing where they do not say."""
        cells = self.cells(line)
        target, part, base = (values(one) or NONE for one in cells)
        if cell == cells[0]:
            result = per_cent(part, base, self.kind)
            if result is None:
                return []
            return _in_signs(result, target) if self.any_sign else [result]
        if self.any_sign or cells[1] == cells[2]:
            return []
        share = quotient(target, HUNDRED) or NONE
        factor = share if self.kind == "andel" else share + ONE
        one = factor * base if cell == cells[1] else quotient(part, factor)
        return [] if one is None else [one]


def per_cent(part: Interval, base: Interval, kind: Quotient) -> Interval | None:
    """The one in per cent of the other; None where that is bounded by nothing.

    A change is measured against the size of what it changes from.
    """
    ratio = quotient(part, base)
    if ratio is None:
        return None
    return HUNDRED * (ratio if kind == "andel" else ratio - ONE)


Rule: TypeAlias = LinearRule | QuotientRule
