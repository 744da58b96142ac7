"""Recomputation (*beräkning*): what a table's computed cells are worth.

A ``Calculation`` is made anew for every version of a table and works a cell out when it is asked
for, once. A sum row in a computed column is worked out along the row: the column's rule holds
for every row. Nothing here rounds; a printed figure's rounding is judged elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct, field

from tui.domain.period import Period
from tui.domain.rule import (
    Change,
    Children,
    Expression,
    Linear,
    Own,
    PerMonth,
    Product,
    Quotient,
    name_in,
)
from tui.domain.settings import Settings
from tui.domain.sums import Sum, all_summed, plus_sum
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Value, number_in

Fetch = Callable[[str], Decimal | None]
HUNDRED = Decimal(100)
NO_TABLES: Mapping[str, Table] = MappingProxyType({})


# How many cells may wait for one another: the store refuses rules of more than 40 steps, so
# deeper than this is a ring, and one too long for Python's own stack is told as any other.
MAX_DEPTH = 60


class RuleError(ValueError):
    """A rule that refers to itself; the declaration is wrong, not the figures."""


class Context(Struct, frozen=True):
    """What a table's rules may look at beside the table: its siblings, settings and period."""

    tables: Mapping[str, Table] = field(default_factory=lambda: NO_TABLES)
    settings: Settings = field(default_factory=Settings)
    period: Period | None = None
    locked: bool = False


def linear(rule: Linear, fetch: Fetch) -> Decimal | None:
    """The signed sum, or None where there is nothing (or not everything) to add."""
    return summed(rule, [fetch(name) for _, name in rule.terms])


def summed(rule: Linear, parts: Sequence[Decimal | None]) -> Decimal | None:
    """The same of the terms' numbers, in order."""
    terms = zip(rule.terms, parts, strict=True)
    known_ones = [sign * number for (sign, _), number in terms if number is not None]
    if not known_ones or (len(known_ones) < len(parts) and not rule.empty_as_zero):
        return None
    return sum(known_ones, Decimal(0))


def quotient(rule: Quotient, fetch: Fetch) -> Decimal | None:
    """The quotient, or None where a part is missing or the denominator is zero."""
    numerator, denominator = fetch(rule.numerator), fetch(rule.denominator)
    if numerator is None or not denominator:
        return None
    return numerator / (abs(denominator) if rule.against_amount else denominator) * rule.scale


def change(rule: Change, fetch: Fetch) -> Decimal | None:
    """The change in per cent, or None where there is nothing like to compare with."""
    to, from_ = fetch(rule.to), fetch(rule.from_)
    if to is None or not from_ or to * from_ < 0:
        return None
    return (abs(to) - abs(from_)) / abs(from_) * HUNDRED


def product(rule: Product, fetch: Fetch) -> Decimal | None:
    """The product, or None where a factor is missing."""
    resultat = Decimal(1)
    for name in rule.factors:
        factor = fetch(name)
        if factor is None:
            return None
        resultat *= factor
    return resultat


def per_month(rule: PerMonth, fetch: Fetch, period: Period | None) -> Decimal | None:
    """The sum spread over the months gone or left, or None where there are none of them."""
    months = 0 if period is None else getattr(period, _MONTHS[rule.months])
    total = linear(Linear(rule.terms, empty_as_zero=False), fetch)
    return None if total is None or not months else total / months


_MONTHS = {"gatt": "months", "kvar": "months_left"}


def according_to(rule: Expression, fetch: Fetch, period: Period | None = None) -> Decimal | None:
    """What a rule gives for the cells that ``fetch`` looks up (None for a rule of its own kind)."""
    match rule:
        case Linear():
            return linear(rule, fetch)
        case Quotient():
            return quotient(rule, fetch)
        case Change():
            return change(rule, fetch)
        case Product():
            return product(rule, fetch)
        case PerMonth():
            return per_month(rule, fetch, period)
    return None


