"""Editing: from what the grid tells to changes of the session, saved and painted."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.domain.cell_text import entry_text
from tui.domain.explanation import explanation
from tui.domain.finding import Address
from tui.domain.table import LABEL, Row, Table
from tui.domain.value import Value
from tui.screen.painting import NOT_SAVED, model, paint_everything, paint_head, paint_panel
from tui.screen.views.panel import heading
from tui.screen.views.table_view import TableView
from tui.screen.working_copy import new_working_copy, unlocking, utkast_of
from tui.workspace import (
    Change,
    DocumentChange,
    cell_change,
)

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.widgets.grid.grid import Place


def chosen_cell(program: "Program", place: "Place | None" = None) -> tuple[Table, Row, str] | None:
    """The table, row and column id at a place (under the cursor), None where there is no table."""
    view, row, column = place or program.grid.place
    if not isinstance(view, TableView) or not view.count_rows:
        return None
    return view.table, view.table.rows[row], view.columns[column].id


def address(program: "Program", table: Table, row: Row, column: str = "") -> Address:
    """A cell's address in the shown document."""
    return Address(program.session.document_id, table.id, row.id, column)


def write_in(program: "Program", text: str, place: "Place") -> None:
    """Take a typed text as the value of the cell that it was typed in."""
    # Not needed by who only reads, nor before something is typed.
    from tui.domain.entry import parsed_entry
    from tui.svenska.parse import Refusal

    cell = chosen_cell(program, place)
    if cell is None:
        return
    table, row, column = cell
    value = parsed_entry(text, table, row, column)
    if not isinstance(value, Refusal):
        set_cell(program, table, row, column, value)


def ready_with_cell(program: "Program") -> bool:
    """Take the text of an open edit before something else is done; False where it is refused."""
    grid = program.grid
    if grid.edited is None:
        return True
    text = grid.edited.text
    no = grid.model.refusal(grid.row, grid.column, text)
    if no:
        grid.focus()
        say(program, no)
        return False
    grid.stop()
    write_in(program, text, grid.place)
    return True


def set_cell(program: "Program", table: Table, row: Row, column: str, value: Value) -> None:
    """Give a cell a value, unless it has it already."""
    change = cell_change(program.session.area, address(program, table, row, column), value)
    if change.from_ != change.to or type(change.from_) is not type(change.to):
        do(program, change)


def do(program: "Program", *step: Change) -> None:
    """Carry out changes, save what they touch, and repaint what they changed."""
    if program.session.obstacle:
        say(program, lock_sentence(program))
        return
    program.session.do(*step)
    after_change(program)


def after_change(program: "Program") -> None:
    """Save what the changes touched, and repaint."""
    error = program.session.journal_error
    program.message = f"{NOT_SAVED}{error}" if error else ""
    program.session.findings.keep_alive_even()
    # Paints the top line, so it comes after the findings, or they would be counted twice.
    save_changed(program)
    program.grid.update(model(program))
    paint_head(program)
    paint_panel(program)


def save_changed(program: "Program") -> None:
    """Ask for the files that were changed to be saved, again once their changes are committed."""
    session = program.session
    files, session.att_save = dict.fromkeys(session.att_save), ()
    for file in files:
        document, _, tab = file.partition("/")
        save_file(program, document, tab)


def save_file(program: "Program", document: str, tab: str) -> None:
    """Ask for a tab's file (the head's for "") to be saved, as it stands now."""
    session = program.session
    nr = session.securing.latest_nr() if session.securing else 0
    head, tables = session.area.document[document], session.area.tables.get((document, tab), ())
    if error := session.journal_error:
        session.att_save = (*session.att_save, f"{document}/{tab}")

    def fact() -> None:
        # A file that is ahead of its journal could not be put right after a crash.
        if error:
            raise OSError(error)
        if session.securing:
            session.securing.before(document, tab, nr)
        if tab:
            session.store.save_tab(document, tab, tables)
            session.on_disk[(document, tab)] = tables
        else:
            session.store.save_document(head)

    program.saver.save((document, tab), fact)


