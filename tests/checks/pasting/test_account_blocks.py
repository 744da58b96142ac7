"""A block that a map of accounts has made goes the way of every block, and asks nothing."""

from datetime import date
from decimal import Decimal

import pytest

from tui.checks.pasting.placing import placed
from tui.domain.account_block import Balances, Mapped, block_of
from tui.domain.account_map import Entry
from tui.domain.calculation import Calculation, Context
from tui.domain.paste import Pasting
from tui.domain.period import from_new_year
from tui.domain.table import Column, Row, Table

COLUMNS = (
    Column("budget", "Budget {ar}", role="budget"),
    Column("utfall", "Utfall {ar}", role="utfall"),
    Column("avvikelse", "Avvikelse", rule="budget - utfall", role="avvikelse"),
)
ROWS = (
    Row("avg", "Båtplatsavgifter", role="intakt"),
    Row("pers", "Personalkostnader", role="kostnad"),
    Row("ovr", "Muddring och bojar", role="kostnad"),
    Row("net", "Nettokostnad", "summa", rule="avg + pers + ovr", role="netto"),
)
MAP = [Entry("Båtplatsavgifter", "3"), Entry("Personalkostnader", "5"),
       Entry("Muddring och bojar", "4;6")]  # fmt: skip


@pytest.mark.parametrize("stated", ["Intäkter +, kostnader −.", "Intäkter −, kostnader +."])
@pytest.mark.parametrize("unit", ["kr", "tkr", "mnkr"])
def test_figures_land_by_role_and_period_in_unit_and_sign_without_a_question(
    stated: str, unit: str
) -> None:
    table = Table("hamn", "", "Drift", unit, COLUMNS, ROWS, sign=stated)
    sums = {"3120": Decimal("-2500000.25"), "5010": Decimal(900100), "4600": Decimal("1200.75")}
    columns = [Balances("Utfall 2024", date(2024, 8, 31), sums),
               Balances("Budget 2024", date(2024, 8, 31), {"3120": Decimal(-3000000)})]  # fmt: skip
    mapped = block_of(MAP, table, columns)
    assert isinstance(mapped, Mapped)
    calculation = Calculation(table, Context(period=from_new_year(2024, 8)))
    answer = placed(calculation, mapped.block.rows, 0, "budget", {})
    assert isinstance(answer, Pasting), answer
    sign = 1 if stated.startswith("Intäkter +") else -1
    size = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1000000)}[unit]
    assert {(c.row, c.column): c.to for c in answer.of("andras")} == {
        ("avg", "budget"): sign * Decimal(3000000) / size,
        ("avg", "utfall"): sign * Decimal("2500000.25") / size,
        ("pers", "utfall"): -sign * Decimal(900100) / size,
        ("ovr", "utfall"): -sign * Decimal("1200.75") / size,
    }
    assert answer.outside == ()
