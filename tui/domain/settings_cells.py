"""The settings cell by cell: each has a name, and a value that stands or is put there.

A name is the table and the field (the scale's name, the line's number) that the store has:
"trosklar/nara_andel", "skalor/mal", "installningar/namnd", "kontokarta/3". So one of them is
changed, undone and saved by itself, whatever somebody else does with the others meanwhile. The
meetings have no names; each is known by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from tui.domain.settings import STORED_THRESHOLDS, Sammantrade, Settings

CHOICE_TABLE, THRESHOLD_TABLE = "installningar", "trosklar"
SCALE_TABLE, MEETING_TABLE, ACCOUNT_TABLE = "skalor", "sammantraden", "kontokarta"
ACCOUNT_FIELDS = ("rad", "konton", "fran", "till")
"""What the store calls the parts of a line of the map of accounts."""
TEXTS = {"namnd": "namnd", "kommun": "kommun", "tecken": "signs", "enhet": "amount_form"}
"""The settings that are texts: what each is called in the store, and among ``Settings``."""
_THRESHOLD = {stored: name for name, stored in STORED_THRESHOLDS.items()}

SettingValue: TypeAlias = str | Decimal | tuple[str, ...] | None
"""A text, a threshold, the steps of a scale, a line of the map of accounts; None where there is no
such scale or line."""


class CellDifference(NamedTuple):
    """One setting that differs between two settings."""

    name: str
    from_: SettingValue
    to: SettingValue


def setting(settings: Settings, name: str) -> SettingValue:
    """What stands in a setting. Raises KeyError for a name that is none's."""
    table, _, field = name.partition("/")
    if table == THRESHOLD_TABLE:
        number: Decimal = getattr(settings.thresholds, _THRESHOLD[field])
        return number
    if table == SCALE_TABLE:
        return settings.scales.get(field)
    if table == ACCOUNT_TABLE and field.isdecimal():
        return settings.account_map.get(field)
    if table == CHOICE_TABLE and field in TEXTS:
        return str(getattr(settings, TEXTS[field]))
    raise KeyError(name)


def with_setting(settings: Settings, name: str, value: SettingValue) -> Settings:
    """The settings with another value in one of them. Raises KeyError for a name that is none's."""
    setting(settings, name)
    table, _, field = name.partition("/")
    if table == THRESHOLD_TABLE:
        thresholds = replace(settings.thresholds, **{_THRESHOLD[field]: value})
        return replace(settings, thresholds=thresholds)
    if table == SCALE_TABLE:
        return replace(settings, scales=_with_lines(settings.scales, field, value))
    if table == ACCOUNT_TABLE:
        return replace(settings, account_map=_with_lines(settings.account_map, field, value))
    return replace(settings, **{TEXTS[field]: value})


def _with_lines(
    lines: Mapping[str, tuple[str, ...]], name: str, value: SettingValue
) -> dict[str, tuple[str, ...]]:
    others = {n: own for n, own in lines.items() if n != name}
    return others | ({name: value} if isinstance(value, tuple) else {})


def differing_settings(before: Settings, new: Settings) -> Iterator[CellDifference]:
    """The settings that differ, the meetings left out."""
    names = [f"{CHOICE_TABLE}/{name}" for name in TEXTS]
    names += [f"{THRESHOLD_TABLE}/{stored}" for stored in _THRESHOLD]
    names += [f"{SCALE_TABLE}/{name}" for name in {**before.scales, **new.scales}]
    names += [f"{ACCOUNT_TABLE}/{number}" for number in {**before.account_map, **new.account_map}]
    for name in names:
        from_, to = setting(before, name), setting(new, name)
        if from_ != to:
            yield CellDifference(name, from_, to)


def by_date(meetings: Iterable[Sammantrade]) -> tuple[Sammantrade, ...]:
    """Meetings in the order that they are held."""
    return tuple(sorted(meetings, key=lambda m: (m.when, m.deadline, m.paragraf, m.errand)))


def with_other_meeting(
    settings: Settings, from_: Sammantrade | None, to: Sammantrade | None
) -> Settings:
    """The settings with a meeting changed, added (from None) or removed (to None).

    Raises KeyError where the one that is to go is not there.
    """
    left = list(settings.sammantraden)
    if from_ is not None:
        if from_ not in left:
            raise KeyError(from_)
        left.remove(from_)
    return replace(settings, sammantraden=by_date([*left, *([to] if to else [])]))
