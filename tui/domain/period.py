"""The period (*period*) that a document covers."""

from datetime import date

from dateutil.relativedelta import relativedelta

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
        skillnad = relativedelta(self.slut + relativedelta(days=1), self.start)
        return skillnad.years * 12 + skillnad.months

    @property
    def manader_kvar(self) -> int:
        """Months left of the calendar year, 0 in a document that covers whole years."""
        return max(0, 12 - self.manader)

    def riktpunkt(self) -> tuple[int, int]:
        """The share of the year gone, as months of 12: kommunbidrag is released in twelfths."""
        return min(self.manader, 12), 12
