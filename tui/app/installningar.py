"""The settings on the screen: a list to choose from, a field to write in, and back to the list."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.app.malning import mala_allt
from tui.app.redigering import lasmening, saga
from tui.domain.installningar import Installningar, Sammantrade
from tui.domain.installningsfalt import FALT, Falt, med_mote, motesdatum
from tui.svenska.format import antal, datum
from tui.svenska.uttryck import Avslag

if TYPE_CHECKING:
    from tui.app.program import Program

MOTEN, NYTT = "moten", "nytt"


async def installningar(program: "Program") -> None:
    """Choose a setting, change it, and go on until Esc."""
    from tui.widgets.dialoger import Valjare

    if program.pass_.hinder:
        saga(program, lasmening(program))
        return
    vald = ""
    while True:
        nu = program.pass_.yta.installningar
        vald = await program.push_screen_wait(Valjare("Inställningar", _poster(nu), vald))
        if not vald:
            return
        if vald == MOTEN:
            await sammantraden(program)
        else:
            await _andra(program, next(falt for falt in FALT if falt.id == vald))


def _poster(nu: Installningar) -> list[tuple[str, str, str]]:
    moten = antal(len(nu.sammantraden), "sammanträde", "sammanträden")
    poster = [
        (f.id, f.namn, " ".join(filter(None, (f.visat(nu).replace("\n", " · "), f.enhet))))
        for f in FALT
    ]
    return [*poster[:2], (MOTEN, "Sammanträden", moten), *poster[2:]]


async def _andra(program: "Program", falt: Falt) -> None:
    nu = program.pass_.yta.installningar
    text = await _skrivet(program, falt, nu)
    if text is None or text == falt.visat(nu):
        return
    ny = falt.tolkat(nu, text)
    if isinstance(ny, Avslag):
        saga(program, ny.mening)
    elif ny != nu:
        satt(program, ny)


async def _skrivet(program: "Program", falt: Falt, nu: Installningar) -> str | None:
    from tui.widgets.faltruta import Faltruta, Faltrutor

    def prova(text: str) -> str:
        svar = falt.tolkat(nu, text)
        return svar.mening if isinstance(svar, Avslag) else ""

    ruta = Faltrutor if falt.flera else Faltruta
    return await program.push_screen_wait(ruta(falt.namn, falt.hjalp, falt.visat(nu), prova))


def satt(program: "Program", ny: Installningar) -> None:
    """Let the settings hold from now on, and save them."""
    pass_ = program.pass_
    pass_.yta = replace(pass_.yta, installningar=ny)
    lager, fore = pass_.lager, pass_.lasta_installningar
    program.sparare.spara(("installningar", "allt"), lambda: lager.spara_installningar(fore, ny))
    mala_allt(program)


async def sammantraden(program: "Program") -> None:
    """The meetings: change one, add one, remove one, until Esc."""
    from tui.widgets.dialoger import Valjare

    while True:
        nu = program.pass_.yta.installningar
        poster = [
            (str(i), datum(m.datum), " ".join(filter(None, (m.paragraf, m.arende))))
            for i, m in reversed(tuple(enumerate(nu.sammantraden)))
        ]
        vald = await program.push_screen_wait(
            Valjare("Sammanträden", [(NYTT, "Nytt sammanträde …", ""), *poster])
        )
        if not vald:
            return
        await _andra_mote(program, None if vald == NYTT else int(vald))


async def _andra_mote(program: "Program", plats: int | None) -> None:
    from tui.widgets.faltruta import Faltruta

    nu = program.pass_.yta.installningar
    gammalt = nu.sammantraden[plats] if plats is not None else None

    def prova(text: str) -> str:
        if not text and gammalt is not None:
            return ""
        svar = motesdatum(text)
        return svar.mening if isinstance(svar, Avslag) else ""

    led = "Datum som år-månad-dag."
    led += " Töm det för att ta bort sammanträdet." if gammalt else ""
    dag = gammalt.datum.isoformat() if gammalt else ""
    svar = [await program.push_screen_wait(Faltruta("Sammanträde", led, dag, prova))]
    if svar[0] is None:
        return
    if svar[0]:
        for rubrik, led, nu_text in (
            ("Paragraf", "Protokollets paragraf, tomt om den inte är klar.", "paragraf"),
            ("Ärende", "Vad sammanträdet gäller, i korthet.", "arende"),
        ):
            text = getattr(gammalt, nu_text) if gammalt else ""
            svar.append(await program.push_screen_wait(Faltruta(rubrik, led, text)))
            if svar[-1] is None:
                return
    satt(program, med_mote(nu, plats, _mote([s or "" for s in svar])))


def _mote(svar: list[str]) -> Sammantrade | None:
    """The meeting that was typed, None where its date was emptied."""
    dag = motesdatum(svar[0]) if svar[0] else None
    return None if dag is None or isinstance(dag, Avslag) else Sammantrade(dag, *svar[1:])
