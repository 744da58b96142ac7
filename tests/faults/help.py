"""A session without a screen on a small data folder, and what a fresh start finds afterwards.

The session and the controllers are the app's own; the screen only remembers what it is to say,
so that what a user would be told of an edit is what is tested.
"""

import os
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.store.help import SETTINGS, put_document
from tui.domain.finding import Address
from tui.domain.table import Table
from tui.screen.controllers.changes import do, save_again
from tui.screen.frame import save_text
from tui.screen.session import Session, tell_save_state
from tui.store.codec import encoded
from tui.store.data_store import DataStore, restored
from tui.store.folder import Store
from tui.store.recovery import StartNotice
from tui.store.restoring import restoring
from tui.workspace import Change, cell_change, working_copy

D, NEW, TAB = "2024-delar", "2024-delar-utkast", "drift"
CELL = Address(D, "drift", "intakter", "budget")
FIRST = Decimal(31417)
# What a save, a journal append, a backup and a restore ask of the system through Python's os.
CALL = (
    "open", "read", "write", "fsync", "close", "fstat", "stat", "lseek", "ftruncate",
    "replace", "rename", "link", "unlink", "mkdir", "chmod", "scandir", "listdir",
)  # fmt: skip


def data_folder(folder: Path) -> Path:
    """A data folder with one document that may be edited."""
    put_document(folder, status="utkast")
    (folder / "installningar.json").write_bytes(encoded(SETTINGS))
    return folder


def cell_value(tables: tuple[Table, ...], address: Address = CELL) -> Any:
    """What the tables say in a cell."""
    table = next(t for t in tables if t.id == address.table)
    return table.row(address.row).cells.get(address.column)


def in_file(folder: Path, address: Address = CELL) -> Any:
    """What the store file says in a cell; every file of the folder must be whole."""
    store = Store(folder)
    document, error = store.document()
    assert error == ()
    assert {d.id for d in document} in ({D}, {D, NEW})
    for head in document:
        for tab in store.register.tabs:
            assert store.tab(head.id, tab.id)[1] == ()
    return cell_value(store.tab(D, TAB)[0], address)


def restarted(folder: Path, address: Address = CELL) -> tuple[Any, StartNotice, DataStore]:
    """What the next start gives: the cell, what it says, and the folder (closed again)."""
    store = DataStore(folder)
    try:
        assert store.obstacle == ""
        notice = restored(store)
        return in_file(folder, address), notice, store
    finally:
        store.lock.released()


def after_crash(folder: Path, beside: Path, address: Address = CELL) -> Any:
    """What the next start would give if the process ended here; the folder itself is left alone.

    Nothing may be in doubt: no fault is told, and no file is left to the user to decide on.
    """
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(folder, beside)
    try:
        value, notice, store = restarted(beside, address)
        assert notice.error == ()
        assert store.conflicts == ()
        return value
    finally:
        shutil.rmtree(beside)


