"""The one who appends to a journal: knows the file as it left it, and looks before it writes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from tui.store.fel import Andrad, Sparfel, filnamn
from tui.store.journalarkiv import senaste_arkiverade
from tui.store.journalinnehall import Innehall, tolkat_innehall
from tui.store.journallage import Lage, lage_efter, saknade
from tui.store.journalrad import Handelse, Huvud, Journalrad, kodad_journalrad
from tui.store.journalstart import allt_sparat
from tui.store.kodek import MAX_BYTE
from tui.store.loggfil import (
    Marke,
    andarna,
    foga,
    kapa,
    lasta_fran,
    marke,
    oppna,
    stang,
    synka_vagen,
)

Rad = TypeVar("Rad", bound=Journalrad)
# What events leave free, so that the files can still be saved and the journal then trimmed.
RESERV = 256 * 1024


class _Slut(NamedTuple):
    """Where the last whole line ends in which file, and the newline that it still lacks."""

    marke: Marke
    lucka: bytes = b""


class Skrivare:
    """Appends lines to one file, from one thread at a time."""

    def __init__(self, fil: Path, nu: Callable[[], datetime]) -> None:
        self.fil, self._nu = fil, nu
        self.lage: Lage | None = None
        self._slut = _Slut(Marke(-1, -1, -1))
        self._laga = False

    def glom(self) -> None:
        """Read the file anew before the next line. Not while a failed line is in it."""
        self.lage = None

    @property
    def hel(self) -> bool:
        """Whether the file ends with a line that was written whole."""
        return not self._laga

    def foga(self, ny: Callable[[Lage], Rad]) -> Rad:
        """Append the line that ``ny`` makes of the state, and return it when it is on the disk.

        Raises OSError (with a ``mening`` where it is a Sparfel), Postfel and Kodfel.
        """
        fd = oppna(self.fil)
        try:
            lage = self._aktuellt(fd)
            rad = ny(lage)
            self._skriv(fd, kodad_journalrad(rad), RESERV if isinstance(rad, Handelse) else 0)
        finally:
            stang(fd)
        lage.notera(rad)
        return rad

    def _skriv(self, fd: int, data: bytes, reserv: int) -> None:
        data = self._slut.lucka + data
        slut = self._slut.marke.storlek
        if slut + len(data) > MAX_BYTE - reserv:
            raise Sparfel(
                f"{filnamn(self.fil)} är full ({MAX_BYTE // 1024 // 1024} MB), så ändringen är "
                "inte sparad; starta om programmet, så kortas den."
            )
        self._laga = True
        foga(fd, data, slut)
        self._laga = False
        self._slut = _Slut(self._slut.marke._replace(storlek=slut + len(data)))

    def _aktuellt(self, fd: int) -> Lage:
        """The state of the open file, read anew unless it is as it was left. Raises OSError."""
        nu, kand = marke(fd), self._slut.marke
        if self._laga and nu[:2] == kand[:2] and nu.storlek > kand.storlek:
            # A line that failed and could not be cut off at once: nothing follows it.
            kapa(fd, kand.storlek)
            nu = marke(fd)
        self._laga = False
        if self.lage is None or nu != kand:
            self.lage, self._slut = self._last(fd, nu)
        return self.lage

    def _last(self, fd: int, nu: Marke) -> tuple[Lage, _Slut]:
        """The state of a file that is new to us, or that another program has replaced."""
        allt = allt_sparat(*andarna(fd)) if self.lage is None else None
        if allt is not None:
            return Lage(allt), _Slut(nu)
        data = lasta_fran(fd, 0, MAX_BYTE + 1)
        innehall = tolkat_innehall(data, filnamn(self.fil))
        if innehall.hinder:
            raise Sparfel(innehall.hinder)
        lage = lage_efter(innehall.rader)
        borta = self._borta(innehall, lage)
        if nu.storlek > innehall.hel:
            kapa(fd, innehall.hel)
        slut = _Slut(nu._replace(storlek=innehall.hel), b"\n" if innehall.oavslutad else b"")
        nya = (*((self._huvud(borta),) if not innehall.rader else ()), *borta)
        if nya:
            slut = self._skrivet(fd, slut, nya)
        for rad in nya:
            lage.notera(rad)
        lage.nr = max(lage.nr, self.lage.nr if self.lage else 0)
        return lage, slut

    def _skrivet(self, fd: int, slut: _Slut, rader: tuple[Journalrad, ...]) -> _Slut:
        data = slut.lucka + b"".join(map(kodad_journalrad, rader))
        foga(fd, data, slut.marke.storlek)
        synka_vagen(self.fil)
        return _Slut(slut.marke._replace(storlek=slut.marke.storlek + len(data)))

    def _borta(self, innehall: Innehall, lage: Lage) -> tuple[Journalrad, ...]:
        """What we wrote and no save holds, and this file lacks. Raises Andrad.

        Where the file was deleted, or an older one put in its place, those lines are written
        again. Where it has gone on without them it is somebody else's.
        """
        borta = saknade(self.lage.vantande if self.lage else (), innehall.rader)
        if any(isinstance(rad, Handelse) and rad.nr <= lage.nr for rad in borta):
            raise Andrad(
                f"{filnamn(self.fil)} har bytts mot en annan av ett annat program, så ändringen "
                "är inte sparad; flytta den till en annan mapp och spara igen."
            )
        return borta

    def _huvud(self, rader: tuple[Journalrad, ...]) -> Huvud:
        """The first line of a new file; its numbers go on after all that are known."""
        sist = max(self.lage.nr if self.lage else 0, senaste_arkiverade(self.fil))
        fran_nr = min((r.nr for r in rader if isinstance(r, Handelse)), default=sist + 1)
        return Huvud(self._nu(), fran_nr)
