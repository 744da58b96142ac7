"""An opened report as grids' contents and lines: its tables as printed, its findings, the panel."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tui.checks.discovery.bridges import NamedTable
from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.findings import column_name, row_name, rule_text
from tui.checks.discovery.grid import Texts, texts_of
from tui.checks.discovery.rules import LinearRule, Rule
from tui.checks.foreign_report import CheckedReport
from tui.domain.block import Block
from tui.domain.finding import Address, Finding, ordered
from tui.domain.interval import Interval
from tui.domain.symbols import FINDING_SIGN
from tui.screen.views.column_width import (
    heading_rows,
    label_width,
    number_width,
    text_width,
    widened,
)
from tui.screen.views.panel import finding_lines, paragraph, titled
from tui.screen.widgets.model import Box, GridColumn, ReadingModel, TextLine, broken
from tui.svenska.format import amount, count

_MARK = 2
_RAND = 4


class Spot(Struct, frozen=True):
    """A cell of a report: the table's number, the row and the column of its figures.

    ``column`` is -1 for the row's label.
    """

    table: int
    row: int
    column: int


def spot_of(report: CheckedReport, address: Address, said: object = None) -> Spot | None:
    """Where an address is; of several cells of the same names the one that says so much."""
    for number, table in enumerate(report.tables):
        if table.name != address.table:
            continue
        grid = table.discovery.grid
        spots = [
            Spot(number, r, c)
            for r in range(len(grid.rows))
            for c in range(len(grid.columns))
            if row_name(table.discovery, r) == address.row
            and column_name(table.discovery, c) == address.column
        ]
        told = [s for s in spots if (cell := grid.cells[s.row][s.column]) and cell.value == said]
        return next(iter([*told, *spots]), Spot(number, 0, 0))
    return None


class ReportTableView(ReadingModel):
    """What a grid shows of one of the report's tables: its cells as they are printed."""

    def __init__(
        self, table: NamedTable, block: Block, marks: Mapping[tuple[int, int], Finding], screen: int
    ) -> None:
        self.table, self.block, self.marks = table, block, marks
        self._grid, self._texts = table.discovery.grid, texts_of(block)
        self.places = _places(table, self._texts)
        self.count_rows = len(self._grid.rows)
        self._sums = {rule.target for rule in table.discovery.rules if rule.direction == "rad"}
        self.columns = self._new_columns(screen)

    def _new_columns(self, screen: int) -> tuple[GridColumn, ...]:
        longest = [
            max((len(self._text(row, k)) for row in range(self.count_rows)), default=0)
            for k in range(len(self.places) + 1)
        ]
        width = label_width(longest[0], screen)
        heading = heading_rows(self._texts.label_heading or self.table.name, width)
        columns = [GridColumn("etikett", heading, width, right=False, character_width=1)]
        for number, (x, name, figures) in enumerate(self.places, 1):
            wide = longest[number]
            if figures is None:
                width = text_width(wide, name, max(16, screen // 4))
                columns.append(GridColumn(str(x), heading_rows(name, width), width, False, _MARK))
            else:
                heading = heading_rows(name, number_width(wide, ()))
                width = number_width(wide, heading)
                columns.append(GridColumn(str(x), heading, width, character_width=_MARK))
        return widened(tuple(columns), longest, screen)

    def figures_column(self, column: int) -> int | None:
        """Which column of figures a column of the grid is; None for labels and words."""
        return self.places[column - 1][2] if column else None

    def column_of(self, figures: int) -> int:
        """Which column of the grid a column of figures is; the labels' for -1."""
        return next((n for n, one in enumerate(self.places, 1) if one[2] == figures), 0)

    def _text(self, row: int, column: int) -> str:
        if column == 0:
            return self._grid.rows[row].label
        return self.block.rows[self._grid.rows[row].place][self.places[column - 1][0]]

    def box(self, row: int, column: int) -> Box:
        """The cell at a place, with the mark of what is found there."""
        figures = self.figures_column(column)
        finding = None if figures is None else self.marks.get((row, figures))
        if finding is None:
            return Box(self._text(row, column))
        sign, class_ = FINDING_SIGN[finding.severity]
        return Box(self._text(row, column), class_, sign, class_)

    def row_class(self, row: int) -> str:
        """Sums are bold, memo rows faint."""
        if row in self._sums:
            return "stark"
        return "dampad" if self._grid.rows[row].darav else ""


def _places(table: NamedTable, texts: Texts) -> list[tuple[int, str, int | None]]:
    """The columns in the block's order: the place, the heading, the number of its figures."""
    figures = [
        (one.place, column_name(table.discovery, c), c)
        for c, one in enumerate(table.discovery.grid.columns)
    ]
    words: list[tuple[int, str, int | None]] = [(x, name, None) for x, name in texts.columns]
    return sorted([*figures, *words], key=lambda one: one[0])


def marks_of(report: CheckedReport, number: int) -> dict[tuple[int, int], Finding]:
    """The findings at a table's cells; what the text says otherwise is no fault of the table."""
    found: dict[tuple[int, int], Finding] = {}
    for finding in report.findings:
        spot = None if finding.kind == "prosa" else spot_of(report, finding.address, finding.said)
        if spot is not None and spot.table == number:
            found.setdefault((spot.row, spot.column), finding)
    return found


# ---- the panel ---------------------------------------------------------------------------------


def table_cell_lines(view: ReportTableView, row: int, column: int, width: int) -> list[TextLine]:
    """What there is to say of a cell: the findings, and each rule that goes through it."""
    discovery, figures = view.table.discovery, view.figures_column(column)
    if figures is None:
        return titled(row_name(discovery, row), _row_lines(discovery, row, width), width)
    name = f"{row_name(discovery, row)} · {column_name(discovery, figures)}"
    finding = view.marks.get((row, figures))
    lines: list[TextLine] = [((view.box(row, column).text or "tomt", "stark"),)]
    lines += finding_lines(finding, width) if finding is not None else ()
    lines += _rule_lines(discovery, row, figures, width, told=finding is not None)
    lines += _column_lines(discovery, figures, width)
    return titled(name, lines, width)


def _rule_lines(
    discovery: Discovery, row: int, column: int, width: int, *, told: bool
) -> Iterator[TextLine]:
    """The rules through a cell; those that fail only where no finding has ``told`` of them."""
    cell, through = (row, column), False
    for rule in discovery.rules:
        line = row if rule.direction == "kolumn" else column
        tried = (*rule.support.hits, *rule.support.fails)
        if line not in tried or cell not in rule.cells(line):
            continue
        through = True
        holds = line in rule.support.hits
        if told and not holds:
            continue
        sign, class_ = ("✓", "bra") if holds else ("✗", "allvar stark")
        text = f"{rule_text(discovery, rule)}."
        text += "" if holds else _gives(discovery, rule, line, cell)
        first, *more = broken(text, max(8, width - 2))
        yield ((f"{sign} ", class_), (first, ""))
        yield from (((f"  {one}", ""),) for one in more)
    if not through:
        yield from paragraph("Ingen regel som funnits går genom cellen.", "dampad", width)


def _gives(discovery: Discovery, rule: Rule, line: int, cell: tuple[int, int]) -> str:
    """What the other figures of the rule give for the cell."""
    solved: list[Interval] = rule.solved(discovery.values, line, cell)
    if not solved:
        return " Här stämmer den inte."
    value = amount(solved[0].middle, discovery.grid.decimals(*cell))
    return f" Här ger den {value}."


def _column_lines(discovery: Discovery, column: int, width: int) -> Iterator[TextLine]:
    one = discovery.grid.columns[column]
    parts = [part for part in (one.role, one.period, one.unit) if part]
    if parts:
        yield from paragraph(f"Kolumnen läses som {', '.join(parts)}.", "dampad", width)


def _row_lines(discovery: Discovery, row: int, width: int) -> Iterator[TextLine]:
    own = [
        rule
        for rule in discovery.rules
        if rule.direction == "rad" and row in (rule.target, *_parts(rule))
    ]
    for rule in own:
        yield from paragraph(f"{rule_text(discovery, rule)}.", "", width, "  ")
    if not own:
        yield from paragraph("Ingen summa som funnits räknar raden.", "dampad", width)


def _parts(rule: Rule) -> tuple[int, ...]:
    if isinstance(rule, LinearRule):
        return tuple(item for item, _ in rule.terms)
    return (rule.part, rule.base)


def rules_line(table: NamedTable) -> str:
    """The table's unit, and the rules that were found in it, in one line."""
    units = dict.fromkeys(c.unit for c in table.discovery.grid.columns if c.unit)
    rules = [rule_text(table.discovery, rule) for rule in table.discovery.rules]
    told = f"{count(len(rules), 'regel', 'regler')}: {'; '.join(rules)}" if rules else "inga regler"
    return ". ".join([*([", ".join(units)] if units else []), told])


# ---- the findings ------------------------------------------------------------------------------


class FindingLine(Struct, frozen=True):
    """A line of the list: a finding's, or one without any."""

    table: str
    sign: str
    class_: str
    text: str
    finding: Finding | None


class FindingListView(ReadingModel):
    """The report's findings, worst first, and what could not be read."""

    def __init__(self, report: CheckedReport, screen: int) -> None:
        findings = ordered(report.findings)
        names = [table.name for table in report.tables]
        width = min(max(map(len, names), default=8), max(12, screen // 4))
        room = max(20, screen - width - _MARK - _RAND)
        lines = [_finding_line(one) for one in findings] or [_nothing(report)]
        lines += [
            FindingLine("", "·", "dampad", f"Går inte att dela upp säkert: ”{row}”.", None)
            for row in report.left_out
        ]
        self.rows = tuple(part for line in lines for part in _split(line, room))
        self.count_rows = len(self.rows)
        self.columns = (
            GridColumn("tabell", ("Tabell",), width, right=False, character_width=_MARK),
            GridColumn("fynd", ("Att granska",), room, right=False),
        )

    def box(self, row: int, column: int) -> Box:
        """The cell at a place."""
        line = self.rows[row]
        if column == 0:
            width = self.columns[0].width
            text = line.table if len(line.table) <= width else f"{line.table[: width - 1]}…"
            return Box(text, "", line.sign, line.class_)
        return Box(line.text)

    def row_class(self, row: int) -> str:  # noqa: ARG002
        """No class."""
        return ""


def _finding_line(finding: Finding) -> FindingLine:
    sign, class_ = FINDING_SIGN[finding.severity]
    place = "texten" if finding.kind == "prosa" else finding.address.table
    return FindingLine(place, sign, class_, finding.sentence, finding)


def _nothing(report: CheckedReport) -> FindingLine:
    text = (
        "Inga fynd: det som kunde prövas stämmer."
        if report.tables
        else "Ingen tabell med siffror i filen."
    )
    return FindingLine("", "✓" if report.tables else "·", "bra", text, None)


def _split(line: FindingLine, width: int) -> Iterator[FindingLine]:
    first, *more = broken(line.text, width)
    yield FindingLine(line.table, line.sign, line.class_, first, line.finding)
    yield from (FindingLine("", "", "", text, line.finding) for text in more)


def text_rows(report: CheckedReport) -> dict[Finding, int]:
    """The findings of the text, each with the line that its claim begins on."""
    told = [one for one in report.findings if one.kind == "prosa"]
    off = [one for one in report.verdicts if one.utfall == "avviker" and one.address is not None]
    return {f: v.claim.row_in_file for f, v in zip(told, off, strict=True)}


def table_items(report: CheckedReport) -> list[tuple[str, str, str]]:
    """The tables to choose from: number, name, and how many findings there are."""
    found: Sequence[str] = [one.address.table for one in report.findings if one.kind != "prosa"]
    return [
        (
            str(number),
            table.name,
            f"{found.count(table.name)} att granska" if table.name in found else "",
        )
        for number, table in enumerate(report.tables)
    ]
