"""Backups (*säkerhetskopior*): the last ten different saves, and the first of each of thirty days.

They lie in ``.namndkoll/kopior/<document>/<file>/`` as ``000123-20240901T140203.json``, the first
of a day with ``-forst`` last. The running number alone says in which order they were made, so a
clock that goes back, twice through the same hour or wrong altogether neither overwrites nor
reorders any; and what is to be kept is settled when a backup is made, so thinning may be
interrupted anywhere.

Where the system has hard links a backup is one more name of the generation that a save replaced
(``.tidigare``), and costs no bytes twice; it never is the file that is saved and edited.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tui.store.fel import Lasfel, Sparfel, citerad, ej_sparad, filnamn
from tui.store.katalog import ar_mappnamn
from tui.store.skrivlas import INTERNMAPP
from tui.store.skrivning import Avtryck, avtryck, lanka, lasta, skriv, stada

_Kand: TypeAlias = tuple[tuple[int, ...], Avtryck]

KOPIEMAPP = "kopior"
SENASTE, DAGAR = 10, 30
_NAMN = re.compile(r"(\d{6,})-(\d{8}T\d{6})(-forst)?\.json", re.ASCII)
_TID = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Kopia:
    """A backup: of which file, which in order, and what the clock said when it was made."""

    dokument: str
    fil: str
    nummer: int
    nar: datetime
    forst: bool
    sokvag: Path


class _Post(NamedTuple):
    """A backup, as its file's name tells of it."""

    nummer: int
    nar: datetime
    forst: bool
    namn: str


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
        self._kanda: dict[Path, dict[str, _Kand]] = {}

    def bevara(
        self,
        dokument: str,
        fil: str,
        data: bytes,
        kalla: Path | None = None,
        nar: datetime | None = None,
    ) -> Kopia | None:
        """Keep these bytes, unless the last backup is the same; then thin. Raises Sparfel.

        ``kalla`` is a file that holds them and that nobody writes in again, so that the backup
        can be one more name of it. That name is not waited for: while it is not on the disk the
        other one is there to make it from once more. ``nar`` is when the bytes were replaced, now
        if it is not given.
        """
        mapp = self._mapp(dokument, fil)
        namn = _namn_i(mapp)
        poster = _poster(namn)
        forra = poster[0] if poster else None
        tryck = avtryck(data)
        if forra is not None and self._tryck(mapp, forra.namn) == tryck:
            return None
        ny = _ny(forra, nar or self._nu())
        _skapa(mapp / ny.namn, data, kalla)
        self._tryck(mapp, ny.namn, tryck)
        self._gallra(mapp, (ny, *poster), namn)
        return _kopia(dokument, fil, mapp, ny)

    def lista(self, dokument: str, fil: str) -> tuple[Kopia, ...]:
        """A file's backups, the newest first. Nothing is raised."""
        mapp = self._mapp(dokument, fil)
        return tuple(_kopia(dokument, fil, mapp, post) for post in _poster(_namn_i(mapp)))

    def las(self, kopia: Kopia) -> bytes:
        """A backup's bytes. Raises Lasfel, also where it is gone."""
        return last_kopia(kopia)

    def gallra(self, dokument: str, fil: str) -> None:
        """Remove the backups that need not be kept; one that cannot be removed stays."""
        mapp = self._mapp(dokument, fil)
        namn = _namn_i(mapp)
        self._gallra(mapp, _poster(namn), namn)

    def _gallra(self, mapp: Path, poster: Sequence[_Post], namn: Iterable[str]) -> None:
        behalls = self._behalls(mapp, poster)
        for post in reversed(poster):
            if post.nummer not in behalls:
                with suppress(OSError):
                    (mapp / post.namn).unlink()
                self._kanda.get(mapp, {}).pop(post.namn, None)
        stada(mapp, (n for n in namn if n.startswith(".") and n.endswith(".tmp")))

    def _behalls(self, mapp: Path, poster: Sequence[_Post]) -> set[int]:
        """The newest of each of the last different contents, and the first of the last days."""
        behalls = {post.nummer for post in [p for p in poster if p.forst][: self._dagar]}
        innehall: set[Avtryck] = set()
        for post in poster:
            if len(innehall) == self._senaste:
                break
            tryck = self._tryck(mapp, post.namn)
            if tryck is None or tryck not in innehall:
                behalls.add(post.nummer)
            if tryck is not None:
                innehall.add(tryck)
        return behalls

    def _tryck(self, mapp: Path, namn: str, tryck: Avtryck = None) -> Avtryck:
        """The print of a backup's bytes, None where they cannot be read; each is read once.

        One that has just been made need not be: ``tryck`` is its print.
        """
        kanda = self._kanda.setdefault(mapp, {})
        try:
            # Text and no Path: it is done for each of those that are kept, at every save.
            nu = os.stat(f"{mapp}{os.sep}{namn}")  # noqa: PTH116
            stat = (nu.st_dev, nu.st_ino, nu.st_size, nu.st_mtime_ns)
            kand = kanda.get(namn)
            if kand is None or kand[0] != stat:
                kand = kanda[namn] = stat, tryck or avtryck(lasta(mapp / namn))
        except OSError:
            return None
        return kand[1]

    def _mapp(self, dokument: str, fil: str) -> Path:
        if not ar_mappnamn(dokument) or not ar_mappnamn(fil):
            raise Sparfel(f"{citerad(f'{dokument}/{fil}')} är inget dokument i datamappen.")
        return self.mapp / dokument / fil


def _kopia(dokument: str, fil: str, mapp: Path, post: _Post) -> Kopia:
    return Kopia(dokument, fil, post.nummer, post.nar, post.forst, mapp / post.namn)


def _namn_i(mapp: Path) -> list[str]:
    """The names in a folder; none where it cannot be read."""
    try:
        return os.listdir(mapp)  # noqa: PTH208 -- the names are all that is asked for
    except OSError:
        return []


def _poster(namn: Iterable[str]) -> list[_Post]:
    """The backups among a folder's files, the newest first."""
    poster = [post for n in namn if (post := _tolkat(n)) is not None]
    return sorted(poster, reverse=True)


@lru_cache(maxsize=1024)
def _tolkat(namn: str) -> _Post | None:
    traff = _NAMN.fullmatch(namn)
    if traff is None:
        return None
    try:
        nar = datetime.fromisoformat(traff[2])
    except ValueError:
        return None
    return _Post(int(traff[1]), nar, traff[3] is not None, namn)


def _ny(forra: _Post | None, nar: datetime) -> _Post:
    nar = nar.replace(microsecond=0, tzinfo=None)
    nummer = forra.nummer + 1 if forra else 1
    forst = forra is None or forra.nar.date() != nar.date()
    namn = f"{nummer:06}-{nar.strftime(_TID)}{'-forst' if forst else ''}.json"
    return _Post(nummer, nar, forst, namn)


def _skapa(sokvag: Path, data: bytes, kalla: Path | None) -> None:
    """The backup, whole: a new name of bytes on the disk, or else a copy. Raises Sparfel."""
    if kalla is not None and lanka(kalla, sokvag):
        return
    try:
        sokvag.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fel:
        raise ej_sparad(sokvag, fel) from fel
    skriv(sokvag, data, None)


def last_kopia(kopia: Kopia) -> bytes:
    """A backup's bytes. Raises Lasfel, also where it is gone."""
    data = lasta(kopia.sokvag)
    if data is None:
        raise Lasfel(f"Säkerhetskopian {filnamn(kopia.sokvag)} finns inte längre.")
    return data
