"""Rows that do not hang together are refused before they can make the program go in a ring."""

import pytest

from tui.domain.rule import CHILDREN
from tui.domain.table import Row
from tui.store.errors import ItemError, Place
from tui.store.records import MAX_STEPS, check_rows

PLACE = Place("drift")


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((Row("a", ""), Row("a", "")), "rad ”a”: radnyckeln står två gånger"),
        ((Row("a", "", parent="b"),), "överraden ”b” saknas"),
        ((Row("a", "", parent="a"),), "överraderna leder tillbaka"),
        ((Row("a", "", parent="b"), Row("b", "", parent="a")), "överraderna leder tillbaka"),
        ((Row("a", "", rule="a"),), "summareglerna leder tillbaka"),
        ((Row("a", "", rule="b / c * 100"), Row("b", "", rule="a")), "summareglerna"),
        (
            (Row("a", "", "summa", rule=CHILDREN), Row("b", "", parent="a", rule="a")),
            "summareglerna leder tillbaka",
        ),
    ],
)
def test_a_fault_names_the_row(rows: tuple[Row, ...], sentence: str) -> None:
    with pytest.raises(ItemError, match=sentence):
        check_rows(rows, PLACE)


def test_a_chain_of_sums_may_be_long_but_not_endless() -> None:
    def chain(step: int) -> tuple[Row, ...]:
        return (
            Row("0", ""),
            *(Row(str(i), "", rule=f'"{i - 1}"') for i in range(1, step)),
        )

    check_rows(chain(MAX_STEPS), PLACE)
    with pytest.raises(ItemError, match=f"går i fler än {MAX_STEPS} steg"):
        check_rows(chain(10_000), PLACE)


def test_a_sum_may_stand_before_its_parts_and_name_rows_that_are_not_there() -> None:
    check_rows((Row("s", "", rule="a + borta"), Row("a", "")), PLACE)


def test_thousands_of_rows_are_no_trouble() -> None:
    check_rows(tuple(Row(str(i), "") for i in range(20_000)), PLACE)
