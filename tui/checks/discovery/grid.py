"""A block's figures with the headings over them and the labels beside them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from tui.checks.discovery.figures import Figure, Separators, figure, separators
from tui.checks.discovery.roles import (
    ColumnRole,
    RowKind,
    column_role,
    has_uncounted,
    is_code_heading,
    is_counted,
    is_share,
    period,
    row_kind,
    unit_in,
)
from tui.domain.block import Block
from tui.domain.interval import Interval

_YEAR = re.compile(r"(?:19|20)\d\d\d?\s*\*?")
_CODE = re.compile(r"\d{1,7}(?:\s?[-–]\s?\d{1,7})?\*?")
_FIGURE_SHARE = 0.5
_MAX_HEADERS = 6
_BROKEN = 3
Rows = Sequence[Sequence[str]]


class Column(Struct, frozen=True):
    """A column of figures: where in the block it stands, and what it is.

    ``decimals`` is the most that its figures show; a zero is as exact as the coarsest of them
    (``zeros``), however it is printed.
    """

    place: int
    heading: str
    role: ColumnRole
    period: str
    unit: str
    decimals: int
    zeros: int
    exact: bool


class Row(Struct, frozen=True):
    """A row: its label and what it is."""

    place: int
    label: str
    kind: RowKind
    darav: bool


class Grid(Struct, frozen=True, dict=True):
    """The figures of a block; ``cells[row][column]`` is None where none stands."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[Figure | None, ...], ...]

    @cached_property
    def intervals(self) -> Mapping[tuple[int, int], Interval]:
        """What each printed figure may have been, by its row and its column."""
        cells = ((r, c) for r in range(len(self.rows)) for c in range(len(self.columns)))
        return {cell: one for cell in cells if (one := self._interval(*cell)) is not None}

    def interval(self, row: int, column: int) -> Interval | None:
        """What the printed figure may have been; None where none stands."""
        return self.intervals.get((row, column))

    def _interval(self, row: int, column: int) -> Interval | None:
        cell = self.cells[row][column]
        if cell is None:
            return None
        if self.columns[column].exact and not cell.decimals and not cell.nothing:
            return Interval.exact(cell.value)
        return Interval.printed(cell.value, self.decimals(row, column))

    def decimals(self, row: int, column: int) -> int:
        """How many decimals the cell shows; a dash and a plain zero as many as its column."""
        cell = self.cells[row][column]
        if cell is None:
            return self.columns[column].decimals
        return cell.decimals if cell.value else max(self.columns[column].zeros, cell.decimals)


class Texts(Struct, frozen=True):
    """What in a block is no figure: how many rows are headings, the labels' heading, and the
    columns of words beside the labels, each with its place and its heading.
    """

    headers: int
    label_heading: str
    columns: tuple[tuple[int, str], ...]


def texts_of(block: Block) -> Texts:
    """The headings of a block, and its columns of words."""
    headers, body, read = _parted(block)
    heads = joined_headings(block.rows[:headers], len(block.rows[0]))
    codes = _codes(body, heads)
    places = [x for x in range(len(heads)) if x not in codes and _is_figures(body, read, x)]
    own = _label_places(places, codes, len(heads))
    others = [x for x in range(len(block.rows[0])) if x not in (*places, *own)]
    label = " ".join(dict.fromkeys(heads[x] for x in own if heads[x]))
    return Texts(headers, label, tuple((x, heads[x]) for x in others))


def _parted(block: Block) -> tuple[int, Rows, list[list[Figure | None]]]:
    """How many rows are headings, the rows below them, and what figures these hold."""
    points = separators(cell for row in block.rows for cell in row)
    headers = _header_rows(block, points)
    body = block.rows[headers:]
    return headers, body, [[figure(cell, points) for cell in row] for row in body]


def _codes(body: Rows, heads: Sequence[str]) -> list[int]:
    """The columns of accounts and other codes, which nobody adds up: said so by their headings."""
    return [
        x
        for x, head in enumerate(heads)
        if is_code_heading(head)
        and all(_CODE.fullmatch(row[x]) for row in body if row[x])
        and any(row[x] for row in body)
    ]


def _label_places(places: Sequence[int], codes: Sequence[int], width: int) -> list[int]:
    """The columns that say what each row is: those of words before the first figures."""
    texts = [x for x in range(width) if x not in places and x not in codes]
    return [x for x in texts if places and x < places[0]] or texts[:1]


