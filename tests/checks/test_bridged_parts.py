"""A sum whose part another document prints otherwise: the part is told, and it alone."""

from decimal import Decimal

from tests.tables import begun, mall
from tui.checks.bridged_parts import without_bridged_sums
from tui.checks.exemptions import exemption_for
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation, Context
from tui.domain.finding import Address, Finding
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row
from tui.domain.value import Value

D = Decimal
COLUMNS = (Column("foregaende", "Bokslut 2030", "belopp", decimals=0),)
RIGHT = {"bibliotek": -31_576, "museum": -12_450, "bad": -8_020, "parker": -4_400, "gator": -9_100}


def off_sum() -> Finding:
    """The finding of a sum of five, of which the library has two digits in the wrong order."""
    own = {**RIGHT, "bibliotek": -31_756}
    rows = [
        Row(id_, id_.capitalize(), parent="summa", cells={"foregaende": D(v)})
        for id_, v in own.items()
    ]
    # Its own rounding parts the printed sum from that of its parts by one.
    tryckt: dict[str, Value] = {"foregaende": D(sum(RIGHT.values()) - 1)}
    total = Row("summa", "Kostnader", "summa", rule=CHILDREN, tryckt=tryckt)
    template = mall("egen.kultur", "drift", "Kultur", COLUMNS)
    table = begun("kultur", template, "Kultur", "tkr", COLUMNS, (*rows, total))
    (found,) = table_finding("d", Calculation(table, Context(locked=False)))
    assert found.address.row == "summa"
    return found


def bridge(row: str, said: int, should: int) -> Finding:
    address = Address("d", "kultur", row, "foregaende")
    return Finding(address, "bro", "fel", D(said), D(should), "…")


def test_a_sum_is_not_accused_beside_the_bridge_that_names_its_part() -> None:
    named = bridge("bibliotek", -31_756, -31_576)
    assert without_bridged_sums([off_sum(), named]) == (named,)


def test_a_sum_is_told_where_the_bridge_names_something_that_does_not_make_it_right() -> None:
    found = [off_sum(), bridge("museum", -12_450, -12_400), bridge("bibliotek", -31_756, -31_700)]
    assert without_bridged_sums(found) == tuple(found)


def test_a_sum_is_told_where_the_bridge_has_been_put_aside() -> None:
    named = bridge("bibliotek", -31_756, -31_576)
    aside = exemption_for(named, "Omräknat efter ny organisation.")
    assert without_bridged_sums([off_sum(), named], [aside]) == (off_sum(), named)
