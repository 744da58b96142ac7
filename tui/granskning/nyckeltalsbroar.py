"""Bridges of the nyckeltal: outcomes of one year in two documents, changed targets and sources."""

import re
from collections.abc import Iterator, Mapping

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Allvar, Fynd
from tui.domain.tabell import Rad
from tui.domain.varde import tal_i
from tui.granskning.grannar import Andra, Granne, rubrik, rubrikar, tabell_av, tidigare
from tui.svenska.format import MANADER

MALL = "mal.nyckeltal"


def nyckeltalsbroar(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    """What a nyckeltal says otherwise than in the latest document before that has it."""
    kalkyl = tabell_av(kalkyler, MALL)
    for rad in kalkyl.tabell.rader if kalkyl else ():
        funnen = next(_samma_nyckeltal(rad, tidigare(dokument, andra)), None)
        if kalkyl is not None and funnen is not None:
            yield from _jamforda(dokument, kalkyl, rad, *funnen)


def _samma_nyckeltal(rad: Rad, grannar: list[Granne]) -> Iterator[tuple[Dokument, Kalkyl, Rad]]:
    for annan, kalkyler in grannar:
        kalkyl = tabell_av(kalkyler, MALL)
        for deras in kalkyl.tabell.rader if kalkyl else ():
            if kalkyl is not None and _namn(deras.etikett) == _namn(rad.etikett):
                yield annan, kalkyl, deras


def _namn(etikett: str) -> str:
    """The label without its unit and its signs: they come and go between the years."""
    return " ".join(re.findall(r"[a-zåäö0-9]+", etikett.casefold()))


def _jamforda(
    dokument: Dokument, kalkyl: Kalkyl, rad: Rad, annan: Dokument, deras: Kalkyl, fore: Rad
) -> Iterator[Fynd]:
    def fynd(kolumn: str, allvar: Allvar, dar: str, mening: str) -> Fynd:
        adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, kolumn)
        return Fynd(adress, "bro", allvar, rad.celler.get(kolumn), fore.celler.get(dar), mening)

    if _andrat(rad, fore, "mal"):
        yield fynd("mal", "bör ses över", "mal", _malmening(rad, annan, fore))
    if _kalla(rad) and _kalla(fore) and _kalla(rad) != _kalla(fore):
        mening = (
            f"{rad.etikett}: källan är ”{_utan_fotnot(rad)}”, "
            f"men var ”{_utan_fotnot(fore)}” i {annan.namn}."
        )
        yield fynd("kalla", "bör ses över", "kalla", mening)
    if _samma_ar(kalkyl, deras) and _andrat(rad, fore, "foregaende", "utfall"):
        har, dar = rubrik(kalkyl, "foregaende"), rubrik(deras, "utfall")
        samma_dag = _dag(har, dokument) == _dag(dar, annan)
        slut = "" if samma_dag else "; de två dagarna kan inte jämföras"
        mening = (
            f"{rad.etikett}: {har} är {_text(rad, 'foregaende')} här, "
            f"men {dar} är {_text(fore, 'utfall')} i {annan.namn}{slut}."
        )
        yield fynd("foregaende", "fel" if samma_dag else "bör ses över", "utfall", mening)


def _andrat(rad: Rad, fore: Rad, har: str, dar: str = "") -> bool:
    """Whether both have a figure there, and not the same."""
    nu, da = rad.celler.get(har), fore.celler.get(dar or har)
    return (
        tal_i(nu) is not None
        and tal_i(da) is not None
        and (celltext(nu, None) != celltext(da, None) if har == "mal" else tal_i(nu) != tal_i(da))
    )


def _malmening(rad: Rad, annan: Dokument, fore: Rad) -> str:
    return (
        f"{rad.etikett}: målet är {_text(rad, 'mal')}, men var {_text(fore, 'mal')} i {annan.namn}."
    )


def _text(rad: Rad, kolumn: str) -> str:
    return celltext(rad.celler.get(kolumn), None)


def _kalla(rad: Rad) -> str:
    """The source, for telling two of them apart."""
    return _utan_fotnot(rad).casefold()


def _utan_fotnot(rad: Rad) -> str:
    kalla = re.sub(r"\(fotnot \d+\)", "", str(rad.celler.get("kalla") or ""))
    return " ".join(kalla.split())


def _samma_ar(kalkyl: Kalkyl, deras: Kalkyl) -> bool:
    har = rubrikar(kalkyl, kalkyl.tabell.kolumn("foregaende"))
    return har is not None and har == rubrikar(deras, deras.tabell.kolumn("utfall"))


_DAG = re.compile(r"\b(\d{1,2}) ([a-z]{3})")


def _dag(rubriken: str, dokument: Dokument) -> tuple[str, ...]:
    """The day of the year that a heading names, else the one that the document goes to."""
    traff = _DAG.search(rubriken.casefold())
    if traff is not None:
        return traff.groups()
    slut = dokument.period.slut
    return str(slut.day), MANADER[slut.month - 1][:3]
