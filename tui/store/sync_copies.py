"""Copies that sync programs and people leave beside a store file (*konfliktkopia*).

OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive, iCloud and a file manager each keep the
version that lost under the file's own name, a sign, and something more. Such a file is noticed by
its name and compared, never loaded as data.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct
from tinydb import TinyDB

from tui.domain.cell_text import cell_text
from tui.domain.diff import Difference
from tui.domain.finding import FileError
from tui.domain.register import Register
from tui.store.atomic_file import Fingerprint
from tui.store.directory import HEAD_FILE, SETTINGS_FILE, document_folders, names_in
from tui.store.errors import ItemError, ReadError, file_name
from tui.store.storage import SCHEMA_TABLE, in_memory, only_record, read_file, same_name
from tui.store.tab_file import parsed_tab
from tui.store.table_merge import deviating

SHOWN = 3
_ENDING = ".json"
# Compiled by the first copy that is met, which is after the start.
_SEPARATORS = r"[\s\-–_.(\[~]"


class SyncCopy(Struct, frozen=True):
    """A copy of one of a document's files (of the settings where ``document`` is empty).

    ``equal``: it says the same as the file does now. ``differences`` are the tables that differ,
    with the file's figures as "min" and the copy's as "deras"; () also where the file is no tab.
    """

    file: Path
    copy_of: Path
    document: str
    equal: bool
    differences: tuple[Difference, ...] = ()
    error: tuple[FileError, ...] = ()


def copy_errors(folder: Path, register: Register) -> tuple[FileError, ...]:
    """A sentence for each copy in a data folder: what it is of, and where it says otherwise."""
    return tuple(map(_copy_error, sync_copies(folder, register)))


def _copy_error(copy: SyncCopy) -> FileError:
    name, original = file_name(copy.file), copy.copy_of.name
    if copy.error:
        return FileError(name, copy.error[0].sentence)
    cells = [p for s in copy.differences for p in s.items if p.field == "cell"]
    what = "den säger samma sak" if copy.equal else f"{len(cells)} celler skiljer"
    parts = "; ".join(
        f"{p.address.row}/{p.address.column}: här {_text(p.min)}, där {_text(p.theirs)}"
        for p in cells[:SHOWN]
    )
    return FileError(
        name,
        f"{name} är en kopia av {original} från ett synkprogram och läses inte in: "
        f"{what}{f' ({parts})' if parts else ''}.",
    )


def _text(value: object) -> str:
    return cell_text(value, None) or "tomt"  # type: ignore[arg-type]  # a cell's, by its field


def sync_copies(folder: Path, register: Register) -> tuple[SyncCopy, ...]:
    """The copies beside the settings and beside the files of the documents.

    Nothing is raised: a folder that cannot be read has no copies, a copy that cannot be read
    has the sentence that says why.
    """
    found = (_read_copy(*pair, folder, register) for pair in _named_as_copies(folder, register))
    return tuple(copy for copy in found if copy is not None)


def _read_copy(file: Path, original: Path, folder: Path, register: Register) -> SyncCopy | None:
    """The copy, read; None where the file says that it belongs to another tab."""
    document, tab = file.parent.name if file.parent != folder else "", original.stem
    try:
        database, fingerprint = read_file(file)
    except ReadError as error:
        told = (FileError(file.name, error.sentence),)
        return SyncCopy(file, original, document, False, error=told)
    if fingerprint is None or not _claims_to_be(database, tab):
        return None
    now, current = _now(original)
    equal = fingerprint == current
    if tab not in {f.id for f in register.tabs}:
        return SyncCopy(file, original, document, equal)
    copy = parsed_tab(database, f"{document}/{file.name}", document, tab, register)
    tables = parsed_tab(now, original.name, document, tab, register).tables
    differences = deviating(tables, copy.tables, document)
    return SyncCopy(file, original, document, equal, differences, copy.error)


def _now(original: Path) -> tuple[TinyDB, Fingerprint]:
    try:
        return read_file(original)
    except ReadError:
        return in_memory(), None


def _claims_to_be(database: TinyDB, tab: str) -> bool:
    """Whether the file says that it is this tab, or does not say which one it is."""
    try:
        schema = only_record(database, SCHEMA_TABLE)
    except ItemError:
        return True
    return "flik" not in schema or same_name(schema["flik"], tab)


def _named_as_copies(folder: Path, register: Register) -> Iterator[tuple[Path, Path]]:
    """The files that by their names are copies, each with the file that it is a copy of."""
    yield from _in_folder(folder, (SETTINGS_FILE,))
    tabs = (HEAD_FILE, *(f"{tab.id}{_ENDING}" for tab in register.tabs))
    for document in document_folders(folder)[0]:
        yield from _in_folder(folder / document, tabs)


def _in_folder(folder: Path, files: Collection[str]) -> Iterator[tuple[Path, Path]]:
    for name in sorted(names_in(folder)):
        original = copy_of(name, files)
        if original is not None:
            yield folder / name, folder / original


def copy_of(name: str, files: Collection[str]) -> str | None:
    """Which of the files a name is the name of a copy of, None if of none."""
    stem = _stem(name)
    if stem is None or stem in map(_stem, files):
        return None
    original = ((file, _stem(file) or "") for file in files)
    hits = [file for file, known in original if _is_copy(stem, known)]
    return max(hits, key=len, default=None)


def _stem(name: str) -> str | None:
    name = normalize("NFC", name).casefold()
    return name.removesuffix(_ENDING) if name.endswith(_ENDING) else None


def _is_copy(stem: str, known: str) -> bool:
    return stem.startswith(known) and re.match(_SEPARATORS, stem[len(known) :]) is not None
