"""Backups (*säkerhetskopior*): the last ten different saves, and the first of each of thirty days.

They lie in ``.namndkoll/kopior/<document>/<file>/`` as ``000123-20240901T140203.json``, the first
of a day with ``-forst`` last. The running number alone says in which order they were made, so a
clock that goes back, twice through the same hour or wrong altogether neither overwrites nor
reorders any; and what is to be kept is settled when a backup is made, so thinning may be
interrupted anywhere.
"""

import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tui.store.fel import Lasfel, Sparfel, citerad, ej_sparad, filnamn
from tui.store.katalog import ar_mappnamn
from tui.store.skrivlas import INTERNMAPP
from tui.store.skrivning import lasta, skriv

KOPIEMAPP = "kopior"
SENASTE, DAGAR = 10, 30
_NAMN = re.compile(r"(\d{6,})-(\d{8}T\d{6})(-forst)?\.json", re.ASCII)
_TID = "%Y%m%dT%H%M%S"
_SKRAP_EFTER_S = 3600


@dataclass(frozen=True, slots=True)
class Kopia:
    """A backup: of which file, which in order, and what the clock said when it was made."""

    dokument: str
    fil: str
    nummer: int
    nar: datetime
    forst: bool
    sokvag: Path


class Sakerhetskopior:
    """The backups of a data folder. ``fil`` is a tab's id, or "dokument" for the head."""

    def __init__(
        self,
        mapp: Path,
        nu: Callable[[], datetime] = datetime.now,
        *,
        senaste: int = SENASTE,
        dagar: int = DAGAR,
    ) -> None:
        self.mapp = mapp / INTERNMAPP / KOPIEMAPP
        self._nu = nu
        self._senaste, self._dagar = senaste, dagar

    def bevara(self, dokument: str, fil: str, data: bytes) -> Kopia | None:
        """Keep these bytes, unless the last backup is the same; then thin. Raises Sparfel."""
        mapp = self._mapp(dokument, fil)
        kopior = self.lista(dokument, fil)
        if kopior and _lasta(kopior[0]) == data:
            return None
        kopia = self._ny(dokument, fil, kopior[0] if kopior else None)
        try:
            mapp.mkdir(parents=True, exist_ok=True)
        except OSError as fel:
            raise ej_sparad(kopia.sokvag, fel) from fel
        skriv(kopia.sokvag, data, None)
        self.gallra(dokument, fil)
        return kopia

    def lista(self, dokument: str, fil: str) -> tuple[Kopia, ...]:
        """A file's backups, the newest first. Nothing is raised."""
        try:
            namn = [post.name for post in self._mapp(dokument, fil).iterdir()]
        except OSError:
            return ()
        kopior = (self._tolkad(dokument, fil, n) for n in namn)
        return tuple(sorted((k for k in kopior if k), key=lambda k: k.nummer, reverse=True))

    def las(self, kopia: Kopia) -> bytes:
        """A backup's bytes. Raises Lasfel, also where it is gone."""
        return last_kopia(kopia)

    def gallra(self, dokument: str, fil: str) -> None:
        """Remove the backups that need not be kept; one that cannot be removed stays."""
        kopior = self.lista(dokument, fil)
        for kopia in sorted(set(kopior) - self._behalls(kopior), key=lambda k: k.nummer):
            with suppress(OSError):
                kopia.sokvag.unlink()
        _stada(self._mapp(dokument, fil))

    def _behalls(self, kopior: Sequence[Kopia]) -> set[Kopia]:
        """The newest of each of the last different contents, and the first of the last days."""
        behalls = set([k for k in kopior if k.forst][: self._dagar])
        innehall: set[bytes] = set()
        for kopia in kopior:
            if len(innehall) == self._senaste:
                break
            data = _lasta(kopia)
            if data is None or data not in innehall:
                behalls.add(kopia)
            if data is not None:
                innehall.add(data)
        return behalls

    def _mapp(self, dokument: str, fil: str) -> Path:
        if not ar_mappnamn(dokument) or not ar_mappnamn(fil):
            raise Sparfel(f"{citerad(f'{dokument}/{fil}')} är inget dokument i datamappen.")
        return self.mapp / dokument / fil

    def _ny(self, dokument: str, fil: str, forra: Kopia | None) -> Kopia:
        nar = self._nu().replace(microsecond=0, tzinfo=None)
        nummer = forra.nummer + 1 if forra else 1
        forst = forra is None or forra.nar.date() != nar.date()
        namn = f"{nummer:06}-{nar.strftime(_TID)}{'-forst' if forst else ''}.json"
        return Kopia(dokument, fil, nummer, nar, forst, self._mapp(dokument, fil) / namn)

    def _tolkad(self, dokument: str, fil: str, namn: str) -> Kopia | None:
        traff = _NAMN.fullmatch(namn)
        if traff is None:
            return None
        try:
            nar = datetime.strptime(traff[2], _TID)
        except ValueError:
            return None
        sokvag = self._mapp(dokument, fil) / namn
        return Kopia(dokument, fil, int(traff[1]), nar, traff[3] is not None, sokvag)


def last_kopia(kopia: Kopia) -> bytes:
    """A backup's bytes. Raises Lasfel, also where it is gone."""
    data = lasta(kopia.sokvag)
    if data is None:
        raise Lasfel(f"Säkerhetskopian {filnamn(kopia.sokvag)} finns inte längre.")
    return data


def _lasta(kopia: Kopia) -> bytes | None:
    """A backup's bytes, None where they cannot be read."""
    try:
        return lasta(kopia.sokvag)
    except Lasfel:
        return None


def _stada(mapp: Path) -> None:
    """Remove what a backup that was killed long ago left behind."""
    with suppress(OSError):
        for skrap in mapp.glob(".*.tmp"):
            if time.time() - skrap.stat().st_mtime > _SKRAP_EFTER_S:
                skrap.unlink()
