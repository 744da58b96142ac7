"""The next document on the screen: three keys, an account of what was taken over, one step back."""

import json
import shutil
from pathlib import Path

import pytest

from tests.screen.test_flow import number
from tests.screen_driver import BIG, SMALL, opened
from tui.store.data_store import DataStore, restored
from tui.store.errors import SaveError
from tui.store.folder import Store

NEW = "2024-bokslut"


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_three_keys_make_the_arsbokslut_out_of_the_delarsbokslut(
    folder: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n")
        assert "Årsbokslut 2024   helår 2024" in screen.dialog
        await screen.press("enter")
        assert "Det här tas över" in screen.dialog
        assert "Budget 2024: 7 tal och 1 tryckt summa ur 2024-delar/drift" in " ".join(
            screen.dialog.replace("│", " ").split()
        )
        assert "Ctrl+Z lägger undan det igen" in screen.dialog
        await screen.press("enter")
        assert screen.dialog == ""
        assert "Årsbokslut 2024 (utkast)" in screen.rows[0]
        assert screen.cell_text("personal", "budget") == number("−158 695")
        assert screen.cell_text("personal", "foregaende") == number("−127 614")
        assert screen.cell_text("personal", "utfall") == ""
        assert "Årsbokslut 2024 är gjort" in screen.panel
        assert screen.app.session.findings.all_() == () or all(
            f.severity != "fel" for f in screen.app.session.findings.all_()
        )
    head = json.loads((folder / NEW / "dokument.json").read_text(encoding="utf-8"))
    item = head["dokument"]["1"]
    assert (item["status"], item["diarienummer"], item["beslutsdatum"]) == ("utkast", "", "")


async def test_the_account_scrolls_to_its_end(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter")
        assert "Diarienummer, beslut" not in screen.dialog
        await screen.press("end")
        assert "Diarienummer, beslut" in screen.dialog
        await screen.press("escape")
        assert screen.dialog == ""
    assert not (folder / NEW).exists()


async def test_one_step_back_lays_it_aside_and_one_forward_brings_it_back(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter", "enter")
        done = {f.name: f.read_bytes() for f in (folder / NEW).glob("*.json")}
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == "2024-delar"
        assert "undanlagt" in screen.panel
        assert not (folder / NEW).exists()
        (aside,) = (folder / ".namndkoll" / "borttagna").iterdir()
        assert {f.name: f.read_bytes() for f in aside.glob("*.json")} == done
        await screen.press("ctrl+y")
        assert screen.app.session.document_id == NEW
        assert {f.name: f.read_bytes() for f in (folder / NEW).glob("*.json")} == done


async def test_an_edit_in_it_is_undone_before_the_document_is(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter", "enter")
        await screen.cell("personal", "utfall")
        await screen.write("-150000")
        await screen.press("enter")
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == NEW
        assert screen.value("personal", "utfall") is None
        await screen.press("ctrl+z")
        assert NEW not in screen.app.session.area.document
        await screen.press("ctrl+z")
        assert "Det finns inget att ångra." in screen.panel
        assert screen.app.session.document_id == "2024-delar"


async def test_a_figure_that_was_taken_over_says_where_from(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2025-budget")
        await screen.press("ctrl+n")
        assert "Delårsbokslut 2025" in screen.dialog
        await screen.press("enter", "enter")
        assert screen.app.session.document_id == "2025-delar"
        await screen.cell("kop_av_tjanster", "budget")
        assert "Källa: 2025-budget/ramar, Budget 2025" in screen.panel
        assert "Not: Budget 2025–2027: Från 2025 står" in screen.panel


async def test_what_there_is_already_is_proposed_last_and_said(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2023-bokslut")
        await screen.press("ctrl+n")
        rows = [row for row in screen.dialog.splitlines() if "2024" in row or "2025" in row]
        assert "Årsbokslut 2024" in rows[0]
        assert "Delårsbokslut 2024" in rows[-2] and "finns redan" in rows[-2]


async def test_another_kind_and_period_can_be_asked_for_in_words(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "up", "up", "end")
        await screen.write("annat")
        await screen.press("enter")
        await screen.write("delar 2025-04")
        await screen.press("enter", "enter")
        head = screen.app.session.document
        assert (head.id, head.name) == ("2025-delar", "Delårsbokslut 2025, januari–april")
        assert screen.value("personal", "foregaende") is None


async def test_a_name_says_what_to_make(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n")
        await screen.write("annat")
        await screen.press("enter")
        await screen.write("2025-bokslut-delar")
        await screen.press("enter")
        assert "säger både bokslut och delar" in screen.dialog
        await screen.press(*["backspace"] * len("-bokslut-delar"), *"-delar", "enter", "enter")
        head = screen.app.session.document
        assert (head.id, head.name) == ("2025-delar", "Delårsbokslut 2025")


async def test_a_period_that_cannot_be_read_makes_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n")
        await screen.write("annat")
        await screen.press("enter")
        for text, sentence in (
            ("delar 2025-13", "Perioden ”2025-13” kan inte läsas"),
            ("rapport 2025", "Slaget ”rapport” finns inte"),
            ("bokslut", "Perioden ”” kan inte läsas"),
        ):
            await screen.write(text)
            await screen.press("enter")
            assert sentence in screen.dialog
            await screen.press(*["backspace"] * len(text))
        await screen.press("escape")
        assert screen.dialog == ""
        assert len(screen.app.session.area.document) == 5


async def test_a_document_that_cannot_be_saved_is_not_shown(folder: Path) -> None:
    class Full(DataStore):
        def create(self, *_: object) -> None:
            raise SaveError("2024-bokslut skapades inte: disken är full.")

    async with opened(folder, store=Full(folder)) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter", "enter")
        assert "disken är full" in screen.panel
        assert screen.app.session.document_id == "2024-delar"
        assert len(screen.app.session.area.document) == 5


async def test_only_a_draft_is_laid_aside_by_command(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        assert screen.app.session.document_id == "2024-delar-utkast"
        await screen.press("ctrl+p")
        await screen.write("lägg undan")
        await screen.press("enter")
        assert "inget raderas" in " ".join(screen.dialog.replace("│", " ").split())
        await screen.press("enter")
        assert screen.app.session.document_id == "2024-delar"
        assert not (folder / "2024-delar-utkast").exists()
        await screen.press("ctrl+p")
        await screen.write("lägg undan")
        await screen.press("enter")
        assert "Bara ett utkast kan läggas undan." in screen.panel
    assert (folder / "2024-delar").exists()


async def test_it_is_made_edited_laid_aside_and_the_next_start_finds_nothing_amiss(
    folder: Path,
) -> None:
    store = DataStore(folder)
    async with opened(folder, store=store) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.working_copy()
        await screen.cell("personal", "prognos")
        await screen.write("-150000")
        await screen.press("enter")
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter", "enter")
        await screen.cell("personal", "utfall")
        await screen.write("-140000")
        await screen.press("enter")
        await screen.saved()
        await screen.press("ctrl+p")
        await screen.write("lägg undan")
        await screen.press("enter", "enter")
        assert NEW not in screen.app.session.area.document
        await screen.saved()
    store.close()
    again = DataStore(folder)
    notice = restored(again)
    assert (notice.sentence, notice.error, again.conflicts) == ("", (), ())
    async with opened(folder, store=again) as screen:
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == NEW
        assert "Ångrat: Årsbokslut 2024 (utkast) är tillbaka." in screen.panel
        assert (folder / NEW / "drift.json").exists()
        await screen.press("ctrl+z")
        assert "Ångrat: Drift, Personalkostnader, Bokslut 2024: −140" in screen.panel
        assert screen.value("personal", "utfall") is None
        await screen.press("ctrl+z")
        assert "Ångrat: Årsbokslut 2024 (utkast) är undanlagt" in screen.panel
        assert not (folder / NEW).exists()
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == "2024-delar-utkast"
        assert screen.value("personal", "prognos") == -155695
        await screen.saved()
    again.close()


async def test_an_edit_that_is_not_saved_keeps_the_document_where_it_is(folder: Path) -> None:
    class Slow(DataStore):
        def save_tab(self, document: str, *_: object) -> None:
            raise SaveError(f"{document} kunde inte sparas: disken är full.")

    async with opened(folder, store=Slow(folder)) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter", "enter")
        await screen.cell("personal", "utfall")
        await screen.write("-140000")
        await screen.press("enter")
        await screen.saved()
        await screen.press("ctrl+p")
        await screen.write("lägg undan")
        await screen.press("enter", "enter")
        assert "läggs inte undan förrän allt är sparat" in screen.panel
        assert screen.app.session.document_id == NEW
        await screen.press("ctrl+q", "a")
    assert (folder / NEW).exists()


async def test_a_second_instance_makes_none(folder: Path) -> None:
    first, change = DataStore(folder), DataStore(folder)
    try:
        async with opened(folder, store=change) as screen:
            await screen.go_to("drift", document="2024-delar")
            await screen.press("ctrl+n")
            assert screen.dialog == ""
            assert "Läsläge: mappen är öppen" in screen.panel
    finally:
        change.close()
        first.close()


async def test_the_key_once_more_in_its_own_dialog_does_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "ctrl+n")
        assert "Nästa dokument" in screen.dialog
        assert len(screen.app.screen_stack) == 2
        await screen.press("enter", "ctrl+n", "enter")
        assert screen.app.session.document_id == NEW


async def test_the_only_document_stays(folder: Path) -> None:
    for id_ in ("2018-delar", "2019-underlag", "2023-bokslut", "2025-budget"):
        shutil.rmtree(folder / id_)
    file = folder / "2024-delar" / "dokument.json"
    text = file.read_text(encoding="utf-8").replace('"beslutad"', '"utkast"')
    file.write_text(text, encoding="utf-8")
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        await screen.write("undan utkastet")
        await screen.press("enter")
        assert "är det enda dokumentet och läggs inte undan." in screen.panel
    assert file.exists()


async def test_what_was_undone_in_it_before_it_was_laid_aside_can_be_redone(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2025-budget")
        await screen.press("ctrl+n", "enter", "enter")
        await screen.go_to("drift")
        await screen.cell("intakter", "budget")
        await screen.press("1", "2", "3", "enter", "ctrl+z", "ctrl+z")
        assert screen.app.session.document_id == "2025-budget"
        await screen.press("ctrl+y", "ctrl+y")
        assert screen.app.session.document_id == "2025-delar"
        await screen.saved()
    assert Store(folder).tab("2025-delar", "drift")[0][0].row("intakter").cells["budget"] == 123


async def test_an_empty_document_is_made_beside_the_others_and_undone(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n")
        await screen.write("tomt")
        await screen.press("enter")
        await screen.write("delar 2025-13")
        await screen.press("enter")
        assert "Perioden ”2025-13” kan inte läsas" in " ".join(screen.dialog.split())
        await screen.press("backspace", "backspace")
        await screen.write("04")
        await screen.press("enter")
        assert screen.dialog == ""
        assert "Delårsbokslut 2025, januari–april är gjort, tomt." in screen.panel
        assert screen.cell_text("personal", "budget") == ""
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == "2024-delar"
    assert not (folder / "2025-delar").exists()
