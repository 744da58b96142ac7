"""The next document's kind, period, id and name: out of what there is, or as asked for."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from tui.domain.document import Document, DocumentKind
from tui.domain.period import Period
from tui.svenska.format import MONTHS, when

MONTHS_PARTS = 8
KIND_WORDS: dict[DocumentKind, str] = {
    "delarsbokslut": "delar",
    "arsbokslut": "bokslut",
    "budget": "budget",
    "underlag": "underlag",
}
PLANAR: dict[DocumentKind, int] = {"budget": 2, "underlag": 2}
_PERIOD = re.compile(r"(?P<ar>\d{4})(?:-(?P<manad>\d\d))?", re.ASCII)


class NextError(ValueError):
    """What was asked for cannot be made: one Swedish sentence."""


class Proposal(Struct, frozen=True):
    """A document that could be made: its kind, its period, its id and its name."""

    kind: DocumentKind
    period: Period
    id: str
    name: str


def is_from_start(year: int, months: int = 12) -> Period:
    """The first so many months of a year."""
    start = date(year, 1, 1)
    return Period(start, start + relativedelta(months=months, days=-1))


def shifted(period: Period, year: int) -> Period:
    """The same period another year; one that ends with a month does so in a leap year too."""
    last = period.end + relativedelta(days=1)
    step = relativedelta(years=year)
    return Period(period.start + step, last + step - relativedelta(days=1))


def same_time(one: Period, change: Period) -> bool:
    """Whether two periods are the same part of their years, so that outcomes compare."""
    try:
        return shifted(one, change.year - one.year) == change
    except (ValueError, OverflowError):
        # The end of the calendar: a file may say the year 9999.
        return one == change


def parsed_period(text: str, kind: DocumentKind) -> Period:
    """The period that a year ("2025") or a last month ("2024-12") names. Raises Nastafel."""
    hit = _PERIOD.fullmatch(text.strip())
    month = int(hit["manad"] or 12) if hit else 0
    if hit is None or not 1 <= month <= 12 or not 1900 <= int(hit["ar"]) <= 2200:
        raise NextError(
            f"Perioden ”{text}” kan inte läsas; skriv året och sista månaden, som 2024-12."
        )
    period = is_from_start(int(hit["ar"]), month)
    if (month == 12) == (kind == "delarsbokslut"):
        whole = "slutar före december" if kind == "delarsbokslut" else "omfattar hela året"
        what = {"delarsbokslut": "Ett delårsbokslut", "arsbokslut": "Ett årsbokslut"}
        raise NextError(f"{what.get(kind, 'En budget')} {whole}; {text} gör inte det.")
    return period


def parsed_kind(text: str) -> DocumentKind:
    """The kind of document that a word names. Raises Nastafel."""
    for kind, word in KIND_WORDS.items():
        if text.strip().casefold() in (kind, word):
            return kind
    exists = ", ".join(("delarsbokslut", "bokslut", "budget", "underlag"))
    raise NextError(f"Slaget ”{text}” finns inte; där finns {exists}.")


def name_for(kind: DocumentKind, period: Period) -> str:
    """What such a document is called."""
    planar = f"{period.year}–{period.year + PLANAR.get(kind, 0)}"
    match kind:
        case "budget":
            return f"Budget {planar}"
        case "underlag":
            return f"Underlag inför flerårsstrategi {planar}"
        case "arsbokslut":
            return f"Årsbokslut {period.year}"
    if period.months == MONTHS_PARTS:
        return f"Delårsbokslut {period.year}"
    return f"Delårsbokslut {period.year}, januari–{MONTHS[period.end.month - 1]}"


def proposal_for(
    kind: DocumentKind, period: Period, busy: Iterable[str] = (), id_: str = ""
) -> Proposal:
    """A proposal with an id that is free, the wanted one where it is given."""
    taken = set(busy)
    stem = f"{period.year}-{KIND_WORDS[kind]}"
    free = (stem, *(f"{stem}-{i}" for i in range(2, 10_000)))
    return Proposal(
        kind, period, id_ or next(k for k in free if k not in taken), name_for(kind, period)
    )


def following(document: Document, months: int) -> Iterator[tuple[DocumentKind, Period]]:
    """The documents that may follow one, the most likely first."""
    year = document.period.year
    match document.kind:
        case "delarsbokslut":
            yield "arsbokslut", is_from_start(year)
            yield "delarsbokslut", shifted(document.period, 1)
            yield "budget", is_from_start(year + 1)
        case "arsbokslut":
            yield "delarsbokslut", is_from_start(year + 1, months)
            yield "arsbokslut", is_from_start(year + 1)
            yield "budget", is_from_start(year + 2)
        case "budget":
            yield "delarsbokslut", is_from_start(year, months)
            yield "budget", is_from_start(year + 1)
            yield "arsbokslut", is_from_start(year)
        case "underlag":
            yield "underlag", is_from_start(year + 1)
            yield "budget", is_from_start(year)


def next_proposal(document: Document, all_: Iterable[Document]) -> tuple[Proposal, ...]:
    """What could be made out of a document, those that there are none of yet first."""
    known_ones = tuple(all_)
    exists = {(d.kind, d.period) for d in known_ones}
    parts = (d for d in known_ones if d.kind == "delarsbokslut")
    latest = max(parts, key=lambda d: d.period.end, default=None)
    months = latest.period.months if latest else MONTHS_PARTS
    try:
        par = sorted(following(document, months), key=lambda one: one in exists)
    except (ValueError, OverflowError):
        return ()
    ids = [d.id for d in known_ones]
    return tuple(proposal_for(kind, period, ids) for kind, period in par)


def period_words(period: Period) -> str:
    """The period in words: a whole year, or until when."""
    return f"helår {period.year}" if period.months == 12 else f"till och med {when(period.end)}"
