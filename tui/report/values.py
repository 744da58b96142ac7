"""What is printed, as frozen values: what every format writes, and nothing else.

A ``Report`` is a head and sections; a section is a heading and blocks; ``visa`` prints the same
tables by themselves. Every text has been made harmless for a terminal; what a format itself gives
a meaning to (``|``, ``<``, ``;``), that format escapes on top of it.
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.domain.expression import Expression
from tui.domain.scale import Signal
from tui.domain.table import RowKind

Group: TypeAlias = Literal["tryckt", "underlag", "kommentar"]
"""Where a column stands: in the table as printed, in the table of what it rests on, below it."""

Place: TypeAlias = tuple[int, int]
"""A cell of a table: the row's and the column's place, both from 0, the label not counted."""


class SignalWord(Struct, frozen=True):
    """A cell's signal colour with its symbol and its words: colour never stands alone."""

    signal: Signal
    sign: str
    words: str
    rule: str = ""


class Formula(Struct, frozen=True):
    """How a figure follows from other cells of its table. ``values`` are where the names stand.

    ``rule`` is the domain's rule, with the months as figures in it.
    """

    rule: Expression
    values: tuple[tuple[str, Place], ...]


class ReportCell(Struct, frozen=True):
    """One cell: its text as it is shown, and for a figure its exact value.

    ``decimals`` and ``unit`` are those of the text; ``remark`` says why a printed figure stands
    although its parts give another.
    """

    text: str
    number: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    signal: SignalWord | None = None
    formula: Formula | None = None
    remark: str = ""


class ReportColumn(Struct, frozen=True):
    """One column's heading, whether it is set to the right, and where it stands."""

    heading: str
    right: bool = False
    group: Group = "tryckt"


class ReportRow(Struct, frozen=True):
    """One row: its label, its cells, how deep it stands, what it is."""

    label: str
    cells: tuple[ReportCell, ...]
    level: int = 0
    kind: RowKind = "post"


class ReportTable(Struct, frozen=True):
    """One table. ``ingress`` stands between heading and table, ``notes`` below.

    ``keys`` tells its rows from those of other tables in one list.
    """

    id: str
    heading: str
    label_heading: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    unit: str = ""
    sign: str = ""
    ingress: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


class Heading(Struct, frozen=True):
    """A heading within a section; 2 and 3 are the levels below the section's own."""

    text: str
    level: int = 2


class Paragraph(Struct, frozen=True):
    """A paragraph, or one point of a list."""

    text: str
    point: bool = False


class ChartSeries(Struct, frozen=True):
    """One series of a chart: its name and a figure, with its text, for each category."""

    name: str
    cells: tuple[ReportCell, ...]


class Bars(Struct, frozen=True):
    """Bars by category: the same cells as in the table ``table``. ``alt`` says it in words."""

    heading: str
    categories: tuple[str, ...]
    all_series: tuple[ChartSeries, ...]
    alt: str
    unit: str = ""
    table: str = ""


class RiskSquare(Struct, frozen=True):
    """One square of the risk matrix: its value, its band, and the numbers of its risks."""

    value: int
    band: SignalWord
    risks: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The square in words: its value, its band, and the numbers of its risks."""
        serial = f": {self.band.sign} {', '.join(map(str, self.risks))}" if self.risks else ""
        return f"{self.value} {self.band.words}{serial}"


class RiskMatrix(Struct, frozen=True):
    """The squares, the highest step upwards first, and the names of the two axes.

    ``outside`` are the risks that stand in no square, each with its number and why.
    """

    heading: str
    boxes: tuple[tuple[RiskSquare, ...], ...]
    up: str
    right: str
    risks: tuple[str, ...]
    alt: str
    table: str = ""
    outside: tuple[str, ...] = ()

    @property
    def row_names(self) -> tuple[str, ...]:
        """The names of the rows of squares."""
        return tuple(f"{self.up} {step}" for step in range(len(self.boxes), 0, -1))

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns of squares."""
        return tuple(f"{self.right} {step}" for step in range(1, len(self.boxes[0]) + 1))

    @property
    def legend(self) -> tuple[str, ...]:
        """Each risk by its number, and then those that stand beside the matrix."""
        numbered = [f"{nr}. {name}" for nr, name in enumerate(self.risks, 1)]
        return (
            *numbered,
            *([f"Utanför matrisen: {'; '.join(self.outside)}."] * bool(self.outside)),
        )


Block: TypeAlias = Heading | Paragraph | ReportTable | Bars | RiskMatrix


class ReportSection(Struct, frozen=True):
    """A section; ``new_page`` begins it on a page of its own (appendices, *Att granska*)."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False


class Report(Struct, frozen=True):
    """A report. ``mark`` is "Utkast" or why a decided document was unlocked, else ""."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[ReportSection, ...]
    mark: str = ""
    namnd: str = ""
    one_page: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of every section, in order."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        """Every table, in order."""
        return tuple(block for block in self.blocks if isinstance(block, ReportTable))

    @property
    def charts(self) -> tuple[Bars | RiskMatrix, ...]:
        """Every chart, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Bars | RiskMatrix))
