"""Blocks on the clipboard: what a spreadsheet puts there is read, what is written is read back."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.svenska.clipboard import (
    block_text,
    harmless,
    is_empty,
    parsed_block,
    resembles_number,
    without_protection,
)

CELLS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=12)
BLOCK = st.lists(st.lists(CELLS, min_size=2, max_size=4).map(tuple), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\r\n2\r\n", (("1",), ("2",))),
        ("\r\n1\r\n2", (("",), ("1",), ("2",))),
        ("a;1\nb;2", (("a", "1"), ("b", "2"))),
        ("a;1,5", (("a", "1,5"),)),
        ('"två\nrader"\t"en\tflik"\t"ett ""citat"""', (("två\nrader", "en\tflik", 'ett "citat"'),)),
        ('5" rör\t7', (('5" rör', "7"),)),
        ('"öppen\t7', (('"öppen', "7"),)),
        ("a\t\t\n\t1", (("a", "", ""), ("", "1"))),
        ("a\n\nb", (("a",), ("",), ("b",))),
    ],
)
def test_what_excel_gives_is_read(text: str, block: tuple[tuple[str, ...], ...]) -> None:
    assert parsed_block(text) == block


@pytest.mark.parametrize(
    "text", ["", "-150 000", "−7\r\n", "\n-7", "Ja; men inte nu", "§ 42; antaget", "a;b;c"]
)
def test_one_cell_is_no_block(text: str) -> None:
    assert parsed_block(text) == ()


def test_clauses_on_several_lines_are_lines_and_not_cells() -> None:
    assert parsed_block("Ja; men\nnej") == (("Ja; men",), ("nej",))


@given(BLOCK)
def test_what_is_written_is_read_back(block: list[tuple[str, ...]]) -> None:
    while block and all(not "".join(row).strip("\n") for row in block[-1:]):
        block.pop()
    if block and "\t" in (text := block_text(block)):
        # A clipboard's letters are put together, and a few signs are but another way to write one.
        as_read = tuple(tuple(normalize("NFC", cell) for cell in row) for row in block)
        assert parsed_block(text) == as_read


@pytest.mark.parametrize("text", ["1", "-1", "− 614", "(5)", "=1+2", ",5", "–", "-", " 7 st"])
def test_these_look_like_figures(text: str) -> None:
    assert resembles_number(text)


@pytest.mark.parametrize("text", ["", " ", "Budget 2024", "ja", "-a"])
def test_these_do_not(text: str) -> None:
    assert not resembles_number(text)
    assert is_empty(text) == (not text.strip())


@given(CELLS)
def test_the_guard_against_formulas_comes_off_again(text: str) -> None:
    assert without_protection(harmless(text)) == text or text.startswith("'")
