"""What the next document could be, and where its figures can be found.

Its kind, period, id and name are proposed out of the documents that there are, or as asked for; a
figure is found in the documents that state the same thing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from tui.domain.calculation import Calculation, Context
from tui.domain.cell_text import column_heading
from tui.domain.document import Document, DocumentKind
from tui.domain.inheritance import Inheritance
from tui.domain.period import Period, from_new_year, same_time, shifted
from tui.domain.settings import Settings
from tui.domain.table import Column, Table, family
from tui.svenska.format import MONTHS

MONTHS_PARTS = 8
YEARS_MONTHS = 12
KIND_WORDS: dict[DocumentKind, str] = {
    "delarsbokslut": "delar",
    "arsbokslut": "bokslut",
    "budget": "budget",
    "underlag": "underlag",
    "manadsuppfoljning": "manad",
}
MONTHLY: DocumentKind = "manadsuppfoljning"
"""The kind that there may be twelve of in a year: its month is in its id and its name."""
PLANAR: dict[DocumentKind, int] = {"budget": 2, "underlag": 2}
_PERIOD = re.compile(r"(?P<ar>\d{4})(?:-(?P<manad>\d\d))?", re.ASCII)


class NextError(ValueError):
    """What was asked for cannot be made: one Swedish sentence."""


class Proposal(Struct, frozen=True):
    """A document that could be made: its kind, its period, its id and its name; ``own_kind`` is
    the id of the nämnd's own kind, if it is of one."""

    kind: DocumentKind
    period: Period
    id: str
    name: str
    own_kind: str = ""


def parsed_period(text: str, kind: DocumentKind) -> Period:
    """The period that a year ("2025") or a last month ("2024-12") names. Raises Nastafel."""
    hit = _PERIOD.fullmatch(text.strip())
    month = int(hit["manad"] or 12) if hit else 0
    if hit is None or not 1 <= month <= 12 or not 1900 <= int(hit["ar"]) <= 2200:
        raise NextError(
            f"Perioden ”{text}” kan inte läsas; skriv året och sista månaden, som 2024-12."
        )
    period = from_new_year(int(hit["ar"]), month)
    if kind != MONTHLY and (month == 12) == (kind == "delarsbokslut"):
        whole = "slutar före december" if kind == "delarsbokslut" else "omfattar hela året"
        what = {"delarsbokslut": "Ett delårsbokslut", "arsbokslut": "Ett årsbokslut"}
        raise NextError(f"{what.get(kind, 'En budget')} {whole}; {text} gör inte det.")
    return period


def parsed_kind(text: str) -> DocumentKind:
    """The kind of document that a word names. Raises Nastafel."""
    said = text.strip().casefold().replace("å", "a").replace("ö", "o")
    for kind, word in KIND_WORDS.items():
        if said in (kind, word):
            return kind
    exists = ", ".join(("delarsbokslut", "bokslut", "budget", "underlag", "manadsuppfoljning"))
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
        case "manadsuppfoljning":
            return f"Månadsuppföljning {MONTHS[period.end.month - 1]} {period.year}"
    if period.months == MONTHS_PARTS:
        return f"Delårsbokslut {period.year}"
    return f"Delårsbokslut {period.year}, januari–{MONTHS[period.end.month - 1]}"


def proposal_for(
    kind: DocumentKind, period: Period, busy: Iterable[str] = (), id_: str = ""
) -> Proposal:
    """A proposal with an id that is free, the wanted one where it is given."""
    taken = set(busy)
    time = f"{period.end:%Y-%m}" if kind == MONTHLY else str(period.year)
    stem = f"{time}-{KIND_WORDS[kind]}"
    free = (stem, *(f"{stem}-{i}" for i in range(2, 10_000)))
    return Proposal(
        kind, period, id_ or next(k for k in free if k not in taken), name_for(kind, period)
    )


def following(document: Document, months: int) -> Iterator[tuple[DocumentKind, Period]]:
    """The documents that may follow one, the most likely first."""
    year = document.period.year
    match document.kind:
        case "delarsbokslut":
            yield "arsbokslut", from_new_year(year)
            yield "delarsbokslut", shifted(document.period, 1)
            yield "budget", from_new_year(year + 1)
        case "arsbokslut":
            yield "delarsbokslut", from_new_year(year + 1, months)
            yield "arsbokslut", from_new_year(year + 1)
            yield "budget", from_new_year(year + 2)
        case "budget":
            yield "delarsbokslut", from_new_year(year, months)
            yield "budget", from_new_year(year + 1)
            yield "arsbokslut", from_new_year(year)
        case "underlag":
            yield "underlag", from_new_year(year + 1)
            yield "budget", from_new_year(year)
        case "manadsuppfoljning":
            last = document.period.end.month == YEARS_MONTHS
            coming = (year + 1, 1) if last else (year, document.period.end.month + 1)
            yield MONTHLY, from_new_year(*coming)
            yield "delarsbokslut", from_new_year(year, months)
            yield "arsbokslut", from_new_year(year)


