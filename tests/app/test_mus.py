"""The mouse does what the keys do: tabs, cells, footer, the document's name."""

from pathlib import Path

import pytest

from tests.skarm import LITEN, STOR, Skarm, oppnad
from tui.app.kommandon import FOTKOMMANDON


def plats(skarm: Skarm, text: str, *, fran: int = 0) -> tuple[int, int]:
    """Where a text stands on the screen."""
    for y, rad in enumerate(skarm.rader):
        if y >= fran and text in rad:
            return rad.index(text) + 1, y
    raise AssertionError(f"{text} syns inte")


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_a_click_on_a_tab_shows_it(mapp: Path, storlek: tuple[int, int]) -> None:
    async with oppnad(mapp, storlek) as skarm:
        for text, flik in (("3 Mål", "mal"), ("0 Över", "oversikt"), ("5 Pers", "personal")):
            await skarm.klick(*plats(skarm, text))
            assert skarm.app.pass_.flik == flik
            assert skarm.app.rutnat.has_focus


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_a_click_on_a_cell_puts_the_cursor_there(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await skarm.klick(*plats(skarm, "−6\u00a0000"))
        assert skarm.har == ("kop_av_tjanster", "avvikelse")
        await skarm.klick(*plats(skarm, "Kommunbidrag"))
        assert skarm.har == ("kommunbidrag", "etikett")


async def test_a_click_beside_the_rows_moves_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        har = skarm.har
        await skarm.klick(30, 4)
        assert skarm.har == har


async def test_a_double_click_edits_the_cell(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.klick(*plats(skarm, "−155\u00a0695"), ganger=2)
        await skarm.tryck("end", "backspace", "0", "enter")
        assert skarm.celltext("personal", "prognos") == "−155\u00a0690"


async def test_a_click_elsewhere_takes_what_is_typed_where_it_was_typed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-7")
        await skarm.klick(*plats(skarm, "−38\u00a0013"))
        assert skarm.celltext("personal", "prognos") == "−7"
        assert skarm.celltext("ovriga_kostnader", "budget") == "−38\u00a0013"
        assert skarm.har == ("ovriga_kostnader", "budget")


@pytest.mark.parametrize("mal", ["−38\u00a0013", "2 Invest", "F6 nästa", "F8 Granska", "(utkast)"])
async def test_a_click_leaves_a_refused_entry_open(mapp: Path, mal: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("1.234")
        await skarm.klick(*plats(skarm, mal))
        assert skarm.app.rutnat.redigeras is not None
        assert skarm.app.rutnat.has_focus
        assert skarm.har == ("personal", "prognos")
        assert "en punkt kan betyda båda" in skarm.panel
        assert skarm.dialog == ""


@pytest.mark.parametrize("mal", ["2 Invest", "F6 nästa", "F8 Granska", "(utkast)"])
async def test_a_click_on_a_bar_first_takes_what_is_typed(mapp: Path, mal: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-7")
        await skarm.klick(*plats(skarm, mal))
        drift = skarm.app.pass_.yta.tabell("2024-delar-utkast", "drift")
        assert drift.rad("personal").celler["prognos"] == -7


async def test_a_click_on_the_documents_name_opens_the_list(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.klick(*plats(skarm, "Delårsbokslut 2024"))
        assert "Årsbokslut 2023" in skarm.dialog
        x, y = skarm.app.screen.query_one("#lista").region.offset
        await skarm.klick(x + 4, y + 2)
        assert skarm.app.pass_.dokument_id == "2023-bokslut"


async def test_a_click_on_the_line_of_tables_shows_the_next(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.klick(*plats(skarm, "F6 nästa"))
        assert skarm.tabell.id == "delposter"


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_a_click_on_the_footer_carries_out_the_command_that_stands_there(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    utforda: list[str] = []
    async with oppnad(mapp, storlek) as skarm:
        skarm.app.action_kor = utforda.append  # type: ignore[assignment,method-assign]
        for kommando in FOTKOMMANDON:
            await skarm.klick(*plats(skarm, f" {kommando.fot}", fran=storlek[1] - 1))
        await skarm.klick(storlek[0] - 1, storlek[1] - 1)
    assert utforda == [k.id for k in FOTKOMMANDON]


async def test_the_wheel_scrolls_a_long_table_and_the_heading_stays(mapp: Path) -> None:
    async with oppnad(mapp, LITEN) as skarm:
        await skarm.ga_till("drift", "delposter", "2023-bokslut")
        rubrik = skarm.rader[4]
        skarm.app.rutnat.scroll_to(y=8, animate=False, immediate=True)
        await skarm.lugn()
        assert skarm.rader[4] == rubrik
        forsta = skarm.tabell.rader[8].etikett
        assert any(rad.startswith(forsta[:20]) for rad in skarm.rader)
        await skarm.klick(
            2, next(y for y, r in enumerate(skarm.rader) if r.startswith(forsta[:20]))
        )
        assert skarm.har[0] == skarm.tabell.rader[8].id


async def test_clicks_on_two_commands_at_once_open_one_dialog(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        skarm.app.action_kor("dokument")
        skarm.app.action_kor("kommandon")
        skarm.app.oppna()
        await skarm.lugn()
        assert len(skarm.app.screen_stack) == 2
        skarm.app.action_kor("kommandon")
        await skarm.lugn()
        assert len(skarm.app.screen_stack) == 2
        await skarm.tryck("escape")
        assert len(skarm.app.screen_stack) == 1
        await skarm.tryck("ctrl+p")
        assert len(skarm.app.screen_stack) == 2
