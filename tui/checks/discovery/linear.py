"""Sums and differences: which columns, or which rows, are worked out of which others."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec
from msgspec import Struct

from tui.checks.discovery.rules import Direction, LinearRule, Support, tail
from tui.checks.discovery.vectors import ZERO, Point, Vectors

# How many such rules a table may have by chance before one is believed.
BELIEVED = 1e-2
# One that fails somewhere accuses somebody, and needs more where no words speak for it.
_BELIEVED_FAILING = 1e-4
# A word that says "I am worked out of others" is worth so much.
HINT = 0.02
# Where the words say which two columns it is worked out of, the figures need but agree.
_BELIEVED_TOLD = 0.1
# One line in three.
_FAILING_SHARE = 3
_MAX_ITEMS = 24
_WINDOW = 12
_MAX_RUN = 60
# Two columns are often alike for reasons of their own; two rows seldom cancel each other.
_ZERO_CHANCE: dict[Direction, float] = {"kolumn": 0.5, "rad": 0.02}
# As if figures of either sign were spread evenly over sizes from one to about twenty.
_SPREAD = 3
# Σ sign · item = 0 for three items: the four ways that are not each other's mirror.
_RELATIONS = ((1, 1, -1), (1, -1, 1), (-1, 1, 1), (1, 1, 1))


class Search(Struct, frozen=True):
    """Where rules are looked for: items, the lines that count, and what the words say.

    ``dependent`` are lines that follow from others: where those hold, they prove nothing anew.
    ``hinted`` says of an item that its words call it computed, ``left_out`` that no sum counts it,
    ``borders`` that a sum of what stands beside it ends there, ``proven`` that other sums hold on
    a line, so that one that does not is none of another kind of line; ``told`` says of some
    items that their words say that the first is worked out of the others, or of all beside it.
    """

    direction: Direction
    vectors: Vectors
    lines: tuple[int, ...]
    dependent: Mapping[int, tuple[int, ...]]
    hinted: Callable[[int], bool]
    left_out: frozenset[int] = frozenset()
    borders: frozenset[int] = frozenset()
    proven: frozenset[int] = frozenset()
    add_up: Callable[[Sequence[int]], bool] = lambda _items: True
    told: Callable[[Sequence[int]], bool] = lambda _items: False

    def allowed(self, tested: int) -> int:
        """On how many lines a rule may fail and yet be one."""
        return max(1, tested // _FAILING_SHARE)


class _Line(Struct, frozen=True):
    """One line of a rule tried: whether it holds, whether all figures are there, the chance."""

    line: int
    holds: bool
    whole: bool
    chance: float


def three_item_rules(search: Search) -> Iterator[LinearRule]:
    """The rules that bind three items: a difference, a sum of two, a rest."""
    triples = list(_triples(search))
    # None is believed that holds on fewer than two lines.
    most = len(search.lines) - 2
    usual = min(search.allowed(len(search.lines)), most)
    for items in triples if most >= 0 else ():
        named = _is_named(search, items)
        allowed = most if named else usual
        failing = _fewest_failing(search, items, allowed)
        good = [r for r in _RELATIONS if failing[r] <= allowed]
        for relation in sorted(good, key=lambda r: _left_over(search, items, r)):
            tried = len(_RELATIONS) * (1 if named else len(triples))
            rule = _rule(search, items, relation, tried, named)
            if rule is not None:
                yield rule


def _left_over(search: Search, items: tuple[int, int, int], relation: tuple[int, int, int]) -> int:
    """How much is left over on all lines: of two ways that fail as often the nearer is meant."""
    vectors = [search.vectors.items[item] for item in items]
    lines = ([vector[line] for vector in vectors] for line in search.lines)
    return sum(
        abs(sum(sign * (point or ZERO).middle for sign, point in zip(relation, line, strict=True)))
        for line in lines
    )


def repeated_rules(search: Search, rules: Sequence[LinearRule]) -> Iterator[LinearRule]:
    """Rules like those that are found, of the same columns of another group beside.

    "Budget, utfall, avvikelse" for the period, and again for the year.
    """
    bound = {(rule.target, *(item for item, _ in rule.terms)) for rule in rules}
    items = range(len(search.vectors.items))
    for rule in rules:
        for shift in items:
            target = shift
            terms = tuple((item + shift - rule.target, sign) for item, sign in rule.terms)
            one = (target, *(item for item, _ in terms))
            if one not in bound and all(i in items and search.vectors.sizes[i] for i in one):
                lines = _lines(search, target, terms)
                like = _believed(search, target, terms, lines, len(items), told=True)
                if like is not None:
                    yield like


def _is_named(search: Search, items: tuple[int, int, int]) -> bool:
    """Whether a column whose words call it computed follows right upon the two others."""
    first, second, last = items
    between = [i for i in range(first, last) if search.vectors.sizes[i]]
    return search.direction == "kolumn" and search.hinted(last) and between == [first, second]


def _triples(search: Search) -> Iterator[tuple[int, int, int]]:
    sizes = search.vectors.sizes
    items = [i for i, size in enumerate(sizes) if size and i not in search.left_out]
    near = len(items) <= _MAX_ITEMS
    yield from combinations(items, 3) if near else _windowed(items)


def _windowed(items: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for place, first in enumerate(items):
        for second, third in combinations(items[place + 1 : place + _WINDOW], 2):
            yield first, second, third


def _fewest_failing(
    search: Search, items: tuple[int, int, int], allowed: int
) -> dict[tuple[int, int, int], int]:
    """On how many lines each relation fails, counted no further than it takes to reject all."""
    a, b, c = (search.vectors.items[i] for i in items)
    failing = dict.fromkeys(_RELATIONS, 0)
    for line in search.lines:
        x, y, z = a[line], b[line], c[line]
        if x is None or y is None or z is None:
            continue
        bound = x[1] + y[1] + z[1]
        for relation in _RELATIONS:
            left = relation[0] * x[0] + relation[1] * y[0] + relation[2] * z[0]
            if left > bound or -left > bound:
                failing[relation] += 1
        if min(failing.values()) > allowed:
            break
    return failing


def _rule(
    search: Search,
    items: tuple[int, int, int],
    relation: tuple[int, int, int],
    tried: int,
    named: bool,
) -> LinearRule | None:
    target = _target(search, items)
    sign = relation[items.index(target)]
    terms = tuple(
        (item, -s * sign) for item, s in zip(items, relation, strict=True) if item != target
    )
    lines = _lines(search, target, terms)
    return _believed(search, target, terms, lines, tried, told=named)


def _target(search: Search, items: tuple[int, ...]) -> int:
    """The item that the others give: the one that its words say, else the last."""
    return next((i for i in reversed(items) if search.hinted(i)), items[-1])


def _lines(
    search: Search, target: int, terms: Sequence[tuple[int, int]], proving: int = 2
) -> list[_Line]:
    """The lines that can be held against the rule; one with so many terms proves something."""
    lines: list[_Line] = []
    seen: list[tuple[int, tuple[int, ...]]] = []
    goals = search.vectors.items[target]
    usual = goals if search.direction == "kolumn" else ()
    middles = sorted(goal.middle for goal in usual if goal is not None)
    # A row's figures go on from year to year: once a sum holds, only what changes proves anew.
    drifting = search.direction == "rad" and not search.hinted(target)
    for line in search.lines:
        goal = goals[line]
        parts = [search.vectors.items[item][line] for item, _ in terms]
        if goal is None or all(part is None for part in parts):
            continue
        filled = [part or ZERO for part in parts]
        result = sum(part.middle * sign for part, (_, sign) in zip(filled, terms, strict=True))
        bound = goal.half + sum(part.half for part in filled)
        holds = abs(goal.middle - result) <= bound
        figures = tuple(abs(part.middle) for part in filled)
        told = sum(not part.is_zero for part in filled)
        chance = 1.0
        if told >= proving and not (holds and any(figures == one for _, one in seen)):
            like = bisect_right(middles, result + bound) - bisect_left(middles, result - bound)
            chance = max(
                _chance(search.direction, result, bound),
                (like - holds) / max(1, len(middles)),
                *(
                    _by_change(result - other, bound)
                    for other, one in seen
                    if holds and _alike(figures, one)
                ),
                *(_by_change(_apart(figures, one), bound) for _, one in seen if drifting),
            )
        if holds:
            # What fails is no reason to expect another line to hold.
            seen.append((result, figures))
        lines.append(_Line(line, holds, all(part is not None for part in parts), chance))
    return lines


def _chance(direction: Direction, result: int, bound: int) -> float:
    """The chance that a figure of unknown size is this one, by chance, within the bound.

    A table's figures spread over its sizes rather than over its figures: twice as large, half as
    dense.
    """
    if abs(result) <= bound:
        return _ZERO_CHANCE[direction]
    return min(1.0, (bound + 1) / (_SPREAD * abs(result)))


def _by_change(change: int, bound: int) -> float:
    """The chance where another line has mostly the same figures: only the change proves."""
    return min(1.0, (bound + 1) / (_SPREAD * abs(change))) if change else 1.0


def _apart(figures: tuple[int, ...], others: tuple[int, ...]) -> int:
    """How much the figures of two lines differ in all."""
    return sum(abs(a - b) for a, b in zip(figures, others, strict=True))


def _alike(figures: tuple[int, ...], others: tuple[int, ...]) -> bool:
    return sum(a == b for a, b in zip(figures, others, strict=True)) * 2 > len(figures)


def _believed(
    search: Search,
    target: int,
    terms: Sequence[tuple[int, int]],
    lines: Sequence[_Line],
    tried: int,
    border: bool = False,
    run: bool = False,
    told: bool = False,
) -> LinearRule | None:
    """The rule, where its support is more than chance would give.

    On a single line only a sum of all from one border to another (``border``) is believed, and
    one that fails where others are proven to hold. One that something else than its figures says
    (``told``) may fail on more lines than it holds on, where chance does not give those.
    """
    if not search.add_up((target, *(item for item, _ in terms))):
        return None
    hits = [line for line in lines if line.holds]
    # An empty cell is nothing where sums with one are seen to hold, else it may be missing.
    empty = any(not line.whole for line in hits)
    fails = [line for line in lines if not line.holds and (line.whole or empty)]
    many = len(fails) > search.allowed(len(hits) + len(fails))
    if not hits or (many and not told):
        return None
    lone = sum(line.chance < 1 for line in hits) < 2 and not border
    known = search.hinted(target) or search.proven.issuperset(line.line for line in fails)
    lone = lone and not (run and fails and known)
    held = {line.line for line in hits}
    counted = [
        1.0 if held.issuperset(search.dependent.get(line.line, (-1,))) else line.chance
        for line in (*hits, *fails)
    ]
    chance = tried * tail(counted, len(hits)) * (HINT if search.hinted(target) else 1)
    if lone:
        chance = 1.0
    enough = 1.0 if run else _enough(search, target, bool(fails))
    if told and not run:
        by_words = len(hits) > len(fails) and search.told((target, *(item for item, _ in terms)))
        enough = _BELIEVED_TOLD if by_words else BELIEVED
    if chance > (HINT * _BELIEVED_FAILING if many else enough):
        return None
    support = Support(tuple(h.line for h in hits), tuple(f.line for f in fails), chance)
    return LinearRule(search.direction, target, tuple(terms), support)


def run_rules(search: Search, steps: Sequence[int] = (1,), shortest: int = 2) -> list[LinearRule]:
    """The sums of items that stand beside each other, before their sum or after it.

    The nearest come first: what an accepted sum counts is passed over by the sums beyond it, which
    count the sum.
    """
    accepted: dict[int, LinearRule] = {}
    counted: set[int] = set()
    found = True
    while found:
        found = False
        for rule in sorted(_runs_left(search, steps, shortest, counted, accepted), key=_reach):
            if counted.isdisjoint(item for item, _ in rule.terms):
                accepted[rule.target] = rule
                counted.update(item for item, _ in rule.terms)
                found = True
    return list(accepted.values())


def _runs_left(
    search: Search,
    steps: Sequence[int],
    shortest: int,
    counted: set[int],
    accepted: Mapping[int, LinearRule],
) -> Iterator[LinearRule]:
    """The best sum of each item that has none yet."""
    for target, size in enumerate(search.vectors.sizes):
        if size and target not in accepted and target not in search.left_out:
            tried = [
                rule
                for step in (*steps, *(-step for step in steps))
                for rule in _runs(search, target, step, counted, accepted, shortest)
            ]
            best = _best_run(search, tried)
            if best is not None:
                yield best


def is_better_run(search: Search, rule: LinearRule, runs: Sequence[LinearRule]) -> bool:
    """Whether the rule's target holds more often as the sum of what stands beside it."""
    counted = {item for run in runs for item, _ in run.terms}
    sums = {run.target for run in runs}
    return any(
        len(run.support.fails) < len(rule.support.fails)
        for step in (1, -1)
        for run in _runs(search, rule.target, step, counted, sums, 2)
    )


