"""The bars and the panel: lines of text, as wide as their place, with nothing in them obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from tests.screen.widgets.hostile import DANGEROUS, HOSTILE_ONES
from tui.screen.widgets.colours import style
from tui.screen.widgets.lines import Rows, strip


@given(
    pieces=st.lists(st.tuples(st.text(max_size=20), st.just("")), max_size=5), b=st.integers(1, 60)
)
def test_a_line_is_exactly_as_wide_as_its_place(pieces: list[tuple[str, str]], b: int) -> None:
    assert strip(tuple(pieces), b, "mork", "grund").cell_length == b


@pytest.mark.parametrize("bad", HOSTILE_ONES)
def test_a_text_is_shown_and_never_obeyed(bad: str) -> None:
    text = strip(((bad, "stark"),), 60, "mork", "grund").text
    assert not DANGEROUS & set(text)
    assert text.strip()


def test_the_ground_goes_on_to_the_end_of_the_line() -> None:
    assert {s.style.bgcolor for s in strip((("a", "bra"),), 9, "mork", "band") if s.style} == {
        style("mork", "band").bgcolor
    }


class Window(App[None]):
    """Two lines of text, and what clicks told."""

    CSS = "Rows { height: 3; }"

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Rows(id="rader")

    def on_mount(self) -> None:
        """Nothing clicked yet."""
        self.click: list[tuple[str | None, int, int]] = []

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Remember the click."""
        self.click.append((event.source.id, event.x, event.y))


async def test_only_lines_that_differ_are_painted_again() -> None:
    async with Window().run_test(size=(20, 5)) as pilot:
        rows = pilot.app.query_one(Rows)
        rows.show([(("ett", ""),), (("två", ""),), (("tre", ""),)])
        await pilot.pause()
        painted: list[int] = []
        rows.refresh = lambda *areas, **_: painted.extend(y.y for y in areas)  # type: ignore[assignment,method-assign]
        rows.show([(("ett", ""),), (("2", ""),), (("tre", ""),)])
        assert painted == [1]
        rows.show([(("ett", ""),)])
        assert painted == [1, 1, 2]
        assert rows.text == "ett"


async def test_a_click_tells_where_it_hit() -> None:
    async with Window().run_test(size=(20, 5)) as pilot:
        await pilot.click("#rader", offset=(7, 2))
        assert pilot.app.click == [("rader", 7, 2)]  # type: ignore[attr-defined]


async def test_another_theme_paints_everything_in_its_colours() -> None:
    async with Window().run_test(size=(20, 5)) as pilot:
        rows = pilot.app.query_one(Rows)
        rows.show([(("ett", ""),)], theme="ljus")
        await pilot.pause()
        assert next(iter(rows.render_line(0))).style == style("ljus", "grund")
