"""What can go wrong with files, each fault with one Swedish sentence for the user."""

import errno
import os
from pathlib import Path
from typing import Any, NamedTuple

MAX_QUOTATION = 60
EARLIER = ".tidigare"


class StoreError(OSError):
    """A fault with files. ``sentence`` is the Swedish sentence; ``errno`` the system's, if any."""

    def __init__(self, sentence: str, code: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.errno = code


class ReadError(StoreError):
    """A file that is there but cannot be read."""


class SaveError(StoreError):
    """Something was not saved; what was on disk before is untouched."""


class Changed(SaveError):
    """The file on disk is no longer the one that was read, so nothing was written over it."""


class FolderError(StoreError):
    """A data folder that cannot be used."""


class ItemError(ValueError):
    """A record that cannot be read: one Swedish sentence that names table and row."""


class Place(NamedTuple):
    """Where in a file a value stands, for the sentence that tells of a fault."""

    table: str
    row: str = ""
    field: str = ""

    def __str__(self) -> str:
        parts = [f"tabell {quoted(self.table)}"]
        parts += [f"rad {quoted(self.row)}"] if self.row else []
        parts += [f"fält {quoted(self.field)}"] if self.field else []
        return ", ".join(parts)


def quoted(value: Any) -> str:
    """A value out of a file, quoted: shortened, and safe to send to a terminal."""
    text = str(value)
    return f"”{visible(text[:MAX_QUOTATION])}{'…' if len(text) > MAX_QUOTATION else ''}”"


def file_name(file: Path) -> str:
    """A file as the user knows it: the document's folder and the file in it."""
    return visible(f"{file.parent.name}/{file.name}")


def visible(text: str) -> str:
    """A text without the characters that would steer a terminal."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "�" for sign in text)


_CAUSES = {
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


def cause(error: OSError) -> str:
    """Why the system refused, in Swedish and with what to do where something can be done."""
    return _CAUSES.get(
        error.errno or 0, f"systemet svarar {errno.errorcode.get(error.errno or 0, 'fel')}"
    )


def not_saved(file: Path, error: OSError) -> SaveError:
    """The fault to raise when the system refuses to save a file."""
    sentence = f"{file_name(file)} kunde inte sparas: {cause(error)}; den tidigare filen är orörd."
    return SaveError(sentence, error.errno)


def not_read(file: Path, why: str) -> ReadError:
    """The fault to raise when a file is there but cannot be read."""
    help_ = "rätta filen"
    if os.path.exists(file.parent / EARLIER / file.name):  # noqa: PTH110 -- never raises
        help_ += f" eller ta tillbaka den förra versionen ur mappen {EARLIER}"
    return ReadError(f"{file_name(file)} kan inte läsas: {why}; {help_}.")
