"""What is copied to the clipboard."""

from tui.domain.paste import copy_block
from tui.screen.controllers.editing import copied
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.svenska.clipboard import block_text
from tui.svenska.format import count


def copy_cell(session: Session, screen: Screen) -> None:
    """The cell under the cursor to the clipboard."""
    text = copied(session)
    if text:
        screen.copy(text)
        screen.say(f"Kopierat: {text}")


def copy_table(session: Session, screen: Screen) -> None:
    """The whole shown table to the clipboard, as cells for a spreadsheet."""
    table = session.table
    if table is None:
        screen.say("Här finns ingen tabell att kopiera.")
        return
    screen.copy(block_text(copy_block(session.calculation(table))))
    rows = count(len(table.rows), "rad", "rader")
    screen.say(f"Kopierat: {table.heading}, {rows}. Klistra in i Excel.")
