"""Relations (*samband*): what must hold between the figures of one table.

A relation has a target cell, a rule, and the cells that the rule names; a part that is computed and
not printed is replaced by its own rule, so that all parts hold figures of their own. A cell whose
row and column both have rules has two: along the row and down the column. A relation holds where
its rule, on what the printed parts may have been, gives something that may be printed so.

Some kinds of table have relations beside their declared rules. Sources: the statutory measures of
sick leave (the day bands are shares of one and the same working time and add up); a sample is
what had remarks and what had none; a share is its count of the whole.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from tui.checks.solving import solved
from tui.domain.calculation import Calculation, incomplete, is_nothing, lacks
from tui.domain.cell_text import cells_decimals, shown_figure
from tui.domain.evaluation import interval, value
from tui.domain.expression import (
    Call,
    Expression,
    Name,
    changed,
    signed_names,
    signed_sum,
    with_months,
)
from tui.domain.finding import Severity
from tui.domain.interval import Interval
from tui.domain.rule import Shape, declared, quotient_rule, shape_of
from tui.domain.table import Column, Row, Table, printed_rows
from tui.domain.value import Mark, Value, decimals_in
from tui.svenska.format import rounded_to as fraction_rounded


class Cell(NamedTuple):
    """A place in the table."""

    row: str
    column: str


Number: TypeAlias = Callable[[Cell], Decimal | None]
Within: TypeAlias = Callable[[Cell], Interval | None]
"""What the figure of a cell may have been before it was rounded."""


class Relation(Struct, frozen=True):
    """One relation; ``along`` is its direction, "rad" or "kolumn", ``parts`` its parts by name."""

    target: Cell
    rule: Expression
    along: str
    parts: Mapping[str, Cell]
    severity: Severity = "fel"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The target and the parts."""
        return self.target, *self.parts.values()

    def should(self, number: Number) -> Decimal | None:
        """What the rule gives for the target, None where a part is missing."""
        return value(whole(self.rule), lambda name: number(self.parts[name]))

    def gives(self, within: Within) -> Interval | None:
        """What the rule may give for the target; None where it cannot be tried."""
        return interval(whole(self.rule), lambda name: within(self.parts[name]))

    def holds(self, within: Within) -> bool:
        """Whether the printed figures may be right, or cannot be tried."""
        target, result = within(self.target), self.gives(within)
        return target is None or result is None or target.meets(result)

    def solutions(self, within: Within) -> Mapping[Cell, list[Interval]]:
        """What each cell may be by the others' figures, where they say."""
        result, target = self.gives(within), within(self.target)
        found = {} if result is None else {self.target: [result]}
        if target is not None:
            found |= self._parts_of_sum(within, target, result) or {
                cell: [one]
                for name, cell in self.parts.items()
                if (one := solved(self.rule, name, target, lambda n: within(self.parts[n])))
            }
        return found

    def _parts_of_sum(
        self, within: Within, target: Interval, result: Interval | None
    ) -> dict[Cell, list[Interval]]:
        """The parts of a sum, of which there may be thousands: each by what is left of it."""
        terms, found = signed_names(self.rule), {}
        if result is None or len(terms) != len(self.parts):
            return {}
        for sign, name in terms:
            cell = self.parts[name]
            own = within(cell) or _NOTHING
            signed = own if sign > 0 else -own
            left = Interval(
                target.low - (result.high - signed.high), target.high - (result.low - signed.low)
            )
            found[cell] = [left if sign > 0 else -left]
        return found


_NOTHING = Interval.exact(Decimal(0))


def whole(rule: Expression) -> Expression:
    """The rule with nothing missing: a sum of some of its parts says nothing of the printed one."""
    return Call("hela", (rule,))


def rounded_to(number: Decimal, as_: Decimal) -> Decimal:
    """The figure with as many decimals as the printed one has, rounded as the reports round."""
    return fraction_rounded(Fraction(number), decimals_in(as_))


# ---- figures -----------------------------------------------------------------------------------


def tryckt_number(calculation: Calculation, row_id: str, column_id: str) -> Decimal | None:
    """The figure that the document prints in a cell, else the one that it computes to.

    Where there is nothing it is 0; a missing figure and an incomplete sum are none.
    """
    if (shown := calculation.shown_number(row_id, column_id)) is not None:
        return None if incomplete(calculation, row_id, column_id) else shown
    number = calculation.number(row_id, column_id)
    if number is None and not lacks(calculation, row_id, column_id):
        return Decimal(0)
    return number


