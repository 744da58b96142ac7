"""Pasted text: whatever is on the clipboard, no cell gets what it cannot hold."""

from pathlib import Path

import pytest

from tests.skarm import oppnad
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


async def test_a_page_of_prose_in_a_cell_of_figures_is_refused_and_kept_for_correction(
    mapp: Path,
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.klistra(PROSA)
        await skarm.tryck("enter")
        assert "skriv bara talet" in skarm.panel
        assert skarm.app.rutnat.redigeras is not None
        await skarm.tryck("escape")
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
