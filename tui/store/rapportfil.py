"""Writing a report's file where the user wants it: whole or not at all, never over another unasked.

Unlike the stores' own files no earlier generation is kept: the folder is the user's.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

from tui.store.fel import Sparfel, orsak, synlig
from tui.store.skrivning import byt, lage_for, skriv_ny, synka_mapp


def skriv_rapport(fil: Path, data: bytes, *, skriv_over: bool = False) -> None:
    """Write the file. Raises Sparfel, and then the file that was there is as it was.

    Nothing is left beside it either way, also where the disk is full or another program has the
    file open.
    """
    prova(fil, skriv_over=skriv_over)
    mal = Path(os.path.realpath(fil))
    temp = mal.with_name(f".{mal.name[:100]}.{os.urandom(6).hex()}.tmp")
    try:
        skriv_ny(temp, data, lage_for(mal))
        if skriv_over:
            byt(temp, mal)
        else:
            _lagg_pa_ledig_plats(temp, mal)
    except FileExistsError:
        raise _finns_redan(fil) from None
    except Sparfel:
        raise
    except OSError as fel:
        raise _ej_skriven(fil, fel) from fel
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)
    synka_mapp(mal.parent)


def prova(fil: Path, *, skriv_over: bool = False) -> None:
    """Raise Sparfel where the file cannot be written, before any work has been spent on it."""
    try:
        varfor = _hinder(fil)
        finns = fil.is_file()
    except OSError as fel:
        raise _ej_skriven(fil, fel) from fel
    if varfor:
        raise Sparfel(varfor)
    if finns and not skriv_over:
        raise _finns_redan(fil)


def _hinder(fil: Path) -> str:
    """Why no report can be written there, in a sentence; "" where one can. Raises OSError."""
    namn = synlig(str(fil))
    if not fil.parent.is_dir():
        return f"Mappen {synlig(str(fil.parent))} finns inte; skapa den eller välj en annan."
    if fil.is_dir():
        return f"{namn} är en mapp; ange ett filnamn."
    if os.path.lexists(fil) and not fil.is_file():
        return f"{namn} är ingen vanlig fil; välj ett annat namn."
    return ""


def _lagg_pa_ledig_plats(temp: Path, mal: Path) -> None:
    """Give the file its name, only where nobody has it. Raises FileExistsError."""
    try:
        os.link(temp, mal)
    except FileExistsError:
        raise
    except OSError:
        _ta_platsen(temp, mal)


def _ta_platsen(temp: Path, mal: Path) -> None:
    """The same where the file system knows no second names: an empty file holds the place."""
    os.close(os.open(mal, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        byt(temp, mal)
    except OSError:
        with suppress(OSError):
            mal.unlink()
        raise


def _finns_redan(fil: Path) -> Sparfel:
    return Sparfel(
        f"{synlig(str(fil))} finns redan; välj ett annat namn, eller skriv över den med "
        "--skriv-over.",
        errno.EEXIST,
    )


def _ej_skriven(fil: Path, fel: OSError) -> Sparfel:
    varfor = orsak(fel)
    if isinstance(fel, PermissionError):
        varfor = (
            "den är öppen i ett annat program, eller så får du inte skriva där; stäng den eller "
            "välj ett annat namn"
        )
    elif fel.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        varfor = "disken är full, så frigör utrymme eller välj en annan disk"
    mening = f"{synlig(str(fil))} kunde inte skrivas: {varfor}. Det som fanns där är orört."
    return Sparfel(mening, fel.errno)
