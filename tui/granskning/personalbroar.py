"""Bridges of the staff tables: figures of one year in two documents, periods and populations.

Sick leave of seven months is not that of a year, and that of the monthly paid is not that of all:
summer and hourly staff are not like the rest.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.granskning.grannar import Andra, Granne, jamforbara, tabell_av, tidigare
from tui.granskning.samband import Cell, figurer
from tui.svenska.format import MANADER, belopp

SJUK, INCIDENTER = "personal.sjukfranvaro", "personal.incidenter"
UPPGIFTER = "personal.uppgifter"
ARSMALLAR = (SJUK, INCIDENTER, "personal.statistik")
# Staff may come and go by a quarter before its incidents are no longer those of one workplace.
ANDRAD_STYRKA = Decimal("0.25")


def personalbroar(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    """The bridges of the staff tables."""
    yield from _fjolarstal(dokument, kalkyler, andra)
    sjuk = tabell_av(kalkyler, SJUK)
    if sjuk is not None:
        yield from _period(dokument, sjuk, andra)
        yield from _population(dokument, sjuk, andra)
    incidenter = tabell_av(kalkyler, INCIDENTER)
    if incidenter is not None:
        yield from _andrad_styrka(dokument, kalkyler, incidenter)


def _fjolarstal(dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra) -> Iterator[Fynd]:
    """Last year's figure against what last year's own document of the same months printed."""
    for annan, deras in tidigare(dokument, andra):
        ar_i_fjol = dokument.period.ar - annan.period.ar == 1
        if not ar_i_fjol or annan.period.manader != dokument.period.manader:
            continue
        for kalkyl in kalkyler.values():
            mall = kalkyl.tabell.mall.id
            fore = tabell_av(deras, mall) if mall in ARSMALLAR else None
            if fore is not None and avser(kalkyl) == avser(fore):
                yield from _olika_fjol(dokument, kalkyl, annan, fore)


def _olika_fjol(
    dokument: Dokument, kalkyl: Kalkyl, annan: Dokument, fore: Kalkyl
) -> Iterator[Fynd]:
    for rad in kalkyl.tabell.rader:
        har, dar = figurer(kalkyl)(Cell(rad.id, "fjol")), figurer(fore)(Cell(rad.id, "ar"))
        if rad.art != "darav" and har is not None and dar is not None and har != dar:
            mening = (
                f"{rad.etikett}, {dokument.period.ar - 1}: {belopp(har, None)} här, "
                f"men {belopp(dar, None)} i {annan.namn}."
            )
            adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "fjol")
            yield Fynd(adress, "bro", "fel", har, dar, mening)


def avser(kalkyl: Kalkyl) -> str:
    """What the footnotes and the note of a table say of its period and of who is counted."""
    return " ".join((*kalkyl.tabell.fotnoter.values(), kalkyl.tabell.not_)).casefold()


_MANAD = "|".join(MANADER)
_TID = re.compile(rf"(\d{{1,2}}) ({_MANAD})\s*[-–]\s*(\d{{1,2}}) ({_MANAD})")


def egen_period(dokument: Dokument, kalkyl: Kalkyl) -> str:
    """The period that a footnote gives the table, where it is not the document's; else ""."""
    traff = _TID.search(avser(kalkyl))
    slut = dokument.period.slut
    if traff is None or (int(traff[3]), MANADER.index(traff[4]) + 1) == (slut.day, slut.month):
        return ""
    return f"{traff[1]} {traff[2]}–{traff[3]} {traff[4]}"


def _period(dokument: Dokument, kalkyl: Kalkyl, andra: Andra) -> Iterator[Fynd]:
    egen = egen_period(dokument, kalkyl)
    for annan, deras in tidigare(dokument, andra) if egen else ():
        fore = tabell_av(deras, SJUK)
        if fore is None or egen_period(annan, fore) == egen:
            continue
        exempel = _exempel(dokument, kalkyl, annan, fore)
        mening = (
            f"{kalkyl.tabell.rubrik} avser {egen} och kan inte jämföras med "
            f"{annan.namn}, som har en annan period{exempel}."
        )
        adress = Adress(dokument.id, kalkyl.tabell.id, "", "fjol")
        yield Fynd(adress, "bro", "bör ses över", egen, None, mening)
        return


def _exempel(dokument: Dokument, kalkyl: Kalkyl, annan: Dokument, fore: Kalkyl) -> str:
    """The first row where the two documents show the same year differently."""
    if dokument.period.ar - annan.period.ar != 1:
        return ""
    for rad in kalkyl.tabell.rader:
        har, dar = figurer(kalkyl)(Cell(rad.id, "fjol")), figurer(fore)(Cell(rad.id, "ar"))
        if har is not None and dar is not None and har != dar:
            ar = annan.period.ar
            return f" ({rad.etikett} {ar}: {celltext(har, None)} här, {celltext(dar, None)} där)"
    return ""


BARA_MANADSAVLONADE = re.compile(r"\bbara månadsavlönad|omfattar månadsavlönad")


def _population(dokument: Dokument, kalkyl: Kalkyl, andra: Andra) -> Iterator[Fynd]:
    """Only the monthly paid here, while the document nearest in time counts all."""
    narmast = min(_med_sjukfranvaro(dokument, andra), key=_avstand(dokument), default=None)
    fore = None if narmast is None else tabell_av(narmast[1], SJUK)
    if narmast is None or fore is None or not BARA_MANADSAVLONADE.search(avser(kalkyl)):
        return
    if not BARA_MANADSAVLONADE.search(avser(fore)):
        mening = (
            f"{kalkyl.tabell.rubrik} omfattar bara månadsavlönade och kan inte jämföras med "
            f"{narmast[0].namn}, som omfattar fler."
        )
        adress = Adress(dokument.id, kalkyl.tabell.id)
        yield Fynd(adress, "bro", "bör ses över", "bara månadsavlönade", None, mening)


def _med_sjukfranvaro(dokument: Dokument, andra: Andra) -> Iterator[Granne]:
    for granne in jamforbara(dokument, andra):
        if tabell_av(granne[1], SJUK) is not None:
            yield granne


class _avstand:
    """How far in time another document is."""

    def __init__(self, dokument: Dokument) -> None:
        self.slut = dokument.period.slut

    def __call__(self, granne: Granne) -> int:
        return abs((granne[0].period.slut - self.slut).days)


def _andrad_styrka(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], incidenter: Kalkyl
) -> Iterator[Fynd]:
    """Incidents of two years whose staff are not of one size."""
    nu, da = (_arsarbetare(kalkyler, dokument.period.ar - i) for i in (0, 1))
    if nu and da and abs(nu - da) / da > ANDRAD_STYRKA:
        mening = (
            f"{incidenter.tabell.rubrik}: skillnaden mot i fjol kan inte jämföras, för antalet "
            f"årsarbetare har gått från {belopp(da, None)} till {belopp(nu, None)}."
        )
        adress = Adress(dokument.id, incidenter.tabell.id, "", "diff")
        yield Fynd(adress, "bro", "bör ses över", nu, da, mening)


def _arsarbetare(kalkyler: Mapping[str, Kalkyl], ar: int) -> Decimal | None:
    """The number of årsarbetare that the text gives for a year."""
    uppgifter = tabell_av(kalkyler, UPPGIFTER)
    for rad in uppgifter.tabell.rader if uppgifter else ():
        tal = rad.celler.get("varde")
        om = (rad.celler.get("avser"), rad.celler.get("enhet"))
        if om == ("Årsarbetare", "årsarbetare") and str(ar) in str(rad.celler.get("period")):
            return tal if isinstance(tal, Decimal) else None
    return None
