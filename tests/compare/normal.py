"""What may differ between two runs, made the same: folders, the time of day, process numbers."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from tests.compare.sides import LETTERS

_OLD, _NEW = LETTERS["old"], LETTERS["new"]
_SIDES = {_NEW: _OLD, quote(_NEW): quote(_OLD), "\\u00f1": "\\u00f4"}
_STAMP = re.compile(r"\b20\d\d-?[01]\d-?[0-3]\d[T ]?[0-2]\d:?[0-5]\d:?[0-5]\d(?:\.\d+)?Z?")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_UUID = re.compile(r"\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b")
_PROCESS = re.compile(r"(process |pid\"?[:=] ?)\d+")
ZONE = ZoneInfo("Europe/Stockholm")

Normaliser = Callable[[str], str]


def normaliser(begun: datetime) -> Normaliser:
    """A normaliser for what is said from a time on.

    A time of day is replaced only if it is one of the minutes since: the width of what is
    replaced never changes, and other times and figures are left as they are.
    """

    def normalise(text: str) -> str:
        for mine, other in _SIDES.items():
            text = text.replace(mine, other)
        text = _STAMP.sub("<time>", text)
        text = _UUID.sub("<id>", _HASH.sub("<hash>", text))
        text = _PROCESS.sub(r"\1<process>", text)
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        return _clock(begun, now).sub(lambda found: re.sub(r"\d", "#", found[0]), text)

    return normalise


@lru_cache(maxsize=4)
def _clock(begun: datetime, now: datetime) -> re.Pattern[str]:
    """This run's minutes as they are written, 14.02 and 14:02, here and in UTC."""
    count = int((now - begun).total_seconds() // 60) + 3
    times = [begun + timedelta(minutes=i) for i in range(-1, count)]
    shown = {f"{t.astimezone(zone):%H[.:]%M}" for t in times for zone in (UTC, ZONE)}
    return re.compile(rf"(?<![\d.:])(?:{'|'.join(sorted(shown))})(?:[.:][0-5]\d)?(?![\d.:]*\d)")
