"""Rows of a list: added, removed, moved."""

from tui.domain.table import Row, Table
from tui.screen.controllers.changes import do
from tui.screen.controllers.decision import ask_about_locked
from tui.screen.controllers.editing import address_of
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.table_view import TableView
from tui.workspace import RowAdded, RowMoved, RowRemoved


async def _chosen_row(session: Session, screen: Screen) -> tuple[Table, int] | None:
    """The table under the cursor and the row's place, if its rows may be changed at all."""
    if session.table is not None and session.document.locked:
        await ask_about_locked(session, screen)
    view = session.look.grid.model
    if not isinstance(view, TableView) or session.document.locked:
        return None
    if not view.table.list_:
        screen.say("Tabellens rader är fasta; lägg en därav-rad i Delposter.")
        return None
    return view.table, session.look.grid.row


async def new_row(session: Session, screen: Screen) -> None:
    """Add a row after the one under the cursor, at its level."""
    choice = await _chosen_row(session, screen)
    if choice is None:
        return
    table, place = choice
    neighbour = table.rows[place] if table.rows else None
    place = min(place + 1, len(table.rows))
    row = Row(_free_key(table), "", parent=_parent(neighbour))
    do(session, screen, RowAdded(address_of(session, table, row), row, place))
    screen.go_to(place, 0)
    screen.edit("")


def _parent(neighbour: Row | None) -> str | None:
    if neighbour is None:
        return None
    return neighbour.id if neighbour.kind in ("summa", "rubrik") else neighbour.parent


def _free_key(table: Table) -> str:
    """A row key that the table has not used."""
    candidates = (f"rad_{i}" for i in range(1, 100_000))
    return next(k for k in candidates if k not in table.index)


async def remove_row(session: Session, screen: Screen) -> None:
    """Remove the row under the cursor; undo brings it back. A sum and its parts stay together."""
    choice = await _chosen_row(session, screen)
    if choice is None or not choice[0].rows:
        return
    table, place = choice
    row = table.rows[place]
    if any(r.parent == row.id for r in table.rows) or row.kind == "summa":
        screen.say("Raden är en summa eller har rader under sig och tas inte bort.")
        return
    do(session, screen, RowRemoved(address_of(session, table, row), row, place))


async def move_row(session: Session, screen: Screen, step: int) -> None:
    """Move the row under the cursor up or down."""
    choice = await _chosen_row(session, screen)
    if choice is None:
        return
    table, place = choice
    to = place + step
    if 0 <= to < len(table.rows):
        row = table.rows[place]
        do(session, screen, RowMoved(address_of(session, table, row), place, to))
        screen.go_to(to, session.look.grid.column)
