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
    for group in _groups(rows):
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


def _is_text(row: list[str]) -> bool:
    filled = [cell for cell in row if cell.strip()]
    return len(filled) == 1 and bool(row[0].strip())


def _wide(group: Rows) -> bool:
    """Whether a last row with one cell may be a row of the table that is still to be filled in."""
    return len(group[-1][0]) < 40 and not group[-1][0].startswith("*")


def has_figures(cells: Iterable[str]) -> bool:
    """Whether a digit stands in any of the cells."""
    return any(_FIGURE.search(cell) for cell in cells)
