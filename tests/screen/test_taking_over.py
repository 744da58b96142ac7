"""The data folder goes away for a moment (a share, a stick, a renamed folder) and comes back."""

from decimal import Decimal
from pathlib import Path

from tests.screen.test_watching import await_, certain, change_in_file, in_file, look, write
from tests.screen_driver import Screen
from tui.domain.settings_cells import setting
from tui.screen.controllers.changes import do
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.workspace import SettingChange

MINE = "-150\u00a0000"


def gone(folder: Path) -> Path:
    """The folder is renamed; where it is meanwhile."""
    return folder.rename(folder.with_name("borta"))


async def written_while_away(screen: Screen, folder: Path) -> None:
    """A figure is typed just when the folder goes away, and the watch finds it gone."""
    gone(folder)
    await write(screen, "personal", "prognos", "-150000")
    await screen.saved()
    assert "ej sparat" in screen.row("status")
    await look(screen)
    assert screen.app.session.obstacle


def back(folder: Path) -> None:
    folder.with_name("borta").rename(folder)


async def test_a_figure_typed_while_the_folder_was_away_is_saved_when_it_is_back(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        await written_while_away(screen, folder)
        back(folder)
        await look(screen)
        await await_(screen, "Datamappen går att skriva i igen. 1 osparad ändring är införd")
        assert "andra Nämndkoll" not in screen.panel
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert "✓ sparat" in screen.row("status")
        await screen.press("ctrl+z")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-155695)
    async with certain(folder) as screen:
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"


async def test_saving_again_before_the_lock_is_ours_writes_nothing_and_loses_nothing(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        await written_while_away(screen, folder)
        back(folder)
        await screen.press("ctrl+s")
        await screen.saved()
        assert "✓ sparat" not in screen.row("status")
        await look(screen)
        await await_(screen, "är införd")
        await screen.press("ctrl+s")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert "✓ sparat" in screen.row("status")


async def test_an_outage_that_cost_no_lock_is_made_good_without_being_asked_for(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        gone(folder)
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        back(folder)
        await look(screen)
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert "✓ sparat" in screen.row("status")


async def test_a_cell_that_another_wrote_meanwhile_is_asked_about_and_never_called_saved(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        await written_while_away(screen, folder)
        back(folder)
        change_in_file(folder, "personal", "prognos", -140000)
        screen.app.guard()
        await await_(screen, "Ändrat på två håll")
        assert "−140\u00a0000 → −150\u00a0000" in screen.dialog
        await screen.press("enter")
        await screen.press("escape")
        await screen.saved()
        assert "ej sparat" in screen.row("status")
        assert in_file(folder, "personal", "prognos") == Decimal(-140000)
        await screen.press("ctrl+s")
        await screen.saved()
        assert "ej sparat" in screen.row("status")
        screen.app.action_run("avsluta")
        await await_(screen, "1 ändring är inte sparad")
        assert "−155\u00a0695 → −150\u00a0000" in screen.dialog
        await screen.press("enter")
        screen.app.action_run("vantande")
        await await_(screen, "Ändrat på två håll")
        await screen.press("f9")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert "✓ sparat" in screen.row("status")


async def test_another_that_had_the_lock_meanwhile_costs_no_figure(folder: Path) -> None:
    async with certain(folder) as screen:
        await written_while_away(screen, folder)
        back(folder)
        other = DataStore(folder)
        assert other.obstacle == ""
        await look(screen)
        change_in_file(folder, "lokalhyror", "prognos", -17000)
        other.close()
        await look(screen)
        await await_(screen, "Den andra Nämndkoll är stängd")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert in_file(folder, "lokalhyror", "prognos") == Decimal(-17000)


async def test_a_setting_changed_while_the_folder_was_away_is_saved_too(folder: Path) -> None:
    async with certain(folder) as screen:
        gone(folder)
        session = screen.app.session
        change = SettingChange("trosklar/nara_andel", Decimal(95), Decimal(90))
        do(session, screen.app.verbs, change)
        await screen.saved()
        await look(screen)
        back(folder)
        await look(screen)
        await await_(screen, "är införd")
        await screen.saved()
        assert setting(Store(folder).settings()[0], "trosklar/nara_andel") == Decimal(90)
        assert "✓ sparat" in screen.row("status")
