"""Of which months a column of a document is, and whether a heading or a title says others."""

from typing import NamedTuple

from tui.checks.pasting.periods import WHOLE_YEAR
from tui.checks.pasting.words import Meaning
from tui.domain.period import Period
from tui.svenska.format import MONTHS
from tui.svenska.spans import Told

_LAST = 12


class Months(NamedTuple):
    """The first month (0 where it is not told) and the last; ``alone``: called only a period."""

    first: int
    last: int
    alone: bool = False

    @property
    def is_year(self) -> bool:
        """Whether it is the whole year."""
        return self.last == _LAST and self.first <= 1


YEAR = Months(1, _LAST)


def months_of(own: Meaning, period: Period | None) -> Months | None:
    """The months of a column that means so: by its heading, else by its role and the document."""
    if own.span == "helår":
        return YEAR
    if own.month:
        return Months(0 if own.first == own.month else own.first, own.month, own.alone)
    if period is None:
        return YEAR if own.role in WHOLE_YEAR and not own.span else None
    to_date = Months(1, period.end.month, own.alone)
    if own.span == "del":
        return to_date
    if own.role in WHOLE_YEAR:
        return YEAR
    if own.role != "utfall":
        return None
    if period.months >= _LAST and own.years and own.years[0] <= period.year:
        return YEAR
    return to_date if own.years in ((), (period.year,)) else None


def other_months(said: Meaning, own: Months | None, period: Period | None) -> bool:
    """Whether a heading says other months than its column is of; one that says none does not.

    A forecast that names a month alone was made then.
    """
    if own is None or not said.span:
        return False
    if said.span == "helår":
        return not own.is_year
    if said.role == "prognos" and said.month and said.first in (0, said.month) and period:
        return said.month != period.end.month
    if not said.month:
        return own.is_year or (said.alone and not own.alone)
    return said.month != own.last or (said.first > 1 and own.first not in (0, said.first))


def title_differs(told: Told, role: str, own: Months | None, period: Period | None) -> bool:
    """Whether a title or a file's name says other months than a column of outcome or forecast is
    of. A title's month, quarter or tertial is the last of what is told.
    """
    if own is None or role not in ("utfall", "prognos") or period is None:
        return False
    if told.span == "helår":
        return role == "utfall" and not own.is_year
    if not told.last:
        return False
    last = period.end.month if role == "prognos" else own.last
    begins = role == "utfall" and told.first > 1 and not told.one_month and not told.part
    return told.last != last or (begins and own.first not in (0, told.first))


def other_months_sentence(name: str, said: Meaning, own_name: str, own: Months) -> str:
    """That a heading is of other months than the table's column, and is left out."""
    if own.is_year:
        return f"Kolumnen {name} gäller en del av året och tabellens {own_name} hela året, så den är inte med."  # noqa: E501
    its = said_words(said.span, said.first, said.month)
    return f"Kolumnen {name} gäller {its} och tabellens {own_name} {words_of(own)}, så den är inte med."  # noqa: E501


def words_of(own: Months) -> str:
    """The months of a column in words."""
    return "hela året" if own.is_year else said_words("del", own.first, own.last)


def said_words(span: str, first: int, last: int) -> str:
    """Months in words: "januari–augusti", "bara augusti", "till och med juli", "hela året"."""
    if span == "helår":
        return "hela året"
    if not last:
        return "en period som inte är namngiven"
    if not first:
        return f"till och med {MONTHS[last - 1]}"
    if first == last:
        return f"bara {MONTHS[last - 1]}"
    return f"{MONTHS[first - 1]}–{MONTHS[last - 1]}"
