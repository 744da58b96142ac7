"""The settings on the screen, with the keyboard alone; they hold at once and are saved."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.screen_driver import BIG, SMALL, Screen, opened
from tui.domain.settings import Sammantrade
from tui.store.data_store import DataStore, restored
from tui.store.errors import SaveError


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
        await screen.write("31/9")
        await screen.press("enter")
        assert "Datumet ”31/9” finns inte i almanackan." in screen.dialog
        await screen.press(*["backspace"] * 4)
        for text in ("tisdagen den 24 september kl. 13", "", "Delårsbokslut 2024"):
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


YEAR = """Sammanträden 2025
tisdag 18 februari kl. 13.00\tÅrsbokslut 2024
25 mars
Senast 30/9: delårsbokslut till kommunstyrelsen
"""


async def test_a_years_dates_are_pasted_at_once_and_undone_in_one_step(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.press("ctrl+p")
        await choose(screen, "helt år")
        await choose(screen, "flera datum")
        await screen.paste(YEAR + "måndag 18 november 2025\n")
        await screen.press("f2")
        assert "18 november 2025 är en tisdag" in " ".join(screen.dialog.split())
        await screen.press("escape")
        await choose(screen, "flera datum")
        await screen.paste("2024\nfel rad 17\n")
        await screen.press("ctrl+a")
        await screen.paste(YEAR)
        await screen.press("f2")
        assert "18 februari 2025, Årsbokslut 2024" in screen.dialog
        assert "30 september 2025, Senast delårsbokslut till kommunstyrelsen" in screen.dialog
        await screen.press("enter", "escape")
        await screen.go_to("oversikt")
        line = "30 september 2025 Senast delårsbokslut till kommunstyrelsen · om 385 dagar"
        assert line not in screen.overview  # three lie before it
        await screen.saved()
        assert len(file(folder)["sammantraden"]) == 21
        (deadline,) = (m for m in file(folder)["sammantraden"].values() if "slag" in m)
        assert (deadline["datum"], deadline["slag"]) == ("2025-09-30", "tidsfrist")
        await screen.press("ctrl+z")
        await screen.saved()
        assert len(file(folder)["sammantraden"]) == 18


async def test_a_table_of_meetings_is_shown_as_its_headings_say(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        await choose(screen, "sammanträden")
        await choose(screen, "flera datum")
        await screen.paste(
            "Sammanträde\tHandlingar inne\tUtskick\n"
            "18 februari 2025\t3 februari 2025\t11 februari 2025\n"
            "25 mars 2025\t10 mars 2025\t18 mars 2025\n"
        )
        await screen.press("f2")
        assert "3 februari 2025, Handlingar inne · tidsfrist" in screen.dialog
        assert "18 mars 2025, Utskick · tidsfrist" in screen.dialog
        await screen.press("enter", "escape")
        own = [m for m in screen.app.session.area.settings.sammantraden if m.when.year == 2025]
        assert [m.when.isoformat() for m in own if not m.deadline] == ["2025-02-18", "2025-03-25"]
        assert len(own) == 6


async def test_a_deadline_is_no_meeting(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        await choose(screen, "helt år")
        await choose(screen, "ny tidsfrist")
        for text in ("12/9", "Underlag till ekonomi"):
            await screen.write(text)
            await screen.press("enter")
        await screen.press("escape")
        assert "nämnd 17 sep" in screen.rows[0]
        await screen.go_to("oversikt")
        assert "12 september 2024 Underlag till ekonomi · om 2 dagar" in screen.overview
        assert any(line.startswith("tidsfrist") for line in screen.overview)


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


async def test_a_step_that_documents_say_goes_only_once_that_is_told(folder: Path) -> None:
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "bedömning av internkontroll")
        await screen.press("home", *["delete"] * 4, "f2")
        said = " ".join(screen.dialog.split())
        assert "”Med anmärkning” står i 1 cell i Delårsbokslut 2024 (beslutad)." in said
        await screen.press("escape", "escape")
        await screen.saved()
    assert len(file(folder)["skalor"]["2"]["steg"]) == 2


async def test_a_condition_that_cannot_be_read_is_refused_with_those_that_can(folder: Path) -> None:
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "bedömning av mål")
        await screen.press("backspace", "f2")
        said = " ".join(screen.dialog.split())
        assert "Helt uppfyllt: villkoret skrivs som alla uppnådda;" in said
        await screen.press("escape", "escape")
        assert screen.dialog == ""
    assert len(file(folder)["skalor"]["1"]["steg"]) == 4


async def test_a_scale_of_ones_own_is_saved_line_by_line_and_undone(folder: Path) -> None:
    async with opened(folder) as screen:
        before = file(folder)["skalor"]["1"]["steg"]
        await open_(screen)
        await choose(screen, "bedömning av mål")
        await screen.press("enter")
        await screen.write("Kan inte bedömas; ?; kan inte bedömas")
        await screen.press("f2", "escape")
        await screen.saved()
        stored = file(folder)["skalor"]["1"]["steg"]
        assert [line.partition(";")[0] for line in stored] == [*before, "Kan inte bedömas"]
        assert screen.app.session.area.settings.scale("mal")[-1] == "Kan inte bedömas"
        await screen.press("ctrl+z")
        await screen.saved()
    assert file(folder)["skalor"]["1"]["steg"] == before


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


async def set_(screen: Screen, name: str, text: str) -> None:
    """Give a setting of the list that is open another value."""
    await choose(screen, name)
    await screen.write(text)
    await screen.press("enter")
    await screen.saved()


async def test_changed_and_changed_back_the_file_says_what_the_screen_says(folder: Path) -> None:
    before = file(folder)
    async with opened(folder) as screen:
        await open_(screen)
        await set_(screen, "stor, andel", "9")
        assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == 9
        await set_(screen, "stor, andel", "8")
        assert file(folder)["trosklar"] == before["trosklar"]


async def test_a_meeting_added_and_removed_is_not_in_the_file(folder: Path) -> None:
    before = file(folder)
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "sammanträden 18")
        await choose(screen, "nytt")
        for text in ("2024-12-10", "§ 99", "Internbudget"):
            await screen.write(text)
            await screen.press("enter")
        await screen.saved()
        assert len(file(folder)["sammantraden"]) == 19
        await choose(screen, "10 december 2024")
        await screen.press("delete", "enter")
        await screen.saved()
        assert file(folder)["sammantraden"] == before["sammantraden"]


async def test_a_removed_meeting_comes_back_as_the_record_that_it_was(folder: Path) -> None:
    before = file(folder)
    async with opened(folder) as screen:
        await open_(screen)
        await choose(screen, "sammanträden 18")
        await choose(screen, "17 september 2024")
        await screen.press("delete", "enter")
        await screen.saved()
        assert len(file(folder)["sammantraden"]) == 17
        await screen.press("escape", "escape", "ctrl+z")
        assert "sammanträdet 17 september 2024 är inlagt" in screen.panel
        await screen.saved()
    assert file(folder)["sammantraden"] == before["sammantraden"]


async def test_a_setting_is_undone_and_redone_like_a_figure_also_after_a_restart(
    folder: Path,
) -> None:
    store = DataStore(folder)
    async with opened(folder, store=store) as screen:
        await open_(screen)
        await set_(screen, "stor, andel", "9")
        await screen.press("escape")
    store.close()
    again = DataStore(folder)
    async with opened(folder, store=again) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+z")
        words = "inställningen Avvikelse som är stor, andel"
        assert f"Ångrat: {words}: 9 % → 8 %." in screen.panel.replace("\u00a0", " ")
        await screen.saved()
        assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == 8
        await screen.press("ctrl+y")
        assert f"Gjort om: {words}: 8 % → 9 %." in screen.panel.replace("\u00a0", " ")
        await screen.saved()
    again.close()
    assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == 9


def another_program(folder: Path, **thresholds: object) -> None:
    """Another program writes in the settings' file."""
    value = file(folder)
    value["trosklar"]["1"].update(thresholds)
    (folder / "installningar.json").write_text(json.dumps(value), encoding="utf-8")


