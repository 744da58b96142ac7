"""The line that is typed: the caret stays inside, and nothing grows past its bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.redigering import MAX_LANGD, Rad

TANGENTER = ("left", "right", "home", "end", "ctrl+a", "ctrl+e", "backspace", "delete", "ctrl+u")
TEXT = st.text(max_size=40)
STEG = st.lists(st.sampled_from(TANGENTER) | TEXT.map(lambda t: f"text:{t}"), max_size=30)


def efter(rad: Rad, *steg: str) -> Rad:
    """The line after keys and typed texts."""
    for s in steg:
        ny = rad.med_text(s[5:]) if s.startswith("text:") else rad.efter_tangent(s)
        assert ny is not None
        rad = ny
    return rad


@pytest.mark.parametrize(
    ("rad", "steg", "text", "pos"),
    [
        (Rad("12", 2), ("text:5",), "125", 3),
        (Rad("12", 1), ("text:5",), "152", 2),
        (Rad("12", 2), ("left",), "12", 1),
        (Rad("12", 0), ("left",), "12", 0),
        (Rad("12", 2), ("right",), "12", 2),
        (Rad("12", 2), ("home",), "12", 0),
        (Rad("12", 2), ("ctrl+a",), "12", 0),
        (Rad("12", 0), ("end",), "12", 2),
        (Rad("12", 0), ("ctrl+e",), "12", 2),
        (Rad("12", 2), ("backspace",), "1", 1),
        (Rad("12", 1), ("backspace",), "2", 0),
        (Rad("12", 0), ("backspace",), "12", 0),
        (Rad("12", 0), ("delete",), "2", 0),
        (Rad("12", 2), ("delete",), "12", 2),
        (Rad("1234", 2), ("ctrl+u",), "34", 0),
        (Rad("", 0), ("backspace", "delete", "left", "right"), "", 0),
        (Rad("12", 2), ("text:a\nb\r\nc",), "12a b c", 7),
        (Rad("12", 2), ("text:å 5",), "12å 5", 5),
    ],
)
def test_a_key_does_what_it_does_elsewhere(
    rad: Rad, steg: tuple[str, ...], text: str, pos: int
) -> None:
    assert efter(rad, *steg) == Rad(text, pos)


@pytest.mark.parametrize("tangent", ["enter", "f1", "up", "a", "ctrl+z", ""])
def test_a_key_that_does_not_edit_changes_nothing(tangent: str) -> None:
    assert Rad("12", 1).efter_tangent(tangent) is None


@given(start=TEXT, steg=STEG)
def test_the_caret_is_always_inside_the_text(start: str, steg: list[str]) -> None:
    rad = efter(Rad.fran(start), *steg)
    assert 0 <= rad.pos <= len(rad.text)


@given(langd=st.integers(0, 30), fore=st.integers(0, 30), inne=TEXT)
def test_no_text_is_longer_than_the_bound(langd: int, fore: int, inne: str) -> None:
    full = Rad.fran("x" * (MAX_LANGD - langd)).flyttad(-fore).med_text(inne)
    assert len(full.text) <= MAX_LANGD
    assert full.text.endswith("x" * (min(fore, MAX_LANGD - langd)))


def test_a_line_starts_within_the_bound_with_the_caret_at_its_end() -> None:
    assert Rad.fran("y" * (MAX_LANGD + 50)) == Rad("y" * MAX_LANGD, MAX_LANGD)


@given(text=st.text(max_size=60), pos=st.integers(0, 60), bredd=st.integers(1, 30))
def test_the_window_holds_the_caret_and_fits(text: str, pos: int, bredd: int) -> None:
    rad = Rad(text, min(pos, len(text)))
    visat, plats = rad.fonster(bredd)
    assert len(visat) <= bredd
    assert 0 <= plats <= bredd - 1
    assert visat[plats : plats + 1] == text[rad.pos : rad.pos + 1]


@given(text=TEXT, pos=st.integers(0, 40), nytt=TEXT.filter(lambda t: "\r" not in t))
def test_what_is_typed_can_be_taken_back_with_backspace(text: str, pos: int, nytt: str) -> None:
    rad = Rad(text, min(pos, len(text)))
    skriven = rad.med_text(nytt)
    assert efter(skriven, *["backspace"] * (skriven.pos - rad.pos)) == rad
