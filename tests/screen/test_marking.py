"""Cells marked with Shift and the arrows: their sum, and what is copied of them."""

from pathlib import Path
from unittest.mock import patch

from tests.screen_driver import Screen, opened
from tui.screen.system_clipboard import Command


def line(screen: Screen) -> str:
    return screen.row("tecken").replace("\u00a0", " ")


async def test_marked_cells_are_summed_and_copied_as_a_spreadsheet_takes_them(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "budget")
        await screen.press("shift+down", "shift+right")
        assert "4 celler markerade · summa −349 222 tkr" in line(screen)
        await screen.press("ctrl+c")
        assert screen.app.clipboard == "-158695\t-155695\n-17416\t-17416\n"
        assert "2 rader, 2 kolumner" in screen.panel
        taken = Command(("sh", "-c", "cat > /dev/null"))
        with patch("tui.screen.system_clipboard.system_command", return_value=taken):
            await screen.press("ctrl+c")
        assert "Kopierat: 2 rader, 2 kolumner" in screen.panel
        # The keys that are about one cell wait, and a plain arrow ends it.
        before = screen.table
        await screen.press("delete", "space")
        assert "en pil tar bort markeringen" in screen.panel
        assert screen.table == before
        await screen.press("left")
        assert "markerade" not in line(screen)


async def test_what_is_missing_is_told_and_units_are_not_mixed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.press("delete")
        await screen.cell("intakter", "prognos")
        await screen.press("shift+down", "shift+down")
        assert "1 tom, inte med" in line(screen)
        await screen.go_to("mal", "nyckeltal")
        await screen.cell(screen.table.rows[0].id, "mal")
        await screen.press(*["shift+down"] * (len(screen.table.rows) - 1), "shift+right")
        assert "procent läggs inte ihop" in line(screen)


async def test_a_block_goes_in_from_the_first_of_the_marked_cells(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("lokalhyror", "prognos")
        await screen.press("shift+up", "shift+left")
        await screen.paste("-1\t-2\n-3\t-4\n")
        await screen.press("enter")
        shown = [screen.cell_text(r, c) for r in ("personal", "lokalhyror") for c in
                 ("budget", "prognos")]  # fmt: skip
        assert shown == ["−1", "−2", "−3", "−4"]
