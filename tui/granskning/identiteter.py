"""Identities (*identiteter*): every printed sum and computed column against its own rule.

A printed figure is held against the *printed* figures that it is made of, so that one slip is
told once and rounding does not add up. A sum row in a computed column has two rules: along the
row and down the column.
"""

from collections.abc import Iterator
from decimal import Decimal

from tui.domain.avrundning import avrundningsgrans, decimaler_i
from tui.domain.berakning import Hamta, Kalkyl, enligt
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Barn, Egen, Linjar, Produkt, Uttryck
from tui.domain.varde import tal_i
from tui.svenska.format import belopp


def identitetsfynd(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A finding for every printed figure that its own row or column does not give."""
    for rad in kalkyl.tabell.rader:
        for kolumn in kalkyl.tabell.kolumner:
            tryckt = rad.tryckt.get(kolumn.id)
            if isinstance(tryckt, Decimal):
                fynd = _fynd(dokument, kalkyl, rad, kolumn, tryckt)
                if fynd is not None:
                    yield fynd


def omraknade(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A faint finding for every cell of a draft that rounding alone parts from its printed figure.

    A larger difference is an edit, or a printed slip that the draft has put right.
    """
    for rad in kalkyl.tabell.rader:
        for kolumn in kalkyl.tabell.kolumner:
            tryckt, beraknat = rad.tryckt.get(kolumn.id), kalkyl.tal(rad.id, kolumn.id)
            if not isinstance(tryckt, Decimal) or beraknat is None:
                continue
            if beraknat != tryckt and _ar_avrundning(kalkyl, rad, kolumn, beraknat, tryckt):
                adress = Adress(dokument, kalkyl.tabell.id, rad.id, kolumn.id)
                mening = _mening(rad, kolumn, tryckt, avrundat(beraknat, tryckt), "rad", False)
                yield Fynd(adress, "identitet", "avrundning", tryckt, beraknat, mening)


def _ar_avrundning(
    kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, beraknat: Decimal, tryckt: Decimal
) -> bool:
    provade = regler(kalkyl, rad, kolumn)
    return any(inom_grans(regel, beraknat, tryckt) for regel, _ in provade)


def _fynd(dokument: str, kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, tryckt: Decimal) -> Fynd | None:
    provade = [
        (regel, langs, borde)
        for regel, langs in regler(kalkyl, rad, kolumn)
        if (borde := enligt(regel, tryckt_hamtare(kalkyl, rad, kolumn, langs))) is not None
    ]
    skiljer = [p for p in provade if avrundat(p[2], tryckt) != tryckt]
    if not skiljer:
        return None
    # A sum whose own row agrees is right; the slip then stands in one of its parts.
    utanfor = all(not inom_grans(p[0], p[2], tryckt) for p in provade)
    _, langs, borde = skiljer[0]
    if not utanfor and not inom_grans(*_utan_riktning(skiljer[0]), tryckt):
        return None
    mening = _mening(rad, kolumn, tryckt, avrundat(borde, tryckt), langs, utanfor)
    adress = Adress(dokument, kalkyl.tabell.id, rad.id, kolumn.id)
    return Fynd(adress, "identitet", "fel" if utanfor else "avrundning", tryckt, borde, mening)


def _utan_riktning(provad: tuple[Uttryck, str, Decimal]) -> tuple[Uttryck, Decimal]:
    return provad[0], provad[2]


def regler(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> list[tuple[Uttryck, str]]:
    """The rules that a cell must agree with, each with its direction ("rad" or "kolumn")."""
    funna: list[tuple[Uttryck, str]] = []
    if kolumn.regel is not None and not isinstance(kolumn.regel, Egen):
        funna.append((kolumn.regel, "rad"))
    additiv = kolumn.regel is None or isinstance(kolumn.regel, Linjar)
    if rad.regel is not None and kolumn.numerisk and additiv:
        regel = kalkyl.barnsumma(rad) if isinstance(rad.regel, Barn) else rad.regel
        if isinstance(regel, Linjar) or kolumn.regel is None:
            funna.append((regel, "kolumn"))
    return funna


def tryckt_hamtare(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, langs: str) -> Hamta:
    """How a rule's names are looked up among the printed (or entered) figures."""
    if langs == "rad":
        return lambda namn: tryckt_tal(kalkyl, rad.id, namn)
    return lambda namn: tryckt_tal(kalkyl, namn, kolumn.id)


def tryckt_tal(kalkyl: Kalkyl, rad_id: str, kolumn_id: str) -> Decimal | None:
    """The figure that the document prints in a cell, else the one that it computes to."""
    if rad_id not in kalkyl.tabell.index:
        return None
    tryckt = kalkyl.tabell.rad(rad_id).tryckt.get(kolumn_id)
    return kalkyl.tal(rad_id, kolumn_id) if tryckt is None else tal_i(tryckt)


def avrundat(tal: Decimal, som: Decimal) -> Decimal:
    """The figure with as many decimals as the printed one has."""
    return round(tal, decimaler_i(som))


def inom_grans(regel: Uttryck, borde: Decimal, tryckt: Decimal) -> bool:
    """Whether the difference is within the rounding bound of the rule's terms."""
    if isinstance(regel, Produkt):
        return borde == tryckt
    antal = len(regel.termer) if isinstance(regel, Linjar) else 1
    return abs(borde - tryckt) <= avrundningsgrans(antal, decimaler_i(tryckt))


def _mening(
    rad: Rad, kolumn: Kolumn, tryckt: Decimal, borde: Decimal, langs: str, utanfor: bool
) -> str:
    decimaler = decimaler_i(tryckt)
    vad = "raden ger" if langs == "rad" else "kolumnen summerar till"
    slut = "." if utanfor else " (avrundning)."
    return (
        f"{rad.etikett}, {kolumn.rubrik}: tryckt {belopp(tryckt, decimaler)}, "
        f"{vad} {belopp(borde, decimaler)}{slut}"
    )
