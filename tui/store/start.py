"""The start of an opened data folder (*start*): replay what a crash left in the journal."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.arbetsyta import Arbetsyta, genomford
from tui.domain.fel import Filfel
from tui.store.baser import filens_hash, filvag
from tui.store.datalager import Datalager
from tui.store.fel import Lagerfel, Sparfel
from tui.store.journalstart import lugnt

if TYPE_CHECKING:
    from tui.store.aterspelning import Plan
    from tui.store.journalrad import Handelse


@dataclass(frozen=True, slots=True)
class Startbesked:
    """What the start has to tell: a sentence, and faults."""

    mening: str = ""
    fel: tuple[Filfel, ...] = ()


def aterstallt(lager: Datalager) -> Startbesked:
    """Put into the files what was committed before a crash. Never raises.

    Files that others have changed meanwhile are left to the user, in ``lager.konflikter``.
    """
    if lager.hinder or lugnt(lager.mapp):
        return Startbesked()
    # Only after a crash is there anything to replay; a start does without the rest.
    from tui.store.aterspelning import aterspelning, berorda

    innehall = lager.journal.las()
    try:
        hashar = {fil: filens_hash(filvag(lager.mapp, fil)) for fil in berorda(innehall)}
        plan = aterspelning(innehall, hashar)
        antal = _spelad(lager, plan)
    except Lagerfel as fel:
        return Startbesked(fel=(*innehall.fel, Filfel("journal.jsonl", fel.mening)))
    mening = f"{antal} ändringar från förra gången är återställda." if antal > 1 else ""
    mening = "En ändring från förra gången är återställd." if antal == 1 else mening
    lager.konflikter = plan.konflikter
    return Startbesked(mening, innehall.fel)


def _spelad(lager: Datalager, plan: "Plan") -> int:
    for rad in plan.sparade:
        lager.journal.sparad(rad.fil, rad.hash, rad.nr)
    return sum(_spela_fil(lager, fil, handelser) for fil, handelser in plan.spela.items())


def _spela_fil(lager: Datalager, fil: str, handelser: "tuple[Handelse, ...]") -> int:
    from tui.store.aterspelning import passar

    dokument, _, flik = fil.partition("/")
    yta = _last_yta(lager, dokument, flik)
    steg = tuple(andring for h in handelser for andring in h.steg_i(fil))
    if not passar(yta, steg):
        raise Sparfel(f"Journalens ändringar passar inte {fil}; filen är orörd.")
    yta = genomford(yta, steg)
    lager.infor(dokument, flik, handelser[-1].nr)
    if flik:
        lager.spara_flik(dokument, flik, yta.tabeller[(dokument, flik)])
    else:
        lager.spara_dokument(yta.dokument[dokument])
    return len(handelser)


def _last_yta(lager: Datalager, dokument: str, flik: str) -> Arbetsyta:
    huvuden, _ = lager.dokument()
    yta = Arbetsyta({d.id: d for d in huvuden})
    return yta.med_flik((dokument, flik), *lager.flik(dokument, flik)) if flik else yta
