"""A row that its label calls a sum, and that its rows give in no column (*summan stämmer inte*).

No rule is found of a sum that fails everywhere, as when one of its rows has been struck out. It is
a reason to look, no error: a total may count more than what is listed. So only amounts are tried,
only where the plain sum is near, and only where no few rows left out or turned explain it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from msgspec import Struct

from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.findings import column_name, row_name
from tui.checks.discovery.grid import Column, Grid
from tui.checks.discovery.roles import may_be_rate
from tui.checks.discovery.rules import LinearRule
from tui.checks.discovery.vectors import ZERO, Point, Vector, columns_of
from tui.domain.finding import Address, Finding
from tui.svenska.format import amount, count

_SUM = re.compile(
    r"(?:del|total)?summa\b|total(?:t|a|er)?\b|sa:|hela nämnden|.*\b(?:totalt|summa)$",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:inkl|exkl|utan|utöver|förutom|andel|snitt|medel)", re.IGNORECASE)
_SELECTED = re.compile(
    r"\b(?:största|större|urval|utvalda|viktigaste|bland annat|bl\.? ?a|exempel|topp)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(r"kostnad|utgift", re.IGNORECASE)
_MONEY = ("kr", "tkr", "mnkr")
_NOT_ADDED = ("avvikelse", "förändring", "andel", "mål")
_PLAIN = re.compile("summa", re.IGNORECASE)
# Further off than so, as a share of it, a total is hardly meant to be what the rows are together:
# one that they exceed, one that they do not reach, and one that says that it adds them up.
_TOO_MUCH, _TOO_LITTLE, _TOO_LITTLE_ADDED = 1 / 3, 1 / 2, 2 / 3
_MOST_EXPLAINING = 3
_MOST_TOLD = 4


class _Sum(Struct, frozen=True):
    """A row called a sum, some rows that it may add up, and the columns of amounts."""

    row: int
    parts: tuple[int, ...]
    columns: tuple[int, ...]
    is_plain: bool


def failing_sum_findings(discovery: Discovery, document: str, table: str) -> Iterator[Finding]:
    """The rows called sums that what they add up gives in no column of amounts."""
    grid = discovery.grid
    if discovery.is_too_large or _SELECTED.search(grid.caption):
        return
    levels = _levels(discovery)
    vectors = columns_of(grid).items
    known = {rule.target for rule in _sums(discovery)}
    for row, one in enumerate(grid.rows):
        called = _SUM.match(one.label) and not _OTHERWISE.search(one.label) and not one.darav
        if not called or row in known or may_be_rate(one.label):
            continue
        own = tuple(c for c in levels if (point := vectors[c][row]) and not point.is_zero)
        if not own:
            continue
        above, below = _above(discovery, row), _below(discovery, row)
        plain = _PLAIN.search(one.label) is not None
        tried = [_Sum(row, parts, own, plain) for parts in (*above, *below)]
        meant = tried[: len(above)] or tried
        near = next((sum_ for sum_ in meant if _is_near(vectors, sum_)), None)
        if near and not any(_is_explained(vectors, sum_) for sum_ in tried):
            yield _finding(discovery, vectors, near, Address(document, table))


def _sums(discovery: Discovery) -> list[LinearRule]:
    return [
        rule for rule in discovery.rules if isinstance(rule, LinearRule) and rule.direction == "rad"
    ]


def _levels(discovery: Discovery) -> list[int]:
    """The columns of amounts that are not worked out of others."""
    grid = discovery.grid
    if not _is_of_money(grid):
        return []
    derived = {rule.target for rule in discovery.rules if rule.direction == "kolumn"}
    return [c for c, one in enumerate(grid.columns) if c not in derived and _is_amount(one)]


def _is_of_money(grid: Grid) -> bool:
    """Whether the table is of amounts: persons may be counted in several rows, but once in all."""
    units = {one.unit for one in grid.columns}
    decided = any(one.role in ("budget", "ram") for one in grid.columns)
    return bool(units.intersection(_MONEY)) or (decided and "antal" not in units)


def _is_amount(column: Column) -> bool:
    return (
        column.unit in ("", *_MONEY)
        and column.role not in _NOT_ADDED
        and not may_be_rate(column.heading)
    )


def _above(discovery: Discovery, row: int) -> list[tuple[int, ...]]:
    """What a sum may add up: the rows since the last sum, all above that no sum counts, all above
    that are no sums, all that are.
    """
    sums, ends = _ends(discovery)
    counted = {item for rule in _sums(discovery) for item, _ in rule.terms}
    above = range(row)
    first = max((r + 1 for r in above if r in ends), default=0)
    own = (
        range(first, row),
        [r for r in above if r not in counted],
        [r for r in above if r not in sums],
        [r for r in above if r in sums],
    )
    return [parts for one in own if (parts := _parts(discovery, row, one))]


def _below(discovery: Discovery, row: int) -> list[tuple[int, ...]]:
    """What a sum that stands before its parts may add up: the rows to the next sum, or all."""
    _, ends = _ends(discovery)
    count = len(discovery.grid.rows)
    last = min((r for r in range(row + 1, count) if r in ends), default=count)
    own = (range(row + 1, last), range(row + 1, count))
    return [parts for one in own if (parts := _parts(discovery, row, one))]


def _ends(discovery: Discovery) -> tuple[set[int], set[int]]:
    """The rows that are sums, and those where a sum of what stands beside it ends."""
    grid = discovery.grid
    sums = {rule.target for rule in _sums(discovery)}
    sums |= {r for r, one in enumerate(grid.rows) if one.kind in ("summa", "netto", "resultat")}
    return sums, sums | {r for r, cells in enumerate(grid.cells) if not any(cells)}


def _parts(discovery: Discovery, row: int, tried: Iterable[int]) -> tuple[int, ...]:
    """Those of the rows that a sum may count; none where that is a single one."""
    rows, cells = discovery.grid.rows, discovery.grid.cells
    skipped = {r for r, one in enumerate(rows) if one.darav}
    if _COSTS.search(rows[row].label):
        skipped |= {r for r, one in enumerate(rows) if one.kind in ("intäkt", "bidrag")}
    left = tuple(r for r in tried if r not in skipped and any(cells[r]))
    return left if len(left) > 1 else ()


def _added(column: Vector, sum_: _Sum) -> Point:
    parts = [column[r] or ZERO for r in sum_.parts]
    return Point(sum(one.middle for one in parts), sum(one.half for one in parts))


def _goal(column: Vector, sum_: _Sum) -> Point:
    return column[sum_.row] or ZERO


def _is_near(vectors: Sequence[Vector], sum_: _Sum) -> bool:
    """Whether the rows give nearly what is printed, too little or too much in every column.

    What lies among its parts is rather a mean of them.
    """
    more = set()
    for c in sum_.columns:
        goal, both = _goal(vectors[c], sum_), _added(vectors[c], sum_)
        apart = abs(goal.middle - both.middle)
        largest = max(abs((vectors[c][r] or ZERO).middle) for r in sum_.parts)
        among = abs(goal.middle) <= largest
        less = abs(goal.middle) > abs(both.middle)
        most = (_TOO_LITTLE_ADDED if sum_.is_plain else _TOO_LITTLE) if less else _TOO_MUCH
        if among or apart > most * abs(goal.middle) or apart <= goal.half + both.half:
            return False
        more.add(less)
    return len(more) == 1


def _is_explained(vectors: Sequence[Vector], sum_: _Sum) -> bool:
    """Whether the rows give what is printed with a few of them left out or turned, in all columns.

    A single column is explained by something or other: there only one row may be.
    """
    most = _MOST_EXPLAINING if len(sum_.columns) > 1 else 1
    first, *others = [_apart(vectors[c], sum_) for c in sum_.columns]
    for size in range(min(most, len(sum_.parts) - 1) + 1):
        for places in combinations(range(len(sum_.parts)), size):
            for times in product((1, 2), repeat=size):
                changed = tuple(zip(places, times, strict=True))
                if first.holds(changed) and all(one.holds(changed) for one in others):
                    return True
    return False


class _Apart(Struct, frozen=True):
    """How much more the rows give than is printed in a column, the rows' own figures, the bound."""

    more: int
    parts: tuple[int, ...]
    bound: int

    def holds(self, changed: Sequence[tuple[int, int]]) -> bool:
        """Whether it is right without the rows: once for one left out, twice for one turned."""
        return abs(self.more - sum(self.parts[p] * times for p, times in changed)) <= self.bound


