"""The keyboard: a spreadsheet's keys in the grid, and everything else reached without a mouse."""

from pathlib import Path

import pytest

from tests.screen_driver import SMALL, TAB_KEY, opened


async def test_the_cursor_goes_as_in_a_spreadsheet_and_stays_within(folder: Path) -> None:
    async with opened(folder) as screen:
        assert screen.has == ("intakter", "budget")
        for keys, has in (
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
            await screen.press(*keys)
            assert screen.has == has


async def test_columns_come_in_sight_whole_as_the_cursor_reaches_them(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        assert "Takt" not in screen.text
        await screen.press("end", "left", "left")
        assert screen.has[1] == "takt_kvar"
        row = next(row for row in screen.rows if row.startswith("  Köp av tjänster"))
        assert "−4\u00a0089" in row
        assert "−6\u00a0503" in row
        assert "‹" in "".join(screen.rows[4:7])


@pytest.mark.parametrize(
    ("key", "since"),
    [
        ("enter", ("lokalhyror", "prognos")),
        ("down", ("lokalhyror", "prognos")),
        ("up", ("intakter", "prognos")),
        ("tab", ("personal", "avvikelse")),
        ("shift+tab", ("personal", "budget")),
    ],
)
async def test_a_typed_figure_is_taken_and_the_cursor_goes_on(
    folder: Path, key: str, since: tuple[str, str]
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-7")
        await screen.press(key)
        assert screen.cell_text("personal", "prognos") == "−7"
        assert screen.has == since


@pytest.mark.parametrize("key", ["f2", "enter"])
async def test_a_cell_is_opened_with_what_stands_in_it(folder: Path, key: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.press(key, "backspace", "4", "enter")
        assert screen.cell_text("personal", "prognos") == "−155\u00a0694"


async def test_the_caret_moves_in_an_open_cell(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.press("f2", "home", "right", "9", "end", "left", "delete", "0", "tab")
        assert screen.cell_text("personal", "prognos") == "−9\u00a0155\u00a0690"


async def test_escape_leaves_the_cell_as_it_was(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        before = screen.text
        await screen.write("77")
        assert screen.text != before
        await screen.press("escape")
        assert screen.text == before
        assert screen.app.grid.has_focus


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_delete_makes_a_cell_empty_which_is_not_zero(folder: Path, key: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.press(key)
        assert screen.cell_text("personal", "prognos") == ""
        assert screen.value("personal", "prognos") is None
        assert screen.cell_text("kostnader", "prognos") == "−125\u00a0805"
        await screen.press("ctrl+z")
        assert screen.cell_text("kostnader", "prognos") == "−281\u00a0500"


async def test_a_cell_can_be_zero_and_a_dash(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        for text, shown in (("0", "0"), ("–", "–"), ("-", "–")):
            await screen.cell("personal", "prognos")
            await screen.write(text)
            await screen.press("enter")
            assert screen.cell_text("personal", "prognos") == shown


async def test_a_name_is_changed_but_never_emptied_by_delete(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("mal")
        row = screen.table.rows[0]
        await screen.cell(row.id, "etikett")
        await screen.press("delete")
        assert "Radens namn kan ändras men inte tömmas" in screen.panel
        await screen.write("Nytt mål")
        await screen.press("enter")
        assert screen.table.row(row.id).label == "Nytt mål"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.234", "Skriv 1\u00a0234 eller 1,234"),
        ("1,234.5", "1\u00a0234,5"),
        ("hej", "är inget tal"),
        ("5 kg", "kg"),
    ],
)
async def test_a_refused_entry_stays_open_with_its_sentence(
    folder: Path, text: str, sentence: str
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write(text)
        await screen.press("enter")
        assert sentence in screen.panel
        assert screen.app.grid.edited is not None
        assert screen.app.grid.edited.text == text
        assert screen.has == ("personal", "prognos")
        assert screen.app.session.history.done == ()
        await screen.press(*["backspace"] * len(text), "5", "enter")
        assert screen.cell_text("personal", "prognos") == "5"
        assert sentence not in screen.panel


async def test_sums_can_be_typed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "prognos")
        await screen.write("=31417*1,02")
        await screen.press("enter")
        assert screen.cell_text("intakter", "prognos") == "32\u00a0045"


async def test_escape_goes_to_the_tab_bar_which_shows_that_it_has_the_keyboard(
    folder: Path,
) -> None:
    async with opened(folder) as screen:
        in_grid = screen.app.rows("flikar")._rows
        await screen.press("escape")
        assert screen.app.focused is screen.app.rows("flikar")
        assert screen.app.rows("flikar")._rows != in_grid
        await screen.press("escape")
        assert screen.app.grid.has_focus
        assert screen.app.rows("flikar")._rows == in_grid


async def test_a_digit_on_the_tab_bar_shows_its_tab(folder: Path) -> None:
    async with opened(folder) as screen:
        for tab, key in TAB_KEY.items():
            await screen.press("escape", key)
            assert screen.app.session.tab == tab
            assert f"▸{key} " in screen.rows[1]
            assert screen.app.grid.has_focus


async def test_the_arrows_on_the_tab_bar_go_round(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("escape", "right")
        assert screen.app.session.tab == "investeringar"
        await screen.press("left", "left", "left")
        assert screen.app.session.tab == "text"
        await screen.press("left")
        assert screen.app.session.tab == "personal"
        assert screen.app.focused is screen.app.rows("flikar")
        await screen.press("enter", "down")
        assert screen.app.grid.row == 1


async def test_a_digit_that_is_no_tab_does_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("escape", "8", "x")
        assert screen.app.session.tab == "drift"
        assert screen.app.focused is screen.app.rows("flikar")


async def test_tabs_and_tables_are_stepped_through_from_the_grid(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.show_traces()
        await screen.press("ctrl+pagedown")
        assert screen.app.session.tab == "investeringar"
        await screen.press("ctrl+pageup", "f6")
        assert screen.table.id == "delposter"
        await screen.press("shift+f6", "shift+f6")
        assert screen.table.id == "volymer"
        await screen.press("f6")
        assert screen.table.id == "drift"


async def test_each_table_remembers_its_cursor(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.show_traces()
        await screen.cell("kop_av_tjanster", "avvikelse")
        await screen.press("f6", "down", "ctrl+pagedown", "ctrl+pageup", "shift+f6")
        assert screen.has == ("kop_av_tjanster", "avvikelse")


async def test_the_panel_follows_the_cursor(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("kop_av_tjanster", "avvikelse")
        assert "Köp av tjänster · Avv. prognos/budget 2024" in screen.panel
        assert "−6\u00a0000 = Prognos helår 2024 −68\u00a0376" in screen.panel
        await screen.press("down")
        assert "Övriga kostnader · Avv. prognos/budget 2024" in screen.panel


@pytest.mark.parametrize("size", [(100, 30), (120, 30), (121, 40), (80, 24), (99, 24)])
async def test_no_figure_of_the_panel_is_cut_also_when_it_comes_up(
    folder: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        await screen.go_to("oversikt")
        await screen.go_to("drift")
        panel = screen.app.rows("panel")
        assert panel.size.width > 0
        assert max(len(row) for row in panel.text.split("\n")) <= panel.size.width


@pytest.mark.parametrize("key", ["f6", "ctrl+pagedown", "f8", "f3", "ctrl+t", "f1", "ctrl+s"])
async def test_a_command_first_takes_what_is_being_typed(folder: Path, key: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-7")
        await screen.press(key)
        drift = screen.app.session.area.table("2024-delar-utkast", "drift")
        assert drift.row("personal").cells["prognos"] == -7
        assert screen.app.grid.edited is None


@pytest.mark.parametrize("key", ["f6", "ctrl+pagedown", "f8", "f3"])
async def test_a_command_waits_for_an_entry_that_is_refused(folder: Path, key: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("1.234")
        await screen.press(key)
        assert screen.app.grid.edited is not None
        assert "en punkt kan betyda båda" in screen.panel
        assert screen.has == ("personal", "prognos")
        assert screen.dialog == ""


async def test_undo_in_an_open_cell_only_throws_away_what_is_typed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("lokalhyror", "prognos")
        await screen.write("-1")
        await screen.press("enter")
        await screen.cell("personal", "prognos")
        await screen.write("-7")
        await screen.press("ctrl+z")
        assert screen.app.grid.edited is None
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"
        assert screen.cell_text("lokalhyror", "prognos") == "−1"


async def test_an_empty_tab_takes_every_key(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("mal", document="2019-underlag")
        await screen.press("5", "enter", "space", "delete", "f2", "f4", "f7", "ctrl+delete", "f6")
        assert "Inga tabeller" in screen.text
        assert screen.dialog == ""


async def test_keys_that_come_all_at_once_act_in_their_order(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.show_traces()
        await screen.cell("personal", "prognos")
        await screen.rush(
            "down", *"-7", "enter", "up", "f6", *"Ny", "enter", "shift+f6", "5", "enter"
        )
        drift = screen.app.session.area.table("2024-delar-utkast", "drift")
        assert drift.row("personal").cells["prognos"] == -155695
        assert drift.row("lokalhyror").cells["prognos"] == 5
        part_items = screen.app.session.area.table("2024-delar-utkast", "delposter")
        assert part_items.rows[0].cells["avser"] == "Ny"


async def test_a_dialog_gets_the_keys_that_were_pressed_after_the_one_that_opens_it(
    folder: Path,
) -> None:
    async with opened(folder) as screen:
        await screen.rush("f3", *"2023", "enter", "escape", "3", "f6")
        assert screen.app.session.document_id == "2023-bokslut"
        assert (screen.app.session.tab, screen.table.id) == ("mal", "nyckeltal")
        await screen.rush("escape", "1", "down", "f2", "escape", *"12", "enter", "enter")
        assert screen.app.session.document_id == "2023-bokslut-utkast"
        assert screen.cell_text("personal", "budget") == "12"


async def test_a_key_after_the_one_that_leaves_does_not_keep_the_program_open(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.rush("ctrl+q", "5")
        assert await screen.left() == 0
