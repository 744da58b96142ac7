"""A long sum whose terms are changed one by one is what it is added up anew."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.sums import all_summed, plus_sum, switch
from tui.domain.value import Malvarde, Mark, Par, Value

D = Decimal
BIG = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda number: abs(number.adjusted()) <= 30
)
USUAL = st.decimals(-(10**6), 10**6, places=2) | st.integers(-(10**6), 10**6).map(D)
CHANGE = st.sampled_from(
    [None, "text", Mark.DASH, D("0.00"), D("-0"), D("1E+3"), Malvarde("<", D("5.5"))]
)
PAR = USUAL.map(lambda number: Par(number, D(1)))
values: st.SearchStrategy[Value] = USUAL | BIG | CHANGE | PAR
switches = st.lists(st.tuples(st.integers(0, 5), values), max_size=8)


def written(number: Decimal | None) -> str:
    """A number with its sign and the zeros after its comma."""
    return str(number)


@given(st.lists(values, min_size=6, max_size=6), switches)
def test_a_changed_term_gives_what_adding_up_anew_gives(
    terms: list[Value], switches: list[tuple[int, Value]]
) -> None:
    total = all_summed(terms)
    assert written(total.number) == written(plus_sum(terms))
    for place, new in switches:
        next_ = switch(total, terms[place], new)
        terms[place] = new
        total = next_ or all_summed(terms)
        assert written(total.number) == written(plus_sum(terms))


@given(st.lists(USUAL | CHANGE, min_size=6, max_size=6), st.integers(0, 5), USUAL)
def test_figures_as_they_are_printed_are_never_added_up_anew(
    terms: list[Value], place: int, new: Decimal
) -> None:
    assert switch(all_summed(terms), terms[place], new) is not None


@pytest.mark.parametrize("number", [D(10) ** 28, D("1E-29"), D("9" * 29)])
def test_a_figure_with_more_digits_than_are_kept_is_added_up_anew(number: Decimal) -> None:
    assert switch(all_summed([D(1), D("0.5")]), D(1), number) is None


def test_the_last_term_gone_is_no_sum_and_not_zero() -> None:
    empty = switch(all_summed([D(5), None]), D(5), None)
    assert empty is not None
    assert empty.number is None
