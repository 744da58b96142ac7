"""What each command does."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tui.app import backning, granskningen, radandring, rapporten, redigering
from tui.app.arbetspass import journalfor
from tui.app.fyndurval import antal_per_flik
from tui.app.granskningen import visa_flik
from tui.app.kommandon import FOTKOMMANDON, KOMMANDON
from tui.app.malning import EJ_SPARAT, mala_allt, mala_huvud
from tui.arbetsyta import ordnade_dokument
from tui.domain.fel import Adress
from tui.domain.register import OVERSIKT, TEXT
from tui.tabs.huvud import dokumenttext, flik_vid, fotkommando_vid, periodtext
from tui.widgets.farger import PALETTER
from tui.widgets.modell import Textrad

if TYPE_CHECKING:
    from tui.app.program import Program


async def utfor(program: "Program", kommando: str) -> None:
    """Carry out a command by its id; an open edit is finished first, and undo throws it away."""
    if kommando == "angra" and program.rutnat.redigeras is not None:
        program.rutnat.sluta()
    elif redigering.klar_med_cellen(program):
        svar = HANDLINGAR[kommando](program)
        if svar is not None:
            await svar


def stega_flik(program: "Program", steg: int) -> None:
    """The next or the previous tab, round the end."""
    ids = [OVERSIKT, *(f.id for f in program.pass_.register.flikar), TEXT]
    visa_flik(program, ids[(ids.index(program.pass_.flik) + steg) % len(ids)])


def stega_tabell(program: "Program", steg: int) -> None:
    """The next or the previous table of the tab, round the end."""
    pass_ = program.pass_
    if not pass_.har_tabeller:
        return
    antal = len(pass_.tabeller(pass_.flik))
    if antal:
        nyckel = (pass_.dokument_id, pass_.flik)
        pass_.vald_tabell[nyckel] = (pass_.vald_tabell.get(nyckel, 0) + steg) % antal
        program.meddelande = ""
        mala_allt(program)


def flikradstangent(program: "Program", tangent: str) -> bool:
    """A key on the tab bar: True when it meant something."""
    if tangent.isdigit():
        egna = {f.tangent: f.id for f in program.pass_.register.flikar}
        flikar = {"0": OVERSIKT, **egna, str(len(egna) + 1): TEXT}
        if tangent in flikar:
            visa_flik(program, flikar[tangent])
            return True
    if tangent in ("left", "right"):
        stega_flik(program, 1 if tangent == "right" else -1)
        program.rader("flikar").focus()
        mala_huvud(program)
        return True
    if tangent in ("enter", "down", "escape", "tab"):
        program.rutnat.focus()
        program.call_after_refresh(mala_huvud, program)
        return True
    return False


async def valj_dokument(program: "Program") -> None:
    """The document picker."""
    from tui.widgets.dialoger import Valjare

    poster = [
        (d.id, dokumenttext(d), f"{periodtext(d)} {d.diarienummer}")
        for d in ordnade_dokument(program.pass_.yta)
    ]
    svar = await program.push_screen_wait(
        Valjare("Välj dokument", poster, program.pass_.dokument_id)
    )
    if svar:
        visa_dokument(program, svar)


def visa_dokument(program: "Program", dokument_id: str) -> None:
    """Show another document on the same tab."""
    program.pass_.dokument_id = dokument_id
    visa_flik(program, program.pass_.flik)
    redigering.kom_ihag(program)


async def hjalp(program: "Program") -> None:
    """Help on the table under the cursor, and on the keys."""
    from tui.tabs.hjalp import hjalptext
    from tui.widgets.dialoger import Lasruta

    tangenter = [(k.visas, k.namn) for k in KOMMANDON]
    pass_ = program.pass_
    text = hjalptext(pass_.tabell, pass_.dokument.period, tangenter)
    await program.push_screen_wait(Lasruta("Hjälp", text))


async def visa_panel(program: "Program") -> None:
    """The whole panel of the cell under the cursor, however small the screen."""
    from tui.app.malning import cellrader
    from tui.tabs.tabellvy import Tabellvy
    from tui.widgets.dialoger import Lasruta

    vy = program.rutnat.modell
    alla: list[Textrad] = []
    if isinstance(vy, Tabellvy) and vy.antal_rader:
        alla = cellrader(program, vy, 70)
    elif program.pass_.jamfors_med:
        from tui.app.jamforelsen import panel

        alla = panel(program, 70)
    if alla:
        rubrik, *rader = ("".join(t for t, _ in rad) for rad in alla)
        text = "\n".join(rader)
        await program.push_screen_wait(Lasruta(rubrik.strip("─ "), text))


async def kommandopalett(program: "Program") -> None:
    """Every command, every tab and every table of the document, to choose from."""
    from tui.widgets.dialoger import Valjare

    pass_ = program.pass_
    poster = [(f"k:{k.id}", k.namn, k.visas) for k in KOMMANDON if k.id != "kommandon"]
    poster += [("f:oversikt", "Gå till Översikt", ""), ("f:text", "Gå till Text", "")]
    for flik in pass_.register.flikar:
        poster += [
            (f"t:{t.id}", f"Gå till {t.rubrik}", flik.rubrik) for t in pass_.tabeller(flik.id)
        ]
    svar = await program.push_screen_wait(Valjare("Kommandon", poster))
    slag, _, id_ = svar.partition(":")
    if slag == "k":
        await utfor(program, id_)
    elif slag == "f":
        visa_flik(program, id_)
    elif slag == "t":
        granskningen.visa_cell(program, Adress("", id_))


def byt_tema(program: "Program") -> None:
    """The next theme, remembered."""
    namn = list(PALETTER)
    plats = namn.index(program.tema) if program.tema in namn else 0
    program.tema = tema = namn[(plats + 1) % len(namn)]
    program.theme = f"namndkoll-{tema}"
    lager = program.pass_.lager
    program.sparare.spara(("tema", ""), lambda: lager.spara_val(tema=tema))
    mala_allt(program)
    redigering.saga(program, f"Färgtema: {PALETTER[tema].rubrik.lower()}.")


async def avsluta(program: "Program") -> None:
    """Leave when all is saved; otherwise say what is not, and ask."""
    from tui.widgets.dialoger import Fraga

    redigering.kom_ihag(program)
    lage = await program.sparare.klar()
    if lage.fel:
        svar = {"enter": ("stanna", "Stanna kvar"), "a": ("avsluta", "Avsluta utan att spara")}
        if await program.push_screen_wait(Fraga("Ej sparat", lage.fel, svar)) != "avsluta":
            return
    program.exit(0)


def kopiera(program: "Program") -> None:
    """The cell to the clipboard."""
    text = redigering.kopierat(program)
    if text:
        program.copy_to_clipboard(text)
        redigering.saga(program, f"Kopierat: {text}")


def kopiera_tabellen(program: "Program") -> None:
    """The shown table to the clipboard."""
    from tui.app.klistra import kopiera_tabellen as utfor_kopiering

    utfor_kopiering(program)


def spara_igen(program: "Program") -> None:
    """Try again what could not be saved; everything else is saved already."""
    pass_ = program.pass_
    if pass_.sakring is not None and pass_.ojournalfort:
        journalfor(pass_, pass_.sakring)
        redigering.spara_andrade(program)
    program.sett.clear()
    program.sparare.forsok_igen()
    fel = pass_.journalfel
    redigering.saga(program, f"{EJ_SPARAT}{fel}" if fel else "Allt sparas medan du skriver.")


def till_flikraden(program: "Program") -> None:
    """The keyboard to the tab bar."""
    program.rader("flikar").focus()
    program.call_after_refresh(mala_huvud, program)


def lamna_rutnatet(program: "Program") -> None:
    """Esc in the grid: out of a comparison, else to the tab bar."""
    if program.pass_.jamfors_med:
        from tui.app.jamforelsen import lamna

        lamna(program)
    else:
        till_flikraden(program)


async def jamfor(program: "Program") -> None:
    """The shown table beside another document's."""
    from tui.app.jamforelsen import jamfor as utfor_jamforelse

    await utfor_jamforelse(program)


