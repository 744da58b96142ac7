"""An opened data folder: what is read from it, and what is saved to it."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document as Record

from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.register import Register
from tui.domain.settings import Sammantrade, Settings
from tui.domain.table import Table
from tui.store.atomic_file import UNREAD, Fingerprint, changed, fingerprint, rights_for, write
from tui.store.codec import CodeError, encoded
from tui.store.directory import (
    HEAD,
    HEAD_FILE,
    SETTINGS_FILE,
    closed_folder,
    control_name,
    document_folders,
    is_folder_name,
    ordered,
)
from tui.store.errors import (
    Changed,
    ItemError,
    ReadError,
    SaveError,
    StoreError,
    as_save_error,
    file_name,
    quoted,
)
from tui.store.head import HeadFile, parsed_head_file, put_head
from tui.store.mallar import register_of
from tui.store.rights import new_rights
from tui.store.settings_file import (
    meeting_record,
    next_account_line,
    parsed_settings,
    put_choices,
    put_settings,
)
from tui.store.storage import (
    StrictStorage,
    Transaction,
    in_memory,
    is_missing,
    parsed_schema,
    raw_tables,
    read_file,
)
from tui.store.tab_file import parsed_tab, put_tab, put_tables, tab_schema
from tui.store.text_files import TextFolder
from tui.store.whole_folder import AsideFolder, create_folder, move_aside
from tui.workspace import SettingsChange

ATTEMPTS = 20


def _without_more(file: Path, data: bytes) -> AbstractContextManager[None]:  # noqa: ARG001
    return nullcontext()


class Files:
    """The files of a data folder, as they were last read or saved here.

    What a file held is remembered as a print of its bytes, so that a file that another program
    has changed since then is not written over (``Changed``, a SaveError). May be read in one
    thread while it saves in another.
    """

    def __init__(
        self,
        folder: Path,
        register: Register | None = None,
        rewrite: Callable[[Path, bytes], AbstractContextManager[None]] = _without_more,
    ) -> None:
        """``rewrite`` is entered with a file and its new bytes around each replace. What is in
        force are the program's mallar and the folder's own, where no other ``register`` is given.
        """
        self.folder = folder
        found, self.mall_errors = (register, ()) if register else register_of(folder)
        self.register = found
        self._rewrite = rewrite
        self._fingerprint: dict[Path, Fingerprint] = {}
        self._closed: dict[Path, str] = {}
        self._lock = Lock()

    def fingerprint(self) -> dict[Path, Fingerprint]:
        """The print of each file as it was last read or saved."""
        with self._lock:
            return dict(self._fingerprint)

    def is_known(self, file: Path, data: bytes | None) -> bool:
        """Whether these bytes are what the file held when it was last read or saved."""
        # Not under the lock: the journal asks while it is being written in, and a save, which
        # has the lock, waits for the journal. To get one value is whole by itself.
        return fingerprint(data) == self._fingerprint.get(file, UNREAD)

    def _former(self, document: str, tab: str, table: str) -> Iterable[Record]:  # noqa: ARG002
        """The records that a table of a file has had, the newest first."""
        return ()

    def replace_whole(self, document: str, file: str, data: bytes) -> str:
        """Put a file (``folder.SETTINGS`` for the settings) in place of one that cannot be used.

        That one is moved aside, never written over; where to, in the data folder, "" where there
        was none. Raises SaveError.
        """
        path = self._file(document, file) if document else self.folder / SETTINGS_FILE
        with self._lock:
            rights = rights_for(path, new_rights(self.folder))
            aside = move_aside(self.folder, path)
            write(path, data, None, rights)
            self._fingerprint[path], self._closed[path] = fingerprint(data), ""
        return aside

    def closed(self, document: str, tab: str) -> str:
        """Why a file that has been read may not be saved (a newer version's), "" when it may."""
        return self._closed.get(self._file(document, tab or HEAD), "")

    def _note_closed(self, file: Path, error: Sequence[FileError], *, writable: bool) -> None:
        self._closed[file] = "" if writable or not error else error[0].sentence

    def _unchanged(self, file: Path) -> None:
        """A file that was to be saved holds all of it already."""

    def _file(self, document: str, file: str = HEAD) -> Path:
        if not is_folder_name(document) or not is_folder_name(file):
            raise SaveError(f"{quoted(f'{document}/{file}')} är inget dokument i datamappen.")
        return self.folder / document / f"{file}.json"

    def _read(self, file: Path) -> TinyDB:
        """A file, read, its print remembered. Raises ReadError."""
        with self._lock:
            database, self._fingerprint[file] = read_file(file)
        return database

    def _save(self, file: Path, put: Callable[[TinyDB], None]) -> None:
        """Replace a file by what ``put`` makes of it. Raises Changed, SaveError."""
        with self._lock, as_save_error(file):
            self._put(file, put)

    def _put(self, file: Path, put: Callable[[TinyDB], None]) -> None:
        transaction = Transaction(StrictStorage)
        with TinyDB(file, storage=transaction) as database:
            transaction.read()
            read = transaction.storage.fingerprint
            if self._fingerprint.get(file, UNREAD) not in (UNREAD, read):
                raise changed(file)
            put(database)
            if transaction.changed:
                transaction.storage.around = lambda data: self._around(file, data)
                transaction.commit()
            else:
                self._unchanged(file)
            self._fingerprint[file] = transaction.storage.fingerprint

    @contextmanager
    def _around(self, file: Path, data: bytes) -> Iterator[None]:
        with self._rewrite(file, data):
            yield
            # At once: it is our file also where noting that it is saved fails.
            self._fingerprint[file] = fingerprint(data)


class Store(Files, TextFolder, AsideFolder):
    """The data folder that the app holds. Reading never raises; saving raises SaveError."""

    def document(self) -> tuple[tuple[Document, ...], tuple[FileError, ...]]:
        """Every document's head, the newest period first, and the faults met."""
        folders, error = document_folders(self.folder, self._tab_ids)
        heads = [self.head_file(name) for name in folders]
        document = ordered(h.document for h in heads if h.document is not None)
        return document, (*error, *self.mall_errors, *(f for h in heads for f in h.error))

    @property
    def _tab_ids(self) -> tuple[str, ...]:
        return tuple(tab.id for tab in self.register.tabs)

    def headless(self, known: Collection[str]) -> tuple[tuple[str, str], ...]:
        """The documents beside those ``known`` that cannot be opened, each with what is wrong."""
        folders, _ = document_folders(self.folder, self._tab_ids)
        heads = ((name, self.head_file(name)) for name in folders if name not in known)
        return tuple((name, h.error[0].sentence) for name, h in heads if h.document is None)

    def head(self, document: str) -> Document | None:
        """One document's head, None where there is none to show; ``document`` says why."""
        return self.head_file(document).document if is_folder_name(document) else None

    def head_aside(self, aside: str, document: str) -> Document | None:
        """The head of a document that lies aside in the data folder, None where it is bad."""
        try:
            database, mark = read_file(self.folder / aside / HEAD_FILE)
        except ReadError:
            return None
        return parsed_head_file(database, HEAD_FILE, document).document if mark else None

    def tab(self, document: str, tab: str) -> tuple[tuple[Table, ...], tuple[FileError, ...]]:
        """One tab's tables in stored order, and the faults met.

        What is saved later is held to be made out of what the last call gave.
        """
        name = f"{document}/{tab}.json"
        try:
            database = self._read(self._file(document, tab))
        except StoreError as error:
            return (), (FileError(name, error.sentence),)
        if is_missing(database):
            return (), (FileError(name, f"{name} saknas; fliken visas tom."),)
        content = parsed_tab(database, name, document, tab, self.register)
        self._note_closed(self._file(document, tab), content.error, writable=content.writable)
        return content.tables, content.error

    def settings(self) -> tuple[Settings, tuple[FileError, ...]]:
        """The settings, defaults where they are missing or bad, and the faults met."""
        file = self.folder / SETTINGS_FILE
        try:
            database = self._read(file)
        except ReadError as error:
            return Settings(), (FileError(file_name(file), error.sentence),)
        if is_missing(database):
            return Settings(), ()
        schema = parsed_schema(database, file_name(file), {})
        self._note_closed(file, schema.error, writable=schema.writable)
        return parsed_settings(database, file_name(file))

    def save_tab(
        self, document: str, tab: str, tables: Sequence[Table], gone: Collection[str] = ()
    ) -> None:
        """Save a tab's tables in one replace. Raises Changed, SaveError.

        Unknown fields, row numbers and tables that are not given stay as they are in the file, but
        for those that are ``gone``.
        """
        file = self._file(document, tab)

        def put(database: TinyDB) -> None:
            if is_missing(database):
                put_tab(database, document, tab)
            schema = tab_schema(database, file_name(file), document, tab)
            if not schema.writable:
                raise SaveError(schema.error[0].sentence)
            former = partial(self._former, document, tab)
            put_tables(database, tables, self.register, former, gone)

        self._save(file, put)

    def save_document(self, document: Document) -> None:
        """Save a document's head; a new document's folder is made. Raises Changed, SaveError."""
        file = self._file(document.id)
        if not os.path.lexists(file.parent):
            self.create(document, {})
            return

        def put(database: TinyDB) -> None:
            if not is_missing(database):
                old = parsed_head_file(database, file_name(file), document.id)
                if not old.writable:
                    raise SaveError(old.error[0].sentence)
            put_head(database, document)

        self._save(file, put)

    def create(self, document: Document, tables: Mapping[str, Sequence[Table]]) -> None:
        """A new document's folder with all its tabs, whole or not at all. Raises SaveError."""
        control_name(document.id)
        try:
            files = _new_files(document, tables, self.register)
        except (ItemError, CodeError) as error:
            raise SaveError(f"{document.id} skapades inte: {error}.") from error

        def fill(folder: Path) -> None:
            for name, data in files.items():
                write(folder / name, data, None)

        folder = self.folder / document.id
        with self._lock:
            create_folder(folder, fill)
            self._fingerprint |= {folder / name: fingerprint(data) for name, data in files.items()}

    def save_choice(
        self,
        *,
        theme: str | None = None,
        last_document: str | None = None,
        last_tab: str | None = None,
    ) -> None:
        """Save the choices that are given, over the settings as they are now. Raises SaveError."""
        all_ = {"tema": theme, "senaste_dokument": last_document, "senaste_flik": last_tab}
        choice = {name: text for name, text in all_.items() if text is not None}
        # What the program only remembers for itself is not worth a fault.
        if not self.settings_closed():
            self.save_over(SETTINGS_FILE, lambda database: put_choices(database, choice))

    def settings_closed(self) -> str:
        """Why the settings may not be saved (a newer version's), "" when they may."""
        return self._closed.get(self.folder / SETTINGS_FILE, "")

    def meeting_record(self, meeting: Sammantrade) -> tuple[int, Mapping[str, Any]]:
        """A meeting's number in the file, and what its record holds beside it; 0 for none."""
        try:
            return meeting_record(self._read(self.folder / SETTINGS_FILE), meeting)
        except (ReadError, ItemError):
            return 0, {}

    def next_account_line(self) -> int:
        """A number that no line of the map of accounts has in the file."""
        try:
            return next_account_line(self._read(self.folder / SETTINGS_FILE))
        except (ReadError, ItemError):
            return 1

    def save_settings(self, changes: Sequence[SettingsChange]) -> tuple[str, ...]:
        """Save what a user has changed, over the settings as they are now. Raises SaveError.

        Returns the names of those that were left alone, since another program has changed them.
        """
        left: list[tuple[str, ...]] = []
        self.save_over(SETTINGS_FILE, lambda database: left.append(put_settings(database, changes)))
        return left[-1]

    def save_over(self, name: str, put: Callable[[TinyDB], None]) -> None:
        """What is new is put into what the file holds at this moment, whoever wrote it.

        Raises SaveError.
        """
        for attempt in range(ATTEMPTS):
            try:
                self._save_once(self.folder / name, put)
            except Changed:
                # Another program was quicker by a moment: its settings are read, and kept.
                if attempt == ATTEMPTS - 1:
                    raise
            else:
                return

    def _save_once(self, file: Path, put: Callable[[TinyDB], None]) -> None:
        self._fingerprint.pop(file, None)

        def checked(database: TinyDB) -> None:
            if not is_missing(database):
                schema = parsed_schema(database, file_name(file), {})
                if not schema.writable:
                    raise SaveError(schema.error[0].sentence)
            put(database)

        self._save(file, checked)

    def head_file(self, folder: str) -> HeadFile:
        """One document's head, the faults met, and whether it may be saved."""
        file = self.folder / folder / HEAD_FILE
        try:
            database = self._read(file)
        except ReadError as error:
            sentence = closed_folder(file.parent) or error.sentence
            return HeadFile(None, (FileError(file_name(file), sentence),), writable=False)
        if is_missing(database):
            sentence = f"{file_name(file)} saknas; dokumentet visas inte."
            return HeadFile(None, (FileError(file_name(file), sentence),), writable=False)
        content = parsed_head_file(database, file_name(file), folder)
        self._note_closed(file, content.error, writable=content.writable)
        return content


def _new_files(
    document: Document, tables: Mapping[str, Sequence[Table]], register: Register
) -> dict[str, bytes]:
    """The content of a new document's files by name. Raises ItemError, CodeError."""
    head = in_memory()
    put_head(head, document)
    files = {HEAD_FILE: encoded(raw_tables(head))}
    for tab in dict.fromkeys((*(f.id for f in register.tabs), *tables)):
        database = in_memory()
        put_tab(database, document.id, tab)
        put_tables(database, tables.get(tab, ()), register)
        files[f"{tab}.json"] = encoded(raw_tables(database))
    return files
