"""Deciding a document (*beslut*): its computed figures become its printed ones.

From then on the document shows what was decided, to the unit, whatever is recomputed later. The
program's own columns (shares, change in per cent, pace, proposals) are in no printed report, and
stay computed out of the printed figures.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import visade_decimaler
from tui.domain.dokument import Beslut, Dokument
from tui.domain.fel import Adress
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Barn, Linjar, Produkt
from tui.domain.varde import Varde

FORE_PERIODENS_SLUT = ("delarsbokslut", "arsbokslut")


def tryckta_varden(dokument: str, kalkyl: Kalkyl) -> Iterator[tuple[Adress, Varde, Varde]]:
    """Each computed cell that is to print another value than now: where, from, to."""
    tabell = kalkyl.tabell
    for rad in tabell.rader:
        for kolumn in tabell.kolumner:
            if not trycks(kalkyl, rad, kolumn):
                continue
            fran, till = rad.tryckt.get(kolumn.id), _avrundat(kalkyl, rad, kolumn)
            if repr(fran) != repr(till):
                yield Adress(dokument, tabell.id, rad.id, kolumn.id), fran, till


def trycks(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> bool:
    """Whether a cell is one that a report prints, or that this one has printed already."""
    regel = kalkyl.regel(rad, kolumn)
    return isinstance(regel, Linjar | Barn | Produkt) or (
        regel is not None and kolumn.id in rad.tryckt
    )


def _avrundat(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Varde:
    """The computed value as it is shown: rounded to the decimals of its cell."""
    varde = kalkyl.beraknat(rad.id, kolumn.id)
    decimaler = visade_decimaler(kalkyl, rad, kolumn)
    if not isinstance(varde, Decimal) or decimaler is None:
        return varde
    avrundat = varde.quantize(Decimal(1).scaleb(-decimaler), ROUND_HALF_UP)
    return avrundat if avrundat else abs(avrundat)


def beslutat(dokument: Dokument, datum: date, paragraf: str, instans: str) -> Dokument:
    """The head once the board has decided."""
    return replace(
        dokument,
        status="beslutad",
        upplast="",
        beslut=Beslut(dokument.beslut.instans or instans, datum, paragraf),
    )


def beslutshinder(dokument: Dokument, datum: date) -> str:
    """Why the document cannot have been decided that day, "" when it can."""
    period = dokument.period
    if dokument.slag in FORE_PERIODENS_SLUT and datum <= period.slut:
        return (
            f"Perioden slutar {period.slut}, så den kan inte ha beslutats {datum}; "
            "välj ett senare sammanträde."
        )
    return ""
