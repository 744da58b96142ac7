"""Cell values to JSON and back."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.store.fel import Plats, Postfel
from tui.store.kodek import avkodat, kodat
from tui.store.vardekod import kodat_varde, tolkat_varde

PLATS = Plats("drift", "personal", "celler.budget")
TAL = st.decimals(-(10**9), 10**9, places=2)
CELLVARDEN = (
    st.none()
    | TAL
    | st.text()
    | st.sampled_from(list(Marke))
    | st.builds(Malvarde, st.sampled_from(["<", "≤", ">", "≥"]), TAL)
    | st.builds(Par, TAL, TAL, st.text())
)


@given(CELLVARDEN)
def test_every_cell_value_comes_back_from_the_file(varde: Varde) -> None:
    tillbaka = tolkat_varde(avkodat(kodat(kodat_varde(varde))), PLATS)
    assert repr(tillbaka) == repr(varde)


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
    with pytest.raises(Postfel, match=r"tabell ”drift”, rad ”personal”, fält ”celler\.budget”: "):
        tolkat_varde(ra, PLATS)


def test_empty_zero_and_dash_are_three_things() -> None:
    assert tolkat_varde(None, PLATS) is None
    assert tolkat_varde(0, PLATS) == Decimal(0)
    assert tolkat_varde({"marke": "streck"}, PLATS) is Marke.STRECK
