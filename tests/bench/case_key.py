"""From a key to the painted result: an edit, the cursor, another tab."""

import sys
import time
from collections.abc import Iterator

from tests.bench.case_start import WHOLE, start
from tests.bench.folders import BASER, ROT, Folder, working_folder
from tests.bench.measure import Measure
from tests.bench.terminal import Terminal, opened, shows

ECHO = (sys.executable, str(BASER / "eko.py"))
TABS = (sys.executable, str(BASER / "flikar.py"))
NED, UP, RIGHT = "\x1b[B", "\x1b[A", "\x1b[C"
NEXT_TAB, PREVIOUS_TAB = "\x1b[6;5~", "\x1b[5;5~"
# The result with no Personalkostnader in its budget.
OTHER = 158_694
WITHOUT_MOVEMENT = {"TEXTUAL_ANIMATIONS": "none"}
TAB_NAME = ("Drift", "Investeringar", "Mål & nyckeltal", "Internkontroll", "Personal")


def number(value: int) -> str:
    """A figure as it stands on the screen."""
    return f"{value:,}".replace(",", "\u00a0").replace("-", "−")


class EchoApp:
    """The empty application with a key pressed in it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.count = terminal, 0
        terminal.start(shows("EKO0X"))

    def key(self) -> float:
        """A key, to its repainted cell."""
        self.count += 1
        trial = shows(f"EKO{self.count}X")
        return self.terminal.press("x", trial).ready(trial)


class Bank:
    """Nämndkoll with the cursor on Personalkostnader's budget."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.count = terminal, 0
        terminal.start(shows(*WHOLE, "att granska"), calm=1.0)
        terminal.go(NED)

    def change(self, *, to_saved: bool = False) -> float:
        """A figure committed, to every sum, difference, share, colour and finding painted.

        Or till the top line says that it is saved.
        """
        self.count += 1
        fresh = 150_000 + 7 * self.count
        self.terminal.go(*f"-{fresh}", calm=0.05)
        resultat = number(OTHER - fresh)
        trial = shows(f"−{number(fresh)}", resultat, "✓ sparat")
        read_off = self.terminal.press("\r", trial, calm=0.4)
        self.terminal.go(UP)
        return read_off.pictures[-1][0] if to_saved else read_off.ready(trial)

    def cursor(self) -> float:
        """The cursor one row down, to its repaint; then back."""
        moment = self.terminal.press(NED, lambda _: True).ready(shows(*WHOLE[:4]))
        self.terminal.go(UP)
        return moment


def mat(count: int) -> Iterator[Measure]:
    """An edit and the cursor against the echo, a tab against TabbedContent."""
    with (
        working_folder() as folder,
        opened(start(folder), folder=ROT) as where,
        opened(ECHO, folder=ROT) as echos,
    ):
        bank, echo = Bank(where), EchoApp(echos)
        for _ in range(2):
            bank.change(), bank.cursor(), echo.key()
        all_series = [(bank.change(), bank.cursor(), echo.key()) for _ in range(count)]
    change, cursor, ekon = zip(*all_series, strict=True)
    yield Measure("tangent", "ändrad siffra, allt omräknat och målat", "eko", change, ekon, 5)
    yield Measure("tangent", "markören ett steg", "eko", cursor, ekon, 1.5)
    yield from tab_switches(count)


def tab_switches(count: int) -> Iterator[Measure]:
    """Each tab for the first time in a new program, then again."""
    first: list[tuple[float, float]] = []
    later: list[tuple[float, float]] = []
    with working_folder() as folder:
        for _ in range(max(1, -(-count // 4))):
            own_ones, others = own_switches(folder), change_switches(folder)
            first += zip(own_ones[:4], others[:4], strict=True)
            later += zip(own_ones[4:], others[4:], strict=True)
    for name, par in (("första gången", first), ("senare", later)):
        be, theirs = zip(*par, strict=True)
        yield Measure("tangent", f"byte av flik, {name}", "TabbedContent", be, theirs, 0.35)


def own_switches(folder: Folder) -> list[float]:
    """Four tabs forward, and the same four back and forward again."""
    with opened(start(folder), folder=ROT) as terminal:
        terminal.start(shows(*WHOLE, "att granska"), calm=1.0)
        return [_byte(terminal, f"▸{i + 1} {TAB_NAME[i]}", NEXT_TAB) for i in range(1, 5)] + [
            _byte(terminal, f"▸{i + 1} {TAB_NAME[i]}", PREVIOUS_TAB) for i in (3, 2, 1, 0)
        ]


def change_switches(folder: Folder) -> list[float]:
    """The same in TabbedContent; its underline does not move, for that takes its time."""
    argv = (*TABS, str(folder.folder), folder.utkast)
    with opened(argv, folder=ROT, extra=WITHOUT_MOVEMENT) as terminal:
        terminal.start(shows("Årets resultat"), calm=1.0)
        return [_byte(terminal, "", str(i + 1)) for i in (1, 2, 3, 4, 3, 2, 1, 0)]


def _byte(terminal: Terminal, text: str, key: str) -> float:
    trial = shows(text)
    before = terminal.picture().boxes[2:]
    beginning = time.perf_counter()
    read_off = terminal.press(key, lambda b: b.boxes[2:] != before and trial(b), calm=0.4)
    assert time.perf_counter() > beginning
    return read_off.ready(trial)
