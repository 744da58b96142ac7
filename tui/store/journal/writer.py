"""Appending to a journal: a line is whole and on the disk when it is told to be, or not there.

The file is opened anew for each line. That costs 8 µs beside an fsync of 240 µs, needs no check
of whether the open file still is the one in the folder, and leaves it free to be moved or
synchronised by other programs, also on Windows.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from tui.store.atomic_file import sync_folder
from tui.store.codec import MAX_BYTE
from tui.store.errors import Changed, SaveError, file_name
from tui.store.journal.archive import latest_archived
from tui.store.journal.lines import Event, Head, JournalLine, encoded_journal_line
from tui.store.journal.reader import (
    Content,
    State,
    everything_saved,
    missing,
    parsed_content,
    state_after,
)
from tui.store.rights import FILE, make_folder, share

Row = TypeVar("Row", bound=JournalLine)
# What events leave free, so that the files can still be saved and the journal then trimmed.
FALLBACK = 256 * 1024
# O_NONBLOCK: a named pipe that lies where the file should be must not hang the program.
_OPEN = os.O_RDWR | os.O_APPEND
_OPEN |= sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK"))


class _Mark(NamedTuple):
    """What tells that a file is the one that was left, and as it was left."""

    device: int
    inode: int
    size: int


class _End(NamedTuple):
    """Where the last whole line ends in which file, and the newline that it still lacks."""

    mark: _Mark
    gap: bytes = b""


class Writer:
    """Appends lines to one file, from one thread at a time; knows the file as it left it."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self.file, self._now = file, now
        self.state: State | None = None
        self._end = _End(_Mark(-1, -1, -1))
        self._heal = False

    def forget(self) -> None:
        """Read the file anew before the next line. Not while a failed line is in it."""
        self.state = None

    @property
    def whole(self) -> bool:
        """Whether the file ends with a line that was written whole."""
        return not self._heal

    def append(self, new: Callable[[State], Row]) -> Row:
        """Append the line that ``new`` makes of the state, and return it when it is on the disk.

        Raises OSError (with a ``sentence`` where it is a SaveError), ItemError and CodeError.
        """
        with _opened(self.file) as fd:
            state = self._current(fd)
            row = new(state)
            self._write(fd, encoded_journal_line(row), FALLBACK if isinstance(row, Event) else 0)
        state.note_down(row)
        return row

    def _write(self, fd: int, data: bytes, fallback: int) -> None:
        data, end = self._end.gap + data, self._end.mark.size
        if end + len(data) > MAX_BYTE - fallback:
            raise SaveError(
                f"{file_name(self.file)} är full ({MAX_BYTE // 1024 // 1024} MB), så ändringen är "
                "inte sparad; starta om programmet, så kortas den."
            )
        self._heal = True
        _append(fd, data, end)
        self._heal = False
        self._end = _End(self._end.mark._replace(size=end + len(data)))

    def _current(self, fd: int) -> State:
        """The state of the open file, read anew unless it is as it was left. Raises OSError."""
        now, known = _mark(fd), self._end.mark
        if self._heal and now[:2] == known[:2] and now.size > known.size:
            # A line that failed and could not be cut off at once: nothing follows it.
            _cut(fd, known.size)
            now = _mark(fd)
        self._heal = False
        if self.state is None or now != known:
            self.state, self._end = self._read(fd, now)
        return self.state

    def _read(self, fd: int, now: _Mark) -> tuple[State, _End]:
        """The state of a file that is new to us, or that another program has replaced."""
        data = _read_all(fd)
        everything = everything_saved(data) if self.state is None else None
        if everything is not None:
            return State(everything), _End(now)
        content = parsed_content(data, file_name(self.file))
        if content.obstacle:
            raise SaveError(content.obstacle)
        state = state_after(content.rows)
        gone = self._gone(content, state)
        if now.size > content.whole:
            _cut(fd, content.whole)
        end = _End(now._replace(size=content.whole), b"\n" if content.unfinished else b"")
        first = () if content.rows else (self._head(gone),)
        if first or gone:
            end = self._begun(fd, end, (*first, *gone))
        for row in (*first, *gone):
            state.note_down(row)
        state.nr = max(state.nr, self.state.nr if self.state else 0)
        return state, end

    def _begun(self, fd: int, end: _End, rows: tuple[JournalLine, ...]) -> _End:
        """The end after these lines, in a file whose name is made to last."""
        data = end.gap + b"".join(map(encoded_journal_line, rows))
        _append(fd, data, end.mark.size)
        # The file's name, and that of the folder that was made for it.
        sync_folder(self.file.parent)
        sync_folder(self.file.parent.parent)
        return _End(end.mark._replace(size=end.mark.size + len(data)))

    def _gone(self, content: Content, state: State) -> tuple[JournalLine, ...]:
        """What we wrote and no save holds, and this file lacks. Raises Changed.

        Where the file was deleted, or an older one put in its place, those lines are written
        again. Where it has gone on without them it is somebody else's.
        """
        gone = missing(self.state.waiting if self.state else (), content.rows)
        if any(isinstance(row, Event) and row.nr <= state.nr for row in gone):
            raise Changed(
                f"{file_name(self.file)} har bytts mot en annan av ett annat program, så ändringen "
                "är inte sparad; flytta den till en annan mapp och spara igen."
            )
        return gone

    def _head(self, rows: tuple[JournalLine, ...]) -> Head:
        """The first line of a new file; its numbers go on after all that are known."""
        last = max(self.state.nr if self.state else 0, latest_archived(self.file))
        from_nr = min((r.nr for r in rows if isinstance(r, Event)), default=last + 1)
        return Head(self._now(), from_nr)


@contextmanager
def _opened(file: Path) -> Iterator[int]:
    """The file's descriptor; file and folder are made if there are none. Raises OSError."""
    try:
        fd = os.open(file, _OPEN)
    except FileNotFoundError:
        make_folder(file.parent)
        fd = os.open(file, _OPEN | os.O_CREAT, FILE)
        with suppress(OSError):
            file.chmod(FILE)
        share(file)
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        yield fd
    finally:
        # What was to be on the disk is there already, so a refusal says nothing more.
        with suppress(OSError):
            os.close(fd)


def _mark(fd: int) -> _Mark:
    """The mark of an open file as it is now."""
    now = os.fstat(fd)
    return _Mark(now.st_dev, now.st_ino, now.st_size)


def _read_all(fd: int) -> bytes:
    """An open file's bytes, but at most one past the cap. Raises OSError."""
    os.lseek(fd, 0, os.SEEK_SET)
    data = b""
    while len(data) <= MAX_BYTE and (more := os.read(fd, MAX_BYTE + 1 - len(data))):
        data += more
    return data


def _append(fd: int, data: bytes, end: int) -> None:
    """Write in one call after ``end``, the file's end, and wait for the disk. Raises OSError.

    Where that fails the file is cut back to ``end``, if the system allows as much.
    """
    try:
        if os.write(fd, data) != len(data):
            raise OSError(errno.ENOSPC, "short write")
        os.fsync(fd)
    except BaseException:
        with suppress(OSError):
            _cut(fd, end)
        raise


def _cut(fd: int, end: int) -> None:
    """Cut the file off, and wait for the disk. Raises OSError."""
    os.ftruncate(fd, end)
    os.fsync(fd)
