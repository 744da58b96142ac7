"""A recorded run in the application: its screens after each key, and what it leaves behind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.compare.command_steps import asked
from tests.compare.keys import AGAIN, FIRST
from tests.compare.lockstep import Lockstep
from tests.compare.normal import Normaliser
from tests.compare.outcome import Note, Pair, Said
from tests.compare.reports import read, written
from tests.compare.sides import Places, Sides
from tests.compare.stored import stored

# The documents that the run makes.
MADE = ("2024-delar-utkast", "2024-bokslut")


@dataclass
class Run:
    """The run, made once; the steps that ask for it take their parts of it."""

    sides: Sides
    normalise: Normaliser
    colours: bool = False
    places: Places | None = None

    def screens(self, _: Sides) -> Iterator[Said]:
        """The texts of the screens, key by key."""
        self.places = self.sides.places("screens")
        self.looks: list[Pair] = []
        for name, script in (("first", FIRST), ("again", AGAIN)):
            yield from self._session(name, script)

    def _session(self, name: str, script: Iterable[str]) -> Iterator[Said]:
        assert self.places is not None
        lockstep = Lockstep(self.places, self.normalise, colours=self.colours)
        try:
            count = -1
            for count, (where, seen) in enumerate(lockstep.play(name, script)):  # noqa: B007
                yield Pair(where, *seen.texts)
                if self.colours:
                    self.looks.append(Pair(where, *seen.looks))
            ends = lockstep.end()
            yield Pair(f"{name}, exit status", *ends)
            yield Note(f"{name}: {count} keys, exit status {' and '.join(ends)}.")
        finally:
            lockstep.close()

    def looked(self, _: Sides) -> Iterator[Said]:
        """The colours and other looks of the same screens."""
        yield from self.looks

    def left(self, _: Sides) -> Iterator[Said]:
        """What is stored after the run, the report files, and what the commands say of it."""
        if self.places is None:
            yield Note("There was no run.")
            return
        yield from stored(self.places)
        homes = [place.home for place in self.places]
        yield Pair("files in the home", *("\n".join(map(str, _below(home))) for home in homes))
        for file in _below(homes[0]):
            if file.suffix != ".pyc":
                yield Pair(f"home/{file}", *(read(home / file) for home in homes))
        yield asked(self.places, "visa", "--alla", "--format", "json")
        yield asked(self.places, "granska", "--format", "json")
        for draft in MADE:
            for ending in ("md", "xlsx", "docx"):
                yield from written(self.places, f"{draft}.{ending}", draft)


def _below(folder: Path) -> list[Path]:
    return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
