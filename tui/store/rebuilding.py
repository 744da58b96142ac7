"""The last state of a file that is broken or gone: its newest backup, and the journal since then.

A backup is what the last save replaced, so the edits of that save stand in the journal alone.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.store.atomic_file import fingerprint, sha256
from tui.store.backups import SETTINGS_COPY, Copy
from tui.store.codec import encoded
from tui.store.data_store import DataStore
from tui.store.directory import HEAD
from tui.store.errors import ItemError, StoreError
from tui.store.head import put_head
from tui.store.journal.line_records import ContentLine, Event, Intent, Saved
from tui.store.laid_on import laid_on
from tui.store.recovery import fits, gone_tables
from tui.store.restoring import content, head_content, settings_content
from tui.store.settings_file import put_settings
from tui.store.settled import SETTINGS
from tui.store.storage import in_memory, raw_tables, read_file
from tui.store.tab_file import put_tables
from tui.workspace import (
    Change,
    MeetingChange,
    SettingChange,
    SettingsChange,
    Workspace,
    carried_out,
)

MOST_SETTINGS = 200


class Rebuilt(Struct, frozen=True):
    """A file's bytes as they last were: out of which backup, and the changes made since it."""

    copy: Copy
    step: tuple[Change, ...]
    data: bytes


def rebuilt(store: DataStore, document: str, file: str) -> Rebuilt | None:
    """The last state of a file, None where the journal does not reach a backup."""
    name = _name(document, file)
    rows = store.journal.read().rows
    if (document, file) == SETTINGS_COPY:
        return _rebuilt_settings(store, rows)
    for copy in store.copy_list(document, file):
        try:
            nr = _holds(rows, name, fingerprint(store.copies.read(copy)) or "")
            if nr is not None:
                return _rebuilt(store, copy, _since(rows, name, nr))
        except (StoreError, ItemError):
            continue
    return None


def put_rebuilt(store: DataStore, document: str, file: str, data: bytes) -> str:
    """Put a tab or head as it last was in its place; where the former was moved, "" for none.

    It holds every committed edit of it, and so none waits or becomes another step than it was.
    Raises SaveError.
    """
    name, hash_, nr = _name(document, file), sha256(data), store.latest_nr()
    # Before, so that a crash after the replace finds it known.
    store.journal.intent(name, hash_, None, nr)
    aside = store.replace_whole(document, file, data)
    store.journal.saved(name, hash_, nr)
    return aside


def _name(document: str, file: str) -> str:
    """A tab or head as the journal names it."""
    return f"{document}/{file if file != HEAD else ''}"


def _holds(rows: Iterable[ContentLine], name: str, hash_: str) -> int | None:
    """Up to which event a file with this hash holds what the journal says; None: not known."""
    known = None
    for row in rows:
        match row:
            case Saved(file, hash, nr) | Intent(file, hash, _, nr) if (file, hash) == (name, hash_):
                known = nr
            case Event(nr=nr, base=base) if base.get(name) == hash_:
                known = nr - 1
    return known


def _since(rows: Iterable[ContentLine], name: str, nr: int) -> tuple[Change, ...]:
    """What was done to a file after an event, and not let go since."""
    events = (r for r in rows if isinstance(r, Event) and r.nr > nr and name not in r.discarded)
    return tuple(change for event in events for change in event.step_in(name))


def _rebuilt(store: DataStore, copy: Copy, changes: tuple[Change, ...]) -> Rebuilt:
    """The backup with these changes in it. Raises ReadError, SaveError."""
    database = in_memory(raw_tables(read_file(copy.path)[0]))
    if copy.file == HEAD:
        head = head_content(copy)
        area = Workspace({head.id: head})
        step = laid_on(area, changes)
        put_head(database, carried_out(area, step).document[head.id])
    else:
        key = (copy.document, copy.file)
        area = Workspace().with_tab(key, content(copy, store.register).tables)
        step = laid_on(area, changes)
        tables = carried_out(area, step).tables[key]
        gone = gone_tables(area.tables[key], tables)
        put_tables(database, tables, store.register, gone=gone)
    return Rebuilt(copy, step, encoded(raw_tables(database)))


def _rebuilt_settings(store: DataStore, rows: Sequence[ContentLine]) -> Rebuilt | None:
    """The newest backup of the settings with the last changes of them that follow on it.

    What the program remembers for itself is written there without a line in the journal, so a
    backup is known by what it says and not by its hash.
    """
    for copy in store.copy_list(*SETTINGS_COPY):
        try:
            area = Workspace(settings=settings_content(copy))
            step = _following(area, _since(rows, SETTINGS, 0)[-MOST_SETTINGS:])
            database = in_memory(raw_tables(read_file(copy.path)[0]))
            put_settings(database, step)
            return Rebuilt(copy, step, encoded(raw_tables(database)))
        except (StoreError, ItemError):
            continue
    return None


def _following(area: Workspace, changes: tuple[Change, ...]) -> tuple[SettingsChange, ...]:
    """The longest end of the changes that fits on the settings of a workspace."""
    own = tuple(c for c in changes if isinstance(c, SettingChange | MeetingChange))
    return next(own[i:] for i in range(len(own) + 1) if fits(area, own[i:]))
