"""The lines of the journal as values, each to one line of JSON and back.

The kinds of line, told apart by the key that comes first::

    {"journal": 1, "start": tid, "fran_nr": 1}                                     Huvud
    {"nr", "tid", "vem", "slag", "steg": [{"fil", ...change}], "skal"?, "bas"?}    Handelse
    {"skriver": fil, "hash": of the new bytes, "nr", "fore": of the old or null}   Avsikt
    {"sparat": fil, "hash", "nr", "allt"?}                                         Sparad
    {"forkastat": fil, "hash": or null, "nr", "allt"?}                             Forkastad

``file`` is "dokument/flik" for a tab and "dokument/" for the document's head; ``hash`` is the
SHA-256 of a file's bytes in hex, null for a missing file. ``nr`` in a line about a file is the
last event that those bytes hold; ``everything`` says that every event up to that one is saved, in all
files, so that the next start need not read any further back.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias, get_args

from msgspec import Struct, field

from tui.store.change_codec import encoded_change, parsed_change
from tui.store.codec import decoded, encoded_row
from tui.store.errors import ItemError, quoted
from tui.store.journal.start import VERSION
from tui.store.value_codec import Item
from tui.workspace import Change

Kind: TypeAlias = Literal["gor", "angra", "gor_om", "aterstall"]
KIND: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
Hash: TypeAlias = str | None


class Head(Struct, frozen=True):
    """The first line: the version of the format, and the number of the first event in the file."""

    start: datetime
    from_nr: int
    version: int = VERSION


class Event(Struct, frozen=True):
    """One committed step: who changed what, when and why.

    ``files`` says of each change in ``step`` which file it belongs to. ``base`` is the hash of
    each file that the step is the first to touch since it was last saved; events about the file
    that no save held until then do not count. ``discarded`` (never stored) names the files whose
    changes a later line says were not taken in.
    """

    nr: int
    moment: datetime
    who: str
    kind: Kind
    step: tuple[Change, ...]
    files: tuple[str, ...]
    reason: str = ""
    base: Mapping[str, Hash] = field(default_factory=dict)
    discarded: frozenset[str] = frozenset()

    def step_in(self, file: str) -> tuple[Change, ...]:
        """The changes that belong to one file."""
        return tuple(a for a, f in zip(self.step, self.files, strict=True) if f == file)

    def valid(self) -> tuple[Change, ...]:
        """The changes that were taken in: all but those of the files in ``discarded``."""
        if not self.discarded:
            return self.step
        par = zip(self.step, self.files, strict=True)
        return tuple(change for change, file in par if file not in self.discarded)


class Intent(Struct, frozen=True):
    """A file is about to be replaced: by which bytes, over which."""

    file: str
    hash: str
    before: Hash
    nr: int


class Saved(Struct, frozen=True):
    """A file has been replaced; these bytes hold every event about it up to ``nr``."""

    file: str
    hash: str
    nr: int
    everything: int | None = None


class Discarded(Struct, frozen=True):
    """The file as it is now counts, and the unsaved events about it up to ``nr`` do not."""

    file: str
    hash: Hash
    nr: int
    everything: int | None = None


class Broken(Struct, frozen=True):
    """A line that could not be read. Whatever it said is not known."""

    row_nr: int


JournalLine: TypeAlias = Head | Event | Intent | Saved | Discarded
ContentLine: TypeAlias = JournalLine | Broken


def encoded_journal_line(row: JournalLine) -> bytes:
    """The line, its newline included. Raises Postfel, Kodfel for what could not be read back."""
    return encoded_row(_item(row))


def _item(row: JournalLine) -> Item:
    match row:
        case Head(start, from_nr, version):
            return {"journal": version, "start": encoded_time(start), "fran_nr": from_nr}
        case Event():
            return _event_item(row)
        case Intent(file, hash_, before, nr):
            return {"skriver": file, "hash": hash_, "nr": nr, "fore": before}
        case Saved(file, hash_, nr, everything) | Discarded(file, hash_, nr, everything):
            kind = "sparat" if isinstance(row, Saved) else "forkastat"
            item: Item = {kind: file, "hash": hash_, "nr": nr}
            return item if everything is None else {**item, "allt": everything}


def _event_item(row: Event) -> Item:
    step = zip(row.step, row.files, strict=True)
    item: Item = {
        "nr": row.nr,
        "tid": encoded_time(row.moment),
        "vem": row.who,
        "slag": row.kind,
        "steg": [{"fil": file, **encoded_change(change)} for change, file in step],
    }
    extra = {"skal": row.reason, "bas": dict(row.base)}
    return {**item, **{k: v for k, v in extra.items() if v}}


def parsed_journal_line(data: bytes) -> JournalLine:
    """The value of a line. Raises Postfel, Kodfel."""
    item = decoded(data)
    if not isinstance(item, dict):
        raise ItemError("raden ska ha fält med namn")
    if "journal" in item:
        version, from_ = _number(item, "journal"), _number(item, "fran_nr")
        return Head(_time(item, "start"), from_, version)
    if "skriver" in item:
        before = _hash(item, "fore")
        return Intent(_text(item, "skriver"), _text(item, "hash"), before, _number(item, "nr", 0))
    if "sparat" in item:
        nr, everything = _number(item, "nr", 0), _everything(item)
        return Saved(_text(item, "sparat"), _text(item, "hash"), nr, everything)
    if "forkastat" in item:
        nr, everything = _number(item, "nr", 0), _everything(item)
        return Discarded(_text(item, "forkastat"), _hash(item, "hash"), nr, everything)
    if "steg" in item:
        return _event(item)
    raise ItemError("raden är av ett okänt slag")


def _event(item: Item) -> Event:
    kind, step = item.get("slag"), item["steg"]
    if not isinstance(kind, str) or kind not in KIND:
        raise ItemError(f"{quoted(kind)} är inget slag av händelse")
    if not isinstance(step, list) or not all(isinstance(a, dict) for a in step):
        raise ItemError("fältet ”steg” ska vara en lista av ändringar")
    return Event(
        nr=_number(item, "nr"),
        moment=_time(item, "tid"),
        who=_text(item, "vem"),
        kind=KIND[kind],
        step=tuple(parsed_change(a) for a in step),
        files=tuple(_text(a, "fil") for a in step),
        reason=_text(item, "skal") if "skal" in item else "",
        base=_base(item.get("bas", {})),
    )


def _base(ra: Any) -> Mapping[str, Hash]:
    if isinstance(ra, dict) and all(v is None or isinstance(v, str) for v in ra.values()):
        return ra
    raise ItemError("fältet ”bas” ska vara filernas kontrollsummor")


def _text(item: Item, field: str) -> str:
    value = item.get(field)
    if isinstance(value, str):
        return value
    raise ItemError(f"fältet ”{field}” ska vara text")


def _hash(item: Item, field: str) -> Hash:
    return None if item.get(field, ...) is None else _text(item, field)


def _number(item: Item, field: str, least: int = 1) -> int:
    value = item.get(field)
    if type(value) is int and value >= least:
        return value
    raise ItemError(f"fältet ”{field}” ska vara ett heltal från {least}")


def _everything(item: Item) -> int | None:
    return _number(item, "allt", 0) if "allt" in item else None


def encoded_time(moment: datetime) -> str:
    """A time as it is stored: UTC, whole seconds, ``2024-09-17T12:02:03Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _time(item: Item, field: str) -> datetime:
    text = _text(item, field)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ItemError(f"fältet ”{field}” ska vara en tid med tidszon, inte {quoted(text)}")
