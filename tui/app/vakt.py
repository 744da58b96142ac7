"""The watch (*vakt*): what other programs and other Nämndkoll do to the folder meanwhile."""

import asyncio
from typing import TYPE_CHECKING, Any, Literal

from tui.app.malning import mala_allt
from tui.domain.celltext import celltext
from tui.domain.fel import Adress
from tui.domain.tabell import Tabell

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.app.sakring import Filnytt, Sakring

JAMFORS = "dokumentet jämförs med det som stod där"


def saga(program: "Program", mening: str) -> None:
    """Say something in the panel; what edits is not imported before there is something to say."""
    from tui.app.redigering import saga as sagt

    sagt(program, mening)


async def vakta(program: "Program") -> None:
    """One look: take over a lock that has become free, and see to files that have changed."""
    sakring = program.pass_.sakring
    if sakring is None or len(program.screen_stack) > 1 or program.rutnat.redigeras is not None:
        return
    if await asyncio.to_thread(sakring.ta_over):
        ta_over(program)
    elif sakring.hinder and not program.skrivskyddat:
        mala_allt(program)
    program.skrivskyddat = bool(sakring.hinder)
    if program.pass_.dokument.texter:
        program.granska_om()
    for nytt in await asyncio.to_thread(sakring.andrade):
        await se_till(program, sakring, nytt)


def ta_over(program: "Program") -> None:
    """The other one has left: read everything anew, and go on as the writer."""
    pass_ = program.pass_
    huvuden, pass_.filfel = pass_.lager.dokument()
    pass_.yta = type(pass_.yta)({d.id: d for d in huvuden}, installningar=pass_.yta.installningar)
    if pass_.dokument_id not in pass_.yta.dokument:
        pass_.dokument_id = next(iter(pass_.yta.dokument), "")
    mala_allt(program)
    saga(program, "Den andra Nämndkoll är stängd; nu går det att ändra här.")


async def se_till(program: "Program", sakring: "Sakring", nytt: "Filnytt") -> None:
    """A file has been changed by another program: read it in, or put both sides together."""
    nyckel, tillstand = (nytt.dokument, nytt.flik), (nytt.slag, nytt.avtryck)
    visas, nara = nyckel in program.pass_.yta.tabeller, program.pass_.fynden.nara
    if program.sett.get(nyckel) == tillstand or not (visas or nara.ar_last(nyckel)):
        return
    program.sett[nyckel] = tillstand
    if nytt.slag in ("borta", "olasbar"):
        ord_ = "är borttagen" if nytt.slag == "borta" else "kan inte läsas"
        kvar = "det du ser finns kvar här tills du sparar en ändring" if visas else JAMFORS
        saga(program, f"{_namn(nytt)} {ord_}; {kvar}.")
        return
    if not visas:
        await _se_till_granne(program, sakring, nyckel)
        return
    await program.sparare.klar()
    deras, fel, avtryck = await asyncio.to_thread(sakring.deras, *nyckel)
    if fel:
        saga(program, f"{fel[0].mening} Det du ser här är orört.")
        return
    try:
        slagna = await _slagna(program, sakring, deras, nytt)
    except OSError as hinder:
        saga(program, str(getattr(hinder, "mening", hinder)))
        return
    if slagna is not None and sakring.godta(*nyckel, avtryck):
        ta_in(program, nyckel, deras, slagna)


async def _se_till_granne(program: "Program", sakring: "Sakring", nyckel: tuple[str, str]) -> None:
    """A file that the shown document is held against: what cannot be read takes no place of it."""
    _, fel, _ = await asyncio.to_thread(sakring.deras, *nyckel)
    if fel:
        saga(program, f"{fel[0].mening} {JAMFORS.capitalize()}.")
        return
    program.sett.pop(nyckel, None)
    if program.pass_.fynden.nara.glom(nyckel):
        program.granska_om()


def ta_in(
    program: "Program",
    nyckel: tuple[str, str],
    deras: tuple[Tabell, ...],
    slagna: tuple[Tabell, ...],
) -> None:
    """Show a tab as it was put together, and save it where it is more than what is on the disk."""
    osparat = program.pass_.yta.tabeller[nyckel] != program.pass_.pa_disk.get(nyckel, ())
    program.pass_.yta = program.pass_.yta.med_flik(nyckel, slagna)
    program.pass_.pa_disk[nyckel] = deras
    program.sett.pop(nyckel, None)
    # Also where theirs was chosen: a save of mine that failed must not be tried again.
    if osparat or slagna != deras:
        from tui.app.redigering import spara_fil

        spara_fil(program, *nyckel)
    mala_allt(program)
    vad = "inget av ditt var osparat" if slagna == deras else "dina ändringar är kvar i den"
    namn = f"{nyckel[0]}/{nyckel[1]}.json"
    saga(program, f"{namn} ändrades av ett annat program och lästes in på nytt; {vad}.")


def _namn(nytt: "Filnytt") -> str:
    return f"{nytt.dokument}/{nytt.flik}.json"


async def _slagna(
    program: "Program", sakring: "Sakring", deras: tuple[Tabell, ...], nytt: "Filnytt"
) -> tuple[Tabell, ...] | None:
    """Their tables where nothing of mine is unsaved, else both; None when the user waits."""
    nyckel = (nytt.dokument, nytt.flik)
    mina, bas = program.pass_.yta.tabeller[nyckel], program.pass_.pa_disk.get(nyckel, ())
    if mina == bas:
        return deras
    skillnader = sakring.skillnader(bas, mina, deras, nytt.dokument)
    val: dict[Adress, Literal["min", "deras"]] = {}
    for post in (p for s in skillnader for p in s.konflikter):
        if post.adress not in val:
            svar = await _fraga(program, post)
            if svar is None:
                saga(program, f"{_namn(nytt)} är ändrad på två håll; inget skrivs över.")
                return None
            val[post.adress] = svar
    return sakring.slagna(skillnader, mina, deras, val)


async def _fraga(program: "Program", post: Any) -> Literal["min", "deras"] | None:
    from tui.widgets.dialoger import Fraga

    a = post.adress
    text = (
        f"{a.tabell}, {a.rad} {a.kolumn}: både du och ett annat program har ändrat.\n"
        f"Före: {_text(post, post.bas)}\nDitt: {_text(post, post.min)}\n"
        f"I filen: {_text(post, post.deras)}"
    )
    svar = {"enter": ("min", "Behåll mitt"), "f9": ("deras", "Ta det som står i filen")}
    valt = await program.push_screen_wait(Fraga("Samma cell ändrad på två håll", text, svar))
    return {"min": "min", "deras": "deras"}.get(valt)  # type: ignore[return-value]


def _text(post: Any, varde: Any) -> str:
    """One side of a conflict in words: a value, or what has been done to a whole row."""
    if post.falt in ("cell", "tryckt", "etikett", "not", "kalla"):
        return (celltext(varde, None) if varde is not None else "") or "tomt"
    if post.falt == "rad":
        return "borttagen" if varde is None else f"raden {varde.etikett}"
    return "ändrad"
