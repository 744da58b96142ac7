"""All checks of one document, worst first.

The identities of a table are all that the screen's first paint needs; the other checks are
imported when they are asked for, so that starting costs no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import ALLVARSORDNING, Adress, Fynd
from tui.granskning.identiteter import identitetsfynd, omraknade
from tui.granskning.sarskilda import gransfynd

if TYPE_CHECKING:
    from tui.granskning.broar import Andra, Brominne


def tabellfynd(dokument: str, kalkyl: Kalkyl) -> tuple[Fynd, ...]:
    """The findings that one table gives by itself."""
    last = kalkyl.sammanhang.last
    identiteter = identitetsfynd(dokument, kalkyl) if last else omraknade(dokument, kalkyl)
    return (*identiteter, *gransfynd(dokument, kalkyl), *saknade(dokument, kalkyl))


def dokumentfynd(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: "Andra"
) -> tuple[Fynd, ...]:
    """Every finding of a document: its tables, what they say of each other and other documents.

    ``kalkyler`` are its tables by id; ``andra`` the other documents' heads and tables by id.
    """
    egna = (f for kalkyl in kalkyler.values() for f in tabellfynd(dokument.id, kalkyl))
    fragade = jamforda_mallar()
    andras = {
        id_: (huvud, {n: k for n, k in deras.items() if k.tabell.mall.id in fragade})
        for id_, (huvud, deras) in andra.items()
    }
    return ordnade((*egna, *sammanhangsfynd(dokument, kalkyler, andras)))


def jamforda_mallar() -> frozenset[str]:
    """The kinds of other documents' tables that any check asks for."""
    from tui.granskning.broar import ANDRAS_MALLAR
    from tui.granskning.riskkedja import PLAN

    return frozenset((*ANDRAS_MALLAR, PLAN))


def sammanhangsfynd(
    dokument: Dokument,
    kalkyler: Mapping[str, Kalkyl],
    andra: "Andra",
    minne: "Brominne | None" = None,
) -> tuple[Fynd, ...]:
    """The findings that more than one table is needed for: bridges, chains, text against table.

    ``minne`` keeps what holds from one time to the next, of this document and these others.
    """
    from tui.granskning.broar import Brominne, brofynd
    from tui.granskning.kedjor import kedjefynd
    from tui.granskning.textuppgifter import uppgiftsfynd

    return (
        *uppgiftsfynd(dokument, kalkyler),
        *brofynd(dokument, kalkyler, minne or Brominne(dokument, andra)),
        *kedjefynd(dokument, kalkyler, andra),
    )


def saknade(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A finding for every printed difference whose own figures are missing."""
    for rad in kalkyl.tabell.tryckta:
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
