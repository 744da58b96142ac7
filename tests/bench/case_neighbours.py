"""Peers: other terminal programs of the kind, side by side where they do the same work.

Each is taken from PATH, or installed with pip into an environment of its own that is removed
afterwards; one that cannot be had is skipped with the reason.
"""

import csv
import shutil
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from tests.bench.case_key import Bank
from tests.bench.case_start import NAMNDKOLL, WHOLE, first_picture, start
from tests.bench.folders import ROT, Folder, working_folder
from tests.bench.measure import Measure, Without, interleaved
from tests.bench.terminal import Absent, ScreenPicture, Terminal, environment, opened, shows

INSTALL_S = 600


class Neighbour(Struct, frozen=True):
    """A peer: its package, its command and arguments, what its first whole picture shows, and
    what must be asked for beside the package."""

    package: str
    command: str
    argument: tuple[str, ...]
    shows: tuple[str, ...]
    beyond: tuple[str, ...] = ()


NEIGHBOURS = (
    Neighbour("visidata", "vd", ("drift.csv",), ("Årets resultat", "drift")),
    Neighbour("harlequin", "harlequin", (), ("Data Catalog", "Query Editor")),
    # With tree-sitter 0.26, which posting 2.11 lets in, it ends in a segmentation fault.
    Neighbour("posting", "posting", (), ("Collection", "Response"), ("tree-sitter<0.26",)),
)


def mat(count: int) -> Iterator[Measure | Without]:
    """Start against each peer; an edit where the peer edits cells."""
    with working_folder() as folder, TemporaryDirectory(prefix="namndkoll-grannar-") as rot:
        _drift_csv(folder, Path(rot) / "drift.csv")
        for neighbour in NEIGHBOURS:
            try:
                program = _program(neighbour, Path(rot))
                yield from _against(neighbour, program, folder, Path(rot), count)
            except Absent:
                yield Without(
                    "grannar", neighbour.package, f"visade inte {' och '.join(neighbour.shows)}"
                )
            except (OSError, subprocess.SubprocessError) as error:
                reason = str(error).strip().splitlines() or [type(error).__name__]
                yield Without("grannar", neighbour.package, reason[-1][:80])


def _drift_csv(folder: Folder, file: Path) -> None:
    """The same table as a file that the peers read, with commas."""
    argv = (*NAMNDKOLL, "visa", "drift", "--format", "csv", *folder.argument)
    out = subprocess.run(argv, cwd=ROT, env=environment(), check=True, capture_output=True).stdout
    with file.open("w", encoding="utf-8", newline="") as mal:
        csv.writer(mal).writerows(csv.reader(out.decode("utf-8-sig").splitlines(), delimiter=";"))


def _program(neighbour: Neighbour, rot: Path) -> str:
    found = shutil.which(neighbour.command)
    if found:
        return found
    home = rot / neighbour.package
    venv.create(home, with_pip=True)
    pip = [
        str(home / "bin" / "python"),
        "-m",
        "pip",
        "install",
        "-q",
        neighbour.package,
        *neighbour.beyond,
    ]
    answer = subprocess.run(pip, capture_output=True, text=True, timeout=INSTALL_S, check=False)
    if answer.returncode:
        raise OSError(answer.stderr.strip() or "pip kunde inte installera")
    return str(home / "bin" / neighbour.command)


def _against(
    neighbour: Neighbour, program: str, folder: Folder, rot: Path, count: int
) -> Iterator[Measure | Without]:
    argv = (program, *neighbour.argument)
    theirs_start = first_picture(argv, shows(*neighbour.shows), rot, {"HOME": str(rot)})
    where_start = first_picture(NAMNDKOLL, shows(*WHOLE), folder.directory)
    theirs_start(), where_start()
    be, theirs = interleaved(count, where_start, theirs_start)
    yield Measure("grannar", "start", neighbour.package, be, theirs, 1.0)
    if neighbour.package == "visidata":
        yield from _changes(argv, folder, rot, count)


def _changes(argv: tuple[str, ...], folder: Folder, rot: Path, count: int) -> Iterator[Measure]:
    """A figure typed over another, to its picture; in VisiData nothing hangs on it."""
    home = {"HOME": str(rot)}
    with opened(start(folder), folder=ROT) as where, opened(argv, folder=rot, extra=home) as change:
        bank, theirs = Bank(where), Visidata(change)
        bank.change(), theirs.change()
        be, times = interleaved(count, bank.change, theirs.change)
        saved, theirs_saved = interleaved(count, lambda: _to_saved(bank), theirs.save)
    yield Measure("grannar", "ändrad siffra", "visidata", be, times, 1.0)
    yield Measure("grannar", "ändrad och sparad", "visidata (utan fsync)", saved, theirs_saved, 1.0)


def _to_saved(bank: Bank) -> float:
    """From Enter to *sparat*."""
    return bank.change(to_saved=True)


class Visidata:
    """VisiData with the cursor in the first row's second column."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.count = terminal, 0
        terminal.start(shows("Årets resultat"), calm=1.0)
        terminal.go("\x1b[C")

    def change(self) -> float:
        """A value typed over another, to its picture."""
        self.count += 1
        fresh = str(700_000 + self.count)
        self.terminal.go("e", "\x0b", *fresh, calm=0.15)
        return self.terminal.press("\r", shows(fresh), calm=0.4).ready(shows(fresh))

    def save(self) -> float:
        """The file saved over itself, to the word that it is."""
        self.change()
        self.terminal.go("\x13", "\r", calm=0.4)
        return self.terminal.press("y", _unsaved_gone, calm=0.5).first_of_all(_unsaved_gone)


def _unsaved_gone(picture: ScreenPicture) -> bool:
    """That VisiData's mark of unsaved changes is gone."""
    return "[M]" not in picture.text
