"""What is copied to the clipboard; that it is there is said only where that is known."""

from tui.domain.paste import copy_block
from tui.screen.controllers.editing import copied
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.marked import marked_block
from tui.screen.views.table_view import TableView
from tui.svenska.clipboard import block_text
from tui.svenska.format import count

UNSURE = (
    "Skickat till terminalen, som inte svarar om det gick: {what}. Går det inte att klistra in"
    " tillåter terminalen inte kopiering."
)


async def copy_cell(session: Session, screen: Screen) -> None:
    """The cell under the cursor to the clipboard, or those that are marked."""
    grid, view = session.look.grid, session.look.grid.model
    if grid.marked and isinstance(view, TableView):
        block = marked_block(view, grid.marked)
        rows = count(len(block), "rad", "rader")
        columns = count(len(block[0]), "kolumn", "kolumner")
        await _copy(screen, block_text(block), f"{rows}, {columns}")
    elif text := copied(session):
        await _copy(screen, text, text)
    else:
        screen.say("Här finns inget att kopiera.")


async def copy_table(session: Session, screen: Screen) -> None:
    """The whole shown table to the clipboard, as cells for a spreadsheet."""
    table = session.table
    if table is None:
        screen.say("Här finns ingen tabell att kopiera.")
        return
    rows = count(len(table.rows), "rad", "rader")
    text = block_text(copy_block(session.calculation(table)))
    await _copy(screen, text, f"{table.heading}, {rows}")


async def _copy(screen: Screen, text: str, what: str) -> None:
    known = await screen.copy(text)
    screen.say(f"Kopierat: {what}" if known else UNSURE.format(what=what))
