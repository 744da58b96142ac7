"""One evaluation of a rule's tree over any kind of number (*räkning*).

The same walk gives a value (``Decimal``), how far rounding can take it (``Interval``), and the
terms of its explanation (``explanation``). Missing is not zero: a sum of which a part is not there
is the sum of the others (whoever shows it says that it is incomplete); a difference, and what is
multiplied, divided or within a function, must be there in whole.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from tui.domain.expression import Call, Expression, Months, Name, Number, Product, Sum
from tui.domain.interval import Interval, quotient
from tui.domain.period import Period
from tui.domain.value import HUNDRED


class Countable(Protocol):
    """What can be reckoned with."""

    def __add__(self, other: Any, /) -> Any: ...
    def __neg__(self) -> Any: ...
    def __mul__(self, other: Any, /) -> Any: ...
    def __abs__(self) -> Any: ...


N = TypeVar("N", bound=Countable)
Fetch: TypeAlias = Callable[[str], Decimal | None]
"""How a rule's names are looked up: what the named cell counts as."""


class Kind(Struct, Generic[N], frozen=True):
    """A kind of number: what a sum begins with, figures of the rule, what can fail to give any."""

    nothing: N
    exact: Callable[[Decimal], N]
    months: Callable[[Decimal], N]
    divided: Callable[[N, N], N | None]
    changed: Callable[[N, N], N | None]


def evaluated(
    tree: Expression,
    fetch: Callable[[str], N | None],
    kind: Kind[N],
    period: Period | None = None,
    whole: bool = False,
) -> N | None:
    """What a rule gives for the cells that ``fetch`` looks up; None where that cannot be said.

    ``whole``: nothing may be missing. ``summa(barn)`` is to be written out before.
    """
    # In the order in which rules are made of them: a table asks this of thousands of cells.
    if isinstance(tree, Name):
        return fetch(tree.name)
    if isinstance(tree, Sum):
        return _sum(tree.terms, fetch, kind, period, whole)
    if isinstance(tree, Product):
        return _product(tree.factors, fetch, kind, period)
    if isinstance(tree, Number):
        return kind.exact(tree.value)
    if isinstance(tree, Months):
        return _months(tree.which, kind, period)
    return _called(tree, fetch, kind, period) if isinstance(tree, Call) else None


def _called(
    call: Call, fetch: Callable[[str], N | None], kind: Kind[N], period: Period | None
) -> N | None:
    numbers = [evaluated(part, fetch, kind, period, True) for part in call.arguments]
    first, last = numbers[0], numbers[-1]
    if first is None or last is None:
        return None
    if call.function == "forandring":
        return kind.changed(first, last)
    return abs(first) if call.function == "belopp" else first


def _sum(
    terms: tuple[tuple[int, Expression], ...],
    fetch: Callable[[str], N | None],
    kind: Kind[N],
    period: Period | None,
    whole: bool,
) -> N | None:
    total: N | None = None
    whole = whole or _is_difference(terms)
    for sign, part in terms:
        # Most terms are names: they are looked up without a call for each.
        number = (
            fetch(part.name) if type(part) is Name else evaluated(part, fetch, kind, period, whole)
        )
        if number is not None:
            total = (kind.nothing if total is None else total) + (number if sign > 0 else -number)
        elif whole:
            return None
    return total


def _is_difference(terms: tuple[tuple[int, Expression], ...]) -> bool:
    """Whether anything is taken away, in parentheses too: "a + (b - c)" is "a + b - c"."""
    return any(
        sign < 0 or (type(part) is Sum and _is_difference(part.terms)) for sign, part in terms
    )


def _product(
    factors: tuple[tuple[int, Expression], ...],
    fetch: Callable[[str], N | None],
    kind: Kind[N],
    period: Period | None,
) -> N | None:
    result: N | None = None
    for place, (sign, part) in enumerate(factors):
        number = evaluated(part, fetch, kind, period, True)
        if number is None:
            return None
        if not place:
            result = number
        elif result is not None:
            result = result * number if sign > 0 else kind.divided(result, number)
    return result


def _months(which: str, kind: Kind[N], period: Period | None) -> N | None:
    if period is None:
        return None
    return kind.months(Decimal(period.months if which == "gatt" else period.months_left))


# ---- values ------------------------------------------------------------------------------------


def _itself(number: Decimal) -> Decimal:
    return number


def _divided(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    return numerator / denominator if denominator else None


def _changed(to: Decimal, from_: Decimal) -> Decimal | None:
    """The change of size in per cent: a falling cost is minus."""
    if not from_ or to * from_ < 0:
        return None
    return (abs(to) - abs(from_)) / abs(from_) * HUNDRED


VALUES = Kind(Decimal(0), _itself, _itself, _divided, _changed)


def value(tree: Expression, fetch: Fetch, period: Period | None = None) -> Decimal | None:
    """What a rule gives, in full; nothing here rounds."""
    return evaluated(tree, fetch, VALUES, period)


# ---- intervals ---------------------------------------------------------------------------------

_ONE, _HUNDRED = Interval.exact(Decimal(1)), Interval.exact(HUNDRED)


class _UnboundedError(Exception):
    """A part of the rule may be anything at all: so may what is made of it."""


def _divided_within(numerator: Interval, denominator: Interval) -> Interval | None:
    if denominator.low == 0 == denominator.high:
        return None
    result = quotient(numerator, denominator)
    if result is None:
        raise _UnboundedError
    return result


def _changed_within(to: Interval, from_: Interval) -> Interval | None:
    """What the change of size in per cent may be, where its sign is the same."""
    if to.high < 0 < from_.low or from_.high < 0 < to.low:
        return None
    ratio = _divided_within(abs(to), abs(from_))
    if to.low < 0 < to.high:
        raise _UnboundedError
    return None if ratio is None else _HUNDRED * (ratio - _ONE)


INTERVALS = Kind(
    Interval.exact(Decimal(0)), Interval.exact, Interval.exact, _divided_within, _changed_within
)


def interval(
    tree: Expression, fetch: Callable[[str], Interval | None], period: Period | None = None
) -> Interval | None:
    """What a rule may give for figures that are known as intervals.

    None where it gives nothing, or may give anything: a divisor may be zero.
    """
    try:
        return evaluated(tree, fetch, INTERVALS, period)
    except _UnboundedError:
        return None
