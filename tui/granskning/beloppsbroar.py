"""Bridges of the amounts: one and the same figure in two documents' tables of the economy.

After an edit only the figures that are not as they were are looked up in the other documents.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from tui.domain.avrundning import avrundningsgrans
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Rad, Tabell
from tui.granskning.grannar import Andra, Granne, jamforbara, rubrik, rubrikar
from tui.granskning.samband import Cell, figurer
from tui.svenska.format import belopp

# What a column holds: the same slag, year and months is one and the same figure.
KOLUMNSLAG = {
    ("budget", 0): "budget",
    ("foregaende", 0): "budget",
    ("budget", 1): "budget",
    ("utfall", 1): "utfall",
    ("foregaende", 1): "utfall",
}
PLANMALLAR = ("drift.plan", "investeringar.plan")
BELOPPSMALLAR = (
    *PLANMALLAR,
    "drift.delar",
    "drift.bokslut",
    "investeringar.delar",
    "investeringar.bokslut",
)
# A column's tab, unit, slag, year and months; a row's label and parent: of one and the same figure.
Kolumnnyckel: TypeAlias = tuple[str, str, str, int, int]
Radnyckel: TypeAlias = tuple[str, str | None]


class Belopp(NamedTuple):
    """A figure: what it is of, how much, and how far a sum of rounded posts may be from it."""

    kolumn: Kolumnnyckel
    rad: Radnyckel
    tal: Decimal | None
    slack: Decimal


class Tabellplats(NamedTuple):
    """Where the figures of another document's table are: their columns and their rows."""

    kalkyl: Kalkyl
    kolumner: Mapping[Kolumnnyckel, str]
    rader: Mapping[Radnyckel, str]

    def cell(self, belopp_: Belopp) -> Cell | None:
        """Where the same figure stands, None where the table does not have it."""
        kolumn, rad = self.kolumner.get(belopp_.kolumn), self.rader.get(belopp_.rad)
        return None if kolumn is None or rad is None else Cell(rad, kolumn)


class Skild(NamedTuple):
    """Another figure for the same thing: in which of the other documents, and where."""

    nr: int
    kalkyl: Kalkyl
    cell: Cell


Kand: TypeAlias = tuple[Belopp, tuple[Skild, ...]]


class Beloppsminne:
    """The other documents' places, and what each figure here was found to differ from."""

    def __init__(self, dokument: Dokument, andra: Andra) -> None:
        self.dokument = dokument
        self.grannar = tuple(jamforbara(dokument, andra))
        self._platser = [_platser(granne) for granne in self.grannar]
        self._namn = {namn for platser in self._platser for p in platser for namn, _ in p.rader}
        self._kanda: dict[tuple[str, Cell], Kand] = {}

    def skilda(self, kalkyler: Mapping[str, Kalkyl]) -> Iterator[tuple[Kalkyl, Cell, Skild]]:
        """Every figure here that another document has otherwise."""
        nu: dict[tuple[str, Cell], Kand] = {}
        for kalkyl, cell, belopp_ in _belopp(self.dokument, kalkyler, self._namn):
            nyckel = kalkyl.tabell.id, cell
            kand = self._kanda.get(nyckel)
            if kand is None or kand[0] != belopp_:
                kand = belopp_, tuple(jamfort(belopp_, self._platser))
            nu[nyckel] = kand
            yield from ((kalkyl, cell, skild) for skild in kand[1])
        self._kanda = nu


