"""The next document on the screen: three keys, an account of what was taken over, one step back."""

import json
import shutil
from pathlib import Path

import pytest

from tests.app.test_flode import tal
from tests.skarm import LITEN, STOR, oppnad
from tui.store.fel import Sparfel
from tui.store.mapp import Lager
from tui.store.sakert import Sakerlager
from tui.store.start import aterstallt

NYTT = "2024-bokslut"


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_three_keys_make_the_arsbokslut_out_of_the_delarsbokslut(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n")
        assert "Årsbokslut 2024   helår 2024" in skarm.dialog
        await skarm.tryck("enter")
        assert "Det här tas över" in skarm.dialog
        assert "Budget 2024: 7 tal ur 2024-delar/drift" in skarm.dialog
        assert "Ctrl+Z lägger undan det igen" in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.dialog == ""
        assert "Årsbokslut 2024 (utkast)" in skarm.rader[0]
        assert skarm.celltext("personal", "budget") == tal("−158 695")
        assert skarm.celltext("personal", "foregaende") == tal("−127 614")
        assert skarm.celltext("personal", "utfall") == ""
        assert "Årsbokslut 2024 är gjort" in skarm.panel
        assert skarm.app.pass_.fynden.alla() == () or all(
            f.allvar != "fel" for f in skarm.app.pass_.fynden.alla()
        )
    huvud = json.loads((mapp / NYTT / "dokument.json").read_text(encoding="utf-8"))
    post = huvud["dokument"]["1"]
    assert (post["status"], post["diarienummer"], post["beslutsdatum"]) == ("utkast", "", "")


async def test_the_account_scrolls_to_its_end(mapp: Path) -> None:
    async with oppnad(mapp, LITEN) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "enter")
        assert "Diarienummer, beslut" not in skarm.dialog
        await skarm.tryck("end")
        assert "Diarienummer, beslut" in skarm.dialog
        await skarm.tryck("escape")
        assert skarm.dialog == ""
    assert not (mapp / NYTT).exists()


async def test_one_step_back_lays_it_aside_and_one_forward_brings_it_back(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "enter", "enter")
        gjort = {f.name: f.read_bytes() for f in (mapp / NYTT).glob("*.json")}
        await skarm.tryck("ctrl+z")
        assert skarm.app.pass_.dokument_id == "2024-delar"
        assert "undanlagt" in skarm.panel
        assert not (mapp / NYTT).exists()
        (undan,) = (mapp / ".namndkoll" / "borttagna").iterdir()
        assert {f.name: f.read_bytes() for f in undan.glob("*.json")} == gjort
        await skarm.tryck("ctrl+y")
        assert skarm.app.pass_.dokument_id == NYTT
        assert {f.name: f.read_bytes() for f in (mapp / NYTT).glob("*.json")} == gjort


async def test_an_edit_in_it_is_undone_before_the_document_is(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "enter", "enter")
        await skarm.cell("personal", "utfall")
        await skarm.skriv("-150000")
        await skarm.tryck("enter")
        await skarm.tryck("ctrl+z")
        assert skarm.app.pass_.dokument_id == NYTT
        assert skarm.varde("personal", "utfall") is None
        await skarm.tryck("ctrl+z")
        assert NYTT not in skarm.app.pass_.yta.dokument
        await skarm.tryck("ctrl+z")
        assert "Det finns inget att ångra." in skarm.panel
        assert skarm.app.pass_.dokument_id == "2024-delar"


