"""The nämnd's own mallar kept and taken away: files of the data folder, saved as all others.

A file that cannot be read, or that a newer version has written, is never written over.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from tinydb import TinyDB

from tui.domain.finding import FileError
from tui.domain.register import OwnKind, Register
from tui.domain.table import Table
from tui.store.codec import Item
from tui.store.column_records import is_whole
from tui.store.directory import MALL_FOLDER
from tui.store.errors import ItemError, ReadError, SaveError, as_save_error, file_name
from tui.store.folder import Files
from tui.store.mallar import EMPTY, KIND_FILE, KIND_TABLE, kind_errors, own_register, register_of
from tui.store.records import TABLE_TABLE
from tui.store.rights import make_folder
from tui.store.storage import (
    StrictStorage,
    Transaction,
    is_missing,
    parsed_schema,
    put_schema,
    read_file,
    readable,
    records,
)
from tui.store.tab_file import parsed_tab, put_tables


def own_malls(folder: Path) -> Register:
    """The mallar and kinds that are a data folder's own."""
    return own_register(folder)[0]


def keep_mall(store: Files, mall: Table) -> None:
    """Keep a table as a mall of the folder's own, which is in force at once. Raises SaveError."""
    _put(store.folder, mall.tab, (mall,))
    _in_force(store)


def remove_mall(store: Files, mall: Table) -> None:
    """Take one of the folder's own mallar away; one of the program's own of that id is in force
    again. Raises SaveError."""
    _put(store.folder, mall.tab, (), (mall.id,))
    _in_force(store)


def keep_kind(store: Files, kind: OwnKind, malls: Iterable[Table]) -> None:
    """Keep a kind of the nämnd's own, its mallar before it. Raises SaveError.

    Where it is broken off, there are mallar that no kind names, and the next try takes their place.
    """
    malls = tuple(malls)
    for tab in dict.fromkeys(mall.tab for mall in malls):
        _put(store.folder, tab, [mall for mall in malls if mall.tab == tab])
    item = {"eget_slag": kind.id, "som": kind.like, "namn": kind.name, "tabeller": kind.tables}
    _put_kind(store.folder, kind.id, item)
    _in_force(store)


def remove_kind(store: Files, kind: OwnKind) -> None:
    """Take a kind of the nämnd's own away, and then its mallar. Raises SaveError."""
    _put_kind(store.folder, kind.id, None)
    malls = own_malls(store.folder).templates
    gone = [malls[id_] for id_ in kind.tables.values() if id_ in malls and f".{kind.id}." in id_]
    for tab in dict.fromkeys(mall.tab for mall in gone):
        _put(store.folder, tab, (), [mall.id for mall in gone if mall.tab == tab])
    _in_force(store)


def _put_kind(folder: Path, id_: str, item: Item | None) -> None:
    def put(database: TinyDB) -> None:
        if is_missing(database):
            put_schema(database)
        _check(parsed_schema(database, f"{MALL_FOLDER}/{KIND_FILE}.json", {}).error)
        _check(kind_errors(folder / MALL_FOLDER))
        kinds = database.table(KIND_TABLE)
        same = [r.doc_id for r in records(database, KIND_TABLE) if r.get("eget_slag") == id_]
        if item is None:
            kinds.remove(doc_ids=same)
        elif same:
            kinds.update(item, doc_ids=same)
        else:
            kinds.insert(item)

    _save(folder / MALL_FOLDER / f"{KIND_FILE}.json", put)


def _check(errors: Sequence[FileError]) -> None:
    if errors:
        raise SaveError(f"{errors[0].sentence} Filen är orörd.")


def _in_force(store: Files) -> None:
    store.register, store.mall_errors = register_of(store.folder)


def _put(folder: Path, tab: str, malls: Iterable[Table], gone: Collection[str] = ()) -> None:
    file = folder / MALL_FOLDER / f"{tab}.json"

    def put(database: TinyDB) -> None:
        if is_missing(database):
            put_schema(database, flik=tab)
            database.table(TABLE_TABLE).insert_multiple(())
        _check(parsed_tab(database, file_name(file), "", tab, EMPTY).error)
        put_tables(database, malls, EMPTY, gone=gone)

    _save(file, put)


def _save(file: Path, put: Callable[[TinyDB], None]) -> None:
    """Replace a file of mallar by what ``put`` makes of it. Raises SaveError."""
    with as_save_error(file):
        make_folder(file.parent)
        transaction = Transaction(StrictStorage)
        with TinyDB(file, storage=transaction) as database:
            try:
                put(database)
            except ReadError as error:
                raise SaveError(f"{error.sentence} Filen är orörd.", error.errno) from error
            transaction.commit()


def leans_on(folder: Path, mall: Table) -> bool:
    """Whether a file of the folder, a backup too, is read by means of a mall.

    One of before leaves the form of its tables to the mall that it names: with another mall it
    would say something else. A file that names it and cannot be read counts as one that is.
    """
    return any(_leans(file, mall.id) for file in folder.rglob(f"*{mall.tab}*.json"))


def _leans(file: Path, mall: str) -> bool:
    if file.parent.name == MALL_FOLDER:
        return False
    try:
        if f'"{mall}"'.encode() not in file.read_bytes():
            return False
        heads = readable(read_file(file)[0], TABLE_TABLE)
    except (OSError, ItemError):
        return True
    return any(head.get("mall") == mall and not is_whole(head) for head in heads)
