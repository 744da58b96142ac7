"""The one who appends to a journal: knows the file as it left it, and looks before it writes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from tui.store.codec import MAX_BYTE
from tui.store.errors import Changed, SaveError, file_name
from tui.store.journal.archive import latest_archived
from tui.store.journal.content import Content, parsed_content
from tui.store.journal.log_file import (
    Mark,
    cap,
    close,
    endings,
    join,
    loaded_from,
    mark,
    open_,
    sync_way,
)
from tui.store.journal.records import Event, Head, JournalLine, encoded_journal_line
from tui.store.journal.start import everything_saved
from tui.store.journal.state import State, missing, state_after

Row = TypeVar("Row", bound=JournalLine)
# What events leave free, so that the files can still be saved and the journal then trimmed.
FALLBACK = 256 * 1024


class _End(NamedTuple):
    """Where the last whole line ends in which file, and the newline that it still lacks."""

    mark: Mark
    gap: bytes = b""


class Writer:
    """Appends lines to one file, from one thread at a time."""

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self.file, self._now = file, now
        self.state: State | None = None
        self._end = _End(Mark(-1, -1, -1))
        self._heal = False

    def forget(self) -> None:
        """Read the file anew before the next line. Not while a failed line is in it."""
        self.state = None

    @property
    def whole(self) -> bool:
        """Whether the file ends with a line that was written whole."""
        return not self._heal

    def join(self, new: Callable[[State], Row]) -> Row:
        """Append the line that ``new`` makes of the state, and return it when it is on the disk.

        Raises OSError (with a ``sentence`` where it is a Sparfel), Postfel and Kodfel.
        """
        fd = open_(self.file)
        try:
            state = self._current(fd)
            row = new(state)
            self._write(fd, encoded_journal_line(row), FALLBACK if isinstance(row, Event) else 0)
        finally:
            close(fd)
        state.note_down(row)
        return row

    def _write(self, fd: int, data: bytes, fallback: int) -> None:
        data = self._end.gap + data
        end = self._end.mark.size
        if end + len(data) > MAX_BYTE - fallback:
            raise SaveError(
                f"{file_name(self.file)} är full ({MAX_BYTE // 1024 // 1024} MB), så ändringen är "
                "inte sparad; starta om programmet, så kortas den."
            )
        self._heal = True
        join(fd, data, end)
        self._heal = False
        self._end = _End(self._end.mark._replace(size=end + len(data)))

    def _current(self, fd: int) -> State:
        """The state of the open file, read anew unless it is as it was left. Raises OSError."""
        now, known = mark(fd), self._end.mark
        if self._heal and now[:2] == known[:2] and now.size > known.size:
            # A line that failed and could not be cut off at once: nothing follows it.
            cap(fd, known.size)
            now = mark(fd)
        self._heal = False
        if self.state is None or now != known:
            self.state, self._end = self._read(fd, now)
        return self.state

    def _read(self, fd: int, now: Mark) -> tuple[State, _End]:
        """The state of a file that is new to us, or that another program has replaced."""
        everything = everything_saved(*endings(fd)) if self.state is None else None
        if everything is not None:
            return State(everything), _End(now)
        data = loaded_from(fd, 0, MAX_BYTE + 1)
        content = parsed_content(data, file_name(self.file))
        if content.obstacle:
            raise SaveError(content.obstacle)
        state = state_after(content.rows)
        gone = self._gone(content, state)
        if now.size > content.whole:
            cap(fd, content.whole)
        end = _End(now._replace(size=content.whole), b"\n" if content.unfinished else b"")
        new_ones = (*((self._head(gone),) if not content.rows else ()), *gone)
        if new_ones:
            end = self._typed(fd, end, new_ones)
        for row in new_ones:
            state.note_down(row)
        state.nr = max(state.nr, self.state.nr if self.state else 0)
        return state, end

    def _typed(self, fd: int, end: _End, rows: tuple[JournalLine, ...]) -> _End:
        data = end.gap + b"".join(map(encoded_journal_line, rows))
        join(fd, data, end.mark.size)
        sync_way(self.file)
        return _End(end.mark._replace(size=end.mark.size + len(data)))

    def _gone(self, content: Content, state: State) -> tuple[JournalLine, ...]:
        """What we wrote and no save holds, and this file lacks. Raises Andrad.

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
