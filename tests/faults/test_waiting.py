"""Committed edits whose file is another, broken or gone at the next start: none is ever lost.

Whatever is answered, and wherever the program is killed between the answer and its end.
"""

import asyncio
import errno
import json
import os
import shutil
import signal
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import (
    CELL,
    FIRST,
    D,
    ScreenSession,
    cell_value,
    data_folder,
    in_file,
    least,
)
from tests.faults.test_killed import counting
from tests.store.help import fail
from tui.domain.finding import Address
from tui.screen.controllers.waiting import settle_conflicts, settle_waiting
from tui.screen.views.step_words import told_of
from tui.store.data_store import DataStore, restored
from tui.store.folder import Store
from tui.workspace import Workspace, cell_change

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
MINE, OTHER_CELL = Decimal(-41), Address(D, "drift", "personal", "prognos")


def unsaved(folder: Path) -> Path:
    """A folder whose journal holds an edit that its file lacks: the program ended in between."""
    store = DataStore(folder)
    tables, _ = store.tab(D, "drift")
    area = Workspace().with_tab((D, "drift"), tables)
    store.journal_step("gor", (cell_change(area, CELL, MINE),), (f"{D}/drift",))
    store.lock.released()
    return folder / D / "drift.json"


def theirs(file: Path, row: str = "4", column: str = "prognos", value: int = -7) -> None:
    """Another program changes a cell."""
    ra: Any = json.loads(file.read_text(encoding="utf-8"))
    ra["drift"][row]["celler"][column] = value
    file.write_text(json.dumps(ra, ensure_ascii=False), encoding="utf-8")


def holds(folder: Path) -> bool:
    """Whether the edit is in the file after a start, or waits where the user is told of it."""
    store = DataStore(folder)
    try:
        restored(store)
        waits = any(c.file == f"{D}/drift" and to_of(c) == MINE for c in store.conflicts)
        tables, error = Store(folder).tab(D, "drift")
        return waits or (not error and cell_value(tables) == MINE)
    finally:
        store.lock.released()


def to_of(conflict: Any) -> Any:
    return told_of(conflict.step())[-1].to


async def answered(folder: Path, answer: str, command: Any = settle_conflicts) -> ScreenSession:
    """A start, and the answer to what it asks."""
    session = ScreenSession(folder)
    session.screen.answer = answer
    await command(session.session, session.screen)
    await session.session.saver.ready()
    session.released()
    return session


async def test_mine_is_laid_on_what_others_wrote_and_both_are_there(folder: Path) -> None:
    theirs(unsaved(folder))
    session = await answered(folder, "min")
    assert len(session.screen.questions) == 1
    assert (in_file(folder), in_file(folder, OTHER_CELL)) == (MINE, -7)
    again = await answered(folder, "min")
    assert again.screen.questions == [], "what is settled is not asked again"


async def test_the_same_cell_goes_from_theirs_to_mine_and_can_be_undone_to_theirs(
    folder: Path,
) -> None:
    theirs(unsaved(folder), "1", "budget", 5)
    session = await answered(folder, "min")
    assert in_file(folder) == MINE
    assert "Budget 2024: 5 → −41" in session.screen.questions[0].question_text
    (step,) = session.session.history.done
    assert [(c.from_, c.to) for c in step if hasattr(c, "to")] == [(5, MINE)]


async def test_no_key_that_typing_gives_is_an_answer(folder: Path) -> None:
    theirs(unsaved(folder))
    session = await answered(folder, "")
    (question,) = session.screen.questions
    assert set(question.answer) == {"f9", "f8"}
    assert holds(folder)


BROKEN: dict[str, Callable[[Path], object]] = {
    "truncated": lambda file: os.truncate(file, 300),
    "empty": lambda file: file.write_bytes(b""),
    "another kind": lambda file: file.write_bytes(b"[1, 2]\n"),
    "not text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "gone": lambda file: file.unlink(),
    "its table is gone": lambda file: file.write_bytes(_without(file, "tabeller")),
    "its row is gone": lambda file: file.write_bytes(_without_row(file)),
    "of a newer version": lambda file: file.write_bytes(_newer(file)),
}


def _without(file: Path, name: str) -> bytes:
    ra = json.loads(file.read_bytes())
    ra[name] = {}
    return json.dumps(ra).encode()


def _without_row(file: Path) -> bytes:
    ra = json.loads(file.read_bytes())
    del ra["drift"]["1"], ra["drift"]["9"]["regel"]
    return json.dumps(ra).encode()


def _newer(file: Path) -> bytes:
    ra = json.loads(file.read_bytes())
    ra["schema"]["1"]["version"] = 99
    return json.dumps(ra).encode()


@pytest.mark.parametrize("how", BROKEN)
async def test_a_file_that_cannot_take_the_edits_asks_nothing_and_keeps_them(
    folder: Path, how: str
) -> None:
    file = unsaved(folder)
    whole = file.read_bytes()
    BROKEN[how](file)
    broken = file.read_bytes() if file.exists() else None
    session = await answered(folder, "min")
    assert session.screen.questions == [], "nothing is asked that cannot be carried out"
    told = [e.sentence for e in session.notice.error]
    assert any("En ändring som inte hann sparas väntar i journalen" in one for one in told), told
    assert not any("annat program" in one for one in told)
    assert (file.read_bytes() if file.exists() else None) == broken
    assert holds(folder)
    # Mended, it takes them by itself: it is the file that they were made on.
    file.write_bytes(whole)
    assert (await answered(folder, "")).screen.questions == []
    assert in_file(folder) == MINE


