"""A whole report as frozen values (*rapport*): what every format writes, and nothing else.

A ``Report`` is a head and sections; a section is a heading and blocks. Every text in it has been
made harmless for a terminal; what a format itself gives a meaning to, that format escapes.
"""

from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.domain.bedomning import Signal
from tui.domain.rule import Expression
from tui.domain.table import RowKind
from tui.report.table_form import FormCell, FormColumn, FormRow, TableForm

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

    ``rule`` is the domain's rule (never *Egen*), ``months`` what a *PerManad* divides by.
    """

    rule: Expression
    values: tuple[tuple[str, Place], ...]
    months: int = 0


class ReportCell(Struct, frozen=True):
    """One cell: its text as ``show`` prints it, and for a figure its exact value.

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
    """One table with all its columns; ``parts`` of *tabelldelar* says how it is laid out."""

    id: str
    heading: str
    label_heading: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    unit: str = ""
    sign: str = ""
    notes: tuple[str, ...] = ()

    def as_form(self) -> TableForm:
        """The table in the form that ``show`` prints, in the table's own order of columns."""
        return TableForm(
            self.heading,
            (),
            self.label_heading,
            tuple(FormColumn(k.heading, k.right) for k in self.columns),
            tuple(_form_row(row) for row in self.rows),
        )


def _form_row(row: ReportRow) -> FormRow:
    cells = tuple(FormCell(c.text, "" if c.number is None else f"{c.number}") for c in row.cells)
    return FormRow(row.label, cells, row.level, row.kind)


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
    """The 4×4 picture, the highest *sannolikhet* first, *väsentlighet* from 1 to 4."""

    heading: str
    boxes: tuple[tuple[RiskSquare, ...], ...]
    risks: tuple[str, ...]
    alt: str
    table: str = ""


Chart: TypeAlias = Bars | RiskMatrix
Block: TypeAlias = Heading | Paragraph | ReportTable | Bars | RiskMatrix


class ReportSection(Struct, frozen=True):
    """A section; ``new_page`` begins it on a page of its own (appendices, *Att granska*)."""

    id: str
    heading: str
    block: tuple[Block, ...]
    new_page: bool = False


class Report(Struct, frozen=True):
    """A report. ``mark`` is "Utkast" or why a decided document was unlocked, else ""."""

    title: str
    facts: tuple[tuple[str, str], ...]
    section: tuple[ReportSection, ...]
    mark: str = ""
    namnd: str = ""
    one_page: bool = False

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        """Every table, in order."""
        all_ = (b for a in self.section for b in a.block)
        return tuple(b for b in all_ if isinstance(b, ReportTable))

    @property
    def chart(self) -> tuple[Chart, ...]:
        """Every chart, in order."""
        all_ = (b for a in self.section for b in a.block)
        return tuple(b for b in all_ if isinstance(b, Bars | RiskMatrix))
