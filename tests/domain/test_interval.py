"""Printed figures as intervals: whatever the figures were, the rule's interval holds its print."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.domain.interval import Interval, nearest_printed, quotient, summed

KRONOR = st.integers(-(10**9), 10**9).map(Decimal)
DECIMALS = st.integers(0, 2)


def printed(value: Decimal, decimals: int) -> Interval:
    unit = Decimal(1).scaleb(-decimals)
    return Interval.printed((value / 1000).quantize(unit, rounding=ROUND_HALF_UP), decimals)


def test_a_figure_stands_for_half_a_unit_both_ways_and_a_count_for_itself() -> None:
    assert Interval.printed(Decimal(5), 0) == Interval(Decimal("4.5"), Decimal("5.5"))
    assert Interval.exact(Decimal(5)).width == 0


@settings(max_examples=60)
@given(st.lists(KRONOR, min_size=1, max_size=9), DECIMALS)
def test_a_rounded_sum_meets_the_sum_of_its_rounded_terms(terms: list[Decimal], d: int) -> None:
    assert printed(sum(terms, Decimal(0)), d).meets(summed([printed(t, d) for t in terms]))


@settings(max_examples=60)
@given(KRONOR, KRONOR, DECIMALS)
def test_a_rounded_difference_and_product_hold_the_exact_ones(
    a: Decimal, b: Decimal, d: int
) -> None:
    first, second = printed(a, d), printed(b, d)
    assert (a - b) / 1000 in (first - second)
    assert a / 1000 * b / 1000 in first * second
    assert abs(a / 1000) in abs(first)


@settings(max_examples=60)
@given(KRONOR, KRONOR, DECIMALS)
def test_a_quotient_holds_the_exact_one_or_is_bounded_by_nothing(
    a: Decimal, b: Decimal, d: int
) -> None:
    share = quotient(printed(a, d), printed(b, d))
    if share is None:
        assert Decimal(0) in printed(b, d)
    else:
        assert share.low * b <= a <= share.high * b or share.high * b <= a <= share.low * b


def test_two_small_amounts_give_a_wide_share() -> None:
    share = quotient(Interval.printed(Decimal(50), 0), Interval.printed(Decimal(91), 0))
    assert share is not None
    assert Decimal("0.549") in share
    assert Decimal("0.554") in share
    assert Decimal("0.56") not in share


def test_a_common_part_and_the_figure_a_cell_can_print() -> None:
    one, other = Interval(Decimal(1), Decimal(3)), Interval(Decimal("2.6"), Decimal(9))
    assert one.common(other) == Interval(Decimal("2.6"), Decimal(3))
    assert one.common(Interval(Decimal(4), Decimal(5))) is None
    assert nearest_printed(Interval(Decimal("2.6"), Decimal("3.2")), 0) == 3
    assert nearest_printed(Interval(Decimal("2.6"), Decimal("2.9")), 0) is None


@pytest.mark.parametrize(
    ("count", "bound"),
    [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5)],
)
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_rounded_total_may_be_half_a_unit_off_for_itself_and_for_each_term(
    count: int, bound: int, decimals: int
) -> None:
    total = summed([Interval.printed(Decimal(7), decimals)] * count)
    for units, holds in ((0, True), (bound, True), (bound + 1, False)):
        off = 7 * count + Decimal(units).scaleb(-decimals)
        assert Interval.printed(off, decimals).meets(total) == holds


@given(
    st.lists(st.tuples(st.sampled_from([1, -1]), KRONOR)), st.sampled_from([(0, 0), (3, 0), (6, 1)])
)
def test_a_total_rounded_out_of_kronor_is_within_its_rounded_terms(
    terms: list[tuple[int, Decimal]], unit: tuple[int, int]
) -> None:
    places, decimals = unit
    parts = [
        printed(kronor.scaleb(-places), decimals)
        if sign > 0
        else -printed(kronor.scaleb(-places), decimals)
        for sign, kronor in terms
    ]
    total = sum((sign * kronor for sign, kronor in terms), Decimal(0))
    assert printed(total.scaleb(-places), decimals).meets(summed(parts))


def test_two_printings_of_one_figure_have_more_than_an_end_in_common() -> None:
    whole, tenths = Interval.printed(Decimal(450), 0), Interval.printed(Decimal("450.4"), 1)
    assert whole.overlaps(tenths)
    assert whole.overlaps(Interval.printed(Decimal(450), 0))
    assert whole.overlaps(Interval.exact(Decimal("450.5")))
    assert not whole.overlaps(Interval.printed(Decimal(451), 0))
    assert not Interval.exact(Decimal(3)).overlaps(Interval.exact(Decimal(4)))
