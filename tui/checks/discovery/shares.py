"""Shares and changes in per cent: which column is which other's part or change."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations
from typing import get_args

from tui.checks.discovery.chance import tail
from tui.checks.discovery.linear import BELIEVED, HINT
from tui.checks.discovery.rules import (
    Cell,
    Direction,
    Quotient,
    QuotientRule,
    Support,
    Values,
    per_cent,
)
from tui.domain.interval import Interval

_FAILING_SHARE = 0.3
_TINY = Decimal("1e-9")


def quotient_rules(
    direction: Direction,
    values: Values,
    items: int,
    lines: Sequence[int],
    is_share: Callable[[int], bool],
    wholes: Sequence[int],
) -> Iterator[QuotientRule]:
    """The best rule of each item that its words call a share."""
    shares = [item for item in range(items) if is_share(item)]
    amounts = [item for item in range(items) if not is_share(item)]
    for target in shares:
        tried = list(_hypotheses(amounts, wholes))
        found = [
            rule
            for part, base, kind, whole in tried
            if (
                rule := _rule(
                    direction, values, lines, (target, part, base), kind, whole, len(tried)
                )
            )
        ]
        if found:
            yield min(found, key=lambda rule: (len(rule.support.fails), rule.support.chance))


def _hypotheses(
    amounts: Sequence[int], wholes: Sequence[int]
) -> Iterator[tuple[int, int, Quotient, int | None]]:
    for part, base in permutations(amounts, 2):
        for kind in get_args(Quotient):
            yield part, base, kind, None
    for item in amounts:
        for whole in wholes:
            yield item, item, "andel", whole


def _rule(
    direction: Direction,
    values: Values,
    lines: Sequence[int],
    items: tuple[int, int, int],
    kind: Quotient,
    whole: int | None,
    tried: int,
) -> QuotientRule | None:
    draft = QuotientRule(direction, *items, kind, Support((), (), 1.0), whole)
    for any_sign in (False, True):
        tested = _tested(draft, values, lines, any_sign)
        hits = [line for line, holds, _ in tested if holds]
        fails = [line for line, holds, _ in tested if not holds]
        if len(hits) < 2 or len(fails) > max(1, int(_FAILING_SHARE * len(tested))):
            continue
        chances = [min(1.0, chance * (1 + any_sign)) for _, _, chance in tested]
        chance = 2 * tried * tail(chances, len(hits)) * HINT
        if chance <= BELIEVED:
            support = Support(tuple(hits), tuple(fails), chance)
            return QuotientRule(direction, *items, kind, support, whole, any_sign)
    return None


def _tested(
    rule: QuotientRule, values: Values, lines: Sequence[int], any_sign: bool
) -> list[tuple[int, bool, float]]:
    """Each line that can be held against the rule: whether it holds, and its chance to."""
    results: list[tuple[int, Interval, Interval]] = []
    for line in lines:
        target, part, base = (values(cell) for cell in rule.cells(line))
        if target is None or part is None or base is None or line == rule.whole:
            continue
        result = per_cent(part, base, rule.kind)
        if result is not None:
            results.append((line, target, result))
    if not results:
        return []
    middles = [target.middle for _, target, _ in results]
    spread = max(max(middles) - min(middles), _TINY)
    return [
        (
            line,
            target.meets(result) or (any_sign and target.meets(-result)),
            float(min(Decimal(1), (target.width + result.width) / spread)),
        )
        for line, target, result in results
    ]


def cell_values(intervals: dict[Cell, Interval]) -> Values:
    """The figures by their cells."""
    return intervals.get
