"""What a table that contradicts itself is told of, and the rules it was found to have, in words."""

from collections.abc import Sequence
from decimal import Decimal
from math import prod
from statistics import mode

import msgspec

from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.grid import Grid
from tui.checks.discovery.healing import Binding, Healed, healed
from tui.checks.discovery.rules import Cell, LinearRule, QuotientRule, Rule
from tui.domain.finding import Address, Finding, Severity
from tui.svenska.format import amount, count

# A rule that a table in ten thousand might have by chance is a reason to look, not an error.
CERTAIN = 1e-4
# Where no figure heals it without breaking another rule, the rule itself is in doubt.
VERY_CERTAIN = 1e-7
_MAX_OTHERS = 3
_WORKED_OUT = ("avvikelse", "förändring", "netto")
_FEW = 3


def discovered_findings(discovery: Discovery, document: str, table: str) -> list[Finding]:
    """The rules that do not hold, by the cells that explain them."""
    return [_finding(discovery, one, document, table) for one in healed(discovery)]


def _finding(discovery: Discovery, one: Healed, document: str, table: str) -> Finding:
    row, column = one.cell
    grid = discovery.grid
    address = Address(document, table, row_name(discovery, row), column_name(discovery, column))
    cell = grid.cells[row][column]
    said = None if cell is None else cell.value
    return Finding(
        address, "identitet", _severity(discovery, one), said, one.value, _sentence(discovery, one)
    )


def _severity(discovery: Discovery, one: Healed) -> Severity:
    bound = CERTAIN if one.heals else VERY_CERTAIN
    # Rules that say the same of a cell prove it together; not one that fails only since another
    # cell is thought to be wrong.
    rules = dict.fromkeys(
        binding.rule for binding in one.bindings if not binding.holds(discovery.values)
    )
    chance = prod(rule.support.chance for rule in rules if len(rule.support.hits) > 1)
    certain = chance <= bound and not all(rule.support.is_doubtful for rule in rules)
    return (
        "fel"
        if certain and not (_is_turned(discovery, one) or _is_near(discovery, one))
        else "bör ses över"
    )


def _is_turned(discovery: Discovery, one: Healed) -> bool:
    """Whether only the sign of a difference is another, and no sum speaks against it.

    A table of amounts may turn its difference round on a row of income, whatever that is called.
    """
    amounts = discovery.grid.columns[one.cell[1]].unit != "%"
    return amounts and all(
        isinstance(binding.rule, LinearRule)
        and binding.rule.is_difference
        and binding.cells[0] == one.cell
        and msgspec.structs.replace(binding.rule, any_sign=True).holds(
            discovery.values, binding.line
        )
        for binding in one.bindings
    )


def _is_near(discovery: Discovery, one: Healed) -> bool:
    """Whether a count is one off: a person may be counted in two of the parts of a group."""
    printed = discovery.values(one.cell)
    return (
        printed is not None
        and one.value is not None
        and not printed.width
        and abs(printed.middle - one.value) <= 1
    )


def row_name(discovery: Discovery, row: int) -> str:
    """The row's label, or its number in the table."""
    return discovery.grid.rows[row].label or f"rad {discovery.grid.rows[row].place + 1}"


def column_name(discovery: Discovery, column: int) -> str:
    """The column's heading, or its number in the table."""
    one = discovery.grid.columns[column]
    return one.heading or f"kolumn {one.place + 1}"


def cell_name(discovery: Discovery, cell: Cell) -> str:
    """Where a cell stands, in the table's own words."""
    return f"{row_name(discovery, cell[0])}, {column_name(discovery, cell[1])}"


def _sentence(discovery: Discovery, one: Healed) -> str:
    printed = _shown(discovery, one.cell, None)
    rules = list(dict.fromkeys(binding.rule for binding in one.bindings))
    why = "; ".join(rule_text(discovery, rule) for rule in rules[:2])
    place = cell_name(discovery, one.cell)
    if one.value is None:
        return f"{place}: tryckt {printed} stämmer inte med resten ({why})."
    value = _shown(discovery, one.cell, one.value)
    both = _givers(one.bindings)
    text = f"{place}: tryckt {printed}, {both} ger {value} ({why})"
    others = [
        f"{_shown(discovery, cell, other)} i {cell_name(discovery, cell)}"
        for cell, other in one.others[:_MAX_OTHERS]
    ]
    return f"{text}; annars {' eller '.join(others)}." if others else f"{text}."


