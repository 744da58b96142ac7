"""What one cell can hold (*värde*).

Empty, zero and "–" are three different things, and so are "not asked" and "not available"
(design: the printed documents use all of them). A number is always a ``Decimal``.
"""

from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias

from msgspec import Struct


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
