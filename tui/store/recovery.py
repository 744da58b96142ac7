"""What a crash left in the journal: which events the files lack, and putting them in.

An event is replayed only on the very bytes that it was made on. What cannot be put in stays in the
journal and is handed back as a ``Conflict``: the user's own steps, what the file is now, and where
nothing can be laid on it as it is, why. Nothing is discarded here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.finding import FileError
from tui.domain.table import LABEL, Table
from tui.store.directory import file_name_for
from tui.store.errors import ReadError, SaveError, StoreError, file_name
from tui.store.file_hash import file_hash
from tui.store.folder import Store
from tui.store.journal import Journal
from tui.store.journal.lines import Event, Hash, Saved
from tui.store.journal.reader import Content, Track, state_after
from tui.store.laid_on import held_now, laid_on
from tui.workspace import (
    Added,
    CellChange,
    Change,
    ColumnRemoved,
    DocumentAside,
    DocumentMade,
    MeetingChange,
    Moved,
    Removed,
    UnknownChange,
    Workspace,
    applied,
    carried_out,
    siblings,
    stands,
)


class Conflict(Struct, frozen=True):
    """A file that lacks committed edits that were not put in by themselves: mine, theirs, and why.

    ``theirs`` is the hash of the file as it is now, None where it is gone or cannot be read.
    ``obstacle`` says why mine cannot be laid on it as it is, "" where that is the user's choice.
    """

    file: str
    mine: tuple[Event, ...]
    theirs: Hash
    sentence: str
    obstacle: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The document's id and the tab's, "" for the head."""
        document, _, tab = self.file.partition("/")
        return document, tab

    def step(self) -> tuple[Change, ...]:
        """My changes, in the order in which they were made."""
        return _changes(self.mine, self.file)


class Plan(Struct, frozen=True):
    """What the start is to do.

    ``play``: by file, the events that it lacks, in order. ``saved``: files that turned out to
    have been replaced, to be noted as such.
    """

    play: Mapping[str, tuple[Event, ...]] = {}
    conflicts: tuple[Conflict, ...] = ()
    saved: tuple[Saved, ...] = ()


