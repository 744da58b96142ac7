"""From a key to the painted result: an edit, its save, the cursor, another tab."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench.case_process import WHOLE
from tests.bench.measure import Measure, interleaved, measured
from tests.bench.programs import DRAFT, Bench, Command, command
from tests.bench.terminal import Reading, Timed, opened, shows
from tests.compare.sides import Place

DOWN, UP = "\x1b[B", "\x1b[A"
NEXT_TAB, PREVIOUS_TAB = "\x1b[6;5~", "\x1b[5;5~"
# The result with no Personalkostnader in its budget.
OTHER = 158_694
STILL = {"TEXTUAL_ANIMATIONS": "none"}
TABS = ("Drift", "Investeringar", "Mål & nyckeltal", "Internkontroll", "Personal")
FIRST_TABLES = ("drift", "investeringar", "mal", "uppfoljning", "sjukfranvaro")


def number(value: int) -> str:
    """A figure as it stands on the screen."""
    return f"{value:,}".replace(",", "\u00a0").replace("-", "−")


class Echo:
    """The empty application with a key pressed in it."""

    def __init__(self, terminal: Timed) -> None:
        self.terminal, self.count = terminal, 0
        terminal.start(shows("EKO0X"))

    def key(self) -> float:
        """A key, to its repainted cell."""
        self.count += 1
        return self.terminal.press("x", shows(f"EKO{self.count}X")).painted


class Drift:
    """Nämndkoll with the cursor on Personalkostnader's budget."""

    def __init__(self, terminal: Timed) -> None:
        self.terminal, self.count = terminal, 0
        terminal.start(shows(*WHOLE, "att granska"), calm=1.0)
        terminal.go(DOWN)

    @property
    def _figure(self) -> int:
        return 150_000 + 7 * self.count

    def _figures(self) -> tuple[str, str]:
        """The figure, and the result that it gives."""
        return f"−{number(self._figure)}", number(OTHER - self._figure)

    def _changed(self) -> Reading:
        self.count += 1
        self.terminal.go(*f"-{self._figure}", calm=0.05)
        reading = self.terminal.press("\r", shows(*self._figures(), "✓ sparat"), calm=0.4)
        self.terminal.go(UP)
        return reading

    def change(self) -> float:
        """A figure committed, to every sum and difference painted, with shares and colours."""
        return self._changed().first(shows(*self._figures()))

    def findings(self) -> float:
        """A figure committed, to all that follows from it painted: findings and marks too."""
        return self._changed().painted

    def save(self) -> float:
        """A figure committed, to the word in the top line that it is saved."""
        return self._changed().first(shows(*self._figures(), "✓ sparat"))

    def cursor(self) -> float:
        """The cursor one row down, to its repaint; then back."""
        moment = self.terminal.press(DOWN, shows(*WHOLE[:4])).painted
        self.terminal.go(UP)
        return moment


def keys(bench: Bench, count: int) -> Iterator[Measure]:
    """An edit and the cursor against the echo, a save against an echo that saves."""
    with ExitStack() as stack:
        places = bench.programs()
        saved = str(places[0].data / DRAFT / "drift.json")
        drifts = [Drift(stack.enter_context(opened(command(place)))) for place in places]
        echo = Echo(stack.enter_context(opened(bench.base("echo"))))
        saving = Echo(stack.enter_context(opened(bench.base("echo", saved))))
        for names, key, base, goal in (
            (("ändrad siffra, allt omräknat och målat", "eko"), Drift.change, echo, 5),
            (("… och fynden", "eko"), Drift.findings, echo, None),
            (("markören ett steg", "eko"), Drift.cursor, echo, 1.5),
            (("ändrad siffra till sparat", "eko som skriver samma byte"), Drift.save, saving, None),
        ):
            series = interleaved(count, *(lambda d=d, k=key: k(d) for d in drifts), base.key)
            yield measured(("tangent", *names), series, goal)


def tabs(bench: Bench, count: int) -> Iterator[Measure]:
    """Each tab for the first time in a new program, then again."""
    places = bench.programs()
    programs, base = [command(place) for place in places], _tabbed(bench, places[-1])
    rounds = [
        [*(_switches(program) for program in programs), _base_switches(base)]
        for _ in range(max(1, -(-count // 4)))
    ]
    for name, part in (("första gången", slice(0, 4)), ("senare", slice(4, 8))):
        series = [tuple(s for row in rounds for s in row[i][part]) for i in range(len(rounds[0]))]
        yield measured(("flik", f"byte av flik, {name}", "TabbedContent"), series, 0.35)


def _switches(program: Command) -> list[float]:
    """Four tabs forward, and the same four back again."""
    with opened(program) as terminal:
        terminal.start(shows(*WHOLE, "att granska"), calm=1.0)
        there = [_switch(terminal, f"▸{i + 1} {TABS[i]}", NEXT_TAB) for i in (1, 2, 3, 4)]
        return there + [
            _switch(terminal, f"▸{i + 1} {TABS[i]}", PREVIOUS_TAB) for i in (3, 2, 1, 0)
        ]


def _tabbed(bench: Bench, place: Place) -> Command:
    """The base with the same tables, as the program's commands print them."""
    shown = []
    for table in FIRST_TABLES:
        text = command(place, "visa", table, "--dokument", DRAFT, "--format", "csv").output()
        shown.append([*csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";")])
    file = bench.sides.root / "tables.json"
    file.write_text(json.dumps(shown), "utf-8")
    return bench.base("tabs", str(file), env=STILL)


def _base_switches(program: Command) -> list[float]:
    """The same in TabbedContent; its underline does not move, for that takes its time."""
    with opened(program) as terminal:
        terminal.start(shows("Årets resultat"), calm=1.0)
        return [_switch(terminal, "", str(i + 1)) for i in (1, 2, 3, 4, 3, 2, 1, 0)]


def _switch(terminal: Timed, text: str, key: str) -> float:
    before = terminal.picture().cells[2:]
    trial = shows(text)
    return terminal.press(key, lambda p: p.cells[2:] != before and trial(p), calm=0.4).painted
