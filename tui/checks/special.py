"""Relations that a kind of table has beside its declared rules, and bounds that always hold.

Sources: the seven statutory measures of sick leave (the total is a weighted mean of women and
men, and of the age groups, so it lies between them; the day bands are shares of one and the same
working time and add up); a sample is what had remarks and what had none; a share is its count of
the whole.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tui.checks.relations import (
    Cell,
    Relation,
    column_relation,
    figures,
    row_relation,
    stands_in,
)
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding, Severity
from tui.domain.rule import Quotient, plus
from tui.domain.table import Column, Row, Table
from tui.svenska.format import amount

TOTAL, KON, AGE, DAYS = "total", ("kvinnor", "man"), "alder_", "dag_"


def special_relation(calculation: Calculation) -> Iterator[Relation]:
    """The extra relations of this kind of table, where the target holds a figure of its own."""
    for relation in _RELATION.get(calculation.table.template.id, _no)(calculation):
        if stands_in(calculation, relation.mal):
            yield relation


def _no(calculation: Calculation) -> Iterator[Relation]:
    del calculation
    yield from ()


def _day_interval(calculation: Calculation) -> Iterator[Relation]:
    """The day bands add up to the total; a band within a band is left out."""
    table = calculation.table
    rows = [r.id for r in table.rows if r.id.startswith(DAYS) and r.kind != "darav"]
    if TOTAL in table.index and len(rows) > 1:
        total = table.row(TOTAL)
        for column in table.columns:
            if column.numeric and all(_exists(calculation, r, column) for r in rows):
                yield column_relation(total, column.id, plus(*rows), _severity(total))


def _exists(calculation: Calculation, row_id: str, column: Column) -> bool:
    return figures(calculation)(Cell(row_id, column.id)) is not None


def _severity(row: Row) -> Severity:
    """A figure out of the running text may be counted over others than the table's."""
    return "bör ses över" if row.sources.get("etikett") == "prosa" else "fel"


def _sample(calculation: Calculation) -> Iterator[Relation]:
    for row in calculation.table.rows:
        if row.cells.get("anmarkningar") is not None and row.cells.get("utan") is not None:
            yield row_relation(row, "antal", plus("anmarkningar", "utan"))._replace(exact=True)


def _shares(calculation: Calculation) -> Iterator[Relation]:
    """The printed outcome in per cent against its count of the whole."""
    for row in calculation.table.rows:
        if row.unit == "%" and isinstance(row.cells.get("utfall"), Decimal):
            yield row_relation(row, "utfall", Quotient("antal", "av"))


SUMMABLE = ("anstallningar", "arsarbetare")


def _composition(calculation: Calculation) -> Iterator[Relation]:
    """Employments add up over the groups; persons need not, for one may be in two of them."""
    table = calculation.table
    for row in table.rows:
        if children := table.children.get(row.id):
            for column_id in SUMMABLE:
                yield column_relation(row, column_id, plus(*children))


_RELATION: dict[str, Callable[[Calculation], Iterator[Relation]]] = {
    "personal.sjukfranvaro": _day_interval,
    "personal.sammansattning": _composition,
    "internkontroll.stickprov": _sample,
    "mal.ataganden": _shares,
}


def bound_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every figure that lies outside the groups that it is the mean of."""
    for total, column_id, groups, what in _mean(calculation.table):
        finding = _outside(document, calculation, Cell(total, column_id), groups, what)
        if finding is not None:
            yield finding


def _mean(table: Table) -> Iterator[tuple[str, str, Sequence[str], str]]:
    """Means over groups: the row, the column, the groups' rows and what they are."""
    if table.template.id == "personal.sjukfranvaro" and TOTAL in table.index:
        ages = [r.id for r in table.rows if r.id.startswith(AGE)]
        for column in table.columns:
            if column.numeric and not column.computed:
                yield TOTAL, column.id, KON, "kvinnors och mäns"
                yield TOTAL, column.id, ages, "lägsta och högsta åldersgruppens"
    if table.template.id == "personal.sammansattning":
        for row_id, children in table.children.items():
            for column_id in ("medelalder", "grad"):
                yield row_id, column_id, children, "lägsta och högsta gruppens"


def _outside(
    document: str, calculation: Calculation, cell: Cell, groups: Sequence[str], what: str
) -> Finding | None:
    number = figures(calculation)
    known_ones = [v for g in groups if (v := number(Cell(g, cell.column))) is not None]
    total = number(cell)
    # With one group missing the mean may lie outside the others.
    incomplete = len(known_ones) < 2 or (groups is KON and len(known_ones) < len(KON))
    if total is None or incomplete or min(known_ones) <= total <= max(known_ones):
        return None
    row, column = calculation.table.row(cell.row), calculation.table.column(cell.column)
    sentence = (
        f"{row.label}, {column_heading(column, calculation.context.period)}: "
        f"{amount(total, None)} ligger inte mellan {what} "
        f"{amount(min(known_ones), None)} och {amount(max(known_ones), None)}."
    )
    address = Address(document, calculation.table.id, *cell)
    return Finding(address, "identitet", _severity(row), total, None, sentence)
