"""A tab's file to tables: what is whole opens, and what is not is told, sentence by sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from tui.domain.finding import FileError
from tui.domain.register import Register
from tui.domain.table import Table
from tui.store.codec import Json
from tui.store.errors import ItemError, Place, quoted
from tui.store.fields import item, item_field
from tui.store.records import BUSY, SCHEMA_TABLE, TABLE_TABLE, parsed_table
from tui.store.schema import Schema, parsed_schema


class TabFile(NamedTuple):
    """What a tab's file holds: tables in stored order, faults, and whether it may be saved."""

    tables: tuple[Table, ...] = ()
    error: tuple[FileError, ...] = ()
    writable: bool = True


def tab_schema(ra: Json, file: str, document: str, tab: str) -> Schema:
    """Whether the file may be saved. Raises Postfel where its value is not a tab's at all."""
    item_field(ra, TABLE_TABLE, requirement=True)
    return parsed_schema(ra, file, {"dokument": document, "flik": tab})


def parsed_tab(ra: Json, file: str, document: str, tab: str, register: Register) -> TabFile:
    """The file's value, read. ``file`` is its name for the sentences; nothing is raised."""
    try:
        schema = tab_schema(ra, file, document, tab)
    except ItemError as error:
        return TabFile(
            (), (FileError(file, f"{file}, {error}; filen visas inte."),), writable=False
        )
    tables: dict[str, Table] = {}
    sentences: list[str] = []
    for serial, head in ra[TABLE_TABLE].items():
        try:
            table = read_table(ra, serial, head, register)
            if table.id in tables:
                raise ItemError(f"{Place(table.id)}: står två gånger i ”{TABLE_TABLE}”")
        except ItemError as error:
            sentences.append(f"{error}; tabellen visas inte förrän det är rättat.")
        else:
            tables[table.id] = table
            sentences += _foreign(table)
    sentences += _without_head(ra)
    error_ = (FileError(file, f"{file}, {sentence}") for sentence in sentences)
    return TabFile(tuple(tables.values()), (*schema.error, *error_), schema.writable)


def read_table(ra: Json, serial: str, head: Json, register: Register) -> Table:
    """One table of a file, out of its head. Raises Postfel."""
    meta = item(head, Place(TABLE_TABLE, serial))
    id_ = meta.get("tabell")
    rows = item_field(ra, id_) if isinstance(id_, str) and id_ not in BUSY else {}
    items = [
        row if isinstance(row, dict) else item(row, Place(str(id_), nr)) for nr, row in rows.items()
    ]
    return parsed_table(meta, items, register)


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


def _without_head(ra: Json) -> Iterator[str]:
    """One sentence a table of rows that no head tells of, so that nothing is silently hidden."""
    known_ones = [h.get("tabell") for h in ra[TABLE_TABLE].values() if isinstance(h, dict)]
    if len(known_ones) < len(ra[TABLE_TABLE]) or not all(isinstance(k, str) for k in known_ones):
        # The rows may be those of a head that cannot be read, which has been told already.
        return
    for name, items in ra.items():
        if items and name not in (SCHEMA_TABLE, TABLE_TABLE, *known_ones):
            yield (
                f"{Place(name)}: står inte i ”{TABLE_TABLE}”; "
                "den visas inte men ligger kvar i filen."
            )