def next_proposal(document: Document, all_: Iterable[Document]) -> tuple[Proposal, ...]:
    """What could be made out of a document, those that there are none of yet first."""
    known = tuple(all_)
    exists = {(d.kind, d.period) for d in known}
    try:
        follows = following(document, usual_months(known))
        par = sorted(follows, key=lambda one: one in exists)
    except (ValueError, OverflowError):
        return ()
    ids = [d.id for d in known]
    return tuple(proposal_for(kind, period, ids) for kind, period in par)


def usual_months(documents: Iterable[Document]) -> int:
    """How many months a delårsbokslut is of: as many as the latest there is."""
    parts = (d for d in documents if d.kind == "delarsbokslut")
    latest = max(parts, key=lambda d: d.period.end, default=None)
    return latest.period.months if latest else MONTHS_PARTS


# ---- where the figures are ---------------------------------------------------------------------

_YEAR_NUMBER = re.compile(r"\b(?:19|20)\d\d\b")


class Underlag(Struct, frozen=True, dict=True):
    """A document with all its tables, by tab."""

    document: Document
    tabs: Mapping[str, tuple[Table, ...]]

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, tab by tab."""
        return tuple(t for tables in self.tabs.values() for t in tables)

    def calculation(self, table: Table, settings: Settings) -> Calculation:
        """A table's recomputation: a locked document shows its printed figures."""
        siblings = {t.id: t for t in self.tabs.get(table.tab, ())}
        head = self.document
        return Calculation(table, Context(siblings, settings, head.period, head.locked))


class Source(Struct, frozen=True):
    """A column that states what is looked for, with its document and table."""

    underlag: Underlag
    table: Table
    column: Column

    @property
    def heading(self) -> str:
        """The column's heading there."""
        return column_heading(self.column, self.underlag.document.period)

    @property
    def text(self) -> str:
        """Where it stands, as a source is written."""
        return f"{self.underlag.document.id}/{self.table.id}, {self.heading}"


def corresponding(underlag: Underlag, table: Table) -> Table | None:
    """The document's table with the same rows, None where there is none or more than one."""
    found = [t for t in underlag.tables if family(t) == family(table)]
    same = [t for t in found if t.id == table.id]
    chosen = same or found
    return chosen[0] if len(chosen) == 1 and chosen[0].unit == table.unit else None


def ordered_underlag(base: Underlag, all_: Sequence[Underlag]) -> tuple[Underlag, ...]:
    """The base first, then the decided documents, the newest first; working copies are left out."""
    ids = {u.document.id for u in all_}
    others = [u for u in all_ if u.document.id != base.document.id and u.document.base not in ids]
    others.sort(key=lambda u: u.document.period.end, reverse=True)
    return (base, *sorted(others, key=lambda u: u.document.status != "beslutad"))


def sources_for(
    inheritance: Inheritance, table: Table, new: Proposal, all_: Sequence[Underlag]
) -> Iterator[Source]:
    """The columns that state what one of the new document's is to hold, the best first."""
    for kind in (inheritance.kind, *inheritance.also):
        found: list[tuple[int, Source]] = []
        for underlag in all_:
            source_table = corresponding(underlag, table)
            for column in source_table.columns if source_table else ():
                if source_table and _same(column, inheritance, kind, underlag.document, new):
                    distance = abs(column.inheritance.year) if column.inheritance else 0
                    found.append((distance, Source(underlag, source_table, column)))
        yield from (source for _, source in sorted(found, key=lambda par: _order(par, all_[0])))


def _order(par: tuple[int, Source], base: Underlag) -> tuple[bool, bool, int]:
    distance, source = par
    head = source.underlag.document
    return source.underlag is not base, head.status != "beslutad", distance


def _same(
    column: Column, inheritance: Inheritance, kind: str, document: Document, new: Proposal
) -> bool:
    """Whether a document's column states ``kind`` of the year that is looked for."""
    its = column.inheritance
    year = new.period.year + inheritance.year
    if its is None or its.kind != kind or document.period.year + its.year != year:
        return False
    return _heading_holds(column, document, year) and (
        kind != "utfall" or same_time(document.period, new.period)
    )


def _heading_holds(column: Column, document: Document, year: int) -> bool:
    """A heading that names one other year (a plan year's own table) is not that year's figure."""
    year_number = set(_YEAR_NUMBER.findall(column_heading(column, document.period)))
    return len(year_number) != 1 or year_number == {str(year)}
