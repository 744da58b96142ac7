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
    stated_year,
)
from tui.checks.personal_bridges import YEAR_BY_YEAR, personal_bridges
from tui.checks.relations import Cell, contradict, figures_of
from tui.checks.text_facts import text_bridges
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text
from tui.domain.document import Document
from tui.domain.expression import signed_names
from tui.domain.finding import Address, Finding, Severity
from tui.domain.interval import Interval
from tui.domain.rule import tree_of
from tui.domain.table import OUT_OF_TEXT, ColumnRole, Row, Table
from tui.domain.value import Value, decimals_in, number_in
from tui.svenska.dates import day_and_month
from tui.svenska.format import amount

AMOUNTS = ("resultat", "investeringar")
NYCKELTAL = "nyckeltal"
BRIDGED = (*AMOUNTS, OUT_OF_TEXT, NYCKELTAL, *YEAR_BY_YEAR)
"""What the tables of another document are about that the bridges ask for."""


def bridge_finding(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """Every bridge of a document, each of the tables that it is about."""
    for bridge, subjects in (
        (same_amount, AMOUNTS),
        (turned_sign, AMOUNTS),
        (text_bridges, (OUT_OF_TEXT, *AMOUNTS)),
        (nyckeltal_bridges, (NYCKELTAL,)),
        (personal_bridges, (*YEAR_BY_YEAR, OUT_OF_TEXT)),
    ):
        own = {id_: k for id_, k in tables.items() if k.table.subject in subjects}
        yield from bridge(document, own, others)


# ---- amounts -----------------------------------------------------------------------------------

# A table's subject and unit, and its column's role, year and months.
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
        if calculation.table.subject in AMOUNTS
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
    table = calculation.table
    for column in table.columns:
        stated = column.role in ("budget", "utfall") and not column.computed
        year = stated_year(calculation, column) if stated else None
        if year:
            months = document.period.months if column.role == "utfall" else 0
            yield (table.subject, table.unit, column.role, year, months), column.id


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
            if k.table.subject == calculation.table.subject and (sign := _diffs_sign(k))
        )
        other, there = next(found, (document, here))
        if here and there != here:
            diff = calculation.table.column_id("forandring")
            sentence = (
                f"{calculation.table.heading}, {heading(calculation, diff)}: {ORDER[here]} här, "
                f"men {ORDER[there]} i {other.name}; samma tecken betyder motsatsen."
            )
            address = Address(document.id, calculation.table.id, "", diff)
            yield Finding(address, "bro", "bör ses över", ORDER[here], ORDER[there], sentence)


def _diffs_sign(calculation: Calculation) -> int:
    """+1 for this year less last year, −1 for the other way round, 0 for no such column."""
    table = calculation.table
    diff, utfall = table.has("forandring"), table.column_id("utfall")
    tree = None if diff is None else tree_of(diff.rule)
    terms = () if tree is None else signed_names(tree)
    return next((sign for sign, name in terms if name == utfall), 0)


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
    def finding(role: ColumnRole, severity: Severity, both: _Both, sentence: str) -> Finding:
        column = calculation.table.column_id(role, -1 if role == "utfall" else 0)
        address = Address(document.id, calculation.table.id, row.id, column)
        return Finding(address, "bro", severity, *both, f"{row.label}: {sentence}")

    def both(role: ColumnRole, year: int = 0) -> _Both:
        return calculation.table.entered(row, role, year), theirs.table.entered(before, role)

    goals = both("mal")
    if _numbers(goals) and _text(goals[0]) != _text(goals[1]):
        sentence = f"målet är {_text(goals[0])}, men var {_text(goals[1])} i {other.name}."
        yield finding("mal", "bör ses över", goals, sentence)
    sources = both("kalla")
    now, then = map(_source, sources)
    if now and then and now.casefold() != then.casefold():
        sentence = f"källan är ”{now}”, men var ”{then}” i {other.name}."
        yield finding("kalla", "bör ses över", sources, sentence)
    columns = calculation.table.has("utfall", -1), theirs.table.has("utfall")
    if columns[0] is None or columns[1] is None:
        return
    here, there = heading(calculation, columns[0].id), heading(theirs, columns[1].id)
    year = heading_year(calculation, columns[0])
    same_year = year is not None and year == heading_year(theirs, columns[1])
    outcomes = both("utfall", -1)
    numbers = _numbers(outcomes)
    if same_year and numbers and not _as_printed(numbers[0]).overlaps(_as_printed(numbers[1])):
        same_day = _day(here, document) == _day(there, other)
        end = "" if same_day else "; de två dagarna kan inte jämföras"
        sentence = (
            f"{here} är {_text(outcomes[0])} här, "
            f"men {there} är {_text(outcomes[1])} i {other.name}{end}."
        )
        yield finding("utfall", "fel" if same_day else "bör ses över", outcomes, sentence)


_Both: TypeAlias = tuple[Value, Value]
"""What is said here and there."""


def _numbers(both: _Both) -> tuple[Decimal, Decimal] | None:
    """The two numbers, None where there are not two."""
    now, then = map(number_in, both)
    return None if now is None or then is None else (now, then)


def _as_printed(number: Decimal) -> Interval:
    """What an outcome may have been that is written with so many decimals."""
    return Interval.printed(number, decimals_in(number))


def _text(value: Value) -> str:
    return cell_text(value, None)


def _source(value: Value) -> str:
    """A source without its footnotes."""
    return " ".join(re.sub(r"\(fotnot \d+\)", "", str(value or "")).split())


def _day(named: str, document: Document) -> tuple[int, int]:
    """The day of the year that a heading names, else the one that the document goes to."""
    hit = re.search(r"\b\d{1,2} [a-z]{3,}", named.casefold())
    end = document.period.end
    return (day_and_month(hit[0]) if hit else None) or (end.day, end.month)
