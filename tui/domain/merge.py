"""Two versions of a table put together (*sammanslagning*), by the differences that were found."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from tui.domain.diff import (
    COLUMN,
    COLUMN_FIELD,
    COLUMN_ORDER,
    NO_CHOICE,
    ORDER,
    ROW,
    ROW_MAPS,
    TABLE_MAPS,
    Choice,
    Content,
    Difference,
    Key,
    Wholly,
    shared,
    with_,
)
from tui.domain.reshape import with_held
from tui.domain.table import Column, Row, Table


def merged(difference: Difference, choice: Choice = NO_CHOICE) -> Table:
    """The table with both sides' changes in it. Raises KeyError for a conflict without a choice.

    A row whose parent is gone hangs under the nearest one that is left.
    """
    changed: dict[str, dict[Key, Content]] = {"": {}}
    for item in difference.items:
        key = (item.address.column, item.field)
        changed.setdefault(item.address.row, {})[key] = item.selected(choice)
    in_table = changed.pop("")
    order = in_table.pop(("", ORDER), None)
    columns = _columns(difference, in_table)
    rows = _beaten_rows(difference.base, changed)
    sides = (tuple(difference.min.index), tuple(difference.theirs.index))
    core = order if isinstance(order, tuple) else shared(difference.base.index, *sides)
    keys = _ordered(sides, tuple(map(str, core)), rows)
    table = with_(difference.base, in_table, TABLE_MAPS)
    hung = tuple(_hung(difference, rows[k], rows) for k in keys)
    table = replace(table, columns=columns, rows=hung)
    for gone in difference.base.column_index.keys() - table.column_index.keys():
        table = with_held(table, gone, {})
    return table


def _columns(difference: Difference, changed: dict[Key, Content]) -> tuple[Column, ...]:
    """The columns that there are after the merge; what is told of them is taken out of the rest."""
    told = [key for key in changed if key[1].startswith(COLUMN)]
    said = {key: changed.pop(key) for key in told}
    order = said.pop(("", COLUMN_ORDER), None)
    columns = {column.id: column for column in difference.base.columns}
    for (id_, field), value in said.items():
        if isinstance(value, Column):
            columns[id_] = value
        elif field == COLUMN:
            columns.pop(id_, None)
        else:
            form = {field.removeprefix(COLUMN_FIELD): value}
            columns[id_] = replace(columns[id_], **form)
    sides = (tuple(difference.min.column_index), tuple(difference.theirs.column_index))
    core = order if isinstance(order, tuple) else shared(difference.base.column_index, *sides)
    kept = tuple(str(id_) for id_ in core if id_ in columns)
    return tuple(columns[id_] for id_ in _ordered(sides, kept, columns))


def _beaten_rows(base: Table, changed: Mapping[str, Wholly]) -> dict[str, Row]:
    """The rows that there are after the merge, by key."""
    rows: dict[str, Row] = {}
    for id_ in dict.fromkeys((*base.index, *changed)):
        fresh = changed.get(id_, {})
        row = base.row(id_) if id_ in base.index else Row(id_, "")
        whole = fresh[("", ROW)] if ("", ROW) in fresh else with_(row, fresh, ROW_MAPS)
        if isinstance(whole, Row):
            rows[id_] = whole
    return rows


def _ordered(
    sides: tuple[tuple[str, ...], tuple[str, ...]], core: tuple[str, ...], exists: Collection[str]
) -> tuple[str, ...]:
    """The keys in order: the common ones, and after each those that a side has right there."""
    min_, theirs = (_after(side, core, exists) for side in sides)
    resultat: dict[str, None] = {}
    for anchor in (None, *core):
        flattened = _flattened(min_.get(anchor, []), theirs.get(anchor, []))
        resultat |= dict.fromkeys(flattened if anchor is None else (anchor, *flattened))
    return tuple(resultat)


def _after(
    side: tuple[str, ...], core: Collection[str], exists: Collection[str]
) -> dict[str | None, list[str]]:
    """The keys that not all three have, by the common one that stands nearest before them."""
    groups: dict[str | None, list[str]] = {}
    anchor: str | None = None
    shared = set(core)
    for id_ in side:
        if id_ in shared:
            anchor = id_
        elif id_ in exists:
            groups.setdefault(anchor, []).append(id_)
    return groups


def _flattened(one: list[str], other: list[str]) -> list[str]:
    """Two runs of keys as one, each in its order, and the same whichever comes first."""
    first, last = sorted((one, other))
    resultat, place = list(first), len(first)
    for id_ in last:
        if id_ in resultat:
            place = resultat.index(id_) + 1
        else:
            resultat.insert(place, id_)
            place += 1
    return resultat


def _hung(difference: Difference, row: Row, rows: Mapping[str, Row]) -> Row:
    """The row under a parent that there is."""
    parent, seen = row.parent, {row.id}
    while parent is not None and parent not in rows:
        tables = (
            t for t in (difference.base, difference.min, difference.theirs) if parent in t.index
        )
        table = next(tables, None)
        if table is None or parent in seen:
            parent = None
        else:
            seen.add(parent)
            parent = table.row(parent).parent
    return row if parent == row.parent else replace(row, parent=parent)
