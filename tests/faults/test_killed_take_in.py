"""SIGKILL at every call while a file is taken in: all of it is there or none, and undo agrees."""

import os
import shutil
import signal
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faults.help import CELL, FIRST, D, data_folder, in_file, least
from tests.faults.test_killed import counting
from tests.screen.test_one_line_of_undo import Program
from tui.cli import main as cli
from tui.cli import take_in
from tui.domain.finding import Address
from tui.store.data_store import DataStore, restored

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
# Imported before the fork, so that it is not the imports that are killed.
assert take_in.run
OTHER = Address(D, "drift", "personal", "budget")
OLD, NEW = (FIRST, Decimal(-157000)), (Decimal(40000), Decimal(-150000))


def file_in(folder: Path) -> Path:
    """A file that changes two cells."""
    file = folder / "budget.csv"
    rows = "Belopp i tkr;Budget 2024\nVerksamhetens intäkter;40000\nPersonalkostnader;-150000\n"
    file.write_text(rows, encoding="utf-8")
    return file


def taken_in(folder: Path, file: Path) -> int:
    """Take it in as the command does; the exit status."""
    return cli.main(["--data", str(folder), "importera", str(file), "--dokument", D, "--ja"])


def state(folder: Path) -> tuple[object, object]:
    """The two cells after a start."""
    store = DataStore(folder)
    try:
        notice = restored(store)
        assert (notice.error, store.conflicts) == ((), ())
        return in_file(folder, CELL), in_file(folder, OTHER)
    finally:
        store.close()


async def undone(folder: Path) -> tuple[object, object]:
    """The two cells after a start and one undo."""
    program = Program(folder)
    assert await program.step(backwards=True)
    assert (await program.session.saver.ready()).error == ""
    program.store.close()
    return in_file(folder, CELL), in_file(folder, OTHER)


def killed_at(folder: Path, file: Path, at: int) -> int:
    pid = os.fork()
    if pid == 0:
        end = 98
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            counting(at)()
            end = taken_in(folder, file)
        finally:
            os._exit(end)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


async def swept(tmp_path: Path, points: range) -> int:
    """How often the command was killed; after each the file is in or not, and undo takes it out."""
    killed = 0
    for at in points:
        folder = data_folder(tmp_path / str(at) / "data")
        end = killed_at(folder, file_in(tmp_path), at)
        assert end in (0, -signal.SIGKILL), (at, end)
        found = state(folder)
        assert found in (OLD, NEW)
        if found == NEW:
            assert await undone(folder) == OLD
        shutil.rmtree(tmp_path / str(at))
        if end == 0:
            assert found == NEW
            break
        killed += 1
    return killed


async def test_killed_at_calls_all_through_a_file_is_in_or_not(tmp_path: Path) -> None:
    least(8, await swept(tmp_path, range(4, 4000, 24)))


@pytest.mark.soak
async def test_killed_at_every_call_a_file_is_in_or_not(tmp_path: Path) -> None:
    least(120, await swept(tmp_path, range(1, 4000)))
