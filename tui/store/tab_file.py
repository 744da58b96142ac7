"""A tab's file to tables, and tables into it.

Read: what is whole opens, and what is not is told, sentence by sentence. Saved: what has changed
is new and all else is as it was; fields that this version does not know, tables that could not be
read, the numbers of the records that stay, and the way in which an unchanged row is written.
"""

from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from typing import Any, NamedTuple, TypeAlias

from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.table import Document as Record
from tinydb.table import Table as TinyTable

from tui.domain.finding import FileError
from tui.domain.register import Register
from tui.domain.table import Row, Table, computed_columns
from tui.domain.value import Value
from tui.store.codec import Item
from tui.store.column_records import is_whole
from tui.store.errors import ItemError, Place, quoted
from tui.store.former_forms import NOTHING, MallRows, mall_rows
from tui.store.records import (
    BUSY,
    ROW_FIELDS,
    TABLE_FIELDS,
    TABLE_TABLE,
    parsed_row,
    parsed_table,
    row_item,
    table_item,
)
from tui.store.storage import (
    SCHEMA_TABLE,
    Schema,
    numbers,
    parsed_schema,
    put_schema,
    raw_tables,
    readable,
    record,
    records,
    renew,
)

_HEAD_FIELDS = tuple(name for name in Table.__struct_fields__ if name != "rows")


class TabFile(NamedTuple):
    """What a tab's file holds: tables in stored order, faults, and whether it may be saved."""

    tables: tuple[Table, ...] = ()
    error: tuple[FileError, ...] = ()
    writable: bool = True


def tab_schema(database: TinyDB, file: str, document: str, tab: str) -> Schema:
    """Whether the file may be saved. Raises ItemError where its value is not a tab's at all."""
    numbers(database, TABLE_TABLE, required=True)
    return parsed_schema(database, file, {"dokument": document, "flik": tab})


def parsed_tab(database: TinyDB, file: str, document: str, tab: str, register: Register) -> TabFile:
    """The file's value, read. ``file`` is its name for the sentences; nothing is raised."""
    try:
        schema = tab_schema(database, file, document, tab)
    except ItemError as error:
        sentence = f"{file}, {error}; filen visas inte."
        return TabFile((), (FileError(file, sentence),), writable=False)
    tables: dict[str, Table] = {}
    sentences: list[str] = []
    for number in numbers(database, TABLE_TABLE):
        try:
            head = record(database, TABLE_TABLE, number)
            table = _read_table(database, head, register, tab)
            if table.id in tables:
                raise ItemError(f"{Place(table.id)}: står två gånger i ”{TABLE_TABLE}”")
        except ItemError as error:
            sentences.append(f"{error}; tabellen visas inte förrän det är rättat.")
        else:
            tables[table.id] = table
            sentences += _foreign(table)
    sentences += _without_head(database)
    errors = (FileError(file, f"{file}, {sentence}") for sentence in sentences)
    return TabFile(tuple(tables.values()), (*schema.error, *errors), schema.writable)


def _read_table(database: TinyDB, head: Record, register: Register, tab: str) -> Table:
    """One table of a tab's file, out of its head. Raises ItemError."""
    id_ = head.get("tabell")
    items = records(database, id_) if isinstance(id_, str) and id_ not in BUSY else ()
    return parsed_table(head, items, register, tab)


def _foreign(table: Table) -> Iterator[str]:
    """One sentence a column that rows have values under but the table does not have."""
    rows: dict[str, list[str]] = {}
    for row in table.rows if table.filled_in - table.column_index.keys() else ():
        for column in (*row.cells, *(k for k in row.tryckt if k not in row.cells)):
            if column not in table.column_index:
                rows.setdefault(column, []).append(row.id)
    for column, ids in rows.items():
        more = f" (och {len(ids) - 1} rader till)" if len(ids) > 1 else ""
        yield (
            f"{Place(table.id, ids[0])}{more}: kolumnen {quoted(column)} finns inte i tabellen; "
            "värdet visas inte men ligger kvar i filen."
        )


