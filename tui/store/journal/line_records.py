"""The lines of the journal as values, each to one line of JSON and back.

The kinds of line, told apart by a field that only they have::

    {"journal": 1, "start": time, "fran_nr": 1}                                    Head
    {"nr", "tid", "vem", "slag", "steg": [{"fil", ...change}], "skal"?, "bas"?}    Event
    {"skriver": file, "hash": of the new bytes, "nr", "fore": of the old or null}  Intent
    {"sparat": file, "hash", "nr", "allt"?}                                        Saved
    {"forkastat": file, "hash": or null, "nr", "allt"?}                            Discarded

A file is "dokument/flik" for a tab and "dokument/" for the document's head; ``hash`` is the
SHA-256 of a file's bytes in hex, null for a missing file. ``nr`` in a line about a file is the
last event that those bytes hold; ``allt`` says that every event up to that one is saved, in all
files, so that the next start need not read any further back.

A change has the four parts of its address, but for that of a document's head::

    {"slag": "cell" | "tryckt", "adress": [...], "fran": -158695, "till": null}
    {"slag": "rad_tillagd" | "rad_borttagen", "adress": [...], "rad": {...}, "plats": 3}
    {"slag": "rad_flyttad", "adress": [...], "fran": 3, "till": 4}
    {"slag": "dokument", "fran": {...}, "till": {...}}

What is about no file of a document has a file of its own name, with a slash first:
"/installningar" for the settings, "/mapp/dokument" for a document's folder as a whole::

    {"slag": "installning", "namn": "trosklar/nara_andel", "fran": 95, "till": 90}
    {"slag": "sammantrade", "fran": null, "till": {"datum", "paragraf", "arende"}, "post"?}
    {"slag": "dokument_gjort" | "dokument_undanlagt", "dokument": {...}, "plats": "", "ur": ""}

An event of the kinds "forbi" and "forbi_om" has no changes: the step that was next to be undone, or
redone, is passed over, because it no longer fits; ``skal`` tells which it was.

A change of any other kind is from a newer version: it is kept as it stands.

A row and a head are the records of the document's own files; a row also carries, under ``arv``,
what those files leave to the table's declaration, which no change knows.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args

from msgspec import Meta, Struct, ValidationError, convert, field
from msgspec.structs import replace

from tui.store.codec import Item, decoded, encoded_row
from tui.store.errors import ItemError, quoted
from tui.store.journal.change_records import encoded_change, parsed_change
from tui.workspace import Change, StepKind

VERSION = 1
Passed: TypeAlias = Literal["forbi", "forbi_om"]
Kind: TypeAlias = StepKind | Passed
PASSED: tuple[Passed, ...] = get_args(Passed)
Hash: TypeAlias = str | None
Time: TypeAlias = Annotated[datetime, Meta(tz=True)]
FromOne: TypeAlias = Annotated[int, Meta(ge=1)]
FromZero: TypeAlias = Annotated[int, Meta(ge=0)]


class Head(Struct, frozen=True):
    """The first line: the version of the format, and the number of the first event in the file."""

    start: Time
    from_nr: FromOne = field(name="fran_nr")
    version: FromOne = field(default=VERSION, name="journal")


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
    base: Mapping[str, Hash] = {}
    discarded: frozenset[str] = frozenset()

    def step_in(self, file: str) -> tuple[Change, ...]:
        """The changes that belong to one file."""
        return tuple(a for a, f in zip(self.step, self.files, strict=True) if f == file)

    def valid(self) -> tuple[Change, ...]:
        """The changes that were taken in: all but those of the files in ``discarded``."""
        pairs = zip(self.step, self.files, strict=True)
        return tuple(change for change, file in pairs if file not in self.discarded)


class Intent(Struct, frozen=True):
    """A file is about to be replaced: by which bytes, over which."""

    file: str = field(name="skriver")
    hash: str
    before: Hash = field(name="fore")
    nr: FromZero


class Saved(Struct, frozen=True):
    """A file has been replaced; these bytes hold every event about it up to ``nr``."""

    file: str = field(name="sparat")
    hash: str
    nr: FromZero
    everything: FromZero | None = field(default=None, name="allt")


class Discarded(Struct, frozen=True):
    """The file as it is now counts, and the unsaved events about it up to ``nr`` do not."""

    file: str = field(name="forkastat")
    hash: Hash
    nr: FromZero
    everything: FromZero | None = field(default=None, name="allt")


class Broken(Struct, frozen=True):
    """A line that could not be read. Whatever it said is not known."""

    row_nr: int


JournalLine: TypeAlias = Head | Event | Intent | Saved | Discarded
ContentLine: TypeAlias = JournalLine | Broken


# --- lines to bytes and back


def encoded_journal_line(row: JournalLine) -> bytes:
    """The line, its newline included. Raises ItemError, CodeError for what cannot be read back."""
    return encoded_row(_line_item(row))


def _line_item(row: JournalLine) -> Item:
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


def encoded_time(moment: datetime) -> str:
    """A time as it is stored: UTC, whole seconds, ``2024-09-17T12:02:03Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


