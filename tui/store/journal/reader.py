"""Reading a journal: what is whole is read, what is not is told, and what the events add up to.

Nothing here raises.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from tui.domain.finding import FileError
from tui.store.atomic_file import loaded
from tui.store.codec import MAX_BYTE, CodeError
from tui.store.directory import INNER_FOLDER
from tui.store.errors import ItemError, ReadError, file_name
from tui.store.journal.lines import (
    VERSION,
    Broken,
    ContentLine,
    Discarded,
    Event,
    Hash,
    Head,
    Intent,
    JournalLine,
    Saved,
    encoded_journal_line,
    parsed_journal_line,
)

JOURNAL_FILE = "journal.jsonl"
MAX_SENTENCES = 5
END_BYTE = 256 * 1024
NO_LOCK = nullcontext()
_START = b'{ "journal":'


def journal_file(folder: Path) -> Path:
    """Where a data folder's journal lies."""
    return folder / INNER_FOLDER / JOURNAL_FILE


# --- the lines of a file


class Content(Struct, frozen=True):
    """A journal's lines in their order, and the faults met.

    ``whole`` is where the last whole line ends (what follows was never acknowledged),
    ``unfinished`` whether that line lacks its newline, ``obstacle`` the sentence that says why
    nothing may be written to the file, if so.
    """

    rows: tuple[ContentLine, ...] = ()
    error: tuple[FileError, ...] = ()
    whole: int = 0
    unfinished: bool = False
    obstacle: str = ""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, oldest first."""
        return tuple(r for r in self.rows if isinstance(r, Event))


def read_content(file: Path, lock: AbstractContextManager[object] = NO_LOCK) -> Content:
    """What a journal's file holds; nothing where there is none. ``lock``: while it is loaded."""
    try:
        with lock:
            data = loaded(file) or b""
    except ReadError as error:
        told = (FileError(file_name(file), error.sentence),)
        return Content(error=told, obstacle=error.sentence)
    return parsed_content(data, file_name(file))


def read_end(file: Path, lock: AbstractContextManager[object] = NO_LOCK) -> tuple[Content, bool]:
    """What the end of a journal holds, about ``END_BYTE`` of it, and whether that is all of it."""
    try:
        with lock:
            data = loaded(file) or b""
    except ReadError:
        return Content(), True
    first, from_ = data.find(b"\n") + 1, data.find(b"\n", max(0, len(data) - END_BYTE)) + 1
    if len(data) <= 2 * END_BYTE or not 0 < first < from_:
        return parsed_content(data, file_name(file)), True
    return parsed_content(data[:first] + data[from_:], file_name(file)), False


def parsed_content(data: bytes, name: str) -> Content:
    """What the journal with these bytes holds. ``name`` is the file's, for the sentences."""
    if len(data) > MAX_BYTE:
        return _unusable(name, f"är större än {MAX_BYTE // 1024 // 1024} MB")
    *whole, tail = data.split(b"\n")
    if whole and not tail and b"\0" in whole[-1]:
        # A crash left the line's first bytes as zeros although its last ones came down.
        tail = whole.pop() + b"\n"
    lines = _Lines(name)
    for row_nr, row in enumerate(whole, 1):
        lines.read(row_nr, row)
    if lines.rows:
        return _ended(lines, len(whole), data, tail)
    if tail.startswith(_START[: len(tail)]) or not tail.strip(b"\0\n"):
        return Content(error=() if not tail else (_cut_off(name, 1),))
    return _foreign(name, ())


def _ended(lines: "_Lines", count: int, data: bytes, tail: bytes) -> Content:
    first = lines.rows[0]
    if isinstance(first, Head) and first.version > VERSION:
        sentence = f"är skriven av en nyare version av Nämndkoll (format {first.version})"
        return _unusable(lines.name, sentence, "uppdatera programmet")
    # A last line that lacks nothing but its newline is whole: JSON tells where it ends.
    unfinished = bool(tail) and lines.take_in(tail) is None
    error = lines.file_error()
    if tail and not unfinished:
        error = (*error, _cut_off(lines.name, count + 1))
    if not isinstance(first, Head):
        return replace(_foreign(lines.name, error), rows=_with_discarded(lines.rows))
    end = len(data) if unfinished else len(data) - len(tail)
    return Content(_with_discarded(lines.rows), error, end, unfinished)


