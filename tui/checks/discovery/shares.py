"""Shares and changes in per cent: which column is which other's part or change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import TypeAlias, get_args

import msgspec

from tui.checks.discovery.linear import BELIEVED, HINT
from tui.checks.discovery.rules import (
    Cell,
    Direction,
    Quotient,
    QuotientRule,
    Support,
    Values,
    per_cent,
    tail,
)
from tui.domain.interval import Interval

_FAILING_SHARE = 0.3
Coarse: TypeAlias = Mapping[Cell, tuple[float, float]]
"""Each figure and how far from it the rounding reaches."""
_TINY = Decimal("1e-9")


def quotient_rules(
    direction: Direction,
    intervals: Mapping[Cell, Interval],
    items: int,
    lines: Sequence[int],
    is_share: Callable[[int], bool],
    wholes: Sequence[int],
    may_be: Callable[[int, int], bool] = lambda _part, _base: True,
    is_meant: Callable[[int, int], bool] = lambda _target, _base: True,
) -> Iterator[QuotientRule]:
    """The best rule of each item that its words call a share.

    ``may_be`` says whether the one can be a part of the other at all. Of rules that fit equally
    the one whose base ``is_meant`` by the words goes first.
    """
    values = intervals.get
    coarse = {cell: (float(one.middle), float(one.width) / 2) for cell, one in intervals.items()}
    shares = [item for item in range(items) if is_share(item)]
    amounts = [item for item in range(items) if not is_share(item)]
    for target in shares:
        tried = [one for one in _hypotheses(amounts, wholes) if may_be(one[0], one[1])]
        found = []
        for part, base, kind, whole in tried:
            nothing = Support((), (), 1.0)
            draft = QuotientRule(direction, target, part, base, kind, nothing, whole)
            if _may_hold(draft, coarse, lines):
                rule = _believed(draft, values, lines, len(tried))
                found += [rule] if rule is not None else []
        if found:
            yield min(
                found,
                key=lambda rule: (
                    len(rule.support.fails),
                    not is_meant(rule.target, rule.base),
                    rule.support.chance,
                ),
            )


def _hypotheses(
    amounts: Sequence[int], wholes: Sequence[int]
) -> Iterator[tuple[int, int, Quotient, int | None]]:
    for part, base in permutations(amounts, 2):
        for kind in get_args(Quotient):
            yield part, base, kind, None
    for item in amounts:
        for whole in wholes:
            yield item, item, "andel", whole


def _believed(
    draft: QuotientRule, values: Values, lines: Sequence[int], tried: int
) -> QuotientRule | None:
    """The rule, where its support is more than chance would give."""
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
            return msgspec.structs.replace(draft, support=support, any_sign=any_sign)
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


def _may_hold(rule: QuotientRule, coarse: Coarse, lines: Sequence[int]) -> bool:
    """Whether the rule fails on few enough lines, in quick arithmetic that lets too much by."""
    tested = fails = 0
    for line in lines:
        cells = [coarse.get(cell) for cell in rule.cells(line)]
        if None in cells or line == rule.whole:
            continue
        (target, around), (part, by_part), (base, by_base) = (cell or (0.0, 0.0) for cell in cells)
        if abs(base) <= by_base:
            continue
        ratio = part / base
        result = 100 * (ratio if rule.kind == "andel" else ratio - 1)
        bound = 100 * (by_part + abs(ratio) * by_base) / (abs(base) - by_base)
        tested += 1
        fails += abs(abs(target) - abs(result)) > around + bound + 1e-6
        if fails > max(1, _FAILING_SHARE * len(lines)):
            return False
    return tested - fails > 1
