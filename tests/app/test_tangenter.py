"""The keyboard: a spreadsheet's keys in the grid, and everything else reached without a mouse."""

from pathlib import Path

import pytest

from tests.skarm import FLIKTANGENT, LITEN, oppnad


async def test_the_cursor_goes_as_in_a_spreadsheet_and_stays_within(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        assert skarm.har == ("intakter", "budget")
        for tangenter, har in (
            (["down"], ("personal", "budget")),
            (["right"], ("personal", "prognos")),
            (["tab"], ("personal", "avvikelse")),
            (["shift+tab", "left", "left", "left"], ("personal", "etikett")),
            (["end"], ("personal", "kommentar")),
            (["right", "tab"], ("personal", "kommentar")),
            (["home"], ("personal", "etikett")),
            (["ctrl+end"], ("resultat", "kommentar")),
            (["down", "pagedown"], ("resultat", "kommentar")),
            (["ctrl+home"], ("intakter", "etikett")),
            (["up", "left", "pageup"], ("intakter", "etikett")),
            (["pagedown"], ("resultat", "etikett")),
        ):
            await skarm.tryck(*tangenter)
            assert skarm.har == har


async def test_columns_come_in_sight_whole_as_the_cursor_reaches_them(mapp: Path) -> None:
    async with oppnad(mapp, LITEN) as skarm:
        assert "Takt" not in skarm.text
        await skarm.tryck("end", "left", "left")
        assert skarm.har[1] == "takt_kvar"
        rad = next(rad for rad in skarm.rader if rad.startswith("  Köp av tjänster"))
        assert "−4\u00a0089" in rad
        assert "−6\u00a0503" in rad
        assert "‹" in "".join(skarm.rader[4:7])


@pytest.mark.parametrize(
    ("tangent", "sedan"),
    [
        ("enter", ("lokalhyror", "prognos")),
        ("down", ("lokalhyror", "prognos")),
        ("up", ("intakter", "prognos")),
        ("tab", ("personal", "avvikelse")),
        ("shift+tab", ("personal", "budget")),
    ],
)
async def test_a_typed_figure_is_taken_and_the_cursor_goes_on(
    mapp: Path, tangent: str, sedan: tuple[str, str]
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-7")
        await skarm.tryck(tangent)
        assert skarm.celltext("personal", "prognos") == "−7"
        assert skarm.har == sedan


@pytest.mark.parametrize("tangent", ["f2", "enter"])
async def test_a_cell_is_opened_with_what_stands_in_it(mapp: Path, tangent: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.tryck(tangent, "backspace", "4", "enter")
        assert skarm.celltext("personal", "prognos") == "−155\u00a0694"


async def test_the_caret_moves_in_an_open_cell(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.tryck("f2", "home", "right", "9", "end", "left", "delete", "0", "tab")
        assert skarm.celltext("personal", "prognos") == "−9\u00a0155\u00a0690"


async def test_escape_leaves_the_cell_as_it_was(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        fore = skarm.text
        await skarm.skriv("77")
        assert skarm.text != fore
        await skarm.tryck("escape")
        assert skarm.text == fore
        assert skarm.app.rutnat.has_focus


@pytest.mark.parametrize("tangent", ["delete", "backspace"])
async def test_delete_makes_a_cell_empty_which_is_not_zero(mapp: Path, tangent: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.tryck(tangent)
        assert skarm.celltext("personal", "prognos") == ""
        assert skarm.varde("personal", "prognos") is None
        assert skarm.celltext("kostnader", "prognos") == "−125\u00a0805"
        await skarm.tryck("ctrl+z")
        assert skarm.celltext("kostnader", "prognos") == "−281\u00a0500"


async def test_a_cell_can_be_zero_and_a_dash(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        for text, visat in (("0", "0"), ("–", "–"), ("-", "–")):
            await skarm.cell("personal", "prognos")
            await skarm.skriv(text)
            await skarm.tryck("enter")
            assert skarm.celltext("personal", "prognos") == visat


async def test_a_name_is_changed_but_never_emptied_by_delete(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("mal")
        rad = skarm.tabell.rader[0]
        await skarm.cell(rad.id, "etikett")
        await skarm.tryck("delete")
        assert "Radens namn kan ändras men inte tömmas" in skarm.panel
        await skarm.skriv("Nytt mål")
        await skarm.tryck("enter")
        assert skarm.tabell.rad(rad.id).etikett == "Nytt mål"


@pytest.mark.parametrize(
    ("text", "mening"),
    [
        ("1.234", "Skriv 1\u00a0234 eller 1,234"),
        ("1,234.5", "1\u00a0234,5"),
        ("hej", "är inget tal"),
        ("5 kg", "kg"),
    ],
)
async def test_a_refused_entry_stays_open_with_its_sentence(
    mapp: Path, text: str, mening: str
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv(text)
        await skarm.tryck("enter")
        assert mening in skarm.panel
        assert skarm.app.rutnat.redigeras is not None
        assert skarm.app.rutnat.redigeras.text == text
        assert skarm.har == ("personal", "prognos")
        assert skarm.app.pass_.historik.gjort == ()
        await skarm.tryck(*["backspace"] * len(text), "5", "enter")
        assert skarm.celltext("personal", "prognos") == "5"
        assert mening not in skarm.panel


async def test_sums_can_be_typed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("intakter", "prognos")
        await skarm.skriv("=31417*1,02")
        await skarm.tryck("enter")
        assert skarm.celltext("intakter", "prognos") == "32\u00a0045"


async def test_escape_goes_to_the_tab_bar_which_shows_that_it_has_the_keyboard(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        i_rutnatet = skarm.app.rader("flikar")._rader
        await skarm.tryck("escape")
        assert skarm.app.focused is skarm.app.rader("flikar")
        assert skarm.app.rader("flikar")._rader != i_rutnatet
        await skarm.tryck("escape")
        assert skarm.app.rutnat.has_focus
        assert skarm.app.rader("flikar")._rader == i_rutnatet


async def test_a_digit_on_the_tab_bar_shows_its_tab(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        for flik, tangent in FLIKTANGENT.items():
            await skarm.tryck("escape", tangent)
            assert skarm.app.pass_.flik == flik
            assert f"▸{tangent} " in skarm.rader[1]
            assert skarm.app.rutnat.has_focus


async def test_the_arrows_on_the_tab_bar_go_round(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("escape", "right")
        assert skarm.app.pass_.flik == "investeringar"
        await skarm.tryck("left", "left", "left")
        assert skarm.app.pass_.flik == "text"
        await skarm.tryck("left")
        assert skarm.app.pass_.flik == "personal"
        assert skarm.app.focused is skarm.app.rader("flikar")
        await skarm.tryck("enter", "down")
        assert skarm.app.rutnat.rad == 1


async def test_a_digit_that_is_no_tab_does_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("escape", "8", "x")
        assert skarm.app.pass_.flik == "drift"
        assert skarm.app.focused is skarm.app.rader("flikar")


async def test_tabs_and_tables_are_stepped_through_from_the_grid(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("ctrl+pagedown")
        assert skarm.app.pass_.flik == "investeringar"
        await skarm.tryck("ctrl+pageup", "f6")
        assert skarm.tabell.id == "delposter"
        await skarm.tryck("shift+f6", "shift+f6")
        assert skarm.tabell.id == "volymer"
        await skarm.tryck("f6")
        assert skarm.tabell.id == "drift"


async def test_each_table_remembers_its_cursor(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("kop_av_tjanster", "avvikelse")
        await skarm.tryck("f6", "down", "ctrl+pagedown", "ctrl+pageup", "shift+f6")
        assert skarm.har == ("kop_av_tjanster", "avvikelse")


async def test_the_panel_follows_the_cursor(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("kop_av_tjanster", "avvikelse")
        assert "Köp av tjänster · Avv. prognos/budget 2024" in skarm.panel
        assert "−6\u00a0000 = Prognos helår 2024 −68\u00a0376" in skarm.panel
        await skarm.tryck("down")
        assert "Övriga kostnader · Avv. prognos/budget 2024" in skarm.panel


@pytest.mark.parametrize("storlek", [(100, 30), (120, 30), (121, 40), (80, 24), (99, 24)])
async def test_no_figure_of_the_panel_is_cut_also_when_it_comes_up(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await skarm.ga_till("oversikt")
        await skarm.ga_till("drift")
        panel = skarm.app.rader("panel")
        assert panel.size.width > 0
        assert max(len(rad) for rad in panel.text.split("\n")) <= panel.size.width


@pytest.mark.parametrize("tangent", ["f6", "ctrl+pagedown", "f8", "f3", "ctrl+t", "f1", "ctrl+s"])
async def test_a_command_first_takes_what_is_being_typed(mapp: Path, tangent: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-7")
        await skarm.tryck(tangent)
        drift = skarm.app.pass_.yta.tabell("2024-delar-utkast", "drift")
        assert drift.rad("personal").celler["prognos"] == -7
        assert skarm.app.rutnat.redigeras is None


@pytest.mark.parametrize("tangent", ["f6", "ctrl+pagedown", "f8", "f3"])
async def test_a_command_waits_for_an_entry_that_is_refused(mapp: Path, tangent: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("1.234")
        await skarm.tryck(tangent)
        assert skarm.app.rutnat.redigeras is not None
        assert "en punkt kan betyda båda" in skarm.panel
        assert skarm.har == ("personal", "prognos")
        assert skarm.dialog == ""


async def test_undo_in_an_open_cell_only_throws_away_what_is_typed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("lokalhyror", "prognos")
        await skarm.skriv("-1")
        await skarm.tryck("enter")
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-7")
        await skarm.tryck("ctrl+z")
        assert skarm.app.rutnat.redigeras is None
        assert skarm.celltext("personal", "prognos") == "−155\u00a0695"
        assert skarm.celltext("lokalhyror", "prognos") == "−1"


async def test_an_empty_tab_takes_every_key(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("mal", dokument="2019-underlag")
        await skarm.tryck("5", "enter", "space", "delete", "f2", "f4", "f7", "ctrl+delete", "f6")
        assert "Inga tabeller" in skarm.text
        assert skarm.dialog == ""


async def test_keys_that_come_all_at_once_act_in_their_order(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.rusa(
            "down", *"-7", "enter", "up", "f6", *"Ny", "enter", "shift+f6", "5", "enter"
        )
        drift = skarm.app.pass_.yta.tabell("2024-delar-utkast", "drift")
        assert drift.rad("personal").celler["prognos"] == -155695
        assert drift.rad("lokalhyror").celler["prognos"] == 5
        delposter = skarm.app.pass_.yta.tabell("2024-delar-utkast", "delposter")
        assert delposter.rader[0].celler["avser"] == "Ny"


async def test_a_dialog_gets_the_keys_that_were_pressed_after_the_one_that_opens_it(
    mapp: Path,
) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.rusa("f3", *"2023", "enter", "escape", "3", "f6")
        assert skarm.app.pass_.dokument_id == "2023-bokslut"
        assert (skarm.app.pass_.flik, skarm.tabell.id) == ("mal", "nyckeltal")
        await skarm.rusa("escape", "1", "down", "f2", "escape", *"12", "enter", "enter")
        assert skarm.app.pass_.dokument_id == "2023-bokslut-utkast"
        assert skarm.celltext("personal", "budget") == "12"


async def test_a_key_after_the_one_that_leaves_does_not_keep_the_program_open(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.rusa("ctrl+q", "5")
        assert await skarm.lamnat() == 0
