"""A long sum whose terms are changed one by one is what it is added up anew."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.summa import byt, plussumma, summerade
from tui.domain.varde import Malvarde, Marke, Par, Varde

D = Decimal
STORA = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda tal: abs(tal.adjusted()) <= 30
)
VANLIGA = st.decimals(-(10**6), 10**6, places=2) | st.integers(-(10**6), 10**6).map(D)
ANDRA = st.sampled_from(
    [None, "text", Marke.STRECK, D("0.00"), D("-0"), D("1E+3"), Malvarde("<", D("5.5"))]
)
PAR = VANLIGA.map(lambda tal: Par(tal, D(1)))
varden: st.SearchStrategy[Varde] = VANLIGA | STORA | ANDRA | PAR
byten = st.lists(st.tuples(st.integers(0, 5), varden), max_size=8)


def skriven(tal: Decimal | None) -> str:
    """A number with its sign and the zeros after its comma."""
    return str(tal)


@given(st.lists(varden, min_size=6, max_size=6), byten)
def test_a_changed_term_gives_what_adding_up_anew_gives(
    termer: list[Varde], byten: list[tuple[int, Varde]]
) -> None:
    summa = summerade(termer)
    assert skriven(summa.tal) == skriven(plussumma(termer))
    for plats, ny in byten:
        nasta = byt(summa, termer[plats], ny)
        termer[plats] = ny
        summa = nasta or summerade(termer)
        assert skriven(summa.tal) == skriven(plussumma(termer))


@given(st.lists(VANLIGA | ANDRA, min_size=6, max_size=6), st.integers(0, 5), VANLIGA)
def test_figures_as_they_are_printed_are_never_added_up_anew(
    termer: list[Varde], plats: int, ny: Decimal
) -> None:
    assert byt(summerade(termer), termer[plats], ny) is not None


@pytest.mark.parametrize("tal", [D(10) ** 28, D("1E-29"), D("9" * 29)])
def test_a_figure_with_more_digits_than_are_kept_is_added_up_anew(tal: Decimal) -> None:
    assert byt(summerade([D(1), D("0.5")]), D(1), tal) is None


def test_the_last_term_gone_is_no_sum_and_not_zero() -> None:
    tom = byt(summerade([D(5), None]), D(5), None)
    assert tom is not None
    assert tom.tal is None
