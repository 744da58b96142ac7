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
from msgspec.structs import replace

from tui.store.atomic_file import UNREAD, Fingerprint, fingerprint, loaded
from tui.store.errors import StoreError, cause, not_read

Kind: TypeAlias = Literal["andrad", "borta", "ny", "olasbar"]
_Stat: TypeAlias = tuple[int, ...] | None

# A second change within one tick of the file system's clock leaves no trace in the stat (2 s on
# FAT): what was read that soon after a change is read again. Source: git's "racy" index entries.
FRESH_NS = 2_500_000_000
MAX_ANNOUNCED = 50


class FileChange(Struct, frozen=True):
    """A watched file that is not as it is known. ``fingerprint`` tells one such state from another;
    ``sentence`` is the Swedish sentence of a file that cannot be read."""

    file: Path
    kind: Kind
    fingerprint: Fingerprint
    sentence: str = ""

    @property
    def document(self) -> str:
        """The document's id."""
        return self.file.parent.name

    @property
    def tab(self) -> str:
        """The tab's id, "dokument" for the head."""
        return self.file.stem


class _Known(Struct, frozen=True):
    """What is known of a file, what has been announced since, and what the disk last said."""

    fingerprint: Fingerprint
    announced: tuple[Fingerprint, ...] = ()
    stat: _Stat = ()
    on_disk: Fingerprint = UNREAD
    sentence: str = ""


class Watcher:
    """The watch over the files of a data folder that are open. Threads may share it.

    A file is given as a path, relative to the folder or whole.
    """

    def __init__(self, folder: Path, clock: Callable[[], int] = time.time_ns) -> None:
        self.folder = folder
        self._clock = clock
        self._known: dict[Path, _Known] = {}
        self._lock = Lock()

    def knows(self, file: Path | str, data: bytes | None) -> None:
        """These bytes (None for no file) are ours: read now, or about to be saved, or saved.

        A file that is not watched is from now on. Announced before the save it covers the time
        until the save is done, for what was known before it still counts until it is seen.
        """
        press = fingerprint(data)
        with self._lock:
            known = self._known.setdefault(self.folder / file, _Known(press))
            if known.announced or press != known.fingerprint:
                announced = (*known.announced, press)[-MAX_ANNOUNCED:]
                self._known[self.folder / file] = replace(known, announced=announced)

    def knows_fingerprint(self, file: Path | str, press: Fingerprint) -> None:
        """What is known is the content with this print and, of what was known before, no more.

        What has been announced after it still counts.
        """
        with self._lock:
            known = self._known.get(self.folder / file, _Known(press))
            announced = (
                _after(known.announced, press) if press in known.announced else known.announced
            )
            self._known[self.folder / file] = replace(known, fingerprint=press, announced=announced)

    def forget(self, *files: Path | str) -> None:
        """Watch these files no longer."""
        with self._lock:
            for file in files:
                self._known.pop(self.folder / file, None)

    def changed(self) -> tuple[FileChange, ...]:
        """Every watched file that is not as it is known, at the cost of a ``stat`` each."""
        with self._lock:
            known_ones = tuple(self._known.items())
        found = [(file, self._looked(file, known)) for file, known in known_ones]
        with self._lock:
            all_tried = [self._tried(file, seen) for file, seen in found if file in self._known]
        return tuple(change for change in all_tried if change is not None)

    def _looked(self, file: Path, known: _Known) -> _Known:
        """What the disk says, read anew only where the stat is another or too fresh to trust."""
        now = self._clock()
        try:
            stat = _stat(file)
            if stat is not None and stat == known.stat:
                return known
            # The stat is older than the bytes or as old: a change in between shows next time.
            data = loaded(file) if stat is not None else None
        except OSError as error:
            sentence = (
                error.sentence
                if isinstance(error, StoreError)
                else not_read(file, cause(error)).sentence
            )
            return replace(known, stat=(), on_disk=UNREAD, sentence=sentence)
        reliable = stat is not None and now - max(stat[:2]) > FRESH_NS
        return replace(known, stat=stat if reliable else (), on_disk=fingerprint(data), sentence="")

    def _tried(self, file: Path, seen: _Known) -> FileChange | None:
        """The verdict on what was seen, by what is known by now."""
        known = self._known[file]
        press = seen.on_disk
        if press in known.announced:
            known = replace(known, fingerprint=press, announced=_after(known.announced, press))
        self._known[file] = replace(known, stat=seen.stat, on_disk=press, sentence=seen.sentence)
        if press == known.fingerprint:
            return None
        return FileChange(file, _kind(known.fingerprint, press), press, seen.sentence)


def _after(announced: tuple[Fingerprint, ...], press: Fingerprint) -> tuple[Fingerprint, ...]:
    return announced[announced.index(press) + 1 :]


def _kind(edge: Fingerprint, on_disk: Fingerprint) -> Kind:
    if on_disk == UNREAD:
        return "olasbar"
    if on_disk is None:
        return "borta"
    return "ny" if edge is None else "andrad"


def _stat(file: Path) -> _Stat:
    """What changes when a file does (the change time cannot be set back), None for no file."""
    try:
        s = os.stat(file)  # noqa: PTH116 -- half the time of Path.stat
    except (FileNotFoundError, NotADirectoryError):
        return None
    return s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino, s.st_dev