def but_for_skipped(search: Search, rule: LinearRule, runs: Sequence[LinearRule]) -> LinearRule:
    """The rule, not failing where an item between its own that no sum counts makes it hold."""
    counted = {item for run in runs for item, _ in run.terms}
    own = [rule.target, *(item for item, _ in rule.terms)]
    between = set(range(min(own), max(own))) - counted - search.left_out - set(own)
    items = search.vectors.items

    def holds_with(skipped: int, line: int) -> bool:
        goal, more = items[rule.target][line], items[skipped][line]
        if goal is None or more is None or more.is_zero:
            return False
        parts = [(items[item][line] or ZERO, sign) for item, sign in rule.terms]
        left = goal.middle - sum(part.middle * sign for part, sign in parts)
        bound = goal.half + more.half + sum(part.half for part, _ in parts)
        return min(abs(left - more.middle), abs(left + more.middle)) <= bound

    fails = tuple(
        line for line in rule.support.fails if not any(holds_with(one, line) for one in between)
    )
    support = msgspec.structs.replace(rule.support, fails=fails)
    return msgspec.structs.replace(rule, support=support)


def _reach(rule: LinearRule) -> int:
    return max(abs(item - rule.target) for item, _ in rule.terms)


def _best_run(search: Search, tried: Sequence[LinearRule]) -> LinearRule | None:
    """The sum that fails least, where it is believed; one that is not may still speak against it.

    A sum up to a border that fails is none where a shorter one holds.
    """
    best = min(tried, key=_fewest, default=None)
    if best is None or _holds_leaner(search, best):
        return None
    enough = _enough(search, best.target, bool(best.support.fails))
    return best if best.support.chance <= enough else None


