"""An opened data folder: what is read from it, and what is saved to it."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.register import REGISTER, Register
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.atomic_file import UNREAD, Fingerprint, changed, fingerprint, read, write
from tui.store.codec import CodeError, Json
from tui.store.directory import (
    HEAD_FILE,
    SETTINGS_FILE,
    control_name,
    document_folders,
    is_folder_name,
    ordered,
)
from tui.store.errors import (
    ItemError,
    ReadError,
    SaveError,
    StoreError,
    file_name,
    not_saved,
    quoted,
)
from tui.store.head import HeadFile, merged_head, parsed_head_file
from tui.store.schema import parsed_schema, upgraded
from tui.store.settings_file import (
    merged_choice,
    merged_settings,
    parsed_settings,
)
from tui.store.tab_file import parsed_tab, tab_schema
from tui.store.text_folder import TextFolder
from tui.store.whole_folder import AsideFolder, create_folder

if TYPE_CHECKING:
    from tui.store.save_memory import SaveMemory


def _without_more(file: Path, data: bytes) -> AbstractContextManager[None]:  # noqa: ARG001
    return nullcontext()


class Store(TextFolder, AsideFolder):
    """The data folder that the app holds. Reading never raises; saving raises Sparfel.

    What a file held when it was read is remembered as a print of its bytes, so that a file that
    another program has changed since then is not written over (``Changed``, a Sparfel). May be
    read in one thread while it saves in another.
    """

    def __init__(
        self,
        folder: Path,
        register: Register = REGISTER,
        rewrite: "Callable[[Path, bytes], AbstractContextManager[None]]" = _without_more,
    ) -> None:
        """``rewrite`` is entered with a file and its new bytes around each replace."""
        self.folder = folder
        self.register = register
        self._rewrite = rewrite
        self._fingerprint: dict[Path, Fingerprint] = {}
        self._lock = Lock()
        self._memory: SaveMemory | None = None

    def document(self) -> tuple[tuple[Document, ...], tuple[FileError, ...]]:
        """Every document's head, the newest period first, and the faults met."""
        folders, error = document_folders(self.folder)
        heads = [self._head_file(name) for name in folders]
        document = ordered(h.document for h in heads if h.document is not None)
        return document, (*error, *(f for h in heads for f in h.error))

    def head(self, document: str) -> Document | None:
        """One document's head, None where there is none to show; ``document`` says why."""
        return self._head_file(document).document if is_folder_name(document) else None

    def tab(self, document: str, tab: str) -> tuple[tuple[Table, ...], tuple[FileError, ...]]:
        """One tab's tables in stored order, and the faults met.

        What is saved later is held to be made out of what the last call gave.
        """
        name = f"{document}/{tab}.json"
        try:
            ra = self._read(self._file(document, tab))
        except StoreError as error:
            return (), (FileError(name, error.sentence),)
        if ra is None:
            return (), (FileError(name, f"{name} saknas; fliken visas tom."),)
        content = parsed_tab(ra, name, document, tab, self.register)
        return content.tables, content.error

    def settings(self) -> tuple[Settings, tuple[FileError, ...]]:
        """The settings, defaults where they are missing or bad, and the faults met."""
        file = self.folder / SETTINGS_FILE
        try:
            ra = self._read(file)
        except ReadError as error:
            return Settings(), (FileError(file_name(file), error.sentence),)
        return (Settings(), ()) if ra is None else parsed_settings(ra, file_name(file))

    def save_tab(self, document: str, tab: str, tables: Sequence[Table]) -> None:
        """Save a tab's tables in one replace. Raises Andrad, Sparfel.

        Unknown fields, row numbers and tables that are not given stay as they are in the file.
        """
        # Not needed before something is saved.
        from tui.store.joining import empty_tab
        from tui.store.save_memory import SaveMemory

        file, memory = self._file(document, tab), self._memory
        if memory is None or memory.file != file:
            memory = self._memory = SaveMemory(file)

        def new(ra: Json) -> Json:
            if ra is None:
                ra = empty_tab(document, tab)
            schema = tab_schema(ra, file_name(file), document, tab)
            if not schema.writable:
                raise SaveError(schema.error[0].sentence)
            return memory.merged(ra, tables, self.register)

        self._save(file, new, memory)

    def save_document(self, document: Document) -> None:
        """Save a document's head; a new document's folder is made. Raises Andrad, Sparfel."""
        file = self._file(document.id)
        if not os.path.lexists(file.parent):
            self.create(document, {})
            return

        def new(ra: Json) -> Json:
            old = parsed_head_file(ra, file_name(file), document.id) if ra is not None else None
            if old is not None and not old.writable:
                raise SaveError(old.error[0].sentence)
            return merged_head(ra, document)

        self._save(file, new)

    def create(self, document: Document, tables: Mapping[str, Sequence[Table]]) -> None:
        """A new document's folder with all its tabs, whole or not at all. Raises Sparfel."""
        from tui.store.new_files import new_files

        control_name(document.id)
        try:
            files = new_files(document, tables, self.register)
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
        tema: str | None = None,
        senaste_dokument: str | None = None,
        senaste_flik: str | None = None,
    ) -> None:
        """Save the choices that are given, over the settings as they are now. Raises Sparfel."""
        all_ = {"tema": tema, "senaste_dokument": senaste_dokument, "senaste_flik": senaste_flik}
        choice = {name: text for name, text in all_.items() if text is not None}
        file = self.folder / SETTINGS_FILE
        # One field is put into what the file holds at this moment, so it does not matter whether
        # the user has edited the thresholds in it by hand since the start.
        self._fingerprint.pop(file, None)
        self._save(file, lambda ra: merged_choice(_writable(ra, file), choice))

    def save_settings(self, before: Settings, new: Settings) -> None:
        """Save what a user has changed since ``before``. Raises Sparfel."""
        file = self.folder / SETTINGS_FILE
        self._fingerprint.pop(file, None)
        self._save(file, lambda ra: merged_settings(_writable(ra, file), before, new))

    def fingerprint(self) -> dict[Path, Fingerprint]:
        """The print of each file as it was last read or saved."""
        with self._lock:
            return dict(self._fingerprint)

    def is_known(self, file: Path, data: bytes | None) -> bool:
        """Whether these bytes are what the file held when it was last read or saved."""
        # Not under the lock: the journal asks while it is being written in, and a save, which
        # has the lock, waits for the journal. To get one value is whole by itself.
        return fingerprint(data) == self._fingerprint.get(file, UNREAD)

    def _unchanged(self, file: Path) -> None:
        """A file that was to be saved holds all of it already."""

    def _file(self, document: str, file: str = HEAD_FILE.removesuffix(".json")) -> Path:
        if not is_folder_name(document) or not is_folder_name(file):
            raise SaveError(f"{quoted(f'{document}/{file}')} är inget dokument i datamappen.")
        return self.folder / document / f"{file}.json"

    def _head_file(self, folder: str) -> HeadFile:
        file = self.folder / folder / HEAD_FILE
        try:
            ra = self._read(file)
        except ReadError as error:
            return HeadFile(None, (FileError(file_name(file), error.sentence),), writable=False)
        if ra is None:
            sentence = f"{file_name(file)} saknas; dokumentet visas inte."
            return HeadFile(None, (FileError(file_name(file), sentence),), writable=False)
        return parsed_head_file(ra, file_name(file), folder)

    def _read(self, file: Path) -> Json:
        """A file's value, its print remembered. Raises Lasfel."""
        with self._lock:
            ra, self._fingerprint[file] = read(file)
            return upgraded(ra)

    def _save(
        self, file: Path, new: Callable[[Json], Json], memory: "SaveMemory | None" = None
    ) -> None:
        """Replace a file's value by what ``new`` makes of it. Raises Andrad, Sparfel."""
        # TinyDB is not needed before something is saved.
        from tui.store.storage import StrictStorage

        storage = StrictStorage(file, memory)
        with self._lock:
            try:
                ra = storage.read()
                if self._fingerprint.get(file, UNREAD) not in (UNREAD, storage.fingerprint):
                    raise changed(file)
                fresh = new(upgraded(ra))
                if fresh is not ra:
                    data = storage.encoded(fresh)
                    with self._rewrite(file, data):
                        storage.replaced(data)
                        # At once: it is our file also where noting that it is saved fails.
                        self._fingerprint[file] = storage.fingerprint
                        if memory is not None:
                            memory.saved(data, fresh)
                else:
                    self._unchanged(file)
            except ReadError as error:
                raise SaveError(error.sentence, error.errno) from error
            except ItemError as error:
                raise SaveError(f"{file_name(file)}, {error}; filen sparades inte.") from error
            except SaveError:
                raise
            except OSError as error:
                raise not_saved(file, error) from error
            self._fingerprint[file] = storage.fingerprint


def _writable(ra: Json, file: Path) -> Json:
    """The settings' value, where this version may save it. Raises Sparfel."""
    schema = parsed_schema(ra, file_name(file), {}) if ra is not None else None
    if schema is not None and not schema.writable:
        raise SaveError(schema.error[0].sentence)
    return ra
