"""Rows of any table come, go and move, and each of it can be undone."""

import json
from pathlib import Path

import pytest

from tests.screen_driver import Screen, opened

LISTS = (
    ("2024-delar", "mal", "nyckeltal", "utfall", "302"),
    ("2025-budget", "internkontroll", "risker", "sannolikhet", "4"),
    ("2025-budget", "internkontroll", "internkontrollplan", "metod", "Stickprov"),
    ("2024-delar", "drift", "delposter", "varde", "-1,5"),
    ("2024-delar", "mal", "mal", "kf_mal", "Trygghet"),
    ("2024-delar", "internkontroll", "uppfoljning", "metod", "Intervju"),
)


def rows(screen: Screen) -> list[tuple[str, str]]:
    """The rows that are shown, by key and label."""
    return [(row.id, row.label) for row in screen.table.rows]


async def in_list(screen: Screen, document: str, tab: str, table: str) -> None:
    """A working copy of a document, at the second row of a list."""
    screen.app.session.document_id = document
    await screen.working_copy()
    await screen.go_to(tab, table)
    await screen.cell(screen.table.rows[1].id, screen.table.columns[0].id)


@pytest.mark.parametrize(("document", "tab", "table", "column", "text"), LISTS)
async def test_a_row_is_added_named_filled_and_kept(
    folder: Path, document: str, tab: str, table: str, column: str, text: str
) -> None:
    async with opened(folder) as screen:
        await in_list(screen, document, tab, table)
        before = rows(screen)
        await screen.press("f7")
        await screen.write("Ny rad")
        await screen.press("tab")
        new = screen.table.rows[2]
        assert rows(screen) == [*before[:2], (new.id, "Ny rad"), *before[2:]]
        await screen.cell(new.id, column)
        await screen.write(text)
        await screen.press("enter")
        await screen.saved()
        file = folder / f"{document}-utkast" / f"{tab}.json"
        saved = json.loads(file.read_text(encoding="utf-8"))[table].values()
        assert [(r["rad"], r["etikett"]) for r in saved if r["rad"] == new.id] == [
            (new.id, "Ny rad")
        ]
        await screen.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert rows(screen) == before


@pytest.mark.parametrize(("document", "tab", "table"), [row[:3] for row in LISTS])
async def test_a_row_is_removed_and_undo_brings_it_back_whole(
    folder: Path, document: str, tab: str, table: str
) -> None:
    async with opened(folder) as screen:
        await in_list(screen, document, tab, table)
        before = screen.table.rows
        await screen.press("ctrl+delete")
        if screen.dialog:
            assert "där blir det" in screen.dialog
            await screen.press("enter")
        assert screen.table.rows == (before[0], *before[2:])
        await screen.press("ctrl+z")
        assert screen.table.rows == before
        await screen.press("ctrl+y")
        assert screen.table.rows == (before[0], *before[2:])


@pytest.mark.parametrize(("document", "tab", "table"), [row[:3] for row in LISTS[:3]])
async def test_a_row_moves_with_the_cursor_on_it(
    folder: Path, document: str, tab: str, table: str
) -> None:
    async with opened(folder) as screen:
        await in_list(screen, document, tab, table)
        before = rows(screen)
        await screen.press("ctrl+up")
        assert rows(screen) == [before[1], before[0], *before[2:]]
        assert screen.has[0] == before[1][0]
        await screen.press("ctrl+up")
        assert rows(screen) == [before[1], before[0], *before[2:]]
        await screen.press("ctrl+down", "ctrl+down")
        assert rows(screen) == [before[0], before[2], before[1], *before[3:]]
        await screen.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert rows(screen) == before


async def test_the_last_row_can_go_and_a_first_one_come(folder: Path) -> None:
    async with opened(folder) as screen:
        await in_list(screen, "2024-delar", "internkontroll", "stickprov")
        while screen.table.rows:
            await screen.press("ctrl+delete")
        assert screen.table.rows == ()
        await screen.press("space", "5", "enter", "f2", "delete", "ctrl+delete", "ctrl+up", "f4")
        assert screen.dialog == ""
        await screen.press("f7", "X", "enter")
        assert [row.label for row in screen.table.rows] == ["X"]
        await screen.press(*["ctrl+z"] * 5)
        assert len(screen.table.rows) == 3


@pytest.mark.parametrize("key", ["f7", "ctrl+delete", "ctrl+up", "ctrl+down"])
async def test_the_rows_of_a_printed_table_come_go_and_move_too(folder: Path, key: str) -> None:
    async with opened(folder, utkast=True) as screen:
        before = screen.table.rows
        await screen.press("down", key)
        if key == "ctrl+delete":
            assert "Den räknas i ”Verksamhetens kostnader”" in screen.dialog
            await screen.press("enter")
        assert screen.table.rows != before
        await screen.press("escape", "ctrl+z")
        assert screen.table.rows == before


@pytest.mark.parametrize("column", ["mal", "status"])
async def test_a_row_added_to_a_decided_document_goes_into_a_working_copy(
    folder: Path, column: str
) -> None:
    async with opened(folder) as screen:
        await screen.go_to("mal", "nyckeltal")
        await screen.cell(screen.table.rows[0].id, column)
        await screen.press("f7")
        assert "Beslutat dokument" in screen.dialog
        await screen.press("enter")
        assert screen.app.session.document_id == "2024-delar-utkast"
        await screen.write("Nytt")
        await screen.press("enter")
        assert [row.label for row in screen.table.rows].count("Nytt") == 1
        assert len(screen.table.rows) == 7


@pytest.mark.parametrize(("key", "left"), [("escape", 11), ("enter", 10), ("f8", 7)])
async def test_a_sum_with_rows_under_it_is_removed_alone_or_with_them_as_is_asked(
    folder: Path, key: str, left: int
) -> None:
    async with opened(folder) as screen:
        await in_list(screen, "2024-delar", "investeringar", "investeringar")
        before = screen.table.rows
        await screen.cell("reinvestering", "budget")
        await screen.press("ctrl+delete")
        assert "rader hör till den" in screen.dialog
        await screen.press(key)
        assert len(screen.table.rows) == left
        await screen.press("ctrl+z")
        assert screen.table.rows == before


async def test_a_row_added_under_a_sum_counts_in_it(folder: Path) -> None:
    async with opened(folder) as screen:
        await in_list(screen, "2024-delar", "investeringar", "investeringar")
        await screen.cell("reinvestering", "budget")
        await screen.press("f7")
        await screen.write("Maskiner")
        await screen.press("tab")
        new = screen.has[0]
        await screen.write("50")
        await screen.press("enter")
        assert screen.cell_text(new, "budget") == "50"
        assert screen.cell_text("reinvestering", "budget") == "800"
        assert screen.cell_text("totalt", "budget") == "1\u00a0550"
