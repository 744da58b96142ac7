"""A program behind a pseudo-terminal, and when each of its pictures stood on the screen.

What the program writes is read as it comes and noted with the time; the terminal emulator (pyte)
is fed afterwards, so that emulating costs nothing of what is measured.
"""

import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

import pyte
from msgspec import Struct

ROT = Path(__file__).resolve().parents[2]
SIZE = (120, 30)
CALM_S = 0.2
LATEST_S = 30.0
UNREST_S = 3.0
# Device queries and the like that pyte would print instead of swallowing: CSI with a marker.
UNKNOWN_CONSEQUENCES = re.compile(
    rb"\x1b\[[<>=][0-?]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]* q"
)

Picture: TypeAlias = tuple[tuple[object, ...], ...]
Trial: TypeAlias = Callable[["ScreenPicture"], bool]


class Absent(Exception):
    """A program did not show what was waited for; the text is what it showed."""


class ScreenPicture(Struct, frozen=True):
    """What the screen showed after a read: its lines, and every cell with its colours."""

    rows: tuple[str, ...]
    boxes: Picture

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.rows)


class Reading(Struct, frozen=True):
    """The pictures after a key (or the start), each with the seconds from it."""

    pictures: tuple[tuple[float, ScreenPicture], ...]

    def first_of_all(self, trial: Trial) -> float:
        """When the screen first showed something. Raises Uteblev."""
        for moment, picture in self.pictures:
            if trial(picture):
                return moment
        raise Absent(self.pictures[-1][1].text if self.pictures else "(ingenting)")

    def ready(self, trial: Trial) -> float:
        """When the last of a repaint came: from then on nothing but the top line was changed.

        The top line also tells of the save, which comes later and is measured by itself. Raises
        Uteblev where the last picture is not what was waited for.
        """
        end_picture = self.pictures[-1][1] if self.pictures else ScreenPicture((), ())
        if not trial(end_picture):
            raise Absent(end_picture.text)
        end = end_picture.boxes[1:]
        moment = self.pictures[-1][0]
        for nar, picture in reversed(self.pictures):
            if picture.boxes[1:] != end:
                break
            moment = nar
        return moment


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of everything measured: bytecode may be used, colours are the same."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env |= {"PYTHONPATH": str(ROT), **(extra or {})}
    for name in ("PYTHONDONTWRITEBYTECODE", "NAMNDKOLL_DATA", "NO_COLOR", "COLUMNS", "LINES"):
        env.pop(name, None)
    return env


class Terminal:
    """A running program, typed into and read from."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        folder: Path,
        extra: Mapping[str, str] | None = None,
        size: tuple[int, int] = SIZE,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.power = pyte.ByteStream(self.screen)
        measure = struct.pack("HHHH", size[1], size[0], 0, 0)
        env = environment(extra)
        self.consumed: resource.struct_rusage | None = None
        self.beginning = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, measure)
                os.chdir(folder)
                os.execvpe(argv[0], list(argv), env)
            finally:
                os._exit(97)
        os.set_blocking(self.fd, False)

    def start(self, trial: Trial, calm: float = CALM_S) -> Reading:
        """Everything from the start until the screen is at rest and shows something."""
        return self._read_off(self.beginning, trial, calm)

    def press(self, keys: str, trial: Trial, calm: float = CALM_S) -> Reading:
        """Type, and read until the screen is at rest and shows something."""
        beginning = time.perf_counter()
        self._write(keys)
        return self._read_off(beginning, trial, calm)

    def go(self, *keys: str, calm: float = CALM_S) -> None:
        """Type one key after another without measuring."""
        for key in keys:
            self.press(key, lambda _: True, calm)

    def picture(self) -> ScreenPicture:
        """What the screen shows now."""
        width, rows = self.screen.columns, range(self.screen.lines)
        buffer = self.screen.buffer
        boxes = tuple(tuple(buffer[y][x] for x in range(width)) for y in rows)
        return ScreenPicture(tuple(self.screen.display), boxes)

    def _read_off(self, beginning: float, trial: Trial, calm: float) -> Reading:
        pictures: list[tuple[float, ScreenPicture]] = []
        end = time.perf_counter() + LATEST_S
        while time.perf_counter() < end:
            for nar, data in self._to_calm(calm):
                self.power.feed(UNKNOWN_CONSEQUENCES.sub(b"", data))
                pictures.append((nar - beginning, self.picture()))
            if trial(self.picture()):
                return Reading(tuple(pictures))
            if self.end:
                break
        raise Absent(self.picture().text)

    def _to_calm(self, calm: float) -> list[tuple[float, bytes]]:
        parts: list[tuple[float, bytes]] = []
        end = time.perf_counter() + UNREST_S
        # A cursor that blinks never comes to rest.
        while time.perf_counter() < end and select.select([self.fd], [], [], calm)[0]:
            try:
                data = os.read(self.fd, 1 << 20)
            except OSError:
                data = b""
            if not data:
                break
            parts.append((time.perf_counter(), data))
        return parts

    @property
    def end(self) -> bool:
        """Whether the program has ended (a zombie is left for ``close``)."""
        answer = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return answer is not None

    def _write(self, text: str) -> None:
        left = text.encode()
        while left:
            with suppress(BlockingIOError):
                left = left[os.write(self.fd, left) :]

    def close(self) -> resource.struct_rusage:
        """kill -9; what it used of the machine."""
        if self.consumed is not None:
            return self.consumed
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.consumed = os.wait4(self.pid, 0)[2]
        with suppress(OSError):
            os.close(self.fd)
        return self.consumed


@contextmanager
def opened(
    argv: Sequence[str], *, folder: Path, extra: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """A program that does not outlive what is measured on it."""
    terminal = Terminal(argv, folder=folder, extra=extra)
    try:
        yield terminal
    finally:
        terminal.close()


def shows(*texts: str) -> Trial:
    """That all of some texts stand on the screen."""
    return lambda picture: all(text in picture.text for text in texts)
