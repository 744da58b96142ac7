"""A document laid aside (*undanlagt*): moved whole out of the way, never deleted.

It lies in ``.namndkoll/borttagna/`` as ``<document>-<time>``, and can be put back by moving the
folder; the program does so itself as long as it remembers it.
"""

from datetime import datetime
from pathlib import Path
from threading import Lock

from tui.store.fel import Sparfel, citerad, orsak
from tui.store.katalog import ar_mappnamn
from tui.store.skrivlas import INTERNMAPP
from tui.store.skrivning import Avtryck, synka_mapp

UNDANMAPP = "borttagna"


def lagg_undan(mapp: Path, dokument: str, nar: datetime) -> str:
    """Move a document's folder aside; where to, within the data folder. Raises Sparfel."""
    if not ar_mappnamn(dokument) or not (mapp / dokument).is_dir():
        raise Sparfel(f"{citerad(dokument)} är inget dokument i datamappen.")
    undan = mapp / INTERNMAPP / UNDANMAPP
    try:
        undan.mkdir(parents=True, exist_ok=True)
        mal = _ledig(undan, f"{dokument}-{nar:%Y%m%dT%H%M%S}")
        (mapp / dokument).rename(mal)
    except OSError as fel:
        mening = f"Dokumentet {dokument} kunde inte läggas undan: {orsak(fel)}; det är orört."
        raise Sparfel(mening, fel.errno) from fel
    synka_mapp(undan)
    synka_mapp(mapp)
    return mal.relative_to(mapp).as_posix()


def lagg_tillbaka(mapp: Path, undan: str, dokument: str) -> None:
    """Move a document's folder back to its place. Raises Sparfel."""
    mal = mapp / dokument
    if mal.exists():
        raise Sparfel(f"Mappen {dokument} finns redan, så inget lades tillbaka.")
    try:
        (mapp / undan).rename(mal)
    except OSError as fel:
        mening = f"Dokumentet {dokument} kunde inte läggas tillbaka: {orsak(fel)}."
        raise Sparfel(mening, fel.errno) from fel
    synka_mapp(mapp)


def _ledig(undan: Path, stam: str) -> Path:
    namn = (stam, *(f"{stam}-{i}" for i in range(2, 10_000)))
    return next(undan / n for n in namn if not (undan / n).exists())


class Undanmapp:
    """A data folder whose documents can be laid aside and put back."""

    mapp: Path
    _avtryck: dict[Path, Avtryck]
    _las: Lock

    def lagg_undan(self, dokument: str, nar: datetime) -> str:
        """Move a document out of the way, whole; where to. Raises Sparfel."""
        with self._las:
            undan = lagg_undan(self.mapp, dokument, nar)
            for fil in [f for f in self._avtryck if f.parent == self.mapp / dokument]:
                del self._avtryck[fil]
        return undan

    def lagg_tillbaka(self, undan: str, dokument: str) -> None:
        """Put back a document that was laid aside. Raises Sparfel."""
        with self._las:
            lagg_tillbaka(self.mapp, undan, dokument)
