"""Where a figure of the next document can be found: the documents that state the same thing."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from tui.domain.calculation import Calculation, Context
from tui.domain.cell_text import column_heading
from tui.domain.document import Document
from tui.domain.inheritance import Inheritance
from tui.domain.next_document.period_turn import Proposal, same_time
from tui.domain.settings import Settings
from tui.domain.table import Column, Table, Template

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
        siblings = {t.id: t for t in self.tabs.get(table.template.tab, ())}
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


def family(template: Template) -> str:
    """What kinds of table with the same rows and signs have in common."""
    return template.family or template.id


def corresponding(underlag: Underlag, table: Table) -> Table | None:
    """The document's table with the same rows, None where there is none or more than one."""
    found = [t for t in underlag.tables if family(t.template) == family(table.template)]
    same = [t for t in found if t.id == table.id]
    chosen = same or found
    return chosen[0] if len(chosen) == 1 and chosen[0].unit == table.unit else None


def ordered_underlag(base: Underlag, all_: Sequence[Underlag]) -> tuple[Underlag, ...]:
    """The base first, then the decided documents, the newest first; working copies are left out."""
    ids = {u.document.id for u in all_}
    change = [u for u in all_ if u.document.id != base.document.id and u.document.base not in ids]
    change.sort(key=lambda u: u.document.period.end, reverse=True)
    return (base, *sorted(change, key=lambda u: u.document.status != "beslutad"))


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
