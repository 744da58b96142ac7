"""Files that others change, replace, delete or touch while they are open and edited."""

import json
import os
import random
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.faults.help import (
    CELL,
    D,
    ScreenSession,
    cell_value,
    data_folder,
    in_file,
    restarted,
)
from tui.domain.finding import Address
from tui.screen.controllers.watch import look
from tui.store.data_store import DataStore, restored
from tui.workspace import DocumentChange, cell_change

THEIRS = Address(D, "drift", "personal", "prognos")


def other_program(folder: Path, how: str, number: int) -> None:
    """Another program puts a figure into the file, in its own way."""
    file = folder / D / "drift.json"
    ra: Any = json.loads(file.read_text(encoding="utf-8"))
    ra["drift"]["4"]["celler"]["prognos"] = number
    text = json.dumps(ra, ensure_ascii=False)
    if how == "på plats":
        file.write_text(text, encoding="utf-8")
    elif how == "utbytt":
        temp = file.with_name("temp.json")
        temp.write_text(text, encoding="utf-8")
        temp.replace(file)
    else:
        file.unlink()
        file.write_text(text, encoding="utf-8")


async def seen(screen_session: ScreenSession, answer: str | None = None) -> int:
    """One look of the watch; how many questions it asked."""
    screen = screen_session.screen
    screen.answer, screen.questions = answer, []
    await look(screen_session.session, screen)
    await screen_session.session.saver.ready()
    return len(screen.questions)


@pytest.mark.parametrize("seed", range(4))
async def test_no_change_of_a_hundred_is_written_over(fast: Path, seed: int) -> None:
    """Mine and theirs in turn, in any order and way: both are in the file in the end."""
    rng = random.Random(seed)
    screen_session = ScreenSession(data_folder(fast / "data"))
    middle, theirs = 0, 0
    for round_ in range(1, 26):
        events = ["jag", "de"]
        rng.shuffle(events)
        for who in events:
            if who == "jag":
                await screen_session.write(middle := round_)
            else:
                other_program(
                    screen_session.folder,
                    rng.choice(("på plats", "utbytt", "borttagen")),
                    theirs := -round_,
                )
        assert await seen(screen_session) == 0
        assert screen_session.status.startswith("✓"), (round_, screen_session.sentence)
        assert (in_file(screen_session.folder), in_file(screen_session.folder, THEIRS)) == (
            middle,
            theirs,
        )
        assert (screen_session.value(), screen_session.value(THEIRS)) == (middle, theirs)
    screen_session.released()
    assert restarted(screen_session.folder)[0] == Decimal(25)


@pytest.mark.parametrize(("answer", "becomes"), [("min", 5), ("deras", -7), (None, -7)])
async def test_the_same_cell_changed_twice_is_asked_about_and_never_decided_alone(
    folder: Path, answer: str | None, becomes: int
) -> None:
    screen_session = ScreenSession(folder)
    other_program(folder, "utbytt", -7)
    await screen_session.write(5, THEIRS)
    assert screen_session.status == "✗ ej sparat"
    assert in_file(folder, THEIRS) == Decimal(-7)
    assert await seen(screen_session, answer) >= 1
    assert in_file(folder, THEIRS) == Decimal(becomes)
    if answer is None:
        # Left for later: neither the next edit nor Ctrl+S may run over what they wrote.
        await screen_session.write(6)
        await screen_session.save_again()
        assert in_file(folder, THEIRS) == Decimal(-7)
        assert screen_session.status == "✗ ej sparat"
        assert screen_session.value(THEIRS) == Decimal(5)
    else:
        assert screen_session.status.startswith("✓")
        assert screen_session.value(THEIRS) == Decimal(becomes)


async def test_a_mere_touch_asks_and_says_nothing(folder: Path) -> None:
    screen_session = ScreenSession(folder)
    await screen_session.write(5)
    screen_session.session.look.message = ""
    for file in folder.rglob("*.json"):
        os.utime(file)
    assert await seen(screen_session) == 0
    assert screen_session.sentence == ""
    await screen_session.write(6)
    assert screen_session.status.startswith("✓")


@pytest.mark.parametrize("what", ["fil", "mapp", "trasig"])
async def test_what_is_taken_away_under_an_edit_is_told_and_the_edit_is_kept(
    folder: Path, what: str
) -> None:
    screen_session = ScreenSession(folder)
    await screen_session.write(5)
    if what == "fil":
        (folder / D / "drift.json").unlink()
    elif what == "mapp":
        shutil.rmtree(folder / D)
    else:
        (folder / D / "drift.json").write_bytes(b"{")
    await seen(screen_session)
    assert "2024-delar/drift.json" in screen_session.sentence
    await screen_session.write(6)
    assert screen_session.value() == Decimal(6)
    await seen(screen_session)
    screen_session.released()
    chain = [h.to for h in screen_session.store.cell_history(CELL)]
    assert chain == [Decimal(6), Decimal(5)]
    if what == "trasig":
        assert (folder / D / "drift.json").read_bytes() == b"{"


@pytest.mark.parametrize("obstacle", ["ändrad rad", "trasig fil"])
async def test_one_file_that_cannot_be_replayed_does_not_cost_the_others_their_edits(
    folder: Path, obstacle: str
) -> None:
    """Two files with committed edits and no saves; one of them cannot take its edits."""
    screen_session = ScreenSession(folder)
    store, session = screen_session.store, screen_session.session
    head = session.document
    session.do(DocumentChange(head, replace(head, name="Nytt namn")))
    session.do(cell_change(session.area, CELL, Decimal(5)))
    assert session.journal_error == ""
    screen_session.released()
    file = folder / D / "dokument.json"
    if obstacle == "trasig fil":
        file.unlink()
        file.mkdir()
    else:
        text = store.journal.file.read_text(encoding="utf-8")
        assert text.count("Delårsbokslut 2024") >= 1
        store.journal.file.write_text(
            text.replace("Delårsbokslut 2024", "Ett annat namn"), encoding="utf-8"
        )
    fresh = DataStore(folder)
    notice = restored(fresh)
    fresh.lock.released()
    assert cell_value(fresh.tab(D, "drift")[0]) == Decimal(5)
    assert notice.error or fresh.conflicts
    assert all(error.sentence.isprintable() for error in notice.error)
