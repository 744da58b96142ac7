"""How a report's table is laid out on a page (*tabelldelar*), the same in every format.

The columns that the board's documents print are one table; what it rests on (the program's own
measures, proposals, sources) is a second one below; comments and signals stand under them in
words.
"""

from collections.abc import Iterator

from msgspec import Struct

from tui.domain.bedomning import Signal
from tui.report.report import (
    Group,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportSection,
    ReportTable,
)

UNDERLAG_HEADING = "{}: underlag och beräkningar"
# Characters that a standing page holds side by side in a table's size of text.
STANDING = 112
LEAST_GUTTER, LARGEST_GUTTER, MAX_WORD = 7, 34, 16
SIGNAL_ORDER = (Signal.SEVERITY, Signal.WARNING, Signal.BRA)


class TablePart(Struct, frozen=True):
    """One table as it stands on a page.

    ``widths`` are the columns' widths in characters, the label's first; ``least`` what they
    cannot do without: a whole figure, a whole word.
    """

    heading: str
    label_heading: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    widths: tuple[int, ...]
    least: tuple[int, ...]
    landscape: bool


def table_parts(table: ReportTable) -> tuple[TablePart, ...]:
    """The table as printed, and below it what it rests on, where there is any of that."""
    groups: tuple[tuple[Group, str], ...] = (
        ("tryckt", caption(table)),
        ("underlag", UNDERLAG_HEADING.format(table.heading)),
    )
    parts = (_part(table, group, heading) for group, heading in groups)
    return tuple(d for d in parts if d.columns or d.heading == caption(table))


def caption(table: ReportTable) -> str:
    """The table's heading with its unit, where the corner of the table does not say it."""
    unit = table.unit
    if not unit or unit in table.label_heading or f"({unit})" in table.heading:
        return table.heading
    return f"{table.heading} ({unit})"


def _part(table: ReportTable, group: Group, heading: str) -> TablePart:
    places = [i for i, k in enumerate(table.columns) if k.group == group]
    columns = tuple(table.columns[i] for i in places)
    rows = tuple(
        ReportRow(r.label, tuple(r.cells[i] for i in places), r.level, r.kind) for r in table.rows
    )
    widths, least = zip(*_widths(table.label_heading, columns, rows), strict=True)
    turned = sum(widths) > STANDING
    return TablePart(heading, table.label_heading, columns, rows, widths, least, turned)


def _widths(
    label_heading: str, columns: tuple[ReportColumn, ...], rows: tuple[ReportRow, ...]
) -> Iterator[tuple[int, int]]:
    """The width that each column would have, and the one that it must have."""
    yield _gutter_width(label_heading, [r.label + "  " * r.level for r in rows])
    for i, column in enumerate(columns):
        cells = [r.cells[i] for r in rows]
        # Two more than the figure: the signal's symbol stands before it.
        number = 2 + max((len(c.text) for c in cells if c.number is not None), default=0)
        wanted, least = _gutter_width(column.heading, [c.text for c in cells])
        yield max(number, wanted), max(number, least)


def _gutter_width(heading: str, texts: list[str]) -> tuple[int, int]:
    """Room for the longest word, and for long texts as much as a page can give."""
    word = max((len(o) for t in (heading, *texts) for o in t.split()), default=0)
    length = max(map(len, texts), default=0)
    least = max(LEAST_GUTTER, min(word, MAX_WORD) + 1)
    return max(least, min(length, LARGEST_GUTTER)), least


def comments(table: ReportTable) -> tuple[tuple[str, str], ...]:
    """The comments that stand under the table: where (the row, and which kind), and the words."""
    several = sum(k.group == "kommentar" for k in table.columns) > 1
    return tuple(
        (f"{row.label}, {column.heading}" if several else row.label, cell.text)
        for i, column in enumerate(table.columns)
        if column.group == "kommentar"
        for row in table.rows
        for cell in (row.cells[i],)
        if cell.text
    )


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


def landscape(section: ReportSection) -> bool:
    """Whether a section's pages are turned: one of its tables does not fit on a standing one.

    The whole section, not the table: a page that turns back and forth leaves half of each empty.
    """
    tables = (block for block in section.block if isinstance(block, ReportTable))
    return any(part_.landscape for table in tables for part_ in table_parts(table))
