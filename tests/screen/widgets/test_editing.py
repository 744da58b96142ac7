"""The line that is typed: the caret stays inside, and nothing grows past its bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.screen.widgets.cell_editor import MAX_LENGTH, Row

KEYS = ("left", "right", "home", "end", "ctrl+a", "ctrl+e", "backspace", "delete", "ctrl+u")
TEXT = st.text(max_size=40)
STEP = st.lists(st.sampled_from(KEYS) | TEXT.map(lambda t: f"text:{t}"), max_size=30)


def after(row: Row, *step: str) -> Row:
    """The line after keys and typed texts."""
    for s in step:
        new = row.with_text(s[5:]) if s.startswith("text:") else row.after_key(s)
        assert new is not None
        row = new
    return row


@pytest.mark.parametrize(
    ("row", "step", "text", "pos"),
    [
        (Row("12", 2), ("text:5",), "125", 3),
        (Row("12", 1), ("text:5",), "152", 2),
        (Row("12", 2), ("left",), "12", 1),
        (Row("12", 0), ("left",), "12", 0),
        (Row("12", 2), ("right",), "12", 2),
        (Row("12", 2), ("home",), "12", 0),
        (Row("12", 2), ("ctrl+a",), "12", 0),
        (Row("12", 0), ("end",), "12", 2),
        (Row("12", 0), ("ctrl+e",), "12", 2),
        (Row("12", 2), ("backspace",), "1", 1),
        (Row("12", 1), ("backspace",), "2", 0),
        (Row("12", 0), ("backspace",), "12", 0),
        (Row("12", 0), ("delete",), "2", 0),
        (Row("12", 2), ("delete",), "12", 2),
        (Row("1234", 2), ("ctrl+u",), "34", 0),
        (Row("", 0), ("backspace", "delete", "left", "right"), "", 0),
        (Row("12", 2), ("text:a\nb\r\nc",), "12a b c", 7),
        (Row("12", 2), ("text:å 5",), "12å 5", 5),
    ],
)
def test_a_key_does_what_it_does_elsewhere(
    row: Row, step: tuple[str, ...], text: str, pos: int
) -> None:
    assert after(row, *step) == Row(text, pos)


@pytest.mark.parametrize("key", ["enter", "f1", "up", "a", "ctrl+z", ""])
def test_a_key_that_does_not_edit_changes_nothing(key: str) -> None:
    assert Row("12", 1).after_key(key) is None


@given(start=TEXT, step=STEP)
def test_the_caret_is_always_inside_the_text(start: str, step: list[str]) -> None:
    row = after(Row.from_(start), *step)
    assert 0 <= row.pos <= len(row.text)


@given(length=st.integers(0, 30), before=st.integers(0, 30), inside=TEXT)
def test_no_text_is_longer_than_the_bound(length: int, before: int, inside: str) -> None:
    full = Row.from_("x" * (MAX_LENGTH - length)).moved(-before).with_text(inside)
    assert len(full.text) <= MAX_LENGTH
    assert full.text.endswith("x" * (min(before, MAX_LENGTH - length)))


def test_a_line_starts_within_the_bound_with_the_caret_at_its_end() -> None:
    assert Row.from_("y" * (MAX_LENGTH + 50)) == Row("y" * MAX_LENGTH, MAX_LENGTH)


@given(text=st.text(max_size=60), pos=st.integers(0, 60), width=st.integers(1, 30))
def test_the_window_holds_the_caret_and_fits(text: str, pos: int, width: int) -> None:
    row = Row(text, min(pos, len(text)))
    shown, place = row.window(width)
    assert len(shown) <= width
    assert 0 <= place <= width - 1
    assert shown[place : place + 1] == text[row.pos : row.pos + 1]


@given(text=TEXT, pos=st.integers(0, 40), fresh=TEXT.filter(lambda t: "\r" not in t))
def test_what_is_typed_can_be_taken_back_with_backspace(text: str, pos: int, fresh: str) -> None:
    row = Row(text, min(pos, len(text)))
    written = row.with_text(fresh)
    assert after(written, *["backspace"] * (written.pos - row.pos)) == row
