"""Painting: from the session to the widgets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.app.fyndurval import antal_per_flik, har_texter, i_tabell, vid
from tui.app.kommandon import FOTKOMMANDON
from tui.app.program import SMAL
from tui.app.sparare import Sparlage
from tui.domain.celltext import celltext
from tui.domain.fel import Adress, Fynd
from tui.domain.register import OVERSIKT, TEXT
from tui.domain.tabell import ETIKETT, Tabell
from tui.svenska.format import klockslag, kort_datum
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
from tui.tabs.tabellvy import Marken, Tabellvy
from tui.widgets.modell import Rutmodell, Textrad, Tommodell, kortad

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.app.sakring import Cellsteg


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


def mala_om(program: "Program") -> None:
    """Everything anew for another size; a text that is being typed stays."""
    redigeras = program.rutnat.redigeras
    mala_allt(program)
    program.rutnat.redigeras = redigeras


def markornyckel(program: "Program") -> tuple[str, str]:
    """Under which key the cursor's place is remembered."""
    pass_ = program.pass_
    namn = pass_.tabell.id if pass_.tabell else pass_.flik
    return pass_.dokument_id, f"{namn}/{pass_.jamfors_med}" if pass_.jamfors_med else namn


def modell(program: "Program") -> Rutmodell:
    """What the grid shows now."""
    pass_, skarm = program.pass_, program.size.width
    if not pass_.har_tabeller:
        from tui.app.oversikten import oversiktsvy, textvy

        return textvy(program) if pass_.flik == TEXT else oversiktsvy(program)
    tabell = pass_.tabell
    if tabell is None:
        return Tommodell()
    if pass_.jamfors_med:
        from tui.app.jamforelsen import jamforelsevy

        if (jamford := jamforelsevy(program)) is not None:
            return jamford
    marken = fyndmarken(tabell, i_tabell(pass_.fynden, tabell.id))
    fore = program.rutnat.modell
    return Tabellvy(
        pass_.kalkyl(tabell),
        marken,
        skarm,
        skrivbar=not pass_.hinder,
        fore=fore if isinstance(fore, Tabellvy) else None,
    )


def fyndmarken(tabell: Tabell, fynd: Sequence[Fynd]) -> Marken:
    """Where the grid has marks: the worst of each cell; the first row has the whole table's."""
    forsta = tabell.rader[0].id if tabell.rader else ""
    # The findings are worst first: the last one to be written is the one that stays.
    return {(f.adress.rad or forsta, f.adress.kolumn or ETIKETT): f.allvar for f in reversed(fynd)}


def mala_huvud(program: "Program", *, full: bool = True) -> None:
    """The bars at top and bottom."""
    pass_, skarm = program.pass_, program.size.width
    tabell = pass_.tabell
    tabeller = pass_.tabeller(pass_.flik) if pass_.har_tabeller else ()
    fynden = pass_.fynden
    klart = full and not fynden.granskas
    fynd = fyndtext(fynden.viktiga()) if klart else ("… granskar",) * 2
    antal = antal_per_flik(fynden) if klart else {}
    mote = sammantradestext(pass_.yta.installningar, program.idag())
    rad = statusrad(pass_.dokument, tabell, mote, fynd, sparat(program), skarm)
    fokus = program.focused is not None and program.focused.id == "flikar"
    program.rader("status").visa([rad])
    program.rader("flikar").visa([flikrad(pass_.register, pass_.flik, fokus, skarm, antal)])
    if pass_.har_tabeller:
        program.rader("tabeller").visa([tabellrad(tabeller, tabell, skarm)])
        program.rader("tecken").visa([teckenrad(tabell, skarm)])
        if pass_.jamfors_med:
            from tui.app.jamforelsen import mala_ledrader as mala_jamforelsens

            mala_jamforelsens(program)
    elif pass_.flik == TEXT:
        program.rader("tabeller").visa([((" Rapportens text mot tabellerna", "stark"),)])
        program.rader("tecken").visa([((TEXTLEDTEXT, "dampad"),)])
    fot = [(k.visas, k.fot) for k in FOTKOMMANDON]
    program.rader("fot").visa([fotrad(fot, skarm)])
    if full and (fynden.inaktuella or har_texter(fynden)):
        program.call_after_refresh(program.granska_om)


EJ_SPARAT = "Ej sparat: "
TEXTLEDTEXT = " Enter går till talet i tabellen. Texten ändras i den fil som den kommer ur."


