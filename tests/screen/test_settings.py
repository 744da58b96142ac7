"""The settings on the screen, with the keyboard alone; they hold at once and are saved."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.screen_driver import SMALL, Screen, opened
from tui.domain.settings import Sammantrade


async def choose(screen: Screen, text: str) -> None:
    """Narrow the list and take what is first."""
    await screen.write(text)
    await screen.press("enter")


async def open_(screen: Screen) -> None:
    """The settings, from the palette."""
    await screen.press("ctrl+p")
    await choose(screen, "inställningar")


def file(folder: Path) -> Any:
    """The settings' file."""
    return json.loads((folder / "installningar.json").read_text(encoding="utf-8"))


async def test_a_threshold_changes_the_colours_at_once_and_is_saved(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        assert screen.class_("personal", "avvikelse")[1] == "▲"
        before = screen.class_("ovriga_kostnader", "avvikelse")
        await open_(screen)
        await choose(screen, "stor, andel")
        await screen.write("5")
        await screen.press("enter", "escape")
        assert screen.dialog == ""
        assert screen.class_("ovriga_kostnader", "avvikelse") != before
        await screen.saved()
    assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == 5
    assert file(folder)["trosklar"]["1"]["nara_andel"] == 95
    assert len(file(folder)["sammantraden"]) == 18


async def test_what_cannot_be_taken_is_said_in_the_field_and_can_be_put_right(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await open_(screen)
        await choose(screen, "stor, andel")
        await screen.write("0,5")
        await screen.press("enter")
        assert "får inte vara under 1" in " ".join(screen.dialog.split())
        await screen.press("backspace", "backspace", "backspace")
        await screen.write("9,5")
        await screen.press("enter")
        assert "9,5 %" in screen.dialog
        assert screen.app.session.area.settings.thresholds.avvikelse_share_large == Decimal("9.5")


async def test_a_meeting_is_added_changed_and_removed(folder: Path) -> None:
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "sammanträden 18")
        await choose(screen, "nytt")
        await screen.write("15/10")
        await screen.press("enter")
        assert "Skriv datumet som år-månad-dag" in screen.dialog
        await screen.press(*["backspace"] * 5)
        for text in ("2024-09-24", "", "Delårsbokslut 2024"):
            await screen.write(text)
            await screen.press("enter")
        meeting = Sammantrade(date(2024, 9, 24), "", "Delårsbokslut 2024")
        assert meeting in screen.app.session.area.settings.sammantraden
        await choose(screen, "24 september 2024")
        await screen.press("enter")
        await screen.write("§ 45")
        await screen.press("enter", "enter")
        await choose(screen, "17 september 2024")
        await screen.press("delete", "enter")
        await screen.press("escape", "escape")
        assert "nämnd 24 sep" in screen.rows[0]
        await screen.saved()
    meetings = list(file(folder)["sammantraden"].values())
    assert len(meetings) == 18
    assert {"datum": "2024-09-24", "paragraf": "§ 45", "arende": "Delårsbokslut 2024"} in meetings
    assert not any(m["datum"] == "2024-09-17" for m in meetings)


async def test_a_scale_gets_another_step_which_a_cell_can_then_have(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await open_(screen)
        await choose(screen, "bedömning av mål")
        await screen.press("ctrl+end", "enter")
        await screen.write("Kan inte bedömas")
        await screen.press("f2")
        await screen.press("escape")
        await screen.go_to("mal")
        await screen.cell("vald", "bedomning")
        await screen.press("enter")
        assert "Kan inte bedömas" in screen.dialog
        await screen.saved()
    assert file(folder)["skalor"]["1"]["steg"][-1] == "Kan inte bedömas"


async def test_a_step_that_the_rules_use_stays(folder: Path) -> None:
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "bedömning av mål")
        await screen.press("backspace", "f2")
        assert "”Helt uppfyllt” används av programmets regler" in " ".join(screen.dialog.split())
        await screen.press("escape", "escape")
        assert screen.dialog == ""
    assert len(file(folder)["skalor"]["1"]["steg"]) == 4


async def test_esc_changes_nothing(folder: Path) -> None:
    before = file(folder)
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "kommun")
        await screen.write("Annan")
        await screen.press("escape", "escape")
        assert screen.dialog == ""
        await screen.saved()
    assert file(folder) == before
