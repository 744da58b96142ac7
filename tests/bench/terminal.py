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
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyte

ROT = Path(__file__).resolve().parents[2]
STORLEK = (120, 30)
LUGN_S = 0.2
SENAST_S = 30.0
ORO_S = 3.0
# Device queries and the like that pyte would print instead of swallowing: CSI with a marker.
OKANDA_FOLJDER = re.compile(rb"\x1b\[[<>=][0-?]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]* q")

Bild: TypeAlias = tuple[tuple[object, ...], ...]
Provning: TypeAlias = Callable[["Skarmbild"], bool]


class Uteblev(Exception):
    """A program did not show what was waited for; the text is what it showed."""


@dataclass(frozen=True)
class Skarmbild:
    """What the screen showed after a read: its lines, and every cell with its colours."""

    rader: tuple[str, ...]
    rutor: Bild

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.rader)


@dataclass(frozen=True)
class Avlasning:
    """The pictures after a key (or the start), each with the seconds from it."""

    bilder: tuple[tuple[float, Skarmbild], ...]

    def forst(self, provning: Provning) -> float:
        """When the screen first showed something. Raises Uteblev."""
        for tid, bild in self.bilder:
            if provning(bild):
                return tid
        raise Uteblev(self.bilder[-1][1].text if self.bilder else "(ingenting)")

    def klar(self, provning: Provning) -> float:
        """When the last of a repaint came: from then on nothing but the top line was changed.

        The top line also tells of the save, which comes later and is measured by itself. Raises
        Uteblev where the last picture is not what was waited for.
        """
        slutbild = self.bilder[-1][1] if self.bilder else Skarmbild((), ())
        if not provning(slutbild):
            raise Uteblev(slutbild.text)
        slut = slutbild.rutor[1:]
        tid = self.bilder[-1][0]
        for nar, bild in reversed(self.bilder):
            if bild.rutor[1:] != slut:
                break
            tid = nar
        return tid


def miljo(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of everything measured: bytecode may be used, colours are the same."""
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    env |= {"PYTHONPATH": str(ROT), **(extra or {})}
    for namn in ("PYTHONDONTWRITEBYTECODE", "NAMNDKOLL_DATA", "NO_COLOR", "COLUMNS", "LINES"):
        env.pop(namn, None)
    return env


class Terminal:
    """A running program, typed into and read from."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        mapp: Path,
        extra: Mapping[str, str] | None = None,
        storlek: tuple[int, int] = STORLEK,
    ) -> None:
        self.skarm = pyte.Screen(*storlek)
        self.strom = pyte.ByteStream(self.skarm)
        matt = struct.pack("HHHH", storlek[1], storlek[0], 0, 0)
        env = miljo(extra)
        self.forbrukat: resource.struct_rusage | None = None
        self.borjan = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, matt)
                os.chdir(mapp)
                os.execvpe(argv[0], list(argv), env)
            finally:
                os._exit(97)
        os.set_blocking(self.fd, False)

    def start(self, provning: Provning, lugn: float = LUGN_S) -> Avlasning:
        """Everything from the start until the screen is at rest and shows something."""
        return self._avlast(self.borjan, provning, lugn)

    def tryck(self, tangenter: str, provning: Provning, lugn: float = LUGN_S) -> Avlasning:
        """Type, and read until the screen is at rest and shows something."""
        borjan = time.perf_counter()
        self._skriv(tangenter)
        return self._avlast(borjan, provning, lugn)

    def ga(self, *tangenter: str, lugn: float = LUGN_S) -> None:
        """Type one key after another without measuring."""
        for tangent in tangenter:
            self.tryck(tangent, lambda _: True, lugn)

    def bild(self) -> Skarmbild:
        """What the screen shows now."""
        bredd, rader = self.skarm.columns, range(self.skarm.lines)
        buffert = self.skarm.buffer
        rutor = tuple(tuple(buffert[y][x] for x in range(bredd)) for y in rader)
        return Skarmbild(tuple(self.skarm.display), rutor)

    def _avlast(self, borjan: float, provning: Provning, lugn: float) -> Avlasning:
        bilder: list[tuple[float, Skarmbild]] = []
        slut = time.perf_counter() + SENAST_S
        while time.perf_counter() < slut:
            for nar, data in self._till_lugn(lugn):
                self.strom.feed(OKANDA_FOLJDER.sub(b"", data))
                bilder.append((nar - borjan, self.bild()))
            if provning(self.bild()):
                return Avlasning(tuple(bilder))
            if self.slut:
                break
        raise Uteblev(self.bild().text)

    def _till_lugn(self, lugn: float) -> list[tuple[float, bytes]]:
        delar: list[tuple[float, bytes]] = []
        slut = time.perf_counter() + ORO_S
        # A cursor that blinks never comes to rest.
        while time.perf_counter() < slut and select.select([self.fd], [], [], lugn)[0]:
            try:
                data = os.read(self.fd, 1 << 20)
            except OSError:
                data = b""
            if not data:
                break
            delar.append((time.perf_counter(), data))
        return delar

    @property
    def slut(self) -> bool:
        """Whether the program has ended (a zombie is left for ``stang``)."""
        svar = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return svar is not None

    def _skriv(self, text: str) -> None:
        kvar = text.encode()
        while kvar:
            with suppress(BlockingIOError):
                kvar = kvar[os.write(self.fd, kvar) :]

    def stang(self) -> resource.struct_rusage:
        """kill -9; what it used of the machine."""
        if self.forbrukat is not None:
            return self.forbrukat
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.forbrukat = os.wait4(self.pid, 0)[2]
        with suppress(OSError):
            os.close(self.fd)
        return self.forbrukat


@contextmanager
def oppnad(
    argv: Sequence[str], *, mapp: Path, extra: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """A program that does not outlive what is measured on it."""
    terminal = Terminal(argv, mapp=mapp, extra=extra)
    try:
        yield terminal
    finally:
        terminal.stang()


def visar(*texter: str) -> Provning:
    """That all of some texts stand on the screen."""
    return lambda bild: all(text in bild.text for text in texter)