def contradict(one: "tuple[Figures, Cell]", other: "tuple[Figures, Cell]") -> bool:
    """Whether two figures of one and the same thing cannot both be right."""
    here, there = (figures.within(cell) for figures, cell in (one, other))
    return here is not None and there is not None and not here.overlaps(there)


class Figures:
    """The figures of one table and what each may have been, looked up once.

    The printed ones count where there are any, in a draft too; else the computed ones do.
    """

    def __init__(self, calculation: Calculation) -> None:
        self.calculation = calculation
        self._numbers: dict[Cell, Decimal | None] = {}
        self._within: dict[Cell, Interval | None] = {}

    def number(self, cell: Cell) -> Decimal | None:
        """The figure of a cell."""
        if cell not in self._numbers:
            typed = self._typed(cell)
            number = tryckt_number(self.calculation, *cell) if typed is None else typed
            self._numbers[cell] = number
        return self._numbers[cell]

    def within(self, cell: Cell) -> Interval | None:
        """What the figure of a cell may have been: a computed one that is not printed what its
        own parts make it."""
        if cell not in self._within:
            self._within[cell] = self._worked_out(cell)
        return self._within[cell]

    def stands(self, cell: Cell) -> bool:
        """Whether a figure of its own stands in the cell, so that it can be a slip.

        A "–" is one: it says that there is nothing, which a figure left out does as well.
        """
        return isinstance(self._own(cell), Decimal) or self.is_dash(cell)

    def is_dash(self, cell: Cell) -> bool:
        """Whether the cell says "–" where a figure could stand."""
        table = self.calculation.table
        known = cell.row in table.index and cell.column in table.column_index
        return known and self._own(cell) is Mark.DASH and table.column(cell.column).numeric

    def _own(self, cell: Cell) -> Value:
        table = self.calculation.table
        place = table.index.get(cell.row)
        if place is None:
            return None
        row = table.rows[place]
        tryckt = row.tryckt.get(cell.column)
        return row.cells.get(cell.column) if tryckt is None else tryckt

    def _typed(self, cell: Cell) -> Decimal | None:
        """The figure of a plain cell, of no rule and with nothing printed in its row.

        It is what it says, and asks no calculation: a long list is made of such cells, and a check
        of 5 000 rows takes 2.5 times as long without this.
        """
        table = self.calculation.table
        row, column = table.index.get(cell.row), table.column_index.get(cell.column)
        if row is None or column is None or table.columns[column].rule is not None:
            return None
        typed = table.rows[row].cells.get(cell.column)
        ruled = table.rows[row].rule is not None or table.rows[row].tryckt
        return typed if isinstance(typed, Decimal) and not ruled else None

    def decimals(self, cell: Cell) -> int:
        """How many decimals the figure is known to; in a draft one as it is shown."""
        if self.is_dash(cell):
            return dash_decimals(self.calculation.table, cell)
        number = self.number(cell)
        known = 0 if number is None else decimals_in(number)
        if self.calculation.context.locked or self._tryckt(cell):
            return known
        column = self.calculation.table.column(cell.column)
        row = self.calculation.table.row(cell.row)
        shown = column.decimals if row.decimals is None else row.decimals
        return max(known, shown or 0)

    def _tryckt(self, cell: Cell) -> bool:
        row = self.calculation.table.row(cell.row)
        return row.tryckt.get(cell.column) is not None

    def _worked_out(self, cell: Cell) -> Interval | None:
        number, table = self.number(cell), self.calculation.table
        if number is None:
            return None
        row, column = table.row(cell.row), table.column(cell.column)
        if self._typed(cell) is not None:
            return self._figure(cell, number)
        computed = column.rule is not None or table.rule_down(row, column) is not None
        if computed and self._tryckt(cell) and self.is_dash(cell):
            # What is worked out and prints as nothing may be what rounds to nothing.
            return Interval.printed(number, self.decimals(cell))
        if is_nothing(self.calculation, *cell):
            return _NOTHING
        if computed and not self._tryckt(cell) and self.calculation.is_computed(*cell):
            rule = _own_rule(self.calculation, cell)
            if rule is not None:
                tree, along = rule
                return interval(whole(tree), lambda name: self.within(_named(cell, name, along)))
            # A function's figure is taken as it stands, out of another table.
        return self._figure(cell, number)

    def _figure(self, cell: Cell, number: Decimal) -> Interval:
        """What a figure that stands in a cell may have been: a count is itself."""
        table = self.calculation.table
        counted = is_count(table.row(cell.row), table.column(cell.column))
        if counted and not decimals_in(number):
            return Interval.exact(number)
        return Interval.printed(number, self.decimals(cell))


