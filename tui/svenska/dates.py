"""Days as Swedes write them: "18 februari 2025", "18/2", "tisdagen den 18 februari kl. 13".

Words are read by dateutil. Nothing is guessed: a day that no calendar has, a weekday that it is not
and a year of two digits are refused; a day without a year is the next one to come, where that is
asked for.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from msgspec import Struct

from tui.svenska.arithmetic import Refusal
from tui.svenska.format import MONTHS

LEAP_YEAR = datetime(2000, 1, 1)
"""Whose year a day is read in that names none: 29 February is a day."""
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT = (rf"{name[:length]}\b\.?" for length in (4, 3) for name in MONTHS)
_MONTH = "|".join((*MONTHS, *_SHORT))
_MONTH_FORMS = tuple((name, name[:3], name[:4]) for name in MONTHS)
"""The months' names, whole and as they are shortened."""
_MONTH_NUMBER = {form: number for number, forms in enumerate(_MONTH_FORMS, 1) for form in forms}
# Compiled by the first date that is read, which is after the start.
_DAY = (
    rf"(?i)(?:(?P<weekday>{'|'.join(WEEKDAYS)})(?:en)?\s+)?(?:den\s+)?(?:"
    r"(?P<iso>(?<!\d)\d{4}-\d\d?-\d\d?(?!\d))"
    r"|(?P<slash>(?<![\d/])\d\d?/\d\d?(?![\d/])(?:[ /-]+(?:år\s+)?(?P<slash_year>\d{4})(?!\d))?)"
    rf"|(?P<words>(?<!\d)\d\d?(?::?[ae])?\s*(?:{_MONTH}))(?:,?\s+(?P<year>\d{{4}})(?!\d))?"
    r")"
)
_CLOCK = (
    r"(?i)[\s,;|]*(?:\b(?:kl|klockan)\b\.?\s*\d\d?(?:[.:]\d\d)?|\b\d\d?[.:]\d\d\b)"
    r"(?:\s*[-–]\s*\d\d?(?:[.:]\d\d)?)?"
)
_YEAR = r"(?<![\d/-])(?:19|20|21)\d\d(?![\d/-])"
_EDGES = " \t,;:.|–-•*"
HOW = "Skriv datumet som 18 februari 2025, 18/2 eller 2025-02-18."


class Day(Struct, frozen=True):
    """A day that a text names, and what else its line says, without the time of day."""

    when: date
    rest: str = ""


def parsed_day(text: str, today: date | None = None) -> date | Refusal:
    """The one day that a text names; a day without a year is the next one from ``today``.

    Without ``today`` the year must be said.
    """
    found = re.fullmatch(_DAY, re.sub(_CLOCK, "", text).strip(_EDGES))
    return Refusal(HOW) if found is None else _day(found, today)


def days_in(text: str, today: date) -> Iterator[Day | Refusal]:
    """The days that a list names, a line each or several on a line; why one cannot be taken.

    A year that stands alone on a line holds for the days without one below it, and one that stands
    last on a line for those before it. A line without figures is a heading, and is passed over.
    """
    year: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        found = list(re.finditer(_DAY, line))
        if not found:
            alone = re.findall(_YEAR, line)
            year = int(alone[-1]) if alone else year
            if re.search(r"\d", re.sub(_YEAR, "", line)):
                yield Refusal(f"Rad {number}, ”{line.strip()[:40]}”, är inget datum. {HOW}")
            continue
        last = _named_year(found[-1])
        last = year if last is None else last
        rest = _rest(line, found[0]) if len(found) == 1 else ""
        for one in found:
            day = _day(one, today, last)
            if isinstance(day, Refusal):
                yield Refusal(f"Rad {number}: {day.sentence}")
            else:
                yield Day(day, rest)


def _rest(line: str, day: re.Match[str]) -> str:
    """What a line says beside its day."""
    parts = (line[: day.start()], line[day.end() :])
    words = (re.sub(_CLOCK, " ", part).replace("\t", " ").strip(_EDGES) for part in parts)
    return " ".join(" ".join(filter(None, words)).split())


def _named_year(found: re.Match[str]) -> int | None:
    iso = found["iso"]
    year = (iso[:4] if iso else "") or found["year"] or found["slash_year"]
    return int(year) if year else None


def _day(found: re.Match[str], today: date | None, other_year: int | None = None) -> date | Refusal:
    year, text = _named_year(found), found[0].strip()
    year, day_month = other_year if year is None else year, _day_of(found)
    if year is None and today is None:
        return Refusal(f"Skriv året också, som ”{text} 2025”.")
    day = None if day_month is None else _next(*day_month, year, today)
    if day is None:
        return Refusal(f"Datumet ”{text}” finns inte i almanackan.")
    weekday = (found["weekday"] or "").casefold()
    if weekday not in ("", WEEKDAYS[day.weekday()]):
        said = f"{day.day} {MONTHS[day.month - 1]} {day.year} är en {WEEKDAYS[day.weekday()]}"
        return Refusal(f"{said} och ingen {weekday}.")
    return day


def _next(day: int, month: int, year: int | None, today: date | None) -> date | None:
    """That day of the year, or the next one from today; None where there is none."""
    if year is not None or today is None:
        return None if year is None else _in_year(year, day, month)
    days = (_in_year(y, day, month) for y in (today.year, today.year + 1))
    return next((one for one in days if one is not None and one >= today), None)


def _day_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Day and month; None where no year has such a day."""
    if found["words"]:
        return day_and_month(re.sub(r"^(\d+):?[ae]", r"\1 ", found["words"], flags=re.IGNORECASE))
    parts = [int(part) for part in re.findall(r"\d+", found["iso"] or found["slash"])]
    day, month = (parts[2], parts[1]) if found["iso"] else (parts[0], parts[1])
    return (day, month) if _in_year(LEAP_YEAR.year, day, month) else None


def _in_year(year: int, day: int, month: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(1024)
def day_and_month(text: str) -> tuple[int, int] | None:
    """The day and the month of "31 augusti" or "31 aug", None where no calendar has such a day."""
    number, _, name = text.lower().partition(" ")
    if name in _MONTH_NUMBER and number.isdecimal() and len(number) < 3:
        # So plain it needs no library, and it is what the documents mostly say.
        day, month = int(number), _MONTH_NUMBER[name]
        return (day, month) if _in_year(LEAP_YEAR.year, day, month) else None
    from dateutil import parser  # with every time zone: 7 ms of a start that reads no text

    class SwedishWords(parser.parserinfo):
        """The months' names in Swedish."""

        MONTHS = list(_MONTH_FORMS)

    try:
        found = parser.parse(text, SwedishWords(), default=LEAP_YEAR)
    except (parser.ParserError, OverflowError):
        return None
    # A number that is no day of any month would be read as a year.
    return (found.day, found.month) if found.day == int(text.split()[0]) else None
