"""Painting: from the session to the widgets."""

from typing import TYPE_CHECKING

from tui.app.arbetspass import OVERSIKT
from tui.app.kommandon import FOTKOMMANDON
from tui.domain.tabell import ETIKETT
from tui.svenska.format import klockslag
from tui.tabs.bilder import bild
from tui.tabs.huvud import (
    flikrad,
    fotrad,
    fyndtext,
    sammantradestext,
    statusrad,
    tabellrad,
    teckenrad,
)
from tui.tabs.panel import fyndrader, panelrader, rubrik, stycke
from tui.tabs.tabellvy import Tabellvy
from tui.widgets.modell import Rutmodell, Textrad, kortad

if TYPE_CHECKING:
    from tui.app.program import Program


def mala_allt(program: "Program", *, full: bool = True) -> None:
    """Everything anew: another document, tab or table, theme or size."""
    pass_, rutnat = program.pass_, program.rutnat
    for rader in program.screen_stack[0].query("Rader"):
        rader.tema = program.tema  # type: ignore[attr-defined]
        rader.refresh()
    rutnat.tema = program.tema
    program.screen_stack[0].set_class(pass_.flik == OVERSIKT, "oversikt")
    rad, kolumn = pass_.markor.get(markornyckel(program), (0, 1))
    rutnat.visa(modell(program), rad, kolumn)
    mala_huvud(program, full=full)
    mala_panel(program, full=full)


def markornyckel(program: "Program") -> tuple[str, str]:
    """Under which key the cursor's place is remembered."""
    tabell = program.pass_.tabell
    return program.pass_.dokument_id, tabell.id if tabell else program.pass_.flik


def modell(program: "Program") -> Rutmodell:
    """What the grid shows now."""
    pass_, skarm = program.pass_, program.size.width
    if pass_.flik == OVERSIKT:
        from tui.app.oversikten import oversiktsvy

        return oversiktsvy(program)
    tabell = pass_.tabell
    if tabell is None:
        from tui.tabs.oversikt import Oversiktsvy

        return Oversiktsvy((), skarm)
    fynd = pass_.flikfynd(tabell.mall.flik)
    marken = {
        (f.adress.rad, f.adress.kolumn): f.allvar for f in fynd if f.adress.tabell == tabell.id
    }
    return Tabellvy(pass_.kalkyl(tabell), marken, skarm)


def mala_huvud(program: "Program", *, full: bool = True) -> None:
    """The bars at top and bottom."""
    pass_, skarm = program.pass_, program.size.width
    tabell = pass_.tabell
    tabeller = pass_.tabeller(pass_.flik) if pass_.flik != OVERSIKT else ()
    fynd = fyndtext(pass_.fynd()) if full else "… granskar"
    mote = sammantradestext(pass_.yta.installningar, program.idag())
    rad = statusrad(pass_.dokument, tabell, mote, fynd, sparat(program), skarm)
    fokus = program.focused is not None and program.focused.id == "flikar"
    program.rader("status").visa([rad])
    program.rader("flikar").visa([flikrad(pass_.register, pass_.flik, fokus, skarm)])
    if pass_.flik == OVERSIKT:
        program.rader("tabeller").visa([((" Enter går till raden under markören", "dampad"),)])
        program.rader("tecken").visa([])
    else:
        program.rader("tabeller").visa([tabellrad(tabeller, tabell, skarm)])
        program.rader("tecken").visa([teckenrad(tabell, skarm)])
    fot = [(k.visas, k.fot) for k in FOTKOMMANDON]
    program.rader("fot").visa([fotrad(fot, skarm)])


def sparat(program: "Program") -> str:
    """Whether all is saved, in words."""
    lage = program.sparare.lage
    if lage.fel:
        return "✗ ej sparat"
    if not lage.sparat:
        return "… sparar"
    if program.pass_.dokument.last:
        return "läsläge"
    if lage.nar is None:
        return "✓ sparat"
    return f"✓ sparat {klockslag(lage.nar)}"


def mala_panel(program: "Program", *, full: bool = True) -> None:
    """The panel under the grid, for the cell under the cursor."""
    vanster, hoger = program.rader("panel"), program.rader("fynd")
    bredd = max(10, (vanster.size.width or program.size.width) - 2)
    program.pass_.markor[markornyckel(program)] = (program.rutnat.rad, program.rutnat.kolumn)
    rader = meddelanderader(program.meddelande, bredd)
    vy = program.rutnat.modell
    if isinstance(vy, Tabellvy) and vy.antal_rader:
        rader += cellrader(program, vy, bredd)
    vanster.visa(rader)
    if program.size.width >= 100:
        hoger.visa(fyndpanel(program, bredd, full=full))


def meddelanderader(meddelande: str, bredd: int) -> list[Textrad]:
    """A message that must be read, first in the panel."""
    if not meddelande:
        return []
    rader = stycke(f"▶ {meddelande}", "varning stark", bredd, "  ")
    return [((" ", ""), *rad) for rad in rader]


def cellrader(program: "Program", vy: Tabellvy, bredd: int) -> list[Textrad]:
    """How the cell under the cursor came about."""
    rutnat, pass_ = program.rutnat, program.pass_
    rad = vy.tabell.rader[rutnat.rad]
    kolumn_id = vy.kolumner[rutnat.kolumn].id
    fynd = [
        f
        for f in pass_.flikfynd(vy.tabell.mall.flik)
        if (f.adress.tabell, f.adress.rad) == (vy.tabell.id, rad.id)
        and kolumn_id in (f.adress.kolumn, ETIKETT)
    ]
    bilden = bild(vy.kalkyl, rad, bredd)
    rader = panelrader(vy.kalkyl, rad, kolumn_id, fynd, bilden, bredd)
    titel = ramrad(rubrik(vy.kalkyl, rad, kolumn_id), bredd)
    return [titel, *(((" ", ""), *r) for r in rader)]


def ramrad(text: str, bredd: int) -> Textrad:
    """A heading with a rule, as wide as the panel."""
    kort = kortad(text, bredd - 4)
    return (("─ ", "ram"), (kort, "stark"), (" " + "─" * max(0, bredd - len(kort) - 3), "ram"))


def fyndpanel(program: "Program", bredd: int, *, full: bool) -> list[Textrad]:
    """The findings of the shown document, worst first."""
    if not full:
        return [ramrad("Att granska", bredd)]
    fynd = [f for f in program.pass_.fynd() if f.allvar != "avrundning"]
    rader = [ramrad(f"Att granska ({len(fynd)})", bredd)]
    for f in fynd:
        rader += [((" ", ""), *rad) for rad in fyndrader(f, bredd)]
    return rader or [()]
