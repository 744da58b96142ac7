"""Recomputation (*beräkning*): what a table's computed cells are worth.

A ``Calculation`` is made anew for every version of a table and works a cell out when it is asked
for, once. A sum row in a computed column is worked out along the row: the column's rule holds
for every row. Nothing here rounds; a printed figure's rounding is judged elsewhere.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct, field

from tui.domain.evaluation import Fetch, value
from tui.domain.expression import (
    Children,
    Expression,
    with_children,
)
from tui.domain.period import Period
from tui.domain.rule import Own, Rule, shape_of
from tui.domain.settings import Settings
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Value, number_in

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


class Calculation:
    """One version of a table, each cell worked out when it is asked for, and kept."""

    def __init__(self, table: Table, context: Context | None = None) -> None:
        self.table = table
        self.context = context or Context()
        self._known: dict[tuple[str, str], Value] = {}
        self._under_way: set[tuple[str, str]] = set()

    def rule(self, row: Row, column: Column) -> Rule | None:
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
        return bool(row.tryckt or row.cells) and column_id in self.table.filled_in

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

    def _apply(self, rule: Rule, row: Row, column: Column) -> Value:
        if isinstance(rule, Own):
            own: Value = rule.compute(self, row)
            return own
        shape = shape_of(rule)
        if shape is None or (row.without_share and shape.share):
            return None
        tree = shape.tree
        if isinstance(tree, Children) and not column.computed:
            return self._children_total(row, column.id)
        if column.computed and not_begun(self, shape.terms):
            return None
        if shape.children:
            tree = self.with_children(row, tree)
        return value(tree, self.fetcher(row, column), self.context.period)

    def fetcher(self, row: Row, column: Column) -> Fetch:
        """How a rule's names are looked up: along the row, or down the column.

        A locked document's printed figures are what the program's own columns are made of.
        """
        if not column.computed:
            return lambda name: self.number(name, column.id)
        if self.context.locked and not self.printed(row, column.id):
            return lambda name: self.shown_number(row.id, name)
        return lambda name: self.number(row.id, name)

    def _children_total(self, row: Row, column_id: str) -> Decimal | None:
        """What the children of a row add up to in an entered column; nothing for an empty cell.

        Of the thousands of posts in a long list only those with rules of their own are worked out.
        """
        table = self.table
        children = map(table.row, table.children.get(row.id, ()))
        values = (
            child.cells.get(column_id) if child.rule is None else self.value(child.id, column_id)
            for child in children
        )
        # The plus rounds what has more digits than are kept, as the signs of other rules do.
        known = [+number for value in values if (number := number_in(value)) is not None]
        return sum(known, Decimal(0)) if known else None

    def with_children(self, row: Row, tree: Expression) -> Expression:
        """A row's rule, the sum of its children written out."""
        return with_children(tree, self.table.children.get(row.id, ()))


def _exists(table: Table, row_id: str, column_id: str) -> bool:
    return row_id in table.index and column_id in table.column_index


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


def not_begun(calculation: Calculation, terms: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """The columns of a difference that nobody has begun on.

    An empty cell among others counts as nothing. A column that is empty all through (a new
    draft's outcome) is not filled in yet, and a difference from it would be the whole budget.
    """
    table = calculation.table
    known = (name for _, name in terms if name in table.column_index)
    return tuple(
        name for name in known if name not in table.filled_in and not table.column(name).computed
    )
