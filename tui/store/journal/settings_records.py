"""The journal's changes of settings and meetings, to JSON values and back."""

from datetime import date
from decimal import Decimal
from typing import Any

from tui.domain.settings import Sammantrade, Settings
from tui.domain.settings_cells import (
    ACCOUNT_FIELDS,
    ACCOUNT_TABLE,
    SCALE_TABLE,
    SettingValue,
    setting,
)
from tui.store.codec import Item, encoded_value, is_number
from tui.store.errors import ItemError, quoted
from tui.workspace import MeetingChange, SettingChange, SettingsChange

DEADLINE = "tidsfrist"
"""What the record of a deadline is called; that of a meeting is called nothing."""
SETTINGS_KINDS = ("installning", "sammantrade")


def encoded_settings_change(change: SettingsChange) -> Item:
    """The JSON value of a change of a setting or a meeting."""
    if isinstance(change, MeetingChange):
        from_, to = meeting_item(change.from_), meeting_item(change.to)
        item = {"slag": "sammantrade", "fran": from_, "till": to}
        post = {"nr": change.number, "mer": dict(change.more)}
        return {**item, "post": post} if change.number else item
    from_, to = _setting_item(change.from_), _setting_item(change.to)
    return {"slag": "installning", "namn": change.name, "fran": from_, "till": to}


def _setting_item(value: SettingValue) -> Any:
    return list(value) if isinstance(value, tuple) else encoded_value(value)


def meeting_item(meeting: Sammantrade | None) -> Item | None:
    """The record of a meeting."""
    if meeting is None:
        return None
    paragraf, errand = meeting.paragraf, meeting.errand
    item = {"datum": meeting.when.isoformat(), "paragraf": paragraf, "arende": errand}
    return {**item, "slag": DEADLINE} if meeting.deadline else item


def parsed_settings_change(ra: Item) -> SettingsChange | None:
    """The change of a setting or a meeting; None for a setting that only a newer version has.

    Raises ItemError.
    """
    match ra:
        case {"slag": "sammantrade", "fran": from_, "till": to}:
            return MeetingChange(_meeting(from_), _meeting(to), *_record(ra.get("post")))
        case {"slag": "installning", "namn": name, "fran": from_, "till": to}:
            if not _is_known(name):
                return None
            return SettingChange(name, _setting(name, from_), _setting(name, to))
    raise ItemError("ändringen är av ett okänt slag eller saknar fält")


def _is_known(name: Any) -> bool:
    """Whether it is the name of a setting that this version has."""
    try:
        return isinstance(name, str) and setting(Settings(), name) is not NotImplemented
    except KeyError:
        return False


def _setting(name: str, ra: Any) -> SettingValue:
    kind = name.partition("/")[0]
    if kind == "trosklar" and is_number(ra):
        return Decimal(ra)
    if kind == "installningar" and isinstance(ra, str):
        return ra
    if kind in (SCALE_TABLE, ACCOUNT_TABLE) and ra is None:
        return None
    texts = isinstance(ra, list) and all(isinstance(part, str) for part in ra)
    if texts and (
        kind == SCALE_TABLE or (kind == ACCOUNT_TABLE and len(ra) == len(ACCOUNT_FIELDS))
    ):
        return tuple(ra)
    raise ItemError(f"inställningen {quoted(name)} kan inte vara {quoted(ra)}")


def _record(ra: Any) -> tuple[int, Item]:
    """The number of a meeting's record, and what it held beside; 0 where it was none."""
    match ra:
        case None:
            return 0, {}
        case {"nr": int(number), "mer": dict(more)} if number > 0:
            return number, more
    raise ItemError(f"{quoted(ra)} är ingen post som ett sammanträde har haft")


def _meeting(ra: Any) -> Sammantrade | None:
    match ra:
        case None:
            return None
        case {"datum": str(when), "paragraf": str(paragraf), "arende": str(errand)}:
            try:
                deadline = ra.get("slag") == DEADLINE
                return Sammantrade(date.fromisoformat(when), paragraf, errand, deadline)
            except ValueError:
                pass
    raise ItemError(f"{quoted(ra)} är inget sammanträde")
