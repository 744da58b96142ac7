"""Bridges (*broar*): the same figure in two documents, and what cannot be compared.

Two documents that print different figures for one and the same thing contradict each other, a
*fel*. What has been changed between them (a definition, a sign, a target, a source, a period) is
for the reader to know, *bör ses över*, and is told in the later document only.
"""

import re
from collections.abc import Iterator, Set
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from tui.checks.neighbours import (
    Neighbour,
    Others,
    Tables,
    comparable,
    earlier,
    heading,
    heading_year,
    rows_of,
)
from tui.checks.personal_bridges import FACTS, YEAR_TEMPLATES, personal_bridges
from tui.checks.relations import Cell, contradict, figures_of
from tui.checks.text_facts import FACT_TEMPLATES, text_bridges
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text
from tui.domain.document import Document
from tui.domain.expression import signed_names
from tui.domain.finding import Address, Finding, Severity
from tui.domain.interval import Interval
from tui.domain.rule import tree_of
from tui.domain.table import Row, Table
from tui.domain.value import decimals_in, number_in
from tui.svenska.dates import day_and_month
from tui.svenska.format import amount

PLAN_TEMPLATES = ("drift.plan", "investeringar.plan")
AMOUNT_TEMPLATES = (
    *PLAN_TEMPLATES,
    "drift.delar",
    "drift.bokslut",
    "investeringar.delar",
    "investeringar.bokslut",
)
NYCKELTAL = "mal.nyckeltal"
CHANGE_TEMPLATES = (*AMOUNT_TEMPLATES, *FACT_TEMPLATES, NYCKELTAL, *YEAR_TEMPLATES)
"""The kinds of another document's tables that the bridges ask for."""