async def test_a_waiting_edit_is_put_in_by_the_command_once_the_file_is_mended(
    folder: Path,
) -> None:
    file = unsaved(folder)
    whole = file.read_bytes()
    os.truncate(file, 300)
    session = ScreenSession(folder)
    assert session.status == "! ändringar väntar"
    file.write_bytes(whole)
    await settle_waiting(session.session, session.screen)
    assert session.sentence == "En ändring från förra gången är återställd."
    assert (cell_value(session.session.tables("drift", D)), session.status) == (MINE, "✓ sparat")
    session.released()


async def test_a_file_that_edits_wait_for_takes_no_others_before_them(folder: Path) -> None:
    """Its next save would pass for one that holds them."""
    theirs(unsaved(folder))
    session = await answered_but_open(folder, "")
    before = in_file(folder, OTHER_CELL)
    await session.write(-9, OTHER_CELL)
    assert "väntar; välj först vad som ska gälla" in session.sentence
    assert (session.value(OTHER_CELL), in_file(folder, OTHER_CELL)) == (before, before)
    session.released()
    assert holds(folder)


async def answered_but_open(folder: Path, answer: str) -> ScreenSession:
    session = ScreenSession(folder)
    session.screen.answer = answer
    await settle_conflicts(session.session, session.screen)
    return session


async def test_a_start_whose_save_fails_keeps_the_edit_waiting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved(folder)
    with monkeypatch.context() as full:
        fail(full, "write", errno.ENOSPC)
        session = ScreenSession(folder)
    assert "disken är full" in session.notice.error[0].sentence
    await session.write(-9, OTHER_CELL)
    assert "väntar i journalen" in session.sentence
    await settle_waiting(session.session, session.screen)
    assert (cell_value(session.session.tables("drift", D)), in_file(folder)) == (MINE, MINE)
    session.released()


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("answer", ["min", "fil"])
async def test_an_answer_that_the_disk_refuses_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, answer: str
) -> None:
    theirs(unsaved(folder))
    session = ScreenSession(folder)
    session.screen.answer = answer
    with monkeypatch.context() as full:
        fail(full, call, errno.ENOSPC)
        await settle_conflicts(session.session, session.screen)
        await session.session.saver.ready()
    session.released()
    if answer == "min":
        assert holds(folder)
    elif call in ("write", "fsync"):
        assert holds(folder)
        assert "väntar fortfarande" in session.sentence


async def test_a_file_that_changes_again_while_the_question_stands_is_not_taken(
    folder: Path,
) -> None:
    file = unsaved(folder)
    theirs(file)
    session = ScreenSession(folder)
    theirs(file, value=-8)
    session.screen.answer = "min"
    await settle_conflicts(session.session, session.screen)
    session.released()
    assert "ändrats igen" in session.sentence
    assert holds(folder)


# ---- killed between the choice and its end -----------------------------------------------------


def killed_while_answering(folder: Path, answer: str, at: int) -> int:
    """How a child ended that dies before its nth call after the question was answered."""
    pid = os.fork()
    if pid == 0:
        end = 98
        try:

            async def course() -> None:
                session = ScreenSession(folder)
                session.screen.answer = answer
                counting(at)()
                await settle_conflicts(session.session, session.screen)
                await session.session.saver.ready()

            asyncio.run(course())
            end = 0
        finally:
            os._exit(end)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def swept(fast: Path, points: range, *, same_cell: bool) -> int:
    """At how many of the calls the child was killed; after each the edit is there."""
    killed = 0
    for at in points:
        folder = data_folder(fast / str(at) / "data")
        theirs(unsaved(folder), *(("1", "budget", 5) if same_cell else ()))
        end = killed_while_answering(folder, "min", at)
        assert end in (0, -signal.SIGKILL), (at, end)
        assert holds(folder), at
        assert same_cell or in_file(folder, OTHER_CELL) == -7, at
        shutil.rmtree(fast / str(at))
        if end == 0:
            break
        killed += 1
    return killed


@ON_POSIX
def test_killed_at_calls_of_the_choice_the_edit_is_in_the_file_or_waits(fast: Path) -> None:
    least(10, swept(fast, range(1, 500, 5), same_cell=False))


@ON_POSIX
@pytest.mark.soak
@pytest.mark.parametrize("same_cell", [False, True])
def test_killed_at_every_call_of_the_choice_the_edit_is_in_the_file_or_waits(
    fast: Path, same_cell: bool
) -> None:
    least(50, swept(fast, range(1, 500), same_cell=same_cell))


def test_the_edit_is_not_in_the_file_before_it_is_chosen(folder: Path) -> None:
    theirs(unsaved(folder))
    assert in_file(folder) == FIRST
