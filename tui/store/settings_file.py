"""The settings' file to ``Settings``: a bad field gives its default and a sentence."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ParamSpec, TypeVar

from msgspec.structs import fields, replace

from tui.domain.finding import FileError
from tui.domain.settings import SCALES, Sammantrade, Settings, Thresholds
from tui.store.codec import Json
from tui.store.errors import ItemError, Place
from tui.store.fields import date_field, item, item_field, only_item, text_field
from tui.store.records import SCHEMA_TABLE
from tui.store.schema import parsed_schema, schema_item
from tui.store.value_codec import encoded_value

CHOICE_TABLE, THRESHOLD_TABLE = "installningar", "trosklar"
SCALE_TABLE, MEETING_TABLE = "skalor", "sammantraden"
TEXTS = ("namnd", "kommun", "tema", "senaste_dokument", "senaste_flik")
T = TypeVar("T")
P = ParamSpec("P")


class Reader:
    """Collects the sentences of the faults while the rest is read."""

    def __init__(self, file: str, error: tuple[FileError, ...]) -> None:
        self.file = file
        self.error = list(error)

    def try_(self, otherwise: T, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``read`` returns, or ``otherwise`` where it raises Postfel."""
        try:
            return read(*args, **kwargs)
        except ItemError as error:
            sentence = f"{self.file}, {error}; standardvärdet används tills det är rättat."
            self.error.append(FileError(self.file, sentence))
            return otherwise


def parsed_settings(ra: Json, file: str) -> tuple[Settings, tuple[FileError, ...]]:
    """The settings of a file's value. Nothing is raised."""
    reader = Reader(file, parsed_schema(ra, file, {}).error)
    standard = Settings()
    settings = replace(
        standard,
        **_texts(ra, reader, standard),
        thresholds=_thresholds(ra, reader),
        scales={**SCALES, **dict(_scales(ra, reader))},
        sammantraden=tuple(_sammantraden(ra, reader)),
    )
    return settings, tuple(reader.error)


def _texts(ra: Json, reader: Reader, standard: Settings) -> dict[str, Any]:
    _, choice = reader.try_(("", {}), only_item, ra, CHOICE_TABLE)
    place = Place(CHOICE_TABLE)
    return {
        field: reader.try_(getattr(standard, field), text_field, choice, field, place)
        for field in TEXTS
        if field in choice
    }


def _thresholds(ra: Json, reader: Reader) -> Thresholds:
    _, item = reader.try_(("", {}), only_item, ra, THRESHOLD_TABLE)
    standard = Thresholds()
    name = [f.name for f in fields(Thresholds) if f.name in item]
    values = {n: reader.try_(getattr(standard, n), _threshold, item[n], n) for n in name}
    return replace(standard, **values)


def _threshold(ra: Json, name: str) -> Decimal:
    if isinstance(ra, int | Decimal) and not isinstance(ra, bool) and ra >= 0:
        return Decimal(ra)
    raise ItemError(f"{Place(THRESHOLD_TABLE, field=name)}: ska vara ett tal, noll eller större")


def _items(ra: Json, table: str, reader: Reader) -> Iterator[tuple[Json, Place]]:
    for serial, value in reader.try_({}, item_field, ra, table).items():
        yield value, Place(table, serial)


def _scales(ra: Json, reader: Reader) -> Iterator[tuple[str, tuple[str, ...]]]:
    for value, place in _items(ra, SCALE_TABLE, reader):
        scale = reader.try_(None, _scale, value, place)
        if scale is not None:
            yield scale


def _scale(ra: Json, place: Place) -> tuple[str, tuple[str, ...]] | None:
    scale = item(ra, place)
    step = scale.get("steg")
    if not isinstance(step, list) or not step or not all(isinstance(s, str) and s for s in step):
        raise ItemError(f"{place._replace(field='steg')}: ska vara en lista med texter")
    if len(set(step)) < len(step):
        raise ItemError(f"{place._replace(field='steg')}: samma steg står två gånger")
    return text_field(scale, "namn", place, requirement=True), tuple(step)