class Calculation:
    """One version of a table, worked out on demand and remembered."""

    def __init__(self, table: Table, context: Context | None = None) -> None:
        self.table = table
        self.context = context or Context()
        self._known: dict[tuple[str, str], Value] = {}
        self._under_way: set[tuple[str, str]] = set()
        self._child_sums: dict[str, Linear] = {}
        self.sums: Mapping[tuple[str, str], Sum] = {}

    def take_over(
        self,
        before: "Calculation",
        except_for: Iterable[tuple[str, str]],
        sums: Mapping[tuple[str, str], Sum],
    ) -> None:
        """Keep what another version of the same rows has worked out, but for some cells.

        ``sums`` are what the rows' children add up to in this one, as far as it is known.
        """
        self.sums = sums
        self._known, self._child_sums = dict(before._known), before._child_sums
        for key in except_for:
            self._known.pop(key, None)

    def rule(self, row: Row, column: Column) -> Expression | None:
        """The rule that computes this cell, None where it is entered or has no figure."""
        if row.kind == "rubrik":
            return None
        if column.rule is not None:
            return column.rule
        return row.rule if column.numeric else None

    def computed(self, row_id: str, column_id: str) -> Value:
        """The computed value of a cell, None where it is entered or cannot be computed."""
        key = (row_id, column_id)
        if key not in self._known:
            self._known[key] = self._work_out(key)
        return self._known[key]

    def value(self, row_id: str, column_id: str) -> Value:
        """What the cell is worth in a draft: computed where there is a rule, else entered."""
        row = self.table.row(row_id)
        if column_id == LABEL:
            return row.label
        if self.rule(row, self.table.column(column_id)) is None:
            return row.cells.get(column_id)
        return self.computed(row_id, column_id)

    def shown(self, row_id: str, column_id: str) -> Value:
        """What the screen shows: a locked document its printed figure, a draft the computed."""
        if self.context.locked and self.is_computed(row_id, column_id):
            row = self.table.row(row_id)
            if self.printed(row, column_id):
                return row.tryckt.get(column_id)
        return self.value(row_id, column_id)

    def printed(self, row: Row, column_id: str) -> bool:
        """Whether the document prints both this row and this column; others are the program's."""
        return bool(row.tryckt or row.cells) and column_id in self.filled_in

    @cached_property
    def filled_in(self) -> frozenset[str]:
        """The columns that hold anything at all, entered or printed."""
        return frozenset(column for column, count in self.table.filled_in.items() if count)

    def is_computed(self, row_id: str, column_id: str) -> bool:
        """Whether the cell is computed, and so not for typing in."""
        if column_id == LABEL:
            return False
        return self.rule(self.table.row(row_id), self.table.column(column_id)) is not None

    def number(self, row_id: str, column_id: str) -> Decimal | None:
        """The number that a cell counts as in the rules of others; None for an unknown cell."""
        return (
            number_in(self.value(row_id, column_id))
            if _exists(self.table, row_id, column_id)
            else None
        )

    def shown_number(self, row_id: str, column_id: str) -> Decimal | None:
        """The number that the screen shows in a cell."""
        return (
            number_in(self.shown(row_id, column_id))
            if _exists(self.table, row_id, column_id)
            else None
        )

    def _work_out(self, key: tuple[str, str]) -> Value:
        row_id, column_id = key
        row, column = self.table.row(row_id), self.table.column(column_id)
        rule = self.rule(row, column)
        if rule is None:
            return None
        if key in self._under_way or len(self._under_way) >= MAX_DEPTH:
            raise RuleError(f"{self.table.id}: {row_id}/{column_id} refers to itself")
        self._under_way.add(key)
        try:
            return self._apply(rule, row, column)
        finally:
            self._under_way.discard(key)

    def _apply(self, rule: Expression, row: Row, column: Column) -> Value:
        if isinstance(rule, Own):
            return rule.compute(self, row)
        if row.without_share and isinstance(rule, Quotient | Change):
            return None
        if isinstance(rule, Children):
            rule = self.child_sum(row)
            if not column.computed:
                known = self.sums.get((row.id, column.id))
                return known.number if known else plus_sum(self._childrens(row, column.id))
        if column.computed and isinstance(rule, Linear) and not_begun(self, rule):
            return None
        return according_to(rule, self.fetcher(row, column), self.context.period)

    def fetcher(self, row: Row, column: Column) -> Fetch:
        """How a rule's names are looked up: along the row, or down the column.

        A locked document's printed figures are what the program's own columns are made of.
        """
        if column.computed and self.context.locked and not self.printed(row, column.id):
            return lambda name: self.shown_number(row.id, name)
        if column.computed:
            return lambda name: self.number(row.id, name)
        return self._in_column(column.id)

    def _in_column(self, column_id: str) -> Fetch:
        """As ``number`` in an entered column, without looking for a rule in each row of a long sum."""
        index, rows = self.table.index, self.table.rows

        def fetch(row_id: str) -> Decimal | None:
            place = index.get(row_id)
            if place is None:
                return None
            row = rows[place]
            return (
                self.number(row_id, column_id) if row.rule else number_in(row.cells.get(column_id))
            )

        return fetch

    def total(self, row: Row, column_id: str) -> Sum:
        """What a row's children add up to in an entered column, to go on from."""
        known = self.sums.get((row.id, column_id))
        return known or all_summed(self._childrens(row, column_id))

    def _childrens(self, row: Row, column_id: str) -> list[Value]:
        """What the children are worth in an entered column."""
        index, rows = self.table.index, self.table.rows
        return [
            children.cells.get(column_id)
            if children.rule is None
            else self.value(children.id, column_id)
            for children in (rows[index[key]] for key in self.table.children.get(row.id, ()))
        ]

    def child_sum(self, row: Row) -> Linear:
        """The sum rule that a parent row's ``Children`` stands for."""
        if row.id not in self._child_sums:
            the_children = self.table.children.get(row.id, ())
            self._child_sums[row.id] = Linear(tuple((1, children) for children in the_children))
        return self._child_sums[row.id]


