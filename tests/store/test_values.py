"""Cell values to JSON and back."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.value import Malvarde, Mark, Par, Value
from tui.store.codec import decoded, encoded, encoded_value, parsed_value
from tui.store.errors import ItemError, Place

PLACE = Place("drift", "personal", "celler.budget")
NUMBER = st.decimals(-(10**9), 10**9, places=2)
CELL_VALUES = (
    st.none()
    | NUMBER
    | st.text()
    | st.sampled_from(list(Mark))
    | st.builds(Malvarde, st.sampled_from(["<", "≤", ">", "≥"]), NUMBER)
    | st.builds(Par, NUMBER, NUMBER, st.text())
)


@given(CELL_VALUES)
def test_every_cell_value_comes_back_from_the_file(value: Value) -> None:
    back = parsed_value(decoded(encoded(encoded_value(value))), PLACE)
    assert repr(back) == repr(value)


@pytest.mark.parametrize(
    "ra",
    [
        True,
        [],
        [1],
        {},
        {"marke": "okänt"},
        {"marke": 1},
        {"mal": "<"},
        {"mal": "=", "tal": 1},
        {"mal": "<", "tal": "1"},
        {"mal": "<", "tal": True},
        {"par": [1]},
        {"par": [1, "2"]},
        {"par": [1, False]},
        {"par": [1, 2], "fotnot": 3},
    ],
)
def test_what_is_no_cell_value_is_refused_with_its_place(ra: Any) -> None:
    with pytest.raises(ItemError, match=r"tabell ”drift”, rad ”personal”, fält ”celler\.budget”: "):
        parsed_value(ra, PLACE)


def test_empty_zero_and_dash_are_three_things() -> None:
    assert parsed_value(None, PLACE) is None
    assert parsed_value(0, PLACE) == Decimal(0)
    assert parsed_value({"marke": "streck"}, PLACE) is Mark.DASH
