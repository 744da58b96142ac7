"""Identities (*identiteter*): every printed sum and computed column against its own rule."""

from collections.abc import Iterator
from decimal import Decimal

from tui.domain.avrundning import avrundningsgrans, decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Barn, Kvot, Linjar, Produkt, Uttryck
from tui.svenska.format import belopp


def grans(kalkyl: Kalkyl, rad: Rad, regel: Uttryck, tryckt: Decimal) -> Decimal:
    """The rounding bound of one computed cell, from the number of its rounded terms."""
    if isinstance(regel, Barn):
        regel = kalkyl.barnsumma(rad)
    antal = len(regel.termer) if isinstance(regel, Linjar) else 1
    return Decimal(0) if isinstance(regel, Produkt) else avrundningsgrans(antal, decimaler_i(tryckt))


def identitetsfynd(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A finding for every printed figure that its own row or column does not give."""
    for rad in kalkyl.tabell.rader:
        for kolumn in kalkyl.tabell.kolumner:
            fynd = _fynd(dokument, kalkyl, rad, kolumn)
            if fynd is not None:
                yield fynd


def _fynd(dokument: str, kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Fynd | None:
    tryckt = rad.tryckt.get(kolumn.id)
    regel = kalkyl.regel(rad, kolumn)
    beraknat = kalkyl.beraknat(rad.id, kolumn.id)
    if regel is None or not isinstance(tryckt, Decimal) or not isinstance(beraknat, Decimal):
        return None
    skillnad = abs(tryckt - beraknat)
    if skillnad == 0:
        return None
    inom = skillnad <= grans(kalkyl, rad, regel, tryckt)
    adress = Adress(dokument, kalkyl.tabell.id, rad.id, kolumn.id)
    decimaler = decimaler_i(tryckt)
    mening = (
        f"{rad.etikett}, {kolumn.rubrik}: tryckt {belopp(tryckt, decimaler)}, "
        f"{_vad(regel)} ger {belopp(beraknat, decimaler)}"
        + (" (avrundning)." if inom else ".")
    )
    return Fynd(adress, "identitet", "avrundning" if inom else "fel", tryckt, beraknat, mening)


def _vad(regel: Uttryck) -> str:
    match regel:
        case Barn():
            return "summan av raderna"
        case Kvot():
            return "kvoten"
        case Produkt():
            return "produkten"
    return "uträkningen"
