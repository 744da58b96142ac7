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

from msgspec import Struct

from tests.bench.case_keys import Drift
from tests.bench.case_process import WHOLE, first_picture
from tests.bench.measure import Measure, Without, interleaved, measured
from tests.bench.programs import Bench, Command, command
from tests.bench.terminal import Absent, ScreenPicture, Timed, opened, shows

INSTALL_S = 600


class Neighbour(Struct, frozen=True):
    """A peer: its package, its command, what its first whole picture shows, and what must be
    asked for beside the package."""

    package: str
    argv: tuple[str, ...]
    shows: tuple[str, ...]
    beyond: tuple[str, ...] = ()


NEIGHBOURS = (
    Neighbour("visidata", ("vd", "drift.csv"), ("Årets resultat", "drift")),
    Neighbour("harlequin", ("harlequin",), ("Data Catalog", "Query Editor")),
    # With tree-sitter 0.26, which posting 2.11 lets in, it ends in a segmentation fault.
    Neighbour("posting", ("posting",), ("Collection", "Response"), ("tree-sitter<0.26",)),
)


def neighbours(bench: Bench, count: int) -> Iterator[Measure | Without]:
    """Start against each peer; an edit where the peer edits cells."""
    place = bench.programs()[0]
    ours, home = command(place), bench.sides.root / "neighbours"
    home.mkdir()
    text = command(place, "visa", "drift", "--format", "csv").output().decode("utf-8-sig")
    with (home / "drift.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(csv.reader(text.splitlines(), delimiter=";"))
    for neighbour in NEIGHBOURS:
        try:
            argv = (_program(neighbour, home), *neighbour.argv[1:])
            theirs = Command(argv, home, {**ours.env, "HOME": str(home)})
            yield from _against(neighbour, ours, theirs, count)
        except Absent:
            reason = f"visade inte {' och '.join(neighbour.shows)}"
            yield Without("grannar", neighbour.package, reason)
        except (OSError, subprocess.SubprocessError) as error:
            lines = str(error).strip().splitlines() or [type(error).__name__]
            yield Without("grannar", neighbour.package, lines[-1][:80])


def _program(neighbour: Neighbour, home: Path) -> str:
    found = shutil.which(neighbour.argv[0])
    if found:
        return found
    own = home / neighbour.package
    venv.create(own, with_pip=True)
    pip = [str(own / "bin" / "python"), "-m", "pip", "install", "-q"]
    pip += [neighbour.package, *neighbour.beyond]
    answer = subprocess.run(pip, capture_output=True, text=True, timeout=INSTALL_S, check=False)
    if answer.returncode:
        raise OSError(answer.stderr.strip() or "pip kunde inte installera")
    return str(own / "bin" / neighbour.argv[0])


def _against(neighbour: Neighbour, ours: Command, theirs: Command, count: int) -> Iterator[Measure]:
    series = interleaved(
        count,
        lambda: first_picture(ours, shows(*WHOLE)),
        lambda: first_picture(theirs, shows(*neighbour.shows)),
    )
    yield measured(("grannar", "start", neighbour.package), series, 1.0)
    if neighbour.package == "visidata":
        with opened(ours) as here, opened(theirs) as there:
            drift, visidata = Drift(here), Visidata(there)
            changes = interleaved(count, drift.change, visidata.change)
            saves = interleaved(count, drift.save, visidata.save)
        yield measured(("grannar", "ändrad siffra", "visidata"), changes, 1.0)
        yield measured(("grannar", "ändrad och sparad", "visidata (utan fsync)"), saves, 1.0)


class Visidata:
    """VisiData with the cursor in the first row's second column."""

    def __init__(self, terminal: Timed) -> None:
        self.terminal, self.count = terminal, 0
        terminal.start(shows("Årets resultat"), calm=1.0)
        terminal.go("\x1b[C")

    def change(self) -> float:
        """A value typed over another, to its picture; nothing hangs on it there."""
        self.count += 1
        fresh = str(700_000 + self.count)
        self.terminal.go("e", "\x0b", *fresh, calm=0.15)
        return self.terminal.press("\r", shows(fresh), calm=0.4).painted

    def save(self) -> float:
        """The file saved over itself, to the word that it is."""
        self.change()
        self.terminal.go("\x13", "\r", calm=0.4)
        return self.terminal.press("y", _unsaved_gone, calm=0.5).first(_unsaved_gone)


def _unsaved_gone(picture: ScreenPicture) -> bool:
    """That VisiData's mark of unsaved changes is gone."""
    return "[M]" not in picture.text
