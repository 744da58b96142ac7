"""Texts cut and wrapped: never wider than asked, and nothing lost in the wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.modell import Ruta, Rutkolumn, Tommodell, bredd, brutna, kortad

TEXT = st.text(alphabet="ab åäö−\u00a0", max_size=80)


@pytest.mark.parametrize(
    ("text", "vid", "vantat"),
    [
        ("Drift", 5, "Drift"),
        ("Drift", 4, "Dri…"),
        ("Drift", 1, "…"),
        ("Drift", 0, ""),
        ("Drift", -3, ""),
        ("", 0, ""),
    ],
)
def test_a_text_is_cut_with_an_ellipsis(text: str, vid: int, vantat: str) -> None:
    assert kortad(text, vid) == vantat


@given(text=TEXT, vid=st.integers(0, 90))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, vid: int) -> None:
    kort = kortad(text, vid)
    assert len(kort) <= vid
    assert kort == text or not vid or kort.endswith("…")


@pytest.mark.parametrize(
    ("text", "vid", "vantat"),
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
def test_a_text_is_wrapped_at_spaces(text: str, vid: int, vantat: tuple[str, ...]) -> None:
    assert brutna(text, vid) == vantat


@given(text=TEXT, vid=st.integers(1, 40))
def test_wrapping_fits_and_loses_no_character(text: str, vid: int) -> None:
    rader = brutna(text, vid)
    assert rader
    assert max(map(len, rader)) <= vid
    assert "".join(rader).replace(" ", "") == text.replace(" ", "")


@given(text=TEXT, vid=st.integers(8, 40))
def test_a_figure_is_never_parted_at_its_thousands(text: str, vid: int) -> None:
    tal = "−158\u00a0695"
    assert any(tal in rad for rad in brutna(f"{text} {tal}", vid))


def test_the_width_of_a_line_is_that_of_all_its_pieces() -> None:
    assert bredd((("abc", "stark"), ("", ""), ("å", "bra"))) == 4
    assert bredd(()) == 0


def test_a_column_is_as_wide_as_its_figures_and_its_mark() -> None:
    assert Rutkolumn("k", ("K",), 7, teckenbredd=2).totalbredd == 9


def test_an_empty_grid_has_nothing_in_it() -> None:
    tom = Tommodell()
    assert (tom.antal_rader, tom.ruta(0, 0), tom.redigering(0, 0)) == (0, Ruta(), "ingen")
    assert tom.radklass(0) == tom.redigeringstext(0, 0) == tom.avslag(0, 0, "x") == ""