def _exists(table: Table, row_id: str, column_id: str) -> bool:
    return row_id in table.index and column_id in table.column_index


def shown(calculation: Calculation, column: Column) -> list[Value]:
    """What the screen shows down a column, row by row: ``Calculation.shown`` of each, for less."""
    rows = _rows(calculation, column)
    return [
        rows(row)
        if row.rule is None and row.kind != "rubrik"
        else calculation.shown(row.id, column.id)
        for row in calculation.table.rows
    ]


def _rows(calculation: Calculation, column: Column) -> Callable[[Row], Value]:
    """What is shown in a column of a row without a rule of its own, that is no heading."""
    rule, id_ = column.rule, column.id
    if rule is None:
        return lambda row: row.cells.get(id_)
    if calculation.context.locked or not isinstance(rule, Linear) or _counted_of(calculation, rule):
        return lambda row: calculation.shown(row.id, id_)
    if not_begun(calculation, rule):
        return lambda _: None
    name = name_in(rule)
    return lambda row: summed(rule, [number_in(row.cells.get(n)) for n in name])


def _counted_of(calculation: Calculation, rule: Linear) -> bool:
    """Whether a rule names other columns than entered ones."""
    columns = calculation.table.column_index
    return any(n not in columns or calculation.table.column(n).computed for n in name_in(rule))


def counted(calculation: Calculation) -> bool:
    """Whether every cell can be worked out: no rule, as stored, leads back to its own row."""
    try:
        for row in calculation.table.rows:
            for column in calculation.table.columns:
                calculation.shown(row.id, column.id)
                calculation.computed(row.id, column.id)
    except (RuleError, RecursionError):
        return False
    return True


def not_begun(calculation: Calculation, rule: Linear) -> tuple[str, ...]:
    """The columns of a difference that nobody has begun on.

    An empty cell among others counts as nothing. A column that is empty all through (a new
    draft's outcome) is not filled in yet, and a difference from it would be the whole budget.
    """
    table = calculation.table
    known_ones = (name for _, name in rule.terms if name in table.column_index)
    return tuple(
        name
        for name in known_ones
        if name not in calculation.filled_in and not table.column(name).computed
    )
