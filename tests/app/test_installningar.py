"""The settings on the screen, with the keyboard alone; they hold at once and are saved."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.skarm import LITEN, Skarm, oppnad
from tui.domain.installningar import Sammantrade


async def valj(skarm: Skarm, text: str) -> None:
    """Narrow the list and take what is first."""
    await skarm.skriv(text)
    await skarm.tryck("enter")


async def oppna(skarm: Skarm) -> None:
    """The settings, from the palette."""
    await skarm.tryck("ctrl+p")
    await valj(skarm, "inställningar")


def fil(mapp: Path) -> Any:
    """The settings' file."""
    return json.loads((mapp / "installningar.json").read_text(encoding="utf-8"))


async def test_a_threshold_changes_the_colours_at_once_and_is_saved(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        assert skarm.klass("personal", "avvikelse")[1] == "▲"
        fore = skarm.klass("ovriga_kostnader", "avvikelse")
        await oppna(skarm)
        await valj(skarm, "stor, andel")
        await skarm.skriv("5")
        await skarm.tryck("enter", "escape")
        assert skarm.dialog == ""
        assert skarm.klass("ovriga_kostnader", "avvikelse") != fore
        await skarm.sparat()
    assert fil(mapp)["trosklar"]["1"]["avvikelse_andel_stor"] == 5
    assert fil(mapp)["trosklar"]["1"]["nara_andel"] == 95
    assert len(fil(mapp)["sammantraden"]) == 18


async def test_what_cannot_be_taken_is_said_in_the_field_and_can_be_put_right(mapp: Path) -> None:
    async with oppnad(mapp, LITEN) as skarm:
        await oppna(skarm)
        await valj(skarm, "stor, andel")
        await skarm.skriv("0,5")
        await skarm.tryck("enter")
        assert "får inte vara under 1" in " ".join(skarm.dialog.split())
        await skarm.tryck("backspace", "backspace", "backspace")
        await skarm.skriv("9,5")
        await skarm.tryck("enter")
        assert "9,5 %" in skarm.dialog
        assert skarm.app.pass_.yta.installningar.trosklar.avvikelse_andel_stor == Decimal("9.5")


async def test_a_meeting_is_added_changed_and_removed(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await oppna(skarm)
        await valj(skarm, "sammanträden 18")
        await valj(skarm, "nytt")
        await skarm.skriv("15/10")
        await skarm.tryck("enter")
        assert "Skriv datumet som år-månad-dag" in skarm.dialog
        await skarm.tryck(*["backspace"] * 5)
        for text in ("2024-09-24", "", "Delårsbokslut 2024"):
            await skarm.skriv(text)
            await skarm.tryck("enter")
        mote = Sammantrade(date(2024, 9, 24), "", "Delårsbokslut 2024")
        assert mote in skarm.app.pass_.yta.installningar.sammantraden
        await valj(skarm, "24 september 2024")
        await skarm.tryck("enter")
        await skarm.skriv("§ 45")
        await skarm.tryck("enter", "enter")
        await valj(skarm, "17 september 2024")
        await skarm.tryck("delete", "enter")
        await skarm.tryck("escape", "escape")
        assert "nämnd 24 sep" in skarm.rader[0]
        await skarm.sparat()
    moten = list(fil(mapp)["sammantraden"].values())
    assert len(moten) == 18
    assert {"datum": "2024-09-24", "paragraf": "§ 45", "arende": "Delårsbokslut 2024"} in moten
    assert not any(m["datum"] == "2024-09-17" for m in moten)


async def test_a_scale_gets_another_step_which_a_cell_can_then_have(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await oppna(skarm)
        await valj(skarm, "bedömning av mål")
        await skarm.tryck("ctrl+end", "enter")
        await skarm.skriv("Kan inte bedömas")
        await skarm.tryck("f2")
        await skarm.tryck("escape")
        await skarm.ga_till("mal")
        await skarm.cell("vald", "bedomning")
        await skarm.tryck("enter")
        assert "Kan inte bedömas" in skarm.dialog
        await skarm.sparat()
    assert fil(mapp)["skalor"]["1"]["steg"][-1] == "Kan inte bedömas"


async def test_a_step_that_the_rules_use_stays(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await oppna(skarm)
        await valj(skarm, "bedömning av mål")
        await skarm.tryck("backspace", "f2")
        assert "”Helt uppfyllt” används av programmets regler" in " ".join(skarm.dialog.split())
        await skarm.tryck("escape", "escape")
        assert skarm.dialog == ""
    assert len(fil(mapp)["skalor"]["1"]["steg"]) == 4


async def test_esc_changes_nothing(mapp: Path) -> None:
    fore = fil(mapp)
    async with oppnad(mapp) as skarm:
        await oppna(skarm)
        await valj(skarm, "kommun")
        await skarm.skriv("Annan")
        await skarm.tryck("escape", "escape")
        assert skarm.dialog == ""
        await skarm.sparat()
    assert fil(mapp) == fore