def samma_belopp(minne: Beloppsminne, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """The figures that another document prints otherwise, document by document."""
    skilda = list(minne.skilda(kalkyler))
    for nr, (annan, _) in enumerate(minne.grannar):
        deras = [(kalkyl, cell, skild) for kalkyl, cell, skild in skilda if skild.nr == nr]
        # A sum differs because of its parts: only where no part does is the sum told.
        poster = [s for s in deras if not s[0].ar_beraknad(*s[1])]
        for kalkyl, cell, skild in poster or deras:
            yield _olika(minne.dokument, kalkyl, cell, annan, skild)


def jamfort(har: Belopp, andras: Sequence[Sequence[Tabellplats]]) -> Iterator[Skild]:
    """Where the others have another figure than the one here."""
    for nr, platser in enumerate(andras):
        traffar = ((p.kalkyl, p.cell(har)) for p in platser)
        kalkyl, cell = next(((k, c) for k, c in traffar if c is not None), (None, None))
        if kalkyl is not None and cell is not None and _skiljer(har, kalkyl, cell):
            yield Skild(nr, kalkyl, cell)


def _skiljer(har: Belopp, annan: Kalkyl, cell: Cell) -> bool:
    dar = figurer(annan)(cell)
    if har.tal is None or dar is None or har.tal == dar:
        return False
    return abs(har.tal - dar) > max(har.slack, _slack(annan, cell))


def _belopp(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], namn: Set[str]
) -> Iterator[tuple[Kalkyl, Cell, Belopp]]:
    """The figures of the rows that have one of these names."""
    for kalkyl in kalkyler.values():
        tal, rader = figurer(kalkyl), _rader(kalkyl.tabell, namn)
        for nyckel, kolumn_id in _kolumner(dokument, kalkyl):
            for rad in rader:
                cell, radnyckel = Cell(rad.id, kolumn_id), _radnyckel(rad.etikett, rad.foralder)
                yield kalkyl, cell, Belopp(nyckel, radnyckel, tal(cell), _slack(kalkyl, cell))


def _rader(tabell: Tabell, namn: Set[str]) -> list[Rad]:
    """The rows that have one of these names, in order; found without asking the others."""
    platser = (plats for n in tabell.efter_namn.keys() & namn for plats in tabell.efter_namn[n])
    return [tabell.rader[plats] for plats in sorted(platser)]


def _platser(granne: Granne) -> list[Tabellplats]:
    """The tables of another document, the last first: it is the one that counts."""
    dokument, kalkyler = granne
    return [
        Tabellplats(
            kalkyl,
            dict(_kolumner(dokument, kalkyl)),
            {_radnyckel(rad.etikett, rad.foralder): rad.id for rad in kalkyl.tabell.rader},
        )
        for kalkyl in reversed(list(kalkyler.values()))
        if kalkyl.tabell.mall.id in BELOPPSMALLAR
    ]


def _radnyckel(etikett: str, foralder: str | None) -> Radnyckel:
    return etikett.casefold(), foralder


def _kolumner(dokument: Dokument, kalkyl: Kalkyl) -> Iterator[tuple[Kolumnnyckel, str]]:
    mall, enhet = kalkyl.tabell.mall, kalkyl.tabell.enhet
    for kolumn in kalkyl.tabell.kolumner:
        slag = KOLUMNSLAG.get((kolumn.id, mall.id not in PLANMALLAR))
        ar = rubrikar(kalkyl, kolumn) if slag else None
        if slag and ar:
            manader = dokument.period.manader if slag == "utfall" else 0
            yield (mall.flik, enhet, slag, ar, manader), kolumn.id


def _slack(kalkyl: Kalkyl, cell: Cell) -> Decimal:
    """How far a draft's sum of rounded posts may be from one that was rounded by itself."""
    if kalkyl.sammanhang.last or not kalkyl.ar_beraknad(*cell):
        return Decimal(0)
    return avrundningsgrans(kalkyl.tabell.antal_poster)


def _olika(dokument: Dokument, kalkyl: Kalkyl, cell: Cell, annan: Dokument, skild: Skild) -> Fynd:
    har, dar = figurer(kalkyl)(cell), figurer(skild.kalkyl)(skild.cell)
    mening = (
        f"{kalkyl.tabell.rad(cell.rad).etikett}, {rubrik(kalkyl, cell.kolumn)}: "
        f"{belopp(har, None)} här, men {belopp(dar, None)} i {annan.namn}."
    )
    adress = Adress(dokument.id, kalkyl.tabell.id, *cell)
    return Fynd(adress, "bro", "fel", har, dar, mening)
