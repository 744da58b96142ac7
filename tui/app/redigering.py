"""Editing: from what the grid tells to changes of the session, saved and painted."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.app.arbetskopia import ny_arbetskopia, upplasning, utkast_av
from tui.app.malning import EJ_SPARAT, mala_allt, mala_huvud, mala_panel, modell
from tui.arbetsyta import (
    Andring,
    Dokumentandring,
    cellandring,
)
from tui.domain.celltext import inmatningstext
from tui.domain.fel import Adress
from tui.domain.forklaring import forklaring
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.domain.varde import Varde
from tui.tabs.panel import rubrik
from tui.tabs.tabellvy import Tabellvy

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.widgets.rutnat import Plats


def vald_cell(program: "Program", plats: "Plats | None" = None) -> tuple[Tabell, Rad, str] | None:
    """The table, row and column id at a place (under the cursor), None where there is no table."""
    vy, rad, kolumn = plats or program.rutnat.plats
    if not isinstance(vy, Tabellvy) or not vy.antal_rader:
        return None
    return vy.tabell, vy.tabell.rader[rad], vy.kolumner[kolumn].id


def adress(program: "Program", tabell: Tabell, rad: Rad, kolumn: str = "") -> Adress:
    """A cell's address in the shown document."""
    return Adress(program.pass_.dokument_id, tabell.id, rad.id, kolumn)


def skriv_in(program: "Program", text: str, plats: "Plats") -> None:
    """Take a typed text as the value of the cell that it was typed in."""
    # Not needed by who only reads, nor before something is typed.
    from tui.domain.inmatning import tolkad_inmatning
    from tui.svenska.tal import Avslag

    cell = vald_cell(program, plats)
    if cell is None:
        return
    tabell, rad, kolumn = cell
    varde = tolkad_inmatning(text, tabell, rad, kolumn)
    if not isinstance(varde, Avslag):
        satt(program, tabell, rad, kolumn, varde)


def klar_med_cellen(program: "Program") -> bool:
    """Take the text of an open edit before something else is done; False where it is refused."""
    rutnat = program.rutnat
    if rutnat.redigeras is None:
        return True
    text = rutnat.redigeras.text
    nej = rutnat.modell.avslag(rutnat.rad, rutnat.kolumn, text)
    if nej:
        rutnat.focus()
        saga(program, nej)
        return False
    rutnat.sluta()
    skriv_in(program, text, rutnat.plats)
    return True


def satt(program: "Program", tabell: Tabell, rad: Rad, kolumn: str, varde: Varde) -> None:
    """Give a cell a value, unless it has it already."""
    andring = cellandring(program.pass_.yta, adress(program, tabell, rad, kolumn), varde)
    if andring.fran != andring.till or type(andring.fran) is not type(andring.till):
        gor(program, andring)


def gor(program: "Program", *steg: Andring) -> None:
    """Carry out changes, save what they touch, and repaint what they changed."""
    if program.pass_.hinder:
        saga(program, lasmening(program))
        return
    program.pass_.gor(*steg)
    efter_andring(program)


def efter_andring(program: "Program") -> None:
    """Save what the changes touched, and repaint."""
    fel = program.pass_.journalfel
    program.meddelande = f"{EJ_SPARAT}{fel}" if fel else ""
    program.pass_.fynden.hall_jamna()
    # Paints the top line, so it comes after the findings, or they would be counted twice.
    spara_andrade(program)
    program.rutnat.uppdatera(modell(program))
    mala_huvud(program)
    mala_panel(program)


def spara_andrade(program: "Program") -> None:
    """Ask for the files that were changed to be saved, again once their changes are committed."""
    pass_ = program.pass_
    filer, pass_.att_spara = dict.fromkeys(pass_.att_spara), ()
    for fil in filer:
        dokument, _, flik = fil.partition("/")
        spara_fil(program, dokument, flik)


def spara_fil(program: "Program", dokument: str, flik: str) -> None:
    """Ask for a tab's file (the head's for "") to be saved, as it stands now."""
    pass_ = program.pass_
    nr = pass_.sakring.senaste_nr() if pass_.sakring else 0
    huvud, tabeller = pass_.yta.dokument[dokument], pass_.yta.tabeller.get((dokument, flik), ())
    if fel := pass_.journalfel:
        pass_.att_spara = (*pass_.att_spara, f"{dokument}/{flik}")

    def uppgift() -> None:
        # A file that is ahead of its journal could not be put right after a crash.
        if fel:
            raise OSError(fel)
        if pass_.sakring:
            pass_.sakring.infor(dokument, flik, nr)
        if flik:
            pass_.lager.spara_flik(dokument, flik, tabeller)
            pass_.pa_disk[(dokument, flik)] = tabeller
        else:
            pass_.lager.spara_dokument(huvud)

    program.sparare.spara((dokument, flik), uppgift)


