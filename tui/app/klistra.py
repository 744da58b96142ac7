"""Blocks of cells between the table and a spreadsheet: pasted after a preview, copied whole."""

from typing import TYPE_CHECKING

from tui.app import redigering
from tui.arbetsyta import cellandring
from tui.svenska.block import MAX_BLOCK, Block, blocktext, tolkat_block
from tui.svenska.format import antal
from tui.svenska.tal import Avslag
from tui.widgets.rutnat import FOR_LANG

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.domain.klistring import Klistring
    from tui.widgets.rutnat import Plats

FOR_STORT = "Det inklistrade är större än någon tabell; kopiera bara de celler som ska hit."


def block_vid(program: "Program", text: str, plats: "Plats") -> Block:
    """A pasted text as cells for the table under the cursor, () where it is one cell's text."""
    from tui.domain.klistring import tar_block

    cell = redigering.vald_cell(program, plats)
    block = tolkat_block(text) if cell is not None and len(text) <= MAX_BLOCK else ()
    if cell is None or not tar_block(program.pass_.kalkyl(cell[0]), block, cell[2]):
        return ()
    return block


def klistra_text(program: "Program", text: str) -> None:
    """A pasted text that is no block: typed into the cell, if it has room."""
    from tui.widgets.redigering import MAX_LANGD

    if len(text) > MAX_LANGD:
        redigering.saga(program, FOR_STORT if len(text) > MAX_BLOCK else FOR_LANG)
    else:
        block = tolkat_block(text)
        # A single cell with line breaks in it comes in quotation marks.
        ensam = block[0][0] if [len(rad) for rad in block] == [1] else text
        program.rutnat.borja(ensam.strip("\r\n"))


async def klistra_block(program: "Program", block: Block, plats: "Plats") -> None:
    """Show what a block would change, and change it when it is accepted, as one step."""
    from tui.domain.klistring import Klistring

    if program.pass_.hinder:
        redigering.saga(program, redigering.lasmening(program))
        return
    svar = _svar(program, block, plats)
    if isinstance(svar, Klistring) and await _oppen_for_andring(program, block):
        svar = _svar(program, block, plats)
        if isinstance(svar, Klistring) and await _godkant(program, svar):
            _skriv(program, svar)
            return
    if isinstance(svar, Avslag):
        redigering.saga(program, svar.mening)


def _svar(program: "Program", block: Block, plats: "Plats") -> "Klistring | Avslag | None":
    """What the block would do, in the table that is shown now: it may be the working copy's."""
    from tui.domain.klistring import klistring

    cell, tabell = redigering.vald_cell(program, plats), program.pass_.tabell
    if cell is None or tabell is None or cell[1].id not in tabell.index:
        return None
    return klistring(program.pass_.kalkyl(tabell), block, tabell.index[cell[1].id], cell[2])


async def _oppen_for_andring(program: "Program", block: Block) -> bool:
    """Whether the document may be changed; a decided one asks, and keeps the block meanwhile."""
    if program.pass_.dokument.last:
        rader = antal(len(block), "inklistrad rad", "inklistrade rader")
        await redigering.fraga_om_last(program, tillagg=f"Därefter visas vad {rader} ändrar.")
    return not program.pass_.dokument.last


async def _godkant(program: "Program", svar: "Klistring") -> bool:
    from tui.tabs.klistringstext import klistringstext
    from tui.widgets.rullfraga import Forhandsvisning

    tabell = program.pass_.tabell
    if tabell is None:
        return False
    andras = len(svar.av("andras"))
    gor = {"enter": ("ja", f"Ändra {antal(andras, 'cell', 'celler')}")} if andras else {}
    text = klistringstext(program.pass_.kalkyl(tabell), svar)
    fraga = Forhandsvisning(f"Klistra in i {tabell.rubrik}", text, gor)
    return await program.push_screen_wait(fraga) == "ja"


def _skriv(program: "Program", svar: "Klistring") -> None:
    from tui.tabs.klistringstext import sammanfattning

    tabell = program.pass_.tabell
    if tabell is None:
        return
    adresser = (
        (redigering.adress(program, tabell, tabell.rad(c.rad), c.kolumn), c.till)
        for c in svar.av("andras")
    )
    yta = program.pass_.yta
    redigering.gor(program, *(cellandring(yta, adress, till) for adress, till in adresser))
    redigering.saga(program, program.meddelande or f"Inklistrat: {sammanfattning(svar)}")


def kopiera_tabellen(program: "Program") -> None:
    """The whole shown table to the clipboard, as cells for a spreadsheet."""
    from tui.domain.klistring import kopieblock

    tabell = program.pass_.tabell
    if tabell is None:
        redigering.saga(program, "Här finns ingen tabell att kopiera.")
        return
    program.copy_to_clipboard(blocktext(kopieblock(program.pass_.kalkyl(tabell))))
    rader = antal(len(tabell.rader), "rad", "rader")
    redigering.saga(program, f"Kopierat: {tabell.rubrik}, {rader}. Klistra in i Excel.")
