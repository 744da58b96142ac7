"""A program behind a pseudo-terminal, and when each of its pictures stood on the screen.

What the program writes is read as it comes and noted with the time; the terminal emulator is fed
afterwards, so that emulating costs nothing of what is measured.
"""

import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from tests.bench.programs import Command
from tests.compare.lockstep import SIZE
from tests.compare.terminal import Terminal

CALM_S = 0.2
LATEST_S = 30.0
UNREST_S = 3.0

Trial: TypeAlias = Callable[["ScreenPicture"], bool]


class Absent(Exception):
    """A program did not show what was waited for; the text is what it showed."""


class ScreenPicture(Struct, frozen=True):
    """What the screen showed after a read: its lines, and every cell with its colours."""

    lines: tuple[str, ...]
    cells: tuple[tuple[object, ...], ...]

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)


class Reading(Struct, frozen=True):
    """The pictures after a key (or the start), each with the seconds from it."""

    pictures: tuple[tuple[float, ScreenPicture], ...]

    def first(self, trial: Trial) -> float:
        """When the screen first showed something. Raises Absent."""
        for moment, picture in self.pictures:
            if trial(picture):
                return moment
        raise Absent(self.pictures[-1][1].text if self.pictures else "(nothing)")

    @property
    def last(self) -> float:
        """When the last picture came."""
        return self.pictures[-1][0]

    @property
    def painted(self) -> float:
        """When the last of a repaint came: from then on nothing but the top line was changed.

        The top line also tells of the save, which comes later and is measured by itself.
        """
        if not self.pictures:
            raise Absent("(nothing)")
        end = self.pictures[-1][1].cells[1:]
        moment = self.last
        for when, picture in reversed(self.pictures):
            if picture.cells[1:] != end:
                break
            moment = when
        return moment


class Timed(Terminal):
    """A running program, typed into and read from with the time."""

    def __init__(self, command: Command) -> None:
        self.begun = time.perf_counter()
        super().__init__(command.argv, command.folder, command.env, SIZE)

    def start(self, trial: Trial, calm: float = CALM_S) -> Reading:
        """Everything from the start until the screen is at rest and shows something."""
        return self._reading(self.begun, trial, calm)

    def press(self, keys: str, trial: Trial, calm: float = CALM_S) -> Reading:
        """Type, and read until the screen is at rest and shows something."""
        begun = time.perf_counter()
        self.write(keys.encode())
        return self._reading(begun, trial, calm)

    def go(self, *keys: str, calm: float = CALM_S) -> None:
        """Type one key after another without measuring."""
        for key in keys:
            self.press(key, lambda _: True, calm)

    def picture(self) -> ScreenPicture:
        """What the screen shows now."""
        width, buffer = self.screen.columns, self.screen.buffer
        lines = range(self.screen.lines)
        cells = tuple(tuple(buffer[y][x] for x in range(width)) for y in lines)
        return ScreenPicture(tuple(self.screen.display), cells)

    def memory(self) -> float:
        """The highest resident memory so far, in bytes. Raises OSError where no system tells."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024

    def _reading(self, begun: float, trial: Trial, calm: float) -> Reading:
        pictures: list[tuple[float, ScreenPicture]] = []
        end = time.perf_counter() + LATEST_S
        while time.perf_counter() < end and self.status is None:
            for when, data in self._to_calm(calm):
                self.feed(data)
                pictures.append((when - begun, self.picture()))
            if trial(self.picture()):
                return Reading(tuple(pictures))
        raise Absent(self.picture().text)

    def _to_calm(self, calm: float) -> list[tuple[float, bytes]]:
        parts: list[tuple[float, bytes]] = []
        end = time.perf_counter() + UNREST_S
        # A cursor that blinks never comes to rest.
        while time.perf_counter() < end and select.select([self.fd], [], [], calm)[0]:
            if not (data := self.take()):
                break
            parts.append((time.perf_counter(), data))
        return parts


@contextmanager
def opened(command: Command) -> Iterator[Timed]:
    """A program that does not outlive what is measured on it."""
    terminal = Timed(command)
    try:
        yield terminal
    finally:
        with suppress(OSError):
            terminal.close()


def shows(*texts: str) -> Trial:
    """That all of some texts stand on the screen."""
    return lambda picture: all(text in picture.text for text in texts)