def _without_head(database: TinyDB) -> Iterator[str]:
    """One sentence a table of rows that no head tells of, so that nothing is silently hidden."""
    heads = readable(database, TABLE_TABLE)
    known = [head.get("tabell") for head in heads]
    if len(heads) < len(numbers(database, TABLE_TABLE)) or not all(
        isinstance(id_, str) for id_ in known
    ):
        # The rows may be those of a head that cannot be read, which has been told already.
        return
    for name, items in raw_tables(database).items():
        if items and name not in (SCHEMA_TABLE, TABLE_TABLE, *known):
            yield (
                f"{Place(name)}: står inte i ”{TABLE_TABLE}”; "
                "den visas inte men ligger kvar i filen."
            )


def put_tab(database: TinyDB, document: str, tab: str) -> None:
    """Make a new tab's file, without tables."""
    put_schema(database, dokument=document, flik=tab)
    database.table(TABLE_TABLE).insert_multiple(())


Former: TypeAlias = Callable[[str], Iterable[Record]]
"""By table, the records that it has had, the newest first."""


class _Had(NamedTuple):
    """The records that a table has had, and what those of before left to its mall."""

    records: Former
    left: MallRows


def no_former(table: str) -> tuple[Record, ...]:  # noqa: ARG001
    """Nothing is known of what stood in the file before."""
    return ()


def put_tables(
    database: TinyDB,
    tables: Iterable[Table],
    register: Register,
    former: Former = no_former,
    gone: Collection[str] = (),
) -> None:
    """Put these tables into a tab's file; others stay as they are, but for those that are ``gone``.

    The form of a table is written whole, also where it was stored before it was. A row that was
    there before (an undo brings it back) gets the record that it had, with its number and what
    this version does not know of it. Raises ItemError where a record that a table
    would be merged with cannot be read.
    """
    tables = tuple(tables)
    _remove_tables(database, gone)
    for table in tables:
        if table.id in BUSY:
            raise ItemError(f"{Place(table.id)}: namnet är upptaget av lagret självt")
        heads = readable(database, TABLE_TABLE)
        head = next((h for h in heads if h.get("tabell") == table.id), None)
        mall = register.templates.get(table.template)
        had = _Had(former, NOTHING if mall is None else mall_rows(mall))
        if head is None:
            _put_new_table(database, table, had)
        else:
            _put_table(database, head, _read_table(database, head, register, table.tab), table, had)
    _put_in_order(database, [table.id for table in tables])


def _remove_tables(database: TinyDB, gone: Collection[str]) -> None:
    heads = [head for head in readable(database, TABLE_TABLE) if head.get("tabell") in gone]
    if heads:
        database.table(TABLE_TABLE).remove(doc_ids=[head.doc_id for head in heads])
    for head in heads:
        database.drop_table(head["tabell"])


def _put_in_order(database: TinyDB, ids: Sequence[str]) -> None:
    """The heads of these tables in their order, each where one of them stood."""
    stored = readable(database, TABLE_TABLE)
    places = {head.get("tabell"): head for head in stored}
    own = [head.get("tabell") for head in stored if head.get("tabell") in ids]
    if own == list(ids) or len(stored) < len(numbers(database, TABLE_TABLE)):
        return  # a head that cannot be read stays where it is
    order = iter(ids)
    heads = database.table(TABLE_TABLE)
    all_ = [places[next(order)] if head.get("tabell") in ids else head for head in stored]
    heads.truncate()
    heads.insert_multiple(all_)


def _put_new_table(database: TinyDB, table: Table, had: _Had) -> None:
    """A table that comes in, in the records that it had where it comes back."""
    if raw_tables(database).get(table.id):
        raise ItemError(f"{Place(table.id)}: filen har redan rader under det namnet")
    heads = database.table(TABLE_TABLE)
    taken = {head.doc_id for head in heads.all()}
    former = (h for h in had.records(TABLE_TABLE) if h.get("tabell") == table.id)
    head = next((h for h in former if h.doc_id not in taken), None)
    if head is None:
        heads.insert(table_item(table))
    else:
        renewed = Record(dict(head), head.doc_id)
        renew(renewed, table_item(table, head), TABLE_FIELDS)
        heads.insert(renewed)
    database.table(table.id).insert_multiple(())
    _put_rows(database, replace(table, rows=()), table, had, whole=True)


