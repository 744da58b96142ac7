"""The mouse does what the keys do: tabs, cells, footer, the document's name."""

from pathlib import Path

import pytest

from tests.screen_driver import BIG, SMALL, Screen, opened
from tui.screen.commands import FOOTER_COMMANDS


def place(screen: Screen, text: str, *, from_: int = 0) -> tuple[int, int]:
    """Where a text stands on the screen."""
    for y, row in enumerate(screen.rows):
        if y >= from_ and text in row:
            return row.index(text) + 1, y
    raise AssertionError(f"{text} syns inte")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_click_on_a_tab_shows_it(folder: Path, size: tuple[int, int]) -> None:
    async with opened(folder, size) as screen:
        for text, tab in (("3 Mål", "mal"), ("0 Över", "oversikt"), ("5 Pers", "personal")):
            await screen.click(*place(screen, text))
            assert screen.app.session.tab == tab
            assert screen.app.grid.has_focus


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_click_on_a_cell_puts_the_cursor_there(folder: Path, size: tuple[int, int]) -> None:
    async with opened(folder, size) as screen:
        await screen.click(*place(screen, "−6\u00a0000"))
        assert screen.has == ("kop_av_tjanster", "avvikelse")
        await screen.click(*place(screen, "Kommunbidrag"))
        assert screen.has == ("kommunbidrag", "etikett")


async def test_a_click_beside_the_rows_moves_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        has = screen.has
        await screen.click(30, 4)
        assert screen.has == has


async def test_a_double_click_edits_the_cell(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.click(*place(screen, "−155\u00a0695"), times=2)
        await screen.press("end", "backspace", "0", "enter")
        assert screen.cell_text("personal", "prognos") == "−155\u00a0690"


async def test_a_click_elsewhere_takes_what_is_typed_where_it_was_typed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.show_traces()
        await screen.cell("personal", "prognos")
        await screen.write("-7")
        await screen.click(*place(screen, "−38\u00a0013"))
        assert screen.cell_text("personal", "prognos") == "−7"
        assert screen.cell_text("ovriga_kostnader", "budget") == "−38\u00a0013"
        assert screen.has == ("ovriga_kostnader", "budget")


@pytest.mark.parametrize("mal", ["−38\u00a0013", "2 Invest", "F6 nästa", "F8 Granska", "(utkast)"])
async def test_a_click_leaves_a_refused_entry_open(folder: Path, mal: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.show_traces()
        await screen.cell("personal", "prognos")
        await screen.write("1.234")
        await screen.click(*place(screen, mal))
        assert screen.app.grid.edited is not None
        assert screen.app.grid.has_focus
        assert screen.has == ("personal", "prognos")
        assert "en punkt kan betyda båda" in screen.panel
        assert screen.dialog == ""


@pytest.mark.parametrize("mal", ["2 Invest", "F6 nästa", "F8 Granska", "(utkast)"])
async def test_a_click_on_a_bar_first_takes_what_is_typed(folder: Path, mal: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.show_traces()
        await screen.cell("personal", "prognos")
        await screen.write("-7")
        await screen.click(*place(screen, mal))
        drift = screen.app.session.area.table("2024-delar-utkast", "drift")
        assert drift.row("personal").cells["prognos"] == -7


async def test_a_click_on_the_documents_name_opens_the_list(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.click(*place(screen, "Delårsbokslut 2024"))
        assert "Årsbokslut 2023" in screen.dialog
        x, y = screen.app.screen.query_one("#lista").region.offset
        await screen.click(x + 4, y + 2)
        assert screen.app.session.document_id == "2023-bokslut"


async def test_a_click_on_the_line_of_tables_shows_the_next(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.show_traces()
        await screen.click(*place(screen, "F6 nästa"))
        assert screen.table.id == "delposter"


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_click_on_the_footer_carries_out_the_command_that_stands_there(
    folder: Path, size: tuple[int, int]
) -> None:
    done: list[str] = []
    async with opened(folder, size) as screen:
        screen.app.action_run = done.append  # type: ignore[assignment,method-assign]
        for command in FOOTER_COMMANDS:
            await screen.click(*place(screen, f" {command.footer}", from_=size[1] - 1))
        await screen.click(size[0] - 1, size[1] - 1)
    assert done == [k.id for k in FOOTER_COMMANDS]


async def test_the_wheel_scrolls_a_long_table_and_the_heading_stays(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.go_to("drift", "delposter", "2023-bokslut")
        heading = screen.rows[4]
        screen.app.grid.scroll_to(y=8, animate=False, immediate=True)
        await screen.calm()
        assert screen.rows[4] == heading
        first = screen.table.rows[8].label
        assert any(row.startswith(first[:20]) for row in screen.rows)
        await screen.click(
            2, next(y for y, r in enumerate(screen.rows) if r.startswith(first[:20]))
        )
        assert screen.has[0] == screen.table.rows[8].id


async def test_clicks_on_two_commands_at_once_open_one_dialog(folder: Path) -> None:
    async with opened(folder) as screen:
        screen.app.action_run("dokument")
        screen.app.action_run("kommandon")
        screen.app.start("editing:open_", "")
        await screen.calm()
        assert len(screen.app.screen_stack) == 2
        screen.app.action_run("kommandon")
        await screen.calm()
        assert len(screen.app.screen_stack) == 2
        await screen.press("escape")
        assert len(screen.app.screen_stack) == 1
        await screen.press("ctrl+p")
        assert len(screen.app.screen_stack) == 2
