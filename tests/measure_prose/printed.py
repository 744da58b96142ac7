"""The tables of a Markdown text as they are printed: what the labels are held against."""

import re
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from msgspec import Struct

_SCALES = {"tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}


_SIGNS = str.maketrans({"−": "-", "–": "-", ",": "."})


class Cell(Struct, frozen=True):
    """A printed figure in its table's unit; ``reach`` is how far it may be from the true one."""

    value: Decimal
    reach: Decimal
    scale: Decimal
    text: str


class PrintedTable(Struct, frozen=True):
    """A table's figures by row and column."""

    caption: str
    columns: tuple[str, ...]
    rows: dict[str, tuple[Cell | None, ...]]

    def has(self, row: str, column: str) -> bool:
        """Whether there is such a cell."""
        return row in self.rows and column in self.columns

    def cell(self, row: str, column: str) -> Cell | None:
        """The figure, None where the cell has none."""
        return self.rows[row][self.columns.index(column)]


Printed: TypeAlias = tuple[PrintedTable, ...]


def printed_tables(text: str) -> Printed:
    """Every table of a text, in order, each under a heading of the second level."""
    tables = []
    for part in text.split("\n## ")[1:]:
        caption, *lines = part.split("\n")
        rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
        head, _, *body = [[cell.strip() for cell in row] for row in rows]
        scale = next((s for unit, s in _SCALES.items() if unit in caption), Decimal(1))
        scales = [Decimal(1) if "%" in heading else scale for heading in head[1:]]
        figures: dict[str, tuple[Cell | None, ...]] = {}
        for row in body:
            cells = tuple(_cell(text, own) for text, own in zip(row[1:], scales, strict=True))
            # A label that stands twice is its first row's.
            figures.setdefault(row[0], cells)
        tables.append(PrintedTable(caption, tuple(head[1:]), figures))
    return tuple(tables)


def _cell(text: str, scale: Decimal) -> Cell | None:
    digits = re.sub(r"\s", "", text).translate(_SIGNS)
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    decimals = len(digits.partition(".")[2])
    # A count stands for itself, an amount for what is rounded to it.
    reach = Decimal(1).scaleb(-decimals) / 2 if scale > 1 or decimals else Decimal(0)
    return Cell(value, reach, scale, text)
