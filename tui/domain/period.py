"""The period (*period*) that a document covers."""

from datetime import date, timedelta

from msgspec import Struct


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
        if self.end == date.max:
            # The last day of the calendar has none after it.
            return (
                (date.max.year - self.start.year) * 12
                + 12
                - self.start.month
                + (self.start.day == 1)
            )
        after = self.end + timedelta(days=1)
        whole = (after.year - self.start.year) * 12 + after.month - self.start.month
        if after.day >= self.start.day:
            return whole
        # A month from the 31st is gone at the end of a shorter one.
        return whole if (after + timedelta(days=1)).month != after.month else whole - 1

    @property
    def months_left(self) -> int:
        """Months left of the calendar year, 0 in a document that covers whole years."""
        return max(0, 12 - self.months)

    def riktpunkt(self) -> tuple[int, int]:
        """The share of the year gone, as months of 12: kommunbidrag is released in twelfths."""
        return min(self.months, 12), 12
