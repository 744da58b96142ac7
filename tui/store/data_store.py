"""The data folder as a session has it open: files, journal, lock, watch and backups in one.

Order of a committed edit: the journal (fsynced), then the screen, then the file, which is
announced in the journal before it is replaced and noted after. Whatever the moment of a crash,
the next start finds every committed edit either in the file or in the journal.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from tinydb.table import Document as Record

from tui.domain.diff import Difference
from tui.domain.finding import Address, FileError
from tui.domain.register import Register
from tui.domain.table import Table
from tui.store.atomic_file import Fingerprint, earlier, loaded, sha256
from tui.store.backups import Backups, Copy, settings_changed
from tui.store.debris import sweep
from tui.store.directory import HEAD, SETTINGS_FILE, file_name_for
from tui.store.errors import ItemError, SaveError, file_name
from tui.store.file_hash import Bases, file_hash
from tui.store.folder import Store
from tui.store.journal import Journal
from tui.store.journal.history import CellEvent, cell_history, history_out_of
from tui.store.journal.line_records import Kind
from tui.store.journal.reader import calm, waiting_changes
from tui.store.lock import OnlyShown, WriteLock, user_name
from tui.store.recovery import Conflict, StartNotice, recovered, waiting_sentence
from tui.store.settled import SETTINGS, Settled, folder_of, settled
from tui.store.table_merge import merged_tab
from tui.store.watch import FileChange, Watcher
from tui.svenska.format import count
from tui.workspace import Change, DocumentMade, FolderChange, History, SettingsChange

MAX_EVENTS = 5000
CHOOSE = "välj först vad som ska gälla (Ctrl+P, ”Ändringar som väntar”)"


class DataStore(Store):
    """An opened data folder whose saves go through the journal.

    Raises nothing when it is opened: where the folder cannot be written, ``obstacle`` says why.
    """

    def __init__(
        self, folder: Path, register: Register | None = None, *, only_shown: str = ""
    ) -> None:
        """``only_shown``: why nothing is to be written in the folder whoever has it, if so."""
        self.journal = Journal(folder, user_name())
        self.watcher = Watcher(folder)
        self.copies = Backups(folder)
        self.lock = OnlyShown(only_shown) if only_shown else WriteLock(folder)
        self.conflicts: tuple[Conflict, ...] = ()
        self._saves = _Saves(folder, self.journal, self.watcher, self.copies)
        super().__init__(folder, register, self._saves.around)
        self.lock.take()

    @property
    def obstacle(self) -> str:
        """Why nothing may be changed here, "" when it may."""
        return self.lock.who()

    def take_over(self) -> StartNotice | None:
        """Try to become the writer, and replay what was left; what to tell of it if just now."""
        had = self.lock.has
        if not self.lock.take() or had:
            return None
        self.journal.forget()
        return restored(self)

    def journal_step(self, kind: Kind, step: Sequence[Change], files: Sequence[str]) -> None:
        """Commit a step; it is on the disk when this returns. Raises SaveError.

        Not for a file that others wait for: its next save would pass for one that holds them.
        """
        for file in files:
            document, _, tab = file.partition("/")
            if waits := self.waits(document, tab):
                raise SaveError(waits)
        bases = Bases(self.folder, self.is_known)
        self.journal.write(kind, step, files=files, bases=bases)

    def move(self, kind: Kind, change: FolderChange, act: Callable[[], object]) -> None:
        """Commit that a document's folder is made or moved, and do it. Raises StoreError.

        Not where edits wait for one of its files: they would go into whatever has its name next,
        or be missing in what is made out of it. Where ``act`` fails, the step does not count;
        where the program is killed before it, the next start finds that out by looking.
        """
        made_of = change.source if isinstance(change, DocumentMade) and not change.aside else ""
        if waits := waits_whole(self, change.document.id, made_of):
            raise SaveError(waits)
        name = folder_of(change.document.id)
        event = self.journal.write(kind, (change,), files=(name,), bases={})
        try:
            act()
        except OSError:
            with suppress(OSError):
                self.journal.discard(name, None, event.nr)
            raise
        with suppress(OSError):
            self.journal.saved(name, "", event.nr)

    def save_settings(self, changes: Sequence[SettingsChange], nr: int = 0) -> tuple[str, ...]:
        """Save changed settings, up to which step they are; which were left. Raises SaveError."""
        left = super().save_settings(changes)
        if nr and not left:
            hash_ = self.fingerprint().get(self.folder / SETTINGS_FILE) or ""
            self.journal.saved(SETTINGS, hash_, nr)
        return left

    def latest_nr(self) -> int:
        """The number of the last committed step, 0 before the first."""
        return self.journal.last_nr()

    def before(self, document: str, tab: str, nr: int) -> None:
        """Tell that the next save of a tab (of the head for "") holds every step up to ``nr``."""
        self._saves.nr[self._file(document, tab or HEAD)] = nr

    def history(self) -> History:
        """What could be undone and redone when the folder was last open."""
        return history_out_of(self.journal.events())

    def cell_history(self, address: Address) -> tuple[CellEvent, ...]:
        """How a cell came to its value, newest first."""
        return cell_history(self.journal.events(), address)

    def changed(self) -> tuple[FileChange, ...]:
        """The files that other programs have changed since they were read or saved."""
        for file, press in self.fingerprint().items():
            self.watcher.knows_fingerprint(file, press)
        return self.watcher.changed()

    def theirs(
        self, document: str, tab: str
    ) -> tuple[tuple[Table, ...], tuple[FileError, ...], Fingerprint]:
        """A tab as it is on the disk now, its faults and its print; nothing is known by it yet."""
        reader = Store(self.folder, self.register)
        tables, error = reader.tab(document, tab)
        return tables, error, reader.fingerprint().get(self._file(document, tab))

    def accept(self, document: str, tab: str, fingerprint: object) -> bool:
        """Let the file on the disk count as known, if it still is the one of that print."""
        self.tab(document, tab)
        return self.fingerprint().get(self._file(document, tab)) == fingerprint

    def _former(self, document: str, tab: str, table: str) -> Iterable[Record]:
        return self.copies.records(document, tab, table)

    def copy_list(self, document: str, tab: str) -> tuple[Copy, ...]:
        """A file's backups, newest first; "" and "installningar" for the settings."""
        if self.lock.has and document:
            self._saves.catch_up(self._file(document, tab))
        return self.copies.list_(document, tab)

    def waits(self, document: str, tab: str) -> str:
        """Why nothing may be changed in a file that committed edits wait for, "" when it may."""
        waiting = next((c for c in self.conflicts if c.key == (document, tab)), None)
        if waiting is None:
            return ""
        if waiting.obstacle:
            return waiting_sentence(waiting)
        name = file_name_for(waiting.file)
        return f"{name} har ändringar från förra gången som väntar; {CHOOSE}."

    def close(self) -> None:
        """Trim the journal where it is long, and let others have the folder."""
        try:
            # A journal that cannot be trimmed now is trimmed another time: nothing hangs on it.
            with suppress(OSError):
                if self.lock.has:
                    self.journal.shorten(MAX_EVENTS)
        finally:
            self.lock.released()

    def _unchanged(self, file: Path) -> None:
        self._saves.unchanged(file)


