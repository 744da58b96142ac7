"""A program behind a pseudo-terminal, and what its screen shows."""

import fcntl
import os
import pty
import re
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

# Queries and modes that pyte would print instead of swallowing: CSI with a marker.
UNKNOWN = re.compile(rb"\x1b\[[<>=][0-?]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]* q")
UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*)?\Z")
Row = list[tuple[int, str]]


class Terminal:
    """A running program."""

    def __init__(
        self, argv: Sequence[str], folder: Path, env: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.waiting = b""
        self.heard = time.monotonic()
        self.status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                self._set_size(0, size)
                os.chdir(folder)
                os.execvpe(argv[0], list(argv), dict(env))
            finally:
                os._exit(97)
        os.set_blocking(self.fd, False)

    @staticmethod
    def _set_size(fd: int, size: tuple[int, int]) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def resize(self, columns: int, lines: int) -> None:
        """Let the terminal's window be of another size."""
        self.screen.resize(lines, columns)
        self._set_size(self.fd, (columns, lines))

    def write(self, data: bytes) -> None:
        """Type."""
        with suppress(OSError):
            while data:
                try:
                    data = data[os.write(self.fd, data) :]
                except BlockingIOError:
                    time.sleep(0.005)

    def read(self) -> bool:
        """Take in what there is. False when there was nothing, or nothing more will come."""
        data = self.take()
        self.feed(data)
        return bool(data)

    def take(self) -> bytes:
        """What there is, not yet on the screen; nothing also when nothing more will come."""
        try:
            data = os.read(self.fd, 1 << 20)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self.reap()
        else:
            self.heard = time.monotonic()
        return data

    def feed(self, data: bytes) -> None:
        """Show what the program has written."""
        data = self.waiting + data
        cut = UNFINISHED.search(data)
        whole, self.waiting = (data, b"") if cut is None else (data[: cut.start()], cut[0])
        self.stream.feed(UNKNOWN.sub(b"", whole))

    def reap(self) -> None:
        """Take the exit status, once there is one."""
        if self.status is None:
            with suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                if pid:
                    self.status = os.waitstatus_to_exitcode(status)

    @property
    def text(self) -> str:
        """The screen's lines."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def colours(self) -> str:
        """The screen's lines as runs of cells that look alike."""
        rows = range(self.screen.lines)
        return "\n".join(f"line {y + 1}: " + " ".join(self._runs(y)) for y in rows)

    def _runs(self, y: int) -> list[str]:
        runs: Row = []
        line = self.screen.buffer[y]
        for x in range(self.screen.columns):
            cell = line[x]
            marks = (cell.bold, cell.italics, cell.underscore, cell.strikethrough, cell.reverse)
            look = f"{cell.fg}/{cell.bg}" + "".join(
                m for m, on in zip("biusr", marks, strict=True) if on
            )
            if not runs or runs[-1][1] != look:
                runs.append((x, look))
        return [f"{x}:{look}" for x, look in runs]

    def close(self) -> None:
        """End it, if it has not ended by itself."""
        self.reap()
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        with suppress(OSError):
            os.close(self.fd)
