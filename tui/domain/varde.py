"""What one cell can hold (*värde*).

Empty, zero and "–" are three different things, and so are "not asked" and "not available"
(design: the printed documents use all of them). A number is always a ``Decimal``.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias


class Marke(Enum):
    """A cell that says in so many words that there is no figure."""

    STRECK = "streck"
    EJ_FRAGAD = "ej_fragad"
    EJ_TILLGANGLIG = "ej_tillganglig"


Jamforelse: TypeAlias = Literal["<", "≤", ">", "≥"]


@dataclass(frozen=True, slots=True)
class Malvarde:
    """A target (*målvärde*) with a comparison, printed as ``<166`` or ``≥81``."""

    jamforelse: Jamforelse
    tal: Decimal


@dataclass(frozen=True, slots=True)
class Par:
    """Two outcomes printed in one cell, ``82,2 (80,5)*``: the board's own, then the whole's."""

    tal: Decimal
    inom_parentes: Decimal
    fotnot: str = ""


Varde: TypeAlias = Decimal | str | Marke | Malvarde | Par | None


def tal_i(varde: Varde) -> Decimal | None:
    """The number that a value counts as: a pair counts as its first, a mark or text as none."""
    if isinstance(varde, Decimal):
        return varde
    if isinstance(varde, Malvarde | Par):
        return varde.tal
    return None
