"""The settings' file to ``Settings`` and back: a bad field gives its default and a sentence.

What is saved are changes, cell by cell, into what the file holds at that moment: what cannot be
read in it, and what another program has written meanwhile, stays as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct, field
from msgspec.structs import asdict
from tinydb import TinyDB
from tinydb.table import Document as Record

from tui.domain.finding import FileError
from tui.domain.scale import SCALES
from tui.domain.settings import STORED_THRESHOLDS, AccountLine, Sammantrade, Settings, Thresholds
from tui.domain.settings_cells import (
    ACCOUNT_FIELDS,
    ACCOUNT_TABLE,
    CHOICE_TABLE,
    MEETING_TABLE,
    SCALE_TABLE,
    THRESHOLD_TABLE,
    SettingValue,
    by_date,
    setting,
)
from tui.store.codec import Item, encoded_value, is_number
from tui.store.errors import ItemError, Place
from tui.store.journal.settings_records import DEADLINE, meeting_item
from tui.store.storage import (
    is_missing,
    numbers,
    only_record,
    parsed_schema,
    put_only,
    put_schema,
    readable,
    record,
)
from tui.store.typed import FieldError, Name, typed
from tui.workspace import MeetingChange, SettingChange, SettingsChange

STANDARD = Settings()
_DEFAULT = "standardvärdet används tills det är rättat"
_WITHOUT = "raden används inte i kontokartan förrän den är rättad"
T = TypeVar("T")


class ChoiceRecord(Struct, frozen=True):
    """The choices that are texts."""

    namnd: str = STANDARD.namnd
    kommun: str = STANDARD.kommun
    signs: str = field(default=STANDARD.signs, name="tecken")
    amount_form: str = field(default=STANDARD.amount_form, name="enhet")
    theme: str = field(default=STANDARD.theme, name="tema")
    last_document: str = field(default="", name="senaste_dokument")
    last_tab: str = field(default="", name="senaste_flik")


class ScaleRecord(Struct, frozen=True):
    """A scale and its steps, in order."""

    name: Name = field(name="namn")
    steps: Annotated[list[Annotated[str, Meta(min_length=1)]], Meta(min_length=1)] = field(
        name="steg"
    )


class AccountRecord(Struct, frozen=True):
    """A line of the map of accounts."""

    row: str = field(default="", name="rad")
    accounts: str = field(default="", name="konton")
    from_: str = field(default="", name="fran")
    to: str = field(default="", name="till")


class MeetingRecord(Struct, frozen=True):
    """A meeting of the board."""

    when: date = field(name="datum")
    paragraf: str = ""
    errand: str = field(default="", name="arende")
    kind: str = field(default="", name="slag")


class _Reading:
    """One reading of the file: the sentences of the faults are collected while the rest is read."""

    def __init__(self, database: TinyDB, file: str) -> None:
        self.database, self.file = database, file
        self.error = list(parsed_schema(database, file, {}).error)

    def say(self, error: ItemError, instead: str = _DEFAULT) -> None:
        """Tell what is used in place of what is stored: a standard value, if nothing else."""
        self.error.append(FileError(self.file, f"{self.file}, {error}; {instead}."))

    def only(self, table: str) -> Item:
        """The first record of a table, empty where it cannot be read."""
        try:
            return only_record(self.database, table)
        except ItemError as error:
            self.say(error)
            return {}

    def each(self, table: str, parsed: Callable[[Item, Place], T]) -> Iterator[T]:
        """What the records of a table stand for, without those that cannot be read."""
        try:
            stored = numbers(self.database, table)
        except ItemError as error:
            self.say(error)
            return
        for number in stored:
            try:
                yield parsed(record(self.database, table, number), Place(table, str(number)))
            except ItemError as error:
                self.say(error, _WITHOUT if table == ACCOUNT_TABLE else _DEFAULT)

    def choices(self) -> ChoiceRecord:
        """The choices that are texts, field by field."""
        item = dict(self.only(CHOICE_TABLE))
        while True:
            try:
                return typed(item, ChoiceRecord, Place(CHOICE_TABLE))
            except FieldError as error:
                self.say(error)
                del item[error.field]

    def thresholds(self) -> Thresholds:
        """The thresholds, each by itself."""
        item = self.only(THRESHOLD_TABLE)
        numbers_: dict[str, Decimal] = {}
        for name, stored in STORED_THRESHOLDS.items():
            if stored not in item:
                continue
            if is_number(item[stored]) and item[stored] >= 0:
                numbers_[name] = Decimal(item[stored])
            else:
                place = Place(THRESHOLD_TABLE, field=stored)
                self.say(ItemError(f"{place}: ska vara ett tal, noll eller större"))
        return Thresholds(**numbers_)


def parsed_settings(database: TinyDB, file: str) -> tuple[Settings, tuple[FileError, ...]]:
    """The settings of a file's value. Nothing is raised."""
    reading = _Reading(database, file)
    settings = Settings(
        **asdict(reading.choices()),
        thresholds=reading.thresholds(),
        scales={**SCALES, **dict(reading.each(SCALE_TABLE, _scale))},
        account_map=dict(reading.each(ACCOUNT_TABLE, _account_line)),
        sammantraden=by_date(reading.each(MEETING_TABLE, _meeting)),
    )
    return settings, tuple(reading.error)