def lasmening(program: "Program") -> str:
    """Why nothing may be changed, in one sentence."""
    return f"Läsläge: mappen är {program.pass_.hinder}." if program.pass_.hinder else ""


async def oppna(program: "Program", text: str) -> None:
    """Enter or typing on a cell that the grid does not edit in place."""
    if not program.pass_.har_tabeller:
        from tui.app.granskningen import folj_rad

        # A letter typed there is a slip, and leads nowhere.
        if not text:
            await folj_rad(program)
        return
    cell = vald_cell(program)
    if cell is None:
        return
    slag = program.rutnat.modell.redigering(program.rutnat.rad, program.rutnat.kolumn)
    match slag:
        case "beraknad":
            saga(program, beraknad_mening(program, *cell))
        case "last":
            skrivet = await fraga_om_last(program, text)
            if not program.pass_.dokument.last:
                await fortsatt(program, skrivet)
        case "ruta":
            await redigera_text(program, *cell, text)
        case "val":
            await valj(program, *cell)
        case _:
            saga(program, "Den här cellen hör till tabellens form och ändras inte.")


def saga(program: "Program", mening: str) -> None:
    """Say something in the panel."""
    program.meddelande = mening
    mala_panel(program)


def beraknad_mening(program: "Program", tabell: Tabell, rad: Rad, kolumn: str) -> str:
    """That a cell is computed, and out of what."""
    forklarad = forklaring(program.pass_.kalkyl(tabell), rad.id, kolumn)
    namn = [t.namn for t in forklarad.termer] if forklarad else []
    vad = f" Ändra {' eller '.join(namn[:4])} i stället." if namn else ""
    return f"Cellen är beräknad och skrivs inte in.{vad}"


async def fraga_om_last(program: "Program", skrivet: str = "", tillagg: str = "") -> str:
    """The first edit in a decided document: a working copy, or unlock with a reason.

    ``tillagg`` says what comes after. Gives all that was typed meanwhile.
    """
    from tui.widgets.dialoger import Fraga

    if program.pass_.hinder:
        saga(program, lasmening(program))
        return ""
    dokument, finns = program.pass_.dokument, utkast_av(program.pass_)
    kopia = "Öppna arbetskopian" if finns else "Gör en arbetskopia (utkast) och ändra där"
    svar = {"enter": ("kopia", kopia), "f9": ("las_upp", "Lås upp dokumentet, med ett skäl")}
    text = f"{dokument.namn} är beslutad och ändras inte utan vidare. {tillagg}".rstrip()
    fraga = Fraga("Beslutat dokument", text, svar, skrivet)
    val = await program.push_screen_wait(fraga)
    if val == "kopia":
        gor_arbetskopia(program)
    elif val == "las_upp":
        await las_upp(program)
    return fraga.skrivet


async def fortsatt(program: "Program", skrivet: str) -> None:
    """Go on with the edit that was asked for before the document was opened for it."""
    rutnat = program.rutnat
    if rutnat.modell.redigering(rutnat.rad, rutnat.kolumn) == "rad":
        rutnat.redigera(skrivet or None)
    elif skrivet:
        await oppna(program, skrivet)


def gor_arbetskopia(program: "Program") -> None:
    """Open the working copy, made now if there is none."""
    if program.pass_.hinder and utkast_av(program.pass_) is None:
        saga(program, lasmening(program))
        return
    if program.pass_.dokument.status == "utkast":
        saga(program, "Dokumentet är redan ett utkast; det går att ändra direkt.")
        return
    try:
        kopia = utkast_av(program.pass_) or ny_arbetskopia(program.pass_)
    except OSError as fel:
        saga(program, f"Arbetskopian kunde inte göras: {getattr(fel, 'mening', fel)}")
        return
    program.pass_.markor[(kopia.id, _tabell_id(program))] = (
        program.rutnat.rad,
        program.rutnat.kolumn,
    )
    plats = program.pass_.vald_tabell.get((program.pass_.dokument_id, program.pass_.flik), 0)
    program.pass_.vald_tabell[(kopia.id, program.pass_.flik)] = plats
    program.pass_.dokument_id = kopia.id
    program.meddelande = (
        f"Du arbetar nu i ett utkast av {kopia.namn}; det beslutade dokumentet är orört."
    )
    mala_allt(program)
    kom_ihag(program)


