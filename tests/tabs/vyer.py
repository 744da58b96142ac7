"""The real documents' tables as the screen gets them, decided or as drafts."""

from dataclasses import replace

from tests.fem_dokument import kalkyl
from tui.domain.berakning import Kalkyl
from tui.domain.fel import Allvar
from tui.granskning.granska import tabellfynd
from tui.tabs.tabellvy import Tabellvy
from tui.widgets.modell import Ruta


def utkast(dokument: str, tabell: str) -> Kalkyl:
    """A table of a document, as a draft computes it."""
    beslutad = kalkyl(dokument, tabell)
    return Kalkyl(beslutad.tabell, replace(beslutad.sammanhang, last=False))


def vy(dokument: str, tabell: str, skarm: int = 120, *, last: bool = True) -> Tabellvy:
    """What the grid is given of a table, findings and all."""
    k = kalkyl(dokument, tabell) if last else utkast(dokument, tabell)
    marken: dict[tuple[str, str], Allvar] = {
        (f.adress.rad, f.adress.kolumn): f.allvar for f in tabellfynd(dokument, k)
    }
    return Tabellvy(k, marken, skarm)


def plats(vy: Tabellvy, rad: str, kolumn: str) -> tuple[int, int]:
    """Where a cell stands."""
    return vy.tabell.index[rad], [k.id for k in vy.kolumner].index(kolumn)


def ruta(vy: Tabellvy, rad: str, kolumn: str) -> Ruta:
    """A cell by its ids."""
    return vy.ruta(*plats(vy, rad, kolumn))