def grid_of(block: Block) -> Grid | None:
    """The block's figures, None where it has none that could be held against each other."""
    if len(block.rows) < 2:
        return None
    headers, body, read = _parted(block)
    heads = joined_headings(block.rows[:headers], len(block.rows[0]))
    codes = _codes(body, heads)
    places = [x for x in range(len(heads)) if x not in codes and _is_figures(body, read, x)]
    if not places or not body:
        return None
    texts = [x for x in range(len(heads)) if x not in places]
    labels = _labels(body, _label_places(places, codes, len(heads)))
    unit = unit_in(
        " ".join([block.caption, *(row[x] for row in block.rows[:headers] for x in texts)])
    )
    figures = {x: [row[x] for row in read] for x in places}
    most = max(max(_decimals(column), default=0) for column in figures.values())
    over = (
        ""
        if has_uncounted(" ".join(labels))
        else " ".join([block.caption, *map(heads.__getitem__, texts)])
    )
    columns = tuple(_column(heads[x], x, figures[x], unit, most, over) for x in places)
    rows = tuple(_rows(labels, headers))
    return Grid(block.caption, columns, rows, tuple(tuple(row[x] for x in places) for row in read))


def _rows(labels: Sequence[str], first: int) -> Iterator[Row]:
    """The rows; one that tells a part of the row above is of its kind."""
    above: RowKind = ""
    for place, label in enumerate(labels, first):
        kind, darav = row_kind(label)
        above = above if darav else kind
        yield Row(place, label, kind or above, darav)


def _header_rows(block: Block, points: Separators) -> int:
    """How many rows are headings: those that have no figures but years, the first ones only."""
    if block.header_rows:
        return block.header_rows
    for number, row in enumerate(block.rows[:_MAX_HEADERS]):
        cells = [cell for cell in row[1:] if cell]
        if number and not cells:
            return number
        told = sum(figure(cell, points) is not None and not _YEAR.fullmatch(cell) for cell in cells)
        # A heading broken over lines may leave a figure alone on one of them.
        broken = number and not row[0] and (told == 1 or told * _BROKEN <= len(cells))
        if told and not broken:
            return number
        if number and cells and all(_YEAR.fullmatch(cell) for cell in cells) and row[0]:
            # Years as figures, below a heading that has said what they are.
            return (
                number
                if block.rows[number - 1][1:] != row[1:] and _has_years(block, number)
                else number + 1
            )
    return 1


def _has_years(block: Block, rows: int) -> bool:
    return any(_YEAR.fullmatch(cell) for row in block.rows[:rows] for cell in row[1:])


def _is_figures(
    body: Sequence[Sequence[str]], read: Sequence[Sequence[Figure | None]], x: int
) -> bool:
    """Whether the column is one of figures; the first is so only where others do not help."""
    filled = [n for n, row in enumerate(body) if row[x]]
    figures = [read[n][x] for n in filled if read[n][x] is not None]
    if not figures:
        return False
    if x == 0 and len(body[0]) > 1:
        return False
    if all(_YEAR.fullmatch(body[n][x]) for n in filled):
        return False
    return len(figures) >= _FIGURE_SHARE * len(filled)


def _labels(body: Sequence[Sequence[str]], places: Sequence[int]) -> list[str]:
    return [" ".join(dict.fromkeys(row[x] for x in places if row[x])) for row in body]


def joined_headings(rows: Rows, width: int) -> list[str]:
    """Each column's heading out of all the rows of headings.

    A heading over several columns stands in the first of them where the file does not say how far
    it reaches; the last row of headings is each column's own.
    """
    parts: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(rows):
        over = ""
        for x in range(width):
            own = row[x].strip() if x < len(row) else ""
            over = own or (over if number < len(rows) - 1 and x else "")
            if over and over not in parts[x]:
                parts[x].append(over)
    return [" ".join(part) for part in parts]


def _decimals(figures: Sequence[Figure | None]) -> list[int]:
    """How many decimals each of the figures shows, zeros apart."""
    return [one.decimals for one in figures if one is not None and one.value]


def _column(
    heading: str,
    x: int,
    figures: Sequence[Figure | None],
    table_unit: str,
    most: int,
    over: str,
) -> Column:
    """A column; ``over`` are the words over the table, "" where its rows are no counts."""
    told = [one for one in figures if one is not None and not one.nothing]
    percents = sum(one.percent for one in told)
    unit = unit_in(heading) or ("%" if percents * 2 > len(told) else "") or table_unit
    role = column_role(heading)
    if is_share(heading):
        unit = "%"
    shown = _decimals(figures) or [most]
    counted = unit == "antal" or (not unit and bool(over) and is_counted(f"{over} {heading}"))
    exact = counted and not max(shown)
    return Column(x, heading, role, period(heading), unit, max(shown), min(shown), exact)
