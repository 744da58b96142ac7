"""Editing: from what the grid tells to changes of the session."""

from tui.domain.cell_text import cell_text, cells_decimals, entry_text
from tui.domain.entry import parsed_entry
from tui.domain.explanation import explanation
from tui.domain.finding import Address
from tui.domain.table import LABEL, Row, Table
from tui.domain.value import Mark, Value, is_shown_as
from tui.screen.controllers.changes import do
from tui.screen.controllers.decision import ask_about_locked
from tui.screen.controllers.reshaping import take_form
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.panel import heading
from tui.screen.views.table_view import TableView
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import TextBox
from tui.screen.widgets.model import HEADING, Place
from tui.svenska.parse import Refusal
from tui.workspace import TrycktChange, cell_change


def chosen_cell(session: Session, place: Place | None = None) -> tuple[Table, Row, str] | None:
    """The table, row and column id at a place (under the cursor), None where there is no table."""
    view, row, column = place or session.look.grid.place
    if not isinstance(view, TableView) or not view.count_rows or row == HEADING:
        return None
    return view.table, view.table.rows[row], view.columns[column].id


def address_of(session: Session, table: Table, row: Row, column: str = "") -> Address:
    """A cell's address in the shown document."""
    return Address(session.document_id, table.id, row.id, column)


def write_in(session: Session, screen: Screen, text: str, place: Place) -> None:
    """Take a typed text as the value of the cell that it was typed in, or as its form."""
    if take_form(session, screen, text, place):
        return
    cell = chosen_cell(session, place)
    value = parsed_entry(text, *cell, session.area.settings) if cell else None
    if cell is None or isinstance(value, Refusal):
        return
    view, *row_column = place
    if view.editing(*row_column) == "tryckt":
        same = text == view.editing_text(*row_column)
        print_figure(session, screen, *cell, None if same else value)
    else:
        set_cell(session, screen, *cell, value)


def finish_edit(session: Session, screen: Screen) -> bool:
    """Take the text of an open edit before something else is done; False where it is refused."""
    grid = session.look.grid
    if grid.edited is None:
        return True
    text, place = grid.edited.text, grid.place
    refusal = grid.model.refusal(*place[1:], text)
    if refusal:
        screen.focus()
        screen.say(refusal)
        return False
    screen.end_edit()
    write_in(session, screen, text, place)
    return True


def set_cell(
    session: Session, screen: Screen, table: Table, row: Row, column: str, value: Value
) -> None:
    """Give a cell a value, unless it has it already."""
    change = cell_change(session.area, address_of(session, table, row, column), value)
    if change.from_ != change.to or type(change.from_) is not type(change.to):
        do(session, screen, change)


def print_figure(
    session: Session, screen: Screen, table: Table, row: Row, column: str, value: Value
) -> None:
    """Keep a figure as printed in a computed cell, beside what the cell computes to."""
    now, calculation = row.tryckt.get(column), session.calculation(table)
    address = address_of(session, table, row, column)
    if value is None:
        screen.say(_computed_sentence(session, table, row, column))
    elif now is None and is_shown_as(calculation.computed(row.id, column), value):
        screen.say("Det är vad cellen räknas till; inget behöver behållas som tryckt.")
    elif now != value:
        do(session, screen, TrycktChange(address, now, value))
        screen.say(session.look.message or _printed_sentence(session, table, row, column))


def remove_printed(session: Session, screen: Screen, table: Table, row: Row, column: str) -> None:
    """Take a printed figure away: the cell is worked out again."""
    now = row.tryckt.get(column)
    if now is None:
        screen.say(_computed_sentence(session, table, row, column))
        return
    do(session, screen, TrycktChange(address_of(session, table, row, column), now, None))
    screen.say(session.look.message or "Det tryckta talet är borttaget; cellen räknas igen.")


def _printed_sentence(session: Session, table: Table, row: Row, column: str) -> str:
    """That a figure is kept as printed, and what its parts give."""
    fresh = session.area.table(session.document_id, table.id)
    calculation, row = session.calculation(fresh), fresh.row(row.id)
    decimals = cells_decimals(row, fresh.column(column))
    gives = cell_text(calculation.computed(row.id, column), decimals)
    word = f"talen ger {gives}" if gives else "talen bakom saknas"
    said = cell_text(row.tryckt.get(column), None)
    return f"{said} behålls som tryckt; {word}. Delete räknar cellen igen."


async def open_(session: Session, screen: Screen, text: str) -> None:
    """Enter or typing on a cell of a table that the grid does not edit in place."""
    if session.look.grid.in_heading:
        await ask_about_locked(session, screen, text)
        return
    cell, grid = chosen_cell(session), session.look.grid
    if cell is None:
        return
    match grid.model.editing(grid.row, grid.column):
        case "beraknad":
            screen.say(_computed_sentence(session, *cell))
        case "tryckt":
            screen.say(f"{_computed_sentence(session, *cell)} {KEEPS}")
        case "last":
            typed = await ask_about_locked(session, screen, text)
            if not session.document.locked:
                await _go_on(session, screen, typed)
        case "ruta":
            await _edit_text(session, screen, *cell, text)
        case "val":
            await _choose(session, screen, *cell)
        case _:
            screen.say("Den här cellen hör till tabellens form och ändras inte.")


