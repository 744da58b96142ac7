"""Going about: between tabs, tables and cells, on the bars, and what a click on them means."""

from msgspec.structs import replace

from tui.domain.finding import Address
from tui.domain.register import OVERVIEW, TEXT
from tui.screen.commands import FOOTER_COMMANDS
from tui.screen.controllers.editing import finish_edit
from tui.screen.findings import count_per_tab, missing_per_tab
from tui.screen.session import Session, show_address
from tui.screen.verbs import Screen
from tui.screen.views.head_lines import footer_command_at, tab_at, tab_name
from tui.svenska.format import count


def show_tab(session: Session, screen: Screen, tab: str) -> None:
    """Show a tab, with the keyboard in its grid."""
    session.tab, session.compared = tab, None
    session.look.message = ""
    screen.focus()
    screen.show()


def step_tab(session: Session, screen: Screen, step: int) -> None:
    """The next or the previous tab, round the end."""
    ids = [OVERVIEW, *(tab.id for tab in session.register.tabs), TEXT]
    show_tab(session, screen, ids[(ids.index(session.tab) + step) % len(ids)])


def step_table(session: Session, screen: Screen, step: int) -> None:
    """The next or the previous table of the tab, round the end."""
    table = session.table
    if table is not None:
        ids = [t.id for t in session.shown_tables(session.tab)]
        chosen = ids[(ids.index(table.id) + step) % len(ids)]
        session.chosen_table[(session.document_id, session.tab)] = chosen
        session.look.message = ""
        screen.show()


def show_or_hide_traces(session: Session, screen: Screen) -> None:
    """Show the tables out of the running text, which are hidden at a start, or hide them again."""
    all_ = [t for tab in session.register.tabs for t in session.tables(tab.id)]
    traces = [t for t in all_ if t.out_of_text]
    if not traces:
        screen.say("Dokumentet har inga tabeller ur texten.")
        return
    session.traces_shown = not session.traces_shown
    tables = count(len(traces), "tabell", "tabeller")
    done = "visas, sist på sin flik" if session.traces_shown else "är dolda; de granskas ändå"
    screen.say(f"Dokumentets {tables} ur texten {done}.")
    screen.show()


def show_cell(session: Session, screen: Screen, address: Address) -> None:
    """Show the cell at an address, on its tab; an empty document means the shown one."""
    whole = replace(address, document=address.document or session.document_id)
    session.read_in(whole.document)
    show_address(session, whole, session.area.table(whole.document, whole.table))
    show_tab(session, screen, session.tab)


def to_tab_bar(session: Session, screen: Screen) -> None:  # noqa: ARG001
    """The keyboard to the tab bar."""
    screen.focus(tab_bar=True)


def tab_bar_key(session: Session, screen: Screen, key: str) -> bool:
    """A key on the tab bar: True when it meant something."""
    own = {tab.key: tab.id for tab in session.register.tabs}
    tabs = {"0": OVERVIEW, **own, str(len(own) + 1): TEXT}
    if key in tabs:
        show_tab(session, screen, tabs[key])
    elif key in ("left", "right"):
        step_tab(session, screen, 1 if key == "right" else -1)
        screen.focus(tab_bar=True)
    elif key in ("enter", "down", "escape", "tab"):
        screen.focus()
    else:
        return False
    return True


def click(session: Session, screen: Screen, source: str, x: int) -> str:
    """A click on one of the bars, after an open edit; the command that it asks for, "" for none."""
    if not finish_edit(session, screen):
        return ""
    width = session.look.width
    if source == "flikar":
        told = count_per_tab(session.findings), missing_per_tab(session.findings)
        if tab := tab_at(tab_name(session.register, width, *told), x):
            show_tab(session, screen, tab)
    elif source == "tabeller":
        step_table(session, screen, 1)
    elif source == "fot":
        footer = [(command.shown, command.footer) for command in FOOTER_COMMANDS]
        place = footer_command_at(footer, x, width)
        return "" if place is None else FOOTER_COMMANDS[place].id
    return "dokument" if source == "status" else ""
