"""No open year of a heading ("Budget {ar}") comes before a reader's eyes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.malls import REGISTER
from tui.checks.context import document_finding
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.document import DocumentKind
from tui.domain.explanation import explanation
from tui.domain.finding import Address
from tui.domain.new_document import empty_document, proposed_period
from tui.domain.next_document.sources import proposal_for
from tui.domain.reshaped import with_column_rule
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.report.build import ReportChoice, report_of
from tui.report.underlag import underlag_of
from tui.report.writing import report_bytes
from tui.screen.views.step_words import change_words
from tui.svenska.arithmetic import Refusal
from tui.workspace import CellChange, ColumnChange, ColumnRemoved, Workspace


def typed(table: Table) -> Table:
    """The table with a figure in every cell that takes one, but a gap here and there.

    Every other computed figure of the first rows is printed beside.
    """
    rows = []
    for n, row in enumerate(table.rows):
        own = [k for k in table.columns if k.numeric and not k.computed and row.rule is None]
        cells = {k.id: Decimal(n + 10 * i) for i, k in enumerate(own) if (n + i) % 5}
        tryckt = {k.id: Decimal(1) for k in table.columns if k.numeric and k.id not in cells}
        rows.append(replace(row, cells={**row.cells, **cells}, tryckt=tryckt if n % 2 else {}))
    return replace(table, rows=tuple(rows))


def filled(kind: DocumentKind) -> tuple[Workspace, str]:
    """A document from nothing with figures in it."""
    proposal = proposal_for(kind, proposed_period(kind, date(2025, 9, 8)))
    made = empty_document(proposal, Settings(), REGISTER)
    id_ = made.document.id
    tables = {(id_, tab): tuple(map(typed, own)) for tab, own in made.tabs.items()}
    return Workspace({id_: made.document}, tables), id_


def explained(one: Calculation) -> Iterator[str]:
    for row in one.table.rows:
        for column in one.table.columns:
            if found := explanation(one, row.id, column.id):
                yield from (found.after, found.rule, *(term.name for term in found.terms))


def steps(area: Workspace, document: str, table: Table) -> Iterator[str]:
    for place, column in enumerate(table.columns):
        at = Address(document, table.id, "", column.id)
        renamed = replace(column, heading=f"{column.heading} ny", help_="")
        yield change_words(area, ColumnChange(at, column, renamed))
        yield change_words(area, ColumnRemoved(at, column, place, {}))
        for row in table.rows[:1]:
            yield change_words(area, CellChange(replace(at, row=row.id), Decimal(1), None))


def refused(one: Calculation) -> Iterator[str]:
    texts = [k.id for k in one.table.columns if not k.numeric][:1]
    for column in one.table.columns[:3]:
        for name in (column.id, *texts):
            answer = with_column_rule(one, column.id, f"belopp({name})")
            if isinstance(answer, Refusal):
                yield answer.sentence


@pytest.mark.parametrize("kind", ["delarsbokslut", "budget"])
def test_no_open_year_of_a_heading_comes_before_a_readers_eyes(kind: DocumentKind) -> None:
    area, document = filled(kind)
    underlag = underlag_of(area, document)
    tables = {sheet.table: sheet.calculation for sheet in underlag.sheets}
    said = [f.sentence for f in document_finding(area.document[document], tables, {})]
    for one in tables.values():
        said += [*explained(one), *steps(area, document, one.table), *refused(one)]
    assert said
    for choice in (ReportChoice(checks=False), ReportChoice(before_namnd=True)):
        report = report_of(area, document, choice)
        said += [report_bytes(report, form).decode() for form in ("txt", "md")]

    raw = [text for text in said if any(f"{{{w}" in text for w in ("ar", "fjol", "rikt"))]
    assert raw == []


def test_the_open_years_are_what_the_mallar_leave_open() -> None:
    area, document = filled("delarsbokslut")
    tables = [t for (_, _), own in area.tables.items() for t in own]
    raw = [k for t in tables for k in t.columns if "{ar" in k.heading]
    assert raw
    period = area.document[document].period
    assert not any("{" in column_heading(k, period) for k in raw)
