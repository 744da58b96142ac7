"""Files that change underneath (*bevakning*): what other programs have done to the open ones.

A file is read only where the system says that something has happened to it, and reported only
where its bytes are not those that are known. What is reported is reported again until it is
known (``kanner``) or gone, so nothing is lost where the answer to it fails.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

from tui.store.fel import Lagerfel, ej_last, orsak
from tui.store.skrivning import OLAST, Avtryck, avtryck, lasta

Slag: TypeAlias = Literal["andrad", "borta", "ny", "olasbar"]
_Stat: TypeAlias = tuple[int, ...] | None

# A second change within one tick of the file system's clock leaves no trace in the stat (2 s on
# FAT): what was read that soon after a change is read again. Source: git's "racy" index entries.
FARSK_NS = 2_500_000_000
MAX_UTLYSTA = 50


@dataclass(frozen=True, slots=True)
class Filandring:
    """A watched file that is not as it is known. ``avtryck`` tells one such state from another;
    ``mening`` is the Swedish sentence of a file that cannot be read."""

    fil: Path
    slag: Slag
    avtryck: Avtryck
    mening: str = ""

    @property
    def dokument(self) -> str:
        """The document's id."""
        return self.fil.parent.name

    @property
    def flik(self) -> str:
        """The tab's id, "dokument" for the head."""
        return self.fil.stem


@dataclass(frozen=True, slots=True)
class _Kand:
    """What is known of a file, what has been announced since, and what the disk last said."""

    avtryck: Avtryck
    utlysta: tuple[Avtryck, ...] = ()
    stat: _Stat = ()
    pa_disk: Avtryck = OLAST
    mening: str = ""


class Bevakare:
    """The watch over the files of a data folder that are open. Threads may share it.

    A file is given as a path, relative to the folder or whole.
    """

    def __init__(self, mapp: Path, klocka: Callable[[], int] = time.time_ns) -> None:
        self.mapp = mapp
        self._klocka = klocka
        self._kanda: dict[Path, _Kand] = {}
        self._las = Lock()

    def kanner(self, fil: Path | str, data: bytes | None) -> None:
        """These bytes (None for no file) are ours: read now, or about to be saved, or saved.

        A file that is not watched is from now on. Announced before the save it covers the time
        until the save is done, for what was known before it still counts until it is seen.
        """
        tryck = avtryck(data)
        with self._las:
            kand = self._kanda.setdefault(self.mapp / fil, _Kand(tryck))
            if kand.utlysta or tryck != kand.avtryck:
                utlysta = (*kand.utlysta, tryck)[-MAX_UTLYSTA:]
                self._kanda[self.mapp / fil] = replace(kand, utlysta=utlysta)

    def kanner_avtryck(self, fil: Path | str, tryck: Avtryck) -> None:
        """What is known is the content with this print and, of what was known before, no more.

        What has been announced after it still counts.
        """
        with self._las:
            kand = self._kanda.get(self.mapp / fil, _Kand(tryck))
            utlysta = _efter(kand.utlysta, tryck) if tryck in kand.utlysta else kand.utlysta
            self._kanda[self.mapp / fil] = replace(kand, avtryck=tryck, utlysta=utlysta)

    def glom(self, *filer: Path | str) -> None:
        """Watch these files no longer."""
        with self._las:
            for fil in filer:
                self._kanda.pop(self.mapp / fil, None)

    def andrade(self) -> tuple[Filandring, ...]:
        """Every watched file that is not as it is known, at the cost of a ``stat`` each."""
        with self._las:
            kanda = tuple(self._kanda.items())
        funna = [(fil, self._tittad(fil, kand)) for fil, kand in kanda]
        with self._las:
            provade = [self._provad(fil, sedd) for fil, sedd in funna if fil in self._kanda]
        return tuple(andring for andring in provade if andring is not None)

    def _tittad(self, fil: Path, kand: _Kand) -> _Kand:
        """What the disk says, read anew only where the stat is another or too fresh to trust."""
        nu = self._klocka()
        try:
            stat = _stat(fil)
            if stat is not None and stat == kand.stat:
                return kand
            # The stat is older than the bytes or as old: a change in between shows next time.
            data = lasta(fil) if stat is not None else None
        except OSError as fel:
            mening = fel.mening if isinstance(fel, Lagerfel) else ej_last(fil, orsak(fel)).mening
            return replace(kand, stat=(), pa_disk=OLAST, mening=mening)
        palitlig = stat is not None and nu - max(stat[:2]) > FARSK_NS
        return replace(kand, stat=stat if palitlig else (), pa_disk=avtryck(data), mening="")

    def _provad(self, fil: Path, sedd: _Kand) -> Filandring | None:
        """The verdict on what was seen, by what is known by now."""
        kand = self._kanda[fil]
        tryck = sedd.pa_disk
        if tryck in kand.utlysta:
            kand = replace(kand, avtryck=tryck, utlysta=_efter(kand.utlysta, tryck))
        self._kanda[fil] = replace(kand, stat=sedd.stat, pa_disk=tryck, mening=sedd.mening)
        if tryck == kand.avtryck:
            return None
        return Filandring(fil, _slag(kand.avtryck, tryck), tryck, sedd.mening)


def _efter(utlysta: tuple[Avtryck, ...], tryck: Avtryck) -> tuple[Avtryck, ...]:
    return utlysta[utlysta.index(tryck) + 1 :]


def _slag(kant: Avtryck, pa_disk: Avtryck) -> Slag:
    if pa_disk == OLAST:
        return "olasbar"
    if pa_disk is None:
        return "borta"
    return "ny" if kant is None else "andrad"


def _stat(fil: Path) -> _Stat:
    """What changes when a file does (the change time cannot be set back), None for no file."""
    try:
        s = os.stat(fil)  # noqa: PTH116 -- half the time of Path.stat
    except (FileNotFoundError, NotADirectoryError):
        return None
    return s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino, s.st_dev
