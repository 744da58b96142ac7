"""The map of accounts on the screen: proposed, taken, edited as a table, pasted and undone."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.screen.test_pictures import PICTURES, REWRITE
from tests.screen_driver import BIG, SMALL, Screen, opened
from tui.domain.account_block import Balances, Books
from tui.store.data_store import DataStore

BOOKS = Books(
    (
        Balances(
            "Utfall 2024",
            date(2024, 8, 31),
            {"8310": Decimal("1500.4"), "4610": Decimal(80000), "5010": Decimal(7)},
        ),
    ),
    {"8310": "Ränta", "4610": "Köpt vård", "5010": "Månadslön"},
)


def text(screen: Screen) -> str:
    """What the screen in front says."""
    strips = screen.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def stored(folder: Path) -> list[dict[str, Any]]:
    """The lines of the map in the file."""
    file = json.loads((folder / "installningar.json").read_text("utf-8"))
    return list(file.get("kontokarta", {}).values())


async def open_map(screen: Screen, *, by_menu: bool = False) -> None:
    """The command, by the menu's keys or at once."""
    if by_menu:
        await screen.press("ctrl+p")
        await screen.paste("kontokarta")
        await screen.press("enter")
    else:
        screen.app.start("menu:run", "kontokarta")
        await screen.calm()
    assert "Kontokarta" in text(screen)


