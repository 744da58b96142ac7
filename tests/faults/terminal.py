"""The whole app in a pseudo-terminal: typed into, read from, and killed."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

ROT = Path(__file__).resolve().parents[2]
START = ("-m", "tui")
# What a terminal acts on and does not show: CSI, OSC and other strings, two-character escapes.
CONTROL_SEQUENCE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)


def visible(out: str) -> str:
    """What was written, without what steers the terminal."""
    return CONTROL_SEQUENCE.sub("", out)


class Terminal:
    """A running Nämndkoll behind a terminal. ``out`` is every character that it has written."""

    def __init__(
        self,
        *argv: str,
        start: Sequence[str] = START,
        environment: Mapping[str, str] | None = None,
        size: tuple[int, int] = (120, 30),
    ) -> None:
        self.ra = b""
        self.end: int | None = None
        env = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(environment or {}),
        }
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            env.pop(name, None)
        measure = struct.pack("HHHH", size[1], size[0], 0, 0)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                # Here, for the parent may come to it after the program has asked.
                fcntl.ioctl(0, termios.TIOCSWINSZ, measure)
                os.chdir(ROT)
                os.execve(sys.executable, [sys.executable, *start, *argv], env)
            finally:
                os._exit(97)
        os.set_blocking(self.fd, False)

    @property
    def out(self) -> str:
        """Everything written so far."""
        return self.ra.decode("utf-8", "replace")

    def read(self, seconds: float = 0.0) -> bool:
        """Take in what has been written; False once the other end is closed."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        with suppress(BlockingIOError):
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                return False
            self.ra += data
            return data != b""
        return True

    def wait(self, on: Callable[[str], bool], seconds: float = 15.0, from_: int = 0) -> bool:
        """Read until the text (from a byte on) satisfies something; whether it did in time."""
        end = time.monotonic() + seconds
        length = -1
        while time.monotonic() < end:
            if len(self.ra) != length:
                length = len(self.ra)
                if on(visible(self.ra[from_:].decode("utf-8", "replace"))):
                    return True
            if not self.read(0.05):
                return on(visible(self.out))
        return False

    def write(self, text: str) -> None:
        """Type."""
        left = text.encode()
        while left:
            try:
                left = left[os.write(self.fd, left) :]
            except BlockingIOError:
                self.read(0.05)

    def kill(self) -> None:
        """kill -9, and take in what was written until then."""
        os.kill(self.pid, signal.SIGKILL)
        self.close()

    def close(self, seconds: float = 10.0) -> int:
        """Wait for its end; its exit code, or minus a signal's number."""
        if self.end is None:
            beginning = time.monotonic()
            while self.read(0.05) and time.monotonic() - beginning < seconds:
                pass
            self.end = self._ended(seconds)
            with suppress(OSError):
                os.close(self.fd)
        return self.end

    def _ended(self, seconds: float) -> int:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@contextmanager
def terminal(*argv: str, **choice: object) -> Iterator[Terminal]:
    """A terminal whose process does not outlive the test."""
    term = Terminal(*argv, **choice)  # type: ignore[arg-type]
    try:
        yield term
    finally:
        if term.end is None:
            with suppress(ProcessLookupError):
                os.kill(term.pid, signal.SIGKILL)
            term.close()
