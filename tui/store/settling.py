"""What waits in the journal for a file, settled by the user's choice.

The old edits count until the very line that puts others in their place, or that lets them go.
"""

from collections.abc import Sequence

from tui.store.data_store import DataStore
from tui.store.errors import SaveError
from tui.store.file_hash import Bases
from tui.store.recovery import Conflict
from tui.workspace import Change


def lay_on(store: DataStore, conflict: Conflict, step: Sequence[Change]) -> None:
    """Commit a conflict's edits as a step on the file as it is now. Raises SaveError.

    No ``step``: the file says all of it already.
    """
    bases, files = Bases(store.folder, store.is_known), (conflict.file,)
    if step:
        all_ = files * len(step)
        store.journal.write("gor", step, files=all_, bases=bases, replaces=files)
    elif conflict.file in bases:
        nr = conflict.mine[-1].nr
        store.journal.saved(conflict.file, bases[conflict.file] or "", nr)
    else:
        raise SaveError("Filen har ändrats igen medan du valde; ingenting är gjort.")
    _settled(store, conflict)


def discard(store: DataStore, conflict: Conflict) -> None:
    """Let a file count as it is; the journal's unsaved edits of it do not. Raises SaveError."""
    store.journal.discard(conflict.file, conflict.theirs, store.latest_nr())
    _settled(store, conflict)


def _settled(store: DataStore, conflict: Conflict) -> None:
    # What earlier events say of themselves has changed.
    store.journal.forget()
    store.conflicts = tuple(c for c in store.conflicts if c is not conflict)
