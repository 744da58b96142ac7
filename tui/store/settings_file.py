"""The settings' file to ``Settings`` and back: a bad field gives its default and a sentence."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct, field
from msgspec.structs import asdict
from tinydb import TinyDB
from tinydb.table import Document as Record

from tui.domain.finding import FileError
from tui.domain.settings import SCALES, STORED_THRESHOLDS, Sammantrade, Settings, Thresholds
from tui.store.codec import Item, encoded_value, is_number
from tui.store.errors import ItemError, Place
from tui.store.records import FieldError, Name, typed
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

CHOICE_TABLE, THRESHOLD_TABLE = "installningar", "trosklar"
SCALE_TABLE, MEETING_TABLE = "skalor", "sammantraden"
STANDARD = Settings()
T = TypeVar("T")


class ChoiceRecord(Struct, frozen=True):
    """The choices that are texts."""

    namnd: str = STANDARD.namnd
    kommun: str = STANDARD.kommun
    theme: str = field(default=STANDARD.theme, name="tema")
    last_document: str = field(default="", name="senaste_dokument")
    last_tab: str = field(default="", name="senaste_flik")


class ScaleRecord(Struct, frozen=True):
    """A scale and its steps, in order."""

    name: Name = field(name="namn")
    steps: Annotated[list[Annotated[str, Meta(min_length=1)]], Meta(min_length=1)] = field(
        name="steg"
    )


class MeetingRecord(Struct, frozen=True):
    """A meeting of the board."""

    when: date = field(name="datum")
    paragraf: str = ""
    errand: str = field(default="", name="arende")


class _Reading:
    """One reading of the file: the sentences of the faults are collected while the rest is read."""

    def __init__(self, database: TinyDB, file: str) -> None:
        self.database, self.file = database, file
        self.error = list(parsed_schema(database, file, {}).error)

    def say(self, error: ItemError) -> None:
        """Tell that a standard value is used in place of what is stored."""
        sentence = f"{self.file}, {error}; standardvärdet används tills det är rättat."
        self.error.append(FileError(self.file, sentence))

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
                self.say(error)

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
        sammantraden=tuple(reading.each(MEETING_TABLE, _meeting)),
    )
    return settings, tuple(reading.error)


def _scale(item: Item, place: Place) -> tuple[str, tuple[str, ...]]:
    scale = typed(item, ScaleRecord, place)
    if len(set(scale.steps)) < len(scale.steps):
        raise ItemError(f"{place._replace(field='steg')}: samma steg står två gånger")
    return scale.name, tuple(scale.steps)


def _meeting(item: Item, place: Place) -> Sammantrade:
    meeting = typed(item, MeetingRecord, place)
    return Sammantrade(meeting.when, meeting.paragraf, meeting.errand)


def put_choices(database: TinyDB, choices: Mapping[str, str]) -> None:
    """Put these choices into the file, all else kept. Raises ItemError."""
    if is_missing(database):
        put_schema(database)
    if choices:
        put_only(database, CHOICE_TABLE, dict(choices))


def put_settings(database: TinyDB, before: Settings, new: Settings) -> None:
    """Put what differs between two settings into the file, all else kept. Raises ItemError.

    So what somebody has changed in the file by hand meanwhile stays.
    """
    names = [n for n in ("namnd", "kommun") if getattr(new, n) != getattr(before, n)]
    put_choices(database, {name: getattr(new, name) for name in names})
    if new.thresholds != before.thresholds:
        put_only(database, THRESHOLD_TABLE, _changed(before.thresholds, new.thresholds))
    for name, steps in new.scales.items():
        if steps != before.scales.get(name):
            _put_scale(database, name, steps)
    if new.sammantraden != before.sammantraden:
        _put_meetings(database, new)


def _changed(before: Thresholds, new: Thresholds) -> Item:
    old = asdict(before)
    return {STORED_THRESHOLDS[n]: encoded_value(v) for n, v in asdict(new).items() if v != old[n]}


def _put_scale(database: TinyDB, name: str, steps: tuple[str, ...]) -> None:
    """The scale under the number that it had."""
    stored = [r.doc_id for r in readable(database, SCALE_TABLE) if r.get("namn") == name]
    scales = database.table(SCALE_TABLE)
    if stored:
        scales.update({"steg": list(steps)}, doc_ids=stored[-1:])
    else:
        scales.insert({"namn": name, "steg": list(steps)})


def _put_meetings(database: TinyDB, new: Settings) -> None:
    """The meetings in order; one of a day that was there keeps the fields that are not ours."""
    left: list[Mapping[str, Any]] = list(readable(database, MEETING_TABLE))
    fresh: list[Record] = []
    for number, meeting in enumerate(new.sammantraden, 1):
        item = {
            "datum": meeting.when.isoformat(),
            "paragraf": meeting.paragraf,
            "arende": meeting.errand,
        }
        same_day = [r for r in left if r.get("datum") == item["datum"]]
        equal = [r for r in same_day if item.items() <= r.items()]
        old = next(iter((*equal, *same_day)), {})
        left = [r for r in left if r is not old]
        fresh.append(Record({**old, **item}, number))
    meetings = database.table(MEETING_TABLE)
    meetings.truncate()
    meetings.insert_multiple(fresh)
