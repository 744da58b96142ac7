"""Recomputation (*beräkning*): what a table's computed cells are worth.

A ``Calculation`` is made anew for every version of a table and works a cell out when it is asked
for, once. A sum row in a computed column is worked out along the row: the column's rule holds
for every row. Nothing here rounds; a printed figure's rounding is judged elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct, field

from tui.domain.evaluation import Fetch, value
from tui.domain.expression import Call, Children, Expression, names_in, signed_names, with_children
from tui.domain.nothing import is_childless, nothing_in
from tui.domain.period import Period
from tui.domain.rule import Own, Rule, shape_of, tree_of
from tui.domain.rule_faults import RuleFaults, rule_faults
from tui.domain.scale import AXES, step_number
from tui.domain.settings import Settings
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Mark, Value, is_shown_as, number_in

NO_TABLES: Mapping[str, Table] = MappingProxyType({})


class Context(Struct, frozen=True):
    """What a table's rules may look at beside the table: its siblings, settings and period."""

    tables: Mapping[str, Table] = field(default_factory=lambda: NO_TABLES)
    settings: Settings = field(default_factory=Settings)
    period: Period | None = None
    locked: bool = False


def table_about(subject: str, context: Context) -> Table | None:
    """The first of the tables beside it that is about something, None where none is."""
    return next((t for t in context.tables.values() if t.subject == subject), None)


class Calculation:
    """One version of a table, each cell worked out when it is asked for, and kept."""

    def __init__(self, table: Table, context: Context | None = None) -> None:
        self.table = table
        self.context = context or Context()
        self._known: dict[tuple[str, str], Value] = {}
        self._child_rows: dict[str, Sequence[Row]] = {}
        self.known_partial: dict[tuple[str, str], bool] = {}

    @cached_property
    def faults(self) -> RuleFaults:
        """The rules of the table that cannot be reckoned by; their cells are empty."""
        return rule_faults(self.table)

    def rule(self, row: Row, column: Column) -> Rule | None:
        """The rule that computes this cell, None where it is entered or has no figure."""
        if row.kind == "rubrik":
            return None
        if column.rule is not None:
            return column.rule
        return self.table.rule_down(row, column)

    def computed(self, row_id: str, column_id: str) -> Value:
        """The computed value of a cell, None where it is entered or cannot be computed."""
        key = (row_id, column_id)
        if key not in self._known:
            self._known[key] = self._work_out(key)
        return self._known[key]

    def value(self, row_id: str, column_id: str) -> Value:
        """What the cell is worth to the rules of others.

        A printed figure counts before what the cell computes to: it is the one that stands there,
        and may have been rounded from better known parts. Where it is but the computed one as it
        is shown, the exact one counts. An entered cell is printed when its document is decided: a
        draft has what was entered.
        """
        row = self.table.row(row_id)
        if column_id == LABEL:
            return row.label
        entered = self.rule(row, self.table.column(column_id)) is None
        own = row.cells.get(column_id) if entered else self.computed(row_id, column_id)
        tryckt = None if entered and not self.context.locked else row.tryckt.get(column_id)
        return own if tryckt is None or is_shown_as(own, tryckt) else tryckt

    def shown(self, row_id: str, column_id: str) -> Value:
        """What the screen shows; where a locked document prints no figure, none.

        It prints none for the sum of only some parts, which would pass for the whole.
        """
        row = self.table.row(row_id)
        computed = column_id != LABEL and self.rule(row, self.table.column(column_id)) is not None
        if (self.context.locked or computed) and column_id in row.tryckt:
            return row.tryckt[column_id]
        without = self.context.locked and computed
        if without and (self.printed(row, column_id) or incomplete(self, row_id, column_id)):
            return None
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
        """The number that a cell counts as in the rules of others: nothing counts as 0.

        None for a missing figure, and for an unknown cell.
        """
        if not _exists(self.table, row_id, column_id):
            return None
        value = self.value(row_id, column_id)
        if value is Mark.DASH and not self.table.column(column_id).numeric:
            return None
        number = self._step(column_id, value) if isinstance(value, str) else term(value)
        return Decimal(0) if number is None and (row_id, column_id) in self.nothing else number

    def shown_number(self, row_id: str, column_id: str) -> Decimal | None:
        """The number that the screen shows in a cell."""
        if not _exists(self.table, row_id, column_id):
            return None
        shown = self.shown(row_id, column_id)
        return self._step(column_id, shown) if isinstance(shown, str) else number_in(shown)

    def _step(self, column_id: str, text: str) -> Decimal | None:
        """The number of the step that a figure's cell names: "3 - Möjlig" counts as 3."""
        scale = "" if column_id == LABEL else figures_scale(self.table.column(column_id))
        return step_number(text, self.context.settings.steps(scale)) if scale else None

    def _work_out(self, key: tuple[str, str]) -> Value:
        row_id, column_id = key
        row, column = self.table.row(row_id), self.table.column(column_id)
        rule = self.rule(row, column)
        if rule is None:
            return None
        fault = self.faults.rows if rule is row.rule else self.faults.columns
        if (row.id if rule is row.rule else column.id) in fault:
            return None
        return self._apply(rule, row, column)

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
        if shape.children:
            tree = self.with_children(row, tree)
        return value(tree, self.fetcher(row, column, tree), self.context.period)

    def fetcher(self, row: Row, column: Column, tree: Expression) -> Fetch:
        """How the names of a cell's rule are looked up: along the row, or down the column.

        Only a sum may be made of an incomplete one. A locked document's printed figures are what
        the program's own columns are made of.
        """
        own = column.computed and self.context.locked and not self.printed(row, column.id)
        number = self.shown_number if own else self.number
        place = _along if column.computed else _down
        if is_plain_sum(tree):
            return lambda name: number(*place(row, column, name))
        return lambda name: (
            None
            if incomplete(self, *place(row, column, name))
            else number(*place(row, column, name))
        )

    def _children_total(self, row: Row, column_id: str) -> Decimal | None:
        """What the children of a row add up to in an entered column; nothing for an empty cell.

        Of the thousands of posts in a long list only those with rules of their own are worked out.
        """
        known = []
        for child in self.child_rows(row.id):
            own = not (child.rule or child.tryckt)
            value = child.cells.get(column_id) if own else self.value(child.id, column_id)
            number = value if type(value) is Decimal else term(value)
            if number is not None:
                # The plus rounds what has more digits than are kept, as other rules' signs do.
                known.append(+number)
        return sum(known, Decimal(0)) if known else None

    def child_rows(self, row_id: str) -> Sequence[Row]:
        """The rows that a row is the parent of."""
        if row_id not in self._child_rows:
            ids = self.table.children.get(row_id, ())
            self._child_rows[row_id] = [*map(self.table.row, ids)]
        return self._child_rows[row_id]

    @cached_property
    def nothing(self) -> frozenset[tuple[str, str]]:
        """The empty cells of a decided table that are nothing (*inget*)."""
        return nothing_in(self.table) if self.context.locked else frozenset()

    def with_children(self, row: Row, tree: Expression) -> Expression:
        """A row's rule, the sum of its children written out."""
        return with_children(tree, self.table.children.get(row.id, ()))