def klick(program: "Program", kalla: str, x: int) -> None:
    """A click on one of the bars; an open edit is finished first."""
    if not redigering.klar_med_cellen(program):
        return
    if kalla == "flikar":
        antal = antal_per_flik(program.pass_.fynden)
        flik = flik_vid(program.pass_.register, x, program.size.width, antal)
        if flik:
            visa_flik(program, flik)
    elif kalla == "status":
        program.action_kor("dokument")
    elif kalla == "tabeller":
        stega_tabell(program, 1)
    elif kalla == "fot":
        fot = [(k.visas, k.fot) for k in FOTKOMMANDON]
        plats = fotkommando_vid(fot, x, program.size.width)
        if plats is not None:
            program.action_kor(FOTKOMMANDON[plats].id)


def andra(program: "Program") -> None:
    """F2 from anywhere: as Enter in the grid."""
    program.rutnat.focus()
    program.rutnat.borja(None)


async def aterstall(program: "Program") -> None:
    """Restore a backup of the shown tab."""
    from tui.app.aterstall import aterstall as utfor_aterstallning

    await utfor_aterstallning(program)


async def ny_dokument(program: "Program") -> None:
    """The next document out of the shown one."""
    from tui.app.nytt import ny_dokument as utfor_nytt

    await utfor_nytt(program)


