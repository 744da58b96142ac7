"""Bridges of the amounts: one and the same figure in two documents' tables of the economy."""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from tui.checks.neighbours import Neighbour, Others, comparable, heading, heading_year
from tui.checks.relations import Cell, figures
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.rounding import rounding_bound
from tui.domain.table import Row, Table
from tui.svenska.format import amount

# What a column holds: the same slag, year and months is one and the same figure.
COLUMN_KIND = {
    ("budget", 0): "budget",
    ("foregaende", 0): "budget",
    ("budget", 1): "budget",
    ("utfall", 1): "utfall",
    ("foregaende", 1): "utfall",
}
PLAN_TEMPLATES = ("drift.plan", "investeringar.plan")
AMOUNT_TEMPLATES = (
    *PLAN_TEMPLATES,
    "drift.delar",
    "drift.bokslut",
    "investeringar.delar",
    "investeringar.bokslut",
)
# A column's tab, unit, slag, year and months; a row's label and parent: of one and the same figure.
ColumnKey: TypeAlias = tuple[str, str, str, int, int]
RowKey: TypeAlias = tuple[str, str | None]


class Amount(NamedTuple):
    """A figure: what it is of, how much, and how far a sum of rounded posts may be from it."""

    column: ColumnKey
    row: RowKey
    number: Decimal | None
    slack: Decimal


class TablePlace(NamedTuple):
    """Where the figures of another document's table are: their columns."""

    calculation: Calculation
    columns: Mapping[ColumnKey, str]

    def cell(self, amount_: Amount) -> Cell | None:
        """Where the same figure stands, None where the table does not have it."""
        column, table = self.columns.get(amount_.column), self.calculation.table
        label, parent = amount_.row
        rows = [table.rows[i] for i in table.by_label.get(label, ())]
        row = next((r.id for r in reversed(rows) if r.parent == parent), None)
        return None if column is None or row is None else Cell(row, column)


class Separate(NamedTuple):
    """Another figure for the same thing: in which of the other documents, and where."""

    nr: int
    calculation: Calculation
    cell: Cell


def same_amount(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """The figures that another document prints otherwise, document by document."""
    neighbours = tuple(comparable(document, change))
    places = [_places(neighbour) for neighbour in neighbours]
    name = {name for tables in places for p in tables for name in p.calculation.table.by_label}
    separated = [
        (calculation, cell, separate)
        for calculation, cell, amount_ in _amount(document, calculations, name)
        for separate in compared_with(amount_, places)
    ]
    for nr, (other, _) in enumerate(neighbours):
        theirs = [s for s in separated if s[2].nr == nr]
        # A sum differs because of its parts: only where no part does is the sum told.
        items = [s for s in theirs if not s[0].is_computed(*s[1])]
        for calculation, cell, separate in items or theirs:
            yield _different(document, calculation, cell, other, separate)


def compared_with(has: Amount, others: Sequence[Sequence[TablePlace]]) -> Iterator[Separate]:
    """Where the others have another figure than the one here."""
    for nr, places in enumerate(others):
        hits = ((p.calculation, p.cell(has)) for p in places)
        calculation, cell = next(((k, c) for k, c in hits if c is not None), (None, None))
        if calculation is not None and cell is not None and _differs(has, calculation, cell):
            yield Separate(nr, calculation, cell)


def _differs(has: Amount, other: Calculation, cell: Cell) -> bool:
    where = figures(other)(cell)
    if has.number is None or where is None or has.number == where:
        return False
    return abs(has.number - where) > max(has.slack, _slack(other, cell))


def _amount(
    document: Document, calculations: Mapping[str, Calculation], name: Set[str]
) -> Iterator[tuple[Calculation, Cell, Amount]]:
    """The figures of the rows that have one of these names."""
    for calculation in calculations.values():
        number, rows = figures(calculation), _rows(calculation.table, name)
        for key, column_id in _columns(document, calculation):
            for row in rows:
                cell, row_key = Cell(row.id, column_id), _row_key(row.label, row.parent)
                yield (
                    calculation,
                    cell,
                    Amount(key, row_key, number(cell), _slack(calculation, cell)),
                )


def _rows(table: Table, name: Set[str]) -> list[Row]:
    """The rows that have one of these names, in order; found without asking the others."""
    places = (place for n in table.by_label.keys() & name for place in table.by_label[n])
    return [table.rows[place] for place in sorted(places)]


def _places(neighbour: Neighbour) -> list[TablePlace]:
    """The tables of another document, the last first: it is the one that counts."""
    document, calculations = neighbour
    return [
        TablePlace(
            calculation,
            dict(_columns(document, calculation)),
        )
        for calculation in reversed(list(calculations.values()))
        if calculation.table.template.id in AMOUNT_TEMPLATES
    ]


def _row_key(label: str, parent: str | None) -> RowKey:
    return label.casefold(), parent


def _columns(document: Document, calculation: Calculation) -> Iterator[tuple[ColumnKey, str]]:
    template, unit = calculation.table.template, calculation.table.unit
    for column in calculation.table.columns:
        kind = COLUMN_KIND.get((column.id, template.id not in PLAN_TEMPLATES))
        year = heading_year(calculation, column) if kind else None
        if kind and year:
            months = document.period.months if kind == "utfall" else 0
            yield (template.tab, unit, kind, year, months), column.id


def _slack(calculation: Calculation, cell: Cell) -> Decimal:
    """How far a draft's sum of rounded posts may be from one that was rounded by itself."""
    if calculation.context.locked or not calculation.is_computed(*cell):
        return Decimal(0)
    return rounding_bound(calculation.table.count_items)


def _different(
    document: Document, calculation: Calculation, cell: Cell, other: Document, separate: Separate
) -> Finding:
    has, where = figures(calculation)(cell), figures(separate.calculation)(separate.cell)
    sentence = (
        f"{calculation.table.row(cell.row).label}, {heading(calculation, cell.column)}: "
        f"{amount(has, None)} här, men {amount(where, None)} i {other.name}."
    )
    address = Address(document.id, calculation.table.id, *cell)
    return Finding(address, "bro", "fel", has, where, sentence)
