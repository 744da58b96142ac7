"""The form of a table changed (*omformning*): columns and rows put in, taken out, moved.

Each is the plain act: what a table holds follows its row and column, and taking out what was put in
gives the same table. What else should follow, and what cannot be, is for ``domain.reshaped``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.table import EMPTY, LABEL, NO_WORD, Column, Row, Table
from tui.domain.value import Value

Item = TypeVar("Item")


class HeldCell(Struct, frozen=True):
    """What a row has in a column: entered, printed, its note and its source."""

    entered: Value = None
    tryckt: Value = None
    note: str = ""
    source: str = ""


Held: TypeAlias = Mapping[str, HeldCell]
"""What the rows of a table have in a column, by row key; rows with nothing are left out."""
EMPTY_HELD: Held = MappingProxyType({})


def put_in(items: tuple[Item, ...], item: Item, place: int) -> tuple[Item, ...]:
    """The items with one more at a place."""
    return (*items[:place], item, *items[place:])


def taken_out(items: tuple[Item, ...], place: int) -> tuple[Item, ...]:
    """The items without the one at a place."""
    return (*items[:place], *items[place + 1 :])


def moved(items: tuple[Item, ...], from_: int, to: int) -> tuple[Item, ...]:
    """The items with the one at a place at another."""
    return put_in(taken_out(items, from_), items[from_], to)


# ---- columns -----------------------------------------------------------------------------------


def held_in(table: Table, column_id: str) -> Held:
    """What the rows have in a column."""
    cells = {
        row.id: HeldCell(
            row.cells.get(column_id),
            row.tryckt.get(column_id),
            row.notes.get(column_id, ""),
            row.sources.get(column_id, ""),
        )
        for row in table.rows
    }
    return {id_: cell for id_, cell in cells.items() if cell != HeldCell()}


def with_held(table: Table, column_id: str, held: Held) -> Table:
    """The table with other contents in a column: of the rows in ``held``, nothing in the others."""
    rows = tuple(_with_held(row, column_id, held.get(row.id, HeldCell())) for row in table.rows)
    return replace(table, rows=rows)


def _with_held(row: Row, column_id: str, held: HeldCell) -> Row:
    new = replace(
        row,
        cells=_with(row.cells, column_id, held.entered),
        tryckt=_with(row.tryckt, column_id, held.tryckt),
        notes=_with(row.notes, column_id, held.note or None),
        sources=_with(row.sources, column_id, held.source or None),
    )
    return row if new == row else new


Content = TypeVar("Content")


def _with(content: Mapping[str, Content], key: str, value: Content | None) -> Mapping[str, Content]:
    if value is None:
        return {k: v for k, v in content.items() if k != key} if key in content else content
    return {**content, key: value}


def with_column(table: Table, column: Column, place: int, held: Held = EMPTY_HELD) -> Table:
    """The table with one more column at a place, and what its rows have in it."""
    columns = put_in(table.columns, column, place)
    return replace(with_held(table, column.id, held), columns=columns)


def without_column(table: Table, column_id: str) -> Table:
    """The table without a column and all that its rows have in it. Raises KeyError."""
    columns = taken_out(table.columns, table.column_index[column_id])
    return replace(with_held(table, column_id, {}), columns=columns)


def with_column_form(table: Table, column_id: str, column: Column) -> Table:
    """The table with another form of a column, in its place. Raises KeyError."""
    place = table.column_index[column_id]
    return replace(table, columns=put_in(taken_out(table.columns, place), column, place))


# ---- rows --------------------------------------------------------------------------------------


def form_of(row: Row) -> Row:
    """The form of a row alone: neither its label nor any figure."""
    return replace(row, label="", cells=EMPTY, tryckt=EMPTY, notes=NO_WORD, sources=NO_WORD)


def with_form(row: Row, form: Row) -> Row:
    """The row with the form of another, its label and figures kept."""
    return replace(
        form,
        id=row.id,
        label=row.label,
        cells=row.cells,
        tryckt=row.tryckt,
        notes=row.notes,
        sources=row.sources,
    )


# ---- keys --------------------------------------------------------------------------------------

_PLAIN = str.maketrans("åäöé", "aaoe")
_MAX_KEY = 40


def free_key(name: str, taken: Mapping[str, object], otherwise: str) -> str:
    """A key that is not taken, in the letters of a name; of ``otherwise`` for a name without."""
    letters = "".join(c if c.isalnum() else " " for c in name.casefold().translate(_PLAIN))
    plain = "_".join(word for word in letters.split() if word.isascii())[:_MAX_KEY]
    base = plain if plain and not plain[0].isdigit() and plain != LABEL else otherwise
    if base != otherwise and base not in taken:
        return base
    return next(key for i in range(1, 100_000) if (key := f"{base}_{i}") not in taken)
