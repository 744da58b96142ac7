"""All checks of one document's tables, worst first."""

from collections.abc import Iterable, Iterator

from tui.domain.berakning import Kalkyl
from tui.domain.fel import ALLVARSORDNING, Adress, Fynd
from tui.granskning.identiteter import identitetsfynd, omraknade


def tabellfynd(dokument: str, kalkyl: Kalkyl) -> tuple[Fynd, ...]:
    """The findings of one table; a draft shows what it computes, so its sums always agree."""
    last = kalkyl.sammanhang.last
    identiteter = identitetsfynd(dokument, kalkyl) if last else omraknade(dokument, kalkyl)
    return (*identiteter, *saknade(dokument, kalkyl))


def saknade(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A finding for every printed difference whose own figures are missing."""
    for rad in kalkyl.tabell.rader:
        for kolumn in kalkyl.tabell.kolumner:
            tryckt = rad.tryckt.get(kolumn.id)
            if tryckt and kalkyl.ar_beraknad(rad.id, kolumn.id):
                if kalkyl.beraknat(rad.id, kolumn.id) is not None:
                    continue
                adress = Adress(dokument, kalkyl.tabell.id, rad.id, kolumn.id)
                mening = f"{rad.etikett}: {kolumn.rubrik} är tryckt, men talen bakom saknas."
                yield Fynd(adress, "saknas", "bör ses över", tryckt, None, mening)


def ordnade(fynd: Iterable[Fynd]) -> tuple[Fynd, ...]:
    """Findings by severity, otherwise in the order of the document."""
    return tuple(sorted(fynd, key=lambda f: ALLVARSORDNING.index(f.allvar)))
