"""SIGKILL at every call of what is no cell: forms, settings, meetings, documents made and aside.

After each kill the next start finds the folder as one of two steps left it, and its undo agrees.
"""

import asyncio
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.faults.help import TAB, D, all_acknowledged, data_folder, least
from tests.faults.test_killed import counting
from tests.screen.test_one_line_of_undo import Program, in_files
from tui.domain.document import HeadText
from tui.domain.finding import Address
from tui.domain.reshape import with_column, with_column_form, without_column
from tui.domain.settings import Sammantrade
from tui.domain.table import Column, Table
from tui.screen.controllers.aside import carry_out
from tui.screen.controllers.decision import new_working_copy
from tui.screen.session import Session
from tui.store.table_merge import changes
from tui.workspace import (
    Change,
    DocumentAside,
    DocumentChange,
    History,
    MeetingChange,
    SettingChange,
    TableAdded,
    TableRemoved,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
NEAR = SettingChange("trosklar/nara_andel", Decimal(90), Decimal(80))
MAPPED, MOVED = ("Övrigt", "4;6-7", "", ""), ("Övrigt", "4;6", "", "2024")
LINES = (
    (SettingChange("kontokarta/1", None, MAPPED), SettingChange("kontokarta/2", None, MOVED)),
    (SettingChange("kontokarta/1", MAPPED, MOVED),),
    (SettingChange("kontokarta/2", MOVED, None),),
)
NEXT = Sammantrade(date(2025, 1, 14), "§ 1")
Mark = Callable[[Program, bool], object]


async def course(folder: Path, before: Callable[[], object], mark: Mark) -> None:
    """A session with steps of these kinds; ``mark`` hears of each: committed, then saved."""
    program = Program(folder)
    before()
    session, screen = program.session, program.screen

    async def committed() -> None:
        assert session.journal_error == ""
        mark(program, False)
        assert (await session.saver.ready()).error == ""
        mark(program, True)

    for step in forms(session):
        program.do(*step)
        await committed()
    assert await program.step(True)
    await committed()
    program.do(NEAR)
    await committed()
    for line in LINES:
        program.do(*line)
        await committed()
    program.do(MeetingChange(None, NEXT))
    await committed()
    session.document_id = new_working_copy(session).id
    await committed()
    for backwards in (True, False):
        assert await program.step(backwards)
        await committed()
    await carry_out(session, screen, "gor", DocumentAside(session.document))
    await committed()
    for backwards in (True, True, True, False, True):
        assert await program.step(backwards)
        await committed()
    program.store.close()


def forms(session: Session) -> Iterator[tuple[Change, ...]]:
    """A column in, another form of it and of a row, a column out, a table in and out, the head."""

    def drift() -> Table:
        return next(t for t in session.tables(TAB) if t.id == "drift")

    def to(after: Table) -> tuple[Change, ...]:
        return changes(D, drift(), after)

    new = Column("ny", "Ny kolumn", rule="prognos - budget")
    yield to(with_column(drift(), new, 1))
    yield to(with_column_form(drift(), "ny", replace(new, heading="Kvar", decimals=1)))
    yield to(drift().with_row(replace(drift().rows[0], unit="mnkr")))
    yield to(replace(without_column(drift(), "prognos"), heading="Driften"))
    own = replace(drift(), id="egen", heading="Egen tabell")
    yield (TableAdded(Address(D, "egen"), TAB, own, 1),)
    yield (TableRemoved(Address(D, "egen"), TAB, own, 1),)
    texts = (HeadText("ansvarig", "Ansvarig", "Förvaltningschefen"),)
    yield (DocumentChange(session.document, replace(session.document, head_texts=texts)),)


def kinds(history: History) -> Any:
    """A history without the times that its folders' names have in them."""
    return [
        [[type(change) for change in step] for step in bar]
        for bar in (history.done, history.undone)
    ]


def model(folder: Path) -> list[Any]:
    """What the files say and what can be undone, at the start and after each step."""
    states: list[Any] = [(in_files(folder), [[], []])]

    def mark(program: Program, saved: bool) -> None:
        if saved:
            states.append((in_files(folder), kinds(program.session.history)))

    asyncio.run(course(folder, lambda: None, mark))
    return states


def killed(folder: Path, at: int) -> tuple[bool, int]:
    """Whether a run was killed at its nth call, and how many steps it had committed."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        end = 98
        try:
            os.close(reading)
            write, serial = os.write, iter(range(1, 100))

            def mark(_: Program, saved: bool) -> None:
                if not saved:
                    write(writing, bytes([next(serial)]))

            asyncio.run(course(folder, counting(at), mark))
            end = 0
        finally:
            os._exit(end)
    os.close(writing)
    acknowledged = all_acknowledged(reading)
    os.close(reading)
    end = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert end in (0, -signal.SIGKILL), (at, end)
    return end != 0, acknowledged


async def tried_after(folder: Path, states: list[Any], acknowledged: int) -> None:
    """The next start: one of two steps in full, its history with it, and all of it undone."""
    program = Program(folder)
    now = await program.state(), kinds(program.session.history)
    assert now in states[acknowledged : acknowledged + 2], acknowledged
    while await program.step(backwards=True):
        pass
    assert await program.state() == states[0][0]
    program.store.close()


def swept(fast: Path, points: range) -> int:
    """At how many points the run was killed; after each the folder is as it should be."""
    states = model(data_folder(fast / "model"))
    count = 0
    for at in points:
        folder = data_folder(fast / str(at))
        is_killed, acknowledged = killed(folder, at)
        asyncio.run(tried_after(folder, states, acknowledged))
        shutil.rmtree(folder)
        if not is_killed:
            break
        count += 1
    return count


@pytest.mark.parametrize("from_", [1, 14])
def test_killed_at_every_fortieth_call_settings_and_documents_are_as_one_step_left_them(
    fast: Path, from_: int
) -> None:
    least(10, swept(fast, range(from_, 8000, 40)))


@pytest.mark.soak
def test_killed_at_every_call_settings_and_documents_are_as_one_step_left_them(fast: Path) -> None:
    least(200, swept(fast, range(1, 8000)))
