"""What a crash left in the journal, put into the files (*omspelning*)."""

from collections.abc import Collection, Iterable

from tui.arbetsyta import Arbetsyta, genomford
from tui.domain.fel import Filfel
from tui.store.aterspelning import Plan, aterspelning, berorda, passar
from tui.store.datalager import Datalager
from tui.store.fel import Lagerfel, Sparfel
from tui.store.filhash import filhash
from tui.store.journalrad import Handelse


def omspelat(lager: Datalager) -> tuple[str, tuple[Filfel, ...]]:
    """Replay; how many edits, in a sentence, and what could not be. Never raises.

    Files that others have changed meanwhile are left to the user, in ``lager.konflikter``.
    """
    innehall = lager.journal.las()
    hashar, olasta = _hashar(lager, berorda(innehall))
    plan = aterspelning(innehall, hashar)
    antal, ospelade = _spelad(lager, plan, hashar)
    mening = f"{antal} ändringar från förra gången är återställda." if antal > 1 else ""
    mening = "En ändring från förra gången är återställd." if antal == 1 else mening
    lager.konflikter = tuple(k for k in plan.konflikter if k.fil in hashar)
    return mening, (*innehall.fel, *olasta, *ospelade)


def _hashar(lager: Datalager, filer: Iterable[str]) -> tuple[dict[str, str | None], list[Filfel]]:
    """The hash of each file that can be read, and the faults of the others."""
    hashar: dict[str, str | None] = {}
    fel: list[Filfel] = []
    for fil in filer:
        try:
            hashar[fil] = filhash(lager.mapp, fil)
        except Lagerfel as hinder:
            fel.append(Filfel(fil, hinder.mening))
    return hashar, fel


def _spelad(lager: Datalager, plan: Plan, filer: Collection[str]) -> tuple[int, list[Filfel]]:
    """Replay file by file, so that one that refuses does not cost the others their edits."""
    antal, fel = 0, []
    for fil in filer:
        try:
            for rad in (r for r in plan.sparade if r.fil == fil):
                lager.journal.sparad(rad.fil, rad.hash, rad.nr)
            if fil in plan.spela:
                antal += _spela_fil(lager, fil, plan.spela[fil])
        except Lagerfel as hinder:
            fel.append(Filfel(fil, hinder.mening))
    return antal, fel


def _spela_fil(lager: Datalager, fil: str, handelser: tuple[Handelse, ...]) -> int:
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
