"""A printed figure of all held against that of women and that of men (*kvinnor, män, totalt*).

The groups are found by the words of rows or of columns. A share or a mean of all lies between
those of the groups (what the statute on sick leave prints); a count of all is what they add up to.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.findings import cell_name, column_name, row_name
from tui.checks.discovery.grid import Grid
from tui.checks.discovery.roles import is_mean, is_never_added, is_share, measure
from tui.checks.discovery.rules import Cell, Direction
from tui.domain.finding import Address, Finding, Severity
from tui.domain.interval import Interval
from tui.svenska.format import amount

_WOMEN = re.compile(r"\b(?:kvinnor|flickor)\b", re.IGNORECASE)
_MEN = re.compile(r"\b(?:män|pojkar)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:total\w*|samtliga|alla|hela)\b", re.IGNORECASE)
_PART = re.compile(r"\W*\b(?:varav|därav)\b", re.IGNORECASE)
_OTHERS = re.compile(r"okän|annat|annan|binär|uppge|vill (?:ej|inte)", re.IGNORECASE)
_NOT_AT_ONE_TIME = ("förändring", "avvikelse", "mål")
_SICK_LEAVE = re.compile(r"sjukfrånvaro", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:antal|dagar|timmar|personer)\b", re.IGNORECASE)


class Groups(Struct, frozen=True):
    """Rows, or columns, of all and of the two groups that make them up."""

    direction: Direction
    total: int
    women: int
    men: int

    def cells(self, line: int) -> tuple[Cell, Cell, Cell]:
        """All, women and men on one line."""
        items = (self.total, self.women, self.men)
        if self.direction == "rad":
            return ((items[0], line), (items[1], line), (items[2], line))
        return ((line, items[0]), (line, items[1]), (line, items[2]))


def group_findings(discovery: Discovery, document: str, table: str) -> Iterator[Finding]:
    """The figures of all that those of women and men speak against."""
    grid = discovery.grid
    for groups in _groups(grid):
        lines = range(len(grid.columns) if groups.direction == "rad" else len(grid.rows))
        told = [line for line in lines if _is_told(grid, groups, line)]
        added = [line for line in told if _adds_up(grid, groups, line)]
        # Shares of a whole add up, and are no means; nor does what is counted speak of them.
        kinds = {_is_mean_of_both(grid, groups, line) for line in added}
        for line in told:
            if line in added:
                continue
            alike = _is_mean_of_both(grid, groups, line) in kinds
            said = _said(discovery, groups, line, alike)
            if said is not None:
                cell = groups.cells(line)[0]
                place = (row_name(discovery, cell[0]), column_name(discovery, cell[1]))
                yield Finding(
                    Address(document, table, *place), "identitet", said[0], _value(grid, cell),
                    None, said[1],
                )  # fmt: skip


def _said(
    discovery: Discovery, groups: Groups, line: int, alike_added: bool
) -> tuple[Severity, str] | None:
    """How severe it is, and the sentence; None where nothing speaks against the figure of all.

    ``alike_added``: others of its kind in the same groups are what women and men add up to.
    """
    grid = discovery.grid
    cells = groups.cells(line)
    total, women, men = (amount(_value(grid, cell), None) for cell in cells)
    name = cell_name(discovery, cells[0])
    if _is_mean_of_both(grid, groups, line):
        if alike_added or _is_between(grid, groups, line):
            return None
        return "fel", f"{name}: {total} ligger inte mellan kvinnors {women} och mäns {men}."
    words = _words(grid, groups, line)
    counted = measure(words) == "antal" or _COUNTED.search(words)
    if not counted and (not alike_added or _is_between(grid, groups, line)):
        return None
    both = _value(grid, cells[1]) + _value(grid, cells[2])
    more = both - _value(grid, cells[0])
    severity: Severity = "fel" if counted and more > 1 else "bör ses över"
    return severity, (
        f"{name}: tryckt {total}, men kvinnor {women} och män {men} är tillsammans "
        f"{amount(both, None)}."
    )


def _value(grid: Grid, cell: Cell) -> Decimal:
    figure = grid.cells[cell[0]][cell[1]]
    return Decimal(0) if figure is None else figure.value


def _is_mean_of_both(grid: Grid, groups: Groups, line: int) -> bool:
    return _unit(grid, groups, line) == "%" or _is_rate(_words(grid, groups, line))


def _is_rate(words: str) -> bool:
    if is_share(words) or is_mean(words) or is_never_added(words):
        return True
    return _SICK_LEAVE.search(words) is not None and not _COUNTED.search(words)


def _is_told(grid: Grid, groups: Groups, line: int) -> bool:
    """Whether all three figures stand there, and are of one time."""
    cells = groups.cells(line)
    figures = [grid.cells[row][column] for row, column in cells]
    roles = {grid.columns[column].role for _, column in cells}
    stand = all(figure is not None and not figure.nothing for figure in figures)
    words = grid.rows[line].label if groups.direction == "kolumn" else grid.rows[cells[0][0]].label
    changes = re.search(r"förändr|ökning|minskning|skillnad|differens", words, re.IGNORECASE)
    return stand and not changes and roles.isdisjoint(_NOT_AT_ONE_TIME)


def _adds_up(grid: Grid, groups: Groups, line: int) -> bool:
    total, women, men = _intervals(grid, groups, line)
    return total.meets(women + men)


def _is_between(grid: Grid, groups: Groups, line: int) -> bool:
    total, women, men = _intervals(grid, groups, line)
    within = Interval(min(women.low, men.low), max(women.high, men.high))
    return total.overlaps(within) or total.meets(within)


def _intervals(grid: Grid, groups: Groups, line: int) -> tuple[Interval, Interval, Interval]:
    zero = Interval.exact(Decimal(0))
    total, women, men = (grid.interval(*cell) or zero for cell in groups.cells(line))
    return total, women, men


def _unit(grid: Grid, groups: Groups, line: int) -> str:
    return grid.columns[groups.cells(line)[0][1]].unit


def _words(grid: Grid, groups: Groups, line: int) -> str:
    """What is said of the line's figures: by its own heading, by the items, else by the caption."""
    cells = groups.cells(line)
    rows = [grid.rows[row].label for row, _ in cells]
    own = " ".join([*rows, *(grid.columns[column].heading for _, column in cells)])
    own_says = _is_rate(own) or measure(own) or _COUNTED.search(own)
    return own if own_says else f"{own} {grid.caption}"


