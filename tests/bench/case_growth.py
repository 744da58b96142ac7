"""Growth: more documents in the folder, more rows in a table; each against the smallest."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.bench.case_key import NED, UP, Bank, number
from tests.bench.case_start import WHOLE, first_picture, start
from tests.bench.folders import ROT, Folder, working_folder
from tests.bench.measure import Measure, interleaved
from tests.bench.terminal import Terminal, Trial, opened, shows

DOCUMENT, ROWS = (5, 50, 500), (20, 300, 5000)
MAL_DOCUMENT, MAL_ROWS = 1.15, 1.5
LIST = ("▸2 Investeringar", "Reinvestering", "Inventarier", "F1")
# Rows of the printed table, what the category adds up to in it without Inventarier.
TRYCKTA, OTHERS = 11, 350
MAXRSS_BYTE = 1 if sys.platform == "darwin" else 1024


class ListBank:
    """Nämndkoll with the cursor on Inventarier's budget in a list of so many rows."""

    def __init__(self, terminal: Terminal, rows: int) -> None:
        self.terminal, self.rows, self.count = terminal, rows, 0
        terminal.start(shows(*LIST, "att granska"), calm=1.0)
        terminal.go(*[NED] * 5)

    def change(self) -> float:
        """A figure committed, to its category's sum painted."""
        self.count += 1
        fresh = 400 + self.count
        self.terminal.go(*str(fresh), calm=0.05)
        total = number(OTHERS + fresh + self.rows - TRYCKTA)
        trial = shows(f" {fresh} ", total, "✓ sparat")
        moment = self.terminal.press("\r", trial, calm=0.4).ready(trial)
        self.terminal.go(UP)
        return moment


def memory(argv: Sequence[str], trial: Trial) -> float:
    """The highest resident memory of a program from its start to its first picture, in bytes."""
    terminal = Terminal(argv, folder=ROT)
    try:
        terminal.start(trial, calm=0.5)
    finally:
        consumed = terminal.close()
    return consumed.ru_maxrss * MAXRSS_BYTE


def mat(count: int) -> Iterator[Measure]:
    """Documents, then rows."""
    with ExitStack() as stack:
        folders = [stack.enter_context(working_folder(n)) for n in DOCUMENT]
        trial = shows(*WHOLE)
        knocks = [Bank(_open(stack, folder)) for folder in folders]
        yield from _growth("dokument", DOCUMENT, folders, knocks, trial, count, MAL_DOCUMENT)
    with ExitStack() as stack:
        folders = [stack.enter_context(working_folder(rows=n)) for n in ROWS]
        trial = shows(*LIST)
        lists = [ListBank(_open(stack, m), n) for m, n in zip(folders, ROWS, strict=True)]
        yield from _growth("rader", ROWS, folders, lists, trial, count, MAL_ROWS)


def _open(stack: ExitStack, folder: Folder) -> Terminal:
    return stack.enter_context(opened(start(folder), folder=ROT))


def _growth(
    what: str,
    sizes: Sequence[int],
    folders: Sequence[Folder],
    knocks: Sequence[Bank] | Sequence[ListBank],
    trial: Trial,
    count: int,
    mal: float,
) -> Iterator[Measure]:
    for bank in knocks:
        bank.change()
    changes = interleaved(count, *(bank.change for bank in knocks))
    for bank in knocks:
        bank.terminal.close()
    starter = interleaved(count, *(first_picture(start(m), trial) for m in folders))
    memories = [(memory(start(folder), trial),) for folder in folders]
    kind = (
        ("start", starter, "ms", mal),
        ("ändring", changes, "ms", mal),
        ("minne", memories, "MB", None),
    )
    for name, all_series, unit, one_mal in kind:
        for size, series in zip(sizes[1:], all_series[1:], strict=True):
            yield Measure(
                "vaxt",
                f"{name} med {size} {what}",
                f"{sizes[0]} {what}",
                tuple(series),
                tuple(all_series[0]),
                one_mal if size == sizes[-1] else None,
                unit,
            )
