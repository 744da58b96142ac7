"""The fields of a record, one reader a kind. Each raises Postfel with the place of the fault."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from tui.domain.table import NO_WORD
from tui.store.errors import ItemError, Place, quoted
from tui.store.value_codec import Item

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)


def text_field(item: Item, field: str, place: Place, *, requirement: bool = False) -> str:
    """A text, empty where the field is missing (which ``requirement`` forbids)."""
    value = item.get(field, "")
    if not isinstance(value, str):
        raise ItemError(f"{place._replace(field=field)}: ska vara text")
    if requirement and not value.strip():
        raise ItemError(f"{place._replace(field=field)}: saknas")
    return value


def word_field(item: Item, field: str, place: Place) -> Mapping[str, str]:
    """Texts by name."""
    if field not in item:
        return NO_WORD
    value = item[field]
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ItemError(f"{place._replace(field=field)}: ska vara texter med namn")
    return value


def text_list(item: Item, field: str, place: Place) -> tuple[str, ...]:
    """Texts in order."""
    value = item.get(field, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ItemError(f"{place._replace(field=field)}: ska vara en lista av texter")
    return tuple(value)


def date_field(item: Item, field: str, place: Place, *, requirement: bool = False) -> date | None:
    """A date, None where the field is missing or empty (which ``requirement`` forbids)."""
    text = text_field(item, field, place, requirement=requirement)
    if not text:
        return None
    # date.fromisoformat alone also takes 20240831 and week dates.
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ItemError(f"{place._replace(field=field)}: {quoted(text)} är inget datum (ÅÅÅÅ-MM-DD)")


def item_field(ra: Any, table: str, *, requirement: bool = False) -> Mapping[str, Any]:
    """The numbered records of one of a file's tables, each still to be read by ``item``."""
    value = ra.get(table, None if requirement else {}) if isinstance(ra, dict) else ra
    if value is None and requirement:
        raise ItemError(f"{Place(table)}: saknas")
    if not isinstance(ra, dict) or not isinstance(value, dict):
        raise ItemError(f"{Place(table)}: ska vara numrerade poster")
    for serial in value:
        if not _NUMBER.fullmatch(serial):
            raise ItemError(f"{Place(table)}: postens nummer {quoted(serial)} är inget heltal")
    return value


def item(ra: Any, place: Place) -> Item:
    """One record."""
    if not isinstance(ra, dict):
        raise ItemError(f"{place}: posten ska ha fält med namn")
    return ra


def only_item(ra: Any, table: str) -> tuple[str, Item]:
    """The first record of a table that has one, with its number; an empty "1" if there is none."""
    for serial, value in item_field(ra, table).items():
        return serial, item(value, Place(table))
    return "1", {}
