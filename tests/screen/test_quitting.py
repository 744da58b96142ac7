"""Leaving: what is unsaved is named, what is half typed is asked about, and the answer holds."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.screen.test_flow import number
from tests.screen_driver import BIG, SMALL, Screen, opened
from tui.store.data_store import DataStore, give_up, restored
from tui.store.errors import SaveError
from tui.store.folder import Store

UTKAST = "2024-delar-utkast"
FULL = "disken är full"


@asynccontextmanager
async def certain(
    folder: Path, size: tuple[int, int] = BIG, **choice: Any
) -> AsyncIterator[Screen]:
    """The program with its journal, in a working copy."""
    store = DataStore(folder)
    restored(store)
    async with opened(folder, size, store=store, utkast=True, **choice) as screen:
        yield screen
    store.close()


def break_saves(screen: Screen) -> None:
    """From now on no file of a document can be saved."""

    def refused(*_: object) -> None:
        raise SaveError(f"Filen kunde inte sparas: {FULL}.")

    store: Any = screen.app.session.store
    store.save_tab = store.save_document = store.save_settings = refused


def prognos(folder: Path) -> Any:
    """The figure on the disk."""
    return Store(folder).tab(UTKAST, "drift")[0][0].row("personal").cells["prognos"]


async def write(screen: Screen, row: str, column: str, text: str) -> None:
    """Type a value into a cell."""
    await screen.cell(row, column)
    await screen.write(text)
    await screen.press("enter")


async def ask_to_leave(screen: Screen) -> None:
    """Ctrl+Q, and wait till it asks something or has left: saves are tried first, in a thread."""
    await screen.press("ctrl+q")
    for _ in range(500):
        if screen.dialog or screen.app.return_code is not None:
            break
        await screen.pilot.pause(0.01)


def words(screen: Screen) -> str:
    """The dialog's text, its lines joined."""
    return " ".join(screen.dialog.replace("│", " ").split())


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_every_unsaved_thing_is_named_by_table_and_cell_figures_first(
    folder: Path, size: tuple[int, int]
) -> None:
    async with certain(folder, size) as screen:
        await screen.go_to("drift", "drift")
        break_saves(screen)
        await screen.cell("personal", "kommentar")
        await screen.write("Ny")
        await screen.press("f2")
        await write(screen, "personal", "prognos", "-6")
        await screen.saved()
        await ask_to_leave(screen)
        assert FULL in words(screen)
        assert "2 ändringar är inte sparade" in words(screen)
        figure = f"Drift, Personalkostnader, Prognos helår 2024: {number('−155 695')} → −6"
        assert " ".join(figure.split()) in words(screen)
        assert words(screen).index("Prognos helår") < words(screen).index(", Kommentar:")
        await screen.press("enter")
        assert screen.app.return_code is None
        await ask_to_leave(screen)
        await screen.press("v")
        assert await screen.left() == 0


async def test_what_waits_is_put_in_at_the_next_start(folder: Path) -> None:
    async with certain(folder) as screen:
        break_saves(screen)
        await write(screen, "personal", "prognos", "-6")
        await ask_to_leave(screen)
        assert "läggs in vid nästa start" in words(screen)
        await screen.press("v")
        assert await screen.left() == 0
    assert prognos(folder) == -155695
    async with certain(folder) as screen:
        assert screen.value("personal", "prognos") == -6


async def test_to_leave_without_saving_means_it(folder: Path) -> None:
    async with certain(folder) as screen:
        await write(screen, "lokalhyror", "prognos", "-17000")
        await screen.saved()
        break_saves(screen)
        await write(screen, "personal", "prognos", "-6")
        await ask_to_leave(screen)
        await screen.press("a")
        assert await screen.left() == 0
    async with certain(folder) as screen:
        assert "återställd" not in screen.panel
        assert screen.value("personal", "prognos") == Decimal(-155695)
        await screen.press("ctrl+z")
        assert "Ångrat: Drift, Lokalhyror" in screen.panel
        await screen.saved()


