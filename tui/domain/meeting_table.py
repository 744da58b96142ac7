"""A year's meetings as a table: one column of meetings, others of days before and after each.

The headings say which is which: *Sammanträde*, *Handlingar inne*, *Utskick*.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import WEEKDAYS, days_in

_CELL = re.compile(r"\t|;|\|")
# A weekday or a time of day, which a meeting does not keep.
_TIME = re.compile(
    rf"{'|'.join(WEEKDAYS)}|(?:kl\.?|klockan)?\s*\d\d?[.:]\d\d(?:\s*[-–]\s*\d\d?[.:]\d\d)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
_MEETING = re.compile(
    r"(?:\w*nämnd(?:en)?|\w*sammanträde(?:n|t|na)?|\w*möte(?:n|t|na)?|\w*utskott(?:et)?"
    r"|(?:\w*sammanträdes?|mötes)?(?:datum|dag|dagar))$",
    re.IGNORECASE,
)
# "Handlingar till nämnden" is no meeting, whatever word it ends with.
_ABOUT = re.compile(
    r"\b(?:till|inför|för|före|från|efter|av|senast|sista|stopp\w*|\w+stopp|utskick\w*|kallelse\w*"
    r"|handling\w*|tidsfrist\w*|deadline\w*)\b",
    re.IGNORECASE,
)


class TableDay(Struct, frozen=True):
    """A day of a table. ``heading``: of its column; ``words``: what else its row says of it."""

    when: date
    heading: str
    words: str
    meeting: bool


def table_days(text: str, today: date) -> tuple[TableDay | Refusal, ...] | None:
    """The days of a table with headings and two columns of days or more; None for another text.

    A day that names no year is in the year that is said above it or in its heading; a day beside a
    meeting is the one nearest to it.
    """
    lines = [(n, _cells(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    at = next((i for i, (_, cells) in enumerate(lines) if sum(map(bool, cells)) > 1), None)
    if at is None or any(_years_of(cell) is None for cell in lines[at][1]):
        return None
    head, rows = lines[at][1], lines[at + 1 :]
    dated = [c for c in range(len(head)) if any(_has_day(_at(cells, c)) for _, cells in rows)]
    if len(dated) < 2:
        return None
    above = [y for _, cells in lines[:at] for cell in cells for y in _YEAR.findall(cell)]
    return tuple(_days(head, rows, dated, above[-1] if above else "", today))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line.strip(" |"))]


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _years_of(heading: str) -> list[str] | None:
    """The years that a heading names; None where it has other figures, and is none."""
    return None if re.search(r"\d", _YEAR.sub("", heading)) else _YEAR.findall(heading)


def _has_day(cell: str) -> bool:
    return any(not isinstance(one, Refusal) for one in days_in(cell, date.min))


def _meeting_columns(head: Sequence[str], dated: Sequence[int]) -> list[int]:
    """The columns of meetings: those that are called so, else the first that is nothing else."""
    names = {c: _YEAR.sub("", head[c]).strip(" :,") for c in dated}
    free = [c for c in dated if not _ABOUT.search(names[c])]
    return [c for c in free if _MEETING.search(names[c])] or free[:1]


def _days(
    head: Sequence[str],
    rows: Sequence[tuple[int, list[str]]],
    dated: Sequence[int],
    year: str,
    today: date,
) -> Iterator[TableDay | Refusal]:
    meetings = _meeting_columns(head, dated)
    order = [*meetings, *(c for c in dated if c not in meetings)]
    for number, cells in rows:
        alone = _YEAR.fullmatch("".join(cells))
        year = alone[0] if alone else year
        words = [_at(cells, c) for c in range(len(head)) if c not in dated]
        said = " ".join(w for w in words if w and not _TIME.fullmatch(w))
        held: date | None = None
        for c in order if not alone else ():
            own = (_years_of(head[c]) or [year])[-1]
            for one in days_in(f"{own}\n{_at(cells, c)}", today):
                if isinstance(one, Refusal):
                    yield Refusal(re.sub(r"^Rad \d+", f"Rad {number}", one.sentence))
                    continue
                meeting = c in meetings
                when = one.when
                if held is not None and not meeting and not _YEAR.search(_at(cells, c)):
                    when = _nearest(when, held)
                held = when if held is None and meeting else held
                heading = "" if c in meetings[:1] else head[c]
                told = " ".join(filter(None, (one.rest, said if meeting else "")))
                yield TableDay(when, heading, told, meeting)


def _nearest(day: date, to: date) -> date:
    """The day in the year that brings it nearest to another."""
    years = (to.year - 1, to.year, to.year + 1)
    days = [date(y, day.month, day.day) for y in years if (day.month, day.day) != (2, 29)]
    return min(days or [day], key=lambda one: abs((one - to).days))
