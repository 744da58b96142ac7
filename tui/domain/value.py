"""What one cell can hold (*värde*).

Empty, zero and "–" are three different things, and so are "not asked" and "not available"
(design: the printed documents use all of them). A number is always a ``Decimal``.
"""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import Enum
from typing import Literal, TypeAlias

from msgspec import Struct

HUNDRED, HALF = Decimal(100), Decimal("0.5")
MONEY = {"kr": Decimal("0.001"), "tkr": Decimal(1), "mnkr": Decimal(1000)}
"""How many tkr one is, of each unit of money."""


class Mark(Enum):
    """A cell that says in so many words that there is no figure."""

    DASH = "streck"
    NOT_ASKED = "ej_fragad"
    NOT_AVAILABLE = "ej_tillganglig"


Comparison: TypeAlias = Literal["<", "≤", ">", "≥"]


class Malvarde(Struct, frozen=True):
    """A target (*målvärde*) with a comparison, printed as ``<166`` or ``≥81``."""

    comparison: Comparison
    number: Decimal


class Par(Struct, frozen=True):
    """Two outcomes printed in one cell, ``82,2 (80,5)*``: the board's own, then the whole's."""

    number: Decimal
    within_parenthesis: Decimal
    footnote: str = ""


Value: TypeAlias = Decimal | str | Mark | Malvarde | Par | None


def number_in(value: Value) -> Decimal | None:
    """The number that a value counts as: a pair counts as its first, a mark or text as none."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Malvarde | Par):
        return value.number
    return None


def decimals_in(number: Decimal) -> int:
    """The number of decimal places that a figure is written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(number: Decimal, decimals: int | None) -> Decimal:
    """The figure as it is shown: rounded half up to so many decimals, None leaving it as it is."""
    if decimals is None or decimals_in(number) <= decimals:
        return number
    with localcontext(prec=len(number.as_tuple().digits) + decimals + 1):
        shown = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return shown or abs(shown)


def is_shown_as(value: Value, printed: Value) -> bool:
    """Whether a value, rounded to the decimals of a printed figure, is that figure."""
    if not isinstance(value, Decimal) or not isinstance(printed, Decimal):
        return value == printed
    return value == printed or rounded(value, decimals_in(printed)) == printed
