"""The names of copies (*konfliktkopior*): the file's own name, a sign, and something more.

OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive, iCloud and a file manager each keep the
version that lost under such a name.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from tui.domain.register import REGISTER, Register
from tui.store.directory import HEAD_FILE, SETTINGS_FILE, document_folders

_ENDING = ".json"
_SEPARATORS = re.compile(r"[\s\-–_.(\[~]")


def conflict_name(
    folder: Path, document: Iterable[str] | None = None, register: Register = REGISTER
) -> Iterator[tuple[Path, Path]]:
    """The files that by their names are copies, each with the file that it is a copy of.

    Those beside the settings, and beside the files of the documents (all, if not given). A
    folder that cannot be read has none.
    """
    yield from _in_folder(folder, (SETTINGS_FILE,))
    tabs = (HEAD_FILE, *(f"{tab.id}{_ENDING}" for tab in register.tabs))
    for id_ in document_folders(folder)[0] if document is None else document:
        yield from _in_folder(folder / id_, tabs)


def _in_folder(folder: Path, files: Collection[str]) -> Iterator[tuple[Path, Path]]:
    try:
        name = sorted(file.name for file in folder.iterdir())
    except OSError:
        return
    for candidate in name:
        original = copy_of(candidate, files)
        if original is not None:
            yield folder / candidate, folder / original


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
    return stem.startswith(known) and _SEPARATORS.match(stem, len(known)) is not None