async def add(screen: Screen, row: str, accounts: str) -> None:
    """A line more: the row chosen by its name, its accounts typed."""
    await screen.press("f7")
    await screen.paste(row)
    await screen.press("enter")
    await screen.paste(accounts)
    await screen.press("enter")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_proposal_is_shown_as_one_taken_by_one_key_and_looks_as_in_its_pictures(
    folder: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        await screen.go_to("drift", document="2024-delar")
        screen.app.session.books = BOOKS
        await open_map(screen, by_menu=True)
        assert "FÖRSLAG" in text(screen)
        await screen.press("f7", "enter", "4", "ctrl+delete")
        assert "F9 tar det" in text(screen)
        assert stored(folder) == []
        await screen.press("up")
        kept(screen, "forslag", size)
        await screen.press("f9")
        await screen.saved()
        assert [line["konton"] for line in stored(folder)] == ["3", "5"]
        await add(screen, "Köp av", "46;7-79")
        await add(screen, "Lokalhyror", "46; 60 - 61")
        await screen.saved()
        await screen.press("up")
        kept(screen, "karta", size)
        await screen.press("escape")
        assert "▸1 Drift" in screen.text


def kept(screen: Screen, name: str, size: tuple[int, int]) -> None:
    """That the screen looks as in its picture, but for when it was saved."""
    screen.app.screen.lines()  # type: ignore[attr-defined]
    now = text(screen).replace("… sparar", "✓ sparat 14.02")
    file = PICTURES / "kontokarta" / f"{name}-{size[0]}x{size[1]}.txt"
    if REWRITE:
        file.write_text(now + "\n", "utf-8")
    assert now + "\n" == file.read_text("utf-8")


async def test_cells_are_edited_in_place_and_what_cannot_be_read_stays_open(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await open_map(screen)
        await screen.press("f9", "enter")
        await screen.write("-x")
        await screen.press("enter")
        assert "är inga konton" in text(screen)
        await screen.press("backspace", "backspace", "enter", "up", "right")
        await screen.write("2025-13")
        await screen.press("enter")
        assert "finns inte i almanackan" in text(screen)
        await screen.press("backspace", "enter")
        await screen.saved()
        assert stored(folder)[0]["fran"] == "2025-1"
        await screen.press("up", "delete", "left", "left", "enter")
        await screen.write(" och bidrag")
        await screen.press("enter")
        await screen.saved()
        name = "Verksamhetens intäkter och bidrag"
        assert stored(folder)[0] == {"rad": name, "konton": "3", "fran": "", "till": ""}
        said = text(screen)
        assert "1 att rätta" in said
        assert "Tabellen ”Drift” har ingen rad som heter" in said


async def test_undo_goes_back_line_by_line_and_no_further_than_the_map(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.working_copy()
        await screen.cell("personal", "prognos")
        await screen.write("5")
        await screen.press("enter")
        await open_map(screen)
        await screen.press("f9", "ctrl+delete")
        await screen.saved()
        assert len(stored(folder)) == 1
        await screen.press("ctrl+z")
        await screen.saved()
        assert len(stored(folder)) == 2
        await screen.press("ctrl+y", "ctrl+z", "ctrl+z", "ctrl+z")
        await screen.saved()
        assert stored(folder) == []
        assert "Inget mer att ångra här" in text(screen)
        await screen.press("escape")
        assert screen.value("personal", "prognos") == Decimal(5)
        await screen.press("ctrl+z")
        assert screen.value("personal", "prognos") != Decimal(5)


async def test_undo_goes_back_after_a_restart(folder: Path) -> None:
    for key, number in (("f9", 2), ("ctrl+z", 0)):
        async with opened(folder) as screen:
            await screen.go_to("drift")
            await open_map(screen)
            await screen.press(key)
            await screen.saved()
            assert len(stored(folder)) == number


async def test_a_block_from_a_spreadsheet_is_looked_at_and_taken(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await open_map(screen)
        await screen.press("f9")
        await screen.paste("Kontogrupp\tKonton\nKöp av tjänster\t46;74\nPersonalkostnader\t50-57\n")
        assert "ny: Köp av tjänster: 46;74" in screen.dialog
        assert "ändras: Personalkostnader: 50-57" in screen.dialog
        await screen.press("enter")
        await screen.saved()
        assert [line["konton"] for line in stored(folder)] == ["3", "50-57", "46;74"]
        await screen.paste("3-39999;3711")
        await screen.press("enter")
        await screen.saved()
        assert "3-39999;3711" in {line["konton"] for line in stored(folder)}
        await screen.paste("a\tb\nc\td\n")
        assert "minst två kolumner" in text(screen)


async def test_what_another_program_writes_meanwhile_is_taken_in_or_asked_about(
    folder: Path,
) -> None:
    file = folder / "installningar.json"
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await open_map(screen)
        await screen.press("f9")
        await screen.saved()
        value = json.loads(file.read_text("utf-8"))
        value["kontokarta"]["1"]["konton"] = "30"
        value["kontokarta"]["1"]["till"] = "2024"
        file.write_text(json.dumps(value), "utf-8")
        await screen.press("right")
        await screen.write("2023")
        await screen.press("enter")
        await screen.saved()
        line = {"rad": "Verksamhetens intäkter", "konton": "30", "fran": "2023", "till": "2024"}
        assert stored(folder)[0] == line
        value["kontokarta"]["1"] |= {"konton": "31", "fran": "2023"}
        file.write_text(json.dumps(value), "utf-8")
        await screen.press("up", "left")
        await screen.write("32")
        await screen.press("enter")
        assert "ett annat program har ändrat" in screen.dialog
        await screen.press("enter")
        await screen.saved()
        assert stored(folder)[0]["konton"] == "32"


async def test_where_nothing_may_be_changed_the_map_is_shown_and_says_why(folder: Path) -> None:
    other = DataStore(folder)
    async with opened(folder) as screen:
        await open_map(screen)
        await screen.press("f9", "f7", "enter")
        assert "Läsläge" in text(screen)
        assert stored(folder) == []
    other.close()


async def test_what_is_wrong_in_the_map_is_a_finding_of_a_draft_until_it_is_put_right(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift")
        await open_map(screen)
        await screen.press("f9")
        await add(screen, "Köp av", "46")
        await add(screen, "Lokalhyror", "46")
        await screen.press("escape")
        await screen.calm()
        assert screen.class_("kop_av_tjanster", "etikett")[1] == "?"
        await open_map(screen)
        await screen.press("ctrl+z", "escape")
        await screen.calm()
        assert screen.class_("kop_av_tjanster", "etikett")[1] == ""
