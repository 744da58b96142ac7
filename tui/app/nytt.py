"""The next document (*nytt dokument*) out of the shown one, and back again.

Making it is undone in one step, like an edit: the folder is laid aside, whole, and redo puts it
back. That step is not in the journal, so after a restart it is a command of its own.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from tui.app.arbetspass import Arbetspass
from tui.app.malning import mala_allt
from tui.app.redigering import kom_ihag, lasmening, saga
from tui.arbetsyta import Andring, Historik, ordnade_dokument, utan_borttagna
from tui.domain.dokument import Dokument, Dokumentslag
from tui.domain.nasta import Nasta, nasta_dokument
from tui.domain.nasta_besked import besked, kort_besked
from tui.domain.nasta_kallor import Underlag
from tui.domain.nasta_period import (
    Forslag,
    Nastafel,
    forslag_for,
    nasta_forslag,
    periodord,
    tolkad_period,
    tolkat_slag,
)
from tui.domain.period import Period
from tui.fryst import fryst

if TYPE_CHECKING:
    from tui.app.program import Program

ANNAT = "annat"


@fryst
class Nytt:
    """A document that was made in this session, for undo: what had been done just before.

    ``undan`` is where it was laid aside, "" while it is there; ``fran`` the one it came out of;
    ``angrat`` what could be redone when it was.
    """

    dokument: Dokument
    fran: str
    gjort: tuple[tuple[Andring, ...], ...]
    undan: str = ""
    angrat: tuple[tuple[Andring, ...], ...] = ()


async def ny_dokument(program: "Program") -> None:
    """Propose, show what would be taken over from where, and make it."""
    from tui.widgets.rullfraga import Rullfraga

    if program.pass_.hinder or not program.pass_.dokument_id:
        saga(program, lasmening(program) or "Det finns inget dokument att gå ut från.")
        return
    forslag = await _valt_forslag(program)
    if forslag is None:
        return
    pass_ = program.pass_
    underlag, fel = alla_underlag(pass_)
    nasta = nasta_dokument(
        forslag, pass_.dokument_id, underlag, pass_.yta.installningar, pass_.register
    )
    text = "\n".join((*fel, *([""] if fel else []), *besked(nasta, underlag)))
    val = {"enter": ("ja", "Gör dokumentet (Ctrl+Z lägger undan det igen)")}
    if await program.push_screen_wait(Rullfraga("Det här tas över", text, val)) == "ja":
        gor_dokument(program, nasta)


def alla_underlag(pass_: Arbetspass) -> tuple[list[Underlag], list[str]]:
    """Every document with all its tables, and what could not be read of them."""
    underlag = [Underlag(d, pass_.las_in(d.id)) for d in ordnade_dokument(pass_.yta)]
    return underlag, [f.mening for fel in pass_.yta.filfel.values() for f in fel]


async def _valt_forslag(program: "Program") -> Forslag | None:
    from tui.widgets.dialoger import Valjare
    from tui.widgets.faltruta import Faltruta

    pass_ = program.pass_
    alla = tuple(pass_.yta.dokument.values())
    forslag = nasta_forslag(pass_.dokument, alla)
    finns = {(d.slag, d.period) for d in alla}
    poster = [
        (f.id, f.namn, f"{periodord(f.period)}{_tillagg((f.slag, f.period) in finns)}")
        for f in forslag
    ]
    poster.append((ANNAT, "Annat slag eller annan period …", ""))
    rubrik = f"Nästa dokument, med {pass_.dokument.namn} som förlaga"
    svar = await program.push_screen_wait(Valjare(rubrik, poster))
    if svar != ANNAT:
        return next((f for f in forslag if f.id == svar), None)
    ledtext = "Slag (delar, bokslut, budget, underlag) och sista månad, som: delar 2025-04"
    text = await program.push_screen_wait(Faltruta("Nästa dokument", ledtext, "", _provat))
    return forslag_for(*_tolkat(text), pass_.yta.dokument) if text else None


def _tillagg(finns: bool) -> str:
    return " (finns redan; det här blir ett till)" if finns else ""


def _tolkat(text: str) -> tuple[Dokumentslag, Period]:
    """A kind and a period in words. Raises Nastafel."""
    slagord, _, periodtext = text.strip().partition(" ")
    slag = tolkat_slag(slagord)
    return slag, tolkad_period(periodtext, slag)


def _provat(text: str) -> str:
    try:
        _tolkat(text)
    except Nastafel as fel:
        return str(fel)
    return ""


def gor_dokument(program: "Program", nasta: Nasta) -> None:
    """Make it in the store and in the workspace, and show it."""
    pass_, fran = program.pass_, program.pass_.dokument_id
    try:
        pass_.lager.skapa(nasta.dokument, nasta.flikar)
    except OSError as fel:
        saga(program, f"Dokumentet kunde inte göras: {getattr(fel, 'mening', fel)}")
        return
    _ta_in(pass_, nasta.dokument)
    pass_.nytt = Nytt(nasta.dokument, fran, pass_.historik.gjort)
    _visa(program, nasta.dokument.id, f"{kort_besked(nasta)} Ctrl+Z lägger undan det igen.")


def _ta_in(pass_: Arbetspass, dokument: Dokument) -> None:
    pass_.yta = pass_.yta.med_dokument(dokument)
    pass_.las_in(dokument.id)


def _visa(program: "Program", dokument_id: str, mening: str) -> None:
    program.pass_.dokument_id = dokument_id
    mala_allt(program)
    saga(program, mening)
    kom_ihag(program)


async def backa_nytt(program: "Program", *, bakat: bool) -> bool:
    """Undo or redo the making of a document; False where that was not what came last."""
    pass_, nytt = program.pass_, program.pass_.nytt
    if nytt is None or bool(nytt.undan) == bakat or pass_.historik.gjort != nytt.gjort:
        return False
    if pass_.hinder:
        saga(program, lasmening(program))
        return True
    if not bakat:
        _lagg_tillbaka(program, nytt)
        return True
    angrat = pass_.historik.angrat
    if undan := await _undanlagt(program, nytt.dokument, nytt.fran):
        pass_.nytt = replace(nytt, undan=undan, angrat=angrat)
    return True


def _lagg_tillbaka(program: "Program", nytt: Nytt) -> None:
    try:
        program.pass_.lager.lagg_tillbaka(nytt.undan, nytt.dokument.id)
    except OSError as fel:
        saga(program, str(getattr(fel, "mening", fel)))
        return
    pass_ = program.pass_
    hel = replace(pass_.historik, angrat=nytt.angrat)
    # What was undone in it can be redone again, where nothing else has been undone since.
    if utan_borttagna(hel, pass_.yta.dokument) == pass_.historik:
        pass_.historik = hel
    _ta_in(pass_, nytt.dokument)
    pass_.nytt = replace(nytt, undan="", angrat=())
    _visa(program, nytt.dokument.id, f"Gjort om: {nytt.dokument.namn}.")


async def lagg_undan(program: "Program") -> None:
    """Lay the shown draft aside, after a question."""
    from tui.widgets.dialoger import Fraga

    pass_ = program.pass_
    if pass_.hinder or not pass_.dokument_id or pass_.dokument.status != "utkast":
        saga(program, lasmening(program) or "Bara ett utkast kan läggas undan.")
        return
    huvud = pass_.dokument
    andra = [d.id for d in ordnade_dokument(pass_.yta) if d.id != huvud.id]
    if not andra:
        saga(program, f"{huvud.namn} är det enda dokumentet och läggs inte undan.")
        return
    text = f"{huvud.namn} ({huvud.id}) flyttas ur vägen, helt och hållet; inget raderas."
    val = {"enter": ("ja", "Lägg undan utkastet")}
    if await program.push_screen_wait(Fraga("Lägg undan", text, val)) == "ja":
        await _undanlagt(program, huvud, huvud.bas if huvud.bas in andra else andra[0])


async def _undanlagt(program: "Program", dokument: Dokument, visa: str) -> str:
    """Where the document was laid; "" where it was not, which is then said."""
    pass_ = program.pass_
    lage = await program.sparare.klar()
    if lage.fel:
        saga(program, f"Dokumentet läggs inte undan förrän allt är sparat: {lage.fel}")
        return ""
    try:
        undan = pass_.lager.lagg_undan(dokument.id, datetime.now())
    except OSError as fel:
        saga(program, str(getattr(fel, "mening", fel)))
        return ""
    glom(pass_, dokument.id)
    _visa(
        program, visa, f"Dokumentet {dokument.namn} är undanlagt och ligger i {undan} i datamappen."
    )
    return undan


def glom(pass_: Arbetspass, dokument_id: str) -> None:
    """Let the session know no more of a document that has been laid aside."""
    yta = pass_.yta
    pass_.yta = replace(
        yta,
        dokument={id_: d for id_, d in yta.dokument.items() if id_ != dokument_id},
        tabeller={n: t for n, t in yta.tabeller.items() if n[0] != dokument_id},
        filfel={n: f for n, f in yta.filfel.items() if n[0] != dokument_id},
    )
    pass_.pa_disk = {n: t for n, t in pass_.pa_disk.items() if n[0] != dokument_id}
    kvar: Historik = utan_borttagna(pass_.historik, pass_.yta.dokument)
    pass_.historik = kvar
    if pass_.nytt is not None and pass_.nytt.dokument.id != dokument_id:
        pass_.nytt = replace(pass_.nytt, gjort=kvar.gjort)
