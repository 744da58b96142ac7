"""What Windows refuses, said here by a system that does not: storage, lock and exports.

A file that another program has open cannot be replaced there, a folder cannot be synced, and its
own numbers come with EACCES. Faked, so that it is tried on every system.
"""

import errno
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import D, ScreenSession, data_folder, in_file
from tests.faults.test_waiting import holds
from tests.store.help import everything_in
from tui.store import atomic_file
from tui.store.errors import SaveError, cause
from tui.store.lock import WriteLock
from tui.store.report_file import write_report

OPEN_ELSEWHERE, NO_ACCESS = 32, 5


def windows_error(number: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "refused")
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    return error


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Files of a name are held by another program, for so many attempts to replace them."""
    real, pause = Path.replace, atomic_file.time.sleep

    def hold(name: str, attempts: int, number: int = OPEN_ELSEWHERE) -> None:
        left = [attempts]

        def replace(path: Path, target: Any) -> Path:
            if Path(target).name == name and left[0]:
                left[0] -= 1
                raise windows_error(number)
            return real(path, target)

        monkeypatch.setattr(Path, "replace", replace)

    monkeypatch.setattr(atomic_file.time, "sleep", lambda _: pause(0))
    return hold


@pytest.mark.parametrize("number", [OPEN_ELSEWHERE, NO_ACCESS])
async def test_a_file_that_an_antivirus_program_has_open_for_a_moment_is_saved(
    folder: Path, held: Callable[..., None], number: int
) -> None:
    session = ScreenSession(folder)
    held("drift.json", 4, number)
    await session.write(5)
    assert (in_file(folder), session.status[:8]) == (5, "✓ sparat")
    session.released()


async def test_a_file_that_excel_holds_is_told_kept_waiting_and_saved_when_it_is_closed(
    folder: Path, held: Callable[..., None]
) -> None:
    session = ScreenSession(folder)
    before = in_file(folder)
    held("drift.json", 10**6)
    await session.write(5)
    assert session.status == "✗ ej sparat"
    assert "öppen i ett annat program (kanske Excel, OneDrive" in session.sentence
    assert in_file(folder) == before
    assert not list((folder / D).glob("*.tmp"))
    held("drift.json", 0)
    await session.save_again()
    assert (in_file(folder), session.status[:8]) == (5, "✓ sparat")
    session.released()


async def test_an_edit_in_a_file_that_is_held_to_the_end_is_there_at_the_next_start(
    folder: Path, held: Callable[..., None]
) -> None:
    session = ScreenSession(folder)
    held("drift.json", 10**6)
    await session.write(-41)
    session.released()
    held("drift.json", 10**6)
    assert holds(folder)
    held("drift.json", 0)
    session = ScreenSession(folder)
    assert session.value() == Decimal(-41)
    session.released()


async def test_a_folder_that_cannot_be_synced_is_no_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def no_folder(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if Path(path).is_dir():
            raise windows_error(NO_ACCESS)
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", no_folder)
    session = ScreenSession(folder)
    await session.write(5)
    assert (in_file(folder), session.status[:8]) == (5, "✓ sparat")
    session.released()


async def test_a_system_without_second_names_or_rights_saves_and_backs_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "refused")

    monkeypatch.setattr(os, "link", no)
    monkeypatch.setattr(Path, "chmod", no)
    monkeypatch.delattr(os, "chown", raising=False)
    monkeypatch.delattr(os, "getxattr", raising=False)
    session = ScreenSession(folder)
    await session.write(5)
    await session.write(6)
    assert (in_file(folder), session.status[:8]) == (6, "✓ sparat")
    assert len(session.store.copy_list(D, "drift")) == 2
    session.released()


def test_a_report_that_word_has_open_is_told_and_left_as_it_was(
    tmp_path: Path, held: Callable[..., None]
) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(b"gammal")
    held("rapport.docx", 10**6)
    before = everything_in(tmp_path)
    with pytest.raises(SaveError, match="öppen i ett annat program"):
        write_report(file, b"ny", write_over=True)
    assert everything_in(tmp_path) == before


def test_a_lock_file_that_is_refused_makes_the_folder_read_only_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_folder(tmp_path / "data")
    real = os.open

    def no_lock(path: Any, *rest: Any, **more: Any) -> int:
        if os.fspath(path).endswith("las"):
            raise windows_error(OPEN_ELSEWHERE)
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", no_lock)
    lock = WriteLock(folder)
    if lock.take():
        lock.released()
        pytest.skip("the lock is taken by another call here")
    assert "ingen låsfil kan skapas" in lock.who() or "öppen i en annan" in lock.who()
    assert "EACCES" not in lock.who()


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_fault_is_told_by_a_name_of_the_system(number: int) -> None:
    told = cause(OSError(number, "No space left on device"))
    assert not any(name in told for name in errno.errorcode.values())
    assert "device" not in told
    assert told == told.strip() and told
