"""The one screen: bars, grid, panel. It wires the session to the widgets and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import AppFocus, Event, Key, Paste, Resize
from textual.geometry import Size

from tui.domain.finding import Finding
from tui.domain.register import REGISTER, Register
from tui.screen.commands import COMMANDS, FOOTER_COMMANDS
from tui.screen.grid_events import GridEvents
from tui.screen.key_queue import KeyQueue
from tui.screen.saver import Saver, SaveState
from tui.screen.session import Session
from tui.screen.widgets.colours import PALETTES, palette, textual_theme
from tui.screen.widgets.grid.grid import Grid
from tui.screen.widgets.lines import Rows

if TYPE_CHECKING:
    from tui.screen.reporting import Reports
    from tui.screen.securing import Securing
    from tui.screen.stores import Store

CSS = """
Screen { layout: vertical; overflow: hidden; }
#status, #flikar, #tabeller, #tecken, #fot { height: 1; }
#rutnat { height: auto; max-height: 65%; }
#undre { height: 1fr; min-height: 3; }
#panel { width: 1fr; }
#fynd { width: 1fr; }
.smal #fynd { display: none; }
.oversikt #undre { display: none; }
.oversikt #rutnat { height: 1fr; max-height: 100%; }
"""
NARROW = 100


class TabBar(Rows, can_focus=True):
    """The tab bar, which takes the keyboard at Esc."""


class Program(GridEvents):
    """Nämndkoll on the screen."""

    CSS = CSS
    TITLE = "Nämndkoll"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding(k.key, f"run('{k.id}')", k.name, show=False)
        for k in COMMANDS
        if k.key and k.key != "f2"
    ]

    def __init__(
        self,
        store: "Store",
        message: str = "",
        *,
        securing: "Securing | None" = None,
        reports: "Reports | None" = None,
        register: Register = REGISTER,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.session = Session(store, register, securing)
        self.reports = reports
        error = next((f.sentence for f in self.session.file_error), "")
        self.today, self.message = today, message or error
        self.ready = self.write_protected = False
        self.latest_finding: Finding | None = None
        self.painted = Size(0, 0)
        self.seen: dict[tuple[str, str], tuple[object, ...]] = {}
        self.saver = Saver(self._save_state_changed)
        self.key_queue = KeyQueue(self, super().on_event)
        self.tema = self.session.area.settings.tema
        for p in PALETTES.values():
            self.register_theme(textual_theme(p))
        # Not by assignment: that would have Textual parse all its style sheets once more.
        self.set_reactive(App.theme, f"namndkoll-{palette(self.tema).name}")
        self.set_class(palette(self.tema).dark, "-dark-mode")
        self.set_class(not palette(self.tema).dark, "-light-mode")

    async def on_event(self, event: Event) -> None:
        """Keys and pastes wait for those before them; everything else goes on as it comes."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    def compose(self) -> ComposeResult:
        """Top to bottom."""
        yield Rows(id="status", basis="band")
        yield TabBar(id="flikar")
        yield Rows(id="tabeller")
        yield Rows(id="tecken")
        yield Grid(id="rutnat")
        with Horizontal(id="undre"):
            yield Rows(id="panel")
            yield Rows(id="fynd")
        yield Rows(id="fot", basis="rubrik")

    def on_mount(self) -> None:
        """Show what was shown last; read the other tabs once that is on the screen."""
        from tui.screen.painting import paint_everything

        self.screen.set_class(self.size.width < NARROW, "smal")
        self.grid.focus()
        self.painted = self.size
        paint_everything(self, full=False)
        self.call_after_refresh(self.paint_ready)

    def paint_ready(self) -> None:
        """The findings of all tabs, after the first paint."""
        from tui.screen.painting import paint_head, paint_panel, repaint
        from tui.screen.start import after_start, tidy_again

        self.ready = self.session.findings.whole = True
        tidy_again()
        self.session.read_heads()
        self.message = self.message or next((f.sentence for f in self.session.file_error), "")
        if self.session.securing is not None:
            after_start(self, self.session.securing)
        if self.size != self.painted:
            repaint(self)
            return
        paint_head(self)
        paint_panel(self)

    @work(exclusive=True, group="dialog")
    async def loose_conflicts(self) -> None:
        """Ask about what the start could not put together."""
        from tui.screen.start import loose_conflicts

        if self.session.securing is not None:
            await loose_conflicts(self, self.session.securing)

    @work(group="granskning")
    async def recheck(self) -> None:
        """Bring the findings up to date."""
        from tui.screen.updating import recheck

        await recheck(self)

    @on(AppFocus)
    @work(exclusive=True, group="vakt")
    async def guard(self) -> None:
        """Look at what others have done to the folder."""
        from tui.screen.watching import guard

        await guard(self)

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.screen_stack[0].query_one("#rutnat", Grid)

    def rows(self, id_: str) -> Rows:
        """One of the line widgets."""
        return self.screen_stack[0].query_one(f"#{id_}", Rows)

    def _save_state_changed(self, state: SaveState) -> None:
        from tui.screen.painting import paint_head, say_save_state

        say_save_state(self, state)
        paint_head(self)

    def on_resize(self, event: Resize) -> None:
        """A narrow screen shows one panel, a wide one two."""
        from tui.screen.painting import repaint

        self.screen_stack[0].set_class(event.size.width < NARROW, "smal")
        if self.ready:
            self.call_after_refresh(repaint, self)

    def on_key(self, event: Key) -> None:
        """The tab bar's keys: a digit or the arrows choose, the rest goes back to the grid."""
        if self.focused is None or self.focused.id != "flikar":
            return
        from tui.screen.execution import tab_bar_key

        if tab_bar_key(self, event.key):
            event.stop()

    def action_run(self, command: str) -> None:
        """Carry out a command by its id, unless another is about to ask or still asks something."""
        if not self.busy:
            self._run(command)

    @work(exclusive=True, group="dialog")
    async def _run(self, command: str) -> None:
        from tui.screen.execution import run

        await run(self, command)

    def action_help_quit(self) -> None:
        """Textual's own word on Ctrl+C is English; ours copies the cell."""


FOOTER = tuple((k.shown, k.footer) for k in FOOTER_COMMANDS)
__all__ = ["FOOTER", "Program"]
