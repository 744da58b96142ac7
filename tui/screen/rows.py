"""Rows of a list: added, removed, moved."""

from typing import TYPE_CHECKING

from tui.domain.table import Row, Table
from tui.screen.editing import address, ask_about_locked, do, say
from tui.screen.views.table_view import TableView
from tui.workspace import RowAdded, RowMoved, RowRemoved

if TYPE_CHECKING:
    from tui.screen.app import Program


async def list_(program: "Program") -> tuple[Table, int] | None:
    """The table under the cursor and the row's place, if its rows may be changed at all."""
    if program.session.table is not None and program.session.document.locked:
        await ask_about_locked(program)
    view = program.grid.model
    if not isinstance(view, TableView) or program.session.document.locked:
        return None
    if not view.table.template.list_:
        say(program, "Tabellens rader är fasta; lägg en därav-rad i Delposter.")
        return None
    return view.table, program.grid.row


async def new_row(program: "Program") -> None:
    """Add a row after the one under the cursor, at its level."""
    choice = await list_(program)
    if choice is None:
        return
    table, place = choice
    neighbour = table.rows[place] if table.rows else None
    place = min(place + 1, len(table.rows))
    row = Row(free_key(table), "", parent=_parent(neighbour))
    do(program, RowAdded(address(program, table, row), row, place))
    program.grid.set_place(place, 0)
    program.grid.edit("")


def _parent(neighbour: Row | None) -> str | None:
    if neighbour is None:
        return None
    return neighbour.id if neighbour.kind in ("summa", "rubrik") else neighbour.parent


def free_key(table: Table) -> str:
    """A row key that the table has not used."""
    candidates = (f"rad_{i}" for i in range(1, 100_000))
    return next(k for k in candidates if k not in table.index)


async def remove_row(program: "Program") -> None:
    """Remove the row under the cursor; undo brings it back. A sum and its parts stay together."""
    choice = await list_(program)
    if choice is None or not choice[0].rows:
        return
    table, place = choice
    row = table.rows[place]
    if any(r.parent == row.id for r in table.rows) or row.kind == "summa":
        say(program, "Raden är en summa eller har rader under sig och tas inte bort.")
        return
    do(program, RowRemoved(address(program, table, row), row, place))


async def move_row(program: "Program", step: int) -> None:
    """Move the row under the cursor up or down."""
    choice = await list_(program)
    if choice is None:
        return
    table, place = choice
    to = place + step
    if 0 <= to < len(table.rows):
        row = table.rows[place]
        do(program, RowMoved(address(program, table, row), place, to))
        program.grid.set_place(to, program.grid.column)
