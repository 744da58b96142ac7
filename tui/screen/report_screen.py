"""The screen of an opened report: read-only, beside the workbench, which it leaves as it was.

It is a screen of its own with a grid of its own, so that Esc gives back the workbench with
everything in it, and so that it can be shown where no data folder is.
"""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import ModalScreen

from tui.checks.foreign_report import CheckedReport
from tui.domain.finding import Address, Finding
from tui.domain.value import Value
from tui.screen.views.opened_report import (
    FindingListView,
    ReportTableView,
    spot_of,
    table_items,
    text_rows,
)
from tui.screen.views.report_frame import (
    NARROW,
    VIEWS,
    OpenedReport,
    View,
    first_place,
    panel,
    report_lines,
    report_model,
)
from tui.screen.views.text import TextView
from tui.screen.widgets.dialogs import Chooser, ReadingBox
from tui.screen.widgets.grid import Grid
from tui.screen.widgets.lines import Rows

TAKE_IN = "ta in"
"""The answer of a report that is to be taken in."""
HELP = """\
En färdig rapport, öppnad för granskning. Ingenting i filen ändras.

0        Att granska: det som inte stämmer, värst först
1        Tabellerna, som de är tryckta
2        Rapportens text: varje tal stämmer, avviker eller är ej prövat
Enter    går till det som raden handlar om
F3       väljer tabell
F4       visar allt om cellen: reglerna som går genom den
F5       nästa fynd; Skift+F5 förra
F6       nästa tabell; Skift+F6 förra
F9       tar in rapporten som ett utkast i arbetsbänken, med tabeller och regler
Esc      tillbaka, med arbetsbänken som den var

Reglerna är funna ur tabellens egna tal: en regel tas med när så många rader stämmer att det
inte kan vara en slump. Ett fynd säger vilken regel som inte stämmer, och vilket tal som rättar den.
"""


class ReportPicture(ModalScreen[str]):
    """The widgets of an opened report, and the one place where what is shown is put into them."""

    DEFAULT_CSS = """
    ReportPicture { background: $background; layout: vertical; overflow: hidden; }
    ReportPicture .rad { height: 1; }
    ReportPicture #rapportnat { height: auto; max-height: 65%; }
    ReportPicture #rapportundre { height: 1fr; min-height: 3; }
    ReportPicture #rapportpanel, ReportPicture #rapportfynd { width: 1fr; }
    ReportPicture.smal #rapportfynd { display: none; }
    ReportPicture.lista #rapportundre { display: none; }
    ReportPicture.lista #rapportnat { height: 1fr; max-height: 100%; }
    """

    def __init__(self, report: CheckedReport, theme: str, *, takes_in: bool = False) -> None:
        """``takes_in``: whether there is a workbench that it can be taken in to."""
        super().__init__()
        self.opened, self.colours = OpenedReport(report, takes_in=takes_in), theme

    def compose(self) -> ComposeResult:
        """Top to bottom."""
        yield Rows(id="rapportstatus", basis="band", theme=self.colours)
        yield Rows(id="rapportflikar", theme=self.colours)
        yield Rows(id="rapporttabeller", theme=self.colours)
        yield Rows(id="rapporttecken", theme=self.colours)
        yield Grid(id="rapportnat", theme=self.colours)
        with Horizontal(id="rapportundre"):
            yield Rows(id="rapportpanel", theme=self.colours)
            yield Rows(id="rapportfynd", theme=self.colours)
        yield Rows(id="rapportfot", basis="rubrik", theme=self.colours)

    def on_mount(self) -> None:
        """Begin with what is found."""
        for name in ("status", "flikar", "tabeller", "tecken", "fot"):
            self._rows(name).add_class("rad")
        self.grid.focus()
        self.show("fynd")

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one("#rapportnat", Grid)

    def _rows(self, name: str) -> Rows:
        return self.query_one(f"#rapport{name}", Rows)

    def show(self, view: View, place: tuple[int, int] | None = None) -> None:
        """Show a view, with the cursor at a place, or where it was there last."""
        opened = self.opened
        opened.shown = view
        self.set_class(view == "fynd", "lista")
        model = report_model(opened, self.app.size.width)
        row, column = place or opened.places.get(opened.key) or first_place(model)
        self.grid.show(model, row, column)
        self.lines()

    def lines(self) -> None:
        """What stands around the grid."""
        self.opened.places[self.opened.key] = self.grid.row, self.grid.column
        width = self.app.size.width
        for name, lines in report_lines(self.opened, self.grid.state.place, width).items():
            self._rows(name).show(lines, self.colours)

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self.lines()

    @on(Grid.Left)
    def _left(self, event: Grid.Left) -> None:
        event.stop()
        self.dismiss("")

    @on(Grid.Pasted)
    @on(Grid.Emptied)
    @on(Grid.Stepped)
    @on(Grid.Refused)
    @on(Rows.Clicked)
    def _nothing(self, event: Grid.CellEvent | Grid.Refused | Rows.Clicked) -> None:
        """Nothing is changed here, and the workbench below is not asked to."""
        event.stop()

    def on_resize(self, event: Resize) -> None:
        """A narrow screen shows one panel, a wide one two."""
        self.set_class(event.size.width < NARROW, "smal")
        if self.grid.model.count_rows:
            self.show(self.opened.shown)