class _StoredStep(Struct):
    """A change as it is stored, beside the file that it belongs to."""

    file: str = field(name="fil")


class _StoredEvent(Struct):
    """An event as it is stored."""

    nr: FromOne
    time: Time = field(name="tid")
    who: str = field(name="vem")
    kind: Kind = field(name="slag")
    steps: list[dict[str, Any]] = field(name="steg")
    reason: str = field(name="skal", default="")
    bases: dict[str, Hash] = field(name="bas", default_factory=dict)


T = TypeVar("T")
_KIND_OF_LINE: Mapping[str, type[Head | Intent | Saved | Discarded | _StoredEvent]] = {
    "journal": Head,
    "skriver": Intent,
    "sparat": Saved,
    "forkastat": Discarded,
    "steg": _StoredEvent,
}
# Compiled by the first fault.
_FIELD = r"field `(\w+)`|`\$\.(\w+)"


def parsed_journal_line(data: bytes) -> JournalLine:
    """The value of a line. Raises ItemError, CodeError."""
    item = decoded(data)
    if not isinstance(item, dict):
        raise ItemError("raden ska ha fält med namn")
    kind = next((kind for name, kind in _KIND_OF_LINE.items() if name in item), None)
    if kind is None:
        raise ItemError("raden är av ett okänt slag")
    if item.get("allt", 0) is None:
        raise _fault(item, kind, "allt")
    row = _converted(item, kind)
    if isinstance(row, Head):
        return replace(row, start=_utc(row.start, "start"))
    return _event(row) if isinstance(row, _StoredEvent) else row


def _event(stored: _StoredEvent) -> Event:
    return Event(
        stored.nr,
        _utc(stored.time, "tid"),
        stored.who,
        stored.kind,
        tuple(map(parsed_change, stored.steps)),
        tuple(_converted(item, _StoredStep).file for item in stored.steps),
        stored.reason,
        stored.bases,
    )


def _converted(item: Item, kind: type[T]) -> T:
    try:
        return convert(item, kind)
    except ValidationError as error:
        hit = re.search(_FIELD, str(error))
        raise _fault(item, kind, (hit[1] or hit[2]) if hit else "") from None


def _fault(item: Item, kind: type, field: str) -> ItemError:
    """What is wrong with a field, in a sentence."""
    value = item.get(field)
    if field == "slag":
        return ItemError(f"{quoted(value)} är inget slag av händelse")
    if field in ("start", "tid") and isinstance(value, str):
        return ItemError(f"fältet ”{field}” ska vara en tid med tidszon, inte {quoted(value)}")
    least = 1 if kind in (Head, _StoredEvent) else 0
    shall_be = {
        "steg": "en lista av ändringar",
        "bas": "filernas kontrollsummor",
        **dict.fromkeys(("journal", "fran_nr", "nr", "allt"), f"ett heltal från {least}"),
    }
    return ItemError(f"fältet ”{field}” ska vara {shall_be.get(field, 'text')}")


def _utc(moment: datetime, field: str) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ItemError(
            f"fältet ”{field}” ska vara en tid med tidszon, inte {quoted(moment)}"
        ) from None
