"""Which columns of two documents meet, and why some cannot be subtracted (*jämförbarhet*).

Columns meet where they state the same thing of the same year, else where they are the same
column of another year. Period, population, unit and definition travel with a figure.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from tui.checks.personal_bridges import ONLY_MONTH_SALARIED, SICK, concerns, own_period
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading, shown_decimals
from tui.domain.document import Document
from tui.domain.next_document.period_turn import period_words, same_time
from tui.domain.rule import PerMonth, name_in
from tui.domain.table import Column, Table
from tui.domain.value import Value
from tui.svenska.format import rounded_to

YEAR_BY_YEAR = ("budget", "plan", "utfall")
HELAR_COLUMNS = ("prognos", "beslutad")
"""Columns that nobody inherits and that speak of a whole year all the same."""


class Page(Struct, frozen=True):
    """One of the two documents with its table."""

    document: Document
    calculation: Calculation

    @property
    def table(self) -> Table:
        """The table."""
        return self.calculation.table

    def heading(self, column_id: str) -> str:
        """A column's heading here."""
        return column_heading(self.table.column(column_id), self.document.period)

    def shown(self, row_id: str, column_id: str) -> Value:
        """A cell's value as it is shown: a computed figure with the decimals of its cell."""
        value = self.calculation.shown(row_id, column_id)
        row, column = self.table.row(row_id), self.table.column(column_id)
        decimals = shown_decimals(self.calculation, row, column)
        if not isinstance(value, Decimal) or decimals is None:
            return value
        return rounded_to(Fraction(value), decimals)


class ColumnPair(Struct, frozen=True):
    """A column here and the one that it is held against there.

    ``same``: both state one and the same figure, so a difference is a contradiction. ``obstacle``
    says why they cannot be subtracted, "" where they can.
    """

    has: str
    where: str
    same: bool = False
    obstacle: str = ""


def cell_by_cell(has: Page, where: Page) -> Iterator[ColumnPair]:
    """Every column of a copy against the same one of what it started from."""
    for column in has.table.columns:
        if column.id in where.table.column_index:
            yield ColumnPair(column.id, column.id, same=True)


def column_pair(has: Page, where: Page) -> Iterator[ColumnPair]:
    """The columns that two documents share; comments and long texts are left out."""
    general = table_obstacle(has, where)
    for column in has.table.columns:
        if column.always or column.type_ == "langtext":
            continue
        same = next((k for k in where.table.columns if _same_fact(has, column, where, k)), None)
        if same is not None:
            yield ColumnPair(column.id, same.id, same=not general, obstacle=general)
        elif column.id in where.table.column_index:
            obstacle = _obstacle(has, where, column.id) if column.numeric else ""
            general_has = general if column.numeric else ""
            yield ColumnPair(column.id, column.id, obstacle=general_has or obstacle)


def _same_fact(has: Page, column: Column, where: Page, other: Column) -> bool:
    """Whether two columns state one thing of one year (an outcome: of the same months)."""
    one, change = column.inheritance, other.inheritance
    if one is None or change is None or one.kind != change.kind or one.kind not in YEAR_BY_YEAR:
        return False
    same_year = has.document.period.year + one.year == where.document.period.year + change.year
    return same_year and (
        one.kind != "utfall" or same_time(has.document.period, where.document.period)
    )


def _obstacle(has: Page, where: Page, column_id: str) -> str:
    """Why one and the same column of two documents cannot be subtracted."""
    one, change = has.table.column(column_id), where.table.column(column_id)
    if not _same_rule(has.table, one, where.table, change):
        return "kolumnen räknas på olika sätt i dokumenten"
    periods = has.document.period, where.document.period
    bound = time_bound(has.table, one) or time_bound(where.table, change)
    if bound and not same_time(*periods):
        return f"perioderna är olika långa: {period_words(periods[0])} här, {period_words(periods[1])} där"
    return ""


def _same_rule(has: Table, one: Column, where: Table, change: Column) -> bool:
    """Whether two columns are worked out alike, and so is all that they are made of."""
    if one.rule != change.rule:
        return False
    name = name_in(one.rule) if one.rule is not None else ()
    return all(
        _same_rule(has, has.column(n), where, where.column(n))
        for n in name
        if n in has.column_index and n in where.column_index and n != one.id
    )


def time_bound(table: Table, column: Column) -> bool:
    """Whether a column counts what has happened in the document's period.

    A computed one does when what it is made of does; a pace by month has the period taken out.
    """
    if isinstance(column.rule, PerMonth):
        return False
    if column.rule is not None:
        name = (n for n in name_in(column.rule) if n in table.column_index and n != column.id)
        return any(time_bound(table, table.column(n)) for n in name)
    if column.inheritance is not None:
        return column.inheritance.kind == "utfall"
    return column.numeric and column.id not in HELAR_COLUMNS


def table_obstacle(has: Page, where: Page) -> str:
    """Why no figures of two tables compare: unit, the table's own period, or who is counted."""
    if has.table.unit != where.table.unit:
        return f"tabellen är i {has.table.unit} här och i {where.table.unit} där"
    if has.table.template.id != SICK:
        return ""
    own_ones = [own_period(s.document, s.calculation) for s in (has, where)]
    if own_ones[0] != own_ones[1]:
        word = [
            own or period_words(s.document.period)
            for own, s in zip(own_ones, (has, where), strict=True)
        ]
        return f"tabellen avser {word[0]} här och {word[1]} där"
    only = [bool(ONLY_MONTH_SALARIED.search(concerns(s.calculation))) for s in (has, where)]
    if only[0] != only[1]:
        has_word, where_word = (
            "bara månadsavlönade" if b else "fler än månadsavlönade" for b in only
        )
        return f"tabellen omfattar {has_word} här och {where_word} där"
    return ""
