"""A document's head: the record in ``dokument.json`` to a ``Document`` and back."""

from typing import NamedTuple, TypeVar, get_args

from tui.domain.document import Beslut, Document, DocumentKind, Exemption, Status
from tui.domain.finding import FileError
from tui.domain.period import Period
from tui.store.codec import Json
from tui.store.errors import ItemError, Place, quoted
from tui.store.fields import date_field, only_item, text_field, text_list, word_field
from tui.store.records import SCHEMA_TABLE
from tui.store.schema import parsed_schema, same_name, schema_item
from tui.store.value_codec import Item

MAIN_TABLE = "dokument"
_DOCUMENT_FIELD = ("id", "namn", "slag", "start", "slut", "diarienummer")
_BESLUT_FIELD = ("instans", "beslutsdatum", "paragraf", "status", "bas", "upplast", "not")
_CHECK_FIELD = ("undantag", "texter")
HEAD_FIELD = frozenset((*_DOCUMENT_FIELD, *_BESLUT_FIELD, *_CHECK_FIELD))
PLACE = Place(MAIN_TABLE)
Choice = TypeVar("Choice", bound=str)


class HeadFile(NamedTuple):
    """What a head's file holds: the document where it can be read, faults, may it be saved."""

    document: Document | None = None
    error: tuple[FileError, ...] = ()
    writable: bool = True


def parsed_head_file(ra: Json, file: str, folder: str) -> HeadFile:
    """The file's value, read. The document goes by its folder's name; nothing is raised."""
    schema = parsed_schema(ra, file, {})
    try:
        _, item = only_item(ra, MAIN_TABLE)
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


def parsed_head(item: Item, id_: str) -> Document:
    """The head that a record stands for. Raises Postfel."""
    beslut = Beslut(
        text_field(item, "instans", PLACE),
        date_field(item, "beslutsdatum", PLACE),
        text_field(item, "paragraf", PLACE),
    )
    return Document(
        id=id_,
        name=text_field(item, "namn", PLACE, requirement=True),
        kind=_choice(item, "slag", get_args(DocumentKind)),
        period=_period(item),
        diarienummer=text_field(item, "diarienummer", PLACE),
        beslut=beslut,
        status=_choice(item, "status", get_args(Status)),
        base=text_field(item, "bas", PLACE),
        unlocked=text_field(item, "upplast", PLACE),
        note=text_field(item, "not", PLACE),
        exemption=tuple(Exemption(*par) for par in word_field(item, "undantag", PLACE).items()),
        texts=text_list(item, "texter", PLACE),
    )


def _choice(item: Item, field: str, choice: tuple[Choice, ...]) -> Choice:
    text = text_field(item, field, PLACE, requirement=True)
    for candidate in choice:
        if candidate == text:
            return candidate
    raise ItemError(
        f"{PLACE._replace(field=field)}: {quoted(text)} är inget av {', '.join(choice)}"
    )


def _period(item: Item) -> Period:
    start = date_field(item, "start", PLACE, requirement=True)
    end = date_field(item, "slut", PLACE, requirement=True)
    if start is None or end is None or end < start:
        raise ItemError(f"{PLACE._replace(field='slut')}: perioden slutar innan den börjar")
    return Period(start, end)


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
    }
    return {**item, **{k: v for k, v in extra.items() if v}, "not": document.note}


def merged_head(ra: Json, document: Document) -> Json:
    """The file's value with this head in it, unknown fields kept. Raises Postfel."""
    # Not needed before something is saved.
    from tui.store.joining import merged_item

    if ra is None:
        ra = {SCHEMA_TABLE: schema_item(dokument=document.id)}
    serial, old = only_item(ra, MAIN_TABLE)
    new = merged_item(old, encoded_head(document), HEAD_FIELD)
    return {**ra, MAIN_TABLE: {**ra.get(MAIN_TABLE, {}), serial: new}}