def _scale(item: Item, place: Place) -> tuple[str, tuple[str, ...]]:
    scale = typed(item, ScaleRecord, place)
    if len(set(scale.steps)) < len(scale.steps):
        raise ItemError(f"{place._replace(field='steg')}: samma steg står två gånger")
    return scale.name, tuple(scale.steps)


def _account_line(item: Item, place: Place) -> tuple[str, AccountLine]:
    line = typed(item, AccountRecord, place)
    return place.row, (line.row, line.accounts, line.from_, line.to)


def _meeting(item: Item, place: Place) -> Sammantrade:
    meeting = typed(item, MeetingRecord, place)
    deadline = meeting.kind == DEADLINE
    return Sammantrade(meeting.when, meeting.paragraf, meeting.errand, deadline)


def put_choices(database: TinyDB, choices: Mapping[str, str]) -> None:
    """Put these choices into the file, all else kept. Raises ItemError."""
    if is_missing(database):
        put_schema(database)
    if choices:
        put_only(database, CHOICE_TABLE, dict(choices))


def put_settings(database: TinyDB, changes: Iterable[SettingsChange]) -> tuple[str, ...]:
    """Put changes into the file, in order, all else kept. Raises ItemError.

    Returns the names of the settings that were left as they are: another program has meanwhile
    written there what is neither the value that was changed nor the one that it was changed to.
    """
    if is_missing(database):
        put_schema(database)
    changes = tuple(changes)
    by_name: dict[str, list[SettingChange]] = {}
    for change in changes:
        if isinstance(change, SettingChange):
            by_name.setdefault(change.name, []).append(change)
    left = [name for name, own in by_name.items() if not _put_setting(database, name, own)]
    for chain in _chains(c for c in changes if isinstance(c, MeetingChange)):
        _put_meeting(database, chain)
    return tuple(left)


def _put_setting(database: TinyDB, name: str, changes: Iterable[SettingChange]) -> bool:
    """Put a setting's last value into the file, unless another program's stands there."""
    now = setting(parsed_settings(database, "")[0], name)
    values = [value for change in changes for value in (change.from_, change.to)]
    if now == values[-1]:
        return True
    table, _, field_ = name.partition("/")
    left = now not in values
    if left if _is_readable(database, name) else table == ACCOUNT_TABLE:
        return False
    if table == SCALE_TABLE:
        _put_scale(database, field_, values[-1])
    elif table == ACCOUNT_TABLE:
        _put_account_line(database, int(field_), values[-1])
    else:
        put_only(database, table, {field_: _stored(values[-1])})
    return True


def _is_readable(database: TinyDB, name: str) -> bool:
    """Whether what stands in the file for a setting is what is read, and not its default."""
    table, _, field_ = name.partition("/")
    if table == SCALE_TABLE:
        named = [r for r in readable(database, SCALE_TABLE) if r.get("namn") == field_]
        return not named or _reads(lambda: _scale(named[-1], Place(SCALE_TABLE)))
    if table == ACCOUNT_TABLE:
        number = int(field_)
        return number not in numbers(database, table) or _reads(
            lambda: _account_line(record(database, table, number), Place(table, field_))
        )
    value = only_record(database, table).get(field_)
    if table == THRESHOLD_TABLE:
        return value is None or (is_number(value) and value >= 0)
    return value is None or isinstance(value, str)


