"""The bars and the panel: lines of text, as wide as their place, with nothing in them obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from tests.widgets.elakt import ELAKA, FARLIGA
from tui.widgets.farger import stil
from tui.widgets.rader import Rader, remsa


@given(
    bitar=st.lists(st.tuples(st.text(max_size=20), st.just("")), max_size=5), b=st.integers(1, 60)
)
def test_a_line_is_exactly_as_wide_as_its_place(bitar: list[tuple[str, str]], b: int) -> None:
    assert remsa(tuple(bitar), b, "mork", "grund").cell_length == b


@pytest.mark.parametrize("ond", ELAKA)
def test_a_text_is_shown_and_never_obeyed(ond: str) -> None:
    text = remsa(((ond, "stark"),), 60, "mork", "grund").text
    assert not FARLIGA & set(text)
    assert text.strip()


def test_the_ground_goes_on_to_the_end_of_the_line() -> None:
    assert {s.style.bgcolor for s in remsa((("a", "bra"),), 9, "mork", "band") if s.style} == {
        stil("mork", "band").bgcolor
    }


class Fonster(App[None]):
    """Two lines of text, and what clicks told."""

    CSS = "Rader { height: 3; }"

    def compose(self) -> ComposeResult:
        """One widget."""
        yield Rader(id="rader")

    def on_mount(self) -> None:
        """Nothing clicked yet."""
        self.klick: list[tuple[str | None, int, int]] = []

    def on_rader_klickad(self, handelse: Rader.Klickad) -> None:
        """Remember the click."""
        self.klick.append((handelse.kalla.id, handelse.x, handelse.y))


async def test_only_lines_that_differ_are_painted_again() -> None:
    async with Fonster().run_test(size=(20, 5)) as pilot:
        rader = pilot.app.query_one(Rader)
        rader.visa([(("ett", ""),), (("två", ""),), (("tre", ""),)])
        await pilot.pause()
        malade: list[int] = []
        rader.refresh = lambda *ytor, **_: malade.extend(y.y for y in ytor)  # type: ignore[assignment,method-assign]
        rader.visa([(("ett", ""),), (("2", ""),), (("tre", ""),)])
        assert malade == [1]
        rader.visa([(("ett", ""),)])
        assert malade == [1, 1, 2]
        assert rader.text == "ett"


async def test_a_click_tells_where_it_hit() -> None:
    async with Fonster().run_test(size=(20, 5)) as pilot:
        await pilot.click("#rader", offset=(7, 2))
        assert pilot.app.klick == [("rader", 7, 2)]  # type: ignore[attr-defined]


async def test_another_theme_paints_everything_in_its_colours() -> None:
    async with Fonster().run_test(size=(20, 5)) as pilot:
        rader = pilot.app.query_one(Rader)
        rader.visa([(("ett", ""),)], tema="ljus")
        await pilot.pause()
        assert next(iter(rader.render_line(0))).style == stil("ljus", "grund")