def _givers(bindings: Sequence[Binding]) -> str:
    directions = {binding.rule.direction for binding in bindings}
    if len(directions) > 1:
        return "både raden och kolumnen"
    return "raden" if directions == {"kolumn"} else "kolumnen"


def _shown(discovery: Discovery, cell: Cell, value: Decimal | None) -> str:
    if value is None:
        printed = discovery.grid.cells[cell[0]][cell[1]]
        if printed is None or printed.nothing:
            return "–"
        value = printed.value
        return amount(value, discovery.grid.decimals(*cell))
    usual = _usual_decimals(discovery.grid, cell)
    as_usual = round(value, usual) == value
    return amount(value, usual if as_usual else discovery.grid.decimals(*cell))


def _usual_decimals(grid: Grid, cell: Cell) -> int:
    """As many as most of the column's other figures show: a slip may have changed the cell's."""
    row, column = cell
    others = [
        grid.decimals(r, column)
        for r, cells in enumerate(grid.cells)
        if r != row and (one := cells[column]) is not None and one.value
    ]
    return mode(others or [grid.decimals(row, column)])


def unproven(discovery: Discovery) -> list[str]:
    """The columns and rows that their words call worked out of others, where no rule is found.

    A table of one column has one figure a sum, which proves no rule.
    """
    grid = discovery.grid
    if len(grid.columns) == 1:
        return []
    bound = {(rule.direction, rule.target) for rule in discovery.rules}
    told = [
        f"kolumnen {column_name(discovery, c)}"
        for c, one in enumerate(grid.columns)
        if one.role in _WORKED_OUT and ("kolumn", c) not in bound and _figures(grid, c) >= _FEW
    ]
    told += [
        f"raden {row_name(discovery, r)}"
        for r, row in enumerate(grid.rows)
        if row.kind == "summa" and ("rad", r) not in bound and any(grid.cells[r])
    ]
    return told


def _figures(grid: Grid, column: int) -> int:
    return sum(row[column] is not None for row in grid.cells)


def rule_text(discovery: Discovery, rule: Rule) -> str:
    """The rule and what it stands on: "Avvikelse = Budget − Utfall, stämmer på 9 av 10 rader"."""
    support = rule.support
    over = ("rad", "rader") if rule.direction == "kolumn" else ("kolumn", "kolumner")
    hits = amount(Decimal(len(support.hits)))
    on = "på" if rule.direction == "kolumn" else "i"
    stands = f"stämmer {on} {hits} av {count(support.tested, *over)}"
    return f"{_formula(discovery, rule)}, {stands}"


def _formula(discovery: Discovery, rule: Rule) -> str:
    name = column_name if rule.direction == "kolumn" else row_name
    target = name(discovery, rule.target)
    if isinstance(rule, QuotientRule):
        return f"{target} = {_quotient(discovery, rule)}"
    return f"{target} = {_sum(discovery, rule)}"


def _quotient(discovery: Discovery, rule: QuotientRule) -> str:
    name = column_name if rule.direction == "kolumn" else row_name
    other = row_name if rule.direction == "kolumn" else column_name
    part, base = name(discovery, rule.part), name(discovery, rule.base)
    if rule.whole is not None:
        return f"{part} i procent av {other(discovery, rule.whole)}"
    if rule.kind == "andel":
        return f"{part} i procent av {base}"
    return f"ändringen i procent från {base} till {part}"


def _sum(discovery: Discovery, rule: LinearRule) -> str:
    name = column_name if rule.direction == "kolumn" else row_name
    terms = sorted(rule.terms, key=lambda term: (-term[1], term[0]))
    if len(terms) > 3 and all(sign > 0 for _, sign in terms):
        first, last = (name(discovery, item) for item in sorted((terms[0][0], terms[-1][0])))
        return f"summan av {len(terms)} från {first} till {last}"
    text = " ".join(f"{'+' if sign > 0 else '−'} {name(discovery, item)}" for item, sign in terms)
    text = text.removeprefix("+ ")
    return f"{text} (i endera tecknet)" if rule.any_sign else text
