"""Texts cut and wrapped: never wider than asked, and nothing lost in the wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screen.widgets.model import Box, EmptyModel, GridColumn, broken, shortened, width

TEXT = st.text(alphabet="ab åäö−\u00a0", max_size=80)


@pytest.mark.parametrize(
    ("text", "at", "waited"),
    [
        ("Drift", 5, "Drift"),
        ("Drift", 4, "Dri…"),
        ("Drift", 1, "…"),
        ("Drift", 0, ""),
        ("Drift", -3, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_with_an_ellipsis(text: str, at: int, waited: str) -> None:
    assert shortened(text, at) == waited


@given(text=TEXT, at=st.integers(0, 90))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, at: int) -> None:
    short = shortened(text, at)
    assert len(short) <= at
    assert short == text or not at or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "at", "waited"),
    [
        ("", 10, ("",)),
        ("ett två tre", 7, ("ett två", "tre")),
        ("ett två", 7, ("ett två",)),
        ("förvaltningens budget", 8, ("förvaltn", "ingens", "budget")),
        ("a förvaltningens", 8, ("a", "förvaltn", "ingens")),
        ("−5\u00a0000 tkr", 6, ("−5\u00a0000", "tkr")),
        ("ab cd", 2, ("ab", "cd")),
    ],
)
def test_a_text_is_wrapped_at_spaces(text: str, at: int, waited: tuple[str, ...]) -> None:
    assert broken(text, at) == waited


@given(text=TEXT, at=st.integers(1, 40))
def test_wrapping_fits_and_loses_no_character(text: str, at: int) -> None:
    rows = broken(text, at)
    assert rows
    assert max(map(len, rows)) <= at
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")


@given(text=TEXT, at=st.integers(8, 40))
def test_a_figure_is_never_parted_at_its_thousands(text: str, at: int) -> None:
    number = "−158\u00a0695"
    assert any(number in row for row in broken(f"{text} {number}", at))


def test_the_width_of_a_line_is_that_of_all_its_pieces() -> None:
    assert width((("abc", "stark"), ("", ""), ("å", "bra"))) == 4
    assert width(()) == 0


def test_a_column_is_as_wide_as_its_figures_and_its_mark() -> None:
    assert GridColumn("k", ("K",), 7, character_width=2).total_width == 9


def test_an_empty_grid_has_nothing_in_it() -> None:
    empty = EmptyModel()
    assert (empty.count_rows, empty.box(0, 0), empty.editing(0, 0)) == (0, Box(), "ingen")
    assert empty.row_class(0) == empty.editing_text(0, 0) == empty.refusal(0, 0, "x") == ""
