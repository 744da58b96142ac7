"""A figure is typed, and every sum, difference and colour follows; undo brings all back."""

import json
from pathlib import Path

import pytest

from tests.skarm import LITEN, STOR, Skarm, oppnad

HARD = "\u00a0"


def tal(text: str) -> str:
    """A figure as the screen writes it."""
    return text.replace(" ", HARD)


def sparad_cell(mapp: Path, dokument: str, flik: str, tabell: str, rad: str) -> dict[str, object]:
    """The entered values of a row as they stand in the store file."""
    ra = json.loads((mapp / dokument / f"{flik}.json").read_text(encoding="utf-8"))
    celler: dict[str, object] = next(r for r in ra[tabell].values() if r["rad"] == rad)["celler"]
    return celler


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_a_figure_typed_into_a_decided_document_lands_in_a_working_copy(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    fore = (mapp / "2024-delar" / "drift.json").read_bytes()
    async with oppnad(mapp, storlek) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        assert "Beslutat dokument" in skarm.dialog
        assert "Du har skrivit: -150000" in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.dialog == ""
        assert skarm.app.pass_.dokument_id == "2024-delar-utkast"
        assert "(utkast)" in skarm.rader[0]
        await skarm.tryck("enter")
        assert skarm.celltext("personal", "prognos") == tal("−150 000")
        assert skarm.har == ("lokalhyror", "prognos")
        await skarm.sparat()
        assert "✓ sparat 14.02" in skarm.rader[0]
    sparat = sparad_cell(mapp, "2024-delar-utkast", "drift", "drift", "personal")
    assert sparat["prognos"] == -150000
    assert (mapp / "2024-delar" / "drift.json").read_bytes() == fore


async def test_every_sum_difference_share_pace_and_colour_follows_in_the_next_frame(
    mapp: Path,
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        assert skarm.klass("kostnader", "avvikelse") == ("allvar", "▼")
        await skarm.skriv("-150000")
        await skarm.tryck("enter")
        assert {
            (rad, kolumn): skarm.celltext(rad, kolumn)
            for rad, kolumn in (
                ("personal", "avvikelse"),
                ("personal", "avvikelse_procent"),
                ("personal", "takt_kvar"),
                ("personal", "takt_forandring"),
                ("kostnader", "prognos"),
                ("kostnader", "avvikelse"),
                ("kostnader", "avvikelse_procent"),
                ("kostnader", "takt_kvar"),
                ("nettokostnader", "prognos"),
                ("resultat", "prognos"),
                ("resultat", "avvikelse"),
            )
        } == {
            ("personal", "avvikelse"): tal("8 695"),
            ("personal", "avvikelse_procent"): "5,5",
            ("personal", "takt_kvar"): tal("−12 477"),
            ("personal", "takt_forandring"): "0",
            ("kostnader", "prognos"): tal("−275 805"),
            ("kostnader", "avvikelse"): "695",
            ("kostnader", "avvikelse_procent"): "0,3",
            ("kostnader", "takt_kvar"): tal("−21 203"),
            ("nettokostnader", "prognos"): tal("−244 388"),
            ("resultat", "prognos"): "694",
            ("resultat", "avvikelse"): "695",
        }
        for rad in ("personal", "kostnader", "nettokostnader", "resultat"):
            assert skarm.klass(rad, "avvikelse") == ("bra", "▲")
        synliga = {rad.split("  ")[0].strip(): rad for rad in skarm.rader}
        assert tal("−275 805") in synliga["Verksamhetens kostnader"]
        assert tal("8 695 ▲").replace(f"{HARD}▲", " ▲") in skarm.text


async def vila(skarm: Skarm) -> str:
    """The whole screen with the cursor on Personalkostnader, nothing being said."""
    await skarm.sparat()
    await skarm.cell("lokalhyror", "prognos")
    await skarm.cell("personal", "prognos")
    return skarm.text


async def andra(skarm: Skarm, rad: str, kolumn: str, text: str) -> None:
    """Type a value into a cell."""
    await skarm.cell(rad, kolumn)
    await skarm.skriv(text)
    await skarm.tryck("enter")


async def test_undo_brings_back_the_whole_screen_and_redo_the_change(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await andra(skarm, "personal", "prognos", "-155694")
        fore = await vila(skarm)
        await andra(skarm, "personal", "prognos", "-150000")
        efter = await vila(skarm)
        assert efter != fore
        await skarm.tryck("ctrl+z")
        assert "▶ Ångrat: Drift, Personalkostnader." in skarm.text
        assert await vila(skarm) == fore
        await skarm.tryck("ctrl+y")
        assert "▶ Gjort om: Drift, Personalkostnader." in skarm.text
        assert await vila(skarm) == efter
        await skarm.tryck("ctrl+z", "ctrl+z")
        assert skarm.celltext("personal", "prognos") == tal("−155 695")
        await skarm.tryck("ctrl+z")
        assert "Det finns inget att ångra." in skarm.text
        await skarm.tryck("ctrl+y", "ctrl+y", "ctrl+y")
        assert "Det finns inget att göra om." in skarm.text
        assert await vila(skarm) == efter


async def test_what_is_undone_is_undone_in_the_store_too(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        fil = mapp / "2024-delar-utkast" / "drift.json"
        fore = fil.read_bytes()
        await andra(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        assert fil.read_bytes() != fore
        await skarm.tryck("ctrl+z")
        await skarm.sparat()
        assert fil.read_bytes() == fore


async def test_undo_shows_the_cell_whichever_tab_and_document_it_was_on(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await andra(skarm, "personal", "prognos", "-150000")
        await skarm.ga_till("personal", dokument="2023-bokslut")
        await skarm.tryck("ctrl+z")
        assert skarm.app.pass_.dokument_id == "2024-delar-utkast"
        assert skarm.har == ("personal", "prognos")
        assert skarm.celltext("personal", "prognos") == tal("−155 695")


async def test_a_new_change_forgets_what_was_undone(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await andra(skarm, "personal", "prognos", "-150000")
        await skarm.tryck("ctrl+z")
        await andra(skarm, "lokalhyror", "prognos", "-17000")
        await skarm.tryck("ctrl+y")
        assert "Det finns inget att göra om." in skarm.text
        assert skarm.celltext("personal", "prognos") == tal("−155 695")


async def test_the_same_value_again_is_no_change(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await andra(skarm, "personal", "prognos", "-155 695,0")
        assert skarm.app.pass_.historik.gjort == ()


async def test_the_second_edit_goes_on_in_the_same_working_copy(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-1")
        await skarm.tryck("enter", "enter")
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.cell("lokalhyror", "prognos")
        await skarm.tryck("f2")
        assert "Öppna arbetskopian" in skarm.dialog
        await skarm.tryck("enter", "escape")
        assert skarm.app.pass_.dokument_id == "2024-delar-utkast"
        assert skarm.celltext("personal", "prognos") == "−1"
    assert len([m for m in mapp.iterdir() if m.is_dir() and "utkast" in m.name]) == 1


async def test_the_working_copy_keeps_the_place_and_says_where_one_is(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", "volymer")
        await skarm.cell(skarm.tabell.rader[2].id, "varde")
        har = skarm.har
        await skarm.skriv("7")
        await skarm.tryck("enter")
        assert skarm.tabell.id == "volymer"
        assert skarm.har == har
        assert "ett utkast av Delårsbokslut 2024" in skarm.text


async def test_a_decided_document_is_unlocked_only_with_a_reason(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-9")
        await skarm.tryck("f9", "enter")
        assert "Varför ändras ett beslutat dokument?" in skarm.dialog
        await skarm.skriv("Fel")
        await skarm.tryck("enter", "enter")
        assert skarm.celltext("personal", "prognos") == "−9"
        assert "(upplåst)" in skarm.rader[0]
        await skarm.sparat()
    huvud = json.loads((mapp / "2024-delar" / "dokument.json").read_text(encoding="utf-8"))
    assert huvud["dokument"]["1"]["upplast"] == "Fel"
    assert sparad_cell(mapp, "2024-delar", "drift", "drift", "personal")["prognos"] == -9


async def test_leaving_the_question_changes_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        fore = skarm.text
        await skarm.skriv("5")
        await skarm.tryck("escape")
        assert skarm.text == fore
        await skarm.skriv("5")
        await skarm.tryck("f9", "escape")
        assert skarm.text == fore
        assert skarm.app.pass_.dokument.last


async def test_an_unlocked_document_is_locked_again_and_shows_what_is_printed(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift")
        assert skarm.celltext("kostnader", "diff") == tal("−32 296")
        await skarm.tryck("f2", "f9", "x", "enter", "escape")
        assert skarm.celltext("kostnader", "diff") == tal("−33 297")
        await kommando(skarm, "Lås igen")
        assert skarm.celltext("kostnader", "diff") == tal("−32 296")
        assert "läsläge" in skarm.rader[0]
        await kommando(skarm, "Lås igen")
        assert "Dokumentet är inte upplåst." in skarm.text


async def kommando(skarm: Skarm, namn: str) -> None:
    """Carry out a command from the palette by a part of its name."""
    await skarm.tryck("ctrl+p")
    await skarm.skriv(namn)
    await skarm.tryck("enter")


async def test_a_draft_needs_neither_copy_nor_key(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await kommando(skarm, "Gör en arbetskopia")
        assert "redan ett utkast" in skarm.text
        await kommando(skarm, "Lås upp")
        assert "Dokumentet är inte låst." in skarm.text
        assert len(skarm.app.pass_.yta.dokument) == 6


async def test_a_text_with_any_letter_can_be_typed_into_a_decided_document(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", "delposter")
        await skarm.cell(skarm.tabell.rader[0].id, "avser")
        rad = skarm.har[0]
        await skarm.skriv("Uppskjutet underhåll")
        assert "Du har skrivit: Uppskjutet underhåll" in skarm.dialog
        await skarm.tryck("enter", "enter")
        assert skarm.celltext(rad, "avser") == "Uppskjutet underhåll"


@pytest.mark.parametrize("utkast", [True, False], ids=["utkast", "beslutad"])
async def test_figures_that_come_all_at_once_are_all_taken(mapp: Path, utkast: bool) -> None:
    async with oppnad(mapp, utkast=utkast) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.rusa(*"-150000")
        if not utkast:
            assert "Du har skrivit: -150000" in skarm.dialog
            await skarm.tryck("enter")
        await skarm.rusa("enter", *"-17000", "enter", *"-60000", "tab")
        assert [skarm.celltext(r, "prognos") for r in ("personal", "lokalhyror")] == [
            tal("−150 000"),
            tal("−17 000"),
        ]
        assert skarm.celltext("kop_av_tjanster", "prognos") == tal("−60 000")


async def test_a_computed_cell_says_that_it_is_computed_and_what_to_change(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("kostnader", "prognos")
        for tangent in ("5", "enter", "f2", "delete", "space"):
            await skarm.cell("personal", "prognos")
            await skarm.cell("kostnader", "prognos")
            await skarm.tryck(tangent)
            assert "Cellen är beräknad och skrivs inte in." in skarm.panel
            assert "Ändra Personalkostnader eller Lokalhyror" in skarm.panel
        assert skarm.app.pass_.historik.gjort == ()
