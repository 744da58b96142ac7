"""The head of a document on the overview: its fields written in, undone, kept over a restart."""

import json
from pathlib import Path
from typing import Any

from tests.screen.test_settings import choose
from tests.screen_driver import SMALL, Screen, opened
from tui.store.data_store import DataStore, restored


def head(folder: Path, document: str) -> Any:
    """A document's head on the disk."""
    file = folder / document / "dokument.json"
    return json.loads(file.read_text(encoding="utf-8"))["dokument"]["1"]


async def at(screen: Screen, words: str) -> None:
    """The cursor on the line of the overview that says so."""
    await screen.go_to("oversikt")
    view = screen.app.grid.model
    said = (f"{view.box(i, 0).text.strip()}: {view.box(i, 1).text}" for i in range(view.count_rows))
    row = next(i for i, line in enumerate(said) if words in line)
    screen.app.grid.set_place(row, 1)
    await screen.calm()


async def test_a_field_is_written_in_where_it_stands_and_undone_after_a_restart(
    folder: Path,
) -> None:
    store = DataStore(folder)
    async with opened(folder, SMALL, store=store, utkast=True) as screen:
        name = screen.app.session.document_id
        await at(screen, "Dokumentansvarig: –")
        await screen.write("F")
        assert "Dokumentansvarig" in screen.dialog
        await screen.write("örvaltningschef")
        await screen.press("enter")
        assert "Dokumentansvarig · Förvaltningschef" in screen.overview
        await screen.saved()
        field = {"falt": "ansvarig", "rubrik": "Dokumentansvarig", "varde": "Förvaltningschef"}
        assert head(folder, name)["huvud"] == [field]
    store.close()
    store = DataStore(folder)
    restored(store)
    async with opened(folder, SMALL, store=store) as screen:
        screen.app.session.document_id = name
        await screen.press("ctrl+z")
        await screen.saved()
        assert "dokumentansvarig Förvaltningschef → tomt" in screen.app.session.look.message
    store.close()
    assert "huvud" not in head(folder, name)


async def test_a_missing_diarienummer_leads_to_its_field(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await at(screen, "Dokumentet har inget diarienummer.")
        await screen.press("enter")
        await screen.write("2025.31 SN")
        await screen.press("enter")
        assert "Dokumentet har inget diarienummer." not in screen.overview
        assert screen.app.session.document.diarienummer == "2025.31 SN"


async def test_what_comes_after_the_decision_is_put_in_where_nothing_stands(folder: Path) -> None:
    async with opened(folder) as screen:
        screen.app.session.document_id = "2023-bokslut"
        await at(screen, "Paragraf: –")
        await screen.press("enter")
        await screen.write("§ 12")
        await screen.press("enter")
        await screen.saved()
        assert head(folder, "2023-bokslut")["paragraf"] == "§ 12"
        await at(screen, "Paragraf: § 12")
        await screen.press("enter")
        assert "Beslutat dokument" in screen.dialog


async def test_a_field_of_ones_own_is_added_from_the_palette(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.press("ctrl+p")
        await choose(screen, "dokumentets huvud")
        await choose(screen, "eget fält")
        for text in ("Barnkonsekvensanalys", "Gjord"):
            await screen.write(text)
            await screen.press("enter")
        await screen.press("escape")
        await screen.go_to("oversikt")
        assert "Barnkonsekvensanalys: Gjord" in screen.overview


async def test_what_is_typed_on_the_line_of_a_new_field_is_its_name_and_delete_takes_it_away(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await at(screen, "eget fält: Lägg till ett …")
        await screen.write("Konta")
        await screen.press("enter")
        assert "Konta" in screen.dialog
        await screen.write("Eva")
        await screen.press("enter")
        assert "Konta · Eva" in screen.overview
        await at(screen, "Konta: Eva")
        await screen.press("delete")
        assert screen.app.session.look.message == "Fältet ”Konta” är borttaget. Ctrl+Z ångrar."
        assert "Konta · Eva" not in screen.overview
        await screen.press("ctrl+z")
        assert "Konta · Eva" in screen.overview
        await at(screen, "Dokumentansvarig: –")
        await screen.press("delete")
        assert screen.app.session.look.message.startswith("Bara egna fält kan tas bort")


async def test_a_field_of_ones_own_that_is_named_and_left_empty_is_not_made(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        before = screen.app.session.document
        await at(screen, "eget fält: Lägg till ett …")
        await screen.write("Konta")
        await screen.press("enter", "enter")
        assert screen.app.session.document == before
        assert "tomt" in screen.app.session.look.message
