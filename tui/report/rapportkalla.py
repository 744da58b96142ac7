"""The report of a document in a workspace (*rapportkälla*): with its findings, ready to write."""

from tui.arbetsyta import Arbetsyta
from tui.granskning.grannar import Granne, narliggande
from tui.granskning.granska import dokumentfynd
from tui.granskning.undantag import utan_undantag
from tui.report.blad import bunt, hela
from tui.report.rapport import Rapport
from tui.report.rapportbygge import HELA, Rapportval, rapport
from tui.report.underlag import Underlag


def rapport_ur(yta: Arbetsyta, dokument_id: str, val: Rapportval = HELA) -> Rapport:
    """The report as the workspace stands now; pure, so that a screen can call it on a key.

    Every tab of every document that bridges may reach should have been read. Raises Valfel for a
    section that does not exist, KeyError for a document that does not.
    """
    dokument = yta.dokument[dokument_id]
    nara = narliggande(dokument, yta.dokument.values())
    andra = {id_: _granne(yta, id_) for id_ in nara}
    _, kalkyler = _granne(yta, dokument_id)
    fynd = utan_undantag(dokumentfynd(dokument, kalkyler, andra), dokument.undantag)
    blad = bunt(yta, dokument).blad
    filfel = tuple(f for (id_, _), alla in yta.filfel.items() if id_ == dokument_id for f in alla)
    return rapport(Underlag(dokument, blad, fynd, andra, yta.installningar, filfel), val)


def _granne(yta: Arbetsyta, dokument_id: str) -> Granne:
    """A document's head, and those of its tables that can be worked out."""
    dokument = yta.dokument[dokument_id]
    blad, _ = hela(bunt(yta, dokument).blad)
    return dokument, {ett.tabell: ett.kalkyl for ett in blad}
