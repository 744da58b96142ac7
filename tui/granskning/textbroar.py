"""Bridges of the text (*textbroar*): what it says of another document's year, and definitions.

Nettokostnadsutveckling: the change of cost less all income. Some texts give the change of the
gross cost under that name, and then two years cannot be set beside each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Rad
from tui.granskning.grannar import Andra, jamforbara, tidigare
from tui.granskning.samband import avrundat
from tui.granskning.textuppgifter import (
    HELAR,
    UPPGIFTSMALLAR,
    Uppgift,
    stammer,
    tolkad_uppgift,
    ur_tabellen,
)
from tui.svenska.format import belopp


def textbroar(dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra) -> Iterator[Fynd]:
    """The findings of the figures of the text that other documents have."""
    yield from _andras_utfall(dokument, kalkyler, andra)
    yield from _andrad_definition(dokument, kalkyler, andra)


def _uppgiftsrader(kalkyler: Mapping[str, Kalkyl]) -> Iterator[tuple[Kalkyl, Rad]]:
    for kalkyl in kalkyler.values():
        if kalkyl.tabell.mall.id in UPPGIFTSMALLAR:
            for rad in kalkyl.tabell.rader:
                yield kalkyl, rad


def _andras_utfall(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    """The outcome of a whole year, which that year's årsbokslut prints."""
    bokslut = [g for g in jamforbara(dokument, andra) if g[0].slag == "arsbokslut"]
    for kalkyl, rad in _uppgiftsrader(kalkyler):
        for annan, deras in bokslut if rad.celler.get("slag") == "utfall" else ():
            uppgift = tolkad_uppgift(kalkyl, rad, deras)
            if uppgift is None or not _hela_aret(uppgift, dokument, annan):
                continue
            traff = ur_tabellen(uppgift, annan)
            if traff is not None and not stammer(uppgift, *traff):
                borde = avrundat(traff[0] / traff[1], uppgift.tal)
                adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "varde")
                mening = (
                    f"{rad.etikett}: texten säger {_tal(uppgift.tal)} {uppgift.enhet}, "
                    f"men {annan.namn} trycker {_tal(borde)}."
                )
                yield Fynd(adress, "bro", "fel", uppgift.tal, borde, mening)


def _hela_aret(uppgift: Uppgift, dokument: Dokument, annan: Dokument) -> bool:
    helar = HELAR in uppgift.period or uppgift.period == str(annan.period.ar)
    andras = annan.slag == "arsbokslut" and annan.period.ar < dokument.period.ar
    return uppgift.slag == "utfall" and helar and andras


def _andrad_definition(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    for kalkyl, rad in _uppgiftsrader(kalkyler):
        har = _utveckling(dokument, kalkyl, rad, kalkyler)
        if har is None:
            continue
        for annan, deras in tidigare(dokument, andra):
            for annan_kalkyl, annan_rad in _uppgiftsrader(deras):
                dar = _utveckling(annan, annan_kalkyl, annan_rad, deras)
                if dar is not None and dar[1] != har[1]:
                    yield _definitionsfynd(dokument, kalkyl, rad, har, annan, dar)


def _utveckling(
    dokument: Dokument, kalkyl: Kalkyl, rad: Rad, kalkyler: Mapping[str, Kalkyl]
) -> tuple[Decimal, str] | None:
    """A stated nettokostnadsutveckling in per cent, and the cost that it is nearest to."""
    if rad.celler.get("slag") != "förändring":
        return None
    uppgift = tolkad_uppgift(kalkyl, rad, kalkyler)
    if uppgift is None or uppgift.rad.id != "nettokostnader":
        return None
    netto, brutto = (_forandring(uppgift, dokument, r) for r in ("nettokostnader", "kostnader"))
    if uppgift.enhet != "procent" or netto is None or brutto is None:
        return None
    narmast_netto = abs(uppgift.tal - netto) <= abs(uppgift.tal - brutto)
    return uppgift.tal, "nettokostnaden" if narmast_netto else "bruttokostnaden"


def _forandring(uppgift: Uppgift, dokument: Dokument, rad_id: str) -> Decimal | None:
    if rad_id not in uppgift.kalkyl.tabell.index:
        return None
    pa_raden = replace(uppgift, rad=uppgift.kalkyl.tabell.rad(rad_id))
    traff = ur_tabellen(pa_raden, dokument)
    return None if traff is None else abs(traff[0])


def _definitionsfynd(
    dokument: Dokument,
    kalkyl: Kalkyl,
    rad: Rad,
    har: tuple[Decimal, str],
    annan: Dokument,
    dar: tuple[Decimal, str],
) -> Fynd:
    mening = (
        f"{rad.etikett}: {_tal(har[0])} procent är {har[1]}s ändring, men {_tal(dar[0])} procent "
        f"i {annan.namn} är {dar[1]}s; de två kan inte jämföras."
    )
    adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "varde")
    return Fynd(adress, "bro", "bör ses över", har[0], dar[0], mening)


def _tal(tal: Decimal) -> str:
    return belopp(tal, decimaler_i(tal))
