"""What to do with the journal at the start: which events the files lack, and whether they fit.

Pure. An event is replayed only on the very bytes that it was made on; where a file has been
changed by somebody else meanwhile, both sides are handed back and nothing is done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct
from msgspec import field as struct_field

from tui.domain.table import LABEL, Table
from tui.store.directory import file_name_for
from tui.store.errors import file_name
from tui.store.journal.content import Content
from tui.store.journal.records import (
    Broken,
    ContentLine,
    Discarded,
    Event,
    Hash,
    Intent,
    Saved,
)
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    TrycktChange,
    Workspace,
    applied,
    carried_out,
    document_for,
)


class Conflict(Struct, frozen=True):
    """A file that was changed while edits to it were unsaved: mine, theirs, and why not replayed.

    ``theirs`` is the hash of the file as it is now, None where it is gone.
    """

    file: str
    mine: tuple[Event, ...]
    theirs: Hash
    sentence: str

    def step(self) -> tuple[Change, ...]:
        """My changes, in the order in which they were made."""
        return tuple(change for h in self.mine for change in h.step_in(self.file))


class Plan(Struct, frozen=True):
    """What the start is to do.

    ``play``: by file, the events that it lacks, in order; ``now``: the hash of each of these
    files. ``saved``: files that turned out to have been replaced, to be noted as such.
    """

    play: Mapping[str, tuple[Event, ...]] = struct_field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    saved: tuple[Saved, ...] = ()
    now: Mapping[str, Hash] = struct_field(default_factory=dict)

    @property
    def nothing_att_do(self) -> bool:
        """Whether every file holds all that was committed."""
        return not self.play and not self.conflicts

    def step(self, file: str) -> tuple[Change, ...]:
        """The changes that a file lacks, in order."""
        return tuple(a for h in self.play.get(file, ()) for a in h.step_in(file))


@dataclass
class _Track:
    """What the journal says of one file.

    ``known_ones``: the hashes that the file may have, each with the last event that those bytes hold
    and how many unreadable lines had been met; ``fixed`` is the one that was last noted for sure.
    """

    fixed: tuple[int, int] = (0, 0)
    known_ones: dict[Hash, tuple[int, int]] = field(default_factory=dict)
    unsaved: list[Event] = field(default_factory=list)

    def begin(self, hash_: Hash, nr: int, broken: int) -> None:
        """The file is this one for certain, with every event up to ``nr``."""
        self.fixed = (nr, broken)
        self.known_ones = {hash_: self.fixed}
        self.unsaved = [h for h in self.unsaved if h.nr > nr]

    def can_become(self, intent: Intent, broken: int) -> None:
        """The file may have been replaced by this one.

        What was to be replaced is taken for the events' base only where no other is known: a
        file that came from somebody else meanwhile is not what they were made on.
        """
        if not self.known_ones:
            self.known_ones[intent.before] = self.fixed
        self.known_ones[intent.hash] = (intent.nr, broken)


def affected(content: Content) -> tuple[str, ...]:
    """The files with events that no save is known to hold: those whose hash a plan needs."""
    track, _ = _track(content.rows)
    return tuple(file for file, s in track.items() if s.unsaved)


def replay(content: Content, files: Mapping[str, Hash]) -> Plan:
    """What is to be replayed, given the hash of each file as it is now (None: there is none)."""
    track, broken = _track(content.rows)
    play: dict[str, tuple[Event, ...]] = {}
    conflicts: list[Conflict] = []
    saved: list[Saved] = []
    for file, s in track.items():
        now = files.get(file)
        if not s.unsaved:
            continue
        nr, before = s.known_ones.get(now, (-1, broken))
        left = tuple(h for h in s.unsaved if h.nr > nr)
        if nr < 0 or (left and before < broken):
            conflicts.append(Conflict(file, left, now, _sentence(file, nr, now)))
            continue
        if left:
            play[file] = left
        if now is not None and nr > s.fixed[0]:
            saved.append(Saved(file, now, nr))
    return Plan(play, tuple(conflicts), tuple(saved), {file: files.get(file) for file in play})


def played(area: Workspace, plan: Plan) -> tuple[Workspace, tuple[Conflict, ...]]:
    """The workspace with what its files lack, and all conflicts. Never raises.

    The tabs of the files in ``plan.play`` must have been read. A file of which the changes do
    not fit after all (it could not be read, say) is a conflict and stays as it is.
    """
    conflicts = list(plan.conflicts)
    for file, mine in plan.play.items():
        step = plan.step(file)
        if fits(area, step):
            area = carried_out(area, step)
        else:
            conflicts.append(Conflict(file, mine, plan.now.get(file), _sentence(file, 0, None)))
    return area, tuple(conflicts)


def _track(rows: Iterable[ContentLine]) -> tuple[dict[str, _Track], int]:
    """The trace of every file, and the number of lines that could not be read."""
    track: dict[str, _Track] = {}
    broken = 0
    for row in rows:
        match row:
            case Event():
                for file in dict.fromkeys(row.files):
                    s = track.setdefault(file, _Track())
                    if file in row.base:
                        s.begin(row.base[file], row.nr - 1, broken)
                    s.unsaved.append(row)
            case Intent():
                track.setdefault(row.file, _Track()).can_become(row, broken)
            case Saved() | Discarded():
                track.setdefault(row.file, _Track()).begin(row.hash, row.nr, broken)
            case Broken():
                broken += 1
    return track, broken


def _sentence(file: str, nr: int, now: Hash) -> str:
    name = file_name(Path(file_name_for(file)))
    if nr >= 0:
        return (
            f"{name} har ändringar som inte hann sparas och som inte säkert passar in i filen; "
            "välj vad som ska gälla."
        )
    what = "har tagits bort" if now is None else "har ändrats av ett annat program"
    return f"{name} {what} medan du hade ändringar som inte hann sparas; välj vad som ska gälla."


def file_for(area: Workspace, change: Change) -> str:
    """The file that a change belongs to. Raises KeyError for a table that has not been read."""
    document = document_for(change)
    if isinstance(change, DocumentChange):
        return f"{document}/"
    (_, tab), _ = area.place(document, change.address.table)
    return f"{document}/{tab}"


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
    if isinstance(change, DocumentChange):
        return area.document[change.to.id] == change.from_
    table = area.table(change.address.document, change.address.table)
    match change:
        case CellChange(address, from_, _):
            row = table.row(address.row)
            if address.column == LABEL:
                return row.label == (from_ or "")
            return row.cells.get(address.column) == from_
        case TrycktChange(address, from_, _):
            return table.row(address.row).tryckt.get(address.column) == from_
        case RowAdded(_, row, place):
            return row.id not in table.index and place <= len(table.rows)
        case RowRemoved(_, row, place):
            return _stands_on(table, row.id, place) and table.rows[place] == row
        case RowMoved(address, from_, to):
            return to < len(table.rows) and _stands_on(table, address.row, from_)


def _stands_on(table: Table, row_id: str, place: int) -> bool:
    return table.index.get(row_id) == place
