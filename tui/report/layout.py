"""How a report's table is laid out on a page, the same in every format.

The columns that the board's documents print are one table; what it rests on (the program's own
measures, proposals, sources) is a second one below; comments and signals stand under them in
words.
"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.scale import Signal
from tui.report.values import (
    Group,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportSection,
    ReportTable,
    RiskMatrix,
)
from tui.svenska.format import HARDSPACE, MINUS

UNDERLAG_HEADING = "{}: underlag och beräkningar"
# Characters that a standing page holds side by side in a table's size of text.
STANDING = 112
LEAST_WIDTH, LARGEST_WIDTH, MAX_WORD = 7, 34, 16
SIGNAL_ORDER = (Signal.SEVERITY, Signal.WARNING, Signal.BRA)
SIGNAL_COLOURS = {"bra": "DFF0D8", "varning": "FDECC8", "allvar": "F8D0D5", "neutral": "EEF1F4"}
HEAD_COLOUR = "E3E9EE"
# As different in lightness as in colour: a page is often printed in black and white.
SERIES_COLOURS = ("a9c0d6", "0b3a6e", "c96a10", "e3d9b8")
EDGE_COLOUR = "333333"


def series_colour(nr: int) -> str:
    """The colour of a chart's series, in six hexadecimal digits."""
    return SERIES_COLOURS[nr % len(SERIES_COLOURS)]


def table_parts(table: ReportTable) -> tuple[ReportTable, ...]:
    """The table as printed, and below it what it rests on, where there is any of that."""
    printed = _part(table, "tryckt", caption(table))
    underlag = _part(table, "underlag", UNDERLAG_HEADING.format(table.heading))
    return (printed, underlag) if underlag.columns else (printed,)


def noted_parts(table: ReportTable) -> tuple[ReportTable, ...]:
    """The parts with all that stands around them in words: above the first, below the last."""
    signals = [f"{row.sign} {row.text}" for row in signal_rows(table)]
    words = [f"{who}: {what}" for who, what in comments(table)]
    first, *others = table_parts(table)
    parts = (replace(first, ingress=(table.sign,) if table.sign else ()), *others)
    return (*parts[:-1], replace(parts[-1], notes=(*signals, *words, *table.notes)))


def caption(table: ReportTable) -> str:
    """The table's heading with its unit, where the corner of the table does not say it."""
    unit = table.unit
    if not unit or unit in table.label_heading or f"({unit})" in table.heading:
        return table.heading
    return f"{table.heading} ({unit})"


def _part(table: ReportTable, group: Group, heading: str) -> ReportTable:
    places = [i for i, k in enumerate(table.columns) if k.group == group]
    columns = tuple(table.columns[i] for i in places)
    rows = tuple(replace(r, cells=tuple(r.cells[i] for i in places)) for r in table.rows)
    return replace(table, heading=heading, columns=columns, rows=rows, notes=())


def widths(part: ReportTable) -> tuple[tuple[int, int], ...]:
    """The width in characters that each column would have and must have, the label's first.

    What it must have is a whole figure, a whole word.
    """
    labels = _width(part.label_heading, [r.label + "  " * r.level for r in part.rows])
    return (labels, *(_column_width(part.rows, i, k) for i, k in enumerate(part.columns)))


def _column_width(rows: tuple[ReportRow, ...], i: int, column: ReportColumn) -> tuple[int, int]:
    cells = [r.cells[i] for r in rows]
    # Two more than the figure: the signal's symbol stands before it.
    figure = 2 + max((len(c.text) for c in cells if c.number is not None), default=0)
    wanted, least = _width(column.heading, [c.text for c in cells])
    return max(figure, wanted), max(figure, least)


def _width(heading: str, texts: list[str]) -> tuple[int, int]:
    """Room for the longest word, and for long texts as much as a page can give."""
    word = max((len(o) for t in (heading, *texts) for o in t.split()), default=0)
    length = max(map(len, texts), default=0)
    least = max(LEAST_WIDTH, min(word, MAX_WORD) + 1)
    return max(least, min(length, LARGEST_WIDTH)), least


