"""Two programs that are given the same keys, one at a time, each waited for until it is at rest."""

import select
import sys
import time
from dataclasses import dataclass

from tests.compare.normal import Normaliser
from tests.compare.sides import Places
from tests.compare.terminal import Terminal

SIZE = (120, 30)
# How long nothing must come before a screen is taken to be at rest: after a key that changed
# something, and after one that did not (or not yet).
QUIET_S, UNCHANGED_S, ESCAPE_S = 0.12, 0.4, 0.35
# How long two screens that differ are given to become the same: less once some have not, for
# those after them will not either. And how long the start of the programs may take.
PATIENCE_S, IMPATIENT_S, TRIES, START_S = 8.0, 0.8, 5, 30.0
# How long a cursor that blinks is given to look the same.
BLINK_S = 2.5


@dataclass(frozen=True)
class Seen:
    """What both screens showed when they were at rest: texts, and looks if they were asked for."""

    texts: tuple[str, str]
    looks: tuple[str, str] = ("", "")


class Lockstep:
    """Both sides' programs, started in a step's folders."""

    def __init__(self, places: Places, normalise: Normaliser, *, colours: bool) -> None:
        argv = (sys.executable, "-m", "tui", "--data", "data")
        self.normalise, self.colours = normalise, colours
        self.differing = 0
        self.both = tuple(Terminal(place, argv, SIZE) for place in places)

    @property
    def texts(self) -> tuple[str, str]:
        """Both screens, with what may differ made the same."""
        old, new = (self.normalise(t.text) for t in self.both)
        return old, new

    @property
    def over(self) -> bool:
        """Whether either has ended."""
        return any(t.status is not None for t in self.both)

    def start(self) -> Seen:
        """What is shown at first, once there is something and nothing more comes."""
        end = time.monotonic() + START_S
        while time.monotonic() < end and not self.over:
            self._hear(0.05)
            if all(t.text.strip() for t in self.both) and self._quiet() > 1.0:
                break
        return self._settled(0.0, self.texts)

    def key(self, data: bytes) -> Seen:
        """What is shown after a key."""
        before = self.texts
        for terminal in self.both:
            terminal.write(data)
        return self._settled(ESCAPE_S if data == b"\x1b" else QUIET_S, before)

    def resize(self, columns: int, lines: int) -> Seen:
        """What is shown in a window of another size."""
        before = self.texts
        for terminal in self.both:
            terminal.resize(columns, lines)
        return self._settled(UNCHANGED_S, before)

    def until(self, text: str) -> Seen:
        """What is shown when both show a text, or have been waited for long enough."""
        limit = time.monotonic() + START_S
        while not all(text in shown for shown in self.texts) and not self.over:
            if time.monotonic() > limit:
                break
            self._hear(0.05)
        return self._settled(0.0, ("", ""))

    def end(self) -> tuple[str, str]:
        """Wait for both to end by themselves; how they did."""
        limit = time.monotonic() + PATIENCE_S
        while time.monotonic() < limit and any(t.status is None for t in self.both):
            self._hear(0.05)
            for terminal in self.both:
                terminal.reap()
        old, new = ("(did not end)" if t.status is None else str(t.status) for t in self.both)
        return old, new

    def close(self) -> None:
        """Leave nothing running."""
        for terminal in self.both:
            terminal.close()

    def _settled(self, least: float, before: tuple[str, str]) -> Seen:
        """Wait for rest; longer where the screens differ, and where one has not changed."""
        begun = time.monotonic()
        patience = PATIENCE_S if self.differing < TRIES else IMPATIENT_S
        while True:
            self._hear(0.02)
            waited = time.monotonic() - begun
            too_soon = min(waited, self._quiet()) < QUIET_S or waited < least
            if too_soon and waited < PATIENCE_S and not self.over:
                continue
            texts = self.texts
            unchanged = texts[0] == before[0] or texts[1] == before[1]
            same = texts[0] == texts[1] and not (unchanged and waited < UNCHANGED_S)
            if same or waited > patience or self.over:
                self.differing += not same
                return self._looked(texts)

    def _looked(self, texts: tuple[str, str]) -> Seen:
        """With the looks, if they are wanted: the same ones, if both had them at any time."""
        if not self.colours:
            return Seen(texts)
        begun, seen = time.monotonic(), (set[str](), set[str]())
        while True:
            looks = self.both[0].colours, self.both[1].colours
            for known, look in zip(seen, looks, strict=True):
                known.add(look)
            if same := seen[0] & seen[1]:
                look = min(same)
                return Seen(texts, (look, look))
            if time.monotonic() - begun > BLINK_S or self.over:
                return Seen(texts, looks)
            self._hear(0.05)

    def _quiet(self) -> float:
        """For how long neither has written anything."""
        return time.monotonic() - max(t.heard for t in self.both)

    def _hear(self, patience: float) -> None:
        """Take in what comes, waiting a little for it."""
        alive = {t.fd: t for t in self.both if t.status is None}
        for fd in select.select(list(alive), [], [], patience)[0]:
            alive[fd].read()
        if not alive:
            time.sleep(patience)
