"""The file of remembered sources (*källor*): one typed record a source, the one used last last.

It is the program's memory of what it was told, and no part of any document: it is written whole or
not at all as any store file is, and is not undone. A record that cannot be read is passed by, and
stays in the file as it is.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import asdict, fields
from tinydb import TinyDB
from tinydb.table import Document as Record

from tui.domain.known_source import KnownSource
from tui.store.errors import ItemError, Place, ReadError
from tui.store.folder import Store
from tui.store.storage import is_missing, numbers, put_schema, read_file, readable
from tui.store.typed import Name, Words, typed

SOURCES_FILE = "kallor.json"
TABLE = "kallor"


class SourceRecord(Struct, frozen=True):
    """A remembered source as it is stored."""

    name: Name = field(name="namn")
    table: Name = field(name="tabell")
    folder: Name = field(name="mapp")
    file: Name = field(name="fil")
    place: str = field(default="", name="blad")
    shape: tuple[str, ...] = field(default=(), name="rubriker")
    answers: dict[str, bool] = field(default_factory=dict, name="svar")
    column: str = field(default="", name="kolumn")
    rows: Words = field(default_factory=dict, name="rader")
    columns: Words = field(default_factory=dict, name="kolumner")
    choice: Words = field(default_factory=dict, name="val")


def sources(folder: Path) -> tuple[KnownSource, ...]:
    """What a data folder remembers, as far as it can be read. Nothing is raised."""
    try:
        database, _ = read_file(folder / SOURCES_FILE)
    except ReadError:
        return ()
    return tuple(known for _, known in _stored(database))


def save_source(store: Store, source: KnownSource) -> None:
    """Remember a source, over what the file holds at this moment. Raises SaveError."""
    store.save_over(SOURCES_FILE, lambda database: _put(database, source))


def _stored(database: TinyDB) -> Iterator[tuple[int, KnownSource]]:
    try:
        records = readable(database, TABLE)
    except ItemError:
        return
    for record in records:
        try:
            stored = typed(record, SourceRecord, Place(TABLE, str(record.doc_id)))
        except ItemError:
            continue
        yield record.doc_id, KnownSource(**asdict(stored))


def _put(database: TinyDB, source: KnownSource) -> None:
    """Put a source last in the file, in place of what was known of it. Raises ItemError."""
    if is_missing(database):
        put_schema(database)
    old = [number for number, known in _stored(database) if known.is_like(source)]
    if old:
        database.table(TABLE).remove(doc_ids=old)
    record = SourceRecord(**asdict(source))
    item = {f.encode_name: _plain(getattr(record, f.name)) for f in fields(SourceRecord)}
    number = max(numbers(database, TABLE), default=0) + 1
    database.table(TABLE).insert(Record(item, number))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