def _put_table(database: TinyDB, head: Record, old: Table, table: Table, had: _Had) -> None:
    """A table over the one that is stored: inserts, updates and removes what differs."""
    whole = is_whole(head)
    if not whole or any(getattr(old, name) != getattr(table, name) for name in _HEAD_FIELDS):
        new, heads = table_item(table, head), database.table(TABLE_TABLE)
        heads.update(lambda item: renew(item, new, TABLE_FIELDS), doc_ids=[head.doc_id])
    _put_rows(database, old, table, had, whole=whole)


def _put_rows(database: TinyDB, old: Table, table: Table, had: _Had, *, whole: bool) -> None:
    stored = database.table(table.id)
    added = [row for row in table.rows if row.id not in old.index]
    if added:
        stored.insert_multiple(_new_records(stored, added, table, had))
    items = {item["rad"]: item for item in stored.all()}
    gone = [items[row.id].doc_id for row in old.rows if row.id not in table.index]
    if gone:
        stored.remove(doc_ids=gone)
    changed = [
        items[row.id].doc_id
        for row in table.rows
        if row.id in old.index and not (whole and same_row(old.row(row.id), row))
    ]
    if changed:
        stored.update(lambda item: _renew_row(item, old, table), doc_ids=changed)
    if [item["rad"] for item in stored.all()] != [row.id for row in table.rows]:
        in_order = {item["rad"]: item for item in stored.all()}
        stored.truncate()
        stored.insert_multiple(in_order[row.id] for row in table.rows)


def _new_records(
    stored: TinyTable, added: Sequence[Row], table: Table, former: _Had
) -> Iterator[Item]:
    """The records of rows that come in: the one that a row had, where the very same row had one."""
    rows = {row.id: row for row in added}
    had: dict[str, Record] = {}
    for item in former.records(table.id):
        id_ = item.get("rad")
        if isinstance(id_, str) and id_ in rows and id_ not in had:
            whole = _as_whole(item, rows[id_], table, former.left)
            had |= {} if whole is None else {id_: whole}
        if len(had) == len(rows):
            break
    taken = {item.doc_id for item in stored.all()}
    free = {id_: item for id_, item in had.items() if item.doc_id not in taken}
    # Their numbers first: a row that is new must not be given one of them.
    yield from free.values()
    for id_ in (id_ for id_ in rows if id_ not in free):
        yield dict(had[id_]) if id_ in had else row_item(rows[id_], table.columns)


def _as_whole(item: Record, row: Row, table: Table, left: MallRows) -> Record | None:
    """The record as it is where it is the row's; what one of before left to its mall is put in."""
    place = Place(table.id, str(item.doc_id))
    try:
        if parsed_row(item, NOTHING, computed_columns(table), place) == row:
            return item
        if parsed_row(item, left, computed_columns(table), place) != row:
            return None
    except ItemError:
        return None
    whole = Record(dict(item), item.doc_id)
    renew(whole, row_item(row, table.columns), ROW_FIELDS)
    return whole


def _renew_row(item: MutableMapping[str, Any], old: Table, table: Table) -> None:
    before, row = old.row(item["rad"]), table.row(item["rad"])
    new = row_item(row, table.columns)
    for field, old_cells, cells in (
        ("celler", before.cells, row.cells),
        ("tryckt", before.tryckt, row.tryckt),
    ):
        if field in new and field in item:
            new[field] = _cells(item[field], old_cells, new[field], cells)
    for field in ("noter", "kallor"):
        if field in new and field in item:
            new[field] = _in_stored_order(item[field], new[field])
    renew(item, new, ROW_FIELDS)


def same_row(one: Row, other: Row) -> bool:
    """Whether two rows are equal to the last decimal place: 9,0 and 9,00 are not."""
    return one is other or (
        one == other
        and all(
            repr(a.get(k)) == repr(b[k])
            for a, b in ((one.cells, other.cells), (one.tryckt, other.tryckt))
            for k in b
        )
    )


def _cells(item: Item, old: Mapping[str, Value], new: Item, cells: Mapping[str, Value]) -> Item:
    """The cells in the order in which they stood; an unchanged one as it was written."""
    same = {k: item[k] for k in item if k in new and repr(old[k]) == repr(cells[k])}
    return _in_stored_order(item if item.keys() >= new.keys() else (), {**new, **same})


def _in_stored_order(item: Collection[str], new: Mapping[str, Any]) -> Item:
    return {**{k: new[k] for k in item if k in new}, **new}
