"""The rounding bound (*avrundningsgräns*).

Figures are printed one by one from kronor, each rounded by itself. A rounded total of n
independently rounded terms lies at most floor((n + 1) / 2) units of the last printed place from
the sum of its printed terms; a difference of two at most 1. Source: the facts of the field,
computed from half a unit an item.
"""

from decimal import Decimal


def avrundningsgrans(antal_termer: int, decimaler: int = 0) -> Decimal:
    """The bound in the table's own unit, for ``decimaler`` printed decimal places."""
    enheter = (antal_termer + 1) // 2
    return Decimal(enheter).scaleb(-decimaler)


def decimaler_i(tal: Decimal) -> int:
    """The number of decimal places that a figure is written with."""
    exponent = tal.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
