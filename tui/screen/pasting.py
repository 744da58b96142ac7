"""Blocks of cells between the table and a spreadsheet: pasted after a preview, copied whole."""

from typing import TYPE_CHECKING

from tui.screen import editing
from tui.screen.widgets.grid.grid import FOR_LONG
from tui.svenska.clipboard import MAX_BLOCK, Block, block_text, parsed_block
from tui.svenska.format import count
from tui.svenska.parse import Refusal
from tui.workspace import cell_change

if TYPE_CHECKING:
    from tui.domain.paste import Pasting
    from tui.screen.app import Program
    from tui.screen.widgets.grid.grid import Place

FOR_BIG = "Det inklistrade är större än någon tabell; kopiera bara de celler som ska hit."


def block_at(program: "Program", text: str, place: "Place") -> Block:
    """A pasted text as cells for the table under the cursor, () where it is one cell's text."""
    from tui.domain.paste import takes_block

    cell = editing.chosen_cell(program, place)
    block = parsed_block(text) if cell is not None and len(text) <= MAX_BLOCK else ()
    if cell is None or not takes_block(program.session.calculation(cell[0]), block, cell[2]):
        return ()
    return block


def paste_text(program: "Program", text: str) -> None:
    """A pasted text that is no block: typed into the cell, if it has room."""
    from tui.screen.widgets.cell_editor import MAX_LENGTH

    if len(text) > MAX_LENGTH:
        editing.say(program, FOR_BIG if len(text) > MAX_BLOCK else FOR_LONG)
    else:
        block = parsed_block(text)
        # A single cell with line breaks in it comes in quotation marks.
        alone = block[0][0] if [len(row) for row in block] == [1] else text
        program.grid.begin(alone.strip("\r\n"))


async def paste_block(program: "Program", block: Block, place: "Place") -> None:
    """Show what a block would change, and change it when it is accepted, as one step."""
    from tui.domain.paste import Pasting

    if program.session.obstacle:
        editing.say(program, editing.lock_sentence(program))
        return
    answer = _answer(program, block, place)
    if isinstance(answer, Pasting) and await _open_for_change(program, block):
        answer = _answer(program, block, place)
        if isinstance(answer, Pasting) and await _approved(program, answer):
            _write(program, answer)
            return
    if isinstance(answer, Refusal):
        editing.say(program, answer.sentence)


def _answer(program: "Program", block: Block, place: "Place") -> "Pasting | Refusal | None":
    """What the block would do, in the table that is shown now: it may be the working copy's."""
    from tui.domain.paste import pasting

    cell, table = editing.chosen_cell(program, place), program.session.table
    if cell is None or table is None or cell[1].id not in table.index:
        return None
    return pasting(program.session.calculation(table), block, table.index[cell[1].id], cell[2])


async def _open_for_change(program: "Program", block: Block) -> bool:
    """Whether the document may be changed; a decided one asks, and keeps the block meanwhile."""
    if program.session.document.locked:
        rows = count(len(block), "inklistrad rad", "inklistrade rader")
        await editing.ask_about_locked(program, addition=f"Därefter visas vad {rows} ändrar.")
    return not program.session.document.locked


async def _approved(program: "Program", answer: "Pasting") -> bool:
    from tui.screen.views.paste_text import paste_text
    from tui.screen.widgets.scroll_question import Preview

    table = program.session.table
    if table is None:
        return False
    others = len(answer.of("andras"))
    do = {"enter": ("ja", f"Ändra {count(others, 'cell', 'celler')}")} if others else {}
    text = paste_text(program.session.calculation(table), answer)
    question = Preview(f"Klistra in i {table.heading}", text, do)
    return await program.push_screen_wait(question) == "ja"


def _write(program: "Program", answer: "Pasting") -> None:
    from tui.screen.views.paste_text import summary

    table = program.session.table
    if table is None:
        return
    addresses = (
        (editing.address(program, table, table.row(c.row), c.column), c.to)
        for c in answer.of("andras")
    )
    area = program.session.area
    editing.do(program, *(cell_change(area, address, to) for address, to in addresses))
    editing.say(program, program.message or f"Inklistrat: {summary(answer)}")


def copy_table(program: "Program") -> None:
    """The whole shown table to the clipboard, as cells for a spreadsheet."""
    from tui.domain.paste import copy_block

    table = program.session.table
    if table is None:
        editing.say(program, "Här finns ingen tabell att kopiera.")
        return
    program.copy_to_clipboard(block_text(copy_block(program.session.calculation(table))))
    rows = count(len(table.rows), "rad", "rader")
    editing.say(program, f"Kopierat: {table.heading}, {rows}. Klistra in i Excel.")
