"""The screen in tests: the app on a copy of the real documents, its keys, and its text."""

import asyncio
import shutil
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec.structs import replace
from textual.app import App
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.domain.value import Value
from tui.screen.app import Program
from tui.screen.controllers.checking import worked_out
from tui.screen.controllers.decision import open_working_copy
from tui.screen.controllers.navigation import show_or_hide_traces
from tui.screen.session import Session
from tui.screen.views.overview_view import OverviewView
from tui.screen.views.table_view import TableView
from tui.store.data_store import DataStore
from tui.workspace import DocumentMade

DATA = Path(__file__).resolve().parents[1] / "data"
TODAY = date(2024, 9, 10)
CLOCK = datetime(2024, 9, 10, 14, 2)
BIG, SMALL = (120, 30), (80, 24)
HELD_UP_S = 1.0
THREADS: set[asyncio.Future[Any]] = set()
"""What the program does in threads just now."""
TAB_KEY = {
    "oversikt": "0",
    "drift": "1",
    "investeringar": "2",
    "mal": "3",
    "internkontroll": "4",
    "personal": "5",
    "text": "6",
}


def data_copy(folder: Path) -> Path:
    """A copy of the real documents to work on."""
    return Path(shutil.copytree(DATA, folder / "data"))


def check_now(session: Session) -> None:
    """Work out the findings of the shown document's tables at once, with no screen."""
    findings = session.findings
    findings.take(worked_out(findings.basis(), findings.checked))


@dataclass
class Screen:
    """The running app with a keyboard and eyes."""

    app: Program
    pilot: Pilot[int]

    async def press(self, *keys: str) -> None:
        """Press keys, one after another, and let all that follows happen."""
        for key in keys:
            await self.pilot.press(key)
        await self.calm()

    async def calm(self) -> None:
        """Let everything that is under way happen, and what it sets going after its repaint."""
        silent = 0
        while silent < 3:
            await self.pilot.pause()
            workers = [w for w in self.app.workers if w.group == "granskning"]
            silent = 0 if workers or THREADS else silent + 1
            for worker in workers:
                await worker.wait()
            if THREADS and not workers:
                # One that a test holds up is not waited for.
                done, _ = await asyncio.wait(THREADS, timeout=HELD_UP_S)
                silent = silent if done else 3

    async def write(self, text: str) -> None:
        """Type a text, a key a character."""
        for sign in text:
            self._give(sign)
            await self.pilot.pause()
        await self.calm()

    async def rush(self, *keys: str) -> None:
        """Press keys all at once, as a slow line or a script hands them over."""
        for key in keys:
            self._give(key)
        await self.calm()

    def _give(self, key: str) -> None:
        one = len(key) == 1
        event = Key(_character_to_key(key) if one else key, key if one else None)
        event.set_sender(self.app)
        self.app.post_message(event)

    async def paste(self, text: str) -> None:
        """Paste a text, as the terminal hands it over."""
        self.app.post_message(Paste(text))
        await self.calm()

    async def click(self, x: int, y: int, times: int = 1) -> None:
        """Click at a place of the screen."""
        await self.pilot.click(offset=(x, y), times=times)
        await self.calm()

    async def saved(self) -> None:
        """Wait until what was changed is on disk."""
        await self.app.session.saver.ready()
        await self.calm()

    async def left(self) -> int | None:
        """The exit status, once what is to be saved first has been saved."""
        for _ in range(500):
            if self.app.return_code is not None:
                break
            await asyncio.sleep(0.02)
        return self.app.return_code

    async def go_to(self, tab: str, table: str = "", document: str = "") -> None:
        """Show a tab (by its key on the tab bar), one of its tables, in a document."""
        if document:
            self.app.session.document_id = document
        self.app.grid.focus()
        await self.press("escape", TAB_KEY.get(tab, tab))
        session = self.app.session
        if table and table not in {t.id for t in session.shown_tables(session.tab)}:
            await self.show_traces()
        while table and self.table.id != table:
            await self.press("f6")

    async def show_traces(self) -> None:
        """Show the tables out of the running text too, as their command does."""
        show_or_hide_traces(self.app.session, self.app.verbs)
        self.app.session.look.message = ""
        self.app.verbs.show()
        await self.calm()

    async def working_copy(self) -> None:
        """Go on in a working copy of the shown document."""
        open_working_copy(self.app.session, self.app.verbs)
        await self.saved()
        # As in a session that begins with the copy, which is not to be undone first.
        history = self.app.session.history
        if history.done and isinstance(history.done[-1][0], DocumentMade):
            self.app.session.history = replace(history, done=history.done[:-1])
        self.app.session.look.message = ""

    async def cell(self, row: str, column: str) -> None:
        """Put the cursor on a cell."""
        view = self.view
        place = [k.id for k in view.columns].index(column)
        self.app.grid.set_place(view.table.index[row], place)
        await self.calm()

    @property
    def view(self) -> TableView:
        """What the grid shows."""
        view = self.app.grid.model
        assert isinstance(view, TableView)
        return view

    @property
    def overview(self) -> list[str]:
        """The overview's lines, those out of sight too."""
        view = self.app.grid.model
        assert isinstance(view, OverviewView)
        boxes = [[view.box(row, k) for k in (0, 1)] for row in range(view.count_rows)]
        parts = [(a.text.strip(), a.sign, b.text) for a, b in boxes]
        return [t for a, sign, b in parts for t in (b, " ".join((a, sign, b)))]

    @property
    def table(self) -> Any:
        """The table that is shown."""
        return self.view.table

    @property
    def has(self) -> tuple[str, str]:
        """Row and column under the cursor, by their ids."""
        grid = self.app.grid
        return self.table.rows[grid.row].id, self.view.columns[grid.column].id

    def cell_text(self, row: str, column: str) -> str:
        """The text of a cell as the grid shows it."""
        view = self.view
        box = view.box(view.table.index[row], [k.id for k in view.columns].index(column))
        return box.text.strip()

    def class_(self, row: str, column: str) -> tuple[str, str]:
        """The colour class and the symbol of a cell."""
        view = self.view
        box = view.box(view.table.index[row], [k.id for k in view.columns].index(column))
        return box.class_, box.sign

    def value(self, row: str, column: str) -> Value:
        """The entered value of a cell in the workspace."""
        cells: Mapping[str, Value] = self.table.row(row).cells
        return cells.get(column)

    @property
    def rows(self) -> list[str]:
        """The lines of the screen under any dialog, as the compositor paints them."""
        return screen_rows(self.app.screen_stack[0])

    @property
    def text(self) -> str:
        """The whole screen under any dialog."""
        return "\n".join(self.rows) + "\n"

    @property
    def dialog(self) -> str:
        """The text of the dialog in front, "" when there is none."""
        boxes = self.app.screen.query(".ruta")
        if not boxes:
            return ""
        area = boxes.first().region
        return "\n".join(
            r[area.x : area.right] for r in screen_rows(self.app.screen)[area.y : area.bottom]
        )

    @property
    def panel(self) -> str:
        """All that the panel holds, its lines joined: a sentence is whole."""
        return " ".join(word for word in self.row("panel").replace("\n", " ").split(" ") if word)

    def row(self, id_: str) -> str:
        """The text that one of the line widgets holds."""
        return self.app.rows(id_).text


