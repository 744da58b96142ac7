"""A report's file read to its content, whatever its kind; else one sentence that says why not."""

import errno
import io
import stat
from collections.abc import Callable
from pathlib import Path

from tui.domain.block import Content, Part, content
from tui.intake.errors import ContentError, ReadError
from tui.intake.markup import html_parts, markdown_parts
from tui.intake.office import IS_PDF
from tui.intake.plain import csv_parts, decoded, text_parts
from tui.intake.word import word_parts
from tui.svenska.format import clean

MAX_OFFICE = 100_000_000
MAX_TEXT = 20_000_000
_TEXTS: dict[str, Callable[[str], list[Part]]] = {
    ".html": html_parts,
    ".htm": html_parts,
    ".md": markdown_parts,
    ".csv": csv_parts,
    ".tsv": csv_parts,
    ".txt": text_parts,
}
READABLE = (".docx", ".xlsx", *_TEXTS)
"""The endings of files that are read."""
_FORMS = ".docx, .xlsx, .html, .md, .csv, .tsv eller .txt"
_FOLDER = "är en mapp: ange filen i den."
_INSTEAD = {
    ".pdf": IS_PDF,
    ".doc": "är i Words gamla format: öppna den i Word och spara den som .docx.",
    ".xls": "är i Excels gamla format: öppna den i Excel och spara den som .xlsx.",
    ".xlsm": "har makron, som inte läses: spara den som .xlsx.",
    ".odt": "är i ett format som inte läses: spara den som .docx.",
    ".ods": "är i ett format som inte läses: spara den som .xlsx.",
}


def read_report(path: Path) -> Content:
    """What the file holds. Raises ReadError."""
    name, suffix = clean(path.name), path.suffix.lower()
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise ContentError(_FOLDER)
        if suffix in _INSTEAD:
            raise ContentError(_INSTEAD[suffix])
        if suffix not in READABLE:
            raise ContentError(f"läses inte: spara den som {_FORMS}.")
        cap = MAX_TEXT if suffix in _TEXTS else MAX_OFFICE
        return content(path.name, parts(file_bytes(path, cap), suffix))
    except ContentError as error:
        raise ReadError(f"{name} {error.sentence}") from error
    except OSError as error:
        raise ReadError(f"{name} {why_not(error)}") from error
    except (RecursionError, MemoryError) as error:
        raise ReadError(f"{name} läses inte: den är byggd som ingen rapport.") from error


def file_bytes(path: Path, cap: int) -> bytes:
    """What the file holds, no more than ``cap`` bytes. Raises ContentError, OSError."""
    state = path.stat()
    if stat.S_ISDIR(state.st_mode):
        raise ContentError(_FOLDER)
    if not stat.S_ISREG(state.st_mode):
        raise ContentError("är ingen vanlig fil: spara rapporten som en fil.")
    if state.st_size > cap:
        raise ContentError(f"är större än {cap // 1_000_000} MB: spara bara tabellerna.")
    with path.open("rb") as file:
        raw = file.read(cap + 1)
    if not raw.strip():
        raise ContentError("är tom: spara den på nytt.")
    return raw


def parts(raw: bytes, suffix: str) -> list[Part]:
    """The parts of a file by its ending."""
    if suffix == ".docx":
        return word_parts(io.BytesIO(raw))
    if suffix == ".xlsx":
        from tui.intake.sheet import sheet_parts  # a tenth of a second, for this kind alone

        return sheet_parts(io.BytesIO(raw))
    return _TEXTS[suffix](decoded(raw))


def why_not(error: OSError) -> str:
    """Why the file could not be read; the sentence goes on after its name."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "finns inte: se efter vad filen heter."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "får inte läsas: ändra filens rättigheter eller kopiera den."
    return "kunde inte läsas: kopiera den till din egen dator och försök igen."
