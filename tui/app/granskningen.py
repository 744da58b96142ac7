"""The findings on the screen: gone to one by one, put aside; the report's text."""

from dataclasses import replace
from os.path import expanduser
from pathlib import PurePath
from typing import TYPE_CHECKING

from tui.app import redigering
from tui.app.arbetspass import visa_adress
from tui.app.fyndurval import vid
from tui.app.malning import mala_allt
from tui.arbetsyta import Dokumentandring
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.register import OVERSIKT, TEXT

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.tabs.oversikt import Oversiktsvy


# ---- from one to the next ----------------------------------------------------------------------


def granska(program: "Program") -> None:
    """The findings on the overview, the cursor on the first."""
    visa_flik(program, OVERSIKT)
    vy = oversiktsvyn(program)
    if vy is not None:
        program.rutnat.stall(vy.forsta_fynd, 0)


def oversiktsvyn(program: "Program") -> "Oversiktsvy | None":
    """The overview where it is what the grid shows; imported when it is first asked for."""
    from tui.tabs.oversikt import Oversiktsvy

    vy = program.rutnat.modell
    return vy if isinstance(vy, Oversiktsvy) else None


def visa_flik(program: "Program", flik: str) -> None:
    """Show a tab, with the keyboard in its grid."""
    program.pass_.flik, program.pass_.jamfors = flik, None
    program.meddelande = ""
    program.rutnat.focus()
    mala_allt(program)


def stega_fynd(program: "Program", steg: int) -> None:
    """Go to the next finding from where the last one was shown, worst first, round the end."""
    fynd = program.pass_.fynden.viktiga()
    if not fynd:
        redigering.saga(program, "Det finns inga fynd att gå till.")
        return
    senaste = program.senaste_fynd
    forra = fynd.index(senaste) if senaste in fynd else (-1 if steg > 0 else 0)
    plats = (forra + steg) % len(fynd)
    visa_fynd(program, fynd[plats])
    redigering.saga(program, f"Fynd {plats + 1} av {len(fynd)}; F5 går till nästa.")


def visa_fynd(program: "Program", fynd: Fynd) -> None:
    """Go to what a finding is about: its line of the text, its cell, or its document."""
    program.senaste_fynd = fynd
    textrad = program.pass_.fynden.textrader.get(fynd)
    if textrad is not None:
        visa_textrad(program, *textrad)
    elif fynd.adress.tabell:
        visa_cell(program, fynd.adress)
    else:
        granska(program)
        vy = oversiktsvyn(program)
        if vy is not None:
            program.rutnat.stall(vy.plats(fynd), 0)


def visa_cell(program: "Program", adress: Adress) -> None:
    """Show the cell at an address, on its tab; an empty document means the shown one."""
    pass_ = program.pass_
    hel = replace(adress, dokument=adress.dokument or pass_.dokument_id)
    pass_.las_in(hel.dokument)
    visa_adress(pass_, hel, pass_.yta.tabell(hel.dokument, hel.tabell))
    visa_flik(program, pass_.flik)


def visa_textrad(program: "Program", text: int, rad: int) -> None:
    """Show a line of one of the report's texts."""
    from tui.tabs.text import Textvy

    visa_flik(program, TEXT)
    vy = program.rutnat.modell
    if isinstance(vy, Textvy):
        program.rutnat.stall(vy.plats(text, rad), 1)


async def folj_rad(program: "Program") -> None:
    """Enter on the overview or in the text: to what the line is about."""
    if program.pass_.flik == TEXT:
        await folj_textrad(program)
        return
    vy = oversiktsvyn(program)
    if vy is None or program.rutnat.rad >= len(vy.rader):
        return
    rad = vy.rader[program.rutnat.rad]
    if rad.fynd is not None:
        visa_fynd(program, rad.fynd)
    elif rad.mal is not None and rad.mal.tabell:
        visa_cell(program, rad.mal)
    elif rad.flik:
        visa_flik(program, rad.flik)


async def folj_textrad(program: "Program") -> None:
    """Enter in the text: to the figure of its first claim; without a text, to add one."""
    from tui.tabs.text import Textvy

    vy = program.rutnat.modell
    if not isinstance(vy, Textvy):
        return
    if not vy.texter:
        await lagg_till_text(program)
        return
    adresser = [d.adress for d in vy.domar_vid(program.rutnat.rad) if d.adress is not None]
    if adresser and adresser[0].tabell:
        visa_cell(program, adresser[0])
    else:
        redigering.saga(program, "På raden finns inget påstående som en tabell svarar på.")


