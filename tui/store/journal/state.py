"""What a writer must know of a journal to go on with it: the last number, and what is unsaved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui.store.journal.records import (
    Broken,
    ContentLine,
    Discarded,
    Event,
    Head,
    JournalLine,
    Saved,
    encoded_journal_line,
)


@dataclass
class State:
    """``unsaved``: by file, its last event that no save holds; ``nr``: the last number used.

    ``waiting`` are the lines since everything was last saved, so that they can be written again
    if the file is taken away underneath.
    """

    nr: int = 0
    unsaved: dict[str, int] = field(default_factory=dict)
    waiting: list[JournalLine] = field(default_factory=list)

    def note_down(self, row: ContentLine) -> None:
        """Go on past a line."""
        match row:
            case Head(_, from_nr):
                self.nr = max(self.nr, from_nr - 1)
                return
            case Broken():
                # It may have been an event: its number is not given to another.
                self.nr += 1
                return
            case Event():
                self.unsaved |= dict.fromkeys(row.files, row.nr)
            case Saved() | Discarded():
                self.unsaved = self.after(row.file, row.nr)
                self.nr = max(self.nr, row.everything or 0)
        self.nr = max(self.nr, row.nr)
        self.waiting.append(row)
        if not self.unsaved:
            self.waiting.clear()

    def after(self, file: str, nr: int) -> dict[str, int]:
        """What is unsaved once a file is saved with every event up to a number."""
        return {f: n for f, n in self.unsaved.items() if f != file or n > nr}

    def everything(self, file: str, nr: int) -> int | None:
        """The last number, if everything up to it is saved once that file is."""
        return None if self.after(file, nr) else max(self.nr, nr)


def state_after(rows: Iterable[ContentLine]) -> State:
    """The state after these lines."""
    state = State()
    for row in rows:
        state.note_down(row)
    return state


def missing(waiting: Sequence[JournalLine], rows: Iterable[ContentLine]) -> tuple[JournalLine, ...]:
    """Which of the lines that were written are not among these."""
    # As bytes: an event cannot be hashed, and has learnt from later lines what does not count.
    exists = (
        {encoded_journal_line(r) for r in rows if not isinstance(r, Broken)} if waiting else set()
    )
    return tuple(row for row in waiting if encoded_journal_line(row) not in exists)
