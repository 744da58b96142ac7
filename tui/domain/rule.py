"""Rules as data: how a computed cell comes about.

One small language serves both directions. In a *column* rule the names are columns of the same
row ("prognos − budget"); in a *row* rule they are rows of the same column ("intäkter +
kostnader"). ``Children`` is the sum of the rows that have this row as their parent.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from tui.domain.calculation import Calculation
    from tui.domain.table import Row
    from tui.domain.value import Value


class Linear(Struct, frozen=True):
    """A signed sum of named cells, the signs being +1 or −1.

    ``empty_as_zero``: in money an empty term counts as nothing as long as another is there; a
    difference between two years' statistics is not formed when one of them is missing.
    """

    terms: tuple[tuple[int, str], ...]
    empty_as_zero: bool = True


class Children(Struct, frozen=True):
    """The sum of the child rows that are *post* or *summa* (memo rows, *därav*, are left out)."""


class Quotient(Struct, frozen=True):
    """``taljare / namnare`` times ``scale``; with ``against_amount`` the denominator's size only.

    A deviation in per cent keeps its sign (plus is better) although costs are negative.
    """

    numerator: str
    denominator: str
    scale: Decimal = Decimal(100)
    against_amount: bool = False


class Change(Struct, frozen=True):
    """The change in size from ``from_`` to ``to`` in per cent: a falling cost is minus.

    Not formed where the sign changes or there is nothing to compare with.
    """

    to: str
    from_: str


class Product(Struct, frozen=True):
    """The product of named cells (*riskvärde* = sannolikhet × väsentlighet)."""

    factors: tuple[str, ...]


class PerMonth(Struct, frozen=True):
    """A signed sum divided by the months gone, or by those left, of the document's year."""

    terms: tuple[tuple[int, str], ...]
    months: Literal["gatt", "kvar"]


class Own(Struct, frozen=True):
    """A rule that needs more than its own row and column, with the words that explain it."""

    compute: "Callable[[Calculation, Row], Value]"
    explain: "Callable[[Calculation, Row], str]"


Expression: TypeAlias = Linear | Children | Quotient | Change | Product | PerMonth | Own


def plus(*name: str) -> Linear:
    """The plain sum of the named cells."""
    return Linear(tuple((1, n) for n in name))


def difference(of: str, minus: str, *, empty_as_zero: bool = True) -> Linear:
    """``av − minus``."""
    return Linear(((1, of), (-1, minus)), empty_as_zero)


def name_in(expression: Expression) -> tuple[str, ...]:
    """The cells that a rule names, in the order in which it names them."""
    match expression:
        case Linear(terms) | PerMonth(terms):
            return tuple(name for _, name in terms)
        case Quotient(numerator, denominator):
            return (numerator, denominator)
        case Change(to, from_):
            return (to, from_)
        case Product(factors):
            return factors
        case _:
            return ()