class _Saves:
    """What is done around each replace of a file: announced, backed up, noted.

    ``nr`` is by file the last step that its next save holds; a file without one is not journaled.
    """

    def __init__(self, folder: Path, journal: Journal, watcher: Watcher, copies: Backups) -> None:
        self.folder, self.journal, self.watcher, self.copies = folder, journal, watcher, copies
        self.nr: dict[Path, int] = {}
        self._caught_up: set[Path] = set()

    @contextmanager
    def around(self, file: Path, data: bytes) -> Iterator[None]:
        """Around a replace: the new bytes announced, the old ones kept, the new ones noted."""
        name, nr = _journal_name(file), self.nr.get(file, 0)
        hash_ = sha256(data) if nr else ""
        self.watcher.knows(file, data)
        self.catch_up(file)
        if nr:
            self.journal.intent(name, hash_, file_hash(self.folder, name), nr)
        yield
        _preserve(self, file)
        if nr:
            self.journal.saved(name, hash_, nr)

    def unchanged(self, file: Path) -> None:
        """Note that a file holds all of it already: they were undone before the save, say.

        The journal must know, or the next start would hold the same edits against the file.
        """
        name, nr = _journal_name(file), self.nr.get(file, 0)
        hash_ = file_hash(self.folder, name) if nr else None
        if hash_ is not None:
            self.journal.saved(name, hash_, nr)

    def catch_up(self, file: Path) -> None:
        """Make the backup that a crash took, before another is made or any are shown.

        It may have come between a replace and its backup, or before that one's name was on the
        disk. What was replaced is in .tidigare, which the sync after the replace covers.
        """
        if file not in self._caught_up:
            self._caught_up.add(file)
            with suppress(OSError):
                _preserve(self, file, datetime.fromtimestamp(file.stat().st_mtime))