def screen_rows(screen: Any) -> list[str]:
    """The lines of a screen, as the compositor paints them."""
    return [strip.text.rstrip() for strip in screen._compositor.render_strips()]


@asynccontextmanager
async def opened(
    folder: Path,
    size: tuple[int, int] = BIG,
    *,
    store: Any = None,
    utkast: bool = False,
    **choice: Any,
) -> AsyncIterator[Screen]:
    """The app on a data folder, as it stands after its first full paint, or in a working copy."""
    used = store or DataStore(folder)
    app = Program(used, today=lambda: TODAY, **choice)

    with (
        closing(used),
        without_idle_waits(app),
        patch("tui.screen.saver.datetime") as clock,
        # What is copied here does not end up on the clipboard of whoever runs this.
        patch("tui.screen.system_clipboard.system_command", return_value=None),
    ):
        clock.now.return_value = CLOCK
        async with app.run_test(size=size) as pilot:
            screen = Screen(app, pilot)
            await screen.calm()
            if utkast:
                await screen.working_copy()
            yield screen


@contextmanager
def without_idle_waits(app: App[Any]) -> Iterator[None]:
    """Until nothing is left to do: Textual's own wait for an idle CPU takes 20 ms and more."""

    async def silent(*_: object) -> None:
        loop: Any = asyncio.get_running_loop()
        silenced = 0
        while silenced < 3:
            # What is ready goes on at once; only a thread, a timer or a file takes its time.
            slow = bool(THREADS) or (not loop._ready and _waits(app))
            await asyncio.sleep(0.0005 if slow else 0)
            busy = _waits(app) or (loop._ready and not THREADS)
            silenced = 0 if busy else silenced + 1

    with (
        patch("textual.app.wait_for_idle", silent),
        patch("textual.pilot.wait_for_idle", silent),
        patch("asyncio.to_thread", counted_thread),
    ):
        yield


async def counted_thread(job: Callable[..., Any], *arguments: Any) -> Any:
    """A job in a thread, that is known of while it is under way."""
    run = asyncio.create_task(to_thread(job, *arguments))
    THREADS.add(run)
    try:
        return await run
    finally:
        THREADS.discard(run)


def _waits(app: App[Any]) -> bool:
    if not app.screen_stack:
        return False
    if app._resize_timer is not None:
        return True
    queue = getattr(app, "key_queue", None)
    works = queue._works if queue is not None else None
    if works is not None and not works.done():
        return True
    return any(node.message_queue_size for node in (app, *app.screen.walk_children(with_self=True)))
