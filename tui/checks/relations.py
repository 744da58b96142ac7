"""Relations (*samband*): what must hold between the figures of one table.

A relation has a target cell, a rule, and the cells that the rule names. A sum row in a computed
column has two: along the row and down the column. A relation knows what it gives for its target,
whether it holds within the rounding bound, and what one of its cells must be for it to hold.

Some kinds of table have relations beside their declared rules. Sources: the statutory measures of
sick leave (the day bands are shares of one and the same working time and add up); a sample is
what had remarks and what had none; a share is its count of the whole.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from tui.domain.calculation import Calculation, incomplete, lacks
from tui.domain.cell_text import shown_figure
from tui.domain.evaluation import VALUES, evaluated
from tui.domain.expression import Expression, divides, names_in, signed_names, signed_sum
from tui.domain.finding import Severity
from tui.domain.rule import declared, tree_of
from tui.domain.table import Column, Row
from tui.domain.value import decimals_in, rounding_bound
from tui.svenska.format import rounded_to as fraction_rounded


def plus(*names: str) -> Expression:
    """The sum of named cells."""
    return signed_sum(tuple((1, name) for name in names))


class Cell(NamedTuple):
    """A place in the table."""

    row: str
    column: str


Number: TypeAlias = Callable[[Cell], Decimal | None]


class Relation(NamedTuple):
    """One relation; ``along`` is its direction, "rad" or "kolumn", ``parts`` its parts by name.

    ``exact``: of counts, which nobody rounds.
    """

    target: Cell
    rule: Expression
    along: str
    parts: Mapping[str, Cell]
    severity: Severity = "fel"
    exact: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The target and the parts."""
        return self.target, *self.parts.values()

    def should(self, number: Number) -> Decimal | None:
        """What the rule gives for the target, None where a part is missing."""
        return evaluated(self.rule, lambda name: number(self.parts[name]), VALUES, whole=True)

    def bound(self, tryckt: Decimal) -> Decimal:
        """The rounding bound of the rule's terms."""
        return Decimal(0) if self.exact else bound(self.rule, tryckt)

    def distance(self, number: Number) -> Decimal | None:
        """How far the target is from what the rule gives, None where it cannot be tried."""
        target, should = number(self.target), self.should(number)
        return None if target is None or should is None else abs(target - should)

    def holds(self, number: Number) -> bool:
        """Whether the relation holds within the rounding bound, or cannot be tried."""
        distance = self.distance(number)
        return not distance or distance <= self.bound(number(self.target) or Decimal(0))

    def solution(self, cell: Cell, number: Number) -> Decimal | None:
        """What the cell must be for the relation to hold; a part only of a plain sum."""
        should = self.should(number)
        if cell == self.target or should is None:
            return should
        target, now = number(self.target), number(cell)
        sign = self._sign(cell)
        return None if target is None or now is None or not sign else now + sign * (target - should)

    def _sign(self, cell: Cell) -> int:
        return sum(sign for sign, name in signed_names(self.rule) if self.parts[name] == cell)


def bound(rule: Expression, tryckt: Decimal) -> Decimal:
    """The rounding bound: of a sum by its terms, of a product none, otherwise one unit."""
    terms = signed_names(rule)
    if not terms and not divides(rule):
        return Decimal(0)
    return rounding_bound(len(terms) or 1, decimals_in(tryckt))


def rounded_to(number: Decimal, as_: Decimal) -> Decimal:
    """The figure with as many decimals as the printed one has, rounded as the reports round."""
    return fraction_rounded(Fraction(number), decimals_in(as_))


def tryckta(calculation: Calculation) -> Number:
    """The figures as the document prints them, else as they are computed."""
    return lambda cell: tryckt_number(calculation, cell.row, cell.column)


def remembered(number: Number) -> Number:
    """The same figures, each looked up once."""
    known: dict[Cell, Decimal | None] = {}

    def fetch(cell: Cell) -> Decimal | None:
        if cell not in known:
            known[cell] = number(cell)
        return known[cell]

    return fetch


def tryckt_number(calculation: Calculation, row_id: str, column_id: str) -> Decimal | None:
    """The figure that the document prints in a cell, else the one that it computes to."""
    if (shown := calculation.shown_number(row_id, column_id)) is not None:
        return shown
    if incomplete(calculation, row_id, column_id):
        return None
    number = calculation.number(row_id, column_id)
    missing = number is None and lacks(calculation, row_id, column_id)
    return Decimal(0) if number is None and not missing else number


def stands_in(calculation: Calculation, cell: Cell) -> bool:
    """Whether a figure of its own stands in the cell, so that it can be a slip."""
    if cell.row not in calculation.table.index:
        return False
    row = calculation.table.row(cell.row)
    tryckt = row.tryckt.get(cell.column)
    return isinstance(row.cells.get(cell.column) if tryckt is None else tryckt, Decimal)


