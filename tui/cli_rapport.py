"""``namndkoll rapport``: a document's report as a Word, Excel, HTML, Markdown or text file."""

import argparse
import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tui.cli_grund import Oppna, Sag
from tui.svenska.format import antal

if TYPE_CHECKING:
    from tui.arbetsyta import Arbetsyta
    from tui.report.rapport import Rapport
    from tui.report.rapportbygge import Rapportval
    from tui.report.rapportskrivning import Framsteg


HJALP = """\
Användning:
  namndkoll rapport ID --till FIL [flaggor]

Skriver dokumentets rapport till en fil som slutar på .docx, .xlsx, .html, .md
eller .txt. Ett beslutat dokument skrivs som det trycktes, ett utkast som det
räknas och märkt Utkast.

Flaggor:
  --till FIL         filen som rapporten ska skrivas till
  --avsnitt A,B …    bara dessa avsnitt: mal, internkontroll, ekonomi (eller
                     drift, ramar, upprakning, prognossakerhet, investeringar),
                     personal och bilagor
  --infor-namnd      en sida inför nämnden i stället för hela rapporten
  --utan-granskning  utan den sista sidan, Att granska
  --skriv-over       skriv över filen om den redan finns
  --data MAPP        mappen med dokument"""
SA_SKRIVS = "så skrivs det: namndkoll rapport ID --till FIL.docx"


class Rapportfel(ValueError):
    """A report that was not written: one Swedish sentence. ``finns``: for a file is there."""

    def __init__(self, mening: str, *, finns: bool = False) -> None:
        super().__init__(mening)
        self.finns = finns


@dataclass(frozen=True, slots=True)
class Bestallning:
    """The command line as understood."""

    dokument: str
    till: str
    data: str | None = None
    avsnitt: tuple[str, ...] = ()
    granskning: bool = True
    infor_namnd: bool = False
    skriv_over: bool = False


class _Tolk(argparse.ArgumentParser):
    """argparse without its English."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        raise Rapportfel(f"Kommandoraden kan inte tolkas; {SA_SKRIVS}.")


def _tolk() -> _Tolk:
    tolk = _Tolk(add_help=False, allow_abbrev=False)
    tolk.add_argument("ord", nargs="*")
    for namn in ("data", "till", "dokument"):
        # A missing value is ours to explain: "" is what argparse then leaves.
        tolk.add_argument(f"--{namn}", nargs="?", const="")
    tolk.add_argument("--avsnitt", nargs="*", action="extend")
    for flagga in ("utan-granskning", "infor-namnd", "skriv-over"):
        tolk.add_argument(f"--{flagga}", action="store_true")
    tolk.add_argument("-h", "--hjalp", "--help", action="store_true", dest="hjalp")
    return tolk


def tolkad(argv: Sequence[str]) -> Bestallning | None:
    """The command line understood, the word ``rapport`` included; None asks for help.

    Raises Rapportfel.
    """
    rum, okanda = _tolk().parse_known_intermixed_args(list(argv))
    if rum.hjalp:
        return None
    if okanda:
        raise Rapportfel(f"Flaggan ”{okanda[0]}” finns inte för rapport; {SA_SKRIVS}.")
    dokument = [*rum.ord[1:], *([rum.dokument] if rum.dokument else [])]
    if len(dokument) != 1:
        raise Rapportfel(f"Ange ett dokument; {SA_SKRIVS}.")
    _prova(rum)
    avsnitt = _delade(rum.avsnitt or ())
    granskning = not rum.utan_granskning
    flaggor = (avsnitt, granskning, rum.infor_namnd, rum.skriv_over)
    return Bestallning(dokument[0], rum.till, rum.data, *flaggor)


def _prova(rum: argparse.Namespace) -> None:
    if not rum.till:
        raise Rapportfel(f"Ange filen efter --till; {SA_SKRIVS}.")
    if rum.data == "":
        raise Rapportfel(f"Efter --data ska en mapp stå; {SA_SKRIVS}.")
    if rum.avsnitt is not None and not _delade(rum.avsnitt):
        raise Rapportfel(f"Efter --avsnitt ska minst ett avsnitt stå; {SA_SKRIVS}.")
    if rum.avsnitt and rum.infor_namnd:
        raise Rapportfel("Ange antingen --avsnitt eller --infor-namnd, inte båda.")


def _delade(avsnitt: Sequence[str]) -> tuple[str, ...]:
    """The sections, whether parted by spaces or by commas."""
    return tuple(del_.strip() for ett in avsnitt for del_ in ett.split(",") if del_.strip())


def rapport(argv: Sequence[str], oppna: Oppna, sag: Sag) -> str:
    """Write the report that the command line asks for. Returns what to say. Raises Rapportfel."""
    bestallning = tolkad(argv)
    if bestallning is None:
        return HJALP
    from tui.cli_granska import last
    from tui.report.blad import Valfel, valt_dokument
    from tui.report.rapportbygge import Rapportval

    lager, meddelande = oppna(bestallning.data)
    if meddelande:
        sag(meddelande)
    yta = last(lager, sag)
    val = Rapportval(bestallning.avsnitt, bestallning.granskning, bestallning.infor_namnd)
    try:
        valt = valt_dokument(list(yta.dokument.values()), bestallning.dokument, "")
        fil = Path(bestallning.till)
        return skriv(yta, valt.id, fil, val, skriv_over=bestallning.skriv_over)
    except Valfel as fel:
        raise Rapportfel(str(fel)) from None


def skriv(
    yta: "Arbetsyta",
    dokument_id: str,
    fil: Path,
    val: "Rapportval",
    *,
    skriv_over: bool = False,
    framsteg: "Framsteg | None" = None,
    avbruten: Callable[[], bool] = lambda: False,
) -> str:
    """Write a document's report; the whole of it for a screen to call, in a worker of its own.

    ``framsteg`` is told the blocks written and how many there are; ``avbruten`` is asked between
    them. Returns the sentence to say. Raises Rapportfel, Avbruten, and Valfel for an unknown
    section; nothing has then been written.
    """
    from tui.report.rapportkalla import rapport_ur
    from tui.report.rapportskrivning import Formatfel, format_for, rapportbyte
    from tui.store.fel import Sparfel
    from tui.store.rapportfil import prova, skriv_rapport

    try:
        format_ = format_for(fil.name)
        prova(fil, skriv_over=skriv_over)
        hel = rapport_ur(yta, dokument_id, val)
        data = rapportbyte(hel, format_, framsteg or (lambda _gjorda, _alla: None), avbruten)
        skriv_rapport(fil, data, skriv_over=skriv_over)
    except Formatfel as fel:
        raise Rapportfel(str(fel)) from None
    except Sparfel as fel:
        raise Rapportfel(fel.mening, finns=fel.errno == errno.EEXIST) from None
    return mening(hel, fil)


def mening(rapport: "Rapport", fil: Path) -> str:
    """What has been written, in a sentence."""
    from tui.store.fel import synlig

    delar = [antal(len(rapport.tabeller), "tabell", "tabeller")]
    if rapport.diagram:
        delar.append(antal(len(rapport.diagram), "diagram", "diagram"))
    marke = f" ({rapport.marke})" if rapport.marke else ""
    return (
        f"Rapporten {rapport.titel}{marke} är skriven till {synlig(str(fil))}: {', '.join(delar)}."
    )
