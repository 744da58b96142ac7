"""Columns of a table: added, removed, moved."""

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import heading_text
from tui.domain.reshape import free_key, moved
from tui.domain.reshaped import column_hangs, with_new_column, without_the_column
from tui.domain.table import Column
from tui.screen.controllers.reshaping import may_go, say_after, take, to_reshape
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.form_entry import NEW_COLUMN
from tui.screen.widgets.model import HEADING


async def _chosen_column(session: Session, screen: Screen) -> tuple[Calculation, int] | None:
    """The shown table and the column's place in it, −1 for the labels'."""
    calculation = await to_reshape(session, screen)
    return None if calculation is None else (calculation, session.look.grid.column - 1)


async def new_column(session: Session, screen: Screen) -> None:
    """Add a column after the one under the cursor, of its kind, and write its heading."""
    choice = await _chosen_column(session, screen)
    if choice is None:
        return
    calculation, place = choice
    table = calculation.table
    like = table.columns[place] if place >= 0 else None
    column = Column(free_key("", table.column_index, "kolumn"), NEW_COLUMN)
    if like is not None and like.numeric:
        type_ = like.type_ if like.type_ in ("belopp", "procent", "tal") else "tal"
        column = replace(column, type_=type_, decimals=like.decimals)
    if take(session, screen, calculation, with_new_column(calculation, column, place + 1)):
        screen.go_to(HEADING, place + 2)
        screen.edit("")


async def remove_column(session: Session, screen: Screen) -> None:
    """Remove the column under the cursor; asked about where others hang on it."""
    choice = await _chosen_column(session, screen)
    if choice is None:
        return
    calculation, place = choice
    if place < 0:
        screen.say("Radernas namn kan inte tas bort; Ctrl+Delete på en rad tar bort raden.")
        return
    column = calculation.table.columns[place]
    name = heading_text(calculation, column.id)
    hangs = column_hangs(calculation, column.id)
    if await may_go(screen, f"Ta bort kolumnen ”{name}”", hangs, "Ta bort kolumnen"):
        take(session, screen, calculation, without_the_column(calculation, column.id))
        say_after(session, screen, f"Kolumnen ”{name}” är borttagen; Ctrl+Z ångrar.")


async def move_column(session: Session, screen: Screen, step: int) -> None:
    """Move the column under the cursor to the left or to the right."""
    grid = session.look.grid
    choice = await _chosen_column(session, screen)
    if choice is None:
        return
    calculation, place = choice
    table, to = calculation.table, place + step
    if place >= 0 and 0 <= to < len(table.columns):
        after = replace(table, columns=moved(table.columns, place, to))
        if take(session, screen, calculation, after):
            screen.go_to(HEADING if grid.in_heading else grid.row, to + 1)
