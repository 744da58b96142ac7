"""What one cell of a rule may be by all the others (*lösning*), on intervals."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from tui.domain.evaluation import interval
from tui.domain.expression import Call, Expression, Name, Number, Product, Sum, every_part
from tui.domain.interval import Interval, quotient

Fetch: TypeAlias = Callable[[str], Interval | None]
_HUNDRED, _ONE = Interval.exact(Decimal(100)), Interval.exact(Decimal(1))


def solved(rule: Expression, name: str, result: Interval, fetch: Fetch) -> Interval | None:
    """What the named cell may be where the rule is to give ``result``.

    None where the rule names it more than once, or the others do not say.
    """
    if sum(_is(part, name) for part in every_part(rule)) != 1:
        return None
    return _solved(rule, name, result, fetch)


def _is(part: Expression, name: str) -> bool:
    return isinstance(part, Name) and part.name == name


def _holds(tree: Expression, name: str) -> bool:
    return any(_is(part, name) for part in every_part(tree))


def _solved(tree: Expression, name: str, result: Interval, fetch: Fetch) -> Interval | None:
    match tree:
        case Name():
            return result
        case Sum(terms):
            return _of_sum(terms, name, result, fetch)
        case Product(factors):
            return _of_product(factors, name, result, fetch)
        case Call("hela", (part,)):
            return _solved(part, name, result, fetch)
        case Call("belopp", (part,)):
            now = interval(part, fetch)
            signed = -result if now is not None and now.middle < 0 else result
            return _solved(part, name, signed, fetch)
        case Call("forandring", (to, from_)):
            return _of_change(to, from_, name, result, fetch)
    return None


def _of_sum(
    terms: tuple[tuple[int, Expression], ...], name: str, result: Interval, fetch: Fetch
) -> Interval | None:
    (sign, own), others = _apart(terms, name)
    rest = interval(Sum(others), fetch)
    left = result if rest is None else result - rest
    return _solved(own, name, left if sign > 0 else -left, fetch)


def _of_product(
    factors: tuple[tuple[int, Expression], ...], name: str, result: Interval, fetch: Fetch
) -> Interval | None:
    (sign, own), others = _apart(factors, name)
    rest = interval(Product(((1, Number(Decimal(1))), *others)), fetch)
    if rest is None:
        return None
    own_result = quotient(result, rest) if sign > 0 else quotient(rest, result)
    return None if own_result is None else _solved(own, name, own_result, fetch)


def _apart(
    pairs: tuple[tuple[int, Expression], ...], name: str
) -> tuple[tuple[int, Expression], tuple[tuple[int, Expression], ...]]:
    place = next(n for n, (_, part) in enumerate(pairs) if _holds(part, name))
    return pairs[place], (*pairs[:place], *pairs[place + 1 :])


def _of_change(
    to: Expression, from_: Expression, name: str, result: Interval, fetch: Fetch
) -> Interval | None:
    share = quotient(result, _HUNDRED)
    other = interval(from_ if _holds(to, name) else to, fetch)
    if share is None or other is None:
        return None
    factor = share + _ONE
    size = abs(other) * factor if _holds(to, name) else quotient(abs(other), factor)
    if size is None:
        return None
    return _solved(
        to if _holds(to, name) else from_, name, -size if other.middle < 0 else size, fetch
    )