async def lagg_undan(program: "Program") -> None:
    """Lay the shown draft aside."""
    from tui.app.nytt import lagg_undan as utfor_undanlaggning

    await utfor_undanlaggning(program)


async def besluta(program: "Program") -> None:
    """The shown document is decided, and locked."""
    from tui.app.beslut import besluta as utfor_beslut

    await utfor_beslut(program)


async def installningar(program: "Program") -> None:
    """The settings."""
    from tui.app.installningar import installningar as utfor_installningar

    await utfor_installningar(program)


async def backa(program: "Program", *, bakat: bool) -> None:
    """Undo or redo: the making of a document, where that came last, else the last step."""
    if program.pass_.nytt is not None:
        from tui.app.nytt import backa_nytt

        if await backa_nytt(program, bakat=bakat):
            return
    (backning.angra if bakat else backning.gor_om)(program)


Handling = Callable[["Program"], Awaitable[None] | None]

HANDLINGAR: dict[str, Handling] = {
    "hjalp": hjalp,
    "andra": andra,
    "dokument": valj_dokument,
    "nasta_tabell": lambda p: stega_tabell(p, 1),
    "forra_tabell": lambda p: stega_tabell(p, -1),
    "flikrad": till_flikraden,
    "granska": granskningen.granska,
    "nasta_fynd": lambda p: granskningen.stega_fynd(p, 1),
    "forra_fynd": lambda p: granskningen.stega_fynd(p, -1),
    "undanta": granskningen.undanta,
    "lagg_till_text": granskningen.lagg_till_text,
    "ta_bort_text": granskningen.ta_bort_text,
    "angra": lambda p: backa(p, bakat=True),
    "gor_om": lambda p: backa(p, bakat=False),
    "kommandon": kommandopalett,
    "panel": visa_panel,
    "nasta_flik": lambda p: stega_flik(p, 1),
    "forra_flik": lambda p: stega_flik(p, -1),
    "ny_rad": radandring.ny_rad,
    "ta_bort_rad": radandring.ta_bort_rad,
    "rad_upp": lambda p: radandring.flytta_rad(p, -1),
    "rad_ned": lambda p: radandring.flytta_rad(p, 1),
    "kopiera": kopiera,
    "kopiera_tabellen": kopiera_tabellen,
    "ny_dokument": ny_dokument,
    "lagg_undan": lagg_undan,
    "jamfor": jamfor,
    "arbetskopia": redigering.gor_arbetskopia,
    "besluta": besluta,
    "las_upp": redigering.las_upp,
    "las": redigering.las,
    "spara": spara_igen,
    "rapport": rapporten.skriv_rapport,
    "infor_namnd": lambda p: rapporten.skriv_rapport(p, infor_namnd=True),
    "aterstall": aterstall,
    "installningar": installningar,
    "tema": byt_tema,
    "avsluta": avsluta,
}
