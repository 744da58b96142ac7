"""New tables into an old file's value: what changed is new, all else is as it was.

Fields that this version does not know, tables that could not be read, the numbers of rows that
stay, and the way in which an unchanged row is written all survive. Nothing given is changed.
"""

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

from msgspec.structs import fields

from tui.domain.register import Register
from tui.domain.table import Row, Table, Template
from tui.domain.value import Value
from tui.store.codec import Json
from tui.store.errors import ItemError, Place
from tui.store.fields import item_field
from tui.store.records import BUSY, SCHEMA_TABLE, TABLE_TABLE, row_item, table_item
from tui.store.schema import schema_item
from tui.store.tab_file import read_table
from tui.store.value_codec import Item

TABLE_FIELD = frozenset(
    ("tabell", "mall", "rubrik", "enhet", "rubrik_etikett", "kolumner", "fotnoter", "not", "kalla")
)
_VALUE_FIELD = ("celler", "tryckt")
_WORD_FIELD = ("noter", "kallor")
_HEAD_FIELD = tuple(f.name for f in fields(Table) if f.name != "rows")
ROW_FIELD = frozenset(
    (
        "rad",
        "etikett",
        "art",
        "foralder",
        "regel",
        "enhet",
        "decimaler",
        *_VALUE_FIELD,
        *_WORD_FIELD,
    )
)


def empty_tab(document: str, tab: str) -> Json:
    """The value of a tab's file without tables."""
    return {SCHEMA_TABLE: schema_item(dokument=document, flik=tab), TABLE_TABLE: {}}


def merged_tab(ra: Json, tables: Collection[Table], register: Register) -> Json:
    """The file's value with these tables in it; tables that are not given stay as they are.

    Raises Postfel where a record that a table would be merged with cannot be read.
    """
    return merged_with(ra, tables, register, {})[0]


def merged_with(
    ra: Json, tables: Collection[Table], register: Register, known_ones: Mapping[str, Table]
) -> tuple[Json, Mapping[str, Table]]:
    """The same where some of the value's tables need not be read, because they are known.

    Gives also those of the tables that need not be read next time: with none but cells changed
    they hang together as the ones that were read did. Raises Postfel.
    """
    loaded: dict[str, Table] = {}
    for table in tables:
        known = known_ones.get(table.id)
        if known is not table:
            ra, known = _with_table(ra, table, register, known)
        if known is not None:
            loaded[table.id] = table
    return ra, loaded


def _with_table(
    ra: Json, table: Table, register: Register, known: Table | None
) -> tuple[Json, Table | None]:
    """The value with a table in it, and the table if it is of the form of the one before."""
    if table.id in BUSY:
        raise ItemError(f"{Place(table.id)}: namnet är upptaget av lagret självt")
    heads = item_field(ra, TABLE_TABLE)
    serial = next((nr for nr, h in heads.items() if _id(h) == table.id), None)
    if serial is None:
        return _with_new_table(ra, table, heads), None
    old = known or read_table(ra, serial, heads[serial], register)
    items = ra.get(table.id, {})
    if _same_form(old, table):
        par = zip(items.items(), old.rows, table.rows, strict=True)
        rows = {nr: _row(item, a, b, table.template) for (nr, item), a, b in par}
        return {**ra, table.id: rows}, table
    head = _head(heads[serial], old, table)
    rows = _rows(items, old, table)
    return {**ra, TABLE_TABLE: {**heads, serial: head}, table.id: rows}, None


def _with_new_table(ra: Json, table: Table, heads: Mapping[str, Any]) -> Json:
    if ra.get(table.id):
        raise ItemError(f"{Place(table.id)}: filen har redan rader under det namnet")
    rows = {str(i): row_item(row, table.template) for i, row in enumerate(table.rows, 1)}
    heads = {**heads, _next(heads): table_item(table)}
    return {**ra, TABLE_TABLE: heads, table.id: rows}


def _same_form(one: Table, change: Table) -> bool:
    """Whether two tables differ in nothing but what stands in their rows."""
    return (
        len(one.rows) == len(change.rows)
        and all(a is b or _form(a) == _form(b) for a, b in zip(one.rows, change.rows, strict=True))
        and all(getattr(one, field) == getattr(change, field) for field in _HEAD_FIELD)
    )


def _form(row: Row) -> tuple[object, ...]:
    return row.id, row.kind, row.parent, row.rule, row.decimals


def _id(head: Any) -> Any:
    return head.get("tabell") if isinstance(head, dict) else None


def _next(items: Collection[str]) -> str:
    return str(max((int(nr) for nr in items), default=0) + 1)


def _head(meta: Item, old: Table, table: Table) -> Item:
    if all(getattr(old, field) == getattr(table, field) for field in _HEAD_FIELD):
        return meta
    new = table_item(table)
    if old.columns == table.columns and "kolumner" in meta:
        new["kolumner"] = meta["kolumner"]
    return merged_item(meta, new, TABLE_FIELD)


def _rows(items: Mapping[str, Item], old: Table, table: Table) -> Json:
    """The table's records in the rows' order, each under the number that its key had."""
    known_ones = {item["rad"]: (serial, item) for serial, item in items.items()}
    free = count(int(_next(items)))
    return dict(
        (known_ones[row.id][0], _row(known_ones[row.id][1], old.row(row.id), row, table.template))
        if row.id in known_ones
        else (str(next(free)), row_item(row, table.template))
        for row in table.rows
    )


def _row(item: Item, old: Row, row: Row, template: Template) -> Item:
    if old is row or same_row(old, row):
        return item
    new = row_item(row, template)
    for field, old_cells, cells in (
        ("celler", old.cells, row.cells),
        ("tryckt", old.tryckt, row.tryckt),
    ):
        if field in new and field in item:
            new[field] = _cells(item[field], old_cells, new[field], cells)
    for field in _WORD_FIELD:
        if field in new and field in item:
            new[field] = merged_item(item[field], new[field], item[field])
    return merged_item(item, new, ROW_FIELD)


def same_row(one: Row, change: Row) -> bool:
    """Whether two rows are equal to the last decimal place: 9,0 and 9,00 are not."""
    return one == change and all(
        repr(a.get(k)) == repr(b[k])
        for a, b in ((one.cells, change.cells), (one.tryckt, change.tryckt))
        for k in b
    )


def _cells(
    item: Item, old_ones: Mapping[str, Value], new: Item, new_ones: Mapping[str, Value]
) -> Item:
    """The cells in the order in which they stood; an unchanged one as it was written."""
    left = {
        k: v if repr(old_ones[k]) == repr(new_ones[k]) else new[k]
        for k, v in item.items()
        if k in new
    }
    return {**left, **{k: v for k, v in new.items() if k not in left}}


def merged_item(old: Item, new: Item, known_ones: Collection[str]) -> Item:
    """The old record with the known fields renewed (or taken away) and the unknown ones kept."""
    left = {
        k: new[k] if k in known_ones else v
        for k, v in old.items()
        if k not in known_ones or k in new
    }
    return {**left, **{k: v for k, v in new.items() if k not in left}}