def lock_sentence(program: "Program") -> str:
    """Why nothing may be changed, in one sentence."""
    return f"Läsläge: mappen är {program.session.obstacle}." if program.session.obstacle else ""


async def open_(program: "Program", text: str) -> None:
    """Enter or typing on a cell that the grid does not edit in place."""
    if not program.session.has_tables:
        from tui.screen.checking import follow_row

        # A letter typed there is a slip, and leads nowhere.
        if not text:
            await follow_row(program)
        return
    cell = chosen_cell(program)
    if cell is None:
        return
    kind = program.grid.model.editing(program.grid.row, program.grid.column)
    match kind:
        case "beraknad":
            say(program, computed_sentence(program, *cell))
        case "last":
            typed = await ask_about_locked(program, text)
            if not program.session.document.locked:
                await continued(program, typed)
        case "ruta":
            await edit_text(program, *cell, text)
        case "val":
            await choose(program, *cell)
        case _:
            say(program, "Den här cellen hör till tabellens form och ändras inte.")


def say(program: "Program", sentence: str) -> None:
    """Say something in the panel."""
    program.message = sentence
    paint_panel(program)


def computed_sentence(program: "Program", table: Table, row: Row, column: str) -> str:
    """That a cell is computed, and out of what."""
    explained = explanation(program.session.calculation(table), row.id, column)
    name = [t.name for t in explained.terms] if explained else []
    what = f" Ändra {' eller '.join(name[:4])} i stället." if name else ""
    return f"Cellen är beräknad och skrivs inte in.{what}"


async def ask_about_locked(program: "Program", typed: str = "", addition: str = "") -> str:
    """The first edit in a decided document: a working copy, or unlock with a reason.

    ``addition`` says what comes after. Gives all that was typed meanwhile.
    """
    from tui.screen.widgets.dialogs import Question

    if program.session.obstacle:
        say(program, lock_sentence(program))
        return ""
    document, exists = program.session.document, utkast_of(program.session)
    copy = "Öppna arbetskopian" if exists else "Gör en arbetskopia (utkast) och ändra där"
    answer = {"enter": ("kopia", copy), "f9": ("las_upp", "Lås upp dokumentet, med ett skäl")}
    text = f"{document.name} är beslutad och ändras inte utan vidare. {addition}".rstrip()
    question = Question("Beslutat dokument", text, answer, typed)
    choice = await program.push_screen_wait(question)
    if choice == "kopia":
        do_working_copy(program)
    elif choice == "las_upp":
        await unlock(program)
    return question.typed


async def continued(program: "Program", typed: str) -> None:
    """Go on with the edit that was asked for before the document was opened for it."""
    grid = program.grid
    if grid.model.editing(grid.row, grid.column) == "rad":
        grid.edit(typed or None)
    elif typed:
        await open_(program, typed)


def do_working_copy(program: "Program") -> None:
    """Open the working copy, made now if there is none."""
    if program.session.obstacle and utkast_of(program.session) is None:
        say(program, lock_sentence(program))
        return
    if program.session.document.status == "utkast":
        say(program, "Dokumentet är redan ett utkast; det går att ändra direkt.")
        return
    try:
        copy = utkast_of(program.session) or new_working_copy(program.session)
    except OSError as error:
        say(program, f"Arbetskopian kunde inte göras: {getattr(error, 'sentence', error)}")
        return
    program.session.cursor[(copy.id, _table_id(program))] = (
        program.grid.row,
        program.grid.column,
    )
    place = program.session.chosen_table.get((program.session.document_id, program.session.tab), 0)
    program.session.chosen_table[(copy.id, program.session.tab)] = place
    program.session.document_id = copy.id
    program.message = (
        f"Du arbetar nu i ett utkast av {copy.name}; det beslutade dokumentet är orört."
    )
    paint_everything(program)
    came_remembered(program)


