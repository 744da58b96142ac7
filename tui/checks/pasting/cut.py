"""Lines copied out of a PDF, where spaces part both columns and thousands, cut into cells.

A line begins with a row's label. What follows is cut in every way that can be; the table's own
rules, along the row and down the columns, decide which is meant, and where they leave more than one
the line is left out and told of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from msgspec import Struct

from tui.checks.discovery.splits import FIGURE, all_ways
from tui.checks.pasting.rows import labels_of
from tui.checks.pasting.words import key, without_account
from tui.domain.calculation import Calculation
from tui.domain.expression import signed_names
from tui.domain.paste import excerpt, headings_in
from tui.domain.rule import shape_of
from tui.domain.table import LABEL
from tui.domain.value import decimals_in
from tui.svenska.clipboard import Block
from tui.svenska.parse import Dash, Parsed, parse_number

Cells: TypeAlias = Mapping[str, str]
"""The figures of a line by the columns that they go to."""
_FIGURES = re.compile(rf"(?:(?<!\S){FIGURE}(?:\s+|$)){{1,60}}$")
_LONGEST = 400
_WIDE = re.compile(r"(?: |\u00a0){2,}")
_MOST_COLUMNS = 8
_FEWEST = 2


class Cut(Struct, frozen=True):
    """The lines as a block with the table's own headings, and what is said of how they were cut."""

    block: Block
    told: tuple[str, ...]


def cut_lines(calculation: Calculation, lines: Sequence[str], column_id: str) -> Cut | None:
    """The lines as cells; None where they are no lines of this table."""
    rows = list(_rows(calculation, lines))
    if not any(len(tail.split()) >= _FEWEST for _, _, tail in rows):
        return None
    columns = _headed(calculation, lines) or _printed(calculation, column_id)
    columns = columns[:_MOST_COLUMNS]
    ways = {row: list(_ways(calculation, columns, tail)) for _, row, tail in rows}
    chosen = {row: found[0] for row, found in ways.items() if len(found) == 1}
    for row, found in ways.items():
        if len(found) > 1:
            fits = [one for one in found if _adds_up(calculation, chosen, row, one, columns)]
            if len(fits) == 1:
                chosen[row] = fits[0]
    own = dict(headings_in(calculation))
    left_out = [label for label, row, _ in rows if row not in chosen]
    body = [
        (label, *(chosen[row].get(id_, "") for id_ in columns))
        for label, row, _ in rows
        if row in chosen
    ]
    told = ["Raderna är delade i kolumner så att tabellens egna regler stämmer."] if body else []
    told += [f"Raden {excerpt(one)} kan delas på flera sätt och är inte med." for one in left_out]
    heads = (own[LABEL], *(own[id_] for id_ in columns))
    return Cut((heads, *body), tuple(told))


def _rows(calculation: Calculation, lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each line that begins with a row's label: the label, the row, and what follows it."""
    known = {name: ids[0] for name, ids in labels_of(calculation).items() if len(ids) == 1}
    seen: set[str] = set()
    for line in lines:
        tail = _FIGURES.search(line[:_LONGEST])
        label = line[: tail.start()].strip() if tail else ""
        row = known.get(key(label)) or known.get(key(without_account(label)))
        if tail is not None and row is not None and row not in seen:
            seen.add(row)
            yield label, row, tail[0].strip()


def _headed(calculation: Calculation, lines: Sequence[str]) -> list[str]:
    """The columns that a line of headings names, in its order."""
    best: list[str] = []
    for line in lines[:3]:
        text = key(line)
        found = []
        for id_, heading in sorted(headings_in(calculation)[1:], key=lambda one: -len(one[1])):
            place = text.find(key(heading))
            if place >= 0 and key(heading):
                found.append((place, id_))
                text = text.replace(key(heading), " " * len(key(heading)), 1)
        best = max(best, [id_ for _, id_ in sorted(found)], key=len)
    return best if len(best) >= _FEWEST else []


def _printed(calculation: Calculation, column_id: str) -> list[str]:
    """The columns of figures that the document prints, from the cursor's on."""
    table = calculation.table
    start = 0 if column_id == LABEL else table.column_index[column_id]
    return [
        column.id
        for column in table.columns[start:]
        if column.numeric and column.id in table.filled_in
    ]


def _ways(calculation: Calculation, columns: Sequence[str], tail: str) -> Iterator[Cells]:
    """Every way to cut the figures that the rules along the row allow."""
    tokens = tail.split()
    wide = [part.strip() for part in _WIDE.split(tail)]
    by_count = all_ways(tokens)
    if len(wide) > 1 and len(wide) == min(by_count, default=0):
        by_count = {len(wide): [wide]}
    count = max((n for n in by_count if n <= len(columns)), default=0)
    for way in by_count.get(count, ()):
        for places in combinations(columns, count):
            cells = dict(zip(places, way, strict=True))
            if _holds_along(calculation, columns, cells):
                yield cells


def _number(text: str) -> tuple[Decimal, Decimal] | None:
    """A figure, and half of what its last digit stands for."""
    read = parse_number(text)
    if isinstance(read, Dash):
        return Decimal(0), Decimal("0.5")
    if not isinstance(read, Parsed) or read.number is None:
        return None
    return read.number, Decimal(5).scaleb(-decimals_in(read.number) - 1)


def _holds(target: str, terms: Sequence[tuple[int, str]], figures: Mapping[str, str]) -> bool:
    """Whether a sum may be right as the figures were rounded; what does not stand is nothing."""
    parts = [(sign, _number(figures[name])) for sign, name in terms if figures.get(name)]
    said = _number(figures[target]) if figures.get(target) else None
    if said is None:
        return not parts
    gives, play = Decimal(0), said[1]
    for sign, one in parts:
        if one is None:
            return False
        gives, play = gives + sign * one[0], play + one[1]
    return abs(said[0] - gives) <= play


def _holds_along(calculation: Calculation, columns: Sequence[str], cells: Cells) -> bool:
    for column in calculation.table.columns:
        shape = shape_of(column.rule)
        terms = signed_names(shape.tree) if shape else ()
        whole = column.id in columns and all(name in columns for _, name in terms)
        if terms and whole and not _holds(column.id, terms, cells):
            return False
    return all(_number(text) is not None for text in cells.values())


def _adds_up(
    calculation: Calculation,
    chosen: Mapping[str, Cells],
    row: str,
    cells: Cells,
    columns: Sequence[str],
) -> bool:
    """Whether the sums down the columns that the row is part of are right with these figures."""
    table, lines = calculation.table, {**chosen, row: cells}
    for one in table.rows:
        shape = shape_of(one.rule)
        if shape is None:
            continue
        terms = signed_names(calculation.with_children(one, shape.tree))
        named = [one.id, *(name for _, name in terms)]
        if row not in named or not all(name in lines for name in named):
            continue
        for column in columns:
            figures = {name: lines[name].get(column, "") for name in named}
            if not _holds(one.id, terms, figures):
                return False
    return True
