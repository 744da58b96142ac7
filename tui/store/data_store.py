"""The data folder as the session holds it: files, journal, lock, watch and backups in one.

Order of a committed edit: the journal (fsynced), then the screen, then the file, which is
announced in the journal before it is replaced and noted after. Whatever the moment of a crash,
the next start finds every committed edit either in the file or in the journal.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.finding import Address
from tui.domain.register import REGISTER, Register
from tui.store.atomic_file import earlier, loaded
from tui.store.file_hash import Baser, file_hash, sha256
from tui.store.folder import Store
from tui.store.journal.start import journal_file
from tui.store.lock import WriteLock, me
from tui.workspace import Change, History

if TYPE_CHECKING:
    from tui.store.backups import Backups
    from tui.store.history import CellEvent
    from tui.store.journal.journal import Event, Journal, Kind
    from tui.store.recovery import Conflict
    from tui.store.watch import FileChange, Watcher

MAX_EVENTS = 5000


class DataStore(Store):
    """An opened data folder whose saves go through the journal.

    Raises nothing when it is opened: where the folder cannot be written, ``obstacle`` says why.
    """

    def __init__(self, folder: Path, register: Register = REGISTER) -> None:
        super().__init__(folder, register, self._rewrite)
        self.lock = WriteLock(folder)
        self._nr: dict[Path, int] = {}
        self._caught_up: set[Path] = set()
        self._events: list[Event] | None = None
        self.conflicts: tuple[Conflict, ...] = ()
        self.lock.take()

    @cached_property
    def journal(self) -> "Journal":
        """The journal; imported, as the next two, when it is first needed."""
        from tui.store.journal.journal import Journal

        return Journal(self.folder, jag_name())

    @cached_property
    def watcher(self) -> "Watcher":
        """The watch."""
        from tui.store.watch import Watcher

        return Watcher(self.folder)

    @cached_property
    def copies(self) -> "Backups":
        """The backups."""
        from tui.store.backups import Backups

        return Backups(self.folder)

    @property
    def obstacle(self) -> str:
        """Why nothing may be changed here, "" when it may."""
        return self.lock.who()

    def take_over(self) -> bool:
        """Try to become the writer; True when it just succeeded."""
        hade = self.lock.has
        return self.lock.take() and not hade

    def journal_step(
        self, kind: "Kind", step: Sequence[Change], files: Sequence[str], reason: str = ""
    ) -> None:
        """Commit a step; it is on the disk when this returns. Raises Sparfel."""
        event = self.journal.write(
            kind, step, reason, files=files, bases=Baser(self.folder, self.is_known)
        )
        if self._events is not None:
            self._events.append(event)

    def latest_nr(self) -> int:
        """The number of the last committed step, 0 before the first."""
        return self.journal.last_nr()

    def before(self, document: str, tab: str, nr: int) -> None:
        """Tell that the next save of a tab (of the head for "") holds every step up to ``nr``."""
        self._nr[self._file(document, tab or "dokument")] = nr

    def events(self) -> "Sequence[Event]":
        """The journal's events, read once; where nothing has been noted there is none to import."""
        if self._events is None:
            exists = journal_file(self.folder).exists()
            self._events = list(self.journal.read().events) if exists else []
        return self._events

    def history(self) -> History:
        """What could be undone and redone when the folder was last open."""
        if not self.events():
            return History()
        from tui.store.history import history_out_of

        return history_out_of(self.events())

    def cell_history(self, address: Address) -> "tuple[CellEvent, ...]":
        """How a cell came to its value, newest first."""
        if not self.events():
            return ()
        from tui.store.history import cell_history

        return cell_history(self.events(), address)

    def changed(self) -> "tuple[FileChange, ...]":
        """The files that other programs have changed since they were read or saved."""
        for file, press in self.fingerprint().items():
            self.watcher.knows_fingerprint(file, press)
        return self.watcher.changed()

    def discard(self, conflict: "Conflict") -> None:
        """Let a file count as it is; the journal's unsaved edits of it do not. Raises Sparfel."""
        self.journal.discard(conflict.file, conflict.theirs, self.latest_nr())
        self._events = None

    def close(self) -> None:
        """Trim the journal where it is long, and let others have the folder."""
        try:
            # A journal that cannot be trimmed now is trimmed another time: nothing hangs on it.
            with suppress(OSError):
                if self.lock.has:
                    self.journal.shorten(MAX_EVENTS)
        finally:
            self.lock.released()

    @contextmanager
    def _rewrite(self, file: Path, data: bytes) -> Iterator[None]:
        """Around a replace: the new bytes announced, the old ones kept, the new ones noted."""
        name = _journal_name(file)
        nr = self._nr.get(file, 0)
        hash_ = sha256(data) if nr else ""
        self.watcher.knows(file, data)
        self._take_caught_up(file)
        if nr:
            self.journal.intent(name, hash_, file_hash(self.folder, name), nr)
        yield
        _preserve(self, file)
        if nr:
            self.journal.saved(name, hash_, nr)

    def _unchanged(self, file: Path) -> None:
        # The journal must know, or the next start would hold the same edits against the file:
        # they were undone before the save, or another's change was chosen instead of them.
        name, nr = _journal_name(file), self._nr.get(file, 0)
        hash_ = file_hash(self.folder, name) if nr else None
        if hash_ is not None:
            self.journal.saved(name, hash_, nr)

    def _take_caught_up(self, file: Path) -> None:
        """Make the backup that a crash took, before another is made or any are shown.

        It may have come between a replace and its backup, or before that one's name was on the
        disk. What was replaced is in .tidigare, which the sync after the replace covers.
        """
        if file not in self._caught_up:
            self._caught_up.add(file)
            with suppress(OSError):
                _preserve(self, file, file.stat().st_mtime)


def _preserve(store: DataStore, file: Path, nar: float | None = None) -> None:
    """Make the backup of what a save has replaced, at the time ``nar`` if it is not just now.

    Best effort: a save is worth more than that backup, and what it replaced is in .tidigare in
    any case. It is taken from there, because a program may write in the file itself.
    """
    from datetime import datetime

    with suppress(OSError):
        source = earlier(file)
        if file.parent != store.folder and (data := loaded(source)) is not None:
            moment = None if nar is None else datetime.fromtimestamp(nar)
            store.copies.preserve(file.parent.name, file.stem, data, source, moment)


def _journal_name(file: Path) -> str:
    return f"{file.parent.name}/{file.stem.removeprefix('dokument')}"


def jag_name() -> str:
    """Who the journal says has typed."""
    from datetime import datetime

    return me(datetime.now()).user
