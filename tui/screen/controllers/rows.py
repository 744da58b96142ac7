"""Rows of a table: added, removed, moved, and put a level in or out."""

from collections.abc import Iterable

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.finding import Address
from tui.domain.reshape import free_key, moved
from tui.domain.reshaped import (
    is_counted,
    pointing,
    row_hangs,
    under,
    with_new_row,
    with_row_as,
    without_the_row,
)
from tui.domain.table import Row, Table
from tui.screen.controllers import columns
from tui.screen.controllers.changes import do
from tui.screen.controllers.reshaping import may_go, take, to_reshape
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Question
from tui.store.table_merge import changes
from tui.svenska.format import count
from tui.workspace import Change, cell_change

NO_ROWS = "Tabellen har inga rader; F7 lägger till en."


async def _chosen_row(session: Session, screen: Screen) -> tuple[Calculation, int] | None:
    """The shown table and the row's place, if there is one and its form may be changed."""
    calculation = await to_reshape(session, screen)
    if calculation is None:
        return None
    if not calculation.table.rows:
        screen.say(NO_ROWS)
        return None
    return calculation, session.look.grid.row


async def new_row(session: Session, screen: Screen) -> None:
    """Add a row after the one under the cursor, at its level; on the headings, a column."""
    if session.look.grid.in_heading:
        await columns.new_column(session, screen)
        return
    calculation = await to_reshape(session, screen)
    if calculation is None:
        return
    table, place = calculation.table, session.look.grid.row
    neighbour = table.rows[place] if table.rows else None
    place = min(place + 1, len(table.rows))
    row = Row(free_key("", table.index, "rad"), "", parent=_parent(table, neighbour))
    if take(session, screen, calculation, with_new_row(calculation, row, place)):
        screen.go_to(place, 0)
        screen.edit("")


def _parent(table: Table, neighbour: Row | None) -> str | None:
    """Under which row a new one hangs: under a heading or a sum with rows right below it."""
    if neighbour is None:
        return None
    below = table.index[neighbour.id] + 1
    opens = below < len(table.rows) and table.rows[below].parent == neighbour.id
    alone = not any(row.parent == neighbour.id for row in table.rows)
    if neighbour.kind == "rubrik" or (neighbour.kind == "summa" and (opens or alone)):
        return neighbour.id
    return neighbour.parent


async def remove_row(session: Session, screen: Screen) -> None:
    """Remove the row under the cursor; asked about where others hang on it."""
    if session.look.grid.in_heading:
        await columns.remove_column(session, screen)
        return
    choice = await _chosen_row(session, screen)
    if choice is None:
        return
    calculation, place = choice
    row = calculation.table.rows[place]
    siblings = [t for tables in session.read_in(session.document_id).values() for t in tables]
    children = await _with_children(screen, calculation, row, siblings)
    if children is None:
        return
    after = without_the_row(calculation, row.id, children=children)
    gone = [r.id for r in calculation.table.rows if r.id not in after.index]
    to_empty = emptied(session, siblings, calculation.table.id, gone)
    do(session, screen, *to_empty, *changes(session.document_id, calculation.table, after))


async def _with_children(
    screen: Screen,
    calculation: Calculation,
    row: Row,
    siblings: Iterable[Table],
) -> bool | None:
    """Whether the rows under a row go with it; None where it is not to go at all."""
    table = calculation.table
    below = under(table, row.id)
    gone = [row.id, *(r.id for r in below)]
    hangs = (*row_hangs(calculation, row.id), *pointed_at(siblings, table.id, gone))
    heading = f"Ta bort ”{row.label}”"
    if not below:
        return False if await may_go(screen, heading, hangs, "Ta bort raden") else None
    what = count(len(below), "rad hör till den", "rader hör till den")
    text = "\n".join((f"{what}: {', '.join(r.label for r in below[:6])}.", *hangs))
    answers = {
        "enter": ("rad", "Ta bort bara raden; de andra blir kvar (Ctrl+Z ångrar)"),
        "f8": ("alla", "Ta bort alla"),
    }
    answer = await screen.ask(Question(heading, text, answers))
    return {"rad": False, "alla": True}.get(answer)