def _reads(parsed: Callable[[], object]) -> bool:
    """Whether something can be read as what it should be."""
    try:
        parsed()
    except ItemError:
        return False
    return True


def _stored(value: SettingValue) -> Any:
    return list(value) if isinstance(value, tuple) else encoded_value(value)


def _put_scale(database: TinyDB, name: str, steps: SettingValue) -> None:
    """The scale under the number that it had; without steps it goes."""
    stored = [r.doc_id for r in readable(database, SCALE_TABLE) if r.get("namn") == name]
    scales = database.table(SCALE_TABLE)
    if steps is None:
        scales.remove(doc_ids=stored[-1:])
    elif stored:
        scales.update({"steg": _stored(steps)}, doc_ids=stored[-1:])
    else:
        scales.insert({"namn": name, "steg": _stored(steps)})


def _put_account_line(database: TinyDB, number: int, line: SettingValue) -> None:
    """A line of the map under its number; without one it goes."""
    lines = database.table(ACCOUNT_TABLE)
    there = number in numbers(database, ACCOUNT_TABLE)
    if not isinstance(line, tuple):
        lines.remove(doc_ids=[number] if there else [])
        return
    item = dict(zip(ACCOUNT_FIELDS, line, strict=True))
    if there:
        lines.update(item, doc_ids=[number])
    else:
        lines.insert(Record(item, number))


def _chains(changes: Iterable[MeetingChange]) -> list[list[MeetingChange]]:
    """The changes of each meeting by itself, one after the other."""
    chains: list[list[MeetingChange]] = []
    for change in changes:
        going_on = (c for c in chains if change.from_ is not None and c[-1].to == change.from_)
        chain = next(going_on, None)
        if chain is None:
            chains.append([change])
        else:
            chain.append(change)
    return chains


def _put_meeting(database: TinyDB, chain: list[MeetingChange]) -> None:
    """Change one meeting's record, by itself; one that is not there any more is put in anew."""
    stored = readable(database, MEETING_TABLE)
    meetings = database.table(MEETING_TABLE)
    # What it may be in the file: the latest first.
    sides = [meeting for change in reversed(chain) for meeting in (change.to, change.from_)]
    items = [item for meeting in sides if (item := meeting_item(meeting))]
    hits = [r.doc_id for item in items for r in stored if _is_of(item, r)]
    fresh = meeting_item(chain[-1].to)
    if fresh is None:
        meetings.remove(doc_ids=hits[:1])
    elif hits:
        kept = {"slag": ""} if any("slag" in item for item in items) else {}
        meetings.update({**kept, **fresh}, doc_ids=hits[:1])
    else:
        _insert_meeting(database, fresh, chain[-1])


def _insert_meeting(database: TinyDB, fresh: Item, change: MeetingChange) -> None:
    """A meeting's new record; one that comes back is what it was, with the number that it had."""
    taken = numbers(database, MEETING_TABLE)
    free = change.number and change.number not in taken
    number = change.number if free else max(taken, default=0) + 1
    database.table(MEETING_TABLE).insert(Record({**change.more, **fresh}, number))


def next_account_line(database: TinyDB) -> int:
    """A number that no line of the map has in the file, also none that cannot be read."""
    return max(numbers(database, ACCOUNT_TABLE), default=0) + 1


def meeting_record(database: TinyDB, meeting: Sammantrade) -> tuple[int, Item]:
    """The number of a meeting's record, and what it holds that is not ours; 0 where it is none."""
    own = meeting_item(meeting) or {}
    for stored in readable(database, MEETING_TABLE):
        if _is_of(own, stored):
            return stored.doc_id, {k: v for k, v in stored.items() if k not in own}
    return 0, {}


def _is_of(item: Item, stored: Mapping[str, Any]) -> bool:
    """Whether a record is that of a meeting, whatever it holds beside; fields may be left out."""
    left_out = {"paragraf": "", "arende": "", "slag": ""}
    return {**left_out, **item}.items() <= {**left_out, **stored}.items()