def _apart(column: Vector, sum_: _Sum) -> _Apart:
    goal, both = _goal(column, sum_), _added(column, sum_)
    parts = tuple((column[r] or ZERO).middle for r in sum_.parts)
    return _Apart(both.middle - goal.middle, parts, both.half + goal.half)


def _finding(
    discovery: Discovery, vectors: Sequence[Vector], sum_: _Sum, place: Address
) -> Finding:
    grid, name = discovery.grid, row_name(discovery, sum_.row)
    scale = max(one.decimals for one in grid.columns)
    told = []
    for c in sum_.columns:
        cell = grid.cells[sum_.row][c]
        given = amount(_value(_added(vectors[c], sum_), scale), grid.columns[c].decimals)
        printed = "–" if cell is None else amount(cell.value, cell.decimals)
        told.append(f"{column_name(discovery, c)} tryckt {printed}, raderna ger {given}")
    left = len(told) - _MOST_TOLD
    rest = f"; så också i {count(left, 'kolumn', 'kolumner')} till" if left > 0 else ""
    where = "ovanför" if sum_.parts[0] < sum_.row else "nedanför"
    first = sum_.columns[0]
    goal, both = _goal(vectors[first], sum_), _added(vectors[first], sum_)
    missing = " En rad kan saknas." if abs(goal.middle) > abs(both.middle) else ""
    said = grid.cells[sum_.row][first]
    return Finding(
        Address(place.document, place.table, name, column_name(discovery, first)), "identitet",
        "bör ses över", None if said is None else said.value, None,
        f"{name} stämmer inte med raderna {where} i någon kolumn: "
        f"{'; '.join(told[:_MOST_TOLD])}{rest}.{missing}",
    )  # fmt: skip


def _value(point: Point, scale: int) -> Decimal:
    return Decimal(point.middle) / 2 / Decimal(10) ** scale