def stated_number(calculation: Calculation, row_id: str, column_id: str) -> Decimal | None:
    """The figure as the document shows it, to hold against other tables, documents and texts.

    Where it prints none, what it computes to.
    """
    shown = shown_figure(calculation, row_id, column_id)
    if shown is not None or row_id not in calculation.table.index:
        return shown
    computed = calculation.is_computed(row_id, column_id)
    return calculation.number(row_id, column_id) if computed else None


def row_relation(
    row: Row, column_id: str, rule: Expression, severity: Severity = "fel", *, exact: bool = False
) -> Relation:
    """A relation along a row."""
    parts = {name: Cell(row.id, name) for name in names_in(rule)}
    return Relation(Cell(row.id, column_id), rule, "rad", parts, severity, exact)


def column_relation(
    row: Row, column_id: str, rule: Expression, severity: Severity = "fel"
) -> Relation:
    """A relation down a column."""
    parts = {name: Cell(name, column_id) for name in names_in(rule)}
    return Relation(Cell(row.id, column_id), rule, "kolumn", parts, severity)


def cells_relation(calculation: Calculation, row: Row, column: Column) -> list[Relation]:
    """The declared relations that a cell is the target of."""
    return [
        row_relation(row, column.id, rule, exact=exact)
        if along == "rad"
        else column_relation(row, column.id, rule)
        for rule, along, exact in _rules(calculation, row, column)
    ]


def _rules(
    calculation: Calculation, row: Row, column: Column
) -> Iterator[tuple[Expression, str, bool]]:
    """The rules that give a cell, in which direction, and whether they are of counts."""
    along, down = tree_of(column.rule), tree_of(row.rule)
    if along is not None:
        yield along, "rad", (column.type_, calculation.table.unit) == ("tal", "antal")
    additive = column.rule is None or (along is not None and signed_names(along))
    if down is not None and column.numeric and additive:
        rule = calculation.with_children(row, down)
        if column.rule is None or signed_names(rule):
            yield rule, "kolumn", False


def tryckta_relation(calculation: Calculation) -> Iterator[Relation]:
    """Every declared relation whose target the document prints."""
    for row in calculation.table.tryckta:
        for column_id, tryckt in row.tryckt.items():
            if isinstance(tryckt, Decimal) and column_id in calculation.table.column_index:
                yield from cells_relation(calculation, row, calculation.table.column(column_id))


# ---- beside the declared rules -----------------------------------------------------------------

TOTAL = "total"


def special_relation(calculation: Calculation) -> Iterator[Relation]:
    """The extra relations of this kind of table, where the target holds a figure of its own."""
    find = _SPECIAL.get(calculation.table.template.id)
    for relation in find(calculation) if find else ():
        if stands_in(calculation, relation.target):
            yield relation


def _day_bands(calculation: Calculation) -> Iterator[Relation]:
    """The day bands add up to the total; a band within a band is left out."""
    table, number = calculation.table, tryckta(calculation)
    rows = [r.id for r in table.rows if r.id.startswith("dag_") and r.kind != "darav"]
    if TOTAL in table.index and len(rows) > 1:
        total = table.row(TOTAL)
        for column in table.columns:
            if column.numeric and all(number(Cell(r, column.id)) is not None for r in rows):
                yield column_relation(total, column.id, plus(*rows), severity_of(total))


def severity_of(row: Row) -> Severity:
    """A figure out of the running text may be counted over others than the table's."""
    return "bör ses över" if row.sources.get("etikett") == "prosa" else "fel"


def _sample(calculation: Calculation) -> Iterator[Relation]:
    for row in calculation.table.rows:
        if row.cells.get("anmarkningar") is not None and row.cells.get("utan") is not None:
            yield row_relation(row, "antal", plus("anmarkningar", "utan"), exact=True)


def _shares(calculation: Calculation) -> Iterator[Relation]:
    """The printed outcome in per cent against its count of the whole."""
    for row in calculation.table.rows:
        if row.unit == "%" and isinstance(row.cells.get("utfall"), Decimal):
            yield row_relation(row, "utfall", declared("antal / av * 100"))


SUMMABLE = ("anstallningar", "arsarbetare")


def _composition(calculation: Calculation) -> Iterator[Relation]:
    """Employments add up over the groups; persons need not, for one may be in two of them."""
    table = calculation.table
    for row in table.rows:
        if children := table.children.get(row.id):
            for column_id in SUMMABLE:
                yield column_relation(row, column_id, plus(*children))


_SPECIAL: dict[str, Callable[[Calculation], Iterator[Relation]]] = {
    "personal.sjukfranvaro": _day_bands,
    "personal.sammansattning": _composition,
    "internkontroll.stickprov": _sample,
    "mal.ataganden": _shares,
}
