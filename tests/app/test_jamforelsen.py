"""Two documents side by side on the screen: two keys there, one back, and nothing changed."""

from pathlib import Path

import pytest

from tests.skarm import LITEN, STOR, Skarm, oppnad
from tui.tabs.jamforelse import Jamforelsevy
from tui.tabs.tabellvy import Tabellvy

STORLEKAR = pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])


def jamforelsen(skarm: Skarm) -> Jamforelsevy:
    vy = skarm.app.rutnat.modell
    assert isinstance(vy, Jamforelsevy)
    return vy


@STORLEKAR
async def test_two_keys_show_the_proposed_document_beside_this_one(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await skarm.ga_till("drift")
        await skarm.tryck("f12")
        assert "Delårsbokslut 2018 (beslutad)   per 31 aug 2018 · föreslås" in skarm.dialog
        await skarm.tryck("enter")
        assert (
            "Jämför: här Delårsbokslut 2024 · där Delårsbokslut 2018 · Esc tillbaka" in skarm.text
        )
        rad = next(r for r in skarm.rader if "Personalkostnader" in r)
        assert "−158\u00a0695" in rad
        assert "−168\u00a0053" in rad
        assert "+9\u00a0358" in rad
        await skarm.tryck("escape")
        assert isinstance(skarm.app.rutnat.modell, Tabellvy)
        assert skarm.app.focused is skarm.app.rutnat


@STORLEKAR
async def test_what_does_not_compare_is_said_in_words(mapp: Path, storlek: tuple[int, int]) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await skarm.ga_till("personal", dokument="2024-delar")
        await skarm.tryck("f12")
        await skarm.skriv("2023")
        await skarm.tryck("enter")
        mening = "Ingen kolumn jämförs: tabellen avser 1 januari–31 juli här och helår 2023 där."
        assert mening in skarm.panel
        await skarm.tryck("f4")
        assert "Jämförs inte: tabellen avser 1 januari–31 juli här" in skarm.dialog


async def test_a_working_copy_is_compared_with_its_base_and_the_changed_cells_are_marked(
    mapp: Path,
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("drift")
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        await skarm.tryck("enter", "f12", "enter")
        assert "Jämför Delårsbokslut 2024: här utkast · där beslutad" in skarm.text
        assert "1 inmatad cell skiljer" in skarm.panel
        vy = jamforelsen(skarm)
        kolumn = [k.id for k in vy.kolumner].index("prognos.skillnad")
        rutor = {vy.ruta(r, 0).text.strip(): vy.ruta(r, kolumn) for r in range(vy.antal_rader)}
        personal, lokaler = rutor["Personalkostnader"], rutor["Lokalhyror"]
        assert (personal.text, personal.tecken) == ("+5\u00a0695", "≠")
        assert (lokaler.text, lokaler.tecken) == ("0", "")


async def test_nothing_can_be_changed_in_a_comparison(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("drift")
        await skarm.tryck("f12", "enter")
        await skarm.klistra("1\t2\n3\t4\n")
        assert "I jämförelsen ändras inget" in skarm.panel
        await skarm.skriv("7")
        await skarm.tryck("delete", "f7", "ctrl+delete", "ctrl+down")
        assert skarm.app.pass_.historik.gjort == ()
        assert skarm.dialog == ""


async def test_enter_goes_to_the_cell_in_the_table_itself(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift")
        await skarm.tryck("f12", "enter", "down", "right", "right", "right")
        await skarm.tryck("enter")
        assert isinstance(skarm.app.rutnat.modell, Tabellvy)
        assert skarm.har == ("personal", "prognos")


async def test_the_cursor_of_the_table_is_kept_while_comparing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift")
        await skarm.cell("kommunbidrag", "utfall")
        await skarm.tryck("f12", "enter", "down", "right")
        await skarm.tryck("escape")
        assert skarm.har == ("kommunbidrag", "utfall")


async def test_the_next_table_is_compared_too_and_another_tab_is_not(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift")
        await skarm.tryck("f12", "enter", "f6")
        assert jamforelsen(skarm).jamford.har.tabell.id == "delposter"
        await skarm.tryck("ctrl+pagedown")
        assert isinstance(skarm.app.rutnat.modell, Tabellvy)
        await skarm.tryck("ctrl+pageup")
        assert isinstance(skarm.app.rutnat.modell, Tabellvy)


async def test_a_document_without_such_a_table_is_told(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("internkontroll")
        await skarm.tryck("f12")
        await skarm.skriv("2025")
        await skarm.tryck("enter")
        assert "har ingen tabell som svarar mot" in skarm.panel
        assert isinstance(skarm.app.rutnat.modell, Tabellvy)


async def test_there_is_nothing_to_compare_on_the_overview(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("oversikt")
        await skarm.tryck("f12")
        assert "Ställ dig i en tabell först" in skarm.text


async def test_undo_is_seen_in_the_comparison(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("drift")
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        await skarm.tryck("enter", "f12", "enter", "ctrl+z")
        assert "0 inmatade celler skiljer" in skarm.panel


async def test_no_figure_is_cut_by_the_scroll_bar(mapp: Path) -> None:
    async with oppnad(mapp, LITEN) as skarm:
        await skarm.ga_till("investeringar", dokument="2024-delar")
        await skarm.tryck("f12")
        await skarm.skriv("2023")
        await skarm.tryck("enter")
        rutnat, vy = skarm.app.rutnat, jamforelsen(skarm)
        assert rutnat.show_vertical_scrollbar
        kolumner = [vy.kolumner[i] for i in (0, *rutnat.synliga())]
        assert sum(k.totalbredd for k in kolumner) + len(kolumner) - 1 < LITEN[0]