async def test_what_waits_from_an_earlier_start_is_not_given_up_with_the_rest(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        break_saves(screen)
        await write(screen, "personal", "prognos", "-6")
        await ask_to_leave(screen)
        await screen.press("v")
        assert await screen.left() == 0
    file = folder / UTKAST / "drift.json"
    file.write_bytes(file.read_bytes() + b"\n")
    store = DataStore(folder)
    restored(store)
    assert [c.file for c in store.conflicts] == [f"{UTKAST}/drift"]
    give_up(store)
    store.lock.released()
    again = DataStore(folder)
    restored(again)
    assert [c.file for c in again.conflicts] == [f"{UTKAST}/drift"]
    again.lock.released()


async def test_what_cannot_be_given_up_is_said_before_anybody_leaves(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with certain(folder) as screen:
        break_saves(screen)
        await write(screen, "personal", "prognos", "-6")
        await screen.saved()
        with monkeypatch.context() as patched:

            def full(*_: object) -> None:
                raise OSError(28, "full")

            patched.setattr(os, "fsync", full)
            await ask_to_leave(screen)
            await screen.press("a")
            assert "kommer tillbaka vid nästa start" in words(screen)
            await screen.press("enter")
            assert screen.app.return_code is None
            await ask_to_leave(screen)
            await screen.press("a")
            await screen.press("a")
            assert await screen.left() == 0


async def test_settings_and_heads_are_named_too(folder: Path) -> None:
    async with certain(folder) as screen:
        break_saves(screen)
        await screen.press("ctrl+p")
        await screen.write("inställningar")
        await screen.press("enter")
        await screen.write("stor, andel")
        await screen.press("enter")
        await screen.write("9")
        await screen.press("enter", "escape", "ctrl+p")
        await screen.write("besluta")
        await screen.press("enter")
        await screen.press("enter", "enter", "enter")
        assert screen.app.session.document.locked
        await screen.saved()
        await ask_to_leave(screen)
        await screen.press("end")
        assert "Delårsbokslut 2024 är beslutat och låst" in words(screen)
        assert "inställningen Avvikelse som är stor, andel: 8 % → 9 %" in words(screen)
        await screen.press("a")


async def test_a_view_that_could_not_be_remembered_keeps_nobody(folder: Path) -> None:
    async with certain(folder) as screen:

        def refused(**_: object) -> None:
            raise SaveError(f"Filen kunde inte sparas: {FULL}.")

        store: Any = screen.app.session.store
        store.save_choice = refused
        await ask_to_leave(screen)
        assert await screen.left() == 0


async def test_a_half_typed_cell_is_asked_about_and_goes_on_where_it_was(folder: Path) -> None:
    async with certain(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-41")
        await ask_to_leave(screen)
        assert "skriva i Drift, Personalkostnader, Prognos helår 2024: -41" in words(screen)
        await screen.press("enter")
        assert screen.dialog == ""
        assert screen.value("personal", "prognos") == -155695
        await screen.write("5")
        await screen.press("enter")
        assert screen.value("personal", "prognos") == -415


@pytest.mark.parametrize(("key", "figure"), [("t", -41), ("a", -155695)])
async def test_a_half_typed_cell_is_taken_or_left_as_the_user_says(
    folder: Path, key: str, figure: int
) -> None:
    async with certain(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-41")
        await ask_to_leave(screen)
        await screen.press(key)
        assert await screen.left() == 0
    assert prognos(folder) == figure


async def test_what_the_cell_would_refuse_can_only_be_gone_on_with_or_left(folder: Path) -> None:
    async with certain(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("hej")
        await ask_to_leave(screen)
        assert "är inget tal" in words(screen)
        assert "Ta med det skrivna" not in words(screen)
        await screen.press("a")
        assert await screen.left() == 0
    assert prognos(folder) == -155695


async def test_an_edit_that_changes_nothing_is_not_asked_about(folder: Path) -> None:
    async with certain(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.press("f2")
        await ask_to_leave(screen)
        assert await screen.left() == 0
