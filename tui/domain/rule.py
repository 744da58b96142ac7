"""Rules as data: how a computed cell comes about.

One small language serves both directions. In a *column* rule the names are columns of the same
row ("prognos − budget"); in a *row* rule they are rows of the same column ("intäkter +
kostnader"). ``Children`` is the sum of the rows that have this row as their parent.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.domain.period import Period
from tui.domain.value import Value

HUNDRED = Decimal(100)
Fetch: TypeAlias = Callable[[str], Decimal | None]
"""How a rule's names are looked up: what the named cell counts as."""


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
    """A rule that needs more than its own row and column, with the words that explain it.

    Both are called with the table's calculation and the row, which stand above the rules and so
    have no names here.
    """

    compute: Callable[..., Value]
    explain: Callable[..., str]


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


# ---- what a rule gives -------------------------------------------------------------------------


def according_to(rule: Expression, fetch: Fetch, period: Period | None = None) -> Decimal | None:
    """What a rule gives for the cells that ``fetch`` looks up.

    None where that cannot be said, and for the kinds of rule that look further than at names.
    """
    match rule:
        case Linear():
            return linear(rule, fetch)
        case Quotient():
            return quotient(rule, fetch)
        case Change():
            return change(rule, fetch)
        case Product():
            return product(rule, fetch)
        case PerMonth():
            return per_month(rule, fetch, period)
    return None


def linear(rule: Linear, fetch: Fetch) -> Decimal | None:
    """The signed sum, or None where there is nothing (or not everything) to add."""
    terms = ((sign, fetch(name)) for sign, name in rule.terms)
    known = [sign * number for sign, number in terms if number is not None]
    if not known or (len(known) < len(rule.terms) and not rule.empty_as_zero):
        return None
    return sum(known, Decimal(0))


def quotient(rule: Quotient, fetch: Fetch) -> Decimal | None:
    """The quotient, or None where a part is missing or the denominator is zero."""
    numerator, denominator = fetch(rule.numerator), fetch(rule.denominator)
    if numerator is None or not denominator:
        return None
    return numerator / (abs(denominator) if rule.against_amount else denominator) * rule.scale


def change(rule: Change, fetch: Fetch) -> Decimal | None:
    """The change in per cent, or None where there is nothing like to compare with."""
    to, from_ = fetch(rule.to), fetch(rule.from_)
    if to is None or not from_ or to * from_ < 0:
        return None
    return (abs(to) - abs(from_)) / abs(from_) * HUNDRED


def product(rule: Product, fetch: Fetch) -> Decimal | None:
    """The product, or None where a factor is missing."""
    result = Decimal(1)
    for name in rule.factors:
        factor = fetch(name)
        if factor is None:
            return None
        result *= factor
    return result


def per_month(rule: PerMonth, fetch: Fetch, period: Period | None) -> Decimal | None:
    """The sum spread over the months gone or left, or None where there are none of them."""
    total = linear(Linear(rule.terms, empty_as_zero=False), fetch)
    if total is None or period is None:
        return None
    months = period.months if rule.months == "gatt" else period.months_left
    return total / months if months else None