class ReportScreen(ReportPicture):
    """An opened report, and how to go about in it. Gives "" when it is left, and
    ``TAKE_IN`` where it is to be taken in."""

    BINDINGS = [
        Binding("f1", "help", show=False),
        Binding("f3", "choose_table", show=False),
        Binding("f4", "panel", show=False),
        Binding("f5", "step_finding(1)", show=False),
        Binding("shift+f5", "step_finding(-1)", show=False),
        Binding("f6", "step_table(1)", show=False),
        Binding("shift+f6", "step_table(-1)", show=False),
        Binding("ctrl+pagedown", "step_view(1)", show=False),
        Binding("ctrl+pageup", "step_view(-1)", show=False),
        Binding("f9", "take_in", show=False),
    ]

    def _go_to(self, finding: Finding) -> None:
        self.opened.latest = finding
        if finding.kind != "prosa":
            self._go_to_cell(finding.address, finding.said)
            return
        self.show("text")
        model = self.grid.model
        if isinstance(model, TextView):
            row = text_rows(self.opened.report).get(finding, 1)
            self.show("text", (model.place(0, row), 1))

    def _go_to_cell(self, address: Address, said: Value) -> None:
        spot = spot_of(self.opened.report, address, said)
        if spot is None:
            return
        self.opened.table = spot.table
        self.show("tabell")
        model = self.grid.model
        if isinstance(model, ReportTableView):
            self.show("tabell", (spot.row, model.column_of(spot.column)))

    def action_step_finding(self, step: int) -> None:
        """The next finding, worst first, round the end."""
        found, latest = self.opened.findings, self.opened.latest
        if found:
            before = found.index(latest) if latest else (-1 if step > 0 else 0)
            self._go_to(found[(before + step) % len(found)])

    def action_step_table(self, step: int) -> None:
        """The next table, round the end."""
        if tables := self.opened.report.tables:
            step = step if self.opened.shown == "tabell" else 0
            self.opened.table = (self.opened.table + step) % len(tables)
            self.show("tabell")

    def action_step_view(self, step: int) -> None:
        """The next of the three views, round the end."""
        self.show(VIEWS[(VIEWS.index(self.opened.shown) + step) % len(VIEWS)])

    def action_take_in(self) -> None:
        """Leave it, to be taken in as a document."""
        if self.opened.takes_in:
            self.dismiss(TAKE_IN)

    @work(exclusive=True, group="rapport")
    async def action_choose_table(self) -> None:
        """A table out of the list of them."""
        items, now = table_items(self.opened.report), str(self.opened.table)
        answer = await self.app.push_screen_wait(Chooser("Välj tabell", items, now))
        if answer:
            self.opened.table = int(answer)
            self.show("tabell")

    @work(exclusive=True, group="rapport")
    async def action_panel(self) -> None:
        """The whole panel, however small the screen."""
        lines = ["".join(text for text, _ in line) for line in panel(self.grid.state.place, 70)]
        if lines:
            await self.app.push_screen_wait(ReadingBox(lines[0].strip("─ "), "\n".join(lines[1:])))

    @work(exclusive=True, group="rapport")
    async def action_help(self) -> None:
        """The keys."""
        await self.app.push_screen_wait(ReadingBox("Granska en färdig rapport", HELP))

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        """Enter goes to what the line is about; a digit is a view."""
        event.stop()
        if event.text in ("0", "1", "2"):
            self.show(VIEWS[int(event.text)])
        elif not event.text:
            self._follow()

    def _follow(self) -> None:
        model, row = self.grid.model, self.grid.row
        if isinstance(model, FindingListView) and (finding := model.rows[row].finding):
            self._go_to(finding)
        elif isinstance(model, TextView):
            for said in model.verdicts_at(row):
                if said.address is not None:
                    self._go_to_cell(said.address, None)
                    return
