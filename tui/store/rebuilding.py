"""The last state of a file that is broken or gone: its newest backup, and the journal since then.

A backup is what the last save replaced, so the edits of that save stand in the journal alone.
"""

from collections.abc import Iterable

from msgspec import Struct

from tui.store.atomic_file import fingerprint
from tui.store.backups import Copy
from tui.store.codec import encoded
from tui.store.data_store import DataStore
from tui.store.errors import StoreError
from tui.store.head import put_head
from tui.store.journal.records import ContentLine, Event, Intent, Saved
from tui.store.laid_on import laid_on
from tui.store.restoring import HEAD, content, head_content
from tui.store.storage import in_memory, raw_tables, read_file
from tui.store.tab_file import put_tables
from tui.workspace import Change, Workspace, carried_out


class Rebuilt(Struct, frozen=True):
    """A file's bytes as they last were: out of which backup, and the changes made since it."""

    copy: Copy
    step: tuple[Change, ...]
    data: bytes


def rebuilt(store: DataStore, document: str, file: str) -> Rebuilt | None:
    """The last state of a tab or a head, None where the journal does not reach a backup."""
    name = f"{document}/{file if file != HEAD else ''}"
    rows = store.journal.read().rows
    for copy in store.copy_list(document, file):
        try:
            nr = _holds(rows, name, fingerprint(store.copies.read(copy)) or "")
            if nr is not None:
                return _rebuilt(store, copy, _since(rows, name, nr))
        except StoreError:
            continue
    return None


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
        put_tables(database, carried_out(area, step).tables[key], store.register)
    return Rebuilt(copy, step, encoded(raw_tables(database)))