class StartNotice(Struct, frozen=True):
    """What the start has to tell: a sentence, faults, and the files that the user must settle."""

    sentence: str = ""
    error: tuple[FileError, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


class _Misfit(SaveError):
    """The file is the one that the edits were made on, and yet they do not fit it."""


def recovered(
    folder: Store,
    journal: Journal,
    before: Callable[[str, str, int], None],
    only: Collection[str] = (),
) -> StartNotice:
    """Put into the folder's files what its journal holds and they lack. Never raises.

    ``before`` is told of a file (document and tab) up to which event its next save holds. ``only``
    these files, all where none is named.
    """
    content = journal.read()
    tracks = state_after(content.rows).files
    unsaved = {file: track for file, track in tracks.items() if not only or file in only}
    hashes, waiting = _hashes(folder.folder, unsaved)
    plan = replay(content, hashes)
    count = 0
    # File by file, so that one that refuses does not cost the others their edits.
    for file in hashes:
        events = plan.play.get(file, ())
        try:
            for saved in (s for s in plan.saved if s.file == file):
                journal.saved(saved.file, saved.hash, saved.nr)
            if events:
                _play(folder, file, events, before)
                count += len(events)
        except _Misfit as error:
            waiting.append(_tried(folder, Conflict(file, events, hashes[file], error.sentence)))
        except StoreError as error:
            mine = events or tuple(unsaved[file].unsaved)
            waiting.append(Conflict(file, mine, hashes[file], error.sentence, error.sentence))
    all_ = (*waiting, *(_tried(folder, c) for c in plan.conflicts if c.file in hashes))
    told = (FileError(c.file, waiting_sentence(c)) for c in all_ if c.obstacle)
    return StartNotice(_sentence(count), (*content.error, *told), all_)


def waiting_sentence(conflict: Conflict) -> str:
    """That edits wait for their file, how many, and what to do."""
    if len(conflict.mine) == 1:
        what, they = "En ändring som inte hann sparas väntar", "den läggs"
    else:
        what, they = f"{len(conflict.mine)} ändringar som inte hann sparas väntar", "de läggs"
    why = conflict.obstacle
    return f"{why} {what} i journalen; {they} in när filen är rättad eller återställd."


def _tried(folder: Store, conflict: Conflict) -> Conflict:
    """The conflict, with why mine cannot be laid on the file as it is."""
    try:
        laid_on(_area(folder, conflict.file), conflict.step())
    except StoreError as error:
        return replace(conflict, obstacle=error.sentence)
    return conflict


def _area(folder: Store, file: str) -> Workspace:
    """The workspace of one file. Raises ReadError where nothing can be made of it."""
    document, _, tab = file.partition("/")
    if not tab:
        head, error, _ = folder.head_file(document)
        if head is None:
            raise ReadError(error[0].sentence)
        area = Workspace({head.id: head})
    else:
        tables, error = folder.tab(document, tab)
        if error and not tables:
            raise ReadError(error[0].sentence)
        area = Workspace().with_tab((document, tab), tables, error)
    if closed := folder.closed(document, tab):
        raise SaveError(closed)
    return area


def _sentence(count: int) -> str:
    if count == 1:
        return "En ändring från förra gången är återställd."
    return f"{count} ändringar från förra gången är återställda." if count else ""


def _hashes(folder: Path, files: Mapping[str, Track]) -> tuple[dict[str, Hash], list[Conflict]]:
    """The hash of each file that lacks something and can be read; what waits for the others."""
    hashes: dict[str, Hash] = {}
    waiting: list[Conflict] = []
    for file, track in files.items():
        if not track.unsaved or file.startswith("/"):
            continue  # those with a slash are no document's: ``store.settled`` sees to them
        try:
            hashes[file] = file_hash(folder, file)
        except StoreError as error:
            mine = tuple(track.unsaved)
            waiting.append(Conflict(file, mine, None, error.sentence, error.sentence))
    return hashes, waiting


def _play(
    folder: Store, file: str, events: tuple[Event, ...], before: Callable[[str, str, int], None]
) -> None:
    """Carry the events out on a file, and save it. Raises SaveError."""
    document, _, tab = file.partition("/")
    area, step = _area(folder, file), _changes(events, file)
    if not fits(area, step):
        raise _Misfit(f"Dina ändringar från förra gången passar inte {file_name_for(file)}.")
    was, area = area, carried_out(area, step)
    before(document, tab, events[-1].nr)
    if tab:
        tables = area.tables[(document, tab)]
        folder.save_tab(document, tab, tables, gone_tables(was.tables[(document, tab)], tables))
    else:
        folder.save_document(area.document[document])


def gone_tables(before: Iterable[Table], after: Iterable[Table]) -> tuple[str, ...]:
    """The tables that are no longer there."""
    left = {table.id for table in after}
    return tuple(table.id for table in before if table.id not in left)


def _changes(events: Iterable[Event], file: str) -> tuple[Change, ...]:
    return tuple(change for event in events for change in event.step_in(file))


def replay(content: Content, files: Mapping[str, Hash]) -> Plan:
    """What is to be replayed, given the hash of each file as it is now (None: there is none)."""
    state = state_after(content.rows)
    play: dict[str, tuple[Event, ...]] = {}
    conflicts: list[Conflict] = []
    saved: list[Saved] = []
    for file, track in state.files.items():
        now = files.get(file)
        if not track.unsaved:
            continue
        nr, broken_before = track.known.get(now, (-1, state.broken))
        left = tuple(h for h in track.unsaved if h.nr > nr)
        if nr < 0 or (left and broken_before < state.broken):
            conflicts.append(Conflict(file, left, now, _conflict_sentence(file, nr, now)))
            continue
        if left:
            play[file] = left
        if now is not None and nr > track.fixed[0]:
            saved.append(Saved(file, now, nr))
    return Plan(play, tuple(conflicts), tuple(saved))


def _conflict_sentence(file: str, nr: int, now: Hash) -> str:
    name = file_name(Path(file_name_for(file)))
    if nr >= 0:
        return (
            f"{name} har ändringar som inte hann sparas och som inte säkert passar in i filen; "
            "välj vad som ska gälla."
        )
    what = "har tagits bort" if now is None else "har ändrats av ett annat program"
    return f"{name} {what} medan du hade ändringar som inte hann sparas; välj vad som ska gälla."


def fits(area: Workspace, step: Iterable[Change]) -> bool:
    """Whether the changes of a step, one after the other, meet what they were made on.

    For undo and redo too: what another program has changed since is not run over.
    """
    try:
        for change in step:
            if not _fits(area, change):
                return False
            area = applied(area, change)
    except KeyError:
        return False
    return True


def _fits(area: Workspace, change: Change) -> bool:
    match change:
        case DocumentMade(document):
            return document.id not in area.document
        case DocumentAside(document):
            return document.id in area.document
        case MeetingChange(before, new):
            meetings = area.settings.sammantraden
            return (before is None or before in meetings) and new not in meetings
        case UnknownChange():
            return False
    if isinstance(change, Added | Removed | Moved):
        return _has_room(area, change)
    now, from_ = stands(area, change), change.from_
    label = isinstance(change, CellChange) and change.address.column == LABEL
    return bool(now == (from_ or "") if label else now == from_)


def _has_room(area: Workspace, change: Added | Removed | Moved) -> bool:
    """Whether what comes in is not there, and what goes or moves stands as it did."""
    items, place = siblings(area, change)
    if isinstance(change, Added):
        return place is None and change.place <= len(items)
    if isinstance(change, Moved):
        return place == change.from_ and change.to < len(items)
    same = items[change.place : change.place + 1] == (change.item,)
    return same and (not isinstance(change, ColumnRemoved) or held_now(area, change) == change.held)
