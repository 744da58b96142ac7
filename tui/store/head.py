"""A document's head: the record in ``dokument.json`` to a ``Document`` and back."""

from datetime import date
from typing import NamedTuple

from msgspec import UNSET, Struct, UnsetType, field
from tinydb import TinyDB

from tui.domain.document import Beslut, Document, DocumentKind, Exemption, HeadText, Status
from tui.domain.finding import FileError
from tui.domain.period import Period
from tui.store.codec import Item
from tui.store.errors import ItemError, Place, quoted
from tui.store.storage import (
    is_missing,
    only_record,
    parsed_schema,
    put_only,
    put_schema,
    same_name,
)
from tui.store.typed import Name, Words, typed

MAIN_TABLE = "dokument"
PLACE = Place(MAIN_TABLE)


class HeadTextRecord(Struct, frozen=True):
    """A text of the head, as it is stored."""

    id: Name = field(name="falt")
    heading: Name = field(name="rubrik")
    text: str = field(name="varde")


class HeadRecord(Struct, frozen=True, kw_only=True):
    """A document's head as it is stored."""

    id: Name
    name: Name = field(name="namn")
    kind: DocumentKind = field(name="slag")
    start: date
    end: date = field(name="slut")
    diarienummer: str = ""
    instance: str = field(default="", name="instans")
    decided: date | UnsetType = field(default=UNSET, name="beslutsdatum")
    paragraf: str = ""
    status: Status
    base: str = field(default="", name="bas")
    unlocked: str = field(default="", name="upplast")
    exemption: Words = field(default_factory=dict, name="undantag")
    texts: list[str] = field(default_factory=list, name="texter")
    head_texts: list[HeadTextRecord] = field(default_factory=list, name="huvud")
    own_kind: str = field(default="", name="eget_slag")
    note: str = field(default="", name="not")


_SAME = ("id", "name", "kind", "diarienummer", "status", "base", "unlocked", "note", "own_kind")
"""What a document says as its head's record does."""
HEAD_FIELDS = frozenset(HeadRecord.__struct_encode_fields__)


class HeadFile(NamedTuple):
    """What a head's file holds: the document where it can be read, faults, may it be saved."""

    document: Document | None = None
    error: tuple[FileError, ...] = ()
    writable: bool = True


def parsed_head_file(database: TinyDB, file: str, folder: str) -> HeadFile:
    """The file's value, read. The document goes by its folder's name; nothing is raised."""
    schema = parsed_schema(database, file, {})
    try:
        item = only_record(database, MAIN_TABLE)
        document = parsed_head(item, folder)
    except ItemError as error:
        sentence = f"{file}, {error}; dokumentet visas inte förrän det är rättat."
        return HeadFile(None, (*schema.error, FileError(file, sentence)), writable=False)
    return HeadFile(document, (*schema.error, *_name_error(item, file, folder)), schema.writable)


def _name_error(item: Item, file: str, folder: str) -> tuple[FileError, ...]:
    if same_name(item.get("id"), folder):
        return ()
    sentence = (
        f"{file} säger att dokumentet heter {quoted(item.get('id', ''))} men mappen heter "
        f"{quoted(folder)}; det öppnas under mappens namn."
    )
    return (FileError(file, sentence),)


def parsed_head(item: Item, folder: str = "") -> Document:
    """The head that a record stands for, by its folder's name or its own. Raises ItemError."""
    # What is not decided yet is stored as an empty date.
    dated = {k: v for k, v in item.items() if k != "beslutsdatum" or v != ""}
    record = typed({**dated, **({"id": folder} if folder else {})}, HeadRecord, PLACE)
    if record.end < record.start:
        raise ItemError(f"{PLACE._replace(field='slut')}: perioden slutar innan den börjar")
    decided = None if record.decided is UNSET else record.decided
    return Document(
        **{name: getattr(record, name) for name in _SAME},
        period=Period(record.start, record.end),
        beslut=Beslut(record.instance, decided, record.paragraf),
        exemption=tuple(Exemption(*pair) for pair in record.exemption.items()),
        texts=tuple(record.texts),
        head_texts=tuple(HeadText(one.id, one.heading, one.text) for one in record.head_texts),
    )


def encoded_head(document: Document) -> Item:
    """The record of a head."""
    beslut = document.beslut
    item = {
        "id": document.id,
        "namn": document.name,
        "slag": document.kind,
        "start": document.period.start.isoformat(),
        "slut": document.period.end.isoformat(),
        "diarienummer": document.diarienummer,
        "instans": beslut.instance,
        "beslutsdatum": beslut.when.isoformat() if beslut.when else "",
        "paragraf": beslut.paragraf,
        "status": document.status,
    }
    extra = {
        "bas": document.base,
        "upplast": document.unlocked,
        "undantag": {u.key: u.reason for u in document.exemption},
        "texter": list(document.texts),
        "huvud": [
            {"falt": one.id, "rubrik": one.heading, "varde": one.text}
            for one in document.head_texts
        ],
        "eget_slag": document.own_kind,
    }
    return {**item, **{k: v for k, v in extra.items() if v}, "not": document.note}


def put_head(database: TinyDB, document: Document) -> None:
    """Put a head into its file, unknown fields kept. Raises ItemError."""
    if is_missing(database):
        put_schema(database, dokument=document.id)
    put_only(database, MAIN_TABLE, encoded_head(document), HEAD_FIELDS)
