"""The rounding bound: by examples, and by rounding random kronor to thousands."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.value import decimals_in, rounding_bound

D = Decimal
kronor = st.integers(-400_000_000, 400_000_000).map(Decimal)


def in_tkr(amount: Decimal, decimals: int = 0) -> Decimal:
    return (amount / 1000).quantize(D(1).scaleb(-decimals), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("count", "bound"),
    [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)],
)
def test_the_bound_grows_by_one_for_every_second_term(count: int, bound: int) -> None:
    assert rounding_bound(count) == bound


@pytest.mark.parametrize(("decimals", "bound"), [(0, "2"), (1, "0.2"), (2, "0.02")])
def test_the_bound_is_in_units_of_the_last_printed_place(decimals: int, bound: str) -> None:
    assert rounding_bound(4, decimals) == D(bound)


@given(
    st.lists(st.tuples(st.sampled_from([1, -1]), kronor), min_size=1, max_size=10), st.booleans()
)
def test_a_rounded_total_never_lies_further_from_its_rounded_terms_than_the_bound(
    terms: list[tuple[int, Decimal]], with_decimal: bool
) -> None:
    decimals = int(with_decimal)
    total = in_tkr(sum((t * k for t, k in terms), D(0)), decimals)
    rounded = sum((t * in_tkr(k, decimals) for t, k in terms), D(0))
    assert abs(total - rounded) <= rounding_bound(len(terms), decimals)


@pytest.mark.parametrize(("count", "distance"), [(2, 1), (4, 2), (6, 3), (8, 4), (10, 5)])
def test_the_bound_is_reached_by_terms_that_all_round_the_same_way(
    count: int, distance: int
) -> None:
    rounded = count * in_tkr(D(499))
    assert in_tkr(D(count * 499)) - rounded == distance == rounding_bound(count)


@pytest.mark.parametrize(
    ("number", "count"), [("12", 0), ("12.0", 1), ("-0.25", 2), ("1E+3", 0), ("0", 0)]
)
def test_a_figure_has_as_many_decimals_as_it_is_written_with(number: str, count: int) -> None:
    assert decimals_in(D(number)) == count
