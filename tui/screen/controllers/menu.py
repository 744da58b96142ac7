"""Commands carried out by their ids, the menu of them all, and those that are about no document."""

from tui.domain.finding import Address
from tui.screen.commands import COMMAND, COMMANDS, controller
from tui.screen.controllers.editing import finish_edit
from tui.screen.controllers.navigation import show_cell, show_tab
from tui.screen.frame import cell_panel
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.dialog_texts import help_text
from tui.screen.widgets.colours import PALETTES
from tui.screen.widgets.dialogs import Chooser, ReadingBox


async def run(session: Session, screen: Screen, command_id: str) -> None:
    """Carry out a command by its id; an open edit is finished first.

    Undo throws it away, and what leaves the program asks about it.
    """
    if command_id == "angra" and session.look.grid.edited is not None:
        screen.end_edit()
    elif command_id == "avsluta" or finish_edit(session, screen):
        command = COMMAND[command_id]
        arguments = () if command.argument is None else (command.argument,)
        answer = controller(command.run)(session, screen, *arguments)
        if answer is not None:
            await answer


async def palette(session: Session, screen: Screen) -> None:
    """Every command, every tab and every table of the document, to choose from."""
    items = [(f"k:{k.id}", k.name, k.shown) for k in COMMANDS if k.id != "kommandon"]
    words = {f"k:{k.id}": k.words for k in COMMANDS}
    items += [("f:oversikt", "Gå till Översikt", ""), ("f:text", "Gå till Text", "")]
    for tab in session.register.tabs:
        items += [
            (f"t:{t.id}", f"Gå till {t.heading}", tab.heading) for t in session.shown_tables(tab.id)
        ]
    answer = await screen.ask(Chooser("Kommandon", items, words=words))
    kind, _, id_ = answer.partition(":")
    if kind == "k":
        await run(session, screen, id_)
    elif kind == "f":
        show_tab(session, screen, id_)
    elif kind == "t":
        show_cell(session, screen, Address("", id_))


async def help_(session: Session, screen: Screen) -> None:
    """Help on the table under the cursor, and on the keys."""
    keys = [(command.shown, command.name) for command in COMMANDS]
    text = help_text(session.table, session.document.period, keys, session.area.settings)
    await screen.ask(ReadingBox("Hjälp", text))


async def show_panel(session: Session, screen: Screen) -> None:
    """The whole panel of the cell under the cursor, however small the screen."""
    lines = cell_panel(session, session.look.grid.place, 70) if session.has_tables else []
    if lines:
        heading, *rows = ("".join(text for text, _ in line) for line in lines)
        await screen.ask(ReadingBox(heading.strip("─ "), "\n".join(rows)))


def change(session: Session, screen: Screen) -> None:  # noqa: ARG001
    """F2 from anywhere: as Enter in the grid."""
    screen.focus()
    screen.edit()


def switch_theme(session: Session, screen: Screen) -> None:
    """The next theme, remembered."""
    names, look = list(PALETTES), session.look
    place = names.index(look.theme) if look.theme in names else 0
    look.theme = theme = names[(place + 1) % len(names)]
    if not session.obstacle:  # there is one writer
        session.saver.save(("tema", ""), lambda: session.store.save_choice(theme=theme))
    look.message = f"Färgtema: {PALETTES[theme].heading.lower()}."
    screen.show()
