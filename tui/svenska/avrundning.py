"""Rounding (*avrundning*) as the reports round; apart, for a first picture needs no parsing."""

from decimal import Decimal
from fractions import Fraction


def avrundat(tal: Fraction, decimaler: int) -> Decimal:
    """Return the figure rounded half up, away from zero, to exactly that many decimals.

    Built from digits, since Decimal arithmetic would round once more, to 28 figures.
    """
    skalat = abs(tal) * 10**decimaler
    enheter = (2 * skalat.numerator + skalat.denominator) // (2 * skalat.denominator)
    minus = "-" if tal < 0 and enheter else ""
    return Decimal(f"{minus}{enheter}E-{decimaler}")