# ---- put aside ---------------------------------------------------------------------------------


async def undanta(program: "Program") -> None:
    """Put the finding under the cursor aside, with a reason; or take one back."""
    from tui.granskning.undantag import fyndnyckel
    from tui.widgets.dialoger import Skrivruta

    fynd, dokument = vald_fynd(program), program.pass_.dokument
    if fynd is None:
        redigering.saga(program, "Ställ markören på ett fynd först (F8 visar dem).")
        return
    if program.pass_.hinder:
        redigering.saga(program, redigering.lasmening(program))
        return
    nyckel = fyndnyckel(fynd)
    if nyckel in {u.nyckel for u in dokument.undantag}:
        kvar = tuple(u for u in dokument.undantag if u.nyckel != nyckel)
        satt_huvud(program, replace(dokument, undantag=kvar), "Fyndet är tillbaka.")
        return
    skal = await program.push_screen_wait(
        Skrivruta("Undanta fyndet", f"{fynd.mening}\n\nVarför? Skälet sparas.")
    )
    if skal:
        lagg_undan(program, fynd, skal)


def lagg_undan(program: "Program", fynd: Fynd, skal: str) -> None:
    """Put a finding aside; it comes back when its figures change."""
    from tui.granskning.undantag import undantag_for

    dokument = program.pass_.dokument
    nytt = replace(dokument, undantag=(*dokument.undantag, undantag_for(fynd, skal)))
    satt_huvud(program, nytt, "Fyndet är undantaget; det kommer tillbaka om talen ändras.")


def vald_fynd(program: "Program") -> Fynd | None:
    """The finding under the cursor: the line of the overview or of the text, or the cell's."""
    from tui.tabs.text import Textvy

    vy, rutnat, oversikt = program.rutnat.modell, program.rutnat, oversiktsvyn(program)
    if oversikt is not None:
        return oversikt.rader[rutnat.rad].fynd if oversikt.rader else None
    if isinstance(vy, Textvy):
        return next(iter(vy.fynd_vid(rutnat.rad)), None)
    cell = redigering.vald_cell(program)
    if cell is None:
        return None
    tabell, rad, kolumn = cell
    return next(iter(vid(program.pass_.fynden, tabell, rad.id, kolumn)), None)


def satt_huvud(program: "Program", nytt: Dokument, mening: str) -> None:
    """Give the shown document another head, as a step that can be undone."""
    redigering.gor(program, Dokumentandring(program.pass_.dokument, nytt))
    mala_allt(program)
    redigering.saga(program, program.meddelande or mening)


# ---- the report's text -------------------------------------------------------------------------


async def lagg_till_text(program: "Program") -> None:
    """Let a text file belong to the shown document."""
    from tui.widgets.dialoger import Skrivruta

    dokument = program.pass_.dokument
    if program.pass_.hinder:
        redigering.saga(program, redigering.lasmening(program))
        return
    svar = await program.push_screen_wait(
        Skrivruta(
            "Lägg till text",
            "Var ligger rapportens text? Skriv sökvägen till filen (.docx, .md eller .txt).",
        )
    )
    # Path's own expanduser raises RuntimeError where there is no such user.
    fil = expanduser(svar.strip().strip("\"'"))  # noqa: PTH111
    fil = str(PurePath(fil)) if fil else ""
    if not fil:
        return
    try:
        program.pass_.lager.text(fil)
    except ValueError as fel:
        redigering.saga(program, f"{getattr(fel, 'mening', fel)}")
        return
    texter = tuple(dict.fromkeys((*dokument.texter, fil)))
    satt_huvud(program, replace(dokument, texter=texter), f"{PurePath(fil).name} granskas nu.")
    visa_flik(program, TEXT)


async def ta_bort_text(program: "Program") -> None:
    """Let a text file no longer belong to the shown document; the file stays where it is."""
    from tui.widgets.dialoger import Valjare

    dokument = program.pass_.dokument
    if not dokument.texter:
        redigering.saga(program, "Ingen text hör till dokumentet.")
        return
    poster = [(fil, PurePath(fil).name, fil) for fil in dokument.texter]
    svar = await program.push_screen_wait(Valjare("Ta bort ur granskningen", poster))
    if svar:
        kvar = tuple(fil for fil in dokument.texter if fil != svar)
        mening = f"{PurePath(svar).name} granskas inte längre; filen är orörd."
        satt_huvud(program, replace(dokument, texter=kvar), mening)
