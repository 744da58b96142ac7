"""Rounding (*avrundning*) as the reports round; apart, for a first picture needs no parsing."""

from decimal import Decimal
from fractions import Fraction


def rounded_to(number: Fraction, decimals: int) -> Decimal:
    """Return the figure rounded half up, away from zero, to exactly that many decimals.

    Built from digits, since Decimal arithmetic would round once more, to 28 figures.
    """
    scaled = abs(number) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    minus = "-" if number < 0 and units else ""
    return Decimal(f"{minus}{units}E-{decimals}")
