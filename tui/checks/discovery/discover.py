"""All the rules of a table: columns first, then rows, each judged by what the others prove."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec
from msgspec import Struct

from tui.checks.discovery.figures import NOTHING, Figure
from tui.checks.discovery.grid import Grid
from tui.checks.discovery.linear import (
    Search,
    but_for_skipped,
    is_better_run,
    repeated_rules,
    run_rules,
    three_item_rules,
    turned_difference,
)
from tui.checks.discovery.roles import (
    is_computed,
    is_mean,
    is_share,
    is_sum,
    is_told,
    may_add_up,
    may_be_rate,
    measure,
)
from tui.checks.discovery.rules import (
    Direction,
    LinearRule,
    Rule,
    Support,
    Values,
)
from tui.checks.discovery.shares import quotient_rules
from tui.checks.discovery.vectors import Vectors, columns_of

MAX_CELLS = 20_000
_MEANS_APART = 3
_SEEN_EMPTY = 2
_SEEN_FILLED = 5
# On so few lines one sum alone may hold too seldom to be believed.
_FEW_LINES = 3
# Two sums that differ in one row only say the same of a figure.
_ALIKE = 2
_TELLING = 100
_STRIDES = (1, 2, 3)
_RESULTS = ("intäkt", "kostnad", "netto", "resultat", "bidrag", "summa")
_SIGN_KINDS = ("intäkt", "bidrag", "netto", "resultat", "summa")


class Discovery(Struct, frozen=True):
    """A grid and the rules that its figures have."""

    grid: Grid
    rules: tuple[Rule, ...]

    @property
    def is_too_large(self) -> bool:
        """Whether it has more figures than any table of a report, so that no rule is looked for."""
        return len(self.grid.rows) * len(self.grid.columns) > MAX_CELLS

    @property
    def values(self) -> Values:
        """What each printed figure may have been."""
        return self.grid.intervals.get

    @property
    def rates(self) -> frozenset[int]:
        """The columns of so much for each, by their words, where no sum of rows holds."""
        rows = [rule for rule in self.rules if rule.direction == "rad"]
        summed = {c for rule in rows if isinstance(rule, LinearRule) for c in rule.support.hits}
        named = (c for c, one in enumerate(self.grid.columns) if may_be_rate(one.heading))
        return frozenset(named) - summed if rows else frozenset()


def discover(grid: Grid) -> Discovery:
    """The rules of a grid, none for one that is larger than any table of a report."""
    if Discovery(grid, ()).is_too_large:
        return Discovery(grid, ())
    columns, along = _along(grid)
    filled = _with_nothing(grid, along)
    if filled != grid:
        grid = filled
        columns, along = _along(grid)
    derived = {rule.target: tuple(item for item, _ in rule.terms) for rule in along}
    down = [rule for unit in _units(grid) for rule in _row_rules(grid, columns, unit, derived)]
    _without_wrong_turns(grid, along, down)
    shares = list(_share_rules(grid, along, down))
    rules: list[Rule] = [*_without_foreign_lines(grid, [*along, *down]), *shares]
    return Discovery(grid, tuple(rules))


def _along(grid: Grid) -> tuple[Vectors, list[LinearRule]]:
    columns = columns_of(grid)
    return columns, [rule for unit in _units(grid) for rule in _column_rules(grid, columns, unit)]


def _with_nothing(grid: Grid, rules: list[LinearRule]) -> Grid:
    """The grid with the empty cells of a difference as nothing, where that is what they are seen
    to be: all but one of them stand where there is none, and more than that one do, or else no
    figure of the column says that there is none.
    """
    cells = [list(row) for row in grid.cells]
    values = grid.intervals.get
    for rule in rules:
        empty = [r for r, row in enumerate(cells) if row[rule.target] is None]
        whole = [r for r in empty if all(cells[r][item] is not None for item, _ in rule.terms)]
        hits = [r for r in whole if rule.holds(values, r)]
        silent = all(row[rule.target] is None or row[rule.target].value for row in cells)  # type: ignore[union-attr]
        enough = 1 if silent and len(rule.support.hits) >= _SEEN_FILLED else _SEEN_EMPTY
        if len(hits) >= max(enough, len(whole) - 1):
            for r in whole:
                cells[r][rule.target] = NOTHING
    return msgspec.structs.replace(grid, cells=tuple(map(tuple, cells)))


def _units(grid: Grid) -> list[tuple[int, ...]]:
    """The columns, shares apart from amounts: no sum or difference has both."""
    shares = tuple(c for c, column in enumerate(grid.columns) if column.unit == "%")
    amounts = tuple(c for c in range(len(grid.columns)) if c not in shares)
    return [group for group in (amounts, shares) if group]


def _column_rules(grid: Grid, columns: Vectors, own: tuple[int, ...]) -> list[LinearRule]:
    others = frozenset(range(len(grid.columns))) - set(own)
    search = Search(
        "kolumn",
        columns,
        tuple(range(len(grid.rows))),
        {},
        lambda c: is_computed(grid.columns[c].heading),
        others,
        told=lambda items: is_told([grid.columns[c].role for c in items]),
    )
    threes = list(three_item_rules(search))
    threes = [*threes, *repeated_rules(search, threes)]
    known = {rule.target for rule in threes}
    turned = [
        rule
        for c in own
        if c not in known and search.hinted(c)
        if (rule := turned_difference(search, c)) is not None
    ]
    runs = run_rules(search, _STRIDES, shortest=3)
    return _different([*_settled_signs(grid, [*threes, *turned]), *runs])


def _row_rules(
    grid: Grid, columns: Vectors, own: tuple[int, ...], derived: Mapping[int, tuple[int, ...]]
) -> list[LinearRule]:
    memo = frozenset(r for r, row in enumerate(grid.rows) if row.darav) | _twins(grid)
    lines = tuple(c for c in own if not is_mean(grid.columns[c].heading))
    if not lines:
        return []
    hinted = {r: is_sum(row.label) for r, row in enumerate(grid.rows)}
    income = frozenset(r for r, row in enumerate(grid.rows) if row.kind in ("intäkt", "bidrag"))
    search = Search(
        "rad", columns.turned(), lines, derived, hinted.__getitem__, memo, income,
        add_up=_may_add_up(grid), told=lambda items: grid.rows[items[0]].kind == "summa",
    )  # fmt: skip
    runs = run_rules(search)
    proven = frozenset(line for rule in runs for line in rule.support.hits)
    if proven and len(lines) <= _FEW_LINES:
        runs = run_rules(msgspec.structs.replace(search, proven=proven))
    # What a sum counts is bound by that sum: beyond it the sum stands for it.
    counted = frozenset(item for rule in runs for item, _ in rule.terms)
    results = counted & {r for r, row in enumerate(grid.rows) if row.kind in _RESULTS}
    open_ = msgspec.structs.replace(search, left_out=memo | (counted - results))
    beside = _beside(search, three_item_rules(open_), runs)
    return _sums_of_one_kind(_different([*runs, *beside]))


def _twins(grid: Grid) -> frozenset[int]:
    """The rows that say what the row above says, but for one figure at most: a group of one part
    has its figures twice, and what adds up groups counts them once.
    """
    found: set[int] = set()
    for r, (above, own) in enumerate(pairwise(grid.cells), 1):
        pairs = [(a, b) for a, b in zip(above, own, strict=True) if a or b]
        alike = sum(a == b and a is not None and _is_telling(a) for a, b in pairs)
        if r - 1 not in found and alike >= max(_ALIKE, len(pairs) - 1):
            found.add(r)
    return frozenset(found)


def _is_telling(figure: Figure) -> bool:
    """Whether a figure has so many places that another is hardly the same by chance."""
    return abs(figure.value).scaleb(figure.decimals) >= _TELLING


def _may_add_up(grid: Grid) -> Callable[[Sequence[int]], bool]:
    """Whether rows may be worked out of each other, by what their labels say is measured."""
    measures = [measure(row.label) for row in grid.rows]
    if not any(measures):
        return lambda _rows: True
    return lambda rows: may_add_up([measures[r] for r in rows], grid.rows[rows[0]].label)


def _sums_of_one_kind(rules: list[LinearRule]) -> list[LinearRule]:
    """The rules without one that fails where the same row is a sum of quite other rows, always."""
    return [
        rule
        for rule in rules
        if not rule.support.fails
        or not any(
            one.target == rule.target
            and not one.support.fails
            and len(_bound(one) ^ _bound(rule)) > _ALIKE
            for one in rules
        )
    ]


def _beside(
    search: Search, rules: Iterable[LinearRule], runs: list[LinearRule]
) -> Iterator[LinearRule]:
    """The rules that no run says already, with an empty row or so more, or says better."""
    for rule in rules:
        said = any(_bound(rule) <= _bound(run) for run in runs)
        if not said and not (rule.support.fails and is_better_run(search, rule, runs)):
            yield but_for_skipped(search, rule, runs)


def _different(rules: Iterable[LinearRule]) -> list[LinearRule]:
    """The rules without those that bind what another binds, the better supported kept.

    Where two columns are nearly alike, what holds for the one seems to hold for the other but for
    the lines where they differ: of two rules that share all items but one, the one that fails
    least is meant, and neither of two that fail as often on different lines.
    """
    kept: dict[frozenset[int], LinearRule] = {}
    for rule in rules:
        other = kept.get(_bound(rule))
        if other is None or len(rule.support.fails) < len(other.support.fails):
            kept[_bound(rule)] = rule
    all_ = list(kept.values())
    return [rule for place, rule in enumerate(all_) if not _is_shadow(rule, all_, place)]


def _bound(rule: LinearRule) -> frozenset[int]:
    return frozenset([rule.target, *(item for item, _ in rule.terms)])


def _is_shadow(rule: LinearRule, rules: Sequence[LinearRule], place: int) -> bool:
    fails, own = rule.support.fails, _bound(rule)
    return bool(fails) and any(
        len(own & _bound(other)) >= len(own) - 1
        and len(other.support.fails) <= len(fails)
        # Two that fail on the same lines accuse the same: the first of them is enough.
        and (set(other.support.fails) != set(fails) or number < place)
        for number, other in enumerate(rules)
        if other is not rule
    )


def _settled_signs(grid: Grid, rules: list[LinearRule]) -> list[LinearRule]:
    """A difference that is turned round on rows of income holds in either sign.

    On a row that one difference turns, another may be turned too.
    """
    settled = [_in_either_sign(grid, rule) or rule for rule in rules]
    turned = {line for rule in settled for line in _turned_lines(grid, rule)}
    return [
        msgspec.structs.replace(rule, any_sign=True)
        if rule.is_difference and turned.intersection(rule.support.fails)
        else rule
        for rule in settled
    ]


def _turned_lines(grid: Grid, rule: LinearRule) -> list[int]:
    plain = msgspec.structs.replace(rule, any_sign=False)
    values = grid.intervals.get
    return [line for line in rule.support.hits if rule.any_sign and not plain.holds(values, line)]


def _without_wrong_turns(grid: Grid, along: list[LinearRule], down: list[LinearRule]) -> None:
    """Where a sum of rows proves that one row is turned by mistake, the difference is plain."""
    values = grid.intervals
    for place, rule in enumerate(along):
        turned = _turned_lines(grid, rule)
        if len(turned) != 1:
            continue
        cell = (turned[0], rule.target)
        other = {**values, cell: -values[cell]}.get
        sums = [one for one in down if all(sign > 0 for _, sign in one.terms)]
        if any(
            cell in one.cells(rule.target)
            and one.holds(other, rule.target)
            and not one.holds(values.get, rule.target)
            for one in sums
        ):
            hits = tuple(line for line in rule.support.hits if line != turned[0])
            support = Support(hits, (*rule.support.fails, turned[0]), rule.support.chance)
            along[place] = msgspec.structs.replace(rule, any_sign=False, support=support)


def _in_either_sign(grid: Grid, rule: LinearRule) -> LinearRule | None:
    fails = rule.support.fails
    if not fails or not rule.is_difference:
        return None
    free = msgspec.structs.replace(rule, any_sign=True)
    values = grid.intervals.get
    turned = [line for line in fails if free.holds(values, line)]
    by_kind = all(grid.rows[line].kind in _SIGN_KINDS for line in turned)
    if not turned or (len(turned) == 1 and not by_kind):
        return None
    left = tuple(line for line in fails if line not in turned)
    support = Support((*rule.support.hits, *turned), left, rule.support.chance)
    return msgspec.structs.replace(free, support=support)


def _without_foreign_lines(grid: Grid, rules: list[LinearRule]) -> Iterator[LinearRule]:
    """The rules, each held only against lines that are of the kind where it holds."""
    for rule in rules:
        fails = tuple(line for line in rule.support.fails if _is_own(grid, rule, line, rules))
        support = msgspec.structs.replace(rule.support, fails=fails)
        yield msgspec.structs.replace(rule, support=support)


def _is_own(grid: Grid, rule: LinearRule, line: int, rules: list[LinearRule]) -> bool:
    """Whether the line is one that the rule should hold on: not another kind of row or column."""
    if rule.direction == "kolumn":
        words = grid.rows[line].label
        return not (is_share(words) or is_mean(words)) or any(
            is_share(grid.rows[hit].label) for hit in rule.support.hits
        )
    proven = any(
        other is not rule and other.direction == "rad" and line in other.support.hits
        for other in rules
    )
    bound = any(
        other.direction == "kolumn" and line in (other.target, *(i for i, _ in other.terms))
        for other in rules
    )
    if any(
        other.direction == "kolumn" and other.any_sign and line == other.target for other in rules
    ):
        # Turned round on some rows, it adds up with other signs than what it is made of.
        return False
    if _holds_turned(grid, rule, line):
        # Where plus is better, a row of costs and one of income are added up in other signs.
        return False
    if may_be_rate(grid.columns[line].heading) and _lies_among_parts(grid, rule, line):
        return False
    if proven or bound:
        return True
    likes = [grid.columns[hit].decimals for hit in rule.support.hits]
    return grid.columns[line].decimals in likes and not _looks_like_mean(grid, rule, line)


def _holds_turned(grid: Grid, rule: LinearRule, line: int) -> bool:
    """Whether a difference of rows holds with other signs."""
    if len(rule.terms) != 2 or all(sign > 0 for _, sign in rule.terms):
        return False
    values = grid.intervals.get
    (first, _), (second, _) = rule.terms
    turned = msgspec.structs.replace(rule, terms=((first, 1), (second, 1)), any_sign=True)
    plain = msgspec.structs.replace(rule, any_sign=True)
    return turned.holds(values, line) or plain.holds(values, line)


def _looks_like_mean(grid: Grid, rule: LinearRule, line: int) -> bool:
    """Whether the target lies among parts that are near each other, as means are."""
    known = _part_sizes(grid, rule, line)
    alike = bool(known) and 0 < known[-1] <= _MEANS_APART * known[0]
    return alike and _lies_among_parts(grid, rule, line)


def _lies_among_parts(grid: Grid, rule: LinearRule, line: int) -> bool:
    row, column = rule.cells(line)[0]
    target, known = grid.cells[row][column], _part_sizes(grid, rule, line)
    return target is not None and bool(known) and known[0] <= abs(target.value) <= known[-1]


def _part_sizes(grid: Grid, rule: LinearRule, line: int) -> list[Decimal]:
    parts = (grid.cells[r][c] for r, c in rule.cells(line)[1:])
    return sorted(abs(part.value) for part in parts if part is not None)


def _share_rules(grid: Grid, columns: list[LinearRule], rows: list[LinearRule]) -> Iterator[Rule]:
    """Columns and rows of per cent, and of what."""
    add_up = _may_add_up(grid)
    totals = {rule.target for rule in rows}
    totals |= {r for r, row in enumerate(grid.rows) if row.kind == "summa"}
    # A row of per cent has its own difference there, and no share of the others' differences.
    changes = {
        rule.target
        for rule in columns
        if rule.is_difference and is_computed(grid.columns[rule.target].heading)
    }
    directions: tuple[tuple[Direction, int, Sequence[int]], ...] = (
        ("kolumn", len(grid.columns), range(len(grid.rows))),
        ("rad", len(grid.rows), [c for c in range(len(grid.columns)) if c not in changes]),
    )
    for direction, items, lines in directions:
        along = direction == "kolumn"
        yield from quotient_rules(
            direction,
            grid.intervals,
            items,
            lines,
            lambda i, along=along: (  # type: ignore[misc]
                grid.columns[i].unit == "%" if along else is_share(grid.rows[i].label)
            ),
            sorted(totals) if along else (),
            (lambda _part, _base: True) if along else (lambda part, base: add_up([part, base])),
            lambda target, base, along=along: along and _is_meant_base(grid, target, base),  # type: ignore[misc]
        )


def _is_meant_base(grid: Grid, target: int, base: int) -> bool:
    """Whether a deviation is in per cent of what was decided, which is what it deviates from."""
    deviates = grid.columns[target].role == "avvikelse"
    return deviates and grid.columns[base].role in ("budget", "ram")
