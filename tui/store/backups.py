"""Backups (*säkerhetskopior*): the last ten different saves, and the first of each of thirty days.

They lie in ``.namndkoll/kopior/<document>/<file>/`` as ``000123-20240901T140203.json``, the first
of a day with ``-forst`` last. The running number alone says in which order they were made, so a
clock that goes back, twice through the same hour or wrong altogether neither overwrites nor
reorders any; and what is to be kept is settled when a backup is made, so thinning may be
interrupted anywhere.

Where the system has hard links a backup is one more name of the generation that a save replaced
(``.tidigare``), and costs no bytes twice; it never is the file that is saved and edited.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from tinydb.table import Document as Record

from tui.store.atomic_file import Fingerprint, fingerprint, link, loaded, tidy, write
from tui.store.codec import CodeError, Json, decoded
from tui.store.directory import COPY_FOLDER, INNER_FOLDER, is_folder_name, names_in
from tui.store.errors import (
    ItemError,
    ReadError,
    SaveError,
    StoreError,
    file_name,
    not_saved,
    quoted,
)
from tui.store.rights import make_folder
from tui.store.storage import read_file, readable

_Known: TypeAlias = tuple[tuple[int, ...], Fingerprint]

LATEST, DAYS = 10, 30
SETTINGS_COPY = ("", "installningar")
"""Document and file of the settings."""
_REMEMBERED = ("tema", "senaste_dokument", "senaste_flik")
# Compiled by the first backup, which is after the start.
_NAME = r"(?a)(\d{6,})-(\d{8}T\d{6})(-forst)?\.json"
_TIME = "%Y%m%dT%H%M%S"


class Copy(Struct, frozen=True):
    """A backup: of which file, which in order, and what the clock said when it was made.

    ``document`` is "" for the settings. ``written_at`` is when what it holds was written, as far
    as that is known: a copy of the whole folder, or a clock that is wrong, makes it unknown.
    """

    document: str
    file: str
    serial: int
    made_at: datetime
    first_of_all: bool
    path: Path

    @property
    def written_at(self) -> datetime:
        """When the state that it holds came about, or else when it was replaced."""
        try:
            written = datetime.fromtimestamp(self.path.stat().st_mtime)
        except (OSError, OverflowError, ValueError):
            return self.made_at
        return min(written, self.made_at)


class Backups:
    """The backups of a data folder. ``file`` is a tab's id, or "dokument" for the head."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime] = datetime.now,
        *,
        latest: int = LATEST,
        days: int = DAYS,
    ) -> None:
        self.folder = folder / INNER_FOLDER / COPY_FOLDER
        self._now = now
        self._latest, self._days = latest, days
        self._known: dict[Path, _Known] = {}

    def preserve(
        self,
        document: str,
        file: str,
        data: bytes,
        source: Path | None = None,
        made_at: datetime | None = None,
    ) -> Copy | None:
        """Keep these bytes, unless the last backup is the same; then thin. Raises SaveError.

        ``source`` is a file that holds them and that nobody writes in again, so that the backup
        can be one more name of it. That name is not waited for: while it is not on the disk the
        other one is there to make it from once more. ``made_at`` is when the bytes were replaced,
        now if it is not given.
        """
        folder = self.place(document, file)
        names = names_in(folder)
        copies = _copies(document, file, folder, names)
        previous, mark = next(iter(copies), None), fingerprint(data)
        if previous is not None and self._fingerprint(previous.path) == mark:
            return None
        new = _new(document, file, folder, previous, made_at or self._now())
        _create(new.path, data, source)
        self._fingerprint(new.path, mark)
        self._thin((new, *copies))
        tidy(folder, (n for n in names if n.startswith(".") and n.endswith(".tmp")))
        return new

    def list_(self, document: str, file: str) -> tuple[Copy, ...]:
        """A file's backups, the newest first. Nothing is raised."""
        folder = self.place(document, file)
        return _copies(document, file, folder, names_in(folder))

    def read(self, copy: Copy) -> bytes:
        """A backup's bytes. Raises ReadError, also where it is gone."""
        data = loaded(copy.path)
        if data is None:
            raise gone(copy)
        return data

    def records(self, document: str, file: str, table: str) -> Iterator[Record]:
        """The records of a table in the latest backups, the newest first. Nothing is raised."""
        for copy in self.list_(document, file)[: self._latest]:
            with suppress(StoreError, ItemError):
                yield from readable(read_file(copy.path)[0], table)

    def _thin(self, copies: Sequence[Copy]) -> None:
        kept = self._kept(copies)
        for copy in reversed(copies):
            if copy.serial not in kept:
                with suppress(OSError):
                    copy.path.unlink()
                self._known.pop(copy.path, None)

    def _kept(self, copies: Sequence[Copy]) -> set[int]:
        """The newest of each of the last different contents, and the first of the last days."""
        kept = {copy.serial for copy in [p for p in copies if p.first_of_all][: self._days]}
        content: set[Fingerprint] = set()
        for copy in copies:
            if len(content) == self._latest:
                break
            mark = self._fingerprint(copy.path)
            if mark is None or mark not in content:
                kept.add(copy.serial)
            if mark is not None:
                content.add(mark)
        return kept

    def _fingerprint(self, path: Path, mark: Fingerprint = None) -> Fingerprint:
        """The print of a backup's bytes, None where they cannot be read; each is read once.

        One that has just been made need not be: ``mark`` is its print.
        """
        try:
            now = path.stat()
            stat = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)
            seen = self._known.get(path)
            if seen is None or seen[0] != stat:
                seen = self._known[path] = stat, mark or fingerprint(loaded(path))
        except OSError:
            return None
        return seen[1]

    def place(self, document: str, file: str) -> Path:
        """The folder of a file's backups, there or not. Raises SaveError for what is no name."""
        if (document, file) == SETTINGS_COPY:
            return self.folder / file
        if not is_folder_name(document) or not is_folder_name(file):
            raise SaveError(f"{quoted(f'{document}/{file}')} är inget dokument i datamappen.")
        return self.folder / document / file


