"""The two checkouts, each with folders of its own, touched by their command line alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

# One letter tells the sides' folders apart: paths are of one length, so that no line breaks
# elsewhere, and one letter is found again wherever a path was cut.
LETTERS = {"old": "ô", "new": "ñ"}
# The order of sets differs between the two: an order that hangs on it shows as a difference.
SEEDS = {"old": "1", "new": "2"}
TIMEOUT_S = 120
KEPT = ("PATH", "TMPDIR", "SYSTEMROOT")


class CannotRun(Exception):
    """A prerequisite is missing; the text is one sentence on it."""


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    status: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """All of it, to be compared."""
        return f"exit status {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


@dataclass(frozen=True)
class Place:
    """A folder where one side's program runs, on the copy of the data that lies in it.

    ``more`` is added to the program's environment, and ``ahead`` are folders where Python looks
    before it looks in the checkout.
    """

    side: str
    checkout: Path
    root: Path
    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)
    ahead: tuple[Path, ...] = ()

    @property
    def data(self) -> Path:
        """The data folder, which the program finds by itself."""
        return self.folder / "data"

    @property
    def home(self) -> Path:
        """The home of the user who runs the program."""
        return self.folder / "home"

    def env(self) -> dict[str, str]:
        """An environment that is the same for both, and says nothing of whoever runs this."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        home = str(self.home)
        return kept | {
            **{"HOME": home, "USERPROFILE": home, "USER": "compare", "LOGNAME": "compare"},
            **{"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "Europe/Stockholm"},
            **{"TERM": "xterm-256color", "COLORTERM": "truecolor"},
            "PYTHONPATH": os.pathsep.join(map(str, (*self.ahead, self.checkout))),
            "PYTHONPYCACHEPREFIX": str(self.root / "bytecode"),
            "PYTHONHASHSEED": SEEDS[self.side],
            **self.more,
        }

    def run(self, *argv: str) -> Answer:
        """The program with some arguments."""
        return self.python("-m", "tui", *argv)

    def python(self, *argv: str) -> Answer:
        """Python in the program's environment."""
        try:
            done = subprocess.run(
                [sys.executable, *argv],
                cwd=self.folder,
                env=self.env(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Answer(-1, "", f"no end within {TIMEOUT_S} s")
        return Answer(done.returncode, *(_decoded(b) for b in (done.stdout, done.stderr)))


def _decoded(data: bytes) -> str:
    """Text with its line ends as they are, and bad bytes told."""
    return data.decode("utf-8", "backslashreplace")


@dataclass(frozen=True)
class Places:
    """The same folder on both sides."""

    old: Place
    new: Place

    def __iter__(self) -> Iterator[Place]:
        return iter((self.old, self.new))

    def run(self, *argv: str) -> tuple[Answer, Answer]:
        """The same command on both sides, at once."""
        with ThreadPoolExecutor(2) as pool:
            old, new = pool.map(lambda place: place.run(*argv), self)
        return old, new

    def pairs_of(self, path: str) -> tuple[Path, Path]:
        """The same file or folder on both sides."""
        return self.old.folder / path, self.new.folder / path


@dataclass(frozen=True)
class Sides:
    """Both checkouts, and where their copies of the data are made."""

    old: Path
    new: Path
    root: Path

    @property
    def seeds(self) -> Path:
        """Texts of printed reports, beside the checkout of the old side or the new one."""
        near = [c.parent / "shared" / "seeds" for c in (self.old, self.new)]
        return next((folder for folder in near if folder.is_dir()), near[0])

    @property
    def documents(self) -> list[str]:
        """The documents in the data."""
        return sorted(p.parent.name for p in self.old.glob("data/*/dokument.json"))

    def places(self, step: str, data: Path | None = None) -> Places:
        """Folders for one step, each with a fresh copy of the old side's data, or of other data."""
        return Places(*(self.place(side, step, data) for side in LETTERS))

    def place(self, side: str, step: str, data: Path | None = None) -> Place:
        """One side's folder for a step. Other data is copied with all that lies hidden in it."""
        root = self.root / LETTERS[side]
        place = Place(side, self.old if side == "old" else self.new, root, root / step)
        (place.home / "Documents").mkdir(parents=True)
        if data is None:
            hidden = shutil.ignore_patterns(".*")
            shutil.copytree(self.old / "data", place.data, ignore=hidden)
        else:
            # cp, for it keeps a file with two names one file.
            subprocess.run(["cp", "-a", str(data), str(place.data)], check=True)
        return place

    def check(self) -> None:
        """Whether the program that is run is the checkout's own. Raises CannotRun."""
        for checkout in (self.old, self.new):
            if not (checkout / "tui" / "__main__.py").is_file():
                raise CannotRun(f"{checkout} is no checkout of the project: it has no tui.")
        if not self.documents:
            raise CannotRun(f"{self.old / 'data'} holds no documents.")
        for place in self.places("check"):
            found = place.python("-c", "import tui; print(tui.__file__)")
            if Path(found.out.strip()).parent != place.checkout / "tui":
                said = found.out.strip() or found.err.strip().rpartition("\n")[2]
                raise CannotRun(f"{place.checkout} would run another tui: {said}.")
