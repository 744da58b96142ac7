"""The other documents (*grannar*) that a document can be held against, and when they cannot."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.document import Document
from tui.domain.table import Column, ColumnRole, Row

Tables: TypeAlias = Mapping[str, Calculation]
"""A document's tables by id, worked out."""
Neighbour: TypeAlias = tuple[Document, Tables]
Others: TypeAlias = Mapping[str, Neighbour]
"""The other documents by id."""


NEAR_YEARS = 5
MOST_NEAR = 8


def nearby(
    document: Document, all_: Iterable[Document], year: int = NEAR_YEARS, most: int = MOST_NEAR
) -> tuple[str, ...]:
    """The ids of the documents that are near enough in time to be held against, nearest first.

    A folder with the reports of fifty years is checked as fast as one with those of five.
    """
    others = [
        (abs((d.period.end - document.period.end).days), d.id)
        for d in all_
        if d.id != document.id and abs(d.period.year - document.period.year) <= year
    ]
    return tuple(id_ for _, id_ in sorted(others)[:most])


def comparable(document: Document, others: Others) -> Iterator[Neighbour]:
    """The others without this one's base and without working copies, which repeat a document."""
    for other, calculations in others.values():
        copy = bool(other.base) and (other.base in others or other.base == document.id)
        if other.id not in (document.id, document.base) and not copy:
            yield other, calculations


def earlier(document: Document, others: Others) -> list[Neighbour]:
    """The documents of this year and the one before, that end earlier; the latest first."""
    found = [
        neighbour
        for neighbour in comparable(document, others)
        if neighbour[0].period.end < document.period.end
        and document.period.year - neighbour[0].period.year <= 1
    ]
    return sorted(found, key=lambda neighbour: neighbour[0].period.end, reverse=True)


def table_of(tables: Tables, *subjects: str) -> Calculation | None:
    """The first table about one of these."""
    return next((k for k in tables.values() if k.table.subject in subjects), None)


def held_to_budget(tables: Tables, *subjects: str) -> Calculation | None:
    """The first table about one of these that says what deviates from a budget."""
    about = (k for k in tables.values() if k.table.subject in subjects)
    return next((k for k in about if k.table.has("avvikelse")), None)


def rows_of(tables: Tables, *subjects: str) -> Iterator[tuple[Calculation, Row]]:
    """The rows of the first table about one of these, each with its table; none without it."""
    calculation = table_of(tables, *subjects)
    if calculation is not None:
        for row in calculation.table.rows:
            yield calculation, row


_YEAR_NUMBER = re.compile(r"\b(?:19|20)\d\d\b")


def shown_of(calculation: Calculation, row: Row, role: ColumnRole) -> Decimal | None:
    """The figure that a row shows in its column of a role, None where there is none."""
    column = calculation.table.column_id(role)
    return calculation.shown_number(row.id, column) if column else None


def stated_year(calculation: Calculation, column: Column) -> int | None:
    """The year that a column is of: the one that its heading names, else by its role."""
    period = calculation.context.period
    named = heading_year(calculation, column)
    return named or (None if period is None else period.year + column.year)


def heading_year(calculation: Calculation, column: Column) -> int | None:
    """The year that a column's heading names."""
    year_number = _YEAR_NUMBER.findall(column_heading(column, calculation.context.period))
    return int(year_number[-1]) if year_number else None


def heading(calculation: Calculation, column_id: str) -> str:
    """A column's heading."""
    return column_heading(calculation.table.column(column_id), calculation.context.period)
