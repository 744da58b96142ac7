"""Pasted text: whatever is on the clipboard, no cell gets what it cannot hold."""

from pathlib import Path

import pytest

from tests.skarm import LITEN, STOR, oppnad
from tui.store.sakert import Sakerlager
from tui.widgets.redigering import MAX_LANGD

PROSA = (
    "Nämnden redovisar ett underskott.\nKöp av tjänster avviker med −6,0 mnkr,\r\n"
    "och åtgärder har beslutats enligt § 42.\n\n" * 6
)


@pytest.mark.parametrize(
    ("text", "visat"),
    [
        ("−150 000", "−150\u00a0000"),
        ("-150\u00a0000\r\n", "−150\u00a0000"),
        ("(150 000)", "−150\u00a0000"),
        ("\n-7", "−7"),
    ],
)
async def test_a_figure_from_excel_is_taken(mapp: Path, text: str, visat: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.klistra(text)
        await skarm.tryck("enter")
        assert skarm.celltext("personal", "prognos") == visat


async def test_a_page_of_prose_in_a_cell_of_figures_is_refused_and_nothing_changes(
    mapp: Path,
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.klistra(PROSA)
        assert "löpande text och inga celler" in skarm.panel
        assert skarm.dialog == ""
        assert skarm.app.rutnat.redigeras is None
        assert skarm.celltext("personal", "prognos") == "−155\u00a0695"
        assert skarm.app.pass_.historik.gjort == ()


async def test_a_page_of_prose_in_a_cell_of_text_becomes_one_line(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("drift", "delposter")
        rad = skarm.tabell.rader[0].id
        await skarm.cell(rad, "avser")
        await skarm.klistra(PROSA)
        await skarm.tryck("enter")
        text = str(skarm.varde(rad, "avser"))
        assert text.split() == PROSA.split()
        assert "\n" not in text


@pytest.mark.parametrize("forst", ["", "x"])
async def test_a_text_that_has_no_room_is_refused_and_never_cut(mapp: Path, forst: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("drift", "delposter")
        rad = skarm.tabell.rader[0].id
        await skarm.cell(rad, "avser")
        fore = skarm.varde(rad, "avser")
        await skarm.skriv(forst)
        await skarm.klistra("å" * (MAX_LANGD + 1 - len(forst)))
        assert "ryms inte i cellen" in skarm.panel
        await skarm.tryck("escape")
        assert skarm.varde(rad, "avser") == fore


async def test_prose_goes_whole_into_a_comment(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("finansnetto", "kommentar")
        await skarm.tryck("enter")
        await skarm.klistra(PROSA)
        await skarm.tryck("f2")
        text = str(skarm.varde("finansnetto", "kommentar"))
        assert text.split() == PROSA.split()
        assert text.count("\n") > 10


async def test_a_paste_into_a_decided_document_waits_for_the_answer(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.klistra("-150 000\n")
        assert "Du har skrivit: -150 000" in skarm.dialog
        await skarm.klistra("0")
        assert "Du har skrivit: -150 0000" in skarm.dialog
        await skarm.tryck("enter", "backspace", "enter")
        assert skarm.celltext("personal", "prognos") == "−150\u00a0000"


@pytest.mark.parametrize("text", ["\x1b[31mröd", "[@click=app.quit]x[/]", "a\x00b", "[/]"])
async def test_what_is_pasted_is_never_obeyed(mapp: Path, text: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("drift", "delposter")
        await skarm.cell(skarm.tabell.rader[0].id, "avser")
        await skarm.klistra(text)
        assert "\x1b" not in skarm.text
        assert "\x00" not in skarm.text
        await skarm.tryck("enter")
        assert "\x1b" not in skarm.text
        assert "\x00" not in skarm.text
        await skarm.tryck("up")
        assert "\x1b" not in skarm.text


async def test_a_copied_figure_can_be_pasted_back(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.tryck("ctrl+c")
        assert skarm.app.clipboard == "−155695"
        assert "Kopierat: −155695" in skarm.panel
        await skarm.cell("lokalhyror", "prognos")
        await skarm.klistra(skarm.app.clipboard)
        await skarm.tryck("enter")
        assert skarm.celltext("lokalhyror", "prognos") == "−155\u00a0695"


# ---- blocks ------------------------------------------------------------------------------------

EXCEL = (
    "Belopp i tkr\tPrognos helår 2024\tAvv. prognos/budget 2024\r\n"
    "Personalkostnader\t-150\u00a0000\t5 000\r\n"
    "Lokalhyror\t1.234\t\r\n"
    "Konsulter\t-12\t\r\n"
)


async def test_a_block_from_excel_is_looked_at_and_accepted_with_two_keys(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("intakter", "utfall")
        fore = skarm.celltext("intakter", "utfall")
        await skarm.klistra(EXCEL)
        sagt = skarm.dialog
        assert "1 cell ändras, 1 tas inte emot, 1 beräknas till annat" in sagt
        assert "Raderna är placerade efter sina namn." in sagt
        assert "Kolumnerna är placerade efter sina rubriker." in sagt
        assert "Personalkostnader · Prognos helår 2024: −155\u00a0695 → −150\u00a0000" in sagt
        assert "Lokalhyror · Prognos helår 2024: «1.234» Skriv" in sagt
        assert "beräknas till 8\u00a0695, inklistrat är 5\u00a0000" in sagt
        assert skarm.celltext("personal", "prognos") == "−155\u00a0695"
        await skarm.tryck("enter")
        assert skarm.celltext("personal", "prognos") == "−150\u00a0000"
        assert skarm.celltext("intakter", "utfall") == fore
        assert "Inklistrat: 1 cell ändras" in skarm.panel


async def test_a_block_is_one_step_back_and_forth(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "budget")
        fore = [skarm.celltext(r, "budget") for r in ("personal", "lokalhyror", "kostnader")]
        await skarm.klistra("-1\n-2\n-3\n-4\n")
        await skarm.tryck("enter")
        assert skarm.celltext("kostnader", "budget") == "−10"
        assert len(skarm.app.pass_.historik.gjort) == 1
        await skarm.tryck("ctrl+z")
        assert [
            skarm.celltext(r, "budget") for r in ("personal", "lokalhyror", "kostnader")
        ] == fore
        await skarm.tryck("ctrl+y")
        assert skarm.celltext("kostnader", "budget") == "−10"


async def test_esc_at_the_preview_changes_nothing(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("-1\n-2\n")
        assert "2 celler ändras" in skarm.dialog
        await skarm.klistra("-9\n-9\n")
        await skarm.tryck("escape")
        assert skarm.dialog == ""
        assert skarm.app.pass_.historik.gjort == ()


async def test_a_block_that_changes_nothing_can_only_be_closed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("abc\t1.234\n12.345\t\n")
        assert "Ingen cell ändras" in skarm.dialog
        assert "Enter" not in skarm.dialog
        await skarm.tryck("enter", "escape")
        assert skarm.app.pass_.historik.gjort == ()


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_a_block_into_a_decided_document_waits_for_the_working_copy(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("-1\n-2\n")
        sagt = " ".join(skarm.dialog.replace("│", "").split())
        assert "Därefter visas vad 2 inklistrade rader ändrar." in sagt
        await skarm.tryck("enter")
        assert "2 celler ändras" in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.app.pass_.dokument.bas == "2024-delar"
        assert skarm.celltext("lokalhyror", "budget") == "−2"
        skarm.app.pass_.dokument_id = "2024-delar"
        await skarm.ga_till("drift")
        assert skarm.celltext("lokalhyror", "budget") != "−2"


async def test_a_block_into_a_decided_document_that_stays_locked_is_dropped(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("-1\n-2\n")
        await skarm.tryck("escape")
        assert skarm.dialog == ""
        assert skarm.app.pass_.dokument_id == "2024-delar"
        assert skarm.app.pass_.historik.gjort == ()


async def test_more_than_a_table_is_refused(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("1\t2\n" * 40_000)
        assert "större än någon tabell" in skarm.panel
        assert skarm.app.rutnat.redigeras is None


async def test_a_pasted_block_is_never_obeyed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("-1\t\x1b[31m\n[@click=app.quit]x[/]\t[/]\n")
        assert "\x1b" not in skarm.dialog
        assert "[@click=app.quit]x[/]" in skarm.dialog


async def test_the_whole_table_is_copied_for_excel_and_changes_nothing_pasted_back(
    mapp: Path,
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        skarm.app.action_kor("kopiera_tabellen")
        await skarm.lugn()
        text = skarm.app.clipboard
        assert text.startswith("Belopp i tkr\tBudget 2024\t")
        assert "Personalkostnader\t-" in text
        assert "−" not in text
        assert "Klistra in i Excel" in skarm.panel
        await skarm.klistra(text)
        assert "Ingen cell ändras" in skarm.dialog
        assert "tas inte emot" not in skarm.dialog
        await skarm.tryck("escape")
        assert skarm.app.pass_.historik.gjort == ()


async def test_there_is_no_table_to_copy_on_the_overview(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("oversikt")
        skarm.app.action_kor("kopiera_tabellen")
        await skarm.lugn()
        assert "ingen tabell att kopiera" in skarm.text


async def test_a_whole_block_is_undone_at_once_after_a_restart(mapp: Path) -> None:
    lager = Sakerlager(mapp)
    async with oppnad(mapp, lager=lager, sakring=lager, utkast=True) as skarm:
        await skarm.cell("personal", "budget")
        await skarm.klistra("-1\n-2\n-3\n-4\n")
        await skarm.tryck("enter")
        assert skarm.celltext("kostnader", "budget") == "−10"
        await skarm.sparat()
    lager.stang()
    igen = Sakerlager(mapp)
    async with oppnad(mapp, lager=igen, sakring=igen) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar-utkast")
        assert skarm.celltext("kostnader", "budget") == "−10"
        await skarm.tryck("ctrl+z")
        assert skarm.celltext("kostnader", "budget") == "−276\u00a0500"
        assert skarm.celltext("ovriga_kostnader", "budget") == "−38\u00a0013"
    igen.stang()
