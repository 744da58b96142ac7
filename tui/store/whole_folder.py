"""A folder made whole or not at all: built hidden beside its place, then renamed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tui.store.atomic_file import sync_folder
from tui.store.errors import SaveError, cause


def create_folder(mal: Path, fill: Callable[[Path], None]) -> None:
    """Make the folder ``mal`` with what ``fill`` puts in it. Raises Sparfel, leaving nothing."""
    if os.path.lexists(mal):
        raise SaveError(
            f"Mappen {mal.name} finns redan, så ingenting skapades; välj ett annat namn."
        )
    temp = mal.with_name(f".{mal.name}.{os.urandom(6).hex()}.ny")
    try:
        temp.mkdir()
        fill(temp)
        sync_folder(temp)
        temp.rename(mal)
    except OSError as error:
        sentence = f"Mappen {mal.name} kunde inte skapas: {cause(error)}; ingenting ändrades."
        raise SaveError(sentence, error.errno) from error
    finally:
        # After the rename there is nothing there to remove.
        shutil.rmtree(temp, ignore_errors=True)
    sync_folder(mal.parent)