def pointed_at(siblings: Iterable[Table], table: str, rows: list[str]) -> tuple[str, ...]:
    """What of other tables points to rows, a sentence a table."""
    by_table: dict[str, list[str]] = {}
    for other, row, _ in pointing(siblings, table, rows):
        by_table.setdefault(other.heading, []).append(row.label)
    return tuple(
        f"I {heading} hör {', '.join(names[:4])}{' …' if len(names) > 4 else ''} till den; "
        "där blir det tomt."
        for heading, names in by_table.items()
    )


def emptied(
    session: Session, siblings: Iterable[Table], table: str, rows: list[str]
) -> tuple[Change, ...]:
    """The changes that empty what points to rows that go."""
    places = (
        Address(session.document_id, other.id, row.id, column.id)
        for other, row, column in pointing(siblings, table, rows)
    )
    return tuple(cell_change(session.area, place, None) for place in places)


async def move_row(session: Session, screen: Screen, step: int) -> None:
    """Move the row under the cursor up or down, with the rows under it."""
    if session.look.grid.in_heading:
        screen.say("Rubrikerna flyttas åt sidan: Ctrl+← och Ctrl+→.")
        return
    choice = await _chosen_row(session, screen)
    if choice is None:
        return
    calculation, place = choice
    table, to = calculation.table, place + step
    if 0 <= to < len(table.rows):
        after = replace(table, rows=moved(table.rows, place, to))
        if take(session, screen, calculation, after):
            screen.go_to(to, session.look.grid.column)


async def move_sideways(session: Session, screen: Screen, step: int) -> None:
    """Move the column under the cursor; among the labels, put the row a level in or out."""
    if session.look.grid.in_heading or session.look.grid.column:
        await columns.move_column(session, screen, step)
    else:
        await _level(session, screen, step)


async def _level(session: Session, screen: Screen, step: int) -> None:
    """Put the row under the cursor a level in (1), under the row above it, or a level out (-1)."""
    choice = await _chosen_row(session, screen)
    if choice is None:
        return
    calculation, place = choice
    table = calculation.table
    row = table.rows[place]
    parent = _inner(table, place) if step > 0 else _outer(table, row)
    if parent == row.parent:
        screen.say(
            "Det finns ingen rad ovanför på samma nivå att höra till."
            if step > 0
            else "Raden står redan på den yttersta nivån."
        )
        return
    if take(session, screen, calculation, with_row_as(calculation, replace(row, parent=parent))):
        name = table.row(parent).label if parent else ""
        said = f"Raden hör nu till ”{name}”." if parent else "Raden hör inte till någon rad."
        now = table.with_row(replace(row, parent=parent))
        if row.cells and is_counted(table, row.id) and not is_counted(now, row.id):
            said += " Den räknas nu inte i någon summa."
        screen.say(said)


def _inner(table: Table, place: int) -> str | None:
    """The row that the rows around it hang under a level in, first those above it.

    Where they stand on its own level, it is the nearest of these above it; the rows of a heading
    hang under it.
    """
    for beside in (place - 1, place + 1):
        if 0 <= beside < len(table.rows):
            joined = _ancestor(table, table.rows[beside], table.rows[place])
            if joined is not None:
                return joined
    level_ = table.rows[place].parent
    above = (r for r in reversed(table.rows[:place]) if r.parent == level_)
    return next((r.id for r in above), level_)


def _ancestor(table: Table, beside: Row, row: Row) -> str | None:
    """The row above another in the tree, on the level of a row; None where it is that row."""
    for _ in table.rows:
        if beside.parent == row.parent or beside.parent not in table.index:
            return None
        above = table.row(str(beside.parent))
        if above.id == row.id:
            return None
        if above.parent == row.parent:
            return above.id
        beside = above
    return None


def _outer(table: Table, row: Row) -> str | None:
    return table.row(row.parent).parent if row.parent in table.index and row.parent else None