def _preserve(saves: _Saves, file: Path, when: datetime | None = None) -> None:
    """Make the backup of what a save has replaced, just now if no other time is given.

    Best effort: a save is worth more than that backup, and what it replaced is in .tidigare in
    any case. It is taken from there, because a program may write in the file itself.
    """
    with suppress(OSError):
        source = earlier(file)
        document = file.parent.name if file.parent != saves.folder else ""
        if (data := loaded(source)) is not None and (
            document or settings_changed(data, loaded(file))
        ):
            saves.copies.preserve(document, file.stem, data, source, when)


def _journal_name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem.removeprefix('dokument')}"


def waits_whole(store: DataStore, *documents: str) -> str:
    """Why these documents may not be moved or decided as wholes: edits wait for their files."""
    waiting = [c for c in store.conflicts if c.key[0] in documents and c.key[0]]
    if not waiting:
        return ""
    number = count(sum(len(c.mine) for c in waiting), "ändring väntar", "ändringar väntar")
    names = " och ".join(file_name_for(c.file) for c in waiting)
    return f"Ingenting gjordes: {number} på {names}; {CHOOSE}."


def give_up(store: DataStore) -> None:
    """Let what this session committed and has not saved count no more. Raises StoreError.

    What waits from before, for a choice that has not been made, goes on waiting.
    """
    before = {conflict.file for conflict in store.conflicts}
    for name in waiting_changes(store.journal.read()).keys() - before:
        if name == SETTINGS:
            store.journal.discard(name, None, store.latest_nr())
        elif not name.startswith("/"):
            store.journal.discard(name, file_hash(store.folder, name), store.latest_nr())


def restored(store: DataStore, only: Collection[str] = ()) -> StartNotice:
    """Put into the files (``only`` these, if any are named) what the journal holds and they lack.

    Never raises. What cannot be put in is left to the user, in ``store.conflicts``.
    """
    if store.obstacle:
        return StartNotice()
    sweep(store.folder)
    if lost := store.journal.lost():
        return StartNotice(error=(FileError(file_name(store.journal.file), lost),))
    if calm(store.folder):
        store.conflicts = tuple(c for c in store.conflicts if only and c.file not in only)
        return StartNotice()
    beside = Settled() if only else settled(store, store.journal)
    notice = recovered(store, store.journal, store.before, only)
    others = (c for c in store.conflicts if only and c.file not in only)
    store.conflicts = (*others, *notice.conflicts)
    sentence = " ".join(filter(None, (beside.sentence, notice.sentence)))
    return StartNotice(sentence, (*beside.error, *notice.error), notice.conflicts)


def put_together(
    differences: Sequence[Difference],
    mine: Sequence[Table],
    theirs: Sequence[Table],
    choice: Mapping[Address, Literal["min", "deras"]],
    base: Sequence[Table] = (),
) -> tuple[Table, ...]:
    """A tab's two versions in one. Raises SaveError where the two sides cannot be."""
    try:
        return merged_tab(differences, mine, theirs, choice, base)
    except ItemError as error:
        raise SaveError(f"De två versionerna går inte ihop: {error}.") from error
