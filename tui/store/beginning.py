"""The first document of a data folder, made out of nothing; the folder too where there is none."""

from pathlib import Path

from tui.domain.new_document import empty_document
from tui.domain.next_document.document import Next
from tui.domain.next_document.sources import Proposal
from tui.domain.settings import Settings
from tui.domain.settings_cells import differing_settings
from tui.store.data_store import DataStore, restored
from tui.store.errors import FolderError, cause, visible
from tui.store.locate import is_place_for
from tui.store.rights import make_folder
from tui.workspace import DocumentMade, SettingChange


def begin(folder: Path, wanted: Settings, new: Proposal) -> Next:
    """Make the folder, keep the settings in it, and make a document. Raises StoreError.

    What a beginning that is broken off has left does no harm to the next one.
    """
    put_folder(folder)
    store = DataStore(folder)
    try:
        if store.obstacle:
            raise FolderError(f"Ingenting gjordes: {store.obstacle}.")
        restored(store)
        return made_out_of_nothing(store, wanted, new)
    finally:
        store.close()


def put_folder(folder: Path) -> None:
    """Make a data folder, the user's own, if it is not there. Raises FolderError."""
    if why := is_place_for(folder):
        raise FolderError(why)
    try:
        make_folder(folder, parents=True)
    except NotADirectoryError:
        raise FolderError(f"”{visible(str(folder))}” är en fil och ingen mapp.") from None
    except OSError as error:
        name = visible(str(folder))
        raise FolderError(f"Mappen ”{name}” kan inte göras: {cause(error)}.") from error


def made_out_of_nothing(store: DataStore, wanted: Settings, new: Proposal) -> Next:
    """Keep the settings in an opened folder, and make the document as a step. Raises StoreError."""
    now, _ = store.settings()
    changes = [SettingChange(d.name, d.from_, d.to) for d in differing_settings(now, wanted)]
    if changes:
        store.save_settings(changes)
    made = empty_document(new, wanted, store.register)
    store.move("gor", DocumentMade(made.document), lambda: store.create(made.document, made.tabs))
    return made
