"""The five documents' reports, built once, and in each format, for the tests."""

from functools import cache

from tests.fem_dokument import IDN, yta
from tui.report.blad import Blad, bunt
from tui.report.rapport import Rapport
from tui.report.rapportbygge import Rapportval
from tui.report.rapportkalla import rapport_ur
from tui.report.rapportskrivning import rapportbyte

__all__ = ["IDN", "blad", "byte", "hel", "sida"]


@cache
def hel(dokument: str) -> Rapport:
    """A document's whole report."""
    return rapport_ur(yta(), dokument)


@cache
def sida(dokument: str) -> Rapport:
    """A document's page *Inför nämnd*."""
    return rapport_ur(yta(), dokument, Rapportval(infor_namnd=True))


@cache
def byte(dokument: str, format_: str) -> bytes:
    """The report as a file of a format."""
    return rapportbyte(hel(dokument), format_)


@cache
def blad(dokument: str) -> dict[str, Blad]:
    """The sheets that ``visa`` prints of a document, by table."""
    return {b.tabell: b for b in bunt(yta(), yta().dokument[dokument]).blad}
