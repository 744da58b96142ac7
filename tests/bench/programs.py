"""What is measured: the program of one or two checkouts, its baselines, and their data folders."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from tests.compare.lockstep import Lockstep
from tests.compare.long_list import lengthen
from tests.compare.sides import Place, Sides

CHECKOUT = Path(__file__).resolve().parents[2]
BASES = Path(__file__).resolve().parent / "bases"
DRAFT = "2024-delar-utkast"
# Under the cursor when it is opened: a working copy, on a tab.
WORKING_COPY = ("F3", "text delårsbokslut 2024", "Enter", "command Gör en arbetskopia")


class Command(Struct, frozen=True):
    """A process to start, where and with what environment."""

    argv: Sequence[str]
    folder: Path
    env: Mapping[str, str]

    def time(self) -> float:
        """The seconds that the whole process takes."""
        begun = time.perf_counter()
        self.output()
        return time.perf_counter() - begun

    def output(self) -> bytes:
        """What the process says."""
        done = subprocess.run(
            self.argv, cwd=self.folder, env=dict(self.env), check=False, capture_output=True
        )
        return done.stdout


class Bench:
    """The sides that are measured, the newer first, with folders of their own below ``root``."""

    def __init__(self, root: Path, old: Path | None) -> None:
        self.sides = Sides(old or CHECKOUT, CHECKOUT, root)
        self.names = ("new", "old") if old else ("new",)
        self._made: dict[str, Path] = {}
        self._count = 0

    def programs(self, tab: str = "1", documents: int = 0, rows: int = 0) -> list[Place]:
        """Each side with a copy of one folder: a working copy last used on a tab.

        With more documents there are copies of the real ones; with rows, Investeringar is so long.
        """
        self._count += 1
        data = self._folder(tab)
        places = [self.sides.place(side, f"{self._count}", data) for side in self.names]
        for place in places:
            _multiply(place.data, documents)
            if rows:
                lengthen(place.data / DRAFT / "investeringar.json", rows, printed=False)
        return places

    def base(self, name: str, *argv: str, env: Mapping[str, str] | None = None) -> Command:
        """One of the programs in ``bases``."""
        return self.python(str(BASES / f"{name}.py"), *argv, env=env)

    def python(self, *argv: str, env: Mapping[str, str] | None = None) -> Command:
        """A Python of the same environment."""
        place = Place("new", CHECKOUT, self.sides.root, self.sides.root)
        return Command((sys.executable, *argv), self.sides.root, place.env() | dict(env or {}))

    def _folder(self, tab: str) -> Path:
        """The folder with a working copy, made once by the older side."""
        if tab not in self._made:
            place = self.sides.place(self.names[-1], f"made {tab}")
            program = Lockstep([place], str)
            try:
                for _ in program.play("made", (*WORKING_COPY, f"Esc {tab}", "Ctrl+Q")):
                    pass
                program.end()
            finally:
                program.close()
            self._made[tab] = place.data
        return self._made[tab]


def command(place: Place, *argv: str) -> Command:
    """One side's program on its folder."""
    argv = (sys.executable, "-m", "tui", "--data", "data", *argv)
    return Command(argv, place.folder, place.env())


def _multiply(data: Path, count: int) -> None:
    """As many documents as wanted: the real ones again under other ids."""
    there = sorted(file.parent for file in data.glob("*/dokument.json"))
    for number in range(count - len(there)):
        source = there[number % len(there)]
        copy = data / f"{source.name}-{number:04d}"
        shutil.copytree(source, copy)
        for file in copy.glob("*.json"):
            stored = json.loads(file.read_text("utf-8"))
            stored["schema"]["1"]["dokument"] = copy.name
            if file.name == "dokument.json":
                stored["dokument"]["1"]["id"] = copy.name
            file.write_text(json.dumps(stored, ensure_ascii=False, indent=1), "utf-8")
