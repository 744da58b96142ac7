"""What a crash left in the journal, put into the files (*omspelning*)."""

from collections.abc import Collection, Iterable

from tui.domain.finding import FileError
from tui.store.data_store import DataStore
from tui.store.errors import SaveError, StoreError
from tui.store.file_hash import file_hash
from tui.store.journal.records import Event
from tui.store.recovery import Plan, affected, fits, replay
from tui.workspace import Workspace, carried_out


def replayed(store: DataStore) -> tuple[str, tuple[FileError, ...]]:
    """Replay; how many edits, in a sentence, and what could not be. Never raises.

    Files that others have changed meanwhile are left to the user, in ``store.conflicts``.
    """
    content = store.journal.read()
    hashes, unread = _hashes(store, affected(content))
    plan = replay(content, hashes)
    count, unreplayed = _played(store, plan, hashes)
    sentence = f"{count} ändringar från förra gången är återställda." if count > 1 else ""
    sentence = "En ändring från förra gången är återställd." if count == 1 else sentence
    store.conflicts = tuple(k for k in plan.conflicts if k.file in hashes)
    return sentence, (*content.error, *unread, *unreplayed)


def _hashes(
    store: DataStore, files: Iterable[str]
) -> tuple[dict[str, str | None], list[FileError]]:
    """The hash of each file that can be read, and the faults of the others."""
    hashes: dict[str, str | None] = {}
    error: list[FileError] = []
    for file in files:
        try:
            hashes[file] = file_hash(store.folder, file)
        except StoreError as obstacle:
            error.append(FileError(file, obstacle.sentence))
    return hashes, error


def _played(store: DataStore, plan: Plan, files: Collection[str]) -> tuple[int, list[FileError]]:
    """Replay file by file, so that one that refuses does not cost the others their edits."""
    count, error = 0, []
    for file in files:
        try:
            for row in (r for r in plan.saved if r.file == file):
                store.journal.saved(row.file, row.hash, row.nr)
            if file in plan.play:
                count += _play_file(store, file, plan.play[file])
        except StoreError as obstacle:
            error.append(FileError(file, obstacle.sentence))
    return count, error


def _play_file(store: DataStore, file: str, events: tuple[Event, ...]) -> int:
    document, _, tab = file.partition("/")
    area = _read_area(store, document, tab)
    step = tuple(change for h in events for change in h.step_in(file))
    if not fits(area, step):
        raise SaveError(f"Journalens ändringar passar inte {file}; filen är orörd.")
    area = carried_out(area, step)
    store.before(document, tab, events[-1].nr)
    if tab:
        store.save_tab(document, tab, area.tables[(document, tab)])
    else:
        store.save_document(area.document[document])
    return len(events)


def _read_area(store: DataStore, document: str, tab: str) -> Workspace:
    heads, _ = store.document()
    area = Workspace({d.id: d for d in heads})
    return area.with_tab((document, tab), *store.tab(document, tab)) if tab else area
