"""A store file opened with TinyDB: strict when it is read, whole when it is written.

``TinyDB(file, storage=Transaction(StrictStorage))`` gives tables as TinyDB has them; what is
inserted, updated and removed is collected, and ``Transaction.commit`` makes one replace of it.
Plain ``TinyDB(file)`` opens the same file.
"""

import re
from collections.abc import Callable, Collection, Mapping, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from tinydb import Storage, TinyDB
from tinydb.middlewares import Middleware
from tinydb.storages import MemoryStorage
from tinydb.table import Document as Record

from tui.domain.finding import FileError
from tui.store.atomic_file import UNREAD, Fingerprint, fingerprint, loaded, write
from tui.store.codec import CodeError, Item, Json, decoded, encoded
from tui.store.errors import ItemError, Place, SaveError, file_name, not_read, quoted

SCHEMA = 1
SCHEMA_TABLE = "schema"
UPGRADES: dict[int, Callable[[Json], Json]] = {}
"""By version, what turns a file of it into one of the next. The first format has none before it."""

_NUMBER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


class StrictStorage(Storage):
    """One store file. No handle is kept open between calls.

    ``fingerprint`` is the print of the bytes that were last read or written: the file is only
    replaced while it still is those. ``around`` is entered with the new bytes around a replace.
    """

    def __init__(self, file: str | Path) -> None:
        self.file = Path(file)
        self.fingerprint: Fingerprint = UNREAD
        self.around: Callable[[bytes], AbstractContextManager[object]] = nullcontext

    def read(self) -> Json:
        """The file's value, None where there is no file. Raises ReadError."""
        data = loaded(self.file)
        value = None if data is None else _tables(self.file, data)
        self.fingerprint = fingerprint(data)
        return value

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file's value. Raises Changed, SaveError; ReadError for an unreadable file."""
        try:
            fresh = encoded(data)
        except CodeError as error:
            raise SaveError(f"{file_name(self.file)} kunde inte sparas: {error}.") from None
        if self.fingerprint == UNREAD:
            self.read()
        with self.around(fresh):
            write(self.file, fresh, self.fingerprint)
            # At once: it is our file also where noting that it is saved fails.
            self.fingerprint = fingerprint(fresh)


def _tables(file: Path, data: bytes) -> Json:
    try:
        value = decoded(data)
    except CodeError as error:
        raise not_read(file, str(error)) from None
    if not isinstance(value, dict):
        raise not_read(file, "innehållet är inte tabeller med namn")
    return value


class Transaction(Middleware):
    """Reads its storage once, in today's format, and collects what is written until ``commit``."""

    storage: StrictStorage

    def __init__(self, storage: type[StrictStorage]) -> None:
        super().__init__(storage)
        self._value: Json = None
        self._is_read = self.changed = False

    def read(self) -> Json:
        """The value as it stands in the transaction."""
        if not self._is_read:
            stored = self.storage.read()
            self._value = upgraded(stored)
            self._is_read, self.changed = True, self._value is not stored
        return self._value

    def write(self, data: Json) -> None:
        """Collect a value; nothing is stored yet."""
        self._value, self._is_read, self.changed = data, True, True

    def commit(self) -> None:
        """Store what was collected, in one write. Raises as the storage."""
        self.storage.write(self._value)
        self.changed = False


def read_file(file: Path) -> tuple[TinyDB, Fingerprint]:
    """A store file, read, and the print of its bytes (None: no file). Raises ReadError."""
    transaction = Transaction(StrictStorage)
    database = TinyDB(file, storage=transaction)
    transaction.read()
    return database, transaction.storage.fingerprint


def in_memory(value: Json = None) -> TinyDB:
    """A database of a value (an empty one) that lies in no file."""
    database = TinyDB(storage=MemoryStorage)
    if value is not None:
        database.storage.write(value)
    return database


def is_missing(database: TinyDB) -> bool:
    """Whether there is no file. Raises ReadError where there is one that cannot be read."""
    return database.storage.read() is None


def numbers(database: TinyDB, table: str, *, required: bool = False) -> list[int]:
    """The numbers of a table's records, in order. Raises ItemError for what is no table.

    A table that is missing has no records, unless it is ``required``.
    """
    raw = raw_tables(database).get(table, None if required else {})
    if raw is None and required:
        raise ItemError(f"{Place(table)}: saknas")
    if not isinstance(raw, dict):
        raise ItemError(f"{Place(table)}: ska vara numrerade poster")
    for number in raw:
        if not _NUMBER.fullmatch(number):
            raise ItemError(f"{Place(table)}: postens nummer {quoted(number)} är inget heltal")
    return [int(number) for number in raw]


def records(database: TinyDB, table: str) -> list[Record]:
    """A table's records, each with its number. Raises ItemError where one is no record."""
    for number in numbers(database, table):
        _check_record(database, table, number)
    return database.table(table).all()


