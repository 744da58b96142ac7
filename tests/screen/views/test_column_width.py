"""How headings wrap and how wide columns get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.five_documents import EVERY, calculation
from tui.domain.cell_text import column_heading
from tui.screen.views.column_width import (
    HYPHENATIONS,
    MAX_HEADING_ROWS,
    MAX_TEXT,
    heading_rows,
    label_width,
    number_width,
    text_width,
    widened,
)
from tui.screen.widgets.model import GridColumn


@pytest.mark.parametrize(
    ("heading", "least", "rows"),
    [
        ("Budget 2024", 8, ("Budget", "2024")),
        ("Budget 2024", 11, ("Budget 2024",)),
        ("Avv. prognos/budget 2024", 6, ("Avv.", "prognos/", "budget 2024")),
        ("Diff. utfall 2023/2024", 8, ("Diff.", "utfall", "2023/2024")),
        ("Delårsbokslut 2024", 8, ("Delårs-", "bokslut", "2024")),
        ("Delårsbokslut 2024", 18, ("Delårsbokslut 2024",)),
        ("Sysselsättningsgrad (snitt)", 6, ("Syssel-", "sättnings-", "grad (snitt)")),
        ("Riskvärde", 3, ("Risk-", "värde")),
        ("", 5, ("",)),
    ],
)
def test_a_heading_wraps_where_a_reader_would(
    heading: str, least: int, rows: tuple[str, ...]
) -> None:
    assert heading_rows(heading, least) == rows


def without_joins(text: str) -> str:
    """A heading without what wrapping may add or take away."""
    return text.replace(" ", "").replace("-", "")


@given(heading=st.text(alphabet="abåäö /-.", max_size=50), least=st.integers(1, 30))
def test_a_heading_loses_no_letter_and_has_at_most_three_lines(heading: str, least: int) -> None:
    rows = heading_rows(heading, least)
    assert 1 <= len(rows) <= MAX_HEADING_ROWS
    assert without_joins("".join(rows)) == without_joins(heading)


def test_no_printed_heading_loses_a_letter() -> None:
    headings = {
        column_heading(column, k.context.period)
        for document, table in EVERY
        for k in (calculation(document, table),)
        for column in k.table.columns
    }
    assert len(headings) > 60
    for heading in headings:
        for least in (1, 5, 9, 14):
            assert without_joins("".join(heading_rows(heading, least))) == without_joins(heading)


def test_a_word_is_parted_only_into_itself() -> None:
    for word, parts in HYPHENATIONS.items():
        assert "".join(parts).replace("-", "") == word
        assert all(part_.endswith("-") for part_ in parts[:-1])


def test_a_column_of_figures_is_as_wide_as_its_longest_figure_or_heading() -> None:
    assert number_width(8, ("Budget", "2024")) == 8
    assert number_width(1, ("Prognos", "helår")) == 7
    assert number_width(0, ()) == 1


@given(longest=st.integers(0, 90), heading=st.text(max_size=40))
def test_a_column_of_text_is_within_its_bounds(longest: int, heading: str) -> None:
    assert 12 <= text_width(longest, heading) <= MAX_TEXT
    assert text_width(longest, heading, 16) <= 16


@pytest.mark.parametrize(
    ("longest", "screen", "width"),
    [
        (0, 80, 10),
        (6, 80, 10),
        (29, 80, 29),
        (90, 80, 32),
        (90, 120, 44),
        (90, 20, 10),
    ],
)
def test_the_label_column_leaves_the_most_of_the_screen(
    longest: int, screen: int, width: int
) -> None:
    assert label_width(longest, screen) == width


def column(width: int) -> GridColumn:
    """A column of a width."""
    return GridColumn("k", ("K",), width, character_width=1)


@pytest.mark.parametrize(
    ("screen", "widths"),
    [(80, (30, 12, 20)), (54, (30, 10, 8)), (40, (21, 5, 8)), (20, (10, 5, 8))],
)
def test_columns_that_all_fit_take_the_room_that_is_left(
    screen: int, widths: tuple[int, ...]
) -> None:
    onward = widened((column(10), column(5), column(8)), (30, 12, 20), screen)
    assert tuple(k.width for k in onward) == widths


@given(
    widths=st.lists(st.integers(1, 30), min_size=1, max_size=8),
    needed=st.integers(0, 60),
    screen=st.integers(10, 200),
)
def test_no_column_is_pushed_out_by_a_wider_one(
    widths: list[int], needed: int, screen: int
) -> None:
    before = [column(b) for b in widths]
    after = widened(before, [needed] * len(before), screen)
    assert all(a.width <= b.width for a, b in zip(before, after, strict=True))
    fits = sum(k.total_width + 1 for k in before) <= screen
    assert after == tuple(before) or (fits and sum(k.total_width + 1 for k in after) <= screen)
