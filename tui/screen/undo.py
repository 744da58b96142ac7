"""Undo and redo (*backning*), whichever tab and document the step was on."""

from typing import TYPE_CHECKING

from tui.domain.finding import Address
from tui.screen import editing
from tui.screen.painting import paint_everything
from tui.screen.session import show_address
from tui.store.recovery import fits
from tui.workspace import Change, DocumentChange, document_for, inverted

if TYPE_CHECKING:
    from tui.screen.app import Program


def undo(program: "Program") -> None:
    """Undo, and show where."""
    if ready_att_step_back(program, program.session.history.done, backwards=True):
        _after(program, program.session.step_back(), "Det finns inget att ångra.", "Ångrat")


def redo(program: "Program") -> None:
    """Redo, and show where."""
    if ready_att_step_back(program, program.session.history.undone, backwards=False):
        _after(program, program.session.repeat(), "Det finns inget att göra om.", "Gjort om")


def ready_att_step_back(
    program: "Program", bar: tuple[tuple[Change, ...], ...], *, backwards: bool
) -> bool:
    """Whether the last step of a stack can be gone back on; says why when it cannot.

    The steps of earlier sessions are about files that may have changed since.
    """
    session = program.session
    if session.obstacle:
        editing.say(program, editing.lock_sentence(program))
        return False
    if not bar or session.securing is None:
        return True
    step = inverted(bar[-1]) if backwards else bar[-1]
    for document in {document_for(change) for change in step} & session.area.document.keys():
        session.read_in(document)
    if fits(session.area, step):
        return True
    editing.say(program, "Steget går inte att backa: det som ändrades har ändrats igen sedan dess.")
    return False


def _after(program: "Program", step: tuple[Change, ...], otherwise: str, word: str) -> None:
    if not step:
        editing.say(program, otherwise)
        return
    # A decision is of the document, whatever figures it prints before the head.
    change = next((a for a in step if isinstance(a, DocumentChange)), step[0])
    if not isinstance(change, DocumentChange):
        _show_if_hidden(program, change.address)
    editing.after_change(program)
    if isinstance(change, DocumentChange):
        paint_everything(program)
    editing.say(program, f"{word}: {_about(program, change)}.")


def _show_if_hidden(program: "Program", address: Address) -> None:
    session = program.session
    table = session.table
    shown = table is not None and (session.document_id, table.id) == (
        address.document,
        address.table,
    )
    target = session.area.table(address.document, address.table)
    if not shown:
        show_address(session, address, target)
        paint_everything(program)
    elif address.row in target.index and address.column:
        column = target.column_index.get(address.column, -1) + 1
        program.grid.set_place(target.index[address.row], column)


def _about(program: "Program", change: Change) -> str:
    if isinstance(change, DocumentChange):
        return change.to.name
    table = program.session.area.table(change.address.document, change.address.table)
    row = change.address.row
    return f"{table.heading}, {table.row(row).label if row in table.index else 'raden'}"
