"""Rules as data: how a computed cell comes about.

One small language serves both directions. In a *column* rule the names are columns of the same
row ("prognos − budget"); in a *row* rule they are rows of the same column ("intäkter +
kostnader"). ``Barn`` is the sum of the rows that have this row as their parent.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from tui.fryst import fryst

if TYPE_CHECKING:
    from tui.domain.berakning import Kalkyl
    from tui.domain.tabell import Rad
    from tui.domain.varde import Varde


@fryst
class Linjar:
    """A signed sum of named cells, the signs being +1 or −1.

    ``tomt_som_noll``: in money an empty term counts as nothing as long as another is there; a
    difference between two years' statistics is not formed when one of them is missing.
    """

    termer: tuple[tuple[int, str], ...]
    tomt_som_noll: bool = True


@fryst
class Barn:
    """The sum of the child rows that are *post* or *summa* (memo rows, *därav*, are left out)."""


@fryst
class Kvot:
    """``taljare / namnare`` times ``skala``; with ``mot_belopp`` the denominator's size only.

    A deviation in per cent keeps its sign (plus is better) although costs are negative.
    """

    taljare: str
    namnare: str
    skala: Decimal = Decimal(100)
    mot_belopp: bool = False


@fryst
class Forandring:
    """The change in size from ``fran`` to ``till`` in per cent: a falling cost is minus.

    Not formed where the sign changes or there is nothing to compare with.
    """

    till: str
    fran: str


@fryst
class Produkt:
    """The product of named cells (*riskvärde* = sannolikhet × väsentlighet)."""

    faktorer: tuple[str, ...]


@fryst
class PerManad:
    """A signed sum divided by the months gone, or by those left, of the document's year."""

    termer: tuple[tuple[int, str], ...]
    manader: Literal["gatt", "kvar"]


@fryst
class Egen:
    """A rule that needs more than its own row and column, with the words that explain it."""

    berakna: "Callable[[Kalkyl, Rad], Varde]"
    forklara: "Callable[[Kalkyl, Rad], str]"


Uttryck: TypeAlias = Linjar | Barn | Kvot | Forandring | Produkt | PerManad | Egen


def plus(*namn: str) -> Linjar:
    """The plain sum of the named cells."""
    return Linjar(tuple((1, n) for n in namn))


def differens(av: str, minus: str, *, tomt_som_noll: bool = True) -> Linjar:
    """``av − minus``."""
    return Linjar(((1, av), (-1, minus)), tomt_som_noll)


def namn_i(uttryck: Uttryck) -> tuple[str, ...]:
    """The cells that a rule names, in the order in which it names them."""
    match uttryck:
        case Linjar(termer) | PerManad(termer):
            return tuple(namn for _, namn in termer)
        case Kvot(taljare, namnare):
            return (taljare, namnare)
        case Forandring(till, fran):
            return (till, fran)
        case Produkt(faktorer):
            return faktorer
        case _:
            return ()
