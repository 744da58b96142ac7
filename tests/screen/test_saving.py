"""It says *sparat* only when all is on disk, and why when it is not; nothing typed is lost."""

import asyncio
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.screen_driver import Screen, opened
from tui.domain.table import Table
from tui.screen.saver import Saver, SaveState
from tui.store.data_store import DataStore
from tui.store.errors import SaveError

FULL = "2024-delar-utkast/drift.json kunde inte skrivas: disken är full."


class Broken(DataStore):
    """A folder on a disk that is full until somebody makes room."""

    full = True

    def save_tab(self, document: str, tab: str, tables: Sequence[Table], *gone: Any) -> None:
        """Save, if there is room."""
        if self.full:
            raise SaveError(FULL)
        super().save_tab(document, tab, tables, *gone)


async def change(screen: Screen, text: str) -> None:
    """Type a prognos."""
    await screen.cell("personal", "prognos")
    await screen.write(text)
    await screen.press("enter")
    await screen.saved()


def prognos(folder: Path) -> object:
    """The prognos as it stands in the store file."""
    ra = json.loads((folder / "2024-delar-utkast" / "drift.json").read_text(encoding="utf-8"))
    return next(r for r in ra["drift"].values() if r["rad"] == "personal")["celler"]["prognos"]


async def test_a_save_that_fails_is_never_called_saved_and_a_later_one_saves_all(
    folder: Path,
) -> None:
    store = Broken(folder)
    async with opened(folder, store=store, utkast=True) as screen:
        await change(screen, "-150000")
        assert "✗ ej sparat" in screen.rows[0]
        assert "✓" not in screen.rows[0]
        assert f"Ej sparat: {FULL}" in screen.panel
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"
        assert prognos(folder) == -155695
        await screen.press("ctrl+s")
        await screen.saved()
        assert "✗ ej sparat" in screen.rows[0]
        store.full = False
        await screen.press("ctrl+s")
        await screen.saved()
        assert "✓ sparat 14.02" in screen.rows[0]
        assert "Ej sparat" not in screen.text
        assert prognos(folder) == -150000


async def test_the_next_edit_saves_what_could_not_be_saved(folder: Path) -> None:
    store = Broken(folder)
    async with opened(folder, store=store, utkast=True) as screen:
        await change(screen, "-150000")
        store.full = False
        await screen.go_to("mal")
        await screen.cell(screen.table.rows[0].id, "bedomning")
        await screen.press("space")
        await screen.saved()
        assert "✓ sparat" in screen.rows[0]
    assert prognos(folder) == -150000


async def test_why_it_was_not_saved_is_seen_on_the_overview_too(folder: Path) -> None:
    async with opened(folder, (80, 24), store=Broken(folder), utkast=True) as screen:
        await change(screen, "-150000")
        await screen.go_to("oversikt")
        await screen.press("ctrl+s")
        await screen.saved()
        assert "✗ ej sparat" in screen.rows[0]
        assert FULL in " ".join(screen.text.split())


async def test_nobody_leaves_unsaved_work_without_being_asked(folder: Path) -> None:
    async with opened(folder, store=Broken(folder), utkast=True) as screen:
        await change(screen, "-150000")
        await screen.press("ctrl+q")
        await screen.calm()
        assert FULL in " ".join(screen.dialog.replace("│", " ").split())
        await screen.press("enter")
        assert screen.dialog == ""
        assert screen.app.return_code is None
        await screen.press("ctrl+q", "a")
        assert await screen.left() == 0


async def test_a_working_copy_that_cannot_be_made_says_why(folder: Path) -> None:
    class Full(DataStore):
        def create(self, *_: object) -> None:
            raise SaveError("2024-delar-utkast skapades inte: disken är full.")

    async with opened(folder, store=Full(folder)) as screen:
        await screen.write("5")
        await screen.press("enter")
        assert "Arbetskopian kunde inte göras" in screen.panel
        assert "disken är full" in screen.panel
        assert screen.app.session.document_id == "2024-delar"


class Workbook:
    """A saver whose tasks are written down, each waiting for leave to go on."""

    def __init__(self) -> None:
        self.states: list[SaveState] = []
        self.done: list[str] = []
        self.saver = Saver(self.states.append)

    def save(self, key: str, name: str, error: Exception | None = None) -> None:
        """Ask for a save that is written down, or fails."""

        def fact() -> None:
            if error is not None:
                raise error
            self.done.append(name)

        self.saver.save((key, ""), fact)


async def test_saves_are_done_in_order_and_a_newer_one_replaces_one_that_waits() -> None:
    workbook = Workbook()
    for key, name in (("a", "a1"), ("b", "b1"), ("a", "a2"), ("b", "b2")):
        workbook.save(key, name)
    state = await workbook.saver.ready()
    assert workbook.done == ["a2", "b2"]
    assert (state.saved, state.error) == (True, "")
    assert state.made_at is not None


async def test_saved_is_never_said_while_a_save_waits() -> None:
    workbook = Workbook()
    workbook.save("a", "a1")
    assert not workbook.states[-1].saved
    await workbook.saver.ready()
    assert [state.saved for state in workbook.states] == [False, True]
    assert workbook.done == ["a1"]


@pytest.mark.parametrize(
    "error", [OSError("nej"), SaveError("nej"), ValueError("nej"), KeyError("x")]
)
async def test_a_failed_save_is_kept_whatever_failed(error: Exception) -> None:
    workbook = Workbook()
    workbook.save("a", "a1", error)
    workbook.save("b", "b1")
    state = await workbook.saver.ready()
    assert workbook.done == ["b1"]
    assert not state.saved
    assert state.error
    workbook.save("a", "a2")
    assert (await workbook.saver.ready()).saved
    assert workbook.done == ["b1", "a2"]


async def test_trying_again_with_nothing_failed_does_nothing() -> None:
    workbook = Workbook()
    workbook.saver.attempt_again()
    assert (await workbook.saver.ready()).saved
    assert workbook.states == []


async def test_an_edit_made_while_saving_is_saved_too() -> None:
    workbook = Workbook()
    begun, continued = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        continued.wait(5)
        workbook.done.append("a1")

    workbook.saver.save(("a", ""), slow)
    await asyncio.to_thread(begun.wait, 5)
    workbook.save("a", "a2")
    continued.set()
    assert (await workbook.saver.ready()).saved
    assert workbook.done == ["a1", "a2"]