def _enough(search: Search, target: int, fails: bool) -> float:
    return _BELIEVED_FAILING if fails and not search.hinted(target) else BELIEVED


def _holds_leaner(search: Search, rule: LinearRule) -> bool:
    """Whether a sum that fails holds everywhere with one of its terms left out."""
    if not rule.support.fails or len(rule.terms) < 3:
        return False
    return any(
        all(
            line.holds for line in _lines(search, rule.target, [t for t in rule.terms if t != term])
        )
        for term in rule.terms
    )


def _fewest(rule: LinearRule) -> tuple[int, float]:
    return len(rule.support.fails), rule.support.chance


def _runs(
    search: Search,
    target: int,
    step: int,
    counted: set[int],
    sums: Collection[int],
    shortest: int,
) -> Iterator[LinearRule]:
    """The sums from the target's neighbour on.

    A run that reaches a border (the end of the table, a row without figures, another sum) is one
    of few that there are; any other is one of many.
    """
    count = len(search.vectors.items)
    terms: list[tuple[int, int]] = []
    item = target + step
    added = [ZERO] * search.vectors.lines
    while 0 <= item < count and len(terms) < _MAX_RUN:
        free = item not in counted and item not in search.left_out
        if free and search.vectors.sizes[item] and search.add_up((target, item)):
            terms.append((item, 1))
            if _holds_with(search, target, added, item) and len(terms) >= shortest:
                border = _is_border(search, item + step, step, counted, sums)
                tried = 2 * count * (1 if border else 8)
                told = 1 if border and search.hinted(target) else 2
                lines = _lines(search, target, terms, told)
                told_sum = border and search.told((target,))
                rule = _believed(search, target, terms, lines, tried, border, True, told_sum)
                if rule is not None:
                    yield rule
        item += step