def figures_scale(column: Column) -> str:
    """The scale whose steps the figures of a column are, "" for none."""
    if not column.numeric:
        return ""
    return column.scale or (column.role if column.role in AXES else "")


def is_nothing(calculation: Calculation, row_id: str, column_id: str) -> bool:
    """Whether a cell is nothing (*inget*), said so or by what its decided document prints."""
    table = calculation.table
    row = table.row(row_id)
    # What was once entered in a cell that is worked out now is not what it says.
    entered = None if calculation.is_computed(row_id, column_id) else row.cells.get(column_id)
    if Mark.DASH in (entered, row.tryckt.get(column_id)):
        return True
    childless = is_childless(table, row, table.column(column_id))
    return childless or (row_id, column_id) in calculation.nothing


def lacks(calculation: Calculation, row_id: str, column_id: str) -> bool:
    """Whether a figure is missing in a cell (*saknas*); one that there is nothing in is not."""
    if not _exists(calculation.table, row_id, column_id):
        return True
    missing = calculation.number(row_id, column_id) is None
    return missing and not is_nothing(calculation, row_id, column_id)


def incomplete(calculation: Calculation, row_id: str, column_id: str) -> bool:
    """Whether a cell shows the sum of only some of its parts (*ofullständig*).

    Not one that is printed, and not one that is not there at all.
    """
    known, key, table = calculation.known_partial, (row_id, column_id), calculation.table
    if key not in known:
        known[key] = _exists(table, *key) and _is_partial(
            calculation, table.row(row_id), table.column(column_id)
        )
    return known[key]


def _is_partial(calculation: Calculation, row: Row, column: Column) -> bool:
    tree = tree_of(calculation.rule(row, column))
    if tree is None or column.id in row.tryckt:
        return False
    children = isinstance(tree, Children) and not column.computed
    return (
        (children or is_plain_sum(calculation.with_children(row, tree)))
        and calculation.number(row.id, column.id) is not None
        and any(parts_missing(calculation, row, column))
    )


def parts_missing(calculation: Calculation, row: Row, column: Column) -> Iterator[tuple[str, str]]:
    """What a cell's rule wants and does not have, whatever the rule: the cells, in its order."""
    tree = tree_of(calculation.rule(row, column))
    if isinstance(tree, Children) and not column.computed:
        # As when they are added up: of thousands of posts those that are figures are passed over.
        names = [
            child.id
            for child in calculation.child_rows(row.id)
            if child.rule or type(child.cells.get(column.id)) is not Decimal
        ]
    else:
        names = [] if tree is None else [*names_in(calculation.with_children(row, tree))]
    for name in names:
        place = (_along if column.computed else _down)(row, column, name)
        if lacks(calculation, *place) or incomplete(calculation, *place):
            yield place


def term(value: Value) -> Decimal | None:
    """The number that a value counts as in a rule: "–" says that there is nothing to add."""
    return Decimal(0) if value is Mark.DASH else number_in(value)


def is_plain_sum(tree: Expression) -> bool:
    """Whether a rule does nothing but add cells up."""
    names = () if isinstance(tree, Call) else signed_names(tree)
    return bool(names) and all(sign > 0 for sign, _ in names)


def _along(row: Row, _column: Column, name: str) -> tuple[str, str]:
    return row.id, name


def _down(_row: Row, column: Column, name: str) -> tuple[str, str]:
    return name, column.id


def _exists(table: Table, row_id: str, column_id: str) -> bool:
    return row_id in table.index and column_id in table.column_index