async def test_a_figure_that_was_taken_over_says_where_from(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2025-budget")
        await skarm.tryck("ctrl+n")
        assert "Delårsbokslut 2025" in skarm.dialog
        await skarm.tryck("enter", "enter")
        assert skarm.app.pass_.dokument_id == "2025-delar"
        await skarm.cell("kop_av_tjanster", "budget")
        assert "Källa: 2025-budget/ramar, Budget 2025" in skarm.panel
        assert "Not: Budget 2025–2027: Från 2025 står" in skarm.panel


async def test_what_there_is_already_is_proposed_last_and_said(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2023-bokslut")
        await skarm.tryck("ctrl+n")
        rader = [rad for rad in skarm.dialog.splitlines() if "2024" in rad or "2025" in rad]
        assert "Årsbokslut 2024" in rader[0]
        assert "Delårsbokslut 2024" in rader[-2] and "finns redan" in rader[-2]


async def test_another_kind_and_period_can_be_asked_for_in_words(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "up", "up", "end")
        await skarm.skriv("annat")
        await skarm.tryck("enter")
        await skarm.skriv("delar 2025-04")
        await skarm.tryck("enter", "enter")
        huvud = skarm.app.pass_.dokument
        assert (huvud.id, huvud.namn) == ("2025-delar", "Delårsbokslut 2025, januari–april")
        assert skarm.varde("personal", "foregaende") is None


async def test_a_period_that_cannot_be_read_makes_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n")
        await skarm.skriv("annat")
        await skarm.tryck("enter")
        for text, mening in (
            ("delar 2025-13", "Perioden ”2025-13” kan inte läsas"),
            ("rapport 2025", "Slaget ”rapport” finns inte"),
            ("bokslut", "Perioden ”” kan inte läsas"),
        ):
            await skarm.skriv(text)
            await skarm.tryck("enter")
            assert mening in skarm.dialog
            await skarm.tryck(*["backspace"] * len(text))
        await skarm.tryck("escape")
        assert skarm.dialog == ""
        assert len(skarm.app.pass_.yta.dokument) == 5


async def test_a_document_that_cannot_be_saved_is_not_shown(mapp: Path) -> None:
    class Fullt(Lager):
        def skapa(self, *_: object) -> None:
            raise Sparfel("2024-bokslut skapades inte: disken är full.")

    async with oppnad(mapp, lager=Fullt(mapp)) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "enter", "enter")
        assert "disken är full" in skarm.panel
        assert skarm.app.pass_.dokument_id == "2024-delar"
        assert len(skarm.app.pass_.yta.dokument) == 5


async def test_only_a_draft_is_laid_aside_by_command(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        assert skarm.app.pass_.dokument_id == "2024-delar-utkast"
        await skarm.tryck("ctrl+p")
        await skarm.skriv("lägg undan")
        await skarm.tryck("enter")
        assert "inget raderas" in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.app.pass_.dokument_id == "2024-delar"
        assert not (mapp / "2024-delar-utkast").exists()
        await skarm.tryck("ctrl+p")
        await skarm.skriv("lägg undan")
        await skarm.tryck("enter")
        assert "Bara ett utkast kan läggas undan." in skarm.panel
    assert (mapp / "2024-delar").exists()


async def test_it_is_made_edited_laid_aside_and_the_next_start_finds_nothing_amiss(
    mapp: Path,
) -> None:
    lager = Sakerlager(mapp)
    async with oppnad(mapp, lager=lager, sakring=lager) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.arbetskopia()
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        await skarm.tryck("enter")
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "enter", "enter")
        await skarm.cell("personal", "utfall")
        await skarm.skriv("-140000")
        await skarm.tryck("enter")
        await skarm.sparat()
        await skarm.tryck("ctrl+p")
        await skarm.skriv("lägg undan")
        await skarm.tryck("enter", "enter")
        assert NYTT not in skarm.app.pass_.yta.dokument
        await skarm.sparat()
    lager.stang()
    igen = Sakerlager(mapp)
    besked = aterstallt(igen)
    assert (besked.mening, besked.fel, igen.konflikter) == ("", (), ())
    async with oppnad(mapp, lager=igen, sakring=igen) as skarm:
        await skarm.tryck("ctrl+z")
        assert skarm.app.pass_.dokument_id == "2024-delar-utkast"
        assert skarm.varde("personal", "prognos") == -155695
    igen.stang()


async def test_an_edit_that_is_not_saved_keeps_the_document_where_it_is(mapp: Path) -> None:
    class Trogt(Lager):
        def spara_flik(self, dokument: str, *_: object) -> None:
            raise Sparfel(f"{dokument} kunde inte sparas: disken är full.")

    async with oppnad(mapp, lager=Trogt(mapp)) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "enter", "enter")
        await skarm.cell("personal", "utfall")
        await skarm.skriv("-140000")
        await skarm.tryck("enter")
        await skarm.sparat()
        await skarm.tryck("ctrl+p")
        await skarm.skriv("lägg undan")
        await skarm.tryck("enter", "enter")
        assert "läggs inte undan förrän allt är sparat" in skarm.panel
        assert skarm.app.pass_.dokument_id == NYTT
        await skarm.tryck("ctrl+q", "a")
    assert (mapp / NYTT).exists()


async def test_a_second_instance_makes_none(mapp: Path) -> None:
    forsta, andra = Sakerlager(mapp), Sakerlager(mapp)
    try:
        async with oppnad(mapp, lager=andra, sakring=andra) as skarm:
            await skarm.ga_till("drift", dokument="2024-delar")
            await skarm.tryck("ctrl+n")
            assert skarm.dialog == ""
            assert "Läsläge: mappen är öppen" in skarm.panel
    finally:
        andra.stang()
        forsta.stang()


async def test_the_key_once_more_in_its_own_dialog_does_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+n", "ctrl+n")
        assert "Nästa dokument" in skarm.dialog
        assert len(skarm.app.screen_stack) == 2
        await skarm.tryck("enter", "ctrl+n", "enter")
        assert skarm.app.pass_.dokument_id == NYTT


async def test_the_only_document_stays(mapp: Path) -> None:
    for id_ in ("2018-delar", "2019-underlag", "2023-bokslut", "2025-budget"):
        shutil.rmtree(mapp / id_)
    fil = mapp / "2024-delar" / "dokument.json"
    text = fil.read_text(encoding="utf-8").replace('"beslutad"', '"utkast"')
    fil.write_text(text, encoding="utf-8")
    async with oppnad(mapp) as skarm:
        await skarm.tryck("ctrl+p")
        await skarm.skriv("undan utkastet")
        await skarm.tryck("enter")
        assert "är det enda dokumentet och läggs inte undan." in skarm.panel
    assert fil.exists()


async def test_what_was_undone_in_it_before_it_was_laid_aside_can_be_redone(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2025-budget")
        await skarm.tryck("ctrl+n", "enter", "enter")
        await skarm.ga_till("drift")
        await skarm.cell("intakter", "budget")
        await skarm.tryck("1", "2", "3", "enter", "ctrl+z", "ctrl+z")
        assert skarm.app.pass_.dokument_id == "2025-budget"
        await skarm.tryck("ctrl+y", "ctrl+y")
        assert skarm.app.pass_.dokument_id == "2025-delar"
        await skarm.sparat()
    assert Lager(mapp).flik("2025-delar", "drift")[0][0].rad("intakter").celler["budget"] == 123
