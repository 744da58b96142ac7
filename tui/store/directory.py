"""Which folders of the data folder are documents, in what order, and what they may be called."""

import errno
import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.store.errors import SaveError, cause, quoted, visible

HEAD = "dokument"
"""A document's head, among the ids of its tabs."""
HEAD_FILE = f"{HEAD}.json"
SETTINGS_FILE = "installningar.json"
INNER_FOLDER = ".namndkoll"
"""Where the program keeps what is its own: journal, lock, backups, documents laid aside."""
COPY_FOLDER = "kopior"
MALL_FOLDER = "mallar"
"""The nämnd's own mallar, which are no document."""
# Windows keeps these names for devices, whatever ending they have.
_UNITS = r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?"
_FORBIDDEN = r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]'
MAX_NAME = 80
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG)


def document_folders(
    folder: Path, tabs: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[FileError, ...]]:
    """The names of the folders that are documents, and the faults of those that cannot be used.

    A document's folder holds a head, or a file of one of ``tabs`` whose head has been lost. One
    that is closed to the user may hold a document: it is among them, to be told of.

    Only the folder's own level is looked at, so a link that leads in a ring ends here.
    """
    try:
        all_ = sorted(_with_head(folder, (HEAD_FILE, *(f"{tab}.json" for tab in tabs))))
    except OSError as error:
        sentence = f"Mappen ”{visible(str(folder))}” kan inte läsas: {cause(error)}."
        return (), (FileError(visible(folder.name), sentence),)
    return tuple(n for n in all_ if _utf8(n)), tuple(_name_error(n) for n in all_ if not _utf8(n))


def _with_head(folder: Path, files: Collection[str] = (HEAD_FILE,)) -> Iterator[str]:
    with os.scandir(folder) as items:
        for item in items:
            if (
                item.name[0] != "."
                and item.name != MALL_FOLDER
                and any(_may_be_there(f"{item.path}{os.sep}{file}") for file in files)
            ):
                yield item.name


def _may_be_there(file: str) -> bool:
    """Whether a file (a broken link too) is there, or may be: the way to it is closed."""
    try:
        os.lstat(file)
    except OSError as error:
        return error.errno not in _NOT_THERE
    return True


def closed_folder(folder: Path) -> str:
    """Why a document's folder cannot be opened, in a sentence; "" where it can, or is none."""
    try:
        (folder / HEAD_FILE).lstat()
    except OSError as error:
        if error.errno in _NOT_THERE:
            return ""
        why = cause(error)
        if isinstance(error, PermissionError):
            why = "du saknar behörighet till den, så be den som äger mappen att släppa in dig"
        return f"Mappen {quoted(folder.name)} kan inte öppnas: {why}."
    return ""


def _name_error(name: str) -> FileError:
    sentence = f"Mappen {quoted(name)} har ett namn som inte är UTF-8; döp om den."
    return FileError(visible(name), sentence)


def is_there(file: Path) -> bool:
    """Whether there is such a file; False where the way to it is closed to the user.

    ``Path.exists`` raises there, and ``Path.is_dir`` likewise.
    """
    return os.path.exists(file)  # noqa: PTH110 -- never raises


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; False where the way to it is closed to the user."""
    return os.path.isdir(path)  # noqa: PTH112 -- never raises


def names_in(folder: Path) -> list[str]:
    """What lies in a folder; nothing where it is none, or cannot be read."""
    try:
        return os.listdir(folder)  # noqa: PTH208 -- the names are all that is asked for
    except OSError:
        return []


def unlisted(folder: Path) -> str:
    """Why what lies in a folder cannot be known, in a sentence; "" where it can, or is none."""
    try:
        with os.scandir(folder):
            return ""
    except OSError as error:
        if error.errno in _NOT_THERE:
            return ""
        return f"Mappen ”{visible(str(folder))}” kan inte läsas: {cause(error)}."


def file_name_for(file: str) -> str:
    """The path in the data folder of a file by its short name, "dokument/flik" or "dokument/"."""
    document, _, tab = file.partition("/")
    return f"{document}/{tab or 'dokument'}.json"


def has_document(folder: Path) -> bool:
    """Whether the folder holds a document, whole or not; False where it cannot be read."""
    try:
        return any(True for _ in _with_head(folder))
    except OSError:
        return False


def _utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_folder_name(name: str) -> bool:
    """Whether it names something right in the folder, and no hidden thing."""
    return bool(name) and Path(name).name == name and name[0] != "." and "\0" not in name


def control_name(name: str) -> None:
    """Raises SaveError where a name cannot be a folder's on Windows, macOS and Linux alike."""
    if (
        not name
        or len(name) > MAX_NAME
        or re.search(_FORBIDDEN, name)
        or re.fullmatch(_UNITS, name)
        or name.startswith((".", " "))
        or name.endswith((".", " "))
        or name.casefold() == MALL_FOLDER
    ):
        raise SaveError(
            f"{quoted(name)} kan inte vara namn på en mapp; "
            f"välj högst {MAX_NAME} tecken, helst bokstäver, siffror och bindestreck."
        )


def ordered(document: Iterable[Document]) -> tuple[Document, ...]:
    """The newest period first, a working copy (same period as its base) right after its base."""
    newest = sorted(document, key=lambda d: d.id)
    newest.sort(key=lambda d: (d.period.end, d.period.start), reverse=True)
    after_id = {d.id: d for d in newest}
    copies: dict[str, list[Document]] = {}
    for d in newest:
        copies.setdefault(d.base if _is_copy(d, after_id) else "", []).append(d)
    # Copies whose bases lead in a ring hang under no root: they stand last, as they are.
    order = {d.id: d for d in _under("", copies)}
    return tuple({**order, **after_id}.values())


def _is_copy(document: Document, after_id: dict[str, Document]) -> bool:
    base = after_id.get(document.base)
    return base is not None and base.period == document.period


def _under(rot: str, copies: dict[str, list[Document]]) -> Iterable[Document]:
    """Depth first, without recursion: a chain of copies may be long."""
    stack = list(reversed(copies.get(rot, [])))
    while stack:
        document = stack.pop()
        yield document
        stack.extend(reversed(copies.get(document.id, [])))