def _unusable(name: str, why: str, help_: str = "flytta den till en annan mapp") -> Content:
    sentence = f"{name} {why} och används inte; {help_} och spara igen."
    return Content(error=(FileError(name, sentence),), obstacle=sentence)


def _foreign(name: str, error: tuple[FileError, ...]) -> Content:
    unusable = _unusable(name, "börjar inte som en journal från Nämndkoll")
    return replace(unusable, error=(*unusable.error, *error))


def _cut_off(name: str, row_nr: int) -> FileError:
    return FileError(
        name,
        f"{name}, rad {row_nr}: raden är avhuggen, så den sista ändringen hann aldrig sparas; se "
        "efter om något saknas och skriv då in det igen.",
    )


class _Lines(Struct):
    """The lines read so far."""

    name: str
    rows: list[ContentLine] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    nr: int = 0

    def read(self, row_nr: int, data: bytes) -> None:
        """Take in the next line, broken or not; an empty one says nothing."""
        if data.strip() and (fault := self.take_in(data)) is not None:
            self.rows.append(Broken(row_nr))
            # The codec speaks of the line as of a file of its own.
            self.broken.append((row_nr, fault.removeprefix("rad 1, ")))

    def take_in(self, data: bytes) -> str | None:
        """Take in a line; what is wrong with it if it is not taken in."""
        try:
            row = parsed_journal_line(data)
        except (ItemError, CodeError) as error:
            return str(error)
        if isinstance(row, Head) and self.rows:
            return "journalens början står mitt i filen"
        if isinstance(row, Event):
            if row.nr <= self.nr:
                return f"händelse {row.nr} står efter händelse {self.nr}"
            self.nr = row.nr
        self.rows.append(row)
        return None

    def file_error(self) -> tuple[FileError, ...]:
        """One sentence a line that could not be read, but not hundreds."""
        error = [
            f"{self.name}, rad {row_nr}: {what}; raden hoppas över, och osparade ändringar efter "
            "den tas inte in utan att du får se dem."
            for row_nr, what in self.broken[:MAX_SENTENCES]
        ]
        if len(self.broken) > MAX_SENTENCES:
            count = len(self.broken) - MAX_SENTENCES
            error.append(f"{self.name}: ytterligare {count} rader kan inte läsas.")
        return tuple(FileError(self.name, sentence) for sentence in error)


def _with_discarded(rows: Iterable[ContentLine]) -> tuple[ContentLine, ...]:
    """The lines, each event told which of its files' changes a later line says do not count."""
    rows = tuple(rows)
    discarded = state_after(rows).discarded
    return tuple(
        replace(row, discarded=frozenset(discarded[row.nr]))
        if isinstance(row, Event) and row.nr in discarded
        else row
        for row in rows
    )


# --- what is saved


def calm(folder: Path) -> bool:
    """Whether there is nothing to replay and nothing to tell of; the lines are not all read."""
    try:
        data = loaded(journal_file(folder)) or b""
    except OSError:
        return False
    return not data or everything_saved(data) is not None


def everything_saved(data: bytes) -> int | None:
    """The last number of a journal whose last line says that everything is saved, else None."""
    *_, before, last, end = (b"", b"", *data.rsplit(b"\n", 2))
    if end or not before:
        return None
    try:
        first, row = parsed_journal_line(data.split(b"\n", 1)[0]), parsed_journal_line(last)
    except (ItemError, CodeError):
        return None
    ours = isinstance(first, Head) and first.version == VERSION
    return row.everything if ours and isinstance(row, Saved | Discarded) else None


