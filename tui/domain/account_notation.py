"""Accounts as report systems write them: ``3-39999;7311-7429;8711``, or by how they begin.

An account is a text: those of one plan have from 3 to 6 digits, zeros at the front are kept and
letters occur. ``73`` stands for all that begin so, ``7311-7429`` for all from those that begin with
7311 to those that begin with 7429. A shorter account is meant where all that begin with it are:
``7310-7429`` has the account 731, ``7311-7429`` does not.
"""

import re
from collections.abc import Iterable
from datetime import date

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import parsed_day

HOW = "Skriv konton som 3-39999;7311-7429;8711, eller bara början, som 73."
HOW_DAY = "Skriv ett år, en månad eller en dag, som 2025, 2025-07 eller 2025-07-01."
_END = "\uffff"
"""After every digit and letter: what a bound ends with."""
_ACCOUNT = re.compile(r"(?=[A-ZÅÄÖ]*\d)[0-9A-ZÅÄÖ]{1,12}")
_DASH = re.compile(r"\s*[-–−]\s*")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


class Span(Struct, frozen=True):
    """Accounts that lie together: from ``lower`` up to, and not including, ``upper``.

    ``begins`` is how all of them begin, where that is what was written; "" for a range.
    """

    lower: str
    upper: str
    text: str
    begins: str = ""

    def has(self, account: str) -> bool:
        """Whether an account is one of them."""
        if self.begins:
            return account.startswith(self.begins)
        return self.lower <= _lower(account) and _upper(account) <= self.upper

    def within(self, other: "Span") -> bool:
        """Whether all of them are among the other's."""
        return other.lower <= self.lower and self.upper <= other.upper

    def meets(self, other: "Span") -> bool:
        """Whether any of them may be one of the other's."""
        return self.lower < other.upper and other.lower < self.upper


def _lower(text: str) -> str:
    """The first that begins with a text: 3, 30 and 300 begin at the same place."""
    return text.rstrip("0")


def _upper(text: str) -> str:
    """What comes after the last that begins with a text: 39 ends where 3 does."""
    return text.rstrip("9") + _END


def accounts_in(text: str) -> tuple[Span, ...] | Refusal:
    """The accounts of a text; what is wrong with it, said of the first part that cannot be read.

    Parts stand between semicolons, commas, spaces or lines.
    """
    spans: list[Span] = []
    for part in re.split(r"[;,\s]+", _DASH.sub("-", text.strip())):
        span = _span(part.upper()) if part else None
        if isinstance(span, Refusal):
            return span
        spans += [span] if span else []
    return tuple(spans) or Refusal(f"Konton saknas. {HOW}")


def _span(part: str) -> Span | Refusal:
    ends = part.removesuffix("*").split("-")
    if len(ends) > 2 or not all(map(_ACCOUNT.fullmatch, ends)):
        return Refusal(f"”{part}” är inga konton. {HOW}")
    first, last = ends[0], ends[-1]
    if first == last:
        return Span(_lower(first), _upper(first), first, first)
    if _lower(first) > _lower(last):
        return Refusal(f"”{part}” är vänt: {first} kommer efter {last}. Skriv {last}-{first}.")
    return Span(_lower(first), _upper(last), part)


def written(spans: Iterable[Span]) -> str:
    """The accounts in the notation that they are read from."""
    return ";".join(span.text for span in spans)


def first_day(text: str) -> date | Refusal:
    """The day that something holds from: the first of a year or a month; always for ""."""
    found = _days(text)
    return found[0] if isinstance(found, tuple) else found


def last_day(text: str) -> date | Refusal:
    """The day that something holds to, itself counted in: the last of a year or a month."""
    found = _days(text)
    return found[1] if isinstance(found, tuple) else found


def _days(text: str) -> tuple[date, date] | Refusal:
    text = text.strip()
    if not text:
        return date.min, date.max
    try:
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
        if month := _MONTH.fullmatch(text):
            first = date(int(month[1]), int(month[2]), 1)
            return first, first + relativedelta(months=1, days=-1)
    except (ValueError, OverflowError):
        return Refusal(f"”{text}” finns inte i almanackan. {HOW_DAY}")
    day = parsed_day(text)
    return Refusal(f"”{text}” är ingen dag. {HOW_DAY}") if isinstance(day, Refusal) else (day, day)
