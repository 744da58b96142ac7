"""Each column of a block is made over to the unit of its own column in the table."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.checks.pasting.cases import pasted
from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.period import from_new_year
from tui.domain.table import Column, Row

COLUMNS = (
    Column("hyra", "Hyra {ar}, tkr", role="budget"),
    Column("timme", "Hyra per timme {ar}, kr"),
)


def halls(*columns: Column) -> Calculation:
    """What a sports board pays for its halls."""
    form = mall("fritid.hallar", "drift", "Hallar", columns, unit="tkr")
    rows = (Row("ishall", "Ishallen"), Row("simhall", "Simhallen"))
    table = begun("hallar", form, "Hallar", "tkr", columns, rows, heading_label="Hall")
    return Calculation(table, Context({"hallar": table}, period=from_new_year(2031, 8)))


@pytest.mark.parametrize(
    "text",
    [
        "\tHyra 2031, kr\tHyra per timme 2031, kr\nIshallen\t4 100 000\t1 450\n",
        "Kronor\tHyra 2031\tHyra per timme 2031\nIshallen\t4 100 000\t1 450\n",
        "Belopp i tkr\tHyra 2031\tHyra per timme 2031\nIshallen\t4 100\t1 450\n",
        "\tHyra 2031\tHyra per timme 2031\nIshallen\t4 100 tkr\t1 450 kr\n",
        "\tHyra 2031, mnkr\tHyra per timme 2031, tkr\nIshallen\t4,1\t1,45\n",
    ],
)
def test_an_amount_lands_in_the_unit_of_its_own_column(text: str) -> None:
    carried = (COLUMNS[0], replace(COLUMNS[1], heading="Hyra per timme {ar}", unit="kr"))
    for columns in (COLUMNS, carried):
        got = pasted(halls(*columns), text, "ishall", "hyra")
        assert got.changes == {"ishall/hyra": Decimal(4100), "ishall/timme": Decimal(1450)}
