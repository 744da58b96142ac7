"""What can go wrong with files, each fault with one Swedish sentence for the user."""

import errno
import os
from pathlib import Path
from typing import Any, NamedTuple

MAX_CITAT = 60
TIDIGARE = ".tidigare"


class Lagerfel(OSError):
    """A fault with files. ``mening`` is the Swedish sentence; ``errno`` the system's, if any."""

    def __init__(self, mening: str, kod: int | None = None) -> None:
        super().__init__(mening)
        self.mening = mening
        self.errno = kod


class Lasfel(Lagerfel):
    """A file that is there but cannot be read."""


class Sparfel(Lagerfel):
    """Something was not saved; what was on disk before is untouched."""


class Andrad(Sparfel):
    """The file on disk is no longer the one that was read, so nothing was written over it."""


class Mappfel(Lagerfel):
    """A data folder that cannot be used."""


class Postfel(ValueError):
    """A record that cannot be read: one Swedish sentence that names table and row."""


class Plats(NamedTuple):
    """Where in a file a value stands, for the sentence that tells of a fault."""

    tabell: str
    rad: str = ""
    falt: str = ""

    def __str__(self) -> str:
        delar = [f"tabell {citerad(self.tabell)}"]
        delar += [f"rad {citerad(self.rad)}"] if self.rad else []
        delar += [f"fält {citerad(self.falt)}"] if self.falt else []
        return ", ".join(delar)


def citerad(varde: Any) -> str:
    """A value out of a file, quoted: shortened, and safe to send to a terminal."""
    text = str(varde)
    return f"”{synlig(text[:MAX_CITAT])}{'…' if len(text) > MAX_CITAT else ''}”"


def filnamn(fil: Path) -> str:
    """A file as the user knows it: the document's folder and the file in it."""
    return synlig(f"{fil.parent.name}/{fil.name}")


def synlig(text: str) -> str:
    """A text without the characters that would steer a terminal."""
    if text.isprintable():
        return text
    return "".join(tecken if tecken.isprintable() else "�" for tecken in text)


_ORSAKER = {
    errno.ENOSPC: "disken är full, så frigör utrymme och spara igen",
    getattr(errno, "EDQUOT", -1): "diskkvoten är slut, så frigör utrymme och spara igen",
    errno.EACCES: "du saknar behörighet till filen eller mappen",
    errno.EPERM: "du saknar behörighet till filen eller mappen",
    errno.EROFS: "mappen är skrivskyddad, så välj en annan med --data",
    errno.EIO: "disken svarar med fel, så säkra en kopia av mappen på en annan disk",
    errno.ENOENT: "mappen finns inte längre",
    errno.ENOTDIR: "en fil står där en mapp ska vara",
    errno.EISDIR: "en mapp står där filen ska vara",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ELOOP: "länken leder tillbaka till sig själv",
}


def orsak(fel: OSError) -> str:
    """Why the system refused, in Swedish and with what to do where something can be done."""
    return _ORSAKER.get(
        fel.errno or 0, f"systemet svarar {errno.errorcode.get(fel.errno or 0, 'fel')}"
    )


def ej_sparad(fil: Path, fel: OSError) -> Sparfel:
    """The fault to raise when the system refuses to save a file."""
    mening = f"{filnamn(fil)} kunde inte sparas: {orsak(fel)}; den tidigare filen är orörd."
    return Sparfel(mening, fel.errno)


def ej_last(fil: Path, varfor: str) -> Lasfel:
    """The fault to raise when a file is there but cannot be read."""
    hjalp = "rätta filen"
    if os.path.exists(fil.parent / TIDIGARE / fil.name):  # noqa: PTH110 -- never raises
        hjalp += f" eller ta tillbaka den förra versionen ur mappen {TIDIGARE}"
    return Lasfel(f"{filnamn(fil)} kan inte läsas: {varfor}; {hjalp}.")
