"""The one screen: bars, grid, panels. It shows frames of the session and hands on what is asked.

What is done about a key or a click stands in ``controllers/``; they get the session and this
screen as the few verbs of ``verbs.Screen``.
"""

import asyncio
import gc
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import AppFocus, DescendantFocus, Key, Resize
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.worker import WorkerState

from tui.screen.commands import COMMANDS, controller
from tui.screen.findings import has_texts
from tui.screen.frame import NARROW, Frame, frame
from tui.screen.key_queue import escaped
from tui.screen.saver import SaveState
from tui.screen.session import (
    Look,
    Session,
    after_start,
    remember_cursor,
    tell_save_state,
)
from tui.screen.system_clipboard import copied_by_system
from tui.screen.terminal import TerminalApp
from tui.screen.verbs import Answer, Job
from tui.screen.widgets.colours import palette
from tui.screen.widgets.grid import Grid
from tui.screen.widgets.lines import Rows
from tui.store.data_store import DataStore

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
OFTEN_S = 2.0
"""How often what others do to the folder is looked at."""


class TabBar(Rows, can_focus=True):
    """The tab bar, which takes the keyboard at Esc."""


class Painter(TerminalApp[int]):
    """The widgets, and the one place where a frame is put into them."""

    CSS = CSS

    def __init__(self, session: Session) -> None:
        super().__init__(session.look.theme)
        self.session = session
        session.saver.notify = self._save_state_changed
        self._lines_wait = False

    def compose(self) -> ComposeResult:
        theme = self.session.look.theme
        yield Rows(id="status", basis="band", theme=theme)
        yield TabBar(id="flikar", theme=theme)
        yield Rows(id="tabeller", theme=theme)
        yield Rows(id="tecken", theme=theme)
        yield Grid(id="rutnat", theme=theme, state=self.session.look.grid)
        with Horizontal(id="undre"):
            yield Rows(id="panel", theme=theme)
            yield Rows(id="fynd", theme=theme)
        yield Rows(id="fot", basis="rubrik", theme=theme)

    @property
    def grid(self) -> Grid:
        return self.screen_stack[0].query_one("#rutnat", Grid)

    def rows(self, id_: str) -> Rows:
        """One of the line widgets."""
        return self.screen_stack[0].query_one(f"#{id_}", Rows)

    def apply(self, picture: Frame, *, anew: bool = False) -> None:
        """Show a frame; ``anew`` where it is of something else than what is shown."""
        if self.return_code is not None or not (self.is_running and self.screen_stack):
            return
        self._lines_wait = False
        theme = f"namndkoll-{palette(picture.theme).name}"
        if self.theme != theme:
            self.theme = theme
        if anew:
            self.screen_stack[0].set_class(picture.overview, "oversikt")
            self.grid.theme = picture.theme
            self.grid.show(picture.grid, picture.row, picture.column)
        else:
            self.grid.update(picture.grid)
        for id_, lines in picture.lines.items():
            self.rows(id_).show(lines, picture.theme)
        remember_cursor(self.session)

    def apply_lines(self) -> None:
        """Show what stands around the grid; the grid's content is as it was."""
        self.apply(frame(self.session, grid=self.session.look.grid.model))

    def apply_lines_soon(self) -> None:
        """The same once what is under way is done: an edit is a save, a step and a repaint."""
        if not self._lines_wait:
            self._lines_wait = True
            self.call_later(self._apply_waiting)

    def _apply_waiting(self) -> None:
        if self._lines_wait:
            self.apply_lines()

    def check_soon(self) -> None:
        """Have the findings brought up to date, if anything has changed, once it is painted."""
        findings = self.session.findings
        if self.session.look.ready and (findings.stale or has_texts(findings)):
            self.call_after_refresh(self.check)

    @work(group="granskning")
    async def check(self) -> None:
        """Bring the findings up to date."""
        await controller("checking:check")(self.session, Verbs(self))

    def _save_state_changed(self, state: SaveState) -> None:
        tell_save_state(self.session, state)
        self.apply_lines_soon()


class Controlled(Painter):
    """What is asked of the program, by keys, by clicks and by the grid, handed to a controller."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.verbs = Verbs(self)

    def do(self, run: str, *arguments: object) -> Any:
        """Have a controller's function do something that asks nothing."""
        return controller(run)(self.session, self.verbs, *arguments)

    def start(self, run: str, *arguments: object) -> None:
        """Have one do what may ask something, unless another is about to ask or still asks."""
        if not self.busy:
            self._start(run, *arguments)

    @work(exclusive=True, group="dialog")
    async def _start(self, run: str, *arguments: object) -> None:
        answer = self.do(run, *arguments)
        if answer is not None:
            await answer

    @property
    def busy(self) -> bool:
        """Whether a command is about to begin, or waits for an answer.

        Clicks come without waiting for each other: a second command would cancel the first, and
        leave its dialog standing with nobody to answer to.
        """
        dialog = len(self.screen_stack) > 1
        return any(
            w.group == "dialog" and (w.state is WorkerState.PENDING or (dialog and w.is_running))
            for w in self.workers
        )

    def action_run(self, command: str) -> None:
        """Carry out a command by its id."""
        self.start("menu:run", command)

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        """Enter or typing on a cell that is not edited in place."""
        if self.session.compared_with:
            self.start("comparing:to_cell", event.text)
        else:
            self.start(
                "editing:open_" if self.session.has_tables else "findings:follow_row", event.text
            )

    @on(Grid.Moved)
    def _moved(self) -> None:
        self.session.look.message = ""
        self.apply_lines_soon()

    @on(Grid.Refused)
    def _refused(self, event: Grid.Refused) -> None:
        self.verbs.say(event.sentence)

    @on(Grid.WrittenIn)
    def _written_in(self, event: Grid.WrittenIn) -> None:
        self.do("editing:write_in", event.text, event.place)

    @on(Grid.Pasted)
    def _pasted(self, event: Grid.Pasted) -> None:
        self.start("paste:paste", event.text, event.place)

    @on(Grid.Emptied)
    def _emptied(self, event: Grid.Emptied) -> None:
        if self.session.has_tables:
            self.do("editing:empty_cell", event.place)
        else:
            self.action_run("undanta")

    @on(Grid.Stepped)
    def _stepped(self, event: Grid.Stepped) -> None:
        self.do("editing:step_choice", event.place)

    @on(Grid.Left)
    def _left(self) -> None:
        self.do("comparing:leave" if self.session.compared_with else "navigation:to_tab_bar")

    @on(Rows.Clicked)
    def _clicked(self, event: Rows.Clicked) -> None:
        if command := self.do("navigation:click", event.source.id or "", event.x):
            self.action_run(command)


