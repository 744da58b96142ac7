"""Columns scroll whole: none is cut, and the one under the cursor is always in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.modell import Rutkolumn
from tui.widgets.rutform import (
    KLARTANGENTER,
    LANGT,
    MELLAN,
    forsta_for,
    kolumn_vid,
    markorsteg,
    synliga_kolumner,
)


def kolumner(*bredder: int) -> list[Rutkolumn]:
    """A label column and figure columns of these widths."""
    return [Rutkolumn(f"k{i}", ("",), bredd, teckenbredd=0) for i, bredd in enumerate(bredder)]


BREDDER = st.lists(st.integers(1, 45), min_size=2, max_size=14)


@pytest.mark.parametrize(
    ("bredder", "forsta", "skarm", "synliga"),
    [
        ((10, 5, 5, 5), 1, 80, (1, 2, 3)),
        ((10, 5, 5, 5), 2, 80, (2, 3)),
        ((10, 5, 5, 5), 1, 28, (1, 2, 3)),  # the last column needs no space after it
        ((10, 5, 5, 5), 1, 27, (1, 2)),
        ((10, 5, 5, 5), 1, 5, (1,)),
        ((10, 90, 5), 1, 80, (1,)),
        ((10,), 1, 80, ()),
    ],
)
def test_the_columns_that_fit_whole_are_shown(
    bredder: tuple[int, ...], forsta: int, skarm: int, synliga: tuple[int, ...]
) -> None:
    assert synliga_kolumner(kolumner(*bredder), forsta, skarm) == synliga


@given(bredder=BREDDER, forsta=st.integers(0, 14), skarm=st.integers(1, 200))
def test_no_shown_column_is_cut_unless_it_is_alone(
    bredder: list[int], forsta: int, skarm: int
) -> None:
    alla = kolumner(*bredder)
    synliga = synliga_kolumner(alla, forsta, skarm)
    bredd = sum(alla[i].totalbredd for i in (0, *synliga)) + MELLAN * len(synliga)
    assert len(synliga) <= 1 or bredd <= skarm
    start = max(1, forsta)
    assert list(synliga) == list(range(start, start + len(synliga)))


@given(data=st.data(), bredder=BREDDER, skarm=st.integers(1, 200))
def test_the_column_under_the_cursor_is_brought_in_sight(
    data: st.DataObject, bredder: list[int], skarm: int
) -> None:
    alla = kolumner(*bredder)
    kolumn = data.draw(st.integers(0, len(alla) - 1))
    forra = data.draw(st.integers(1, len(alla) - 1))
    forsta = forsta_for(alla, kolumn, forra, skarm)
    assert 1 <= forsta < len(alla)
    assert kolumn == 0 or kolumn in synliga_kolumner(alla, forsta, skarm)


@given(data=st.data(), bredder=BREDDER, skarm=st.integers(1, 200))
def test_a_column_in_sight_moves_nothing(
    data: st.DataObject, bredder: list[int], skarm: int
) -> None:
    alla = kolumner(*bredder)
    forra = data.draw(st.integers(1, len(alla) - 1))
    kolumn = data.draw(st.sampled_from(synliga_kolumner(alla, forra, skarm)))
    assert forsta_for(alla, kolumn, forra, skarm) == forra


@given(bredder=BREDDER, forsta=st.integers(1, 14), skarm=st.integers(20, 200))
def test_a_click_hits_the_column_that_is_drawn_there(
    bredder: list[int], forsta: int, skarm: int
) -> None:
    alla = kolumner(*bredder)
    synliga = synliga_kolumner(alla, forsta, skarm)
    kant = 0
    for i in (0, *synliga):
        slut = kant + alla[i].totalbredd
        assert {kolumn_vid(alla, synliga, x) for x in (kant, slut - 1)} == {i}
        kant = slut + MELLAN
    assert kolumn_vid(alla, synliga, kant + 500) == (synliga[-1] if synliga else 0)


@pytest.mark.parametrize(
    ("tangent", "steg"),
    [
        ("up", (-1, 0)),
        ("down", (1, 0)),
        ("left", (0, -1)),
        ("right", (0, 1)),
        ("tab", (0, 1)),
        ("shift+tab", (0, -1)),
        ("home", (0, -LANGT)),
        ("end", (0, LANGT)),
        ("ctrl+home", (-LANGT, -LANGT)),
        ("ctrl+end", (LANGT, LANGT)),
        ("pageup", (-7, 0)),
        ("pagedown", (7, 0)),
        ("enter", None),
        ("x", None),
    ],
)
def test_a_cursor_key_has_its_step(tangent: str, steg: tuple[int, int] | None) -> None:
    assert markorsteg(tangent, 7) == steg


def test_a_finished_edit_goes_on_as_in_a_spreadsheet() -> None:
    assert KLARTANGENTER["enter"] == KLARTANGENTER["down"] == (1, 0)
    assert KLARTANGENTER["tab"] == (0, 1)
    assert KLARTANGENTER["shift+tab"] == (0, -1)
