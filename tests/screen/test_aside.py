"""A document that was laid aside at any time comes back by a command, and undo lays it aside."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.screen.test_quitting import ask_to_leave, break_saves, write
from tests.screen.test_watching import UTKAST, await_, certain
from tests.screen_driver import DATA, Screen
from tests.store.help import closed
from tui.store.data_store import DataStore, restored
from tui.store.errors import SaveError
from tui.workspace import DocumentMade

ASIDE = ".namndkoll/borttagna/2017-delar-20200910T140203"


async def test_a_document_laid_aside_years_ago_is_listed_and_comes_back(folder: Path) -> None:
    shutil.copytree(DATA / "2018-delar", folder / ASIDE)
    async with certain(folder, utkast=False) as screen:
        screen.app.action_run("ta_tillbaka")
        await await_(screen, "Lägg tillbaka ett undanlagt dokument")
        assert "undanlagt 10 september 2020 kl. 14.02.03" in " ".join(
            screen.dialog.replace("│", " ").split()
        )
        await screen.press("enter")
        await await_(screen, "är tillbaka. Ctrl+Z lägger undan det igen")
        await screen.saved()
        assert screen.app.session.document_id == "2017-delar"
        assert (folder / "2017-delar" / "drift.json").exists()
        await screen.press("ctrl+z")
        await await_(screen, "undanlagt")
        assert not (folder / "2017-delar").exists()


async def test_it_is_not_put_over_another_and_nothing_aside_is_said(folder: Path) -> None:
    async with certain(folder, utkast=False) as screen:
        screen.app.action_run("ta_tillbaka")
        await await_(screen, "Inget dokument är undanlagt.")
        shutil.copytree(DATA / "2018-delar", folder / ASIDE.replace("2017", "2018"))
        screen.app.action_run("ta_tillbaka")
        await await_(screen, "Lägg tillbaka ett undanlagt dokument")
        await screen.press("enter")
        await await_(screen, "Det finns redan ett dokument i mappen 2018-delar")


async def with_a_waiting_edit(folder: Path) -> Path:
    """A draft with a committed edit that waits: its file was broken before it could be saved."""
    async with certain(folder) as screen:
        break_saves(screen)
        await write(screen, "personal", "prognos", "777")
        await ask_to_leave(screen)
        await screen.press("v")
        assert await screen.left() == 0
    file = folder / UTKAST / "drift.json"
    file.write_bytes(b"{")
    return file


async def refused(screen: Screen, action: str) -> None:
    """A command does nothing, and says why."""
    screen.app.action_run(action)
    await await_(screen, "Ingenting gjordes: 1 ändring väntar på 2024-delar-utkast/drift.json")
    assert not screen.dialog
    screen.app.verbs.say("")


async def test_a_draft_that_edits_wait_for_is_neither_laid_aside_nor_decided(folder: Path) -> None:
    await with_a_waiting_edit(folder)
    async with certain(folder, utkast=False) as screen:
        screen.app.session.document_id = UTKAST
        screen.app.verbs.show()
        await screen.calm()
        for action in ("lagg_undan", "besluta", "ny_dokument"):
            await refused(screen, action)
        # Not by undo of the step that made it either, whichever way it is asked.
        session = screen.app.session
        session.history = replace(session.history, done=((DocumentMade(session.document),),))
        await screen.press("ctrl+z")
        await await_(screen, "Ingenting gjordes: 1 ändring väntar")
        assert (folder / UTKAST / "drift.json").read_bytes() == b"{"
        assert [c.key[0] for c in screen.app.session.store.conflicts] == [UTKAST]


async def test_edits_that_wait_do_not_go_into_a_new_document_of_the_same_name(folder: Path) -> None:
    file = await with_a_waiting_edit(folder)
    store = DataStore(folder)
    restored(store)
    head = store.head(UTKAST)
    assert head is not None
    file.parent.rename(folder / ".bort")
    for made in (DocumentMade(head), DocumentMade(replace(head, id="kopia"), source=UTKAST)):
        with pytest.raises(SaveError, match="1 ändring väntar på 2024-delar-utkast"):
            store.move("gor", made, partial(store.create, made.document, {}))
        assert not (folder / made.document.id).exists()
    store.close()


async def test_a_folder_of_the_programs_own_that_is_closed_is_not_said_to_be_empty(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with certain(folder) as screen:
        (folder / ".namndkoll" / "borttagna").mkdir()
        (folder / ".namndkoll" / "kopior" / UTKAST / "drift").mkdir(parents=True)
        closed(monkeypatch, folder / ".namndkoll")
        for action in ("ta_tillbaka", "aterstall"):
            screen.app.action_run(action)
            await await_(screen, "kan inte läsas: du saknar behörighet")
            assert "undanlagt." not in screen.panel
            assert "säkerhetskopior än" not in screen.panel
            screen.app.verbs.say("")
