"""The session (*arbetspass*): what is known while the program runs, and not how it looks.

It is a plain object: the held documents, what of them is shown, what can be undone, and what is
not saved yet. Controllers change it; ``frame`` makes a picture out of it.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, TypeGuard

from tui.domain.finding import Address, Finding
from tui.domain.table import Table
from tui.screen.findings import Findings
from tui.screen.open_documents import OpenDocuments
from tui.screen.saver import Saver, SaveState
from tui.screen.widgets.model import GridState
from tui.store.data_store import DataStore, waits_whole
from tui.store.errors import SaveError, fault_sentence
from tui.store.journal.line_records import Kind
from tui.store.settled import SETTINGS
from tui.workspace import (
    Change,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    FolderChange,
    History,
    InTable,
    MeetingChange,
    SettingChange,
    SettingsChange,
    StepKind,
    TabKey,
    TableAdded,
    TableChange,
    TableRemoved,
    UnknownChange,
    WholeTable,
    Workspace,
    applied,
    carried_out,
    document_for,
)

if TYPE_CHECKING:  # how a ledger is read is no need of a start
    from tui.domain.account_block import Books

WIDE = 120


class Look:
    """What is shown beside the documents: the message, the theme, the grid, how wide it all is."""

    def __init__(self, today: Callable[[], date] = date.today, message: str = "") -> None:
        self.today, self.message = today, message
        self.theme, self.width = "", WIDE
        self.ready = self.on_tab_bar = self.to_start_page = False
        """The first paint is over; the tab bar has the keyboard; the user leaves for that page."""
        self.grid = GridState()
        self.cursor: dict[tuple[str, str], tuple[int, int]] = {}


class Session(OpenDocuments):
    """The documents and what is done with them."""

    def __init__(self, store: DataStore, look: Look | None = None) -> None:
        super().__init__(store)
        self.look = look or Look()
        self.look.theme = self.area.settings.theme
        fault = next((f.sentence for f in self.file_error), "")
        self.look.message = self.look.message or fault
        self.findings = Findings(self)
        self.latest_finding: Finding | None = None
        self.history = History()
        self.saver = Saver()
        self.to_save: tuple[str, ...] = ()
        self.unjournaled: tuple[tuple[StepKind, tuple[Change, ...]], ...] = ()
        self.unplaced: tuple[tuple[StepKind, tuple[Change, ...]], ...] = ()
        """Steps that are in neither journal nor workspace, since the files were read anew."""
        self.unsaved_settings: dict[int, SettingsChange] = {}
        self._serial = count()
        self.journal_error = ""
        self.seen: dict[TabKey, tuple[object, ...]] = {}
        self.write_protected = False
        self.books: Books | None = None
        """What was last read of a ledger, for the map of accounts to say what no row has."""

    @property
    def obstacle(self) -> str:
        """Why nothing may be changed at all, "" when it may."""
        return self.store.obstacle

    def closed(self, document: str, tab: str) -> str:
        """Why nothing may be changed in a file (the head's for ""), "" when it may."""
        return self.store.waits(document, tab) or self.store.closed(document, tab)

    def do(self, *step: Change) -> None:
        """Carry out changes that belong together, as one step of the history."""
        self.take("gor", step)

    def step_back(self) -> tuple[Change, ...]:
        """Undo; the changes made, () when there was nothing."""
        return self.take("angra", self.history.next_(backwards=True))

    def repeat(self) -> tuple[Change, ...]:
        """Redo; the changes made, () when there was nothing."""
        return self.take("gor_om", self.history.next_(backwards=False))

    def move(self, kind: StepKind, change: FolderChange, act: Callable[[], object]) -> None:
        """Make a document, lay one aside or put one back, as a step. Raises OSError.

        ``act`` does it on the disk; where that fails, the step has not been made.
        """
        self._journaled()
        self.store.move(kind, change, act)
        id_ = change.document.id
        self.area = applied(self.area, change)
        if isinstance(change, DocumentMade):
            self.area = self.area.with_document(self.store.head(id_) or change.document)
        self.on_disk = {key: t for key, t in self.on_disk.items() if key[0] != id_}
        self.history = self.history.after(kind, (change,))

    def pass_over(self, words: str, *, backwards: bool) -> None:
        """Undo, or redo, goes past its next step from now on, called so. Raises OSError."""
        self._journaled()
        kind: Kind = "forbi" if backwards else "forbi_om"
        self.store.journal.write(kind, (), words, files=(), bases={})
        self.history = self.history.passed(backwards=backwards)

    def _journaled(self) -> None:
        """Commit what is not committed yet. Raises SaveError."""
        journal_steps(self)
        if self.journal_error:
            raise SaveError(self.journal_error)

    def take(self, kind: StepKind, step: tuple[Change, ...]) -> tuple[Change, ...]:
        """Carry out a step of a kind, and commit it; the step."""
        if not step:
            return step
        self.area = carried_out(self.area, step)
        self.history = self.history.after(kind, step)
        self.to_save = (*self.to_save, *(file_of(self.area, change) for change in step))
        for change in step:
            if isinstance(change, SettingChange | MeetingChange):
                self.unsaved_settings[next(self._serial)] = change
        self.unjournaled = (*self.unjournaled, (kind, step))
        journal_steps(self)
        return step


def journal_steps(session: Session) -> None:
    """Commit the steps that are not committed yet; ``journal_error`` says why that failed."""
    session.journal_error = ""
    while session.unjournaled:
        kind, step = session.unjournaled[0]
        try:
            session.store.journal_step(kind, step, [_file_then(session, change) for change in step])
        except OSError as error:
            session.journal_error = fault_sentence(error)
            return
        session.unjournaled = session.unjournaled[1:]


def _file_then(session: Session, change: Change) -> str:
    """The file that a change belongs to, also where its table has been removed since."""
    try:
        return file_of(session.area, change)
    except KeyError:
        later = (c for _, step in session.unjournaled for c in step if isinstance(c, WholeTable))
        for whole in later:
            at = (whole.address.document, whole.address.table)
            if isinstance(change, InTable) and at == (
                change.address.document,
                change.address.table,
            ):
                return file_of(session.area, whole)
        raise


def file_of(area: Workspace, change: Change) -> str:
    """The file that a change belongs to, as the journal names it.

    "dokument/flik", "dokument/" for the head, ``SETTINGS``; one of a whole folder is written by
    ``move`` and has none. Raises KeyError.
    """
    match change:
        case SettingChange() | MeetingChange():
            return SETTINGS
        case DocumentChange():
            return f"{change.to.id}/"
        case DocumentMade() | DocumentAside() | UnknownChange():
            raise KeyError(document_for(change))
        case TableAdded() | TableRemoved():
            return f"{change.address.document}/{change.tab}"
    document = change.address.document
    (_, tab), _ = area.place(document, change.address.table)
    return f"{document}/{tab}"


def after_start(session: Session) -> None:
    """Take in what the first paint could do without: what can be undone, and copies of others."""
    if not session.history.done:
        session.history = session.store.history()
    from tui.store.sync_copies import copy_errors  # not for the first paint: 0.5 ms

    copies = copy_errors(session.store.folder, session.register)
    session.file_error = (*session.file_error, *copies)


NOT_SAVED = "Ej sparat: "


def tell_save_state(session: Session, state: SaveState) -> None:
    """Say why something is not saved, and no longer once it is."""
    look = session.look
    if state.error:
        look.message = f"{NOT_SAVED}{state.error}"
    elif state.saved and look.message.startswith(NOT_SAVED):
        look.message = ""


def lock_sentence(session: Session) -> str:
    """Why nothing may be changed, in one sentence."""
    return f"Läsläge: {session.obstacle}." if session.obstacle else ""


def closed_sentence(session: Session) -> str:
    """Why what is shown may not be changed, in one sentence; "" when it may."""
    shown = (session.document_id, session.tab if session.has_tables else "")
    return lock_sentence(session) or (session.closed(*shown) if session.document_id else "")


def step_obstacle(session: Session, step: Iterable[Change]) -> str:
    """Why a step may not be carried out, in one sentence; "" when it may."""
    own = [change for change in step if isinstance(change, TableChange | DocumentChange)]
    files = dict.fromkeys(file_of(session.area, change).partition("/") for change in own)
    closed = (session.closed(document, tab) for document, _, tab in files)
    whole = (whole_obstacle(session, c.to.id) for c in own if _of_whole(c))
    return lock_sentence(session) or next(filter(None, (*whole, *closed)), "")


def _of_whole(change: Change) -> TypeGuard[DocumentChange]:
    """Whether a change decides, locks or unlocks a document."""
    return isinstance(change, DocumentChange) and (
        (change.from_.status, change.from_.unlocked) != (change.to.status, change.to.unlocked)
    )


def whole_obstacle(session: Session, document: str) -> str:
    """Why a document may not be decided or moved as a whole: edits wait for its files."""
    return waits_whole(session.store, document)


async def read_unread(session: Session, documents: Iterable[str]) -> None:
    """Read what has not been read of some documents, a file at a time: keys come between."""
    for id_ in documents:
        for tab in session.register.tabs:
            if (id_, tab.id) not in session.area.tables:
                session.tables(tab.id, id_)
                await asyncio.sleep(0)


# ---- what is shown -----------------------------------------------------------------------------


def cursor_key(session: Session) -> tuple[str, str]:
    """Under which key the cursor's place is remembered."""
    name = session.table.id if session.table else session.tab
    return session.document_id, f"{name}/{session.compared_with}" if session.compared_with else name


def remember_cursor(session: Session) -> None:
    """Remember where the cursor is, for when its table is shown again."""
    grid = session.look.grid
    session.look.cursor[cursor_key(session)] = (grid.row, grid.column)


def show_address(session: Session, address: Address, table: Table) -> None:
    """Let the session show the cell at an address."""
    tab = table.tab
    session.document_id, session.tab = address.document, tab
    session.chosen_table[(address.document, tab)] = table.id
    session.traces_shown = session.traces_shown or table.out_of_text
    row = table.index.get(address.row, 0)
    column = table.column_index.get(address.column, -1) + 1
    session.look.cursor[(address.document, table.id)] = (row, column)
