"""A document's folder as a whole: made whole or not at all, laid aside (*undanlagt*), put back.

What is laid aside is never deleted: it lies in ``.namndkoll/borttagna/`` as ``<document>-<time>``,
and can be put back by moving the folder; the program does so itself as long as it remembers it.
"""

import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from tui.store.atomic_file import Fingerprint, sync_folder
from tui.store.directory import INNER_FOLDER, is_folder, is_folder_name, is_there
from tui.store.errors import SaveError, cause, not_saved, quoted
from tui.store.rights import make_folder

_TIME = "%Y%m%dT%H%M%S"
_ASIDE = re.compile(r"(.+)-(\d{8}T\d{6})(?:-\d{1,4})?", re.ASCII | re.DOTALL)
ASIDE_FOLDER, REPLACED_FOLDER = "borttagna", "ersatta"


def create_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Make the folder with what ``fill`` puts in it. Raises SaveError, leaving nothing."""
    if os.path.lexists(target):
        raise SaveError(
            f"Mappen {target.name} finns redan, så ingenting skapades; välj ett annat namn."
        )
    temp = target.with_name(f".{target.name}.{os.urandom(6).hex()}.ny")
    try:
        make_folder(temp)
        fill(temp)
        sync_folder(temp)
        temp.rename(target)
    except OSError as error:
        sentence = f"Mappen {target.name} kunde inte skapas: {cause(error)}; ingenting ändrades."
        raise SaveError(sentence, error.errno) from error
    finally:
        # After the rename there is nothing there to remove.
        shutil.rmtree(temp, ignore_errors=True)
    sync_folder(target.parent)


def move_aside(folder: Path, file: Path) -> str:
    """Move a file that is to be replaced out of the way; where to. Raises SaveError.

    "" where there is none; the folder that is to hold the new one is made then.
    """
    aside = folder / INNER_FOLDER / REPLACED_FOLDER
    try:
        if not os.path.lexists(file):
            make_folder(file.parent)
            return ""
        make_folder(aside, parents=True)
        target = _free(aside, f"{file.parent.name}-{file.name}")
        file.rename(target)
    except OSError as error:
        raise not_saved(file, error) from error
    sync_folder(aside)
    sync_folder(file.parent)
    return target.relative_to(folder).as_posix()


class LaidAside(NamedTuple):
    """A document that has been laid aside: its id then, where it lies, and when it was laid."""

    document: str
    aside: str
    when: datetime


def laid_aside(folder: Path) -> tuple[LaidAside, ...]:
    """The documents that lie aside in a data folder, the latest first. Nothing is raised."""
    place = folder / INNER_FOLDER / ASIDE_FOLDER
    found = []
    with suppress(OSError):
        for path in place.iterdir():
            hit = _ASIDE.fullmatch(path.name)
            with suppress(ValueError):
                if hit is not None and is_folder(path):
                    when = datetime.fromisoformat(hit[2])
                    found.append(LaidAside(hit[1], path.relative_to(folder).as_posix(), when))
    return tuple(sorted(found, key=lambda one: (one.when, one.aside), reverse=True))


def _free(aside: Path, stem: str) -> Path:
    name = (stem, *(f"{stem}-{i}" for i in range(2, 10_000)))
    return next(aside / n for n in name if not is_there(aside / n))


class AsideFolder:
    """A data folder whose documents can be laid aside and put back."""

    folder: Path
    _fingerprint: dict[Path, Fingerprint]
    _lock: Lock

    def place_aside(self, document: str, when: datetime) -> str:
        """Where a document that is laid aside at that time is to lie, within the data folder."""
        aside = self.folder / INNER_FOLDER / ASIDE_FOLDER
        return _free(aside, f"{document}-{when:{_TIME}}").relative_to(self.folder).as_posix()

    def put_aside(self, document: str, when: datetime, place: str = "") -> str:
        """Move a document out of the way, whole; where to (``place``). Raises SaveError."""
        with self._lock:
            aside = place or self.place_aside(document, when)
            if not is_folder_name(document) or not is_folder(self.folder / document):
                raise SaveError(f"{quoted(document)} är inget dokument i datamappen.")
            target = self.folder / aside
            try:
                make_folder(target.parent, parents=True)
                (self.folder / document).rename(target)
            except OSError as error:
                why = f"{cause(error)}; det är orört"
                sentence = f"Dokumentet {document} kunde inte läggas undan: {why}."
                raise SaveError(sentence, error.errno) from error
            sync_folder(target.parent)
            sync_folder(self.folder)
            for file in [f for f in self._fingerprint if f.parent == self.folder / document]:
                del self._fingerprint[file]
        return aside

    def put_back(self, aside: str, document: str) -> None:
        """Put back a document that was laid aside. Raises SaveError."""
        with self._lock:
            target = self.folder / document
            if is_there(target):
                raise SaveError(f"Mappen {document} finns redan, så inget lades tillbaka.")
            try:
                (self.folder / aside).rename(target)
            except OSError as error:
                sentence = f"Dokumentet {document} kunde inte läggas tillbaka: {cause(error)}."
                raise SaveError(sentence, error.errno) from error
            sync_folder(self.folder)
