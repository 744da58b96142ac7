"""Deciding the shown document: which meeting, which paragraph, and then it is locked."""

from datetime import date
from typing import TYPE_CHECKING

from tui.app.malning import mala_allt
from tui.app.redigering import gor, lasmening, saga
from tui.arbetsyta import Andring, Arbetsyta, Dokumentandring, Trycktandring
from tui.domain.beslut import beslutat, beslutshinder, tryckta_varden
from tui.domain.dokument import Dokument
from tui.domain.installningar import Sammantrade
from tui.domain.installningsfalt import motesdatum
from tui.svenska.format import antal, datum
from tui.svenska.uttryck import Avslag

if TYPE_CHECKING:
    from tui.app.program import Program

ANNAT = "annat"


async def besluta(program: "Program") -> None:
    """Ask for meeting and paragraph, say what will happen, and do it as one step."""
    from tui.widgets.dialoger import Fraga

    pass_ = program.pass_
    if pass_.hinder or not pass_.dokument_id or pass_.dokument.last:
        saga(program, lasmening(program) or "Dokumentet är redan beslutat och låst.")
        return
    mote = await _valt_mote(program)
    paragraf = None if mote is None else await _vald_paragraf(program, mote)
    if mote is None or paragraf is None:
        return
    pass_.las_in(pass_.dokument_id)
    nytt = beslutat(pass_.dokument, mote.datum, paragraf, pass_.yta.installningar.namnd)
    steg = beslutssteg(pass_.yta, nytt)
    svar = {"enter": ("ja", "Besluta och lås (Ctrl+Z ångrar)")}
    text = _fragetext(program, nytt, len(steg) - 1)
    if await program.push_screen_wait(Fraga("Besluta dokumentet", text, svar)) == "ja":
        gor(program, *steg)
        mala_allt(program)
        saga(program, f"Dokumentet {nytt.namn} är beslutat {beslutstext(nytt)} och låst.")


def beslutssteg(yta: Arbetsyta, nytt: Dokument) -> tuple[Andring, ...]:
    """The changes that make a document decided: what it prints, and last its head."""
    tryckta: list[Andring] = []
    for (dokument, _), tabeller in yta.tabeller.items():
        for tabell in tabeller if dokument == nytt.id else ():
            kalkyl = yta.kalkyl(dokument, tabell.id)
            tryckta += [Trycktandring(*a) for a in tryckta_varden(dokument, kalkyl)]
    return (*tryckta, Dokumentandring(yta.dokument[nytt.id], nytt))


def beslutstext(dokument: Dokument) -> str:
    """When, and by which paragraph if it is known."""
    beslut = dokument.beslut
    dag = datum(beslut.datum) if beslut.datum else ""
    return f"{dag}, {beslut.paragraf}" if beslut.paragraf else dag


def _fragetext(program: "Program", nytt: Dokument, tal: int) -> str:
    fynd = program.pass_.fynden.alla()
    fel = sum(f.allvar == "fel" for f in fynd)
    ovriga = sum(f.allvar == "bör ses över" for f in fynd)
    vad = f"{antal(fel, 'fel', 'fel')} och {ovriga} att se över" if fynd else "Inga fynd"
    return (
        f"{nytt.namn}: {nytt.beslut.instans} {beslutstext(nytt)}.\n"
        f"{antal(tal, 'beräknat tal', 'beräknade tal')} blir tryckta som de står nu, och "
        "dokumentet låses.\n"
        f"{vad} i granskningen."
    )


async def _valt_mote(program: "Program") -> Sammantrade | None:
    """The meeting that decided: one of those in the settings, or a date."""
    from tui.widgets.dialoger import Valjare

    dokument = program.pass_.dokument
    moten = mojliga_moten(program.pass_.yta.installningar.sammantraden, dokument)
    poster = [
        (str(i), datum(m.datum), " ".join(filter(None, (m.paragraf, m.arende))))
        for i, m in enumerate(moten)
    ]
    poster.append((ANNAT, "Annat datum …", ""))
    svar = await program.push_screen_wait(Valjare("Vilket sammanträde beslutade?", poster))
    if svar == ANNAT:
        return await _skrivet_mote(program, dokument)
    return moten[int(svar)] if svar else None


def mojliga_moten(moten: tuple[Sammantrade, ...], dokument: Dokument) -> list[Sammantrade]:
    """The meetings that can have decided it: for a follow-up the first after it, else the latest
    first."""
    kan = sorted((m for m in moten if not beslutshinder(dokument, m.datum)), key=lambda m: m.datum)
    return kan if dokument.slag in ("delarsbokslut", "arsbokslut") else kan[::-1]


async def _skrivet_mote(program: "Program", dokument: Dokument) -> Sammantrade | None:
    from tui.widgets.faltruta import Faltruta

    def prova(text: str) -> str:
        svar = motesdatum(text)
        return svar.mening if isinstance(svar, Avslag) else beslutshinder(dokument, svar)

    ruta = Faltruta("Sammanträdets datum", "Skriv datumet som år-månad-dag.", "", prova)
    text = await program.push_screen_wait(ruta)
    return Sammantrade(date.fromisoformat(text)) if text else None


async def _vald_paragraf(program: "Program", mote: Sammantrade) -> str | None:
    from tui.widgets.faltruta import Faltruta

    ledtext = "Protokollets paragraf, till exempel § 42. Lämna tomt om den inte är klar."
    return await program.push_screen_wait(Faltruta("Paragraf", ledtext, mote.paragraf))
