"""The period (*period*) that a document covers."""

from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from tui.svenska.format import when


class Period(Struct, frozen=True):
    """From the first to the last day, both counted in."""

    start: date
    end: date

    @property
    def year(self) -> int:
        """The year that the period ends in."""
        return self.end.year

    @property
    def months(self) -> int:
        """Whole months from start to end (a delårsbokslut per 31 August has 8)."""
        return _whole_months(self.start, self.end)

    @property
    def months_left(self) -> int:
        """Months left of the calendar year, 0 in a document that covers whole years."""
        return max(0, 12 - self.months)

    def riktpunkt(self) -> tuple[int, int]:
        """The share of the year gone, as months of 12: kommunbidrag is released in twelfths."""
        return min(self.months, 12), 12


@lru_cache(256)
def _whole_months(start: date, end: date) -> int:
    if end == date.max:
        # The last day of the calendar has none after it.
        return (end.year - start.year) * 12 + 12 - start.month + (start.day == 1)
    gone = relativedelta(end + relativedelta(days=1), start)
    return gone.years * 12 + gone.months


def from_new_year(year: int, months: int = 12) -> Period:
    """The first so many months of a year."""
    start = date(year, 1, 1)
    return Period(start, start + relativedelta(months=months, days=-1))


def shifted(period: Period, years: int) -> Period:
    """The same period another year; one that ends with a month does so in a leap year too."""
    after = period.end + relativedelta(days=1)
    step = relativedelta(years=years)
    return Period(period.start + step, after + step - relativedelta(days=1))


def same_time(one: Period, other: Period) -> bool:
    """Whether two periods are the same part of their years, so that outcomes compare."""
    try:
        return shifted(one, other.year - one.year) == other
    except (ValueError, OverflowError):
        # The end of the calendar: a file may say the year 9999.
        return one == other


def period_words(period: Period) -> str:
    """The period in words: a whole year, or until when."""
    return f"helår {period.year}" if period.months == 12 else f"till och med {when(period.end)}"
