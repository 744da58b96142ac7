"""The start of an opened data folder (*start*): whether a crash left something to replay."""

from msgspec import Struct

from tui.domain.finding import FileError
from tui.store.data_store import DataStore
from tui.store.journal.start import calm


class StartNotice(Struct, frozen=True):
    """What the start has to tell: a sentence, and faults."""

    sentence: str = ""
    error: tuple[FileError, ...] = ()


def restored(store: DataStore) -> StartNotice:
    """Put into the files what was committed before a crash. Never raises.

    Files that others have changed meanwhile are left to the user, in ``store.conflicts``.
    """
    if store.obstacle or calm(store.folder):
        return StartNotice()
    # A start does without the rest, but after a crash.
    from tui.store.replaying import replayed

    return StartNotice(*replayed(store))
