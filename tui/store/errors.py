"""What can go wrong with files, each fault with one Swedish sentence for the user."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
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
    column: str = ""

    def __str__(self) -> str:
        parts = [f"tabell {quoted(self.table)}"]
        parts += [f"rad {quoted(self.row)}"] if self.row else []
        parts += [f"kolumn {quoted(self.column)}"] if self.column else []
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
    errno.EBUSY: "den är upptagen av ett annat program, så stäng det och försök igen",
    errno.ETXTBSY: "den är upptagen av ett annat program, så stäng det och försök igen",
    errno.EEXIST: "det finns redan något med det namnet",
    errno.ENOTEMPTY: "mappen är inte tom",
    errno.EXDEV: "den ligger på en annan disk",
    errno.EFBIG: "filen är för stor för disken",
    errno.EMFILE: "för många filer är öppna, så stäng andra program och försök igen",
    errno.ENFILE: "för många filer är öppna, så stäng andra program och försök igen",
    errno.ENOMEM: "minnet är slut, så stäng andra program och försök igen",
    errno.ENODEV: "disken är inte ansluten",
    errno.ENXIO: "disken är inte ansluten",
    errno.EINVAL: "den är ingen vanlig fil, eller disken tillåter det inte",
    errno.ENOLCK: "disken kan inte låsa filer",
    errno.ENOSYS: "disken kan inte det som behövs",
    errno.ENOTSUP: "disken kan inte det som behövs",
    errno.EILSEQ: "disken godtar inte namnet",
    errno.EINTR: "det avbröts, så försök igen",
    errno.EAGAIN: "den är upptagen just nu, så försök igen",
    errno.ETIMEDOUT: "nätverket svarar inte, så försök igen när det är tillbaka",
    getattr(errno, "ESTALE", -2): "nätverksmappen svarar inte, så öppna den igen",
    getattr(errno, "EHOSTDOWN", -3): "nätverket svarar inte, så försök igen när det är tillbaka",
    errno.EHOSTUNREACH: "nätverket svarar inte, så försök igen när det är tillbaka",
    errno.ENETUNREACH: "nätverket svarar inte, så försök igen när det är tillbaka",
    errno.ENOTCONN: "nätverket svarar inte, så försök igen när det är tillbaka",
    getattr(errno, "EREMOTEIO", -4): "nätverksmappen svarar inte, så öppna den igen",
}
# What Windows says with numbers of its own, of which Python makes EACCES or EINVAL.
_WINDOWS_CAUSES = {
    5: "den är öppen i ett annat program, eller så får du inte skriva där",
    32: "den är öppen i ett annat program (kanske Excel, OneDrive eller virusskyddet), så stäng "
    "den där och försök igen",
    33: "ett annat program har låst den, så stäng den där och försök igen",
    112: "disken är full, så frigör utrymme och spara igen",
    1224: "den är öppen i ett annat program, så stäng den där och försök igen",
    53: "nätverket svarar inte, så försök igen när det är tillbaka",
    64: "nätverket svarar inte, så försök igen när det är tillbaka",
    362: "OneDrive håller filen i molnet och når den inte, så anslut och försök igen",
    395: "OneDrive når inte filen, så anslut och försök igen",
}


def cause(error: OSError) -> str:
    """Why the system refused, in Swedish and with what to do where something can be done."""
    if windows := _WINDOWS_CAUSES.get(getattr(error, "winerror", None) or 0):
        return windows
    if error.errno is None:
        return "systemet sade inte varför"
    return _CAUSES.get(error.errno, f"systemet vägrade (felkod {error.errno})")


def fault_sentence(error: BaseException) -> str:
    """What to tell the user of a fault: its own sentence, or why the system refused.

    A fault in the program is named by its kind alone: its message may hold a document's text.
    """
    sentence = getattr(error, "sentence", None)
    if isinstance(sentence, str):
        return sentence
    if isinstance(error, OSError):
        return f"Det gick inte: {cause(error)}."
    return f"Ett fel i programmet ({type(error).__name__}) kom emellan."


def not_saved(file: Path, error: OSError) -> SaveError:
    """The fault to raise when the system refuses to save a file."""
    sentence = f"{file_name(file)} kunde inte sparas: {cause(error)}; den tidigare filen är orörd."
    return SaveError(sentence, error.errno)


@contextmanager
def as_save_error(file: Path) -> Iterator[None]:
    """Every fault in the saving of a file becomes a SaveError."""
    try:
        yield
    except SaveError:
        raise
    except ReadError as error:
        raise SaveError(error.sentence, error.errno) from error
    except ItemError as error:
        raise SaveError(f"{file_name(file)}, {error}; filen sparades inte.") from error
    except OSError as error:
        raise not_saved(file, error) from error


def not_read(file: Path, why: str) -> ReadError:
    """The fault to raise when a file is there but cannot be read."""
    help_ = "rätta filen"
    if os.path.exists(file.parent / EARLIER / file.name):  # noqa: PTH110 -- never raises
        help_ += " eller återställ den (Ctrl+P, Återställ från en säkerhetskopia)"
    return ReadError(f"{file_name(file)} kan inte läsas: {why}; {help_}.")
