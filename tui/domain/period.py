"""The period (*period*) that a document covers."""

from datetime import date, timedelta

from tui.fryst import fryst


@fryst
class Period:
    """From the first to the last day, both counted in."""

    start: date
    slut: date

    @property
    def ar(self) -> int:
        """The year that the period ends in."""
        return self.slut.year

    @property
    def manader(self) -> int:
        """Whole months from start to end (a delårsbokslut per 31 August has 8)."""
        if self.slut == date.max:
            # The last day of the calendar has none after it.
            return (
                (date.max.year - self.start.year) * 12
                + 12
                - self.start.month
                + (self.start.day == 1)
            )
        efter = self.slut + timedelta(days=1)
        hela = (efter.year - self.start.year) * 12 + efter.month - self.start.month
        if efter.day >= self.start.day:
            return hela
        # A month from the 31st is gone at the end of a shorter one.
        return hela if (efter + timedelta(days=1)).month != efter.month else hela - 1

    @property
    def manader_kvar(self) -> int:
        """Months left of the calendar year, 0 in a document that covers whole years."""
        return max(0, 12 - self.manader)

    def riktpunkt(self) -> tuple[int, int]:
        """The share of the year gone, as months of 12: kommunbidrag is released in twelfths."""
        return min(self.manader, 12), 12
