"""The rounding bound (*avrundningsgräns*).

Figures are printed one by one from kronor, each rounded by itself. A rounded total of n
independently rounded terms lies at most floor((n + 1) / 2) units of the last printed place from
the sum of its printed terms; a difference of two at most 1. Source: the facts of the field,
computed from half a unit an item.
"""

from decimal import Decimal


def rounding_bound(count_terms: int, decimals: int = 0) -> Decimal:
    """The bound in the table's own unit, for ``decimals`` printed decimal places."""
    units = (count_terms + 1) // 2
    return Decimal(units).scaleb(-decimals)


def decimals_in(number: Decimal) -> int:
    """The number of decimal places that a figure is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
