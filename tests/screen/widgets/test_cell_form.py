"""Columns scroll whole: none is cut, and the one under the cursor is always in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screen.widgets.grid_lines import (
    BETWEEN,
    DONE_KEYS,
    LONG,
    column_at,
    cursor_step,
    first_for,
    visible_columns,
)
from tui.screen.widgets.model import GridColumn


def columns(*widths: int) -> list[GridColumn]:
    """A label column and figure columns of these widths."""
    return [GridColumn(f"k{i}", ("",), width, character_width=0) for i, width in enumerate(widths)]


WIDTHS = st.lists(st.integers(1, 45), min_size=2, max_size=14)


@pytest.mark.parametrize(
    ("widths", "first", "screen", "in_view"),
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
    widths: tuple[int, ...], first: int, screen: int, in_view: tuple[int, ...]
) -> None:
    assert visible_columns(columns(*widths), first, screen) == in_view


@given(widths=WIDTHS, first=st.integers(0, 14), screen=st.integers(1, 200))
def test_no_shown_column_is_cut_unless_it_is_alone(
    widths: list[int], first: int, screen: int
) -> None:
    all_ = columns(*widths)
    in_view = visible_columns(all_, first, screen)
    width = sum(all_[i].total_width for i in (0, *in_view)) + BETWEEN * len(in_view)
    assert len(in_view) <= 1 or width <= screen
    start = max(1, first)
    assert list(in_view) == list(range(start, start + len(in_view)))


@given(data=st.data(), widths=WIDTHS, screen=st.integers(1, 200))
def test_the_column_under_the_cursor_is_brought_in_sight(
    data: st.DataObject, widths: list[int], screen: int
) -> None:
    all_ = columns(*widths)
    column = data.draw(st.integers(0, len(all_) - 1))
    previous = data.draw(st.integers(1, len(all_) - 1))
    first = first_for(all_, column, previous, screen)
    assert 1 <= first < len(all_)
    assert column == 0 or column in visible_columns(all_, first, screen)


@given(data=st.data(), widths=WIDTHS, screen=st.integers(1, 200))
def test_a_column_in_sight_moves_nothing(
    data: st.DataObject, widths: list[int], screen: int
) -> None:
    all_ = columns(*widths)
    previous = data.draw(st.integers(1, len(all_) - 1))
    column = data.draw(st.sampled_from(visible_columns(all_, previous, screen)))
    assert first_for(all_, column, previous, screen) == previous


@given(widths=WIDTHS, first=st.integers(1, 14), screen=st.integers(20, 200))
def test_a_click_hits_the_column_that_is_drawn_there(
    widths: list[int], first: int, screen: int
) -> None:
    all_ = columns(*widths)
    in_view = visible_columns(all_, first, screen)
    edge = 0
    for i in (0, *in_view):
        end = edge + all_[i].total_width
        assert {column_at(all_, in_view, x) for x in (edge, end - 1)} == {i}
        edge = end + BETWEEN
    assert column_at(all_, in_view, edge + 500) == (in_view[-1] if in_view else 0)


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("up", (-1, 0)),
        ("down", (1, 0)),
        ("left", (0, -1)),
        ("right", (0, 1)),
        ("tab", (0, 1)),
        ("shift+tab", (0, -1)),
        ("home", (0, -LONG)),
        ("end", (0, LONG)),
        ("ctrl+home", (-LONG, -LONG)),
        ("ctrl+end", (LONG, LONG)),
        ("pageup", (-7, 0)),
        ("pagedown", (7, 0)),
        ("enter", None),
        ("x", None),
    ],
)
def test_a_cursor_key_has_its_step(key: str, step: tuple[int, int] | None) -> None:
    assert cursor_step(key, 7) == step


def test_a_finished_edit_goes_on_as_in_a_spreadsheet() -> None:
    assert DONE_KEYS["enter"] == DONE_KEYS["down"] == (1, 0)
    assert DONE_KEYS["tab"] == (0, 1)
    assert DONE_KEYS["shift+tab"] == (0, -1)
