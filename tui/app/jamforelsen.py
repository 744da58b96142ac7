"""Comparing (*jämförelsen*): the shown table beside another document's, until Esc."""

from typing import TYPE_CHECKING

from tui.app import redigering
from tui.domain.fel import Adress
from tui.granskning.jamforbarhet import Sida
from tui.granskning.jamforelse import foreslagna, jamforelse, motsvarighet
from tui.tabs.huvud import dokumenttext, periodtext
from tui.tabs.jamforelse import (
    Jamforelsevy,
    cellrubrik,
    jamforelserader,
    jamforelserubrik,
    jamforelsetecken,
)
from tui.widgets.modell import Textrad, kortad

if TYPE_CHECKING:
    from tui.app.program import Program


async def jamfor(program: "Program") -> None:
    """Choose the document to compare with, the proposed one first, and show the comparison."""
    from tui.widgets.dialoger import Valjare

    pass_ = program.pass_
    pass_.las_huvuden()
    if pass_.tabell is None:
        redigering.saga(program, "Ställ dig i en tabell först (1–5 väljer flik).")
        return
    andra = foreslagna(pass_.dokument, pass_.yta.dokument.values())
    if not andra:
        redigering.saga(program, "Det finns inget annat dokument att jämföra med.")
        return
    poster = [
        (d.id, dokumenttext(d), f"{periodtext(d)}{'' if i else ' · föreslås'}")
        for i, d in enumerate(andra)
    ]
    svar = await program.push_screen_wait(Valjare("Jämför med", poster))
    if svar:
        _visa(program, svar)


def _visa(program: "Program", annat: str) -> None:
    from tui.app.malning import mala_allt

    pass_ = program.pass_
    fore, pass_.jamfors = pass_.jamfors, (pass_.dokument_id, pass_.flik, annat)
    if jamforelsevy(program) is None and pass_.tabell is not None:
        namn = dokumenttext(pass_.yta.dokument[annat])
        pass_.jamfors = fore
        redigering.saga(
            program, f"{namn} har ingen tabell som svarar mot {pass_.tabell.rubrik} här."
        )
        return
    program.meddelande = ""
    mala_allt(program)


def jamforelsevy(program: "Program") -> Jamforelsevy | None:
    """The comparison that is on, None where the other document has no such table."""
    pass_ = program.pass_
    annat, tabell = pass_.jamfors_med, pass_.tabell
    if not annat or tabell is None:
        return None
    deras = motsvarighet(tabell, pass_.tabeller(tabell.mall.flik, annat))
    if deras is None:
        return None
    har = Sida(pass_.dokument, pass_.kalkyl(tabell))
    dar = Sida(pass_.yta.dokument[annat], pass_.kalkyl(deras, annat))
    return Jamforelsevy(jamforelse(har, dar), program.size.width)


def lamna(program: "Program", adress: Adress | None = None) -> None:
    """Back to the table, to a cell of it where one is given."""
    from tui.app.granskningen import visa_cell
    from tui.app.malning import mala_allt

    program.pass_.jamfors = None
    if adress is not None:
        visa_cell(program, adress)
    else:
        mala_allt(program)


def till_cellen(program: "Program", skrivet: str = "") -> None:
    """Enter: to the cell under the cursor, in the table itself. What is typed goes nowhere."""
    vy, rutnat = program.rutnat.modell, program.rutnat
    if skrivet:
        redigering.saga(program, "I jämförelsen ändras inget; Enter går till cellen i tabellen.")
        return
    if not isinstance(vy, Jamforelsevy) or rutnat.rad >= vy.antal_rader:
        return
    rad = vy.jamford.rader[rutnat.rad]
    kolumn = vy.par(rutnat.kolumn)[0].har if rutnat.kolumn and vy.jamford.kolumner else ""
    if rad.har:
        lamna(program, Adress(program.pass_.dokument_id, vy.jamford.har.tabell.id, rad.har, kolumn))
    else:
        redigering.saga(program, "Raden finns bara i det andra dokumentet.")


def mala_ledrader(program: "Program") -> None:
    """The two lines over the grid."""
    vy, skarm = program.rutnat.modell, program.size.width
    if isinstance(vy, Jamforelsevy):
        rubrik, tecken = jamforelserubrik(vy.jamford), jamforelsetecken(vy.jamford)
        program.rader("tabeller").visa([((kortad(rubrik, skarm), "stark"),)])
        program.rader("tecken").visa([((kortad(tecken, skarm), "dampad"),)])


def panel(program: "Program", bredd: int) -> list[Textrad]:
    """The panel of the cell under the cursor."""
    from tui.app.malning import ramrad

    vy, rutnat = program.rutnat.modell, program.rutnat
    if not isinstance(vy, Jamforelsevy) or not vy.antal_rader:
        return []
    titel = ramrad(cellrubrik(vy, rutnat.rad, rutnat.kolumn), bredd)
    rader = jamforelserader(vy, rutnat.rad, rutnat.kolumn, bredd - 1)
    return [titel, *(((" ", ""), *rad) for rad in rader)]
