"""The files of a folder to choose among, the newest first, and what a typed path means."""

import os
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from tui.svenska.format import amount, short_date

MOST = 500
_STEPS = ((1_000_000, "MB"), (1_000, "kB"))


class Entry(NamedTuple):
    """A file, or a folder (then of size −1); ``changed`` is when, in seconds."""

    name: str
    size: int
    changed: float

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.size < 0

    @property
    def told(self) -> str:
        """How large it is and when it was changed: "12 kB, 9 sep 2024 14:02"."""
        if self.is_folder:
            return "mapp"
        when = datetime.fromtimestamp(self.changed)
        return f"{_size(self.size)}, {short_date(when)} {when.year} {when:%H:%M}"


def _size(size: int) -> str:
    for step, unit in _STEPS:
        if size >= step:
            return f"{amount(Decimal(size) / step)} {unit}"
    return f"{size} byte"


def listed(folder: Path, endings: tuple[str, ...]) -> list[Entry]:
    """The files with these endings, the newest first, then the folders by name. Raises OSError.

    What is hidden is not among them, nor what goes away while it is looked at.
    """
    files: list[Entry] = []
    folders: list[Entry] = []
    with os.scandir(folder) as items:
        for item in items:
            if item.name.startswith((".", "~$")):
                continue
            try:
                if item.is_dir():
                    folders.append(Entry(item.name, -1, 0.0))
                elif item.is_file() and item.name.lower().endswith(endings):
                    state = item.stat()
                    files.append(Entry(item.name, state.st_size, state.st_mtime))
            except OSError:
                continue
    files.sort(key=lambda one: (-one.changed, one.name))
    folders.sort(key=lambda one: one.name.casefold())
    return [*files[:MOST], *folders[:MOST]]


def typed_path(text: str, folder: Path) -> Path:
    """A path as it is typed, or dropped on the terminal: quoted, from home, from the folder."""
    plain = text.strip().strip("\"'")
    # Path's own expanduser raises RuntimeError where there is no such user.
    return folder / os.path.expanduser(plain)  # noqa: PTH111


def is_path(text: str) -> bool:
    """Whether what is typed is a path, and no part of a name to look for."""
    plain = text.strip().strip("\"'")
    return plain.startswith("~") or any(sign in plain for sign in {os.sep, "/"})