class Track(Struct):
    """What the lines say of one file.

    ``known``: the hashes that the file may have, each with the last event that those bytes hold
    and how many unreadable lines had been met; ``fixed`` is the one that was last noted for sure.
    """

    fixed: tuple[int, int] = (0, 0)
    known: dict[Hash, tuple[int, int]] = field(default_factory=dict)
    unsaved: list[Event] = field(default_factory=list)

    def begin(self, hash_: Hash, nr: int, broken: int) -> list[Event]:
        """The file is this one for certain, with every event up to ``nr``; those until then."""
        self.fixed = (nr, broken)
        self.known = {hash_: self.fixed}
        until_then = [h for h in self.unsaved if h.nr <= nr]
        self.unsaved = [h for h in self.unsaved if h.nr > nr]
        return until_then

    def can_become(self, intent: Intent, broken: int) -> None:
        """The file may have been replaced by this one.

        What was to be replaced is taken for the events' base only where no other is known: a
        file that came from somebody else meanwhile is not what they were made on.
        """
        if not self.known:
            self.known[intent.before] = self.fixed
        self.known[intent.hash] = (intent.nr, broken)


class State(Struct):
    """What the lines add up to, file by file.

    ``nr``: the last number used; ``broken``: how many lines could not be read; ``discarded``: by
    event, the files whose changes a later line says do not count. ``waiting`` are the lines since
    everything was last saved, so that they can be written again if the file is taken away
    underneath.
    """

    nr: int = 0
    files: dict[str, Track] = field(default_factory=dict)
    broken: int = 0
    discarded: dict[int, set[str]] = field(default_factory=dict)
    waiting: list[JournalLine] = field(default_factory=list)

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The files with events that no save is known to hold."""
        return tuple(file for file, track in self.files.items() if track.unsaved)

    def note_down(self, row: ContentLine) -> None:
        """Go on past a line."""
        match row:
            case Head(_, from_nr):
                self.nr = max(self.nr, from_nr - 1)
                return
            case Broken():
                # It may have been an event: its number is not given to another.
                self.nr, self.broken = self.nr + 1, self.broken + 1
                return
            case Event():
                self._note_event(row)
            case Intent():
                self._file(row.file).can_become(row, self.broken)
            case Saved() | Discarded():
                until_then = self._file(row.file).begin(row.hash, row.nr, self.broken)
                if isinstance(row, Discarded):
                    self._discard(row.file, until_then)
                self.nr = max(self.nr, row.everything or 0)
        self.nr = max(self.nr, row.nr)
        self.waiting.append(row)
        if not self.unsaved:
            self.waiting.clear()

    def _note_event(self, event: Event) -> None:
        for name in dict.fromkeys(event.files):
            file = self._file(name)
            if name in event.base:
                # Named while events are unsaved: the file was taken as it was.
                self._discard(name, file.begin(event.base[name], event.nr - 1, self.broken))
            file.unsaved.append(event)

    def _file(self, name: str) -> Track:
        return self.files.setdefault(name, Track())

    def _discard(self, file: str, events: Iterable[Event]) -> None:
        for event in events:
            self.discarded.setdefault(event.nr, set()).add(file)

    def everything(self, file: str, nr: int) -> int | None:
        """The last number, if everything up to it is saved once the file is, up to ``nr``."""
        for name, track in self.files.items():
            if any(name != file or event.nr > nr for event in track.unsaved):
                return None
        return max(self.nr, nr)


def state_after(rows: Iterable[ContentLine]) -> State:
    """The state after these lines."""
    state = State()
    for row in rows:
        state.note_down(row)
    return state


def missing(waiting: Sequence[JournalLine], rows: Iterable[ContentLine]) -> tuple[JournalLine, ...]:
    """Which of the lines that were written are not among these."""
    # As bytes: an event has learnt from later lines what of it does not count.
    lines = (r for r in rows if waiting and not isinstance(r, Broken))
    exists = set(map(encoded_journal_line, lines))
    return tuple(row for row in waiting if encoded_journal_line(row) not in exists)


def waiting_changes(content: Content) -> dict[str, int]:
    """How many changes each file waits for, of those that wait for any."""
    return {
        name: sum(len(event.step_in(name)) for event in track.unsaved)
        for name, track in state_after(content.rows).files.items()
        if track.unsaved
    }