def sag_sparlage(program: "Program", lage: Sparlage) -> None:
    """Say why something is not saved, and no longer once it is."""
    if lage.fel:
        program.meddelande = f"{EJ_SPARAT}{lage.fel}"
    elif lage.sparat and program.meddelande.startswith(EJ_SPARAT):
        program.meddelande = ""
    else:
        return
    mala_panel(program)


def sparat(program: "Program") -> str:
    """Whether all is saved, in words."""
    lage = program.sparare.lage
    if lage.fel or program.pass_.journalfel:
        return "✗ ej sparat"
    if program.pass_.hinder:
        return "läsläge"
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
    bredd = panelbredd(program.size.width)
    program.pass_.markor[markornyckel(program)] = (program.rutnat.rad, program.rutnat.kolumn)
    if program.pass_.flik == OVERSIKT:
        mala_ledrader(program)
    filfel = program.pass_.yta.filfel.get((program.pass_.dokument_id, program.pass_.flik), ())
    meningar = (program.meddelande, *(fel.mening for fel in filfel))
    rader = [rad for mening in meningar for rad in meddelanderader(mening, bredd)]
    vy = program.rutnat.modell
    if isinstance(vy, Tabellvy) and vy.antal_rader:
        rader += cellrader(program, vy, bredd)
    elif program.pass_.jamfors_med:
        from tui.app.jamforelsen import panel

        rader += panel(program, bredd)
    elif program.pass_.flik == TEXT:
        from tui.app.oversikten import textpanel

        rader += textpanel(program, bredd)
    vanster.visa(rader)
    if program.size.width >= SMAL:
        hoger.visa(fyndpanel(program, bredd, full=full))


def mala_ledrader(program: "Program") -> None:
    """The two lines over the overview, which has no panel: a message, or what Enter does."""
    rader = meddelanderader(program.meddelande, program.size.width - 2)
    rader = rader or [((" Enter går till raden under markören", "dampad"),)]
    program.rader("tabeller").visa(rader[:1])
    program.rader("tecken").visa(rader[1:2])


def panelbredd(skarm: int) -> int:
    """The width of a panel's text; counted, for a panel that is just coming up has no size yet."""
    return max(10, (skarm // 2 if skarm >= SMAL else skarm) - 2)


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
    fynd = vid(pass_.fynden, vy.tabell, rad.id, kolumn_id)
    bilden = bild(vy.kalkyl, rad, bredd)
    rader = panelrader(vy.kalkyl, rad, kolumn_id, fynd, bilden, bredd)
    titel = ramrad(rubrik(vy.kalkyl, rad, kolumn_id), bredd)
    historik = historikrader(program, Adress(pass_.dokument_id, vy.tabell.id, rad.id, kolumn_id))
    return [titel, *(((" ", ""), *r) for r in (*historik, *rader))]


VISADE_STEG = 3


def historikrader(program: "Program", adress: Adress) -> list[Textrad]:
    """How the cell came to its value: who, when, from what to what, newest first."""
    sakring = program.pass_.sakring
    if sakring is None or not program.klar:
        return []
    steg = list(sakring.cellhistorik(adress))[:VISADE_STEG]
    return [((_historiktext(s), "dampad"),) for s in steg]


def _historiktext(steg: "Cellsteg") -> str:
    nar = steg.tid.astimezone()
    fran, till = (celltext(v, None) or "tomt" for v in (steg.fran, steg.till))
    skal = f" ({steg.skal})" if steg.skal else ""
    return f"{kort_datum(nar.date())} {klockslag(nar)} {steg.vem}: {fran} → {till}{skal}"


def ramrad(text: str, bredd: int) -> Textrad:
    """A heading with a rule, as wide as the panel."""
    kort = kortad(text, bredd - 4)
    return (("─ ", "ram"), (kort, "stark"), (" " + "─" * max(0, bredd - len(kort) - 3), "ram"))


def fyndpanel(program: "Program", bredd: int, *, full: bool) -> list[Textrad]:
    """The findings of the shown document, worst first."""
    if not full:
        return [ramrad("Att granska", bredd)]
    fynd = program.pass_.fynden.viktiga()
    rader = [ramrad(f"Att granska ({len(fynd)})" + (" · F5 nästa" if fynd else ""), bredd)]
    for f in fynd:
        rader += [((" ", ""), *rad) for rad in fyndrader(f, bredd)]
    return rader or [()]
