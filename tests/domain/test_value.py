"""What a value says of itself."""

from decimal import Decimal

import pytest

from tui.domain.value import decimals_in

D = Decimal


@pytest.mark.parametrize(
    ("number", "count"), [("12", 0), ("12.0", 1), ("-0.25", 2), ("1E+3", 0), ("0", 0)]
)
def test_a_figure_has_as_many_decimals_as_it_is_written_with(number: str, count: int) -> None:
    assert decimals_in(D(number)) == count
