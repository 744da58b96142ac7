"""Bridges (*broar*): the same figure in two documents, and what cannot be compared.

Two documents that print different figures for one and the same thing contradict each other, a
*fel*. What has been changed between them (a definition, a sign, a target, a source, a period) is
for the reader to know, *bör ses över*, and is told in the later document only.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from tui.domain.avrundning import avrundningsgrans
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Rad
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


class Uppgift(NamedTuple):
    """What makes a figure the same in two documents."""

    flik: str
    enhet: str
    slag: str
    ar: int
    manader: int
    etikett: str
    foralder: str | None


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
        deras = dict(_belopp(*granne))
        skilda = [
            (kalkyl, cell, deras[uppgift])
            for uppgift, (kalkyl, cell) in egna
            if uppgift in deras and _skiljer(kalkyl, cell, *deras[uppgift])
        ]
        # A sum differs because of its parts: only where no part does is the sum told.
        poster = [s for s in skilda if not s[0].ar_beraknad(*s[1])]
        for kalkyl, cell, andras in poster or skilda:
            yield _olika(dokument, kalkyl, cell, granne[0], *andras)


def _belopp(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl]
) -> Iterator[tuple[Uppgift, tuple[Kalkyl, Cell]]]:
    for kalkyl in kalkyler.values():
        if kalkyl.tabell.mall.id in BELOPPSMALLAR:
            for kolumn in kalkyl.tabell.kolumner:
                slag = KOLUMNSLAG.get((kolumn.id, kalkyl.tabell.mall.id not in PLANMALLAR))
                ar = rubrikar(kalkyl, kolumn)
                if slag and ar:
                    manader = dokument.period.manader if slag == "utfall" else 0
                    yield from _kolumnens(kalkyl, kolumn.id, slag, ar, manader)


def _kolumnens(
    kalkyl: Kalkyl, kolumn_id: str, slag: str, ar: int, manader: int
) -> Iterator[tuple[Uppgift, tuple[Kalkyl, Cell]]]:
    tabell = kalkyl.tabell
    for rad in tabell.rader:
        namn = rad.etikett.casefold()
        uppgift = Uppgift(tabell.mall.flik, tabell.enhet, slag, ar, manader, namn, rad.foralder)
        yield uppgift, (kalkyl, Cell(rad.id, kolumn_id))


def _skiljer(kalkyl: Kalkyl, cell: Cell, annan: Kalkyl, andra_cell: Cell) -> bool:
    har, dar = figurer(kalkyl)(cell), figurer(annan)(andra_cell)
    if har is None or dar is None:
        return False
    return abs(har - dar) > max(_slack(kalkyl, cell), _slack(annan, andra_cell))


def _slack(kalkyl: Kalkyl, cell: Cell) -> Decimal:
    """How far a draft's sum of rounded posts may be from one that was rounded by itself."""
    if kalkyl.sammanhang.last or not kalkyl.ar_beraknad(*cell):
        return Decimal(0)
    return avrundningsgrans(sum(rad.art == "post" for rad in kalkyl.tabell.rader))


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
