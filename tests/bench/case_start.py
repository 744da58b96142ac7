"""From the command to the picture: the last used tab whole, and its findings."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.folders import BASER, ROT, Folder, working_folder
from tests.bench.measure import Measure, interleaved
from tests.bench.terminal import Trial, environment, opened, shows

CASE = "start"
NAMNDKOLL = (sys.executable, "-m", "tui")
EMPTY = (sys.executable, str(BASER / "tom.py"))
# The bars, the table from its first row to its last, the panel and the footer.
WHOLE = ("Nämndkoll", "▸1 Drift", "Verksamhetens intäkter", "Årets resultat", "Kommentar", "F1")


def first_picture(
    argv: Sequence[str],
    trial: Trial,
    folder: Path = ROT,
    extra: Mapping[str, str] | None = None,
) -> Callable[[], float]:
    """A measurement: the seconds until a program first shows something."""

    def mat() -> float:
        with opened(argv, folder=folder, extra=extra) as terminal:
            return terminal.start(trial).first_of_all(trial)

    return mat


def process(*argv: str, folder: Path = ROT) -> Callable[[], float]:
    """A measurement: the seconds that a whole process takes."""

    def mat() -> float:
        beginning = time.perf_counter()
        subprocess.run(argv, cwd=folder, env=environment(), check=False, capture_output=True)
        return time.perf_counter() - beginning

    return mat


def start(folder: Folder) -> list[str]:
    """The command that opens a data folder."""
    return [*NAMNDKOLL, *folder.argument]


def checked(picture: object) -> bool:
    """That the findings stand on the screen as well."""
    text = picture.text  # type: ignore[attr-defined]
    return "att granska" in text and "… granskar" not in text


def mat(count: int) -> Iterator[Measure]:
    """Start-up: at least 36 pairs are needed to tell it from noise."""
    with working_folder() as folder:
        measurements = (
            first_picture(NAMNDKOLL, shows(*WHOLE), folder.directory),
            first_picture(EMPTY, shows("TOMAPP")),
            process(sys.executable, "-c", "import textual"),
            first_picture(NAMNDKOLL, checked, folder.directory),
        )
        for warm_up in measurements:
            warm_up()
        whole, empty, import_, finding = interleaved(count, *measurements)
    yield Measure(CASE, "hela första bilden av Drift", "tom Textual-app", whole, empty, 1.15)
    yield Measure(CASE, "hela första bilden av Drift", 'python -c "import textual"', whole, import_)
    yield Measure(CASE, "… och fynden", "tom Textual-app", finding, empty)
