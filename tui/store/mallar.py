"""The mallar and the kinds of document in force: the program's own and, before them, the nämnd's.

A mall is a table in a tab's file, as in a document; the kinds of document have a file of their
own. Both are read as strictly as all files. The program's own are general and lie in the package;
those of a data folder lie in its folder ``mallar`` and win by their id.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace
from tinydb import TinyDB

from tui.domain.document import DocumentKind
from tui.domain.finding import FileError
from tui.domain.register import TABS, Kind, OwnKind, Register
from tui.domain.table import Table
from tui.store.codec import Item
from tui.store.directory import MALL_FOLDER, is_folder
from tui.store.errors import ItemError, Place, StoreError, quoted
from tui.store.storage import is_missing, read_file, readable
from tui.store.tab_file import parsed_tab
from tui.store.typed import Name, Words, typed

BUILT_IN = Path(__file__).resolve().parents[1] / "mallar"
KIND_FILE = KIND_TABLE = "dokumentslag"
EMPTY = Register(TABS, {})
Read = TypeVar("Read")


class OwnKindRecord(Struct, frozen=True):
    """A kind of the nämnd's own as it is stored."""

    id: Name = field(name="eget_slag")
    like: DocumentKind = field(name="som")
    name: Name = field(name="namn")
    tables: Words = field(default_factory=dict, name="tabeller")


class KindRecord(Struct, frozen=True):
    """A kind of document as it is stored."""

    id: DocumentKind = field(name="slag")
    name: Name = field(name="namn")
    tables: Words = field(default_factory=dict, name="tabeller")
    malls: list[str] = field(default_factory=list, name="mallar")


def _found(folder: Path, errors: list[FileError]) -> Register:
    malls = {table.id: table for table in _malls(folder, errors)}
    return Register(TABS, malls, *_kinds(folder, errors))


def _malls(folder: Path, errors: list[FileError]) -> Iterator[Table]:
    for tab in TABS:
        name = f"{MALL_FOLDER}/{tab.id}.json"
        database = _opened(folder / f"{tab.id}.json", name, errors)
        if database is not None:
            content = parsed_tab(database, name, "", tab.id, EMPTY)
            errors += content.error
            yield from content.tables


def _kinds(
    folder: Path, errors: list[FileError]
) -> tuple[Mapping[DocumentKind, Kind], Mapping[str, OwnKind]]:
    name = f"{MALL_FOLDER}/{KIND_FILE}.json"
    database = _opened(folder / f"{KIND_FILE}.json", name, errors)
    kinds: dict[DocumentKind, Kind] = {}
    own: dict[str, OwnKind] = {}
    try:
        for item in readable(database, KIND_TABLE) if database is not None else ():
            if "eget_slag" in item:
                mine = own_kind(item)
                own[mine.id] = mine
                continue
            record = typed(item, KindRecord, Place(KIND_TABLE, str(item.get("slag", ""))))
            kinds[record.id] = Kind(record.id, record.name, record.tables, tuple(record.malls))
    except ItemError as error:
        errors.append(FileError(name, f"{name}, {error}; dokumentslaget används inte."))
    return kinds, own


def kind_errors(folder: Path) -> tuple[FileError, ...]:
    """The faults of a folder's file of kinds."""
    errors: list[FileError] = []
    _kinds(folder, errors)
    return tuple(errors)


def own_kind(item: Item) -> OwnKind:
    """A kind of the nämnd's own, out of its record. Raises ItemError."""
    record = typed(item, OwnKindRecord, Place(KIND_TABLE, str(item["eget_slag"])))
    return OwnKind(record.id, record.like, record.name, record.tables)


def _opened(file: Path, name: str, errors: list[FileError]) -> TinyDB | None:
    """A file's content, None where there is none or it cannot be read, which is told."""
    try:
        database, _ = read_file(file)
    except StoreError as error:
        errors.append(FileError(name, error.sentence))
        return None
    return None if is_missing(database) else database


class _Malls(Mapping[str, Table]):
    """A folder's own mallar by id, and the program's for all other ids.

    The program's are read when one of them is asked for: a first picture needs none.
    """

    def __init__(self, own: Mapping[str, Table]) -> None:
        self.own = own

    def __getitem__(self, mall: str) -> Table:
        return self.own[mall] if mall in self.own else _built_in()[mall]

    def __iter__(self) -> Iterator[str]:
        return iter({**_built_in(), **self.own})

    def __len__(self) -> int:
        return len({**_built_in(), **self.own})


@cache
def _built_in() -> Mapping[str, Table]:
    errors: list[FileError] = []
    return _whole({table.id: table for table in _malls(BUILT_IN, errors)}, errors)


def _built_in_kinds() -> Mapping[DocumentKind, Kind]:
    errors: list[FileError] = []
    return _whole(_kinds(BUILT_IN, errors)[0], errors)


def _whole(found: Read, errors: list[FileError]) -> Read:
    if errors:
        raise RuntimeError(errors[0].sentence)
    return found


REGISTER = Register(TABS, _Malls({}), _built_in_kinds())
"""The program's own mallar and kinds of document."""


def own_register(folder: Path) -> tuple[Register, tuple[FileError, ...]]:
    """The mallar and kinds that are a data folder's own, and their faults."""
    own = folder / MALL_FOLDER
    if not is_folder(own):
        return EMPTY, ()
    errors: list[FileError] = []
    return _found(own, errors), tuple(errors)


def register_of(folder: Path) -> tuple[Register, tuple[FileError, ...]]:
    """What is in force in a data folder, and the faults of its own mallar."""
    found, errors = own_register(folder)
    return _without_broken(replace(found, templates=_Malls(found.templates)), errors)


def _without_broken(
    own: Register, errors: tuple[FileError, ...]
) -> tuple[Register, tuple[FileError, ...]]:
    """What is in force without the folder's kinds that name a mall that there is not, which are
    told."""
    file, malls = f"{MALL_FOLDER}/{KIND_FILE}.json", own.templates
    all_: tuple[Kind | OwnKind, ...] = (*own.kinds.values(), *own.own_kinds.values())
    lacks = {k.id: (k.name, m) for k in all_ for m in k.tables.values() if m not in malls}
    told = (
        FileError(
            file, f"{file}, {name}: mallen {quoted(mall)} finns inte; slaget används inte så länge."
        )
        for name, mall in lacks.values()
    )
    kinds = {id_: k for id_, k in own.kinds.items() if id_ not in lacks}
    mine = {id_: k for id_, k in own.own_kinds.items() if id_ not in lacks}
    return Register(TABS, malls, {**REGISTER.kinds, **kinds}, mine), (*errors, *told)
