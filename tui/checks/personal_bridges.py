"""Bridges of the staff tables: figures of one year in two documents, periods and populations.

Sick leave of seven months is not that of a year, and that of the monthly paid is not that of all:
summer and hourly staff are not like the rest.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from tui.checks.neighbours import Others, Tables, comparable, earlier, table_of
from tui.checks.relations import Cell, contradict, figures_of
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.table import Row
from tui.svenska.dates import day_and_month
from tui.svenska.format import MONTHS, amount

SICK, INCIDENTS = "sjukfranvaro", "incidenter"
YEAR_BY_YEAR = (SICK, INCIDENTS, "statistik")
# Staff may come and go by a quarter before its incidents are no longer those of one workplace.
CHANGED_STRENGTH = Decimal("0.25")


def personal_bridges(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """The bridges of the staff tables."""
    yield from _last_years_number(document, tables, others)
    sick = table_of(tables, SICK)
    if sick is not None:
        yield from _period(document, sick, others)
        yield from _population(document, sick, others)
    incidents = table_of(tables, INCIDENTS)
    if incidents is not None:
        yield from _changed_strength(document, tables, incidents)


def _last_years_number(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """Last year's figure against what last year's own document of the same months printed."""
    for other, theirs in earlier(document, others):
        is_last_year = document.period.year - other.period.year == 1
        if not is_last_year or other.period.months != document.period.months:
            continue
        for calculation in tables.values():
            about = calculation.table.subject
            before = table_of(theirs, about) if about in YEAR_BY_YEAR else None
            if before is not None and concerns(calculation) == concerns(before):
                yield from _different_last_year(document, calculation, other, before)


def _different_last_year(
    document: Document, calculation: Calculation, other: Document, before: Calculation
) -> Iterator[Finding]:
    for row, here, there in _differing(calculation, before):
        if row.kind != "darav":
            sentence = (
                f"{row.label}, {document.period.year - 1}: {amount(here, None)} här, "
                f"men {amount(there, None)} i {other.name}."
            )
            column = calculation.table.column_id("utfall", -1)
            address = Address(document.id, calculation.table.id, row.id, column)
            yield Finding(address, "bro", "fel", here, there, sentence)


def _differing(
    calculation: Calculation, before: Calculation
) -> Iterator[tuple[Row, Decimal, Decimal]]:
    """The rows whose figure of last year is another here than last year's own document has."""
    own, theirs = figures_of(calculation), figures_of(before)
    columns = calculation.table.column_id("utfall", -1), before.table.column_id("utfall")
    for row in calculation.table.rows if all(columns) else ():
        now, then = (Cell(row.id, column) for column in columns)
        here, there = own.number(now), theirs.number(then)
        if here is not None and there is not None and contradict((own, now), (theirs, then)):
            yield row, here, there


def concerns(calculation: Calculation) -> str:
    """What the footnotes and the note of a table say of its period and of who is counted."""
    return " ".join((*calculation.table.footnotes.values(), calculation.table.note)).casefold()


_DAY = rf"\d{{1,2}} (?:{'|'.join(MONTHS)})"
_TIME = re.compile(rf"({_DAY})\s*[-–]\s*({_DAY})")


def own_period(document: Document, calculation: Calculation) -> str:
    """The period that a footnote gives the table, where it is not the document's; else ""."""
    hit = _TIME.search(concerns(calculation))
    end = document.period.end
    if hit is None or day_and_month(hit[2]) == (end.day, end.month):
        return ""
    return f"{hit[1]}–{hit[2]}"


def _period(document: Document, calculation: Calculation, others: Others) -> Iterator[Finding]:
    own = own_period(document, calculation)
    for other, theirs in earlier(document, others) if own else ():
        before = table_of(theirs, SICK)
        if before is None or own_period(other, before) == own:
            continue
        example = _example(document, calculation, other, before)
        sentence = (
            f"{calculation.table.heading} avser {own} och kan inte jämföras med "
            f"{other.name}, som har en annan period{example}."
        )
        column = calculation.table.column_id("utfall", -1)
        address = Address(document.id, calculation.table.id, "", column)
        yield Finding(address, "bro", "bör ses över", own, None, sentence)
        return


def _example(
    document: Document, calculation: Calculation, other: Document, before: Calculation
) -> str:
    """The first row where the two documents show the same year differently."""
    if document.period.year - other.period.year != 1:
        return ""
    for row, here, there in _differing(calculation, before):
        year = other.period.year
        return f" ({row.label} {year}: {cell_text(here, None)} här, {cell_text(there, None)} där)"
    return ""


ONLY_MONTH_SALARIED = re.compile(r"\bbara månadsavlönad|omfattar månadsavlönad")


def _population(document: Document, calculation: Calculation, others: Others) -> Iterator[Finding]:
    """Only the monthly paid here, while the document nearest in time counts all."""
    end = document.period.end
    with_sick = ((d, k) for d, t in comparable(document, others) if (k := table_of(t, SICK)))
    nearest = min(with_sick, key=lambda n: abs((n[0].period.end - end).days), default=None)
    if nearest is None or not ONLY_MONTH_SALARIED.search(concerns(calculation)):
        return
    if not ONLY_MONTH_SALARIED.search(concerns(nearest[1])):
        sentence = (
            f"{calculation.table.heading} omfattar bara månadsavlönade och kan inte jämföras med "
            f"{nearest[0].name}, som omfattar fler."
        )
        address = Address(document.id, calculation.table.id)
        yield Finding(address, "bro", "bör ses över", "bara månadsavlönade", None, sentence)


def _changed_strength(
    document: Document, tables: Tables, incidents: Calculation
) -> Iterator[Finding]:
    """Incidents of two years whose staff are not of one size."""
    now, then = (_arsarbetare(tables, document.period.year - i) for i in (0, 1))
    if now and then and abs(now - then) / then > CHANGED_STRENGTH:
        sentence = (
            f"{incidents.table.heading}: skillnaden mot i fjol kan inte jämföras, för antalet "
            f"årsarbetare har gått från {amount(then, None)} till {amount(now, None)}."
        )
        column = incidents.table.column_id("forandring")
        address = Address(document.id, incidents.table.id, "", column)
        yield Finding(address, "bro", "bör ses över", now, then, sentence)


def _arsarbetare(tables: Tables, year: int) -> Decimal | None:
    """The number of årsarbetare that the text gives for a year."""
    facts = [k.table for k in tables.values() if k.table.out_of_text]
    for table, row in ((fact, row) for fact in facts for row in fact.rows):
        number = table.entered(row, "varde")
        about = (table.entered(row, "avser"), table.entered(row, "enhet"))
        same_year = str(year) in str(table.entered(row, "period"))
        if about == ("Årsarbetare", "årsarbetare") and same_year:
            return number if isinstance(number, Decimal) else None
    return None
