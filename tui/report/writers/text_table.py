"""Tables as plain text for a terminal: aligned, wrapped, in blocks of columns where too wide."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from unicodedata import normalize

from msgspec import Struct
from tabulate import tabulate

from tui.report.table_form import FormCell, FormColumn, TableForm

# A space that tabulate does not strip; it becomes a plain one when all is aligned.
AIR = "\ue000"
INDENT = AIR * 2
BETWEEN = 2
# How wide a text may be before it is wrapped, tried in order until the table fits.
TEXT_CAP = (60, 40, 32, 24)
BLOCK_CAP = 34
HEADING_WIDTH = (8, 24)
NOTE_WIDTH = 100

Cell = tuple[str, ...]
"""The lines of one cell."""


class Gutter(Struct, frozen=True):
    """One column laid out: its heading, and its cells."""

    heading: Cell
    cells: tuple[Cell, ...]
    right: bool = False

    @property
    def width(self) -> int:
        """The width of its widest line."""
        return _width((self.heading, *self.cells))


def text(former: Sequence[TableForm], width: int | None = None) -> str:
    """The tables below each other; ``width`` None for a pipe, which is never too narrow."""
    return "\n\n".join(_paragraph(form, width) for form in former)


def _paragraph(form: TableForm, width: int | None) -> str:
    note_width = min(width or NOTE_WIDTH, NOTE_WIDTH)
    head = "\n".join(_paragraph_text(row, note_width) for row in (form.heading, *form.ingress))
    notes = "\n".join(_paragraph_text(note, note_width, "  ") for note in form.notes)
    block = (_table(gutters) for gutters in _block(form, width))
    return "\n\n".join(part_ for part_ in (head, *block, notes) if part_) + "\n"


def _paragraph_text(text: str, width: int, continued: str = "") -> str:
    return textwrap.fill(normalize("NFC", text), max(width, 10), subsequent_indent=continued)


def _block(form: TableForm, width: int | None) -> list[tuple[Gutter, ...]]:
    """The columns in one block if they fit, else in several with the labels repeated."""
    for cap in TEXT_CAP:
        gutters = _gutters(form, cap)
        if width is None or _total(gutters) <= width:
            return [gutters]
    return _split(_gutters(form, BLOCK_CAP), width or 0)


def _split(gutters: tuple[Gutter, ...], width: int) -> list[tuple[Gutter, ...]]:
    label, *others = gutters
    block: list[tuple[Gutter, ...]] = [(label,)]
    for gutter in others:
        tried = (*block[-1], gutter)
        if len(block[-1]) == 1 or _total(tried) <= width:
            block[-1] = tried
        else:
            block.append((label, gutter))
    return block


def _total(gutters: Sequence[Gutter]) -> int:
    return sum(gutter.width + BETWEEN for gutter in gutters) - BETWEEN


def _gutters(form: TableForm, cap: int) -> tuple[Gutter, ...]:
    labels = tuple(_rows(row.label, cap, INDENT * row.level) for row in form.rows)
    heading = _rows(form.label_heading, max(_width(labels), 16))
    others = (
        _gutter(column, [row.cells[i] for row in form.rows], cap)
        for i, column in enumerate(form.columns)
    )
    return (Gutter(heading, labels), *others)


def _gutter(column: FormColumn, cells: list[FormCell], cap: int) -> Gutter:
    """A figure is never broken, a text is; a heading is no wider than it must be."""
    broken = tuple((cell.text,) if cell.number else _rows(cell.text, cap) for cell in cells)
    least, most = HEADING_WIDTH
    longest_word = max(map(len, column.heading.split()), default=0)
    heading = _rows(column.heading, max(_width(broken), least, min(longest_word, most)))
    return Gutter(heading, broken, column.right)


def _rows(text: str, width: int, indent: str = "") -> Cell:
    """The text in lines of at most a width, the width being counted without the indentation.

    Not broken at hyphens: "2024-09-17" and "1-14 dagar" are to be read in one piece.
    """
    rows = textwrap.wrap(normalize("NFC", text), width, break_on_hyphens=False) or [""]
    return tuple(indent + row for row in rows)


def _width(cells: Sequence[Cell]) -> int:
    return max((len(row) for cell in cells for row in cell), default=0)


def _table(gutters: tuple[Gutter, ...]) -> str:
    """Headings and rule are rows like others: tabulate would widen every column by its heading."""
    height = max(len(gutter.heading) for gutter in gutters)
    rows = [
        [_down(gutter.heading, height) for gutter in gutters],
        ["-" * gutter.width for gutter in gutters],
        *_table_rows(gutters),
    ]
    table = tabulate(
        rows,
        tablefmt="plain",
        colalign=["right" if gutter.right else "left" for gutter in gutters],
        disable_numparse=True,
    )
    return "\n".join(row.rstrip() for row in table.replace(AIR, " ").split("\n"))


def _down(rows: Cell, height: int) -> str:
    """Heading lines with the last one next to the rule below them."""
    return "\n".join((AIR,) * (height - len(rows)) + rows)


def _table_rows(gutters: tuple[Gutter, ...]) -> list[list[str]]:
    """The rows; where at least half are wrapped, an empty line tells them apart."""
    rows = list(zip(*(gutter.cells for gutter in gutters), strict=True))
    texts = [["\n".join(cell) for cell in row] for row in rows]
    broken = sum(any(len(cell) > 1 for cell in row) for row in rows)
    if broken * 2 < len(rows) or not broken:
        return texts
    empty = [[AIR, *[""] * (len(gutters) - 1)]] * (len(texts) - 1)
    return [row for par in zip_longest(texts, empty) for row in par if row is not None]
