"""Files that change underneath (*bevakning*): what other programs have done to the open ones.

A file is read only where the system says that something has happened to it, and reported only
where its bytes are not those that are known. What is reported is reported again until it is
known (``knows``) or gone, so nothing is lost where the answer to it fails.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.store.atomic_file import UNREAD, Fingerprint, fingerprint, loaded

Kind: TypeAlias = Literal["andrad", "borta", "ny", "olasbar"]
_Stat: TypeAlias = tuple[int, ...] | None

# A second change within one tick of the file system's clock leaves no trace in the stat (2 s on
# FAT): what was read that soon after a change is read again. Source: git's "racy" index entries.
FRESH_NS = 2_500_000_000
MAX_ANNOUNCED = 50


class FileChange(Struct, frozen=True):
    """A watched file that is not as it is known; ``fingerprint`` tells such states apart."""

    file: Path
    kind: Kind
    fingerprint: Fingerprint

    @property
    def document(self) -> str:
        """The document's id."""
        return self.file.parent.name

    @property
    def tab(self) -> str:
        """The tab's id, "dokument" for the head."""
        return self.file.stem


class _Watched(Struct):
    """What is known of a file, what has been announced since, and what the disk last said."""

    known: Fingerprint
    announced: tuple[Fingerprint, ...] = ()
    stat: _Stat = ()
    on_disk: Fingerprint = UNREAD

    def seen(self, press: Fingerprint) -> None:
        """What was announced is there: it is what is known, and only what came after counts."""
        if press in self.announced:
            self.known, place = press, self.announced.index(press)
            self.announced = self.announced[place + 1 :]

    def kind(self) -> Kind | None:
        """What has happened to the file, None where it is as it is known."""
        if self.on_disk == self.known:
            return None
        if self.on_disk == UNREAD:
            return "olasbar"
        if self.on_disk is None:
            return "borta"
        return "ny" if self.known is None else "andrad"


class Watcher:
    """The watch over the files of a data folder that are open. Threads may share it.

    A file is given as a path, relative to the folder or whole.
    """

    def __init__(self, folder: Path, clock: Callable[[], int] = time.time_ns) -> None:
        self.folder = folder
        self._clock = clock
        self._files: dict[Path, _Watched] = {}
        self._lock = Lock()

    def knows(self, file: Path | str, data: bytes | None) -> None:
        """These bytes (None for no file) are ours: read now, or about to be saved, or saved.

        A file that is not watched is from now on. Announced before the save it covers the time
        until the save is done, for what was known before it still counts until it is seen.
        """
        press = fingerprint(data)
        with self._lock:
            watched = self._files.setdefault(self.folder / file, _Watched(press))
            if watched.announced or press != watched.known:
                watched.announced = (*watched.announced, press)[-MAX_ANNOUNCED:]

    def knows_fingerprint(self, file: Path | str, press: Fingerprint) -> None:
        """What is known is the content with this print and, of what was known before, no more.

        What has been announced after it still counts.
        """
        with self._lock:
            watched = self._files.setdefault(self.folder / file, _Watched(press))
            watched.seen(press)
            watched.known = press

    def changed(self) -> tuple[FileChange, ...]:
        """Every watched file that is not as it is known, at the cost of a ``stat`` each."""
        with self._lock:
            stats = {file: watched.stat for file, watched in self._files.items()}
        # Not under the lock: a share may take long to answer.
        looks = {file: self._look(file, stat) for file, stat in stats.items()}
        changes = []
        with self._lock:
            for file, look in looks.items():
                watched = self._files[file]
                if look is not None:
                    watched.stat, watched.on_disk = look
                watched.seen(watched.on_disk)
                if kind := watched.kind():
                    changes.append(FileChange(file, kind, watched.on_disk))
        return tuple(changes)

    def _look(self, file: Path, known: _Stat) -> tuple[_Stat, Fingerprint] | None:
        """What the disk says; None, and nothing read, where its stat is the known one.

        A stat that is too fresh to trust is not kept.
        """
        now = self._clock()
        try:
            stat = _stat(file)
            if stat is not None and stat == known:
                return None
            # The stat is older than the bytes or as old: a change in between shows next time.
            data = loaded(file) if stat is not None else None
        except OSError:
            return (), UNREAD
        reliable = stat is not None and now - max(stat[:2]) > FRESH_NS
        return stat if reliable else (), fingerprint(data)


def _stat(file: Path) -> _Stat:
    """What changes when a file does (the change time cannot be set back), None for no file."""
    try:
        s = os.stat(file)  # noqa: PTH116 -- half the time of Path.stat
    except (FileNotFoundError, NotADirectoryError):
        return None
    return s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino, s.st_dev