def record(database: TinyDB, table: str, number: int) -> Record:
    """One record of a table that has it. Raises ItemError where it is none."""
    _check_record(database, table, number)
    return database.table(table).get(doc_id=number)  # type: ignore[return-value]


def readable(database: TinyDB, table: str) -> list[Record]:
    """The records of a table that are records at all. Raises ItemError for what is no table."""
    raw = raw_tables(database).get(table, {})
    return [
        record(database, table, number)
        for number in numbers(database, table)
        if isinstance(raw[str(number)], dict)
    ]


def only_record(database: TinyDB, table: str) -> Record:
    """The first record of a table that has one; an empty one if there is none. Raises ItemError."""
    first = numbers(database, table)[:1]
    return record(database, table, *first) if first else Record({}, 1)


def renew(record: MutableMapping[str, Any], new: Item, known: Collection[str]) -> None:
    """Give a record new fields in place of the known ones; the others and the order stay."""
    for field in [k for k in record if k in known and k not in new]:
        del record[field]
    record.update(new)


def put_only(database: TinyDB, table: str, new: Item, known: Collection[str] = frozenset()) -> None:
    """Renew the first record of a table, or insert one. Raises ItemError.

    Nothing is written where it says so already.
    """
    stored = only_record(database, table)
    fresh = dict(stored)
    renew(fresh, new, known)
    if not numbers(database, table):
        database.table(table).insert(fresh)
    elif fresh != stored:
        database.table(table).update(lambda r: renew(r, new, known), doc_ids=[stored.doc_id])


def raw_tables(database: TinyDB) -> Mapping[str, Any]:
    """What stands in the file by table, whatever it is; nothing where there is no file."""
    return database.storage.read() or {}


def _check_record(database: TinyDB, table: str, number: int) -> None:
    if not isinstance(raw_tables(database)[table][str(number)], dict):
        raise ItemError(f"{Place(table, str(number))}: posten ska ha fält med namn")


class Schema(NamedTuple):
    """Which version a file says it is of: whether it may be saved, and what is to be told."""

    writable: bool
    error: tuple[FileError, ...] = ()


def upgraded(value: Json) -> Json:
    """A file's value in today's format, the same value where it is that already.

    Nothing is written here: the next save writes the new format, and keeps the old file first.
    """
    stored = value.get(SCHEMA_TABLE) if value else None
    if not isinstance(stored, dict) or not stored:
        return value
    number, item = next(iter(stored.items()))
    version = item.get("version") if isinstance(item, dict) else None
    while type(version) is int and version < SCHEMA and version in UPGRADES:
        value, version = UPGRADES[version](value), version + 1
        value = {**value, SCHEMA_TABLE: {number: {**item, "version": version}}}
    return value


def put_schema(database: TinyDB, **owner: str) -> None:
    """Say in a new file which version it is of, and whose it is."""
    database.table(SCHEMA_TABLE).insert({"version": SCHEMA, **owner})


def parsed_schema(database: TinyDB, file: str, owner: Mapping[str, str]) -> Schema:
    """The version of a file, and whether it is that of the document and tab that it lies with.

    A file of a version that this program does not know is shown as far as it can be read, and
    never saved: a newer program may have put there what this one would lose.
    """
    try:
        item = only_record(database, SCHEMA_TABLE)
    except ItemError as error:
        sentence = f"{file}, {error}; filen kan läsas men inte sparas."
        return Schema(False, (FileError(file, sentence),))
    version_error = _version_error(item, file)
    return Schema(not version_error, (*version_error, *_owner_error(item, file, owner)))


def _version_error(item: Mapping[str, Any], file: str) -> tuple[FileError, ...]:
    version = item.get("version")
    if type(version) is not int or version < 1:
        sentence = (
            f"{file} säger inte vilken version den har (tabell ”{SCHEMA_TABLE}”, fält ”version”); "
            "den kan läsas men inte sparas förrän det är rättat."
        )
    elif version > SCHEMA:
        sentence = (
            f"{file} är skriven av en nyare version av Nämndkoll (format {version}, den här kan "
            f"{SCHEMA}); den kan läsas men inte sparas förrän programmet är uppdaterat."
        )
    elif version < SCHEMA:
        sentence = f"{file} har ett format ({version}) som inte kan uppgraderas; den sparas inte."
    else:
        return ()
    return (FileError(file, sentence),)


def _owner_error(
    item: Mapping[str, Any], file: str, owner: Mapping[str, str]
) -> tuple[FileError, ...]:
    """Whether the file was copied or moved here from somewhere else."""
    return tuple(
        FileError(
            file,
            f"{file} säger sig höra till {field} {quoted(item[field])} men ligger hos "
            f"{quoted(name)}; kontrollera att filen ligger i rätt mapp.",
        )
        for field, name in owner.items()
        if field in item and not same_name(item[field], name)
    )


def same_name(one: object, other: str) -> bool:
    """Whether two names are the same: macOS hands out "å" as two characters."""
    return isinstance(one, str) and normalize("NFC", one) == normalize("NFC", other)