def _holds_with(search: Search, target: int, added: list[Point], item: int) -> bool:
    """Add the item's figures to what a run has added up so far, and whether that gives its target
    anywhere, which most runs do not: before it is looked into.
    """
    parts, goals = search.vectors.items[item], search.vectors.items[target]
    holds = False
    for line in search.lines:
        part, goal = parts[line], goals[line]
        middle, half = added[line]
        if part is not None:
            middle, half = middle + part[0], half + part[1]
            added[line] = Point(middle, half)
        holds = holds or (goal is not None and abs(goal[0] - middle) <= goal[1] + half)
    return holds


def _is_border(
    search: Search, item: int, step: int, counted: set[int], sums: Collection[int]
) -> bool:
    """Whether the next item that could be counted is none: an end, an empty one, another sum."""
    sizes = search.vectors.sizes
    while 0 <= item < len(sizes) and (item in counted or item in search.left_out):
        item += step
    if not 0 <= item < len(sizes) or not sizes[item]:
        return True
    return item in sums or item in search.borders or search.hinted(item)


def turned_difference(search: Search, target: int) -> LinearRule | None:
    """The two items whose difference the target is in one sign or the other.

    So it is where income and costs are both positive and plus is better.
    """
    sizes = search.vectors.sizes
    items = [i for i, size in enumerate(sizes) if size and i not in search.left_out | {target}]
    pairs = list(combinations(items, 2))
    found = []
    for first, second in pairs:
        plain = _lines(search, target, ((first, 1), (second, -1)))
        turned = _lines(search, target, ((first, -1), (second, 1)))
        either = [
            _Line(a.line, a.holds or b.holds, a.whole, min(1.0, 2 * a.chance))
            for a, b in zip(plain, turned, strict=True)
        ]
        most = max(plain, turned, key=lambda lines: sum(line.holds for line in lines))
        terms = ((first, 1), (second, -1)) if most is plain else ((first, -1), (second, 1))
        told = search.told((target, first, second))
        rule = _believed(search, target, terms, either, 2 * (1 if told else len(pairs)), told=told)
        if rule is not None:
            found.append((rule, most))
    best = min(found, key=lambda one: _fewest(one[0]), default=None)
    return None if best is None else _as_most(*best)


def _as_most(rule: LinearRule, lines: Sequence[_Line]) -> LinearRule:
    """The rule in the one sign, failing where it holds in the other."""
    turned = {line.line for line in lines if not line.holds}
    hits = tuple(line for line in rule.support.hits if line not in turned)
    fails = tuple(line for line in (*rule.support.hits, *rule.support.fails) if line not in hits)
    return msgspec.structs.replace(rule, support=Support(hits, fails, rule.support.chance))
