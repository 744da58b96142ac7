"""A folder made whole or not at all: built hidden beside its place, then renamed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tui.store.fel import Sparfel, orsak
from tui.store.skrivning import synka_mapp


def skapa_mapp(mal: Path, fyll: Callable[[Path], None]) -> None:
    """Make the folder ``mal`` with what ``fyll`` puts in it. Raises Sparfel, leaving nothing."""
    if os.path.lexists(mal):
        raise Sparfel(f"Mappen {mal.name} finns redan, så ingenting skapades; välj ett annat namn.")
    temp = mal.with_name(f".{mal.name}.{os.urandom(6).hex()}.ny")
    try:
        temp.mkdir()
        fyll(temp)
        synka_mapp(temp)
        temp.rename(mal)
    except OSError as fel:
        mening = f"Mappen {mal.name} kunde inte skapas: {orsak(fel)}; ingenting ändrades."
        raise Sparfel(mening, fel.errno) from fel
    finally:
        # After the rename there is nothing there to remove.
        shutil.rmtree(temp, ignore_errors=True)
    synka_mapp(mal.parent)