class SilentScreen:
    """A screen that nobody sees: what is said is kept by the session, questions get an answer."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.answer: str | None = None
        self.questions: list[Any] = []

    def say(self, sentence: str) -> None:
        """Say something in the panel."""
        self.session.look.message = sentence

    async def ask(self, dialog: Any) -> Any:
        """Ask with a dialog."""
        self.questions.append(dialog)
        return self.answer

    def show(self) -> None:
        """Everything anew."""

    def paint(self) -> None:
        """What a change has changed."""

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""

    def check(self) -> None:
        """Bring the findings up to date."""


class ScreenSession:
    """The app's session, and the words that the screen would show."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = DataStore(folder)
        self.notice = restored(self.store)
        self.session = Session(self.store)
        self.session.look.ready = True
        self.session.saver.notify = self._changed
        self.screen: Any = SilentScreen(self.session)
        self.states: list[str] = []
        self.session.tables(TAB, D)

    def _changed(self, state: Any) -> None:
        tell_save_state(self.session, state)
        self.states.append(self.status)

    @property
    def status(self) -> str:
        """What the status line says of the saving."""
        return save_text(self.session)

    @property
    def sentence(self) -> str:
        """The sentence in the panel."""
        return self.session.look.message

    def value(self, address: Address = CELL) -> Any:
        """What the held workspace says in a cell."""
        return cell_value(self.session.area.tables[(D, TAB)], address)

    async def write(self, number: int, address: Address = CELL) -> None:
        """Type a figure, and wait until its saving has ended one way or the other."""
        await self.do(cell_change(self.session.area, address, Decimal(number)))

    async def do(self, *step: Change) -> None:
        """Carry out a step as the screen does."""
        do(self.session, self.screen, *step)
        await self.session.saver.ready()

    async def save_again(self) -> None:
        """Ctrl+S."""
        save_again(self.session, self.screen)
        await self.session.saver.ready()

    def released(self) -> None:
        """As if the process had ended: only the lock goes."""
        self.store.lock.released()


# A run of a session in one thread, for a process that is to be killed: each stop has one value
# of the cell, and is told through the pipe when it is committed.
STEP: tuple[Decimal, ...] = (FIRST, Decimal(101), Decimal(102), Decimal(101), Decimal(104))


def course(folder: Path, receipt: Callable[[int], object]) -> int:
    """Open, edit and save twice, restore a backup, edit and save again, make a working copy."""
    store = DataStore(folder)
    restored(store)
    session = Session(store)
    session.tables(TAB, D)

    def done(step: tuple[Change, ...], nr: int) -> None:
        session.do(*step)
        if session.journal_error:
            raise OSError(session.journal_error)
        receipt(nr)
        store.before(D, TAB, store.latest_nr())
        store.save_tab(D, TAB, session.area.tables[(D, TAB)])

    done((cell_change(session.area, CELL, STEP[1]),), 1)
    done((cell_change(session.area, CELL, STEP[2]),), 2)
    duplicate = store.copy_list(D, TAB)[0]
    step = restoring(duplicate, session.area.tables[(D, TAB)], session.register)
    done(step, 3)
    done((cell_change(session.area, CELL, STEP[4]),), 4)
    store.create(working_copy(session.document, NEW, "Utkast"), session.read_in(D))
    store.close()
    return 0


def all_acknowledged(reading: int) -> int:
    """The last committed step that a process told of through a pipe before it ended."""
    data = b""
    while part_ := os.read(reading, 4096):
        data += part_
    return max(data, default=0)


def tried_after(folder: Path, acknowledged: int) -> None:
    """The folder of a killed run: whole, every committed step in it, and fit to go on with."""
    in_file(folder)
    value, notice, store = restarted(folder)
    assert notice.error == ()
    assert store.conflicts == ()
    next_ = min(acknowledged + 1, len(STEP) - 1)
    assert value in (STEP[acknowledged], STEP[next_]), (value, acknowledged)
    chain = [h.to for h in reversed(store.cell_history(CELL))]
    assert chain in (list(STEP[1 : acknowledged + 1]), list(STEP[1 : next_ + 1]))
    for duplicate in store.copy_list(D, TAB):
        assert store.copies.read(duplicate).endswith(b"}\n")
    course_again = DataStore(folder)
    assert course_again.obstacle == ""
    session = Session(course_again)
    session.tables(TAB, D)
    session.do(cell_change(session.area, CELL, Decimal(999)))
    assert session.journal_error == ""
    course_again.before(D, TAB, course_again.latest_nr())
    course_again.save_tab(D, TAB, session.area.tables[(D, TAB)])
    course_again.close()
    assert in_file(folder) == Decimal(999)


def least(count: int, reached: int) -> None:
    """The figure that a row asks for, and the one reached (``pytest -rP`` shows it)."""
    print(f"reached: {reached} (asked for: {count})")
    assert reached >= count
