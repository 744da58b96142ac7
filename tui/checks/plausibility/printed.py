"""Signs and sizes of a printed table of which nothing is known but what it prints.

Of what is found out, the rules say which rows and columns are worked out and so follow others; what
the others are, headings and labels say. How far a year has gone is not known, so that forecasts are
not held against outcomes.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.findings import column_name, row_name
from tui.checks.discovery.grid import Column, Grid
from tui.checks.discovery.roles import is_computed
from tui.checks.plausibility.amounts import YEAR, Amounts, Item, Line, Suspicion, is_either
from tui.checks.plausibility.entered import is_change, is_project, role_of, year_in
from tui.checks.plausibility.misplaced import equal_columns, shifted_columns
from tui.checks.plausibility.sizes import far_cells, far_columns
from tui.checks.plausibility.suspicions import KIND, healed_to, suspicions, why_sentence
from tui.checks.plausibility.turned_signs import turned_cells, turned_columns
from tui.domain.finding import Address, Finding
from tui.domain.value import MONEY

_COLUMNS = (equal_columns, far_columns, turned_columns, shifted_columns)
_CELLS = (far_cells, turned_cells)
_WORKED_OUT = ("netto", "resultat", "summa")


def printed_findings(discovery: Discovery, document: str, table: str) -> Iterator[Finding]:
    """The findings of sign and size among what a printed table has not worked out."""
    grid = discovery.grid
    entered = [c for c in range(len(grid.columns)) if _is_entered(discovery, c)]
    columns = _of_one_unit(grid, entered)
    rows = [r for r in range(len(grid.rows)) if _is_post(discovery, r)]
    if not columns or not rows:
        return
    words = f"{grid.caption} {' '.join(column.heading for column in grid.columns)}"
    own = max((year_in(grid.columns[c].heading) for c in columns), default=0)
    amounts = Amounts(
        tuple(_item(grid.columns[c], column_name(discovery, c), own) for c in columns),
        tuple(
            Line(row_name(discovery, r), tuple(_float(grid, r, c) for c in columns)) for r in rows
        ),
        is_change(words),
        is_project(words),
    )
    for one in suspicions(amounts, _COLUMNS, _CELLS):
        row = None if one.row is None else rows[one.row]
        if row is None or not _is_confirmed(discovery, row, columns[one.column]):
            place = Address(document, table)
            yield _finding(discovery, place, amounts, one, row, columns[one.column])


def _is_confirmed(discovery: Discovery, row: int, column: int) -> bool:
    """Whether rules both along its row and down its column hold with a figure as it stands."""
    confirmed = set()
    for rule in discovery.rules:
        line = row if rule.direction == "kolumn" else column
        if (row, column) in rule.cells(line):
            if not rule.holds(discovery.values, line):
                return False
            confirmed.add(rule.direction)
    return len(confirmed) > 1


def _is_entered(discovery: Discovery, column: int) -> bool:
    """Whether a column is of amounts, and neither told nor found to be worked out."""
    one = discovery.grid.columns[column]
    if one.unit not in ("", *MONEY) or is_computed(one.heading):
        return False
    targets = (rule.target for rule in discovery.rules if rule.direction == "kolumn")
    return column not in (*targets, *discovery.rates)


def _of_one_unit(grid: Grid, columns: Sequence[int]) -> list[int]:
    """The columns in the unit of most: kronor beside thousands of them are as large as they are."""
    units = [grid.columns[c].unit for c in columns]
    most = max(filter(None, units), key=units.count, default="")
    return [c for c in columns if grid.columns[c].unit in ("", most)]


def _is_post(discovery: Discovery, row: int) -> bool:
    one = discovery.grid.rows[row]
    targets = (rule.target for rule in discovery.rules if rule.direction == "rad")
    return one.kind not in _WORKED_OUT and not is_either(one.label) and row not in targets


def _item(column: Column, name: str, own: int) -> Item:
    role, year = role_of(column.heading), year_in(column.heading)
    previous = role == "utfall" and 0 < year < own
    words = column.heading.lower()
    whole = role != "utfall" or ("bokslut" in words and "delår" not in words)
    months = YEAR if whole else None
    return Item(name, role, previous, months, Decimal(1).scaleb(-column.decimals))


def _float(grid: Grid, row: int, column: int) -> float | None:
    cell = grid.cells[row][column]
    return None if cell is None or cell.nothing else float(cell.value)


def _finding(
    discovery: Discovery,
    table: Address,
    amounts: Amounts,
    one: Suspicion,
    row: int | None,
    column: int,
) -> Finding:
    item = amounts.columns[one.column]
    if row is None:
        address = Address(table.document, table.table, "", item.name)
        return Finding(address, KIND, "bör ses över", None, None, f"{item.name}: {one.why}")
    cell = discovery.grid.cells[row][column]
    said = Decimal(0) if cell is None else cell.value
    should = healed_to(said, one.factor, item)
    name = row_name(discovery, row)
    sentence = why_sentence(f"{name}, {item.name}", said, one.why, should)
    address = Address(table.document, table.table, name, item.name)
    return Finding(address, KIND, "bör ses över", said, should, sentence)
