"""From the command to the picture: the last used tab whole, and its findings."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.mappar import BASER, ROT, Mapp, arbetsmapp
from tests.bench.matt import Matt, varvade
from tests.bench.terminal import Provning, miljo, oppnad, visar

FALL = "start"
NAMNDKOLL = (sys.executable, "-m", "tui")
TOM = (sys.executable, str(BASER / "tom.py"))
# The bars, the table from its first row to its last, the panel and the footer.
HELA = ("Nämndkoll", "▸1 Drift", "Verksamhetens intäkter", "Årets resultat", "Kommentar", "F1")


def forsta_bild(
    argv: Sequence[str],
    provning: Provning,
    mapp: Path = ROT,
    extra: Mapping[str, str] | None = None,
) -> Callable[[], float]:
    """A measurement: the seconds until a program first shows something."""

    def mat() -> float:
        with oppnad(argv, mapp=mapp, extra=extra) as terminal:
            return terminal.start(provning).forst(provning)

    return mat


def process(*argv: str, mapp: Path = ROT) -> Callable[[], float]:
    """A measurement: the seconds that a whole process takes."""

    def mat() -> float:
        borjan = time.perf_counter()
        subprocess.run(argv, cwd=mapp, env=miljo(), check=False, capture_output=True)
        return time.perf_counter() - borjan

    return mat


def starten(mapp: Mapp) -> list[str]:
    """The command that opens a data folder."""
    return [*NAMNDKOLL, *mapp.argument]


def granskad(bild: object) -> bool:
    """That the findings stand on the screen as well."""
    text = bild.text  # type: ignore[attr-defined]
    return "att granska" in text and "… granskar" not in text


def mat(antal: int) -> Iterator[Matt]:
    """Start-up: at least 36 pairs are needed to tell it from noise."""
    with arbetsmapp() as mapp:
        matningar = (
            forsta_bild(NAMNDKOLL, visar(*HELA), mapp.katalog),
            forsta_bild(TOM, visar("TOMAPP")),
            process(sys.executable, "-c", "import textual"),
            forsta_bild(NAMNDKOLL, granskad, mapp.katalog),
        )
        for uppvarmning in matningar:
            uppvarmning()
        hela, tom, importen, fynd = varvade(antal, *matningar)
    yield Matt(FALL, "hela första bilden av Drift", "tom Textual-app", hela, tom, 1.15)
    yield Matt(FALL, "hela första bilden av Drift", 'python -c "import textual"', hela, importen)
    yield Matt(FALL, "… och fynden", "tom Textual-app", fynd, tom)
