"""A table kept as the nämnd's own mall by keyboard, used, and taken away again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.screen.test_from_nothing import begin
from tests.screen_driver import Screen, opened
from tui.store.data_store import DataStore, restored
from tui.store.mallar import REGISTER


async def command(screen: Screen, name: str) -> None:
    """A command by its name in the palette."""
    await screen.press("ctrl+p")
    await screen.rush(*name, "enter")


@asynccontextmanager
async def writing(folder: Path) -> AsyncIterator[Screen]:
    """The app on a folder that it may write in."""
    store = DataStore(folder)
    restored(store)
    async with opened(folder, store=store) as screen:
        yield screen
    store.close()


@asynccontextmanager
async def begun(folder: Path) -> AsyncIterator[Screen]:
    """The app on a folder that has just been begun in."""
    await begin(folder)
    async with writing(folder) as screen:
        yield screen


async def test_a_changed_table_becomes_a_mall_that_the_next_table_begins_from(
    tmp_path: Path,
) -> None:
    async with begun(tmp_path / "kfn") as screen:
        await screen.go_to("drift")
        await screen.press("home", "down")
        await screen.write("Bibliotek")
        await screen.press("enter", "right", "up")
        await screen.write("12")
        await screen.press("enter")
        await command(screen, "behåll tabellen")
        assert "inga tal och inga kommentarer" in " ".join(screen.dialog.split())
        await screen.write("Kultur")
        await screen.press("enter", "enter")
        assert "Mallen ”Kultur” är sparad" in screen.panel
        await command(screen, "lägg till en tabell")
        await screen.rush(*"kultur", "enter")
        await screen.press("enter")
        assert screen.table.heading == "Kultur"
        assert "Bibliotek" in [row.label for row in screen.table.rows]
        assert not screen.table.filled_in
        assert screen.table.unit == "mnkr"
    async with writing(tmp_path / "kfn") as screen:
        assert "drift.kultur" in screen.app.session.register.templates
        await screen.go_to("drift")
        await command(screen, "ta bort en egen mall")
        await screen.press("enter")
        assert "Mallen ”Kultur” är borttagen" in screen.panel
        assert screen.app.session.register == REGISTER
        await command(screen, "ta bort en egen mall")
        assert "Här finns ingen egen mall att ta bort." in screen.panel


async def test_a_mall_in_the_place_of_another_is_what_the_next_empty_document_has(
    tmp_path: Path,
) -> None:
    async with begun(tmp_path / "kfn") as screen:
        await screen.go_to("drift")
        await screen.press("home", "down")
        await screen.write("Kulturskola")
        await screen.press("enter")
        await command(screen, "behåll tabellen")
        await screen.press("enter", "f8")
        assert "och nya dokument" in screen.panel
        await screen.press("ctrl+n")
        await screen.rush(*"ett tomt", "enter")
        await screen.rush(*"2026-delar", "enter")
        await screen.calm()
        assert screen.app.session.document_id == "2026-delar"
        await screen.go_to("drift")
        assert "Kulturskola" in [row.label for row in screen.table.rows]
        assert screen.view.columns[1].heading


async def test_a_mall_that_older_documents_are_read_by_is_neither_replaced_nor_removed(
    folder: Path,
) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2024-delar")
        await command(screen, "behåll tabellen")
        await screen.press("enter")
        assert not screen.dialog
        assert "är sparad" in screen.panel
        await command(screen, "ta bort en egen mall")
        await screen.press("enter")
        assert "behövs för att läsa äldre dokument" in " ".join(screen.panel.split())


async def test_the_tables_of_a_document_become_a_kind_of_its_own(tmp_path: Path) -> None:
    async with begun(tmp_path / "kfn") as screen:
        before = {
            tab: [(t.id, [c.id for c in t.columns], [r.label for r in t.rows]) for t in tables]
            for tab, tables in screen.app.session.read_in(screen.app.session.document_id).items()
        }
        await command(screen, "ett eget slag")
        await screen.write("Tertialrapport")
        await screen.press("enter")
        assert "Slaget ”Tertialrapport” är sparat" in " ".join(screen.panel.split())
        await screen.press("ctrl+n")
        await screen.rush(*"tertial", "enter")
        await screen.rush(*"2026-04", "enter")
        await screen.calm()
        made = screen.app.session.document
        assert (made.id, made.own_kind) == ("2026-tertialrapport", "tertialrapport")
        after = {
            tab: [(t.id, [c.id for c in t.columns], [r.label for r in t.rows]) for t in tables]
            for tab, tables in screen.app.session.read_in(made.id).items()
        }
        assert after == before
        await screen.press("ctrl+z")
        assert made.id not in screen.app.session.area.document
        await command(screen, "ta bort ett eget")
        await screen.press("enter")
        assert "Slaget ”Tertialrapport” är borttaget" in " ".join(screen.panel.split())
        assert screen.app.session.register == REGISTER
