"""An edit paints again what it changed, and nothing else; another size loses nothing."""

from pathlib import Path
from unittest.mock import patch

import pytest

from tests.screen_driver import BIG, SMALL, opened
from tui.screen.frame import frame, grid_model
from tui.screen.widgets.model import GridModel


async def test_an_edit_repaints_only_the_lines_that_it_changed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        grid = screen.app.grid
        count: list[int] = []
        real = grid.update

        def counting(model: GridModel) -> int:
            lines = real(model)
            if lines:
                count.append(lines)
            return lines

        grid.update = counting  # type: ignore[method-assign]
        for text in ("-155000", "-155001"):
            await screen.cell("personal", "prognos")
            await screen.write(text)
            await screen.press("enter")
        # The row itself, kostnader, nettokostnader and resultat; the first edit of a column also
        # lets its printed sums go, and once that is checked the room for their marks.
        assert count[-1] == 4
        for text in ("-100093", "-100094"):
            await screen.cell("personal", "utfall")
            await screen.write(text)
            await screen.press("enter")
        assert count[-1] == 4
        assert len(count) == 5


async def test_a_picture_of_a_session_changes_nothing_in_it(folder: Path) -> None:
    async with opened(folder) as screen:
        session = screen.app.session
        before = (session.area, session.look.cursor.copy(), session.look.grid.place)
        assert frame(session) == frame(session)
        assert (session.area, session.look.cursor, session.look.grid.place) == before


async def test_the_same_content_again_repaints_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        assert screen.app.grid.update(grid_model(screen.app.session)) == 0


async def test_a_wider_figure_widens_its_column_and_is_never_cut(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-1234567890")
        await screen.press("enter")
        assert "−1\u00a0234\u00a0567\u00a0890" in screen.text
        assert "####" not in screen.text


async def test_the_cursors_move_repaints_two_lines(folder: Path) -> None:
    async with opened(folder) as screen:
        grid = screen.app.grid
        with patch.object(grid, "refresh", wraps=grid.refresh) as refresh:
            await screen.press("down")
        ((areas, _),) = refresh.call_args_list
        assert len(areas) == 2


@pytest.mark.parametrize("tab", ["drift", "mal", "oversikt"])
async def test_a_tiny_screen_and_back_leaves_everything_as_it_was(folder: Path, tab: str) -> None:
    async with opened(folder, BIG) as screen:
        await screen.go_to(tab)
        await screen.press("down", "down")
        before, place = screen.text, (screen.app.grid.row, screen.app.grid.column)
        for size in ((40, 10), SMALL, (20, 5), (200, 60), BIG):
            await screen.pilot.resize_terminal(*size)
            await screen.calm()
            assert len(screen.rows) == size[1]
            assert max(map(len, screen.rows)) <= size[0]
            if tab != "oversikt":
                assert (screen.app.grid.row, screen.app.grid.column) == place
        assert screen.text == before


async def test_a_tiny_screen_still_shows_the_cell_under_the_cursor(folder: Path) -> None:
    async with opened(folder, (40, 10)) as screen:
        await screen.cell("resultat", "avvikelse")
        assert any("−5\u00a0000 ▼" in row for row in screen.rows)


async def test_another_size_keeps_what_is_being_typed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-150")
        for size in (SMALL, (40, 10), BIG):
            await screen.pilot.resize_terminal(*size)
            await screen.calm()
        assert "-150" in screen.text
        await screen.write("000")
        await screen.press("enter")
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"


@pytest.mark.parametrize("size", [(120, 30), (80, 24)], ids=["120x30", "80x24"])
async def test_a_dialog_fits_on_the_screen(folder: Path, size: tuple[int, int]) -> None:
    async with opened(folder, size) as screen:
        for key in ("f1", "f3", "f4", "ctrl+p", "5"):
            await screen.press(key)
            box = screen.app.screen.query_one(".ruta").region
            assert screen.app.screen.region.contains_region(box)
            assert screen.dialog.count("╭") == screen.dialog.count("╰") == 1
            await screen.press("escape")
