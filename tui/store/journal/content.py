"""The bytes of a journal to what it holds: what is whole is read, what is not is told.

Nothing here raises, and nothing here touches a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.finding import FileError
from tui.store.codec import MAX_BYTE, CodeError
from tui.store.errors import ItemError
from tui.store.journal.records import (
    Broken,
    ContentLine,
    Discarded,
    Event,
    Head,
    Intent,
    JournalLine,
    Saved,
    parsed_journal_line,
)
from tui.store.journal.start import VERSION

MAX_SENTENCES = 5
_START = b'{ "journal":'


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

    @property
    def intents(self) -> tuple[Intent, ...]:
        """The intents to replace a file, oldest first."""
        return tuple(r for r in self.rows if isinstance(r, Intent))

    @property
    def saved(self) -> tuple[Saved, ...]:
        """The files that were replaced, oldest first."""
        return tuple(r for r in self.rows if isinstance(r, Saved))

    @property
    def unsure(self) -> bool:
        """Whether some line could not be read, so that replay after it may lack something."""
        return any(isinstance(r, Broken) for r in self.rows)


def parsed_content(data: bytes, name: str) -> Content:
    """What the journal with these bytes holds. ``name`` is the file's, for the sentences."""
    if len(data) > MAX_BYTE:
        return _hindered(name, f"är större än {MAX_BYTE // 1024 // 1024} MB")
    *whole, tail = data.split(b"\n")
    if whole and not tail and b"\0" in whole[-1]:
        # A crash left the line's first bytes as zeros although its last ones came down.
        tail = whole.pop() + b"\n"
    reading = _Reading(name)
    for row_nr, row in enumerate(whole, 1):
        reading.read(row_nr, row)
    if reading.rows:
        return _ended(reading, len(whole), data, tail)
    if tail.startswith(_START[: len(tail)]) or not tail.strip(b"\0\n"):
        return Content(error=() if not tail else (_cut_off(name, 1),))
    return _foreign(name, ())


def _ended(reading: "_Reading", count: int, data: bytes, tail: bytes) -> Content:
    first_of_all = reading.rows[0]
    if isinstance(first_of_all, Head) and first_of_all.version > VERSION:
        sentence = f"är skriven av en nyare version av Nämndkoll (format {first_of_all.version})"
        return _hindered(reading.name, sentence, "uppdatera programmet")
    # A last line that lacks nothing but its newline is whole: JSON tells where it ends.
    unfinished = bool(tail) and reading.try_(tail)
    error = reading.file_error()
    if tail and not unfinished:
        error = (*error, _cut_off(reading.name, count + 1))
    if not isinstance(first_of_all, Head):
        return replace(_foreign(reading.name, error), rows=_with_discarded(reading.rows))
    whole = len(data) if unfinished else len(data) - len(tail)
    return Content(_with_discarded(reading.rows), error, whole, unfinished)


def _hindered(name: str, why: str, row: str = "flytta den till en annan mapp") -> Content:
    sentence = f"{name} {why} och används inte; {row} och spara igen."
    return Content(error=(FileError(name, sentence),), obstacle=sentence)


def _foreign(name: str, error: tuple[FileError, ...]) -> Content:
    hindered = _hindered(name, "börjar inte som en journal från Nämndkoll")
    return replace(hindered, error=(*hindered.error, *error))


def _cut_off(name: str, row_nr: int) -> FileError:
    return FileError(
        name,
        f"{name}, rad {row_nr}: raden är avhuggen, så den sista ändringen hann aldrig sparas; se "
        "efter om något saknas och skriv då in det igen.",
    )


@dataclass
class _Reading:
    """The lines read so far."""

    name: str
    rows: list[ContentLine] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    nr: int = 0

    def read(self, row_nr: int, data: bytes) -> None:
        """Take in the next line; an empty one says nothing."""
        if not data.strip():
            return
        try:
            self._take_in(parsed_journal_line(data))
        except (ItemError, CodeError) as error:
            self.rows.append(Broken(row_nr))
            # The codec speaks of the line as of a file of its own.
            self.broken.append((row_nr, str(error).removeprefix("rad 1, ")))

    def try_(self, data: bytes) -> bool:
        """Take in the bytes after the last newline if they are a whole line after all."""
        try:
            self._take_in(parsed_journal_line(data))
        except (ItemError, CodeError):
            return False
        return True

    def _take_in(self, row: JournalLine) -> None:
        if isinstance(row, Head) and self.rows:
            raise ItemError("journalens början står mitt i filen")
        if isinstance(row, Event):
            if row.nr <= self.nr:
                raise ItemError(f"händelse {row.nr} står efter händelse {self.nr}")
            self.nr = row.nr
        self.rows.append(row)

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
    all_ = list(rows)
    unsaved: dict[str, list[int]] = {}
    for place, row in enumerate(all_):
        if isinstance(row, Event):
            # A base that is named while events are unsaved: the file was taken as it was.
            for file in row.base:
                _discard(all_, unsaved.pop(file, []), file)
            for file in dict.fromkeys(row.files):
                unsaved.setdefault(file, []).append(place)
        elif isinstance(row, Saved | Discarded):
            places = unsaved.pop(row.file, [])
            left = unsaved[row.file] = [p for p in places if _nr(all_[p]) > row.nr]
            if isinstance(row, Discarded):
                _discard(all_, places[: len(places) - len(left)], row.file)
    return tuple(all_)


def _nr(row: ContentLine) -> int:
    return row.nr if isinstance(row, Event) else 0


def _discard(all_: list[ContentLine], places: Iterable[int], file: str) -> None:
    for place in places:
        if isinstance(event := all_[place], Event):
            all_[place] = replace(event, discarded=event.discarded | {file})
