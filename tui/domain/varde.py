"""What one cell can hold (*värde*).

Empty, zero and "–" are three different things, and so are "not asked" and "not available"
(design: the printed documents use all of them). A number is always a ``Decimal``.
"""

from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias

from tui.fryst import fryst


class Marke(Enum):
    """A cell that says in so many words that there is no figure."""

    STRECK = "streck"
    EJ_FRAGAD = "ej_fragad"
    EJ_TILLGANGLIG = "ej_tillganglig"


Jamforelse: TypeAlias = Literal["<", "≤", ">", "≥"]


@fryst
class Malvarde:
    """A target (*målvärde*) with a comparison, printed as ``<166`` or ``≥81``."""

    jamforelse: Jamforelse
    tal: Decimal


@fryst
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
