"""A document's report (*rapport*) out of its sheets and findings; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Beslut, Dokument
from tui.domain.fel import Fynd
from tui.domain.installningar import Installningar
from tui.report.blad import hela
from tui.report.diagram import diagram
from tui.report.granskning_ut import sammanfattning
from tui.report.infor_namnd import sida
from tui.report.rapport import (
    Avsnitt,
    Block,
    Rapport,
    Rapportcell,
    Rapportkolumn,
    Rapportrad,
    Rapporttabell,
    Rubrik,
    Stycke,
)
from tui.report.rapportordning import Fylld, fyllda, valda
from tui.report.rapporttabell import rapporttabell
from tui.report.underlag import Underlag
from tui.svenska.format import datum, ren
from tui.tabs.lagen import lage
from tui.tabs.tecken import FYNDTECKEN, SIGNALTECKEN

GRANSKA, GRANSKARUBRIK = "att-granska", "Att granska"


@dataclass(frozen=True, slots=True)
class Rapportval:
    """What of a report is wanted: which sections (all where none), with *Att granska* or not."""

    avsnitt: tuple[str, ...] = ()
    granskning: bool = True
    infor_namnd: bool = False


HELA = Rapportval()


def rapport(underlag: Underlag, val: Rapportval = HELA) -> Rapport:
    """The whole report, the sections chosen, or the page *Inför nämnd*. Raises Valfel."""
    if val.infor_namnd:
        return _rapport(underlag, (sida(underlag),), en_sida=True)
    avsnitt = tuple(_avsnitten(underlag, val))
    sista = (granskningsavsnitt(underlag),) if val.granskning else ()
    return _rapport(underlag, (*avsnitt, *sista))


def _rapport(underlag: Underlag, avsnitt: tuple[Avsnitt, ...], *, en_sida: bool = False) -> Rapport:
    dokument = underlag.dokument
    return Rapport(
        ren(dokument.namn),
        tuple(uppgifter(dokument, underlag.installningar)),
        avsnitt,
        marke(dokument),
        ren(underlag.installningar.namnd),
        en_sida,
    )


def marke(dokument: Dokument) -> str:
    """What says on every page that the figures are not those decided, "" where they are."""
    if dokument.status == "utkast":
        return "Utkast"
    return f"Upplåst efter beslut: {ren(dokument.upplast)}" if dokument.upplast else ""


def uppgifter(dokument: Dokument, installningar: Installningar) -> Iterator[tuple[str, str]]:
    """The facts below the title, name and value; those that are not known are left out."""
    period = dokument.period
    alla = (
        ("Nämnd", f"{installningar.namnd}, {installningar.kommun}"),
        ("Period", f"{datum(period.start)} – {datum(period.slut)}"),
        ("Status", marke(dokument) or dokument.status),
        ("Beslut", _beslut(dokument.beslut)),
        ("Diarienummer", dokument.diarienummer),
    )
    yield from ((namn, ren(varde)) for namn, varde in alla if varde)


def _beslut(beslut: Beslut) -> str:
    dag = "" if beslut.datum is None else beslut.datum.isoformat()
    return " ".join(d for d in (beslut.instans, dag, beslut.paragraf) if d) if dag else ""


def _avsnitten(underlag: Underlag, val: Rapportval) -> Iterator[Avsnitt]:
    blad, fel = hela(underlag.blad)
    for fylld in valda(fyllda(underlag.dokument.slag, blad), val.avsnitt):
        block = (*_lagen(underlag, fylld), *_block(fylld))
        yield Avsnitt(fylld.plan.id, fylld.rubrik, block, fylld.plan.bilaga)
    # Whatever was chosen: who reads the report is to know that something is not in it.
    saknas = (*fel, *(filfel.mening for filfel in underlag.filfel))
    if saknas:
        block = tuple(Stycke(ren(mening), punkt=True) for mening in saknas)
        yield Avsnitt("saknas", "Det som saknas i rapporten", block)


def _lagen(underlag: Underlag, fylld: Fylld) -> Iterator[Stycke]:
    """How it stands with the section's tables, a sentence a tab, as the overview says it."""
    egna = [blad.kalkyl.tabell for _, alla in fylld.delar for blad in alla]
    for flik in dict.fromkeys(tabell.mall.flik for tabell in egna):
        laget = lage(flik, underlag.kalkyler.get(flik, {}))
        if laget.tabell in {tabell.id for tabell in egna if tabell.mall.flik == flik}:
            yield Stycke(f"{SIGNALTECKEN[laget.signal]} {ren(laget.text)}.")


def _block(fylld: Fylld) -> Iterator[Block]:
    for del_, blad in fylld.delar:
        if del_.rubrik:
            yield Rubrik(del_.rubrik)
        for ett in blad:
            tabell = rapporttabell(ett)
            yield tabell
            bild = diagram(ett, tabell)
            if bild is not None:
                yield bild


def granskningsavsnitt(underlag: Underlag) -> Avsnitt:
    """The last page: the open findings, worst first; those of rounding are only counted."""
    text = sammanfattning([fynd.allvar for fynd in underlag.fynd])
    viktiga = [fynd for fynd in underlag.fynd if fynd.allvar != "avrundning"]
    tabell = (_fyndtabell(underlag, viktiga),) if viktiga else ()
    return Avsnitt(GRANSKA, GRANSKARUBRIK, (Stycke(text), *tabell), ny_sida=True)


def _fyndtabell(underlag: Underlag, fynd: list[Fynd]) -> Rapporttabell:
    tabeller = {b.tabell: b.kalkyl for b in underlag.blad}
    return Rapporttabell(
        GRANSKA,
        "Öppna fynd",
        "Allvar",
        (Rapportkolumn("Plats"), Rapportkolumn("Fynd")),
        tuple(
            Rapportrad(
                f"{FYNDTECKEN[f.allvar][0]} {f.allvar}",
                (Rapportcell(ren(_plats(f, tabeller))), Rapportcell(ren(f.mening))),
            )
            for f in fynd
        ),
    )


def _plats(fynd: Fynd, tabeller: Mapping[str, Kalkyl]) -> str:
    """The table and the row that a finding is about, as the report names them."""
    kalkyl = tabeller.get(fynd.adress.tabell)
    if kalkyl is None:
        return fynd.adress.tabell or "dokumentet"
    index = kalkyl.tabell.index
    rad = kalkyl.tabell.rad(fynd.adress.rad).etikett if fynd.adress.rad in index else ""
    return f"{kalkyl.tabell.rubrik}, {rad}" if rad.strip("-– ") else kalkyl.tabell.rubrik
