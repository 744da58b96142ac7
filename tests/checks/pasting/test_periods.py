"""A heading without months, in a table with a budget both of some months and of the year."""

from decimal import Decimal

import pytest

from tests.checks.pasting.cases import pasted
from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.period import from_new_year
from tui.domain.table import Column, Row

COLUMNS = (
    Column("budget_nu", "Budget jan–aug {ar}", decimals=1, role="budget"),
    Column("nu", "Utfall jan–aug {ar}", decimals=1, role="utfall"),
    Column("avvikelse_nu", "Avvikelse jan–aug {ar}", decimals=1, rule="nu - budget_nu",
           role="avvikelse"),
    Column("budget", "Budget helår {ar}", decimals=1, role="budget"),
    Column("prognos", "Prognos helår {ar}", decimals=1, role="prognos"),
)  # fmt: skip


def parks() -> Calculation:
    """A technical board's parks and roads."""
    form = mall("teknik.drift", "drift", "Drift", COLUMNS, unit="mnkr")
    rows = (Row("park", "Parker"), Row("road", "Gator"))
    table = begun("drift", form, "Drift", "mnkr", COLUMNS, rows, heading_label="Verksamhet")
    return Calculation(table, Context({"drift": table}, period=from_new_year(2031, 8)))


@pytest.mark.parametrize(
    ("heads", "park", "road", "lands"),
    [
        ("Budget\tUtfall jan–aug 2031\tAvvikelse jan–aug 2031", "-8,8\t-8,5\t0,3",
         "-4,4\t-4,9\t-0,5", "budget_nu"),
        ("Budget\tUtfall jan–aug 2031\tAvvikelse", "-8,8\t-8,5\t0,3",
         "-4,4\t-4,9\t-0,5", "budget_nu"),
        ("Budget 2031\tUtfall jan–aug 2031\tAvvikelse", "-8,8\t-8,5\t0,3",
         "-4,4\t-4,9\t-0,5", "budget_nu"),
        ("Budget\tPrognos\tUtfall jan–aug 2031\tAvvikelse", "-13,1\t-12,9\t-8,5\t0,2",
         "-6,6\t-7,0\t-4,9\t-0,4", "budget"),
        ("Budget\tPrognos helår 2031", "-13,1\t-12,9", "-6,6\t-7,0", "budget"),
        ("Budget\tUtfall jan–aug 2031\tUtfall jan–aug 2030", "-8,8\t-8,5\t-8,0",
         "-4,4\t-4,9\t-4,0", "budget_nu"),
        ("Budget 2031\tUtfall jan–aug 2031", "-13,1\t-8,5", "-6,6\t-4,9", "budget"),
    ],
)  # fmt: skip
def test_a_budget_without_months_is_of_those_that_the_block_tells(
    heads: str, park: str, road: str, lands: str
) -> None:
    text = f"Verksamhet\t{heads}\nParker\t{park}\nGator\t{road}\n"
    got = pasted(parks(), text, "park", "nu")
    first = Decimal(park.split("\t")[0].replace(",", "."))
    budgets = {at: value for at, value in got.changes.items() if "/budget" in at}
    assert budgets.keys() == {f"park/{lands}", f"road/{lands}"}
    assert budgets[f"park/{lands}"] == first


@pytest.mark.parametrize(
    ("heads", "park"),
    [
        ("Budget\tUtfall jan–aug 2031", "-13,1\t-8,5"),
        ("Budget\tUtfall jan–aug 2031\tAvvikelse jan–aug 2031", "-13,1\t-8,5\t0,3"),
        ("Budget\tPrognos helår 2031\tUtfall jan–aug 2031", "-13,1\t-12,9\t-8,5"),
    ],
)
def test_a_budget_that_the_block_leaves_open_is_left_out_and_told(heads: str, park: str) -> None:
    got = pasted(parks(), f"Verksamhet\t{heads}\nParker\t{park}\n", "park", "nu")
    assert "park/nu" in got.changes
    assert not {"park/budget", "park/budget_nu"} & got.changes.keys()
    assert "«Budget» kan vara «Budget" in got.told
    assert got.told.count("och är inte med") == 1