def _copies(document: str, file: str, folder: Path, names: Iterable[str]) -> tuple[Copy, ...]:
    """The backups among a folder's files, the newest first."""
    told = sorted(((read, n) for n in names if (read := _parsed(n)) is not None), reverse=True)
    return tuple(Copy(document, file, *read, folder / name) for read, name in told)


@lru_cache(maxsize=1024)
def _parsed(name: str) -> tuple[int, datetime, bool] | None:
    """What a backup's name tells: which in order, when it was made, whether the day's first."""
    hit = re.fullmatch(_NAME, name)
    if hit is None:
        return None
    try:
        return int(hit[1]), datetime.fromisoformat(hit[2]), hit[3] is not None
    except ValueError:
        return None


def _new(document: str, file: str, folder: Path, previous: Copy | None, made_at: datetime) -> Copy:
    made_at = made_at.replace(microsecond=0, tzinfo=None)
    serial = previous.serial + 1 if previous else 1
    first_of_all = previous is None or previous.made_at.date() != made_at.date()
    name = f"{serial:06}-{made_at.strftime(_TIME)}{'-forst' if first_of_all else ''}.json"
    return Copy(document, file, serial, made_at, first_of_all, folder / name)


def _create(path: Path, data: bytes, source: Path | None) -> None:
    """The backup, whole: a new name of bytes on the disk, or else a copy. Raises SaveError."""
    if source is not None and link(source, path):
        return
    try:
        make_folder(path.parent, parents=True)
    except OSError as error:
        raise not_saved(path, error) from error
    write(path, data, None)
    # As a second name of the source would: the time is that of what it holds.
    with suppress(OSError):
        if source is not None:
            now = source.stat()
            os.utime(path, ns=(now.st_atime_ns, now.st_mtime_ns))


def settings_changed(old: bytes, new: bytes | None) -> bool:
    """Whether more has been changed than what the program itself remembers of the last time."""
    try:
        return bool(_chosen(decoded(old)) != _chosen(decoded(new or b"")))
    except CodeError:
        return True


def _chosen(value: Json) -> Json:
    value = dict(value) if isinstance(value, dict) else {}
    choices = value.get(SETTINGS_COPY[1])
    for item in choices.values() if isinstance(choices, dict) else ():
        for name in _REMEMBERED if isinstance(item, dict) else ():
            item.pop(name, None)
    return value


def gone(copy: Copy) -> ReadError:
    """The fault to raise where a backup is not there any more."""
    return ReadError(f"Säkerhetskopian {file_name(copy.path)} finns inte längre.")
