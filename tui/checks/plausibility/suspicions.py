"""The findings of plausibility: suspicions as sentences with their places (*rimlighet*).

Columns come first: one that is wrong all through is told once, and is no evidence of the others.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from tui.checks.plausibility.amounts import Amounts, Item, Suspicion
from tui.checks.plausibility.bounds import Bounded, beyond_bounds
from tui.checks.plausibility.deviations import odd_deviations
from tui.checks.plausibility.entered import Entered, entered_amounts
from tui.checks.plausibility.misplaced import equal_columns, shifted_columns, whole_year_columns
from tui.checks.plausibility.noughts import lone_noughts
from tui.checks.plausibility.opposed import opposed_sides
from tui.checks.plausibility.sizes import far_cells, far_columns
from tui.checks.plausibility.turned_signs import lone_signs, turned_cells, turned_columns
from tui.domain.calculation import Calculation
from tui.domain.cell_text import MARK_WORD, column_heading
from tui.domain.finding import Address, Finding
from tui.domain.value import Mark, decimals_in, number_in, rounded
from tui.svenska.format import amount

KIND = "rimlighet"
Ideas: TypeAlias = tuple[Callable[[Amounts], Iterator[Suspicion]], ...]
COLUMN_IDEAS: Ideas = (
    equal_columns,
    far_columns,
    turned_columns,
    shifted_columns,
    whole_year_columns,
)
CELL_IDEAS: Ideas = (
    far_cells,
    turned_cells,
    lone_signs,
    opposed_sides,
    odd_deviations,
    lone_noughts,
)


def plausibility_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """The findings of sign and size of one table, out of what was entered into it."""
    entered = entered_amounts(calculation)
    if entered is not None:
        for one in suspicions(entered.amounts):
            yield _finding(document, calculation, entered, one)
    for bounded in beyond_bounds(calculation):
        yield _bounded(document, calculation, bounded)


def suspicions(
    amounts: Amounts, of_columns: Ideas = COLUMN_IDEAS, of_cells: Ideas = CELL_IDEAS
) -> Iterator[Suspicion]:
    """What is hardly right among a table's amounts, each place once: first columns, then cells."""
    if not amounts.groups and len(amounts.rows) < 2:
        return
    columns: dict[int, Suspicion] = {}
    for idea in of_columns:
        for one in idea(amounts):
            columns.setdefault(one.column, one)
    yield from columns.values()
    told: set[tuple[int | None, int]] = {(None, column) for column in columns}
    for idea in of_cells:
        found = list(idea(amounts.without(told)))
        yield from found
        told |= {(one.row, one.column) for one in found}


def healed_to(said: Decimal, factor: Decimal | None, item: Item) -> Decimal | None:
    """What a figure should probably be, to the last place that its column shows."""
    if factor is None:
        return None
    return rounded(said * factor, decimals_in(item.step))


def why_sentence(
    place: str, said: Decimal | Literal[Mark.DASH], why: str, should: Decimal | None
) -> str:
    """The sentence: where, what stands there, why that is hardly right, and what is."""
    stands = MARK_WORD[said] if isinstance(said, Mark) else amount(said, decimals_in(said))
    text = f"{place}: {stands} {why}"
    if should is None:
        return f"{text}."
    return f"{text}; rätt är troligen {amount(should, decimals_in(should))}."


def _finding(document: str, calculation: Calculation, entered: Entered, one: Suspicion) -> Finding:
    item, column = entered.amounts.columns[one.column], entered.columns[one.column]
    table = calculation.table
    if one.row is None:
        address = Address(document, table.id, "", column.id)
        sentence = f"{table.heading}, {item.name}: {one.why}"
        return Finding(address, KIND, "bör ses över", None, None, sentence)
    row = entered.rows[one.row]
    stands = row.cells.get(column.id)
    said = number_in(stands) or Decimal(0)
    should = healed_to(said, one.factor, item)
    address = Address(document, table.id, row.id, column.id)
    shown = stands if stands is Mark.DASH else said
    sentence = why_sentence(f"{row.label}, {item.name}", shown, one.why, should)
    return Finding(address, KIND, "bör ses över", said, should, sentence)


def _bounded(document: str, calculation: Calculation, one: Bounded) -> Finding:
    said = number_in(one.row.cells.get(one.column.id)) or Decimal(0)
    heading = column_heading(one.column, calculation.context.period)
    sentence = why_sentence(f"{one.row.label}, {heading}", said, one.why, one.should)
    address = Address(document, calculation.table.id, one.row.id, one.column.id)
    return Finding(address, KIND, "bör ses över", said, one.should, sentence)
