"""Bridges (*broar*): the same figure in two documents, and what cannot be compared.

Two documents that print different figures for one and the same thing contradict each other, a
*fel*. What has been changed between them (a definition, a sign, a target, a source, a period) is
for the reader to know, *bör ses över*, and is told in the later document only.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from tui.domain.avrundning import avrundningsgrans
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Rad, Tabell
from tui.domain.uttryck import Linjar
from tui.granskning.grannar import Andra, Granne, jamforbara, rubrik, rubrikar, tidigare
from tui.granskning.nyckeltalsbroar import nyckeltalsbroar
from tui.granskning.personalbroar import personalbroar
from tui.granskning.samband import Cell, figurer
from tui.granskning.textbroar import textbroar
from tui.svenska.format import belopp

__all__ = ["Andra", "brofynd"]

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


class Kolumnuppgift(NamedTuple):
    """What makes a column the same in two documents, row by row of one name under one parent."""

    flik: str
    enhet: str
    slag: str
    ar: int
    manader: int


Kolumnplats: TypeAlias = tuple[Kalkyl, str]
Traff: TypeAlias = tuple[Kalkyl, Cell]


def brofynd(dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra) -> Iterator[Fynd]:
    """Every bridge of a document."""
    yield from _samma_belopp(dokument, kalkyler, andra)
    yield from _vant_tecken(dokument, kalkyler, andra)
    yield from textbroar(dokument, kalkyler, andra)
    yield from nyckeltalsbroar(dokument, kalkyler, andra)
    yield from personalbroar(dokument, kalkyler, andra)


def _samma_belopp(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    egna = list(_belopp(dokument, kalkyler))
    for granne in jamforbara(dokument, andra):
        deras: dict[Kolumnuppgift, list[Kolumnplats]] = {}
        for uppgift, plats in _belopp(*granne):
            deras.setdefault(uppgift, []).append(plats)
        skilda = [
            (kalkyl, cell, traff)
            for uppgift, (kalkyl, kolumn) in egna
            for cell, traff in _traffar(kalkyl, kolumn, deras.get(uppgift, ()))
            if _skiljer(kalkyl, cell, *traff)
        ]
        # A sum differs because of its parts: only where no part does is the sum told.
        poster = [s for s in skilda if not s[0].ar_beraknad(*s[1])]
        for kalkyl, cell, andras in poster or skilda:
            yield _olika(dokument, kalkyl, cell, granne[0], *andras)


def _belopp(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl]
) -> Iterator[tuple[Kolumnuppgift, Kolumnplats]]:
    for kalkyl in kalkyler.values():
        tabell = kalkyl.tabell
        if tabell.mall.id in BELOPPSMALLAR:
            for kolumn in tabell.kolumner:
                slag = KOLUMNSLAG.get((kolumn.id, tabell.mall.id not in PLANMALLAR))
                ar = rubrikar(kalkyl, kolumn) if slag else None
                if slag and ar:
                    manader = dokument.period.manader if slag == "utfall" else 0
                    uppgift = Kolumnuppgift(tabell.mall.flik, tabell.enhet, slag, ar, manader)
                    yield uppgift, (kalkyl, kolumn.id)


def _traffar(
    kalkyl: Kalkyl, kolumn: str, deras: Iterable[Kolumnplats]
) -> Iterator[tuple[Cell, Traff]]:
    """The cells of a column whose rows others have too, in order, each with the last of theirs."""
    funna: dict[int, Traff] = {}
    for annan, annan_kolumn in deras:
        for plats, annan_rad in _samma_rader(kalkyl.tabell, annan.tabell):
            funna[plats] = annan, Cell(annan_rad.id, annan_kolumn)
    for plats in sorted(funna):
        yield Cell(kalkyl.tabell.rader[plats].id, kolumn), funna[plats]


def _samma_rader(tabell: Tabell, annan: Tabell) -> Iterator[tuple[int, Rad]]:
    """Where rows stand that another table has too, each with the last such row there."""
    for namn in tabell.efter_namn.keys() & annan.efter_namn.keys():
        andras = {r.foralder: r for r in (annan.rader[i] for i in annan.efter_namn[namn])}
        for plats in tabell.efter_namn[namn]:
            rad = andras.get(tabell.rader[plats].foralder)
            if rad is not None:
                yield plats, rad


def _skiljer(kalkyl: Kalkyl, cell: Cell, annan: Kalkyl, andra_cell: Cell) -> bool:
    har, dar = figurer(kalkyl)(cell), figurer(annan)(andra_cell)
    if har is None or dar is None or har == dar:
        return False
    return abs(har - dar) > max(_slack(kalkyl, cell), _slack(annan, andra_cell))


def _slack(kalkyl: Kalkyl, cell: Cell) -> Decimal:
    """How far a draft's sum of rounded posts may be from one that was rounded by itself."""
    if kalkyl.sammanhang.last or not kalkyl.ar_beraknad(*cell):
        return Decimal(0)
    return avrundningsgrans(kalkyl.tabell.antal_poster)


def _olika(
    dokument: Dokument, kalkyl: Kalkyl, cell: Cell, annan: Dokument, deras: Kalkyl, plats: Cell
) -> Fynd:
    har, dar = figurer(kalkyl)(cell), figurer(deras)(plats)
    rad: Rad = kalkyl.tabell.rad(cell.rad)
    mening = (
        f"{rad.etikett}, {rubrik(kalkyl, cell.kolumn)}: {belopp(har, None)} här, "
        f"men {belopp(dar, None)} i {annan.namn}."
    )
    adress = Adress(dokument.id, kalkyl.tabell.id, *cell)
    return Fynd(adress, "bro", "fel", har, dar, mening)


def _vant_tecken(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    """A difference between the years that is counted the other way round than last time."""
    for kalkyl in kalkyler.values():
        har = _diffens_tecken(kalkyl)
        tidigast = next(_med_diff(tidigare(dokument, andra), kalkyl.tabell.mall.flik), None)
        if har and tidigast and tidigast[1] != har:
            annan, dar = tidigast
            mening = (
                f"{kalkyl.tabell.rubrik}, {rubrik(kalkyl, 'diff')}: {_ORDNING[har]} här, "
                f"men {_ORDNING[dar]} i {annan.namn}; samma tecken betyder motsatsen."
            )
            adress = Adress(dokument.id, kalkyl.tabell.id, "", "diff")
            yield Fynd(adress, "bro", "bör ses över", _ORDNING[har], _ORDNING[dar], mening)


_ORDNING = {1: "i år − i fjol", -1: "i fjol − i år"}


def _med_diff(grannar: list[Granne], flik: str) -> Iterator[tuple[Dokument, int]]:
    for annan, kalkyler in grannar:
        for kalkyl in kalkyler.values():
            if kalkyl.tabell.mall.flik == flik and (tecken := _diffens_tecken(kalkyl)):
                yield annan, tecken


def _diffens_tecken(kalkyl: Kalkyl) -> int:
    """+1 for this year less last year, −1 for the other way round, 0 for no such column."""
    if kalkyl.tabell.mall.id not in BELOPPSMALLAR or "diff" not in kalkyl.tabell.kolumn_index:
        return 0
    regel = kalkyl.tabell.kolumn("diff").regel
    termer = regel.termer if isinstance(regel, Linjar) else ()
    return next((tecken for tecken, namn in termer if namn == "utfall"), 0)
