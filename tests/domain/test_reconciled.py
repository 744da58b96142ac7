"""How rows by object are read, by what they add up to."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tui.domain.ledger import Movement, Objects, total
from tui.domain.reconciled import reconciled, unstated_reading

D = Decimal
A: Objects = (("1", "a"),)
B: Objects = (("1", "b"),)
OTHER: Objects = (("6", "x"),)
WHOLE = st.integers(1, 10**6).map(D)


def move(alone: Decimal | None, *parts: tuple[Objects, Decimal]) -> Movement:
    return Movement(0, 202401, "5010", alone, parts)


@given(WHOLE, WHOLE, st.booleans())
def test_the_reading_that_gives_the_stated_balance_is_found(
    own: Decimal, part: Decimal, is_total: bool
) -> None:
    moves = [move(own, (A, part))]
    stated = {"5010": own if is_total else own + part}
    found = reconciled(moves, stated)
    assert found.differing == frozenset()
    assert total(moves[0], found.reading) == stated["5010"]


def test_a_row_for_each_dimension_is_not_added_to_the_others() -> None:
    moves = [move(None, (A, D(60)), (B, D(40)), (OTHER, D(100)))]
    found = reconciled(moves, {"5010": D(100)})
    assert total(move(None, (A, D(60)), (B, D(40)), (OTHER, D(100))), found.reading) == D(100)


def test_where_no_reading_fits_the_account_is_told() -> None:
    found = reconciled([move(D(5), (A, D(3)))], {"5010": D(7), "6000": D(0)})
    assert found.differing == {"5010"}


def test_a_budget_whose_parts_say_the_same_again_is_its_row_without_objects() -> None:
    assert unstated_reading([move(D(100), (A, D(60)), (B, D(40)))], None) == "totals"


def test_a_budget_is_read_like_the_outcome_where_it_does_not_tell() -> None:
    moves = [move(D(100), (A, D(60)))]
    assert unstated_reading(moves, "parts") == "parts"
    assert unstated_reading(moves, None) is None