def landscape(section: ReportSection) -> bool:
    """Whether a section's pages are turned: one of its tables does not fit on a standing one.

    The whole section, not the table: a page that turns back and forth leaves half of each empty.
    """
    tables = (block for block in section.blocks if isinstance(block, ReportTable))
    parts = (part for table in tables for part in table_parts(table))
    return any(sum(wanted for wanted, _ in widths(part)) > STANDING for part in parts)


def comments(table: ReportTable) -> tuple[tuple[str, str], ...]:
    """The comments that stand under the table: where (the row, and which kind), and the words."""
    places = [i for i, k in enumerate(table.columns) if k.group == "kommentar"]
    return tuple(
        (f"{row.label}, {table.columns[i].heading}" if len(places) > 1 else row.label, text)
        for i in places
        for row in table.rows
        if (text := row.cells[i].text)
    )


def remarks(table: ReportTable) -> Iterator[tuple[str, str]]:
    """Where a printed figure stands although its parts give another, and what they give."""
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.remark:
                yield f"{row.label}, {column.heading}", cell.remark


class SignalRow(Struct, frozen=True):
    """One signal of a table in words: its symbol, its word, and the rows that have it."""

    signal: Signal
    sign: str
    words: str
    rows: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words and the rows."""
        return f"{self.words}: {'; '.join(self.rows)}"


def signal_rows(table: ReportTable) -> tuple[SignalRow, ...]:
    """What the colours of a table say, worst first; a cell whose text is the word needs none."""
    found: dict[tuple[Signal, str, str], dict[str, None]] = {}
    for row in table.rows:
        for cell in row.cells:
            signal = cell.signal
            if signal and shows(cell) and signal.words != cell.text:
                key = (signal.signal, signal.sign, signal.words)
                found.setdefault(key, {})[row.label] = None
    ordered = sorted(found.items(), key=lambda item: SIGNAL_ORDER.index(item[0][0]))
    return tuple(SignalRow(*key, tuple(rows)) for key, rows in ordered)


def shows(cell: ReportCell) -> bool:
    """Whether a cell's signal is shown: what is neither good nor bad gets no colour."""
    return cell.signal is not None and cell.signal.signal in SIGNAL_ORDER


def risk_table(matrix: RiskMatrix) -> ReportTable:
    """The risk matrix as a table, its risks by number as the notes."""
    height = len(matrix.boxes)
    return ReportTable(
        matrix.table,
        matrix.heading,
        matrix.up,
        tuple(ReportColumn(name) for name in matrix.column_names),
        tuple(
            ReportRow(f"{height - i}", tuple(ReportCell(box.text) for box in row))
            for i, row in enumerate(matrix.boxes)
        ),
        notes=matrix.legend,
    )


def number_format(decimals: int, unit: str = "", *, minus: str = MINUS, before: str = "") -> str:
    """A number format of Word's charts and Excel: the reader's own separators, true minus.

    The unit is plain text in it, so that a figure in per cent is not multiplied by a hundred;
    ``before`` is a symbol before the figure.
    """
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    tail = f'"{HARDSPACE}{unit}"' if unit else ""
    plus, negative = (f'"{sign}"' if sign else "" for sign in (before, before + minus))
    return f"{plus}{number}{tail};{negative}{number}{tail}"


def cell_number_format(cell: ReportCell) -> str:
    """The format that shows a cell's figure as its text does: what rounds to zero has no minus.

    The signal's symbol is in the format, so that the figure stays one.
    """
    minus = MINUS if cell.text.startswith(MINUS) else ""
    before = f"{cell.signal.sign}{HARDSPACE}" if cell.signal and shows(cell) else ""
    return number_format(cell.decimals, cell.unit, minus=minus, before=before)
