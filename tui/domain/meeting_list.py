"""A list of meetings and deadlines (*tidsfrister*) as text: a year's dates, typed or pasted."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from tui.domain.meeting_table import TableDay, table_days
from tui.domain.settings import Sammantrade
from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import Day, days_in

_DEADLINE = re.compile(
    r"\b(senast|sista dag\w*|tidsfrist\w*|deadline\w*|manusstopp|ska vara klar\w*)\b", re.IGNORECASE
)
_PARAGRAF = re.compile(r"§+\s*(\d+)")
_EDGES = " ,;:.–-"


def meetings_in(text: str, today: date) -> tuple[Sammantrade, ...] | Refusal:
    """The meetings and deadlines that a list names, in order; the first thing wrong with it else.

    A line that says *senast* or *sista dag* names a deadline. "§ 42" on a line is its paragraf,
    and what is left its errand. In a table the headings say what each column of days is.
    """
    found = list(_found(text, today))
    refusal = next((one for one in found if isinstance(one, Refusal)), None)
    if refusal is not None:
        return refusal
    meetings = dict.fromkeys(one for one in found if isinstance(one, Sammantrade))
    return tuple(sorted(meetings, key=lambda m: m.when)) or Refusal("Skriv minst ett datum.")


def _found(text: str, today: date) -> Iterator[Sammantrade | Refusal]:
    in_table = table_days(text, today)
    for row in in_table or ():
        yield row if isinstance(row, Refusal) else _of_table(row)
    for one in days_in(text, today) if in_table is None else ():
        yield one if isinstance(one, Refusal) else _meeting(one)


def _of_table(day: TableDay) -> Sammantrade:
    """A meeting; a day beside it is a deadline, called as its column is."""
    if not day.meeting:
        errand = " ".join(filter(None, (day.heading, day.words)))
        return Sammantrade(day.when, "", errand, deadline=True)
    words = " ".join(filter(None, (day.heading, day.words)))
    return replace(_meeting(Day(day.when, words)), deadline=False)


def _meeting(day: Day) -> Sammantrade:
    paragraf = _PARAGRAF.search(day.rest)
    errand = day.rest.replace(paragraf[0], "") if paragraf else day.rest
    deadline = _DEADLINE.search(errand) is not None
    errand = re.sub(
        r"^(sammanträde\w*|nämnd\w*|möte)\b", "", errand.strip(_EDGES), flags=re.IGNORECASE
    )
    said = f"§ {paragraf[1]}" if paragraf else ""
    return Sammantrade(day.when, said, errand.strip(_EDGES), deadline)
