"""The journal of a data folder: every committed edit, on the disk before it is called saved.

An append-only file of JSON lines (``lines`` has their shapes), ``.namndkoll/journal.jsonl`` in
the data folder. Undo, history and recovery read it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread

from tui.store.codec import CodeError
from tui.store.directory import COPY_FOLDER, is_folder, names_in
from tui.store.errors import ItemError, SaveError, StoreError, cause, file_name
from tui.store.journal.archive import latest_archived, shorten, shortening
from tui.store.journal.lines import PASSED, Discarded, Event, Hash, Intent, Kind, Saved
from tui.store.journal.reader import (
    Content,
    State,
    journal_file,
    read_content,
    read_end,
    state_after,
)
from tui.store.journal.writer import Writer
from tui.workspace import MAX_STEP, Change


def _now() -> datetime:
    return datetime.now(UTC)


def _known(files: Iterable[str], bases: Mapping[str, Hash]) -> dict[str, Hash]:
    """The hashes of those files that have one. Each is asked for once: it may cost something."""
    known: dict[str, Hash] = {}
    for file in files:
        with suppress(KeyError):
            known[file] = bases[file]
    return known


LOST = (
    "{file} är borta: allt som är sparat finns kvar i filerna, men vad som kan ångras och "
    "cellernas historik börjar om, och en ändring som inte hann sparas förra gången kan saknas."
)


class Journal:
    """What is committed in a data folder, by ``who``. Writing raises SaveError, reading never.

    Nothing is read or made before it is needed. One process may write (the folder's lock); its
    threads may use one journal together.
    """

    def __init__(self, folder: Path, who: str, now: Callable[[], datetime] = _now) -> None:
        self.file = journal_file(folder)
        # A user's name may hold bytes that are no text; it must not stop every save.
        self._who = who.encode("utf-8", "replace").decode("utf-8")
        self._now = now
        self._writer = Writer(self.file, now)
        self._lock = Lock()
        self._events: list[Event] | None = None

    def write(
        self,
        kind: Kind,
        step: Sequence[Change],
        reason: str = "",
        *,
        files: Sequence[str],
        bases: Mapping[str, Hash],
        replaces: Collection[str] = (),
    ) -> Event:
        """Commit a step: one line, on the disk when this returns. Raises SaveError.

        ``files`` names the file of each change. ``bases`` has the hash of each file as it was
        last read or saved; it is asked only for a file that the step is the first to touch since
        it was saved, so a mapping that hashes when it is asked (``Bases``) costs nothing
        otherwise. A file without a hash there is never replayed on without the user's leave.

        ``replaces``: files whose conflict the user has settled by this step. It stands on the
        file as it is now (``bases``), and what was unsaved of the file before does not count.
        """

        def new(state: State) -> Event:
            new_ones = (f for f in dict.fromkeys(files) if f not in state.unsaved or f in replaces)
            base = _known(new_ones, bases)
            if not set(replaces) <= base.keys():
                raise SaveError("Filen har ändrats igen medan du valde; ingenting är gjort.")
            moment = self._now().astimezone(UTC).replace(microsecond=0)
            return Event(
                state.nr + 1, moment, self._who, kind, tuple(step), tuple(files), reason, base
            )

        if not step and kind not in PASSED:
            raise ValueError("a step has at least one change")
        with self._writing() as writer:
            event = writer.append(new)
            if self._events is not None:
                self._events.append(event)
            return event

    def intent(self, file: str, hash_: str, before: Hash, nr: int) -> None:
        """Note that a file is about to be replaced by bytes that hold every event up to ``nr``.

        On the disk when this returns, so that a file that was replaced just before a crash is
        known again. ``before`` is the hash of the bytes that are replaced. Raises SaveError.
        """
        with self._writing() as writer:
            writer.append(lambda _: Intent(file, hash_, before, nr))

    def saved(self, file: str, hash_: str, nr: int) -> None:
        """Note that a file has been replaced, as it was told to be. Raises SaveError."""
        with self._writing() as writer:
            writer.append(lambda state: Saved(file, hash_, nr, state.everything(file, nr)))

    def discard(self, file: str, hash_: Hash, nr: int) -> None:
        """Note that a file counts as it is, and its unsaved events up to ``nr`` do not.

        For a conflict of which the user keeps nothing of the own side; where something is kept,
        that is a step that ``replaces``. Raises SaveError.
        """
        with self._writing() as writer:
            writer.append(lambda state: Discarded(file, hash_, nr, state.everything(file, nr)))
        self.forget()

    def read(self) -> Content:
        """All that the journal holds, and the faults met."""
        return read_content(self.file, self._lock)

    def events(self) -> Sequence[Event]:
        """The events, read once, and those that have been written since.

        Of a long journal the last ones at first; a thread reads the rest meanwhile, so that a start
        need not wait for what is only looked up.
        """
        if self._events is None:
            content, whole = read_end(self.file, self._lock)
            self._events = events = list(content.events)
            if not whole:
                Thread(target=self._read_rest, args=(events,), daemon=True).start()
        return self._events

    def _read_rest(self, end: list[Event]) -> None:
        all_ = self.read().events
        with self._lock:
            # Not where they have been forgotten meanwhile, or where the file has become another.
            if self._events is end and all_:
                since = (event for event in end if event.nr > all_[-1].nr)
                self._events = [*all_, *since]

    def lost(self) -> str:
        """That a journal which has been here is gone, in a sentence; "" where none is missing.

        What else is written with every save tells that there was one.
        """
        try:
            if self.file.stat().st_size:
                return ""
        except FileNotFoundError:
            pass
        except OSError:
            return ""
        copies = self.file.parent / COPY_FOLDER
        had = latest_archived(self.file) or any(
            is_folder(copies / name) for name in names_in(copies)
        )
        return LOST.format(file=file_name(self.file)) if had else ""

    def forget(self) -> None:
        """Read the events anew when they are asked for: another writer has been there."""
        self._events = None

    def last_nr(self) -> int:
        """The number of the last event, 0 before the first."""
        with self._lock:
            state = self._writer.state
        nr = (state or state_after(self.read().rows)).nr
        return nr or latest_archived(self.file)

    def shorten(self, max_events: int, keep: int = MAX_STEP) -> bool:
        """Trim the journal to its last steps if it is longer than so many events.

        Only when everything is saved. The old file is kept whole, in the folder ``archive``.
        Returns whether it was trimmed. Raises SaveError, with the journal as it was.
        """
        sentences = "kunde inte kortas", "inget är borta"
        # Reading a long journal takes a while, so it is not done while others wait to write.
        with self._as_save_error(*sentences):
            plan = shortening(self.file, max_events, keep, self._now())
        if plan is None:
            return False
        with self._writing(*sentences) as writer:
            if not writer.whole or not shorten(self.file, plan):
                return False
            writer.forget()
            return True

    @contextmanager
    def _writing(
        self, what: str = "kunde inte skrivas", therefore: str = "ändringen är inte sparad"
    ) -> Iterator[Writer]:
        """The writer, for this thread alone. Every fault becomes a SaveError."""
        with self._lock, self._as_save_error(what, therefore):
            yield self._writer

    @contextmanager
    def _as_save_error(self, what: str, therefore: str) -> Iterator[None]:
        try:
            yield
        except SaveError:
            raise
        except StoreError as error:
            raise SaveError(error.sentence, error.errno) from error
        except OSError as error:
            sentence = f"{file_name(self.file)} {what}: {cause(error)}; {therefore}."
            raise SaveError(sentence, error.errno) from error
        except (ItemError, CodeError) as error:
            raise SaveError(f"Ändringen kan inte sparas: {error}.") from error