def dash_decimals(table: Table, cell: Cell) -> int:
    """How many decimals a figure would have where a cell says "–": those that the cell is shown
    with, else those of its row."""
    row = table.row(cell.row)
    shown = cells_decimals(row, table.column(cell.column))
    if shown is not None:
        return shown
    return max((decimals_in(v) for v in row.cells.values() if isinstance(v, Decimal)), default=0)


@lru_cache(8)
def figures_of(calculation: Calculation) -> Figures:
    """The figures of a table, looked up once for all that ask of it.

    Dozens of checks ask for one sum: worked out for each, an edit in 5 000 rows takes five times
    as long. Few are kept, since an edit makes another calculation.
    """
    return Figures(calculation)


def stated(calculation: Calculation, cell: Cell) -> tuple[Decimal | None, Interval | None]:
    """A figure as the document shows it, to hold against other tables, documents and texts; and
    what it may have been. Where it prints none, what it computes to."""
    if cell.row not in calculation.table.index:
        return None, None
    shown = shown_figure(calculation, *cell)
    if shown is None and not calculation.is_computed(*cell):
        return None, None
    figures = figures_of(calculation)
    return figures.number(cell) if shown is None else shown, figures.within(cell)


def is_count(row: Row, column: Column) -> bool:
    """Whether whole figures of a cell are counted, or steps of a scale, and so never rounded."""
    if column.type_ != "tal" or column.decimals != 0 or row.decimals:
        return False
    shapes = (shape_of(column.rule), shape_of(row.rule))
    return not any(shape is not None and shape.divides for shape in shapes)


# ---- the relations of a cell -------------------------------------------------------------------


def relation(
    figures: Figures, target: Cell, rule: Expression, along: str, severity: Severity = "fel"
) -> Relation:
    """A relation along the target's row or down its column, its parts all with figures of
    their own."""
    parts: dict[str, Cell] = {}
    tree = _spread(figures, target, rule, along, parts)
    return Relation(target, tree, along, parts, severity)


def _spread(
    figures: Figures, target: Cell, rule: Expression, along: str, parts: dict[str, Cell]
) -> Expression:
    """The rule with each part that is computed and not printed replaced by its own rule."""

    def spread(part: Expression) -> Expression | None:
        if not isinstance(part, Name):
            return None
        name = part.name
        cell = _named(target, name, along)
        inner = None if figures.stands(cell) else _own_rule(figures.calculation, cell)
        if inner is not None and figures.number(cell) is not None:
            return _spread(figures, cell, *inner, parts)
        key = name if parts.get(name, cell) == cell else f"{cell.row}\n{cell.column}"
        parts[key] = cell
        return part if key == name else Name(key)

    return changed(rule, spread)


def _named(target: Cell, name: str, along: str) -> Cell:
    """The cell that a name of a rule is: in the target's row, or in its column."""
    return Cell(target.row, name) if along == "rad" else Cell(name, target.column)


def _own_rule(calculation: Calculation, cell: Cell) -> tuple[Expression, str] | None:
    """The rule that computes a cell, and in which direction; None where it is entered."""
    table = calculation.table
    if cell.row not in table.index or cell.column not in table.column_index:
        return None
    row, column = table.row(cell.row), table.column(cell.column)
    shape = shape_of(calculation.rule(row, column))
    if shape is None:
        return None
    return _written_out(calculation, row, shape), "rad" if column.computed else "kolumn"


def _written_out(calculation: Calculation, row: Row, shape: Shape) -> Expression:
    """The rule with the months and the children that it speaks of written out."""
    tree, period = shape.tree, calculation.context.period
    if shape.monthly and period is not None:
        tree = with_months(tree, period.months, period.months_left)
    return calculation.with_children(row, tree) if shape.children else tree


def declared_relation(figures: Figures, cell: Cell, along: str) -> Relation | None:
    """The relation that a cell with a figure of its own is the target of, in one direction."""
    table = figures.calculation.table
    if not figures.stands(cell) or cell.column not in table.column_index:
        return None
    row, column = table.row(cell.row), table.column(cell.column)
    rule = next(
        (shape for shape, way in rules_of(figures.calculation, row, column) if way == along), None
    )
    if rule is None or row.kind == "rubrik":
        return None
    return relation(figures, cell, _written_out(figures.calculation, row, rule), along)


