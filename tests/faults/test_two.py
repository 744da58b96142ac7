"""Two Nämndkoll on one folder: no update is lost, and the lock is free when its holder is dead."""

import os
import signal
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faults.help import CELL, FIRST, TAB, D, cell_value, in_file
from tui.screen.session import Session
from tui.store.data_store import DataStore, restored
from tui.store.journal.reader import calm
from tui.workspace import cell_change

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


def one_more(store: DataStore, *, save: bool) -> None:
    """Add one to the cell, committed, and saved or not."""
    session = Session(store)
    tables = session.tables(TAB, D)
    session.do(cell_change(session.area, CELL, cell_value(tables) + 1))
    assert session.journal_error == ""
    if save:
        store.before(D, TAB, store.latest_nr())
        store.save_tab(D, TAB, session.area.tables[(D, TAB)])


def children(what: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        end = 1
        try:
            what()
            end = 0
        finally:
            os._exit(end)
    return pid


def suffices(folder: Path, round_: int, odd: int) -> None:
    """So many rounds of opening, adding one and leaving; now and then the save is left undone."""
    for serial in range(round_):
        store = DataStore(folder)
        while store.obstacle:
            time.sleep(0.0005)
            store.lock.take()
        assert restored(store).error == ()
        assert store.conflicts == ()
        if (serial + odd) % 5:
            one_more(store, save=True)
            store.close()
        else:
            # As if killed between the commit and the save: the other one replays it.
            one_more(store, save=False)
            store.lock.released()
        time.sleep(0.0005)


def round_of_two(folder: Path, round_: int) -> None:
    pids = [children(lambda n=n: suffices(folder, round_ // 2, n)) for n in (0, 1)]
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [0, 0]
    store = DataStore(folder)
    restored(store)
    store.close()
    assert in_file(folder) == FIRST + round_
    assert [h.to for h in store.cell_history(CELL)] == [FIRST + n for n in range(round_, 0, -1)]


def test_nothing_is_lost_in_thirty_rounds_of_two_instances(folder: Path) -> None:
    round_of_two(folder, 30)


@pytest.mark.soak
def test_nothing_is_lost_in_two_hundred_rounds_of_two_instances(folder: Path) -> None:
    round_of_two(folder, 200)


def test_one_that_waits_has_the_killed_ones_edits_within_a_second(folder: Path) -> None:
    ready_in, ready_out = os.pipe()

    def first() -> None:
        store = DataStore(folder)
        one_more(store, save=False)
        os.write(ready_out, b"!")
        time.sleep(60)

    pid = children(first)
    assert os.read(ready_in, 1) == b"!"
    change = DataStore(folder)
    assert f"process {pid}" in change.obstacle
    assert not change.take_over()
    assert in_file(folder) == FIRST
    os.kill(pid, signal.SIGKILL)
    beginning = time.monotonic()
    os.waitpid(pid, 0)
    while not change.take_over():
        assert time.monotonic() - beginning < 1
    assert change.obstacle == ""
    assert in_file(folder) == FIRST + 1
    assert calm(folder)
    change.close()


def test_a_reader_beside_the_writer_writes_nothing(folder: Path) -> None:
    first = DataStore(folder)
    one_more(first, save=True)
    before = {f: f.stat().st_mtime_ns for f in folder.rglob("*") if f.is_file()}
    change = DataStore(folder)
    assert restored(change).error == ()
    assert cell_value(change.tab(D, TAB)[0]) == FIRST + Decimal(1)
    change.changed()
    change.close()
    assert {f: f.stat().st_mtime_ns for f in folder.rglob("*") if f.is_file()} == before
    one_more(first, save=True)
    first.close()
    assert in_file(folder) == FIRST + 2


def test_the_first_learns_that_its_lock_was_taken_away(folder: Path) -> None:
    """A sync program or ``git clean`` removes the lock file, and another takes a new one."""
    first = DataStore(folder)
    assert not first.take_over()
    (folder / ".namndkoll" / "las").unlink()
    change = DataStore(folder)
    assert change.obstacle == ""
    assert not first.take_over()
    assert "öppen i en annan Nämndkoll" in first.obstacle
    change.close()
    assert first.take_over()
    assert first.obstacle == ""
    first.close()
