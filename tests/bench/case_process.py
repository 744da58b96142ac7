"""Whole processes: the start to the picture, its memory, and the commands without a screen."""

from collections.abc import Iterator

from tests.bench.measure import Measure, Without, interleaved, measured
from tests.bench.programs import Bench, Command, command
from tests.bench.terminal import ScreenPicture, Trial, opened, shows

# The bars, the table from its first row to its last, the panel and the footer.
WHOLE = ("Nämndkoll", "▸1 Drift", "Verksamhetens intäkter", "Årets resultat", "Kommentar", "F1")
EMPTY = shows("TOMAPP")


def first_picture(program: Command, trial: Trial) -> float:
    """The seconds until a program first shows something."""
    with opened(program) as terminal:
        return terminal.start(trial).first(trial)


def memory(program: Command, trial: Trial) -> float:
    """The highest resident memory of a program from its start to a screen at rest, in bytes."""
    with opened(program) as terminal:
        terminal.start(trial, calm=0.5)
        return terminal.memory()


def checked(picture: ScreenPicture) -> bool:
    """That the findings stand on the screen as well."""
    return "att granska" in picture.text and "… granskar" not in picture.text


def start(bench: Bench, count: int) -> Iterator[Measure]:
    """Start-up: at least 36 pairs are needed to tell it from noise."""
    programs = [command(place) for place in bench.programs()]
    empty = bench.base("empty")
    for name, trial, goal in (
        ("hela första bilden av Drift", shows(*WHOLE), 1.25),
        ("… och fynden", checked, None),
    ):
        series = interleaved(
            count,
            *(lambda p=p, t=trial: first_picture(p, t) for p in programs),
            lambda: first_picture(empty, EMPTY),
        )
        yield measured(("start", name, "tom Textual-app"), series, goal)


def peak_memory(bench: Bench, count: int) -> Iterator[Measure | Without]:
    """Drift with its findings against the empty application."""
    programs, empty = [command(place) for place in bench.programs()], bench.base("empty")
    name = "minne med Drift och fynden"
    try:
        series = interleaved(
            count,
            *(lambda p=p: memory(p, checked) for p in programs),
            lambda: memory(empty, EMPTY),
        )
    except FileNotFoundError:
        yield Without("minne", name, "systemet har ingen /proc")
        return
    yield measured(("minne", name, "tom Textual-app"), series, 1.2, "MB")


def commands(bench: Bench, count: int) -> Iterator[Measure]:
    """``visa`` and ``granska`` against a Python that does nothing."""
    places, nothing = bench.programs(), bench.python("-c", "pass")
    for argv, goal in (("visa drift --dokument 2024-delar", 10), ("granska", 25)):
        programs = [command(place, *argv.split()) for place in places]
        series = interleaved(count, *(p.time for p in programs), nothing.time)
        yield measured(("kommando", f"namndkoll {argv}", "python -c pass"), series, goal)
