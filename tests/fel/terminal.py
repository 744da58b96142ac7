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
STYRFOLJD = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]", re.DOTALL
)


def synligt(ut: str) -> str:
    """What was written, without what steers the terminal."""
    return STYRFOLJD.sub("", ut)


class Terminal:
    """A running Nämndkoll behind a terminal. ``ut`` is every character that it has written."""

    def __init__(
        self,
        *argv: str,
        start: Sequence[str] = START,
        miljo: Mapping[str, str] | None = None,
        storlek: tuple[int, int] = (120, 30),
    ) -> None:
        self.ra = b""
        self.slut: int | None = None
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(miljo or {})}
        for namn in ("NO_COLOR", "COLUMNS", "LINES"):
            env.pop(namn, None)
        matt = struct.pack("HHHH", storlek[1], storlek[0], 0, 0)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                # Here, for the parent may come to it after the program has asked.
                fcntl.ioctl(0, termios.TIOCSWINSZ, matt)
                os.chdir(ROT)
                os.execve(sys.executable, [sys.executable, *start, *argv], env)
            finally:
                os._exit(97)
        os.set_blocking(self.fd, False)

    @property
    def ut(self) -> str:
        """Everything written so far."""
        return self.ra.decode("utf-8", "replace")

    def las(self, sekunder: float = 0.0) -> bool:
        """Take in what has been written; False once the other end is closed."""
        if not select.select([self.fd], [], [], sekunder)[0]:
            return True
        with suppress(BlockingIOError):
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                return False
            self.ra += data
            return data != b""
        return True

    def vanta(self, pa: Callable[[str], bool], sekunder: float = 15.0, fran: int = 0) -> bool:
        """Read until the text (from a byte on) satisfies something; whether it did in time."""
        slut = time.monotonic() + sekunder
        langd = -1
        while time.monotonic() < slut:
            if len(self.ra) != langd:
                langd = len(self.ra)
                if pa(synligt(self.ra[fran:].decode("utf-8", "replace"))):
                    return True
            if not self.las(0.05):
                return pa(synligt(self.ut))
        return False

    def skriv(self, text: str) -> None:
        """Type."""
        kvar = text.encode()
        while kvar:
            try:
                kvar = kvar[os.write(self.fd, kvar) :]
            except BlockingIOError:
                self.las(0.05)

    def doda(self) -> None:
        """kill -9, and take in what was written until then."""
        os.kill(self.pid, signal.SIGKILL)
        self.stang()

    def stang(self, sekunder: float = 10.0) -> int:
        """Wait for its end; its exit code, or minus a signal's number."""
        if self.slut is None:
            borjan = time.monotonic()
            while self.las(0.05) and time.monotonic() - borjan < sekunder:
                pass
            self.slut = self._avslutad(sekunder)
            with suppress(OSError):
                os.close(self.fd)
        return self.slut

    def _avslutad(self, sekunder: float) -> int:
        slut = time.monotonic() + sekunder
        while time.monotonic() < slut:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@contextmanager
def terminal(*argv: str, **val: object) -> Iterator[Terminal]:
    """A terminal whose process does not outlive the test."""
    term = Terminal(*argv, **val)  # type: ignore[arg-type]
    try:
        yield term
    finally:
        if term.slut is None:
            with suppress(ProcessLookupError):
                os.kill(term.pid, signal.SIGKILL)
            term.stang()