KEEPS = "Enter behåller det skrivna som tryckt, Esc avbryter."


def _computed_sentence(session: Session, table: Table, row: Row, column: str) -> str:
    """That a cell is computed, and out of what."""
    explained = explanation(session.calculation(table), row.id, column)
    names = [term.name for term in explained.terms] if explained else []
    what = f" ur {' och '.join(names[:4])}{' …' if len(names) > 4 else ''}" if names else ""
    return f"Cellen är beräknad{what}."


async def _go_on(session: Session, screen: Screen, typed: str) -> None:
    """Go on with the edit that was asked for before the document was opened for it."""
    grid = session.look.grid
    if grid.model.editing(grid.row, grid.column) in ("rad", "tryckt"):
        screen.edit(typed or None)
    elif typed:
        await open_(session, screen, typed)


async def _edit_text(
    session: Session, screen: Screen, table: Table, row: Row, column: str, typed: str
) -> None:
    """A long text in an editor."""
    now = row.cells.get(column)
    title = heading(session.calculation(table), row, column)
    text = await screen.ask(TextBox(title, (now if isinstance(now, str) else "") + typed))
    if text is not None:
        set_cell(session, screen, table, row, column, text.strip() or None)


def _choices(session: Session, table: Table, column_id: str) -> tuple[tuple[str, str], ...]:
    """The choices of a cell: the rows that it may point to, or the steps of its scale."""
    column = table.column(column_id)
    if not column.refers:
        return tuple((s, s) for s in session.area.settings.scale(column.scale))
    siblings = session.tables(table.tab)
    return tuple((r.id, r.label) for t in siblings if t.id == column.refers for r in t.rows)


async def _choose(session: Session, screen: Screen, table: Table, row: Row, column: str) -> None:
    """A choice out of a scale."""
    items = [(id_, name, "") for id_, name in _choices(session, table, column)]
    items.append(("tomt", "(ingen)", ""))
    answer = await screen.ask(Chooser(row.label, items, str(row.cells.get(column) or "")))
    if answer:
        set_cell(session, screen, table, row, column, None if answer == "tomt" else answer)


def step_choice(session: Session, screen: Screen, place: Place) -> None:
    """Space: the next step of a scale; elsewhere it starts an edit as any character does."""
    place = _assessed(place)
    cell = chosen_cell(session, place)
    view, *row_column = place
    kind = view.editing(*row_column) if cell else "ingen"
    if cell is None or kind in ("beraknad", "tryckt", "last", "ingen", "ruta"):
        screen.edit()
    elif kind == "rad":
        _step_nothing(session, screen, *cell)
    else:
        table, row, column = cell
        scale = (None, *(id_ for id_, _ in _choices(session, table, column)))
        now = row.cells.get(column)
        step = scale.index(now) if now in scale else 0
        set_cell(session, screen, *cell, scale[(step + 1) % len(scale)])


def _assessed(place: Place) -> Place:
    """On a proposal, the assessment in its row, which is the user's to set."""
    view, row, column = place
    if not isinstance(view, TableView) or row == HEADING:
        return place
    ids = [c.id for c in view.columns]
    proposal, own = view.table.column_id("forslag"), view.table.column_id("bedomning")
    return (view, row, ids.index(own)) if own and ids[column] == proposal else place


def _step_nothing(session: Session, screen: Screen, table: Table, row: Row, column: str) -> None:
    """Space on a figure's empty cell: there is nothing in it ("–"), and again: it is missing."""
    now = None if column == LABEL else row.cells.get(column)
    if column == LABEL or not table.column(column).numeric or now not in (None, Mark.DASH):
        screen.edit(" ")
        return
    set_cell(session, screen, table, row, column, Mark.DASH if now is None else None)
    said = "Inget (–): räknas som 0." if now is None else "Tomt: talet saknas."
    screen.say(session.look.message or f"{said} Mellanslag byter.")


def empty_cell(session: Session, screen: Screen, place: Place) -> None:
    """Delete: the cell becomes empty, which is not zero."""
    cell = chosen_cell(session, place)
    if cell is None:
        return
    view, *row_column = place
    kind = view.editing(*row_column)
    if kind in ("rad", "val", "ruta") and cell[2] != LABEL:
        set_cell(session, screen, *cell, None)
    elif kind == "tryckt":
        remove_printed(session, screen, *cell)
    elif kind == "rad":
        screen.say("Radens namn kan ändras men inte tömmas; Ctrl+Delete tar bort raden.")
    else:
        screen.edit()


def copied(session: Session) -> str:
    """The text that copying the cell gives: as it is typed, so that Excel takes it."""
    cell = chosen_cell(session)
    if cell is None:
        return ""
    table, row, column = cell
    return entry_text(session.calculation(table).shown(row.id, column))
