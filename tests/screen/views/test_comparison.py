"""Two tables side by side as a grid: three columns each, and words where there is no figure."""

from decimal import Decimal

import pytest

from tests.five_documents import area, head
from tui.checks.comparison import Page, comparison
from tui.screen.views.comparison_view import (
    ComparisonView,
    cell_heading,
    comparison_heading,
    comparison_lines,
    comparison_sign,
    difference_text,
)


def view(has: str, where: str, table: str, screen: int = 120) -> ComparisonView:
    pages = (Page(head(d), area().calculation(d, table)) for d in (has, where))
    return ComparisonView(comparison(*pages), screen)


DRIFT = view("2024-delar", "2018-delar", "drift")
MAL = view("2024-delar", "2023-bokslut", "nyckeltal")


def the_text(v: ComparisonView, row: int, column: int, width: int = 60) -> str:
    return "\n".join("".join(t for t, _ in r) for r in comparison_lines(v, row, column, width))


def test_each_column_stands_here_there_and_as_a_difference() -> None:
    headings = [" ".join(k.heading) for k in DRIFT.columns[1:4]]
    assert headings == ["här: Budget 2024", "där: Budget 2018", "skillnad"]
    assert (len(DRIFT.columns) - 1) % 3 == 0


@pytest.mark.parametrize("v", [DRIFT, MAL], ids=["drift", "nyckeltal"])
def test_every_figure_fits_its_column(v: ComparisonView) -> None:
    for row in range(v.count_rows):
        for nr, column in enumerate(v.columns):
            box = v.box(row, nr)
            assert len(box.text) <= column.width or not column.right
            assert len(box.sign) < column.character_width or not box.sign
            assert v.editing(row, nr) == "ingen"


def test_a_row_that_only_one_has_says_so_in_words() -> None:
    alone = next(i for i, r in enumerate(MAL.compared.rows) if not r.where)
    assert MAL.box(alone, 2).text == "saknas"
    assert MAL.box(alone, 3).text == ""
    last = MAL.count_rows - 1
    assert MAL.compared.rows[last].has == ""
    assert MAL.box(last, 1).text == "saknas"


def test_what_is_not_compared_has_a_dot_and_no_figure() -> None:
    v = view("2024-delar", "2023-bokslut", "drift")
    nr = next(i for i, k in enumerate(v.columns) if k.id == "utfall.skillnad")
    assert v.columns[nr].heading == ("jämförs", "inte")
    assert {v.box(r, nr).text for r in range(v.count_rows)} == {"·"}


def test_the_panel_says_the_cell_in_words() -> None:
    text = the_text(DRIFT, 1, 1).replace("\u00a0", " ")
    assert text.splitlines()[:3] == [
        "Här, Budget 2024: −158 695",
        "Där, Budget 2018: −168 053",
        "Skillnad, här − där: +9 358 (+5,6 %)",
    ]
    assert cell_heading(DRIFT, 1, 1) == "Personalkostnader · Budget 2024"
    assert cell_heading(DRIFT, 1, 0) == "Personalkostnader"


def test_the_lines_above_fit_a_narrow_screen_and_say_how_it_is_counted() -> None:
    assert len(comparison_heading(DRIFT.compared)) <= 80
    assert comparison_heading(DRIFT.compared).endswith("Esc tillbaka")
    assert comparison_sign(DRIFT.compared) == " Skillnad = här − där."


@pytest.mark.parametrize(
    ("number", "text"), [("5", "+5"), ("-5", "−5"), ("0", "0"), ("0.50", "+0,50")]
)
def test_a_difference_has_its_sign(number: str, text: str) -> None:
    assert difference_text(Decimal(number)) == text
