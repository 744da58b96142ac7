"""Writing a report's file where the user wants it: whole or not at all, never over another unasked.

Unlike the stores' own files no earlier generation is kept: the folder is the user's.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

from tui.store.atomic_file import rights_for, switch, sync_folder, write_new
from tui.store.debris import noted
from tui.store.errors import SaveError, cause, visible
from tui.store.rights import Rights


def write_report(
    file: Path, data: bytes, *, write_over: bool = False, data_folder: Path | None = None
) -> None:
    """Write the file. Raises SaveError, and then the file that was there is as it was.

    Nothing is left beside it either way, also where the disk is full or another program has the
    file open; after a kill the next start on ``data_folder`` sees to that.
    """
    try_(file, write_over=write_over)
    target = Path(os.path.realpath(file))
    temp = target.with_name(f".{target.name[:100]}.{os.urandom(6).hex()}.tmp")
    with noted(data_folder, temp):
        _write(file, data, temp, target, write_over=write_over)


def _write(file: Path, data: bytes, temp: Path, target: Path, *, write_over: bool) -> None:
    try:
        write_new(temp, data, _rights(target))
        if write_over:
            switch(temp, target)
        else:
            _put_on_free_place(temp, target)
    except FileExistsError:
        raise _exists_already(file) from None
    except SaveError:
        raise
    except OSError as error:
        raise _not_written(file, error) from error
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)
    sync_folder(target.parent)


def _rights(file: Path) -> Rights | None:
    """Those of the file that is written over; a new one gets what the umask gives."""
    with suppress(FileNotFoundError):
        return rights_for(file, Rights()) if file.exists() else None
    return None


def try_(file: Path, *, write_over: bool = False) -> None:
    """Raise SaveError where the file cannot be written, before any work has been spent on it."""
    try:
        why = _obstacle(file)
        exists = file.is_file()
    except OSError as error:
        raise _not_written(file, error) from error
    if why:
        raise SaveError(why)
    if exists and not write_over:
        raise _exists_already(file)


def _obstacle(file: Path) -> str:
    """Why no report can be written there, in a sentence; "" where one can. Raises OSError."""
    name = visible(str(file))
    if not file.parent.is_dir():
        return f"Mappen {visible(str(file.parent))} finns inte; skapa den eller välj en annan."
    if file.is_dir():
        return f"{name} är en mapp; ange ett filnamn."
    if os.path.lexists(file) and not file.is_file():
        return f"{name} är ingen vanlig fil; välj ett annat namn."
    return ""


def _put_on_free_place(temp: Path, target: Path) -> None:
    """Give the file its name, only where nobody has it. Raises FileExistsError."""
    try:
        os.link(temp, target)
    except FileExistsError:
        raise
    except OSError:
        _take_place(temp, target)


def _take_place(temp: Path, target: Path) -> None:
    """The same where the file system knows no second names: an empty file holds the place."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    try:
        switch(temp, target)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def _exists_already(file: Path) -> SaveError:
    return SaveError(
        f"{visible(str(file))} finns redan; välj ett annat namn, eller skriv över den med "
        "--skriv-over.",
        errno.EEXIST,
    )


def _not_written(file: Path, error: OSError) -> SaveError:
    why = cause(error)
    if isinstance(error, PermissionError):
        why = (
            "den är öppen i ett annat program, eller så får du inte skriva där; stäng den eller "
            "välj ett annat namn"
        )
    elif error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        why = "disken är full, så frigör utrymme eller välj en annan disk"
    sentence = f"{visible(str(file))} kunde inte skrivas: {why}. Det som fanns där är orört."
    return SaveError(sentence, error.errno)
