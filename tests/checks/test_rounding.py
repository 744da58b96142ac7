"""What is rounding and what is not, measured on random tables printed out of exact kronor."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from tests.checks.rounded_tables import (
    CONTEXT,
    TEMPLATES,
    UNITS,
    exact_table,
    figure,
    printed,
    with_figure,
)
from tui.checks.crossings import Crossings
from tui.checks.one_table import table_finding
from tui.checks.relations import Cell, Figures
from tui.domain.calculation import Calculation
from tui.domain.finding import Finding
from tui.domain.table import Table

TABLES = 12


def identities(table: Table) -> list[Finding]:
    """What the rules of a decided table say of it, mere rounding left out."""
    found = table_finding("d", Calculation(table, CONTEXT))
    return [f for f in found if f.kind == "identitet" and f.severity != "avrundning"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_no_table_that_is_rounded_out_of_kronor_is_accused(template: Table, unit: str) -> None:
    rng = Random(f"{template.id} {unit}")
    for _ in range(TABLES):
        table = printed(exact_table(template, unit, rng))
        assert identities(table) == []


def slips(*, percentages: bool) -> Iterator[tuple[Table, Cell, Decimal, Table]]:
    """Printed tables, each with one of its figures changed beyond what any rounding can explain:
    the right table, the cell, how much off it is, the wrong table."""
    rng = Random(7)
    for template in TEMPLATES:
        for unit, (_, decimals) in UNITS.items():
            for _ in range(TABLES):
                table = printed(exact_table(template, unit, rng), percentages=percentages)
                cells = [
                    Cell(row.id, column.id)
                    for row in table.rows
                    for column in table.columns
                    if column.type_ == "belopp" and figure(table, row.id, column.id) is not None
                ]
                cell = rng.choice(cells)
                size = rng.randint(3 * len(table.rows) + 3, 10 ** rng.randint(3, 7))
                off = Decimal(size * rng.choice((1, -1))).scaleb(-decimals)
                right = figure(table, *cell)
                assert right is not None
                yield table, cell, off, with_figure(table, *cell, right + off)


def measured(*, percentages: bool) -> Counter[str]:
    """How often a slip is told, named and healed, by how many rules go through its cell."""
    count: Counter[str] = Counter()
    for table, cell, _, wrong in slips(percentages=percentages):
        crossings = Crossings(Figures(Calculation(table, CONTEXT)))
        through = sum(1 for _ in crossings.through(cell))
        found = identities(wrong)
        named = [f for f in found if (f.address.row, f.address.column) == cell]
        if through >= 2:
            count["crossed"] += 1
            count["crossed named"] += bool(named)
            healed = len(found) == 1 and named and named[0].should is not None
            count["crossed healed"] += bool(
                healed and identities(with_figure(wrong, *cell, named[0].should)) == []
            )
        elif through == 1:
            others = [one for f in found for one, _ in f.others if (one.row, one.column) == cell]
            count["single"] += 1
            count["single told"] += bool(found)
            count["single candidate"] += bool(named or others)
    return count


@pytest.mark.parametrize("percentages", [True, False])
def test_a_slip_where_two_rules_cross_is_named_and_healed(percentages: bool) -> None:
    count = measured(percentages=percentages)
    assert count["crossed"] > 150
    assert count["crossed named"] >= 0.95 * count["crossed"]
    assert count["crossed healed"] >= 0.9 * count["crossed"]
    assert count["single told"] == count["single"]
    assert count["single candidate"] >= 0.95 * count["single"]