async def test_what_another_program_has_written_is_seen_in_the_list_and_kept(folder: Path) -> None:
    async with opened(folder) as screen:
        another_program(folder, nara_andel=91, takt_andring="snabb")
        await open_(screen)
        await screen.write("nära målet")
        assert "91 %" in screen.dialog
        await screen.press(*["backspace"] * 10)
        await set_(screen, "stor, andel", "9")
        thresholds = file(folder)["trosklar"]["1"]
        assert [thresholds[n] for n in ("nara_andel", "avvikelse_andel_stor", "takt_andring")] == [
            91,
            9,
            "snabb",
        ]


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
@pytest.mark.parametrize(("key", "stands"), [("enter", 9), ("f9", 7), ("escape", 7)])
async def test_the_same_setting_changed_on_two_sides_is_asked_about(
    folder: Path, size: tuple[int, int], key: str, stands: int
) -> None:
    async with opened(folder, size) as screen:
        await open_(screen)
        await choose(screen, "stor, andel")
        another_program(folder, avvikelse_andel_stor=7)
        await screen.write("9")
        await screen.press("enter")
        assert "Samma inställning ändrad på två håll" in screen.dialog
        assert "Ditt: 9 %" in screen.dialog and "I filen: 7 %" in screen.dialog
        await screen.press(key, "escape")
        await screen.saved()
        assert screen.app.session.area.settings.thresholds.avvikelse_share_large == stands
    assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == stands


@pytest.mark.parametrize(("key", "stands"), [("enter", 9), ("f9", 7)])
async def test_one_that_another_program_wrote_while_ours_could_not_be_saved_is_asked_about_too(
    folder: Path, key: str, stands: int
) -> None:
    store = DataStore(folder)
    save = store.save_settings

    def refused(*_: object) -> tuple[str, ...]:
        raise SaveError("Disken är full.")

    async with opened(folder, store=store) as screen:
        store.save_settings = refused  # type: ignore[method-assign]
        await open_(screen)
        await set_(screen, "stor, andel", "9")
        another_program(folder, avvikelse_andel_stor=7)
        store.save_settings = save  # type: ignore[method-assign]
        await screen.press("escape", "ctrl+s")
        await screen.saved()
        assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == 7
        assert "andel har ändrats av ett annat program; öppna Inställningar" in screen.panel
        await open_(screen)
        assert "I filen: 7 %" in screen.dialog
        await screen.press(key, "escape")
        await screen.saved()
        assert "✗" not in screen.row("status")
    store.close()
    assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == stands
    again = DataStore(folder)
    assert restored(again).error == ()
    again.close()
    assert file(folder)["trosklar"]["1"]["avvikelse_andel_stor"] == stands


async def test_a_second_instance_writes_nothing_in_the_settings(folder: Path) -> None:
    first, second = DataStore(folder), DataStore(folder)
    before = (folder / "installningar.json").read_bytes()
    async with opened(folder, store=second) as screen:
        await screen.press("ctrl+t", "ctrl+q")
        assert await screen.left() == 0
    second.close()
    first.close()
    assert (folder / "installningar.json").read_bytes() == before