class Program(Controlled):
    """Nämndkoll on the screen: how it begins, follows the terminal, and ends."""

    BINDINGS = [
        Binding(k.key, f"run('{k.id}')", k.name, show=False)
        for k in COMMANDS
        if k.key and k.key != "f2"
    ]

    def __init__(
        self,
        store: DataStore,
        message: str = "",
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(Session(store, Look(today, message)))
        self.painted = Size(0, 0)

    def on_mount(self) -> None:
        """Show what was shown last; read the other tabs once that is on the screen."""
        self._take_size(self.size)
        self.grid.focus()
        self.painted = self.size
        self.apply(frame(self.session, anew=True), anew=True)
        self.call_after_refresh(self.paint_ready)

    def paint_ready(self) -> None:
        """The findings of all tabs, after the first paint."""
        gc.enable()
        session = self.session
        session.look.ready = True
        session.read_heads()
        fault = next((f.sentence for f in session.file_error), "")
        session.look.message = session.look.message or fault
        self._keep_watch()
        if self.size != self.painted:
            self._repaint()
        else:
            self.apply_lines()
            self.check_soon()

    def _keep_watch(self) -> None:
        after_start(self.session)
        self.set_interval(OFTEN_S, self.guard)
        # The terminal is put right when the window is closed or the process is told to end.
        # Nothing that was typed hangs on it: every committed edit is in the journal already.
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(getattr(signal, name), self.exit, 0)
        if self.session.store.conflicts:
            self.start("waiting:settle_conflicts")

    @on(AppFocus)
    @work(exclusive=True, group="vakt")
    async def guard(self) -> None:
        """Look at what others have done to the folder."""
        if len(self.screen_stack) == 1:
            await self.do("watch:look")

    def on_resize(self, event: Resize) -> None:
        """A narrow screen shows one panel, a wide one two."""
        self._take_size(event.size)
        if self.session.look.ready:
            self.call_after_refresh(self._repaint)

    def _take_size(self, size: Size) -> None:
        self.session.look.width = size.width
        self.screen_stack[0].set_class(size.width < NARROW, "smal")

    def _repaint(self) -> None:
        """Everything anew for another size; a text that is being typed stays."""
        edited = self.session.look.grid.edited
        self.verbs.show()
        self.session.look.grid.edited = edited

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """The tab bar is drawn stronger while it has the keyboard."""
        look, id_ = self.session.look, event.widget.id
        if id_ in ("flikar", "rutnat") and look.on_tab_bar != (id_ == "flikar"):
            look.on_tab_bar = id_ == "flikar"
            self.apply_lines()

    def on_key(self, event: Key) -> None:
        """The tab bar's keys: a digit or the arrows choose, the rest goes back to the grid."""
        if (digit := escaped(event)) and len(self.screen_stack) == 1:
            self.verbs.end_edit()
            self.do("navigation:tab_bar_key", digit)
            return
        on_bar = self.focused is not None and self.focused.id == "flikar"
        if on_bar and self.do("navigation:tab_bar_key", event.key):
            event.stop()


class Verbs:
    """The program as a controller sees it: ``verbs.Screen``."""

    def __init__(self, program: Painter) -> None:
        self._program = program

    def say(self, sentence: str) -> None:
        self._program.session.look.message = sentence
        self._program.apply_lines()

    async def ask(self, dialog: ModalScreen[Answer]) -> Answer:
        return await self._program.ask(dialog)

    async def work(self, heading: str, job: Job[Answer]) -> Answer:
        return await self._program.work(heading, job)

    def show(self) -> None:
        self._program.apply(frame(self._program.session, anew=True), anew=True)
        self._program.check_soon()

    def paint(self) -> None:
        """What a change has changed; an edit that is open stays on what it was begun on."""
        grid = self._program.session.look.grid
        stays = grid.model if grid.edited is not None else None
        self._program.apply(frame(self._program.session, grid=stays))
        self._program.check_soon()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell; what is said of it after that stays."""
        self._program.grid.set_place(row, column, tell=False)
        self._program.session.look.message = ""
        self._program.apply_lines()

    def edit(self, text: str | None = None) -> None:
        self._program.grid.begin(text)

    def end_edit(self) -> None:
        self._program.grid.stop()

    def focus(self, *, tab_bar: bool = False) -> None:
        (self._program.rows("flikar") if tab_bar else self._program.grid).focus()

    def check(self) -> None:
        self._program.check()

    async def copy(self, text: str) -> bool:
        self._program.copy_to_clipboard(text)
        return await copied_by_system(text)

    def leave(self) -> None:
        self._program.exit(0)