def kom_ihag(program: "Program") -> None:
    """Remember document and tab for the next start; a failure here loses nothing."""
    pass_ = program.pass_
    dokument, flik = pass_.dokument_id, pass_.flik
    program.sparare.spara(
        ("installningar", ""),
        lambda: pass_.lager.spara_val(senaste_dokument=dokument, senaste_flik=flik),
    )


def _tabell_id(program: "Program") -> str:
    tabell = program.pass_.tabell
    return tabell.id if tabell else program.pass_.flik


async def las_upp(program: "Program") -> None:
    """Unlock the decided document, with a reason."""
    from tui.widgets.dialoger import Skrivruta

    if not program.pass_.dokument.last:
        saga(program, "Dokumentet är inte låst.")
        return
    skal = await program.push_screen_wait(
        Skrivruta("Lås upp", "Varför ändras ett beslutat dokument? Skälet sparas.")
    )
    if skal:
        gor(program, upplasning(program.pass_.dokument, skal))
        mala_allt(program)


async def redigera_text(
    program: "Program", tabell: Tabell, rad: Rad, kolumn: str, skrivet: str
) -> None:
    """A long text in an editor."""
    from tui.widgets.dialoger import Textruta

    nu = rad.celler.get(kolumn)
    start = (nu if isinstance(nu, str) else "") + skrivet
    titel = rubrik(program.pass_.kalkyl(tabell), rad, kolumn)
    text = await program.push_screen_wait(Textruta(titel, start))
    if text is not None:
        satt(program, tabell, rad, kolumn, text.strip() or None)


def valen(program: "Program", tabell: Tabell, kolumn_id: str) -> tuple[tuple[str, str], ...]:
    """The choices of a cell: the rows that it may point to, or the steps of its scale."""
    kolumn = tabell.kolumn(kolumn_id)
    if not kolumn.hanvisar:
        return tuple((s, s) for s in program.pass_.yta.installningar.skala(kolumn.skala))
    syskon = program.pass_.tabeller(tabell.mall.flik)
    return tuple((r.id, r.etikett) for t in syskon if t.id == kolumn.hanvisar for r in t.rader)


async def valj(program: "Program", tabell: Tabell, rad: Rad, kolumn: str) -> None:
    """A choice out of a scale."""
    from tui.widgets.dialoger import Valjare

    poster = [*((id_, namn, "") for id_, namn in valen(program, tabell, kolumn))]
    poster.append(("tomt", "(ingen)", ""))
    nu = rad.celler.get(kolumn)
    svar = await program.push_screen_wait(Valjare(rad.etikett, poster, str(nu or "")))
    if svar:
        satt(program, tabell, rad, kolumn, None if svar == "tomt" else svar)


def stega_val(program: "Program", plats: "Plats") -> None:
    """Space: the next step of a scale; elsewhere it starts an edit as any character does."""
    cell = vald_cell(program, plats)
    vy, *rad_kolumn = plats
    slag = vy.redigering(*rad_kolumn) if cell else "ingen"
    if cell is None or slag in ("beraknad", "last", "ingen", "ruta"):
        program.oppna()
    elif slag == "rad":
        program.rutnat.redigera(" ")
    else:
        tabell, rad, kolumn = cell
        skala = (None, *(id_ for id_, _ in valen(program, tabell, kolumn)))
        nu = rad.celler.get(kolumn)
        steg = skala.index(nu) if nu in skala else 0
        satt(program, tabell, rad, kolumn, skala[(steg + 1) % len(skala)])


def tom_cell(program: "Program", plats: "Plats") -> None:
    """Delete: the cell becomes empty, which is not zero."""
    cell = vald_cell(program, plats)
    if cell is None:
        return
    vy, *rad_kolumn = plats
    slag = vy.redigering(*rad_kolumn)
    if slag in ("rad", "val", "ruta") and cell[2] != ETIKETT:
        satt(program, *cell, None)
    elif slag == "rad":
        saga(program, "Radens namn kan ändras men inte tömmas; Ctrl+Delete tar bort raden.")
    else:
        program.oppna()


def kopierat(program: "Program") -> str:
    """The text that copying the cell gives: as it is typed, so that Excel takes it."""
    cell = vald_cell(program)
    if cell is None:
        return ""
    tabell, rad, kolumn = cell
    return inmatningstext(program.pass_.kalkyl(tabell).visat(rad.id, kolumn))


def las(program: "Program") -> None:
    """Lock an unlocked decided document again."""
    dokument = program.pass_.dokument
    if dokument.status == "beslutad" and dokument.upplast:
        gor(program, Dokumentandring(dokument, replace(dokument, upplast="")))
        mala_allt(program)
    else:
        saga(program, "Dokumentet är inte upplåst.")