def rule_gives(
    figures: Figures, row: Row, column: Column, rule: Shape, along: str
) -> Decimal | None:
    """What a rule gives for a cell, without a relation being made of it."""
    cell, tree = Cell(row.id, column.id), whole(_written_out(figures.calculation, row, rule))
    return value(tree, lambda name: figures.number(_named(cell, name, along)))


def rules_of(calculation: Calculation, row: Row, column: Column) -> Iterator[tuple[Shape, str]]:
    """The rules that must give a cell's figure, each with its direction.

    Where both its column and its row have one, both must where both only add and subtract.
    """
    faults = calculation.faults
    across = None if column.id in faults.doubted_columns else shape_of(column.rule)
    doubted = row.id in faults.doubted_rows
    down = None if doubted else shape_of(calculation.table.rule_down(row, column))
    if across is not None and not (row.without_share and across.share):
        yield across, "rad"
    crossed = across is not None and down is not None and across.adds and down.adds
    if down is not None and (column.rule is None or crossed):
        yield down, "kolumn"


def tryckta_cells(calculation: Calculation) -> Iterator[tuple[Row, Column, Decimal]]:
    """Every cell with a printed figure that a rule must give; a printed "–" is a nought."""
    columns = [k for k in calculation.table.columns if k.numeric]
    for row in printed_rows(calculation.table):
        for column in columns:
            tryckt = row.tryckt.get(column.id)
            if tryckt is Mark.DASH:
                tryckt = Decimal(0).scaleb(
                    -dash_decimals(calculation.table, Cell(row.id, column.id))
                )
            ruled = column.rule is not None or calculation.table.rule_down(row, column) is not None
            if isinstance(tryckt, Decimal) and ruled:
                yield row, column, tryckt


# ---- beside the declared rules -----------------------------------------------------------------

COMPOSITION = "sammansattning"


def special_relation(figures: Figures) -> Iterator[Relation]:
    """The extra relations of this kind of table, where the target holds a figure of its own."""
    for find in (_day_bands, _composition, _sample, _shares):
        for one in find(figures):
            if figures.stands(one.target):
                yield one


def _plus(*names: str) -> Expression:
    """The sum of named cells."""
    return signed_sum(tuple((1, name) for name in names))


def _day_bands(figures: Figures) -> Iterator[Relation]:
    """The day bands add up to the total; a band within a band is left out."""
    table = figures.calculation.table
    rows = [r.id for r in table.rows if r.role == "tid" and r.kind != "darav"]
    total = table.of("total")
    if total is not None and len(rows) > 1:
        severity = severity_of(total)
        for column in table.columns:
            known = (figures.number(Cell(r, column.id)) is not None for r in rows)
            if column.numeric and all(known):
                yield relation(figures, Cell(total.id, column.id), _plus(*rows), "kolumn", severity)


def severity_of(row: Row) -> Severity:
    """A figure out of the running text may be counted over others than the table's."""
    return "bör ses över" if row.sources.get("etikett") == "prosa" else "fel"


def _sample(figures: Figures) -> Iterator[Relation]:
    """A sample is those with a remark and those without."""
    table = figures.calculation.table
    all_, *parts = (table.column_id(r) for r in ("antal", "anmarkningar", "utan_anmarkning"))
    for row in table.rows if all_ and all(parts) else ():
        if all(row.cells.get(part) is not None for part in parts):
            yield relation(figures, Cell(row.id, all_), _plus(*parts), "rad")


def _shares(figures: Figures) -> Iterator[Relation]:
    """The printed outcome in per cent against its count of the whole."""
    table = figures.calculation.table
    utfall, part, whole = (table.column_id(r) for r in ("utfall", "antal", "av"))
    for row in table.rows if utfall and part and whole else ():
        if row.unit == "%" and isinstance(row.cells.get(utfall), Decimal):
            rule = declared(quotient_rule(part, whole))
            yield relation(figures, Cell(row.id, utfall), rule, "rad")


def _composition(figures: Figures) -> Iterator[Relation]:
    """Employments add up over the groups; persons need not, for one may be in two of them."""
    table = figures.calculation.table
    counts = [k.id for k in table.columns if k.role == "antal" and not k.computed]
    for row in table.rows if table.subject == COMPOSITION else ():
        for column_id in counts if row.id in table.children else ():
            children = table.children[row.id]
            yield relation(figures, Cell(row.id, column_id), _plus(*children), "kolumn")