def came_remembered(program: "Program") -> None:
    """Remember document and tab for the next start; a failure here loses nothing."""
    session = program.session
    document, tab = session.document_id, session.tab
    program.saver.save(
        ("installningar", ""),
        lambda: session.store.save_choice(senaste_dokument=document, senaste_flik=tab),
    )


def _table_id(program: "Program") -> str:
    table = program.session.table
    return table.id if table else program.session.tab


async def unlock(program: "Program") -> None:
    """Unlock the decided document, with a reason."""
    from tui.screen.widgets.dialogs import InputBox

    if not program.session.document.locked:
        say(program, "Dokumentet är inte låst.")
        return
    reason = await program.push_screen_wait(
        InputBox("Lås upp", "Varför ändras ett beslutat dokument? Skälet sparas.")
    )
    if reason:
        do(program, unlocking(program.session.document, reason))
        paint_everything(program)


async def edit_text(program: "Program", table: Table, row: Row, column: str, typed: str) -> None:
    """A long text in an editor."""
    from tui.screen.widgets.dialogs import TextBox

    now = row.cells.get(column)
    start = (now if isinstance(now, str) else "") + typed
    title = heading(program.session.calculation(table), row, column)
    text = await program.push_screen_wait(TextBox(title, start))
    if text is not None:
        set_cell(program, table, row, column, text.strip() or None)


def choices(program: "Program", table: Table, column_id: str) -> tuple[tuple[str, str], ...]:
    """The choices of a cell: the rows that it may point to, or the steps of its scale."""
    column = table.column(column_id)
    if not column.refers:
        return tuple((s, s) for s in program.session.area.settings.scale(column.scale))
    siblings = program.session.tables(table.template.tab)
    return tuple((r.id, r.label) for t in siblings if t.id == column.refers for r in t.rows)


async def choose(program: "Program", table: Table, row: Row, column: str) -> None:
    """A choice out of a scale."""
    from tui.screen.widgets.dialogs import Chooser

    items = [*((id_, name, "") for id_, name in choices(program, table, column))]
    items.append(("tomt", "(ingen)", ""))
    now = row.cells.get(column)
    answer = await program.push_screen_wait(Chooser(row.label, items, str(now or "")))
    if answer:
        set_cell(program, table, row, column, None if answer == "tomt" else answer)


def step_choice(program: "Program", place: "Place") -> None:
    """Space: the next step of a scale; elsewhere it starts an edit as any character does."""
    cell = chosen_cell(program, place)
    view, *row_column = place
    kind = view.editing(*row_column) if cell else "ingen"
    if cell is None or kind in ("beraknad", "last", "ingen", "ruta"):
        program.open_()
    elif kind == "rad":
        program.grid.edit(" ")
    else:
        table, row, column = cell
        scale = (None, *(id_ for id_, _ in choices(program, table, column)))
        now = row.cells.get(column)
        step = scale.index(now) if now in scale else 0
        set_cell(program, table, row, column, scale[(step + 1) % len(scale)])


def empty_cell(program: "Program", place: "Place") -> None:
    """Delete: the cell becomes empty, which is not zero."""
    cell = chosen_cell(program, place)
    if cell is None:
        return
    view, *row_column = place
    kind = view.editing(*row_column)
    if kind in ("rad", "val", "ruta") and cell[2] != LABEL:
        set_cell(program, *cell, None)
    elif kind == "rad":
        say(program, "Radens namn kan ändras men inte tömmas; Ctrl+Delete tar bort raden.")
    else:
        program.open_()


def copied(program: "Program") -> str:
    """The text that copying the cell gives: as it is typed, so that Excel takes it."""
    cell = chosen_cell(program)
    if cell is None:
        return ""
    table, row, column = cell
    return entry_text(program.session.calculation(table).shown(row.id, column))


def lock(program: "Program") -> None:
    """Lock an unlocked decided document again."""
    document = program.session.document
    if document.status == "beslutad" and document.unlocked:
        do(program, DocumentChange(document, replace(document, unlocked="")))
        paint_everything(program)
    else:
        say(program, "Dokumentet är inte upplåst.")
