"""Rows of a list: added, removed, moved."""

from typing import TYPE_CHECKING

from tui.app.redigering import adress, fraga_om_last, gor, saga
from tui.arbetsyta import RadBorttagen, RadFlyttad, RadTillagd
from tui.domain.tabell import Rad, Tabell
from tui.tabs.tabellvy import Tabellvy

if TYPE_CHECKING:
    from tui.app.program import Program


async def lista(program: "Program") -> tuple[Tabell, int] | None:
    """The table under the cursor and the row's place, if its rows may be changed at all."""
    if program.pass_.tabell is not None and program.pass_.dokument.last:
        await fraga_om_last(program)
    vy = program.rutnat.modell
    if not isinstance(vy, Tabellvy) or program.pass_.dokument.last:
        return None
    if not vy.tabell.mall.lista:
        saga(program, "Tabellens rader är fasta; lägg en därav-rad i Delposter.")
        return None
    return vy.tabell, program.rutnat.rad


async def ny_rad(program: "Program") -> None:
    """Add a row after the one under the cursor, at its level."""
    val = await lista(program)
    if val is None:
        return
    tabell, plats = val
    granne = tabell.rader[plats] if tabell.rader else None
    plats = min(plats + 1, len(tabell.rader))
    rad = Rad(ledig_nyckel(tabell), "", foralder=_foralder(granne))
    gor(program, RadTillagd(adress(program, tabell, rad), rad, plats))
    program.rutnat.stall(plats, 0)
    program.rutnat.redigera("")


def _foralder(granne: Rad | None) -> str | None:
    if granne is None:
        return None
    return granne.id if granne.art in ("summa", "rubrik") else granne.foralder


def ledig_nyckel(tabell: Tabell) -> str:
    """A row key that the table has not used."""
    kandidater = (f"rad_{i}" for i in range(1, 100_000))
    return next(k for k in kandidater if k not in tabell.index)


async def ta_bort_rad(program: "Program") -> None:
    """Remove the row under the cursor; undo brings it back. A sum and its parts stay together."""
    val = await lista(program)
    if val is None or not val[0].rader:
        return
    tabell, plats = val
    rad = tabell.rader[plats]
    if any(r.foralder == rad.id for r in tabell.rader) or rad.art == "summa":
        saga(program, "Raden är en summa eller har rader under sig och tas inte bort.")
        return
    gor(program, RadBorttagen(adress(program, tabell, rad), rad, plats))


async def flytta_rad(program: "Program", steg: int) -> None:
    """Move the row under the cursor up or down."""
    val = await lista(program)
    if val is None:
        return
    tabell, plats = val
    till = plats + steg
    if 0 <= till < len(tabell.rader):
        rad = tabell.rader[plats]
        gor(program, RadFlyttad(adress(program, tabell, rad), plats, till))
        program.rutnat.stall(till, program.rutnat.kolumn)
