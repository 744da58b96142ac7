"""How lines are drawn: exactly as wide as asked, and every text shown as what it is."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.screen.widgets.hostile import DANGEROUS, HOSTILE_ONES
from tui.screen.widgets.cell_editor import Row
from tui.screen.widgets.colours import PALETTES, style
from tui.screen.widgets.grid_lines import (
    RowState,
    heading_height,
    heading_strip,
    row_strip,
    visible_columns,
)
from tui.screen.widgets.model import Box, EmptyModel, GridColumn


class Model(EmptyModel):
    """Rows of cells as they are given."""

    def __init__(
        self, columns: Sequence[GridColumn], *rows: Sequence[Box], class_: str = ""
    ) -> None:
        self.columns, self.rows, self.class_ = columns, rows, class_
        self.count_rows = len(rows)

    def box(self, row: int, column: int) -> Box:
        """The given cell."""
        return self.rows[row][column]

    def row_class(self, row: int) -> str:  # noqa: ARG002
        """The given class."""
        return self.class_


LABEL = GridColumn("etikett", ("Belopp i tkr",), 12, right=False, character_width=1)
BUDGET = GridColumn("budget", ("Budget", "2024"), 8, character_width=2)
PROGNOS = GridColumn("prognos", ("Prognos",), 8, character_width=3)
TWO = (LABEL, BUDGET, PROGNOS)
WITHOUT = RowState()


def row(*boxes: Box, state: RowState = WITHOUT, width: int = 40, class_: str = "") -> str:
    """The text of one row's line."""
    columns = TWO[: len(boxes)]
    in_view = visible_columns(columns, 1, width)
    strip = row_strip(Model(columns, boxes, class_=class_), 0, in_view, state, width, "mork")
    assert strip.cell_length == width
    return strip.text


def test_a_label_stands_to_the_left_and_a_figure_to_the_right_of_its_mark() -> None:
    boxes = Box("Lokalhyror"), Box("−17 416"), Box("0", sign="·")
    assert row(*boxes).rstrip() == "Lokalhyror     −17 416          0 ·"


def test_marks_stand_under_one_another_whether_one_or_two() -> None:
    one = row(Box("a"), Box("1"), Box("−5 000", sign="▼"))
    two = row(Box("a"), Box("1"), Box("−5 000", sign="▼≈"))
    assert one.index("▼") == two.index("▼")
    assert two.rstrip().endswith("−5 000 ▼≈")


def test_a_figure_that_has_no_room_is_never_cut_into_another_figure() -> None:
    text = row(Box("a"), Box("−1 158 695"))
    assert "########" in text
    assert not any(sign.isdigit() for sign in text)


def test_a_text_that_has_no_room_is_cut_with_an_ellipsis() -> None:
    assert row(Box("Verksamhetens kostnader"), Box("1")).startswith("Verksamhete… ")


@pytest.mark.parametrize("bad", HOSTILE_ONES)
def test_what_a_store_holds_is_shown_and_never_obeyed(bad: str) -> None:
    columns = (GridColumn("etikett", (bad[:20],), 30, right=False, character_width=1), BUDGET)
    model = Model(columns, (Box(bad), Box(bad[:8])))
    state = RowState(0, True, Row.from_(bad))
    for strip in (
        row_strip(model, 0, (1,), RowState(), 60, "mork"),
        row_strip(model, 0, (1,), state, 60, "mork"),
        heading_strip(model, (1,), heading_height(model) - 1, 60, "mork"),
    ):
        assert strip.cell_length == 60
        assert not DANGEROUS & set(strip.text)
        assert all(not s.style or not s.style.meta for s in strip)


def test_markup_is_shown_literally() -> None:
    bad = "[@click=app.quit]x[/]"
    columns = (GridColumn("etikett", ("",), 30, right=False, character_width=1),)
    strip = row_strip(Model(columns, (Box(bad),)), 0, (), RowState(), 40, "mork")
    assert strip.text.rstrip() == bad


@given(
    label=st.text(max_size=30),
    number=st.text(alphabet="0123456789 −,%", max_size=16),
    width=st.integers(1, 70),
    column=st.integers(-1, 2),
    written=st.none() | st.text(max_size=30),
)
def test_every_line_is_exactly_as_wide_as_the_grid(
    label: str, number: str, width: int, column: int, written: str | None
) -> None:
    state = RowState(column, True, None if written is None else Row.from_(written))
    assert row(Box(label), Box(number, sign="!"), Box(number), state=state, width=width)


def test_the_heading_stands_at_the_bottom_of_its_lines() -> None:
    model = Model(TWO, ())
    rows = [heading_strip(model, (1, 2), y, 40, "mork").text.rstrip() for y in range(2)]
    assert rows == ["                Budget", "Belopp i tkr      2024    Prognos"]


@pytest.mark.parametrize(("in_view", "arrows"), [((1,), "›"), ((2,), "‹"), ((1, 2), "")])
def test_arrows_tell_of_columns_out_of_sight(in_view: tuple[int, ...], arrows: str) -> None:
    text = heading_strip(Model(TWO, ()), in_view, 0, 40, "mork").text
    assert "".join(sign for sign in text if sign in "‹›") == arrows


def test_an_arrow_covers_nothing_of_a_heading() -> None:
    without = heading_strip(Model(TWO, ()), (1, 2), 1, 33, "mork").text
    assert "Prognos" in without
    widely = (LABEL, BUDGET, GridColumn("p", ("Prognos",), 8, character_width=1), PROGNOS)
    text = heading_strip(Model(widely, ()), (1, 2), 0, 35, "mork").text
    assert "Budget" in text
    assert text[-1] == "›"


@pytest.mark.parametrize("theme", PALETTES)
def test_the_cursor_is_drawn_on_its_cell_alone(theme: str) -> None:
    model = Model(TWO, (Box("a"), Box("1"), Box("2")))
    strip = row_strip(model, 0, (1, 2), RowState(2, True), 40, theme)
    marked = "".join(
        s.text for s in strip if s.style and s.style.bgcolor == style(theme, "markor").bgcolor
    )
    assert marked == "       2   "


def test_a_grid_without_focus_still_shows_where_the_cursor_is() -> None:
    model = Model(TWO, (Box("a"), Box("1"), Box("2")))
    strip = row_strip(model, 0, (1, 2), RowState(1, False), 40, "mork")
    assert any(s.style and s.style.bgcolor == style("mork", "svagmarkor").bgcolor for s in strip)


def test_an_edit_shows_what_is_typed_with_the_caret() -> None:
    model = Model(TWO, (Box("a"), Box("−158 695"), Box("2")))
    state = RowState(1, True, Row("-150000", 3))
    strip = row_strip(model, 0, (1, 2), state, 40, "mork")
    assert "-150000" in strip.text
    assert "158 695" not in strip.text
    assert [s.text for s in strip if s.style == style("mork", "karet")] == ["0"]


def test_a_row_of_a_class_is_drawn_in_it() -> None:
    model = Model(TWO, (Box("a"), Box("1"), Box("2")), class_="stark")
    strip = row_strip(model, 0, (1, 2), RowState(), 40, "mork")
    assert all(s.style and s.style.bold for s in strip if s.text.strip())
