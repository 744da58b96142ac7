"""A printed figure as an interval (*avrundning*): what it may have been before it was rounded.

A figure shown to a unit u stands for all from u/2 below it to u/2 above it; a count stands for
itself. A rule evaluated on intervals gives what its printed result may be: one mechanism for sums,
differences, products, quotients and percentages. Divisions are rounded outwards, so that no
figure is accused by the arithmetic.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from typing import Self

from msgspec import Struct

from tui.domain.value import HALF

_HALVES = tuple(HALF.scaleb(-decimals) for decimals in range(4))


class Interval(Struct, frozen=True):
    """All figures from ``low`` to ``high``, both of them counted in."""

    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, number: Decimal) -> Self:
        """A figure that stands for itself, as a count does."""
        return cls(number, number)

    @classmethod
    def printed(cls, number: Decimal, decimals: int) -> Self:
        """What a figure shown with so many decimals may have been."""
        half = _HALVES[decimals] if 0 <= decimals < len(_HALVES) else HALF.scaleb(-decimals)
        return cls(number - half, number + half)

    @property
    def middle(self) -> Decimal:
        """The figure in the middle."""
        return (self.low + self.high) / 2

    @property
    def width(self) -> Decimal:
        """From one end to the other."""
        return self.high - self.low

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __abs__(self) -> "Interval":
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(Decimal(0), max(-self.low, self.high))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __contains__(self, number: Decimal) -> bool:
        return self.low <= number <= self.high

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a figure in common."""
        return self.low <= other.high and other.low <= self.high

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two have more in common than an end: one figure may be printed as both.

        A figure that lies just between two printed ones is printed as one of them only.
        """
        return (
            (self.low < other.high and other.low < self.high)
            or self == other
            or (not (self.width and other.width) and self.meets(other))
        )

    def common(self, other: "Interval") -> "Interval | None":
        """What the two have in common, None where that is nothing."""
        if not self.meets(other):
            return None
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def widened(self, much: Decimal) -> "Interval":
        """The interval with so much more at both its ends."""
        return Interval(self.low - much, self.high + much)


def quotient(numerator: Interval, denominator: Interval) -> Interval | None:
    """One divided by another; None where the divisor may be zero, which bounds nothing."""
    if denominator.low <= 0 <= denominator.high:
        return None
    ends = (denominator.low, denominator.high)
    with localcontext(rounding=ROUND_FLOOR):
        low = min(a / b for a in (numerator.low, numerator.high) for b in ends)
    with localcontext(rounding=ROUND_CEILING):
        high = max(a / b for a in (numerator.low, numerator.high) for b in ends)
    return Interval(low, high)


def summed(terms: list[Interval]) -> Interval:
    """The sum of them all."""
    return sum(terms, Interval(Decimal(0), Decimal(0)))


def nearest_printed(interval: Interval, decimals: int) -> Decimal | None:
    """The figure nearest the middle that a cell of so many decimals can print, None for none."""
    unit, middle = Decimal(1).scaleb(-decimals), interval.middle
    with localcontext(prec=max(28, middle.adjusted() + decimals + 3)):
        nearest = middle.quantize(unit, rounding=ROUND_HALF_UP)
        near = (nearest, nearest - unit, nearest + unit)
    return next((number for number in near if number in interval), None)
