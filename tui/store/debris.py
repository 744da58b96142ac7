"""What a killed program leaves behind, swept at the next start by the one that has the folder.

In the data folder nobody else writes then, so whatever has the name of an unfinished file is one.
A report may lie anywhere: where one is being written is noted beside the journal until it is done.
"""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.store.atomic_file import loaded
from tui.store.directory import INNER_FOLDER, names_in
from tui.store.errors import EARLIER, StoreError
from tui.store.lock import is_alive
from tui.store.rights import make_folder, write_small

NOTED = "skrivs"
_OLD_S = 3600
_FILE = re.compile(r"\..+\.json\.[0-9a-f]{12}\.tmp")
_FOLDER = re.compile(r"\..+\.[0-9a-f]{12}\.ny")
_REPORT = re.compile(r"\..+\.[0-9a-f]{12}\.tmp")


def sweep(folder: Path) -> None:
    """Remove unfinished files and folders of a data folder that is ours. Never raises."""
    for name in names_in(folder):
        path = folder / name
        if _FOLDER.fullmatch(name):
            shutil.rmtree(path, ignore_errors=True)
        elif name[0] != "." and not os.path.islink(path):  # noqa: PTH114 -- never raises
            _sweep_files(path)
            _sweep_files(path / EARLIER)
    _sweep_files(folder)
    _sweep_files(folder / EARLIER)
    _sweep_files(folder / INNER_FOLDER)
    for name in names_in(folder / INNER_FOLDER / NOTED):
        _sweep_report(folder / INNER_FOLDER / NOTED / name)


def _sweep_files(folder: Path) -> None:
    for name in names_in(folder):
        if name[0] == "." and _FILE.fullmatch(name):
            with suppress(OSError):
                (folder / name).unlink()


def _sweep_report(note: Path) -> None:
    """Remove the unfinished report that a note tells of, unless it is still being written."""
    pid = note.name.partition("-")[0]
    with suppress(OSError, StoreError, ValueError):
        fresh = time.time() - note.stat().st_mtime < _OLD_S
        if fresh and pid.isdecimal() and is_alive(int(pid)):
            return
        report = Path((loaded(note) or b"").decode("utf-8"))
        if _REPORT.fullmatch(report.name) and report.is_file():
            report.unlink()
        note.unlink()


@contextmanager
def noted(folder: Path | None, unfinished: Path) -> Iterator[None]:
    """While an unfinished report is written: a note of it in a data folder, if there is one."""
    note = None
    if folder is not None:
        place = folder / INNER_FOLDER / NOTED
        with suppress(OSError, UnicodeEncodeError):
            make_folder(place.parent)
            make_folder(place)
            path = place / f"{os.getpid()}-{os.urandom(4).hex()}"
            write_small(path, str(unfinished.absolute()).encode("utf-8"))
            note = path
    try:
        yield
    finally:
        if note is not None:
            with suppress(OSError):
                note.unlink()
