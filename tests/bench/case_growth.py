"""Growth: more documents in the folder, more rows in a table; each against few of them."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.bench.case_keys import DOWN, UP, Drift, number
from tests.bench.case_process import WHOLE, first_picture, memory
from tests.bench.measure import Measure, Pairs, interleaved
from tests.bench.programs import Bench, command
from tests.bench.terminal import Reading, Timed, Trial, opened, shows
from tests.compare.sides import Place

DOCUMENTS, ROWS = (5, 500), (50, 5000)
LIST = ("▸2 Investeringar", "Reinvestering", "Inventarier", "F1")
# Rows of the printed table, and what the category adds up to in it without Inventarier.
PRINTED, OTHERS = 11, 350


class LongList:
    """Nämndkoll with the cursor on Inventarier's budget in a list of so many rows."""

    def __init__(self, terminal: Timed, rows: int) -> None:
        self.terminal, self.rows, self.count = terminal, rows, 0
        terminal.start(shows(*LIST, "att granska"), calm=1.0)
        terminal.go(*[DOWN] * 5)

    def change(self) -> float:
        """A figure committed, to its category's sum painted."""
        return self._changed().first(shows(*self._figures()))

    def findings(self) -> float:
        """A figure committed, to its findings painted, if they are others than before."""
        return self._changed().painted

    def _figures(self) -> tuple[str, str]:
        figure = 400 + self.count
        return f" {figure} ", number(OTHERS + figure + self.rows - PRINTED)

    def _changed(self) -> Reading:
        self.count += 1
        self.terminal.go(*str(400 + self.count), calm=0.05)
        reading = self.terminal.press("\r", shows(*self._figures(), "✓ sparat"), calm=1.0)
        self.terminal.go(UP)
        return reading


def documents(bench: Bench, count: int) -> Iterator[Measure]:
    """Five documents and five hundred."""
    few, many = (bench.programs(documents=n) for n in DOCUMENTS)
    with ExitStack() as stack:
        opened_ = [Drift(stack.enter_context(opened(command(p)))) for p in (*many, *few)]
        changes = interleaved(count, *(one.change for one in opened_))
    yield from _growth("dokument", DOCUMENTS, (many, few), changes, shows(*WHOLE), count)


def rows(bench: Bench, count: int) -> Iterator[Measure]:
    """Fifty rows and five thousand."""
    few, many = (bench.programs("2", rows=n) for n in ROWS)
    with ExitStack() as stack:
        sized = [(place, n) for places, n in ((many, ROWS[1]), (few, ROWS[0])) for place in places]
        lists = [LongList(stack.enter_context(opened(command(p))), n) for p, n in sized]
        changes = interleaved(count, *(one.change for one in lists))
    yield from _growth("rader", ROWS, (many, few), changes, shows(*LIST), count)


def _growth(
    what: str,
    sizes: tuple[int, int],
    places: tuple[Sequence[Place], Sequence[Place]],
    changes: list[tuple[float, ...]],
    trial: Trial,
    count: int,
) -> Iterator[Measure]:
    """Each series has the many of each side first, then the few of each side."""
    goal = 1.15 if what == "dokument" else 1.5
    programs = [command(place) for part in places for place in part]
    starts = interleaved(count, *(lambda p=p: first_picture(p, trial) for p in programs))
    memories = interleaved(1, *(lambda p=p: memory(p, trial) for p in programs))
    for name, series, unit, wanted in (
        ("start", starts, "ms", goal),
        ("ändring", changes, "ms", goal),
        ("minne", memories, "MB", None),
    ):
        sides = len(series) // 2
        new, *old = (Pairs(series[i], series[i + sides]) for i in range(sides))
        names = ("vaxt", f"{name} med {sizes[1]} {what}", f"{sizes[0]} {what}")
        yield Measure(*names, new, old[0] if old else None, wanted, unit)
