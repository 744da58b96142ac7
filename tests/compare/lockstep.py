"""Programs that are given the same keys, one at a time, each waited for until it is at rest."""

import select
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.compare.normal import Normaliser
from tests.compare.sides import Place
from tests.compare.terminal import Terminal
from tests.compare.typing_keys import Press, presses

SIZE = (120, 30)
# How long nothing must come before a screen is taken to be at rest: after a key that changed
# something, and after one that did not (or not yet). Keys wait for a program that is slow, but
# an Esc that it has not read when the next key comes becomes one key with that.
QUIET_S, UNCHANGED_S, ESCAPE_S, UNCHANGED_BY_ESCAPE_S = 0.12, 0.4, 0.35, 2.5
# How long two screens that differ are given to become the same: less once some have not, for
# those after them will not either. And how long the start of the programs may take.
PATIENCE_S, IMPATIENT_S, TRIES, START_S = 8.0, 0.8, 5, 30.0
# What a screen shows that is not at rest, however quiet.
BUSY = "… sparar"
# How long a cursor that blinks is given to look the same.
BLINK_S = 2.5


@dataclass(frozen=True)
class Seen:
    """What the screens showed when they were at rest: texts, and looks if they were asked for."""

    texts: tuple[str, ...]
    looks: tuple[str, ...] = ("", "")


class Lockstep:
    """A program in each of some places: both sides', or one side's alone."""

    def __init__(
        self, places: Iterable[Place], normalise: Normaliser, *, colours: bool = False
    ) -> None:
        argv = (sys.executable, "-m", "tui", "--data", "data")
        self.normalise, self.colours = normalise, colours
        self.differing = 0
        self.patient = True
        self.all = tuple(Terminal(argv, place.folder, place.env(), SIZE) for place in places)

    @property
    def texts(self) -> tuple[str, ...]:
        """The screens, with what may differ made the same."""
        return tuple(self.normalise(t.text) for t in self.all)

    @property
    def over(self) -> bool:
        """Whether any has ended."""
        return any(t.status is not None for t in self.all)

    def start(self) -> Seen:
        """What is shown at first, once there is something and nothing more comes."""
        end = time.monotonic() + START_S
        while time.monotonic() < end and not self.over:
            self._hear(0.05)
            if all(t.text.strip() for t in self.all) and self._quiet() > 1.0:
                break
        return self._settled(0.0, self.texts)

    def play(self, name: str, script: Iterable[str]) -> Iterator[tuple[str, Seen]]:
        """What is shown at first and after each press of a script, until any has ended."""
        yield f"{name} 0 (start)", self.start()
        yield from self.presses(name, script)

    def presses(self, name: str, script: Iterable[str]) -> Iterator[tuple[str, Seen]]:
        """What is shown after each press; not after the last of all, if that ended them.

        It is then chance whether the last picture came before the end.
        """
        every = [*presses(script)]
        for number, press in enumerate(every, 1):
            if self.over:
                return
            seen = self.press(press)
            if not (self.over and number == len(every)):
                yield f"{name} {number} {press.name}", seen

    def press(self, press: Press) -> Seen:
        """What is shown after something has been done."""
        if press.size is not None:
            return self.resize(*press.size)
        return self.until(press.until) if press.until else self.key(press.data)

    def key(self, data: bytes) -> Seen:
        """What is shown after a key."""
        before = self.texts
        for terminal in self.all:
            terminal.write(data)
        if data == b"\x1b":
            return self._settled(ESCAPE_S, before, UNCHANGED_BY_ESCAPE_S)
        return self._settled(QUIET_S, before)

    def resize(self, columns: int, lines: int) -> Seen:
        """What is shown in a window of another size."""
        before = self.texts
        for terminal in self.all:
            terminal.resize(columns, lines)
        return self._settled(UNCHANGED_S, before)

    def until(self, text: str) -> Seen:
        """What is shown when all show a text, or have been waited for long enough."""
        limit = time.monotonic() + START_S
        while not all(text in shown for shown in self.texts) and not self.over:
            if time.monotonic() > limit:
                break
            self._hear(0.05)
        return self._settled(0.0, ("",) * len(self.all))

    def end(self) -> tuple[str, ...]:
        """Wait for all to end by themselves; how they did."""
        limit = time.monotonic() + START_S
        while time.monotonic() < limit and any(t.status is None for t in self.all):
            self._hear(0.05)
            for terminal in self.all:
                terminal.reap()
        return tuple("(did not end)" if t.status is None else str(t.status) for t in self.all)

    def close(self) -> None:
        """Leave nothing running."""
        for terminal in self.all:
            terminal.close()

    def _settled(
        self, least: float, before: tuple[str, ...], unchanged_s: float = UNCHANGED_S
    ) -> Seen:
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
            unchanged = any(now == then for now, then in zip(texts, before, strict=True))
            busy = self.patient and any(BUSY in text for text in texts)
            same = len(set(texts)) == 1 and not busy and not (unchanged and waited < unchanged_s)
            if same or waited > patience or self.over:
                self.differing += not same
                return self._looked(texts)

    def _looked(self, texts: tuple[str, ...]) -> Seen:
        """With the looks, if they are wanted: the same ones, if all had them at any time."""
        if not self.colours:
            return Seen(texts)
        begun, seen = time.monotonic(), [set[str]() for _ in self.all]
        while True:
            looks = tuple(t.colours for t in self.all)
            for known, look in zip(seen, looks, strict=True):
                known.add(look)
            if same := set.intersection(*seen):
                return Seen(texts, (min(same),) * len(self.all))
            if time.monotonic() - begun > BLINK_S or self.over:
                return Seen(texts, looks)
            self._hear(0.05)

    def _quiet(self) -> float:
        """For how long none has written anything."""
        return time.monotonic() - max(t.heard for t in self.all)

    def _hear(self, patience: float) -> None:
        """Take in what comes, waiting a little for it."""
        alive = {t.fd: t for t in self.all if t.status is None}
        for fd in select.select(list(alive), [], [], patience)[0]:
            alive[fd].read()
        if not alive:
            time.sleep(patience)
