"""The picture of an opened report as values: what the grid shows, and the lines around it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from tui.checks.foreign_report import CheckedReport
from tui.domain.finding import Finding, ordered
from tui.screen.views.head_lines import footer_line, tab_line
from tui.screen.views.opened_report import (
    FindingListView,
    ReportTableView,
    marks_of,
    rules_line,
    table_cell_lines,
    text_rows,
)
from tui.screen.views.panel import finding_lines, titled
from tui.screen.views.text import ReadTextView, TextView, verdict_rows
from tui.screen.widgets.model import GridModel, TextLine, shortened
from tui.svenska.format import clean, count

NARROW = 100
# More than any screen has lines: the whole list is a view of its own.
MOST_FINDINGS = 60
View: TypeAlias = Literal["fynd", "tabell", "text"]
VIEWS: tuple[View, ...] = ("fynd", "tabell", "text")
FOOTER = (
    ("F1", "Hjälp"), ("F3", "Välj tabell"), ("F5", "Nästa fynd"), ("F6", "Nästa tabell"),
    ("Esc", "Tillbaka"), ("F4", "Allt om cellen"),
)  # fmt: skip
TAKES_IN = ("F9", "Ta in")


class OpenedReport:
    """A report that is open, and what of it is shown."""

    def __init__(self, report: CheckedReport, *, takes_in: bool = False) -> None:
        self.report, self.findings, self.takes_in = report, ordered(report.findings), takes_in
        self.shown: View = "fynd"
        self.table = 0
        self.latest: Finding | None = None
        self.places: dict[tuple[View, int], tuple[int, int]] = {}

    @property
    def key(self) -> tuple[View, int]:
        """Under what the cursor's place is remembered."""
        return self.shown, self.table if self.shown == "tabell" else 0


def report_model(opened: OpenedReport, width: int) -> GridModel:
    """What the grid shows."""
    report, number = opened.report, opened.table
    if opened.shown == "fynd" or (opened.shown == "tabell" and not report.tables):
        return FindingListView(report, width)
    if opened.shown == "tabell":
        marks = marks_of(report, number)
        return ReportTableView(report.tables[number], report.blocks[number], marks, width)
    rows = text_rows(report)
    text = ReadTextView(report.name, report.source, report.verdicts, rows)
    return TextView([text], width, blank=False)


def first_place(model: GridModel) -> tuple[int, int]:
    """Where the cursor begins: in a text at its first claim."""
    if isinstance(model, TextView):
        return next((r for r in range(model.count_rows) if model.verdicts_at(r)), 0), 1
    return 0, 1 if isinstance(model, ReportTableView) else 0


def report_lines(
    opened: OpenedReport, place: tuple[GridModel, int, int], width: int
) -> Mapping[str, list[TextLine]]:
    """The lines of each bar and panel, by the widget's name."""
    half = max(10, (width // 2 if width >= NARROW else width) - 2)
    heading, under = _over(opened)
    return {
        "status": [_status(opened, width)],
        "flikar": [tab_line(_tabs(opened), opened.shown)],
        "tabeller": [((shortened(f" {heading}", width), "stark"),)],
        "tecken": [((shortened(f" {under}", width), "dampad"),)],
        "panel": panel(place, half),
        "fynd": _finding_panel(opened, half),
        "fot": [footer_line((*FOOTER[:5], *[TAKES_IN] * opened.takes_in, *FOOTER[5:]), width)],
    }


def _status(opened: OpenedReport, width: int) -> TextLine:
    found = len(opened.findings)
    right = f"{f'! {found} att granska' if found else '✓ inga fynd'}  läsläge "
    left = f" Nämndkoll  {clean(opened.report.name)}, öppnad för granskning"
    left = shortened(left, max(1, width - len(right) - 1))
    return ((left, "stark"), (" " * max(0, width - len(left) - len(right)), ""), (right, ""))


def _tabs(opened: OpenedReport) -> list[tuple[str, str]]:
    found = len(opened.findings)
    off = sum(one.utfall == "avviker" for one in opened.report.verdicts)
    return [
        ("fynd", f"0 Att granska{f' !{found}' if found else ''}"),
        ("tabell", f"1 Tabeller ({len(opened.report.tables)})"),
        ("text", f"2 Text{f' ✗{off}' if off else ''}"),
    ]


def _over(opened: OpenedReport) -> tuple[str, str]:
    """The two lines over the grid."""
    tables = opened.report.tables
    if opened.shown == "text":
        return "Rapportens text mot tabellerna", "Enter går till talet i tabellen"
    if opened.shown == "fynd" or not tables:
        rules = sum(len(table.discovery.rules) for table in tables)
        read = [count(len(tables), "tabell", "tabeller"), count(rules, "regel", "regler")]
        return f"Läst: {', '.join(read)}", "Enter går till det som raden handlar om"
    table = tables[opened.table]
    place = f"{opened.table + 1} av {len(tables)}  " if len(tables) > 1 else ""
    return f"{place}{table.name}", rules_line(table)


def panel(place: tuple[GridModel, int, int], width: int) -> list[TextLine]:
    """What there is to say of the cell or the line at a place."""
    model, row, column = place
    if isinstance(model, ReportTableView) and model.count_rows:
        return table_cell_lines(model, row, column, width)
    if isinstance(model, TextView) and model.count_rows:
        return [line for said in model.verdicts_at(row) for line in verdict_rows(said, width)]
    return []


def _finding_panel(opened: OpenedReport, width: int) -> list[TextLine]:
    name = f"Att granska ({len(opened.findings)})" + (" · F5 nästa" if opened.findings else "")
    near = opened.findings[:MOST_FINDINGS]
    return titled(name, (line for f in near for line in finding_lines(f, width)), width)
