"""Two versions of a table put together (*sammanslagning*), by the differences that were found."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from tui.domain.diff import (
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
from tui.domain.table import Row, Table


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
    rows = _beaten_rows(difference.base, changed)
    core = order if isinstance(order, tuple) else _core(difference)
    keys = _ordered(difference, tuple(map(str, core)), rows)
    table = with_(difference.base, in_table, TABLE_MAPS)
    return replace(table, rows=tuple(_hung(difference, rows[k], rows) for k in keys))


def _core(difference: Difference) -> tuple[str, ...]:
    return shared(difference.base, difference.min, difference.theirs)


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
    difference: Difference, core: tuple[str, ...], exists: Collection[str]
) -> tuple[str, ...]:
    """The keys in order: the common rows, and after each the rows that a side has right there."""
    min_, theirs = (_after(t, core, exists) for t in (difference.min, difference.theirs))
    resultat: dict[str, None] = {}
    for anchor in (None, *core):
        flattened = _flattened(min_.get(anchor, []), theirs.get(anchor, []))
        resultat |= dict.fromkeys(flattened if anchor is None else (anchor, *flattened))
    return tuple(resultat)


def _after(
    table: Table, core: Collection[str], exists: Collection[str]
) -> dict[str | None, list[str]]:
    """The rows that not all three have, by the common row that stands nearest before them."""
    groups: dict[str | None, list[str]] = {}
    anchor: str | None = None
    shared = set(core)
    for id_ in table.index:
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
