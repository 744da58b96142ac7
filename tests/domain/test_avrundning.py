"""The rounding bound: by examples, and by rounding random kronor to thousands."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.avrundning import avrundningsgrans, decimaler_i

D = Decimal
kronor = st.integers(-400_000_000, 400_000_000).map(Decimal)


def i_tkr(belopp: Decimal, decimaler: int = 0) -> Decimal:
    return (belopp / 1000).quantize(D(1).scaleb(-decimaler), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("antal", "grans"),
    [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)],
)
def test_the_bound_grows_by_one_for_every_second_term(antal: int, grans: int) -> None:
    assert avrundningsgrans(antal) == grans


@pytest.mark.parametrize(("decimaler", "grans"), [(0, "2"), (1, "0.2"), (2, "0.02")])
def test_the_bound_is_in_units_of_the_last_printed_place(decimaler: int, grans: str) -> None:
    assert avrundningsgrans(4, decimaler) == D(grans)


@given(
    st.lists(st.tuples(st.sampled_from([1, -1]), kronor), min_size=1, max_size=10), st.booleans()
)
def test_a_rounded_total_never_lies_further_from_its_rounded_terms_than_the_bound(
    termer: list[tuple[int, Decimal]], med_decimal: bool
) -> None:
    decimaler = int(med_decimal)
    totalt = i_tkr(sum((t * k for t, k in termer), D(0)), decimaler)
    avrundade = sum((t * i_tkr(k, decimaler) for t, k in termer), D(0))
    assert abs(totalt - avrundade) <= avrundningsgrans(len(termer), decimaler)


@pytest.mark.parametrize(("antal", "avstand"), [(2, 1), (4, 2), (6, 3), (8, 4), (10, 5)])
def test_the_bound_is_reached_by_terms_that_all_round_the_same_way(
    antal: int, avstand: int
) -> None:
    avrundade = antal * i_tkr(D(499))
    assert i_tkr(D(antal * 499)) - avrundade == avstand == avrundningsgrans(antal)


@pytest.mark.parametrize(
    ("tal", "antal"), [("12", 0), ("12.0", 1), ("-0.25", 2), ("1E+3", 0), ("0", 0)]
)
def test_a_figure_has_as_many_decimals_as_it_is_written_with(tal: str, antal: int) -> None:
    assert decimaler_i(D(tal)) == antal