def _sammantraden(ra: Json, reader: Reader) -> Iterator[Sammantrade]:
    for value, place in _items(ra, MEETING_TABLE, reader):
        meeting = reader.try_(None, _sammantrade, value, place)
        if meeting is not None:
            yield meeting


def _sammantrade(ra: Json, place: Place) -> Sammantrade | None:
    meeting = item(ra, place)
    when = date_field(meeting, "datum", place, requirement=True)
    paragraf, errand = text_field(meeting, "paragraf", place), text_field(meeting, "arende", place)
    return Sammantrade(when, paragraf, errand) if when else None


def merged_choice(ra: Json, choice: Mapping[str, str]) -> Json:
    """The file's value with these choices in it, all else kept: itself where they are in it.

    Raises Postfel.
    """
    if ra is None:
        ra = {SCHEMA_TABLE: schema_item()}
    serial, old = only_item(ra, CHOICE_TABLE)
    if all(old.get(name) == text for name, text in choice.items()):
        return ra
    return {**ra, CHOICE_TABLE: {**ra.get(CHOICE_TABLE, {}), serial: {**old, **choice}}}


def merged_settings(ra: Json, before: Settings, new: Settings) -> Json:
    """The file's value with what differs between two settings in it, all else kept.

    So what somebody has changed in the file by hand meanwhile stays. Raises Postfel.
    """
    choice = {name: getattr(new, name) for name in ("namnd", "kommun")}
    ra = merged_choice(ra, {n: text for n, text in choice.items() if text != getattr(before, n)})
    if new.thresholds != before.thresholds:
        serial, old = only_item(ra, THRESHOLD_TABLE)
        item = {**old, **_changed_thresholds(before.thresholds, new.thresholds)}
        ra = {**ra, THRESHOLD_TABLE: {**item_field(ra, THRESHOLD_TABLE), serial: item}}
    scales = {name: step for name, step in new.scales.items() if step != before.scales.get(name)}
    if scales:
        ra = {**ra, SCALE_TABLE: _scale_items(item_field(ra, SCALE_TABLE), scales)}
    if new.sammantraden != before.sammantraden:
        ra = {**ra, MEETING_TABLE: _meeting_items(item_field(ra, MEETING_TABLE), new)}
    return ra


def _changed_thresholds(before: Thresholds, new: Thresholds) -> dict[str, Any]:
    name = (f.name for f in fields(Thresholds))
    return {
        n: encoded_value(getattr(new, n)) for n in name if getattr(new, n) != getattr(before, n)
    }


def _scale_items(old_ones: Mapping[str, Any], scales: Mapping[str, tuple[str, ...]]) -> Json:
    """Each scale under the number that it had."""
    items = dict(old_ones)
    known_ones = {p.get("namn"): nr for nr, p in old_ones.items() if isinstance(p, dict)}
    for name, step in scales.items():
        serial = known_ones.get(name) or _next_number(items)
        items[serial] = {**items.get(serial, {}), "namn": name, "steg": list(step)}
    return items


def _meeting_items(old_ones: Mapping[str, Any], new: Settings) -> Json:
    """The meetings in order; one of a day that was there keeps the fields that are not ours."""
    left = [p for p in old_ones.values() if isinstance(p, dict)]
    items: dict[str, Any] = {}
    for serial, meeting in enumerate(new.sammantraden, 1):
        item = {
            "datum": meeting.when.isoformat(),
            "paragraf": meeting.paragraf,
            "arende": meeting.errand,
        }
        same = [p for p in left if p.get("datum") == item["datum"]]
        equal = [p for p in same if item.items() <= p.items()]
        old = next(iter((*equal, *same)), {})
        left = [p for p in left if p is not old]
        items[str(serial)] = {**old, **item}
    return items


def _next_number(items: Mapping[str, Any]) -> str:
    return str(max((int(nr) for nr in items), default=0) + 1)
