"""Rows of cells parted into tables and the texts between them."""

import re
from collections.abc import Iterable, Iterator

from tui.domain.block import Paragraph

Rows = list[list[str]]
_FIGURE = re.compile(r"\d")


def blocks_of(rows: Rows) -> Iterator[Rows | Paragraph]:
    """The tables and the texts between, in order.

    An empty row parts two tables unless figures follow it at once: many leave one free above a sum.
    """
    for group in (block for rows_ in _groups(rows) for block in _side_by_side(rows_)):
        while group and _is_text(group[0]):
            yield Paragraph(next(cell for cell in group.pop(0) if cell.strip()).strip())
        after = []
        while group and _is_text(group[-1]) and not _wide(group):
            after.append(Paragraph(next(cell for cell in group.pop() if cell.strip()).strip()))
        if group:
            yield group
        yield from reversed(after)


def _groups(rows: Rows) -> Iterator[Rows]:
    group: Rows = []
    empty = 0
    for row in rows:
        if not any(cell.strip() for cell in row):
            empty += 1
            continue
        if group and empty and (empty > 1 or not has_figures(row[1:])):
            yield group
            group = []
        group.append(row)
        empty = 0
    if group:
        yield group


def _side_by_side(group: Rows) -> list[Rows]:
    """The tables that stand beside each other, an empty column between: each has its labels."""
    width = max(len(row) for row in group)
    filled = [any(len(row) > x and row[x].strip() for row in group) for x in range(width)]
    starts = [x for x in range(width) if filled[x] and (x == 0 or not filled[x - 1])]
    blocks = [
        [row[start:end] for row in group]
        for start, end in zip(starts, [*starts[1:], width], strict=True)
    ]
    if len(blocks) < 2 or not all(map(_is_table, blocks)):
        return [group]
    return [[row for row in block if any(map(str.strip, row))] for block in blocks]


def _is_table(block: Rows) -> bool:
    """Whether most rows have a label first, and figures after it."""
    rows = [row for row in block if any(map(str.strip, row))]
    labelled = sum(bool(row[0].strip()) and not _FIGURE.search(row[0]) for row in rows)
    figures = sum(has_figures(row[1:]) for row in rows)
    return len(rows) > 2 and figures > 1 and labelled * 2 > len(rows)


def _is_text(row: list[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and bool(row[0].strip())


def _wide(group: Rows) -> bool:
    """Whether a last row with one cell may be a row of the table that is still to be filled in."""
    return len(group[-1][0]) < 40 and not group[-1][0].startswith("*")


def has_figures(cells: Iterable[str]) -> bool:
    """Whether a digit stands in any of the cells."""
    return any(_FIGURE.search(cell) for cell in cells)