def _groups(grid: Grid) -> Iterator[Groups]:
    rows = [row.label for row in grid.rows]
    headings = [column.heading for column in grid.columns]
    directions: tuple[tuple[Direction, Sequence[str]], ...] = (("rad", rows), ("kolumn", headings))
    for direction, names in directions:
        if not any(_OTHERS.search(name) for name in names):
            for women, name in enumerate(names):
                if _WOMEN.search(name) and not _MEN.search(name):
                    yield from _around(direction, names, women)


def _around(direction: Direction, names: Sequence[str], women: int) -> Iterator[Groups]:
    """The groups of one item of women, where it is plain which men and which all belong to it."""
    stem = _stem(names[women])
    beside = [i for i in (women - 1, women + 1) if 0 <= i < len(names)]
    men = [i for i in beside if _is_of_men(names[i]) and _stem(names[i]) == stem]
    if len(men) != 1:
        return
    first, last = sorted((women, men[0]))
    if _PART.match(names[first]):
        above = [i for i in range(first) if not _PART.match(names[i])]
        totals = above[-1:] if above and _has_no_sex(names[above[-1]]) else []
    else:
        lone = sum(map(_is_of_men, names)) == 1
        totals = [
            i
            for i, name in enumerate(names)
            if _has_no_sex(name)
            and _is_of_all(name, stem, lone)
            and (lone or i in (first - 1, last + 1))
        ]
    if len(totals) == 1 and _is_one_measure(names[totals[0]], names[women]):
        yield Groups(direction, totals[0], women, men[0])


def _is_of_men(name: str) -> bool:
    return _MEN.search(name) is not None and _WOMEN.search(name) is None


def _has_no_sex(name: str) -> bool:
    return not _MEN.search(name) and not _WOMEN.search(name)


def _is_of_all(name: str, stem: str, lone: bool) -> bool:
    """Whether the words are those of the groups, with one for all or, where they say more than
    the groups' names, with none. Of the ``lone`` groups of a table all may be called otherwise.
    """
    own = _stem(name)
    if _ALL.search(name):
        return own == stem or (lone and not (own and stem))
    return bool(stem) and own == stem


def _is_one_measure(one: str, other: str) -> bool:
    first, second = measure(one), measure(other)
    return not first or not second or first == second


def _stem(name: str) -> str:
    """What the words say but for whom they are of."""
    for words in (_PART, _WOMEN, _MEN, _ALL):
        name = words.sub(" ", name)
    return " ".join(re.findall(r"[^\W_]+|%", name.lower()))
