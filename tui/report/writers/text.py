"""Plain text for a terminal: tables aligned, wrapped, in blocks of columns where too wide."""

import textwrap
from collections.abc import Sequence
from itertools import chain
from unicodedata import normalize

from msgspec import Struct
from tabulate import tabulate

from tui.report.layout import noted_parts
from tui.report.values import (
    Heading,
    Paragraph,
    Report,
    ReportCell,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from tui.report.writers.walk import TextPieces

INDENT = "  "
BETWEEN = 2
# How wide a text may be before it is wrapped, tried in order until the table fits.
TEXT_CAPS = (60, 40, 32, 24)
BLOCK_CAP = 34
HEADING_WIDTHS = (8, 24)
NOTE_WIDTH = 100
REPORT_WIDTH = 110

Cell = tuple[str, ...]
"""The lines of one cell."""


class TextWriter(TextPieces):
    """A report as plain text, its tables as ``visa`` sets them."""

    def begin(self, report: Report) -> None:
        mark = f"{report.mark}\n" if report.mark else ""
        facts = "".join(f"{name}: {value}\n" for name, value in report.facts)
        self._text.append(f"{_underlined(report.title, '=')}{mark}{facts}")

    def begin_section(self, section: ReportSection, nr: int) -> None:  # noqa: ARG002
        self._text.append(f"\n\n{_underlined(section.heading, '=')}\n")

    def heading(self, heading: Heading) -> None:
        self._text.append(f"{_underlined(heading.text, '-')}\n")

    def paragraph(self, paragraph: Paragraph) -> None:
        self._text.append(f"{'- ' * paragraph.point}{paragraph.text}\n\n")

    def table(self, table: ReportTable) -> None:
        self._text.append(f"{text(noted_parts(table), REPORT_WIDTH)}\n")


def _underlined(line: str, sign: str) -> str:
    return f"{line}\n{sign * len(line)}\n"


def text(tables: Sequence[ReportTable], width: int | None = None) -> str:
    """The tables below each other; ``width`` None for a pipe, which is never too narrow."""
    return "\n\n".join(_with_notes(table, width) for table in tables)


def _with_notes(table: ReportTable, width: int | None) -> str:
    note_width = min(width or NOTE_WIDTH, NOTE_WIDTH)
    head = "\n".join(_filled(line, note_width) for line in (table.heading, *table.ingress))
    notes = "\n".join(_filled(note, note_width, "  ") for note in table.notes)
    blocks = map(_aligned, _blocks(table, width))
    return "\n\n".join(part for part in (head, *blocks, notes) if part) + "\n"


def _filled(text: str, width: int, continued: str = "") -> str:
    return textwrap.fill(normalize("NFC", text), max(width, 10), subsequent_indent=continued)


class Column(Struct, frozen=True):
    """One column laid out: its heading, and its cells."""

    heading: Cell
    cells: tuple[Cell, ...]
    right: bool = False

    @property
    def width(self) -> int:
        """The width of its widest line."""
        return _width((self.heading, *self.cells))


def _blocks(table: ReportTable, width: int | None) -> list[tuple[Column, ...]]:
    """The columns in one block if they fit, else in several with the labels repeated."""
    for cap in TEXT_CAPS:
        columns = _columns(table, cap)
        if width is None or _total(columns) <= width:
            return [columns]
    label, *others = _columns(table, BLOCK_CAP)
    blocks: list[tuple[Column, ...]] = [(label,)]
    for column in others:
        tried = (*blocks[-1], column)
        if len(blocks[-1]) == 1 or _total(tried) <= (width or 0):
            blocks[-1] = tried
        else:
            blocks.append((label, column))
    return blocks


def _total(columns: Sequence[Column]) -> int:
    return sum(column.width + BETWEEN for column in columns) - BETWEEN


def _columns(table: ReportTable, cap: int) -> tuple[Column, ...]:
    labels = tuple(_lines(row.label, cap, INDENT * row.level) for row in table.rows)
    heading = _lines(table.label_heading, max(_width(labels), 16))
    others = (
        _column(column, [row.cells[i] for row in table.rows], cap)
        for i, column in enumerate(table.columns)
    )
    return (Column(heading, labels), *others)


def _column(column: ReportColumn, cells: list[ReportCell], cap: int) -> Column:
    """A figure is never broken, a text is; a heading is no wider than it must be."""
    lines = tuple((c.text,) if c.number is not None else _lines(c.text, cap) for c in cells)
    least, most = HEADING_WIDTHS
    longest_word = max(map(len, column.heading.split()), default=0)
    heading = _lines(column.heading, max(_width(lines), least, min(longest_word, most)))
    return Column(heading, lines, column.right)


def _lines(text: str, width: int, indent: str = "") -> Cell:
    """The text in lines of at most a width, the width being counted without the indentation.

    Not broken at hyphens: "2024-09-17" and "1-14 dagar" are to be read in one piece.
    """
    lines = textwrap.wrap(normalize("NFC", text), width, break_on_hyphens=False) or [""]
    return tuple(indent + line for line in lines)


def _width(cells: Sequence[Cell]) -> int:
    return max((len(line) for cell in cells for line in cell), default=0)


def _aligned(columns: tuple[Column, ...]) -> str:
    """Headings and rule are rows like others: tabulate would widen every column by its heading."""
    height = max(len(column.heading) for column in columns)
    # The last line of each heading is next to the rule below it.
    headings = [("",) * (height - len(column.heading)) + column.heading for column in columns]
    rule: list[Cell] = [("-" * column.width,) for column in columns]
    cells = zip(*(column.cells for column in columns), strict=True)
    rows = [headings, rule, *_apart(list(map(list, cells)))]
    return tabulate(
        [["\n".join(cell) for cell in row] for row in rows],
        tablefmt="plain",
        colalign=["right" if column.right else "left" for column in columns],
        disable_numparse=True,
        preserve_whitespace=True,
    )


def _apart(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows; where at least half are wrapped, an empty line tells them apart."""
    broken = sum(any(len(cell) > 1 for cell in row) for row in rows)
    if broken * 2 < len(rows) or not broken:
        return rows
    empty: list[Cell] = [(" ",)] * len(rows[0])
    return list(chain.from_iterable((row, empty) for row in rows))[:-1]
