"""Two documents side by side on the screen: two keys there, one back, and nothing changed."""

from pathlib import Path

import pytest

from tests.screen_driver import BIG, SMALL, Screen, opened
from tui.screen.views.comparison_view import ComparisonView
from tui.screen.views.table_view import TableView

SIZES = pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])


def comparison(screen: Screen) -> ComparisonView:
    view = screen.app.grid.model
    assert isinstance(view, ComparisonView)
    return view


@SIZES
async def test_two_keys_show_the_proposed_document_beside_this_one(
    folder: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        await screen.go_to("drift")
        await screen.press("f12")
        assert "Delårsbokslut 2018 (beslutad)   per 31 aug 2018 · föreslås" in screen.dialog
        await screen.press("enter")
        assert (
            "Jämför: här Delårsbokslut 2024 · där Delårsbokslut 2018 · Esc tillbaka" in screen.text
        )
        row = next(r for r in screen.rows if "Personalkostnader" in r)
        assert "−158\u00a0695" in row
        assert "−168\u00a0053" in row
        assert "+9\u00a0358" in row
        await screen.press("escape")
        assert isinstance(screen.app.grid.model, TableView)
        assert screen.app.focused is screen.app.grid


@SIZES
async def test_what_does_not_compare_is_said_in_words(folder: Path, size: tuple[int, int]) -> None:
    async with opened(folder, size) as screen:
        await screen.go_to("personal", document="2024-delar")
        await screen.press("f12")
        await screen.write("2023")
        await screen.press("enter")
        sentence = "Ingen kolumn jämförs: tabellen avser 1 januari–31 juli här och helår 2023 där."
        assert sentence in screen.panel
        await screen.press("f4")
        assert "Jämförs inte: tabellen avser 1 januari–31 juli här" in screen.dialog


async def test_a_working_copy_is_compared_with_its_base_and_the_changed_cells_are_marked(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift")
        await screen.cell("personal", "prognos")
        await screen.write("-150000")
        await screen.press("enter", "f12", "enter")
        assert "Jämför Delårsbokslut 2024: här utkast · där beslutad" in screen.text
        assert "1 inmatad cell skiljer" in screen.panel
        view = comparison(screen)
        column = [k.id for k in view.columns].index("prognos.skillnad")
        boxes = {view.box(r, 0).text.strip(): view.box(r, column) for r in range(view.count_rows)}
        personal, premises = boxes["Personalkostnader"], boxes["Lokalhyror"]
        assert (personal.text, personal.sign) == ("+5\u00a0695", "≠")
        assert (premises.text, premises.sign) == ("0", "")


async def test_nothing_can_be_changed_in_a_comparison(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift")
        await screen.press("f12", "enter")
        await screen.paste("1\t2\n3\t4\n")
        assert "I jämförelsen ändras inget" in screen.panel
        await screen.write("7")
        await screen.press("delete", "f7", "ctrl+delete", "ctrl+down")
        assert screen.app.session.history.done == ()
        assert screen.dialog == ""


async def test_enter_goes_to_the_cell_in_the_table_itself(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift")
        await screen.press("f12", "enter", "down", "right", "right", "right")
        await screen.press("enter")
        assert isinstance(screen.app.grid.model, TableView)
        assert screen.has == ("personal", "prognos")


async def test_the_cursor_of_the_table_is_kept_while_comparing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift")
        await screen.cell("kommunbidrag", "utfall")
        await screen.press("f12", "enter", "down", "right")
        await screen.press("escape")
        assert screen.has == ("kommunbidrag", "utfall")


async def test_the_next_table_is_compared_too_and_another_tab_is_not(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.show_traces()
        await screen.go_to("drift")
        await screen.press("f12", "enter", "f6")
        assert comparison(screen).compared.has.table.id == "delposter"
        await screen.press("ctrl+pagedown")
        assert isinstance(screen.app.grid.model, TableView)
        await screen.press("ctrl+pageup")
        assert isinstance(screen.app.grid.model, TableView)


async def test_a_document_without_such_a_table_is_told(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("internkontroll")
        await screen.press("f12")
        await screen.write("2025")
        await screen.press("enter")
        assert "har ingen tabell som svarar mot" in screen.panel
        assert isinstance(screen.app.grid.model, TableView)


async def test_there_is_nothing_to_compare_on_the_overview(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("oversikt")
        await screen.press("f12")
        assert "Ställ dig i en tabell först" in screen.text


async def test_undo_is_seen_in_the_comparison(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift")
        await screen.cell("personal", "prognos")
        await screen.write("-150000")
        await screen.press("enter", "f12", "enter", "ctrl+z")
        assert "Arbetskopian och dess förlaga är lika, cell för cell." in screen.panel


async def test_no_figure_is_cut_by_the_scroll_bar(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.go_to("investeringar", document="2024-delar")
        await screen.press("f12")
        await screen.write("2023")
        await screen.press("enter")
        grid, view = screen.app.grid, comparison(screen)
        assert grid.show_vertical_scrollbar
        columns = [view.columns[i] for i in (0, *grid.in_view())]
        assert sum(k.total_width for k in columns) + len(columns) - 1 < SMALL[0]
