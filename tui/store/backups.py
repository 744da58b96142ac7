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
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from tinydb.table import Document as Record

from tui.store.atomic_file import Fingerprint, fingerprint, link, loaded, tidy, write
from tui.store.codec import CodeError, Json, decoded
from tui.store.directory import COPY_FOLDER, INNER_FOLDER, is_folder_name
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
_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6})(-forst)?\.json", re.ASCII)
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


class _Item(NamedTuple):
    """A backup, as its file's name tells of it."""

    serial: int
    made_at: datetime
    first_of_all: bool
    name: str


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
        self._known: dict[Path, dict[str, _Known]] = {}

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
        name = _name_in(folder)
        items = _items(name)
        previous = items[0] if items else None
        mark = fingerprint(data)
        if previous is not None and self._fingerprint(folder, previous.name) == mark:
            return None
        new = _new(previous, made_at or self._now())
        _create(folder / new.name, data, source)
        self._fingerprint(folder, new.name, mark)
        self._thin(folder, (new, *items), name)
        return _copy(document, file, folder, new)

    def list_(self, document: str, file: str) -> tuple[Copy, ...]:
        """A file's backups, the newest first. Nothing is raised."""
        folder = self.place(document, file)
        return tuple(_copy(document, file, folder, item) for item in _items(_name_in(folder)))

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

    def _thin(self, folder: Path, items: Sequence[_Item], name: Iterable[str]) -> None:
        kept = self._kept(folder, items)
        for item in reversed(items):
            if item.serial not in kept:
                with suppress(OSError):
                    (folder / item.name).unlink()
                self._known.get(folder, {}).pop(item.name, None)
        tidy(folder, (n for n in name if n.startswith(".") and n.endswith(".tmp")))

    def _kept(self, folder: Path, items: Sequence[_Item]) -> set[int]:
        """The newest of each of the last different contents, and the first of the last days."""
        kept = {item.serial for item in [p for p in items if p.first_of_all][: self._days]}
        content: set[Fingerprint] = set()
        for item in items:
            if len(content) == self._latest:
                break
            mark = self._fingerprint(folder, item.name)
            if mark is None or mark not in content:
                kept.add(item.serial)
            if mark is not None:
                content.add(mark)
        return kept

    def _fingerprint(self, folder: Path, name: str, mark: Fingerprint = None) -> Fingerprint:
        """The print of a backup's bytes, None where they cannot be read; each is read once.

        One that has just been made need not be: ``mark`` is its print.
        """
        known = self._known.setdefault(folder, {})
        try:
            # Text and no Path: it is done for each of those that are kept, at every save.
            now = os.stat(f"{folder}{os.sep}{name}")  # noqa: PTH116
            stat = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)
            seen = known.get(name)
            if seen is None or seen[0] != stat:
                seen = known[name] = stat, mark or fingerprint(loaded(folder / name))
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


def _copy(document: str, file: str, folder: Path, item: _Item) -> Copy:
    return Copy(document, file, item.serial, item.made_at, item.first_of_all, folder / item.name)


def _name_in(folder: Path) -> list[str]:
    """The names in a folder; none where it cannot be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208 -- the names are all that is asked for
    except OSError:
        return []


def _items(name: Iterable[str]) -> list[_Item]:
    """The backups among a folder's files, the newest first."""
    items = [item for n in name if (item := _parsed(n)) is not None]
    return sorted(items, reverse=True)


@lru_cache(maxsize=1024)
def _parsed(name: str) -> _Item | None:
    hit = _NAME.fullmatch(name)
    if hit is None:
        return None
    try:
        made_at = datetime.fromisoformat(hit[2])
    except ValueError:
        return None
    return _Item(int(hit[1]), made_at, hit[3] is not None, name)


def _new(previous: _Item | None, made_at: datetime) -> _Item:
    made_at = made_at.replace(microsecond=0, tzinfo=None)
    serial = previous.serial + 1 if previous else 1
    first_of_all = previous is None or previous.made_at.date() != made_at.date()
    name = f"{serial:06}-{made_at.strftime(_TIME)}{'-forst' if first_of_all else ''}.json"
    return _Item(serial, made_at, first_of_all, name)


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