def bridge_finding(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """Every bridge of a document, each of the tables that it is about."""
    for bridge, templates in (
        (same_amount, AMOUNT_TEMPLATES),
        (turned_sign, AMOUNT_TEMPLATES),
        (text_bridges, (*FACT_TEMPLATES, *AMOUNT_TEMPLATES)),
        (nyckeltal_bridges, (NYCKELTAL,)),
        (personal_bridges, (*YEAR_TEMPLATES, FACTS)),
    ):
        own = {id_: k for id_, k in tables.items() if k.table.template.id in templates}
        yield from bridge(document, own, others)


# ---- amounts -----------------------------------------------------------------------------------

# What a column holds: the same kind, year and months is one and the same figure.
COLUMN_KIND = {
    ("budget", 0): "budget",
    ("foregaende", 0): "budget",
    ("budget", 1): "budget",
    ("utfall", 1): "utfall",
    ("foregaende", 1): "utfall",
}
# A column's tab, unit, kind, year and months.
ColumnKey: TypeAlias = tuple[str, str, str, int, int]


class Figure(NamedTuple):
    """A figure in its table."""

    calculation: Calculation
    cell: Cell

    @property
    def number(self) -> Decimal | None:
        """What it says."""
        return figures_of(self.calculation).number(self.cell)

    def differs(self, other: "Figure") -> bool:
        """Whether two figures of one thing are not the same, beyond what rounding parts."""
        here, there = self.number, other.number
        if here is None or there is None or here == there:
            return False
        own, theirs = figures_of(self.calculation), figures_of(other.calculation)
        return contradict((own, self.cell), (theirs, other.cell))


def same_amount(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """The figures that another document prints otherwise, document by document."""
    for neighbour in comparable(document, others):
        different = [p for p in _pairs(document, tables, neighbour) if p[0].differs(p[1])]
        # A sum differs because of its parts: only where no part does is the sum told.
        parts = [
            (here, there)
            for here, there in different
            if not here.calculation.is_computed(*here.cell)
        ]
        for here, there in parts or different:
            calculation, cell = here
            sentence = (
                f"{calculation.table.row(cell.row).label}, {heading(calculation, cell.column)}: "
                f"{amount(here.number, None)} här, "
                f"men {amount(there.number, None)} i {neighbour[0].name}."
            )
            address = Address(document.id, calculation.table.id, *cell)
            yield Finding(address, "bro", "fel", here.number, there.number, sentence)


def _pairs(
    document: Document, tables: Tables, neighbour: Neighbour
) -> Iterator[tuple[Figure, Figure]]:
    """Each figure here that another document has too, with the one there."""
    other, theirs = neighbour
    # The last of the other's tables first: it is the one that counts.
    there = [
        (calculation, dict(_columns(other, calculation)))
        for calculation in reversed([*theirs.values()])
        if calculation.table.template.id in AMOUNT_TEMPLATES
    ]
    labels = {label for calculation, _ in there for label in calculation.table.by_label}
    for calculation in tables.values():
        rows = _rows(calculation.table, labels)
        for key, column_id in _columns(document, calculation):
            for row in rows:
                hits = (_figure(k, row, columns.get(key)) for k, columns in there)
                hit = next(filter(None, hits), None)
                if hit is not None:
                    yield Figure(calculation, Cell(row.id, column_id)), hit


def _rows(table: Table, labels: Set[str]) -> list[Row]:
    """The rows that have one of these labels, in order."""
    places = (place for n in table.by_label.keys() & labels for place in table.by_label[n])
    return [table.rows[place] for place in sorted(places)]


def _figure(calculation: Calculation, row: Row, column_id: str | None) -> Figure | None:
    """Where a table has the figure of a row of the same label and parent, the last of several."""
    if column_id is None:
        return None
    table = calculation.table
    for place in reversed(table.by_label.get(row.label.casefold(), ())):
        if table.rows[place].parent == row.parent:
            return Figure(calculation, Cell(table.rows[place].id, column_id))
    return None


def _columns(document: Document, calculation: Calculation) -> Iterator[tuple[ColumnKey, str]]:
    """The columns that other documents may have too, by what they hold."""
    template, unit = calculation.table.template, calculation.table.unit
    for column in calculation.table.columns:
        kind = COLUMN_KIND.get((column.id, template.id not in PLAN_TEMPLATES))
        year = heading_year(calculation, column) if kind else None
        if kind and year:
            months = document.period.months if kind == "utfall" else 0
            yield (template.tab, unit, kind, year, months), column.id


# ---- the sign of a difference ------------------------------------------------------------------


ORDER = {1: "i år − i fjol", -1: "i fjol − i år"}


def turned_sign(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """A difference between the years that is counted the other way round than last time."""
    before = earlier(document, others)
    for calculation in tables.values():
        here = _diffs_sign(calculation)
        found = (
            (other, sign)
            for other, theirs in before
            for k in theirs.values()
            if k.table.template.tab == calculation.table.template.tab and (sign := _diffs_sign(k))
        )
        other, there = next(found, (document, here))
        if here and there != here:
            sentence = (
                f"{calculation.table.heading}, {heading(calculation, 'diff')}: {ORDER[here]} här, "
                f"men {ORDER[there]} i {other.name}; samma tecken betyder motsatsen."
            )
            address = Address(document.id, calculation.table.id, "", "diff")
            yield Finding(address, "bro", "bör ses över", ORDER[here], ORDER[there], sentence)


def _diffs_sign(calculation: Calculation) -> int:
    """+1 for this year less last year, −1 for the other way round, 0 for no such column."""
    table = calculation.table
    if table.template.id not in AMOUNT_TEMPLATES or "diff" not in table.column_index:
        return 0
    tree = tree_of(table.column("diff").rule)
    terms = () if tree is None else signed_names(tree)
    return next((sign for sign, name in terms if name == "utfall"), 0)


# ---- nyckeltal ---------------------------------------------------------------------------------


def nyckeltal_bridges(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """What a nyckeltal says otherwise than in the latest document before that has it."""
    before = earlier(document, others)
    for calculation, row in rows_of(tables, NYCKELTAL):
        found = next(_same_nyckeltal(row, before), None)
        if found is not None:
            yield from _compared(document, calculation, row, *found)


def _same_nyckeltal(
    row: Row, neighbours: list[Neighbour]
) -> Iterator[tuple[Document, Calculation, Row]]:
    for other, tables in neighbours:
        for calculation, theirs in rows_of(tables, NYCKELTAL):
            if _name(theirs.label) == _name(row.label):
                yield other, calculation, theirs


def _name(label: str) -> str:
    """The label without its unit and its signs: they come and go between the years."""
    return " ".join(re.findall(r"[a-zåäö0-9]+", label.casefold()))


def _compared(
    document: Document,
    calculation: Calculation,
    row: Row,
    other: Document,
    theirs: Calculation,
    before: Row,
) -> Iterator[Finding]:
    def finding(column: str, severity: Severity, there: str, sentence: str) -> Finding:
        address = Address(document.id, calculation.table.id, row.id, column)
        said, should = row.cells.get(column), before.cells.get(there)
        return Finding(address, "bro", severity, said, should, f"{row.label}: {sentence}")

    if _both(row, "mal", before, "mal") and _text(row, "mal") != _text(before, "mal"):
        sentence = f"målet är {_text(row, 'mal')}, men var {_text(before, 'mal')} i {other.name}."
        yield finding("mal", "bör ses över", "mal", sentence)
    now, then = _source(row), _source(before)
    if now and then and now.casefold() != then.casefold():
        sentence = f"källan är ”{now}”, men var ”{then}” i {other.name}."
        yield finding("kalla", "bör ses över", "kalla", sentence)
    here, there = heading(calculation, "foregaende"), heading(theirs, "utfall")
    year = heading_year(calculation, calculation.table.column("foregaende"))
    same_year = year is not None and year == heading_year(theirs, theirs.table.column("utfall"))
    numbers = _both(row, "foregaende", before, "utfall")
    if same_year and numbers and not _as_printed(numbers[0]).overlaps(_as_printed(numbers[1])):
        same_day = _day(here, document) == _day(there, other)
        end = "" if same_day else "; de två dagarna kan inte jämföras"
        sentence = (
            f"{here} är {_text(row, 'foregaende')} här, "
            f"men {there} är {_text(before, 'utfall')} i {other.name}{end}."
        )
        yield finding("foregaende", "fel" if same_day else "bör ses över", "utfall", sentence)


def _both(row: Row, here: str, before: Row, there: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers, None where there are not two."""
    now, then = number_in(row.cells.get(here)), number_in(before.cells.get(there))
    return None if now is None or then is None else (now, then)


def _as_printed(number: Decimal) -> Interval:
    """What an outcome may have been that is written with so many decimals."""
    return Interval.printed(number, decimals_in(number))


def _text(row: Row, column: str) -> str:
    return cell_text(row.cells.get(column), None)


def _source(row: Row) -> str:
    """The source without its footnotes."""
    return " ".join(re.sub(r"\(fotnot \d+\)", "", str(row.cells.get("kalla") or "")).split())


def _day(named: str, document: Document) -> tuple[int, int]:
    """The day of the year that a heading names, else the one that the document goes to."""
    hit = re.search(r"\b\d{1,2} [a-z]{3,}", named.casefold())
    end = document.period.end
    return (day_and_month(hit[0]) if hit else None) or (end.day, end.month)
