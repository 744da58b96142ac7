"""A disk that answers with faults, is full, writes short or keeps a file in use.

Through the app's own session and saver: the old file is intact, the edit is still in memory, the
screen says why and never *sparat*, and the next try saves it all.
"""

import asyncio
import errno
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import (
    CALL,
    CELL,
    FIRST,
    D,
    ScreenSession,
    after_crash,
    data_folder,
    in_file,
)
from tests.store.help import in_view
from tui.domain.finding import Address
from tui.screen.saver import Saver

CODES = (errno.EIO, errno.ENOSPC, errno.EACCES)
CHANGE = Address(D, "drift", "personal", "prognos")
FALLING = tuple(a for a in CALL if a not in ("fstat", "lseek", "close"))


@contextmanager
def error_at(call: str, code: int, from_: int, count: int) -> Iterator[list[int]]:
    """Make so many calls of a kind fail, from a number on. Gives how many did."""
    real, done, fallen = getattr(os, call), 0, [0]

    def perhaps(*args: Any, **kwargs: Any) -> Any:
        nonlocal done
        if str(args[0]).startswith(("/proc", "/sys")):
            return real(*args, **kwargs)
        done += 1
        if from_ <= done < from_ + count:
            fallen[0] += 1
            raise OSError(code, os.strerror(code), str(args[0]))
        return real(*args, **kwargs)

    with pytest.MonkeyPatch.context() as fall:
        fall.setattr(os, call, perhaps)
        yield fallen


async def try_(folder: Path, beside: Path, call: str, code: int, from_: int, count: int) -> bool:
    """One fault in the middle of a session; whether it was met at all.

    The folders that a save needs are made by the first: theirs is in its beginning.
    """
    screen_session = ScreenSession(folder)
    previous = () if call == "mkdir" else (7,)
    for number in previous:
        await screen_session.write(number)
    before = in_file(folder)
    screen_session.states.clear()
    with error_at(call, code, from_, count) as fallen:
        await screen_session.write(8)
    called_saved = screen_session.status.startswith("✓")
    assert screen_session.value() == Decimal(8)
    assert in_file(folder) in (before, Decimal(8))
    if called_saved:
        assert after_crash(folder, beside) == Decimal(8)
        assert in_file(folder) == Decimal(8)
    else:
        assert screen_session.status == "✗ ej sparat"
        assert screen_session.sentence.startswith("Ej sparat: ")
        assert screen_session.sentence.isprintable()
        assert "Errno" not in screen_session.sentence, screen_session.sentence
        assert screen_session.sentence.endswith("."), screen_session.sentence
        assert not any(s.startswith("✓") for s in screen_session.states), screen_session.states
        # Whatever was committed meets a crash at this very moment.
        assert after_crash(folder, beside) in (before, Decimal(8))
        await screen_session.save_again()
        assert screen_session.status.startswith("✓"), screen_session.sentence
    assert in_file(folder) == Decimal(8)
    await screen_session.write(9, CHANGE)
    assert screen_session.status.startswith("✓"), screen_session.sentence
    assert after_crash(folder, beside) == Decimal(8)
    assert after_crash(folder, beside, CHANGE) == Decimal(9)
    assert [h.to for h in screen_session.store.cell_history(CELL)] == [8, *previous]
    assert not [file for file in in_view(folder) if file.endswith(".tmp") and call != "unlink"]
    screen_session.released()
    return fallen[0] > 0


def case(call: str, code: int) -> Any:
    """The ordinary suite tries each call with one code, the soak with all."""
    short = code == CODES[FALLING.index(call) % len(CODES)]
    name = f"{call}-{errno.errorcode[code]}"
    return pytest.param(call, code, id=name, marks=() if short else pytest.mark.soak)


@pytest.mark.parametrize(("call", "code"), [case(a, k) for a in FALLING for k in CODES])
async def test_a_call_that_fails_once_costs_nothing(fast: Path, call: str, code: int) -> None:
    measure = 0
    for from_ in range(1, 40):
        folder = data_folder(fast / f"d{from_}")
        if not await try_(folder, fast / "bredvid", call, code, from_, 1):
            break
        measure += 1
    assert measure or call in ("ftruncate", "rename", "scandir")


@pytest.mark.parametrize(
    ("call", "code"),
    [case(a, k) for a in ("open", "read", "write", "fsync", "replace") for k in CODES],
)
async def test_a_call_that_fails_from_some_point_on_costs_nothing(
    fast: Path, call: str, code: int
) -> None:
    for from_ in range(1, 40, 3):
        folder = data_folder(fast / f"d{from_}")
        if not await try_(folder, fast / "bredvid", call, code, from_, 10_000):
            break
    assert from_ > 1


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
async def test_edits_made_while_nothing_can_be_committed_are_all_saved_afterwards(
    fast: Path, code: int
) -> None:
    screen_session = ScreenSession(data_folder(fast / "data"))
    with error_at("fsync", code, 1, 10_000):
        for number in (1, 2, 3):
            await screen_session.write(number)
            await screen_session.write(number * 10, CHANGE)
            assert screen_session.status == "✗ ej sparat"
    await screen_session.write(4)
    assert screen_session.status.startswith("✓"), screen_session.sentence
    assert after_crash(screen_session.folder, fast / "b") == Decimal(4)
    assert after_crash(screen_session.folder, fast / "b", CHANGE) == Decimal(30)
    chain = [h.to for h in screen_session.store.cell_history(CELL)]
    assert chain == [Decimal(4), Decimal(3), Decimal(2), Decimal(1)]


async def test_an_edit_that_follows_one_that_could_not_be_committed_survives_a_crash(
    fast: Path,
) -> None:
    """The first edit's line is written late; the second is committed, and its save is killed."""
    screen_session = ScreenSession(data_folder(fast / "data"))
    with error_at("fsync", errno.EIO, 1, 1):
        await screen_session.write(1)
    with error_at("replace", errno.EIO, 1, 10_000):
        await screen_session.write(2, CHANGE)
    assert screen_session.session.unjournaled == ()
    assert after_crash(screen_session.folder, fast / "b") == Decimal(1)
    assert after_crash(screen_session.folder, fast / "b", CHANGE) == Decimal(2)


# --- a disk that is full ---------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        went = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        went = False
    if not went:
        pytest.skip("no tmpfs can be mounted here; its twin with RLIMIT_FSIZE has run")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


async def filled(disk: Path, fill: Callable[[], int], empty: Callable[[], None], b: Path) -> None:
    """Edit until there is no room; then make room, and try again."""
    screen_session = ScreenSession(data_folder(disk / "data"))
    await screen_session.write(1)
    before = in_file(screen_session.folder)
    assert screen_session.status.startswith("✓")
    left = fill()
    beginning = time.monotonic()
    await screen_session.write(2)
    assert time.monotonic() - beginning < 1
    if not screen_session.status.startswith("✓"):
        assert (
            "disken är full" in screen_session.sentence
            or "filen är för stor för disken" in screen_session.sentence
        )
        assert screen_session.value() == Decimal(2)
        assert in_file(screen_session.folder) in (before, Decimal(2))
    else:
        assert left > 0
    empty()
    assert after_crash(screen_session.folder, b) in (before, Decimal(2))
    await screen_session.save_again()
    assert screen_session.status.startswith("✓"), screen_session.sentence
    assert in_file(screen_session.folder) == Decimal(2)
    tables = screen_session.store.tab(D, "drift")[0]
    assert tables == screen_session.session.area.tables[(D, "drift")]
    screen_session.released()


async def test_a_disk_with_any_room_left_says_so_at_once_and_saves_when_there_is_more(
    tmp_path: Path,
) -> None:
    """A file system of so few pages that every number of free ones is tried."""
    whole = 0
    for left in range(12):
        with small_disk(tmp_path / f"d{left}", "128k") as disk:
            filling = disk / "fyllning"

            def fill(filling: Path = filling, disk: Path = disk, left: int = left) -> int:
                free = os.statvfs(disk)
                pages = free.f_bavail * free.f_frsize - left * 4096
                filling.write_bytes(b"x" * max(0, pages))
                return left

            await filled(disk, fill, lambda f=filling: f.unlink(), tmp_path / "b")
            whole += 1
    assert whole == 12


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
@pytest.mark.parametrize("bound", [0, 1, 100, 600, 1000, 1500, 2000, 3000])
async def test_a_limit_on_the_size_of_files_is_told_and_costs_nothing(
    fast: Path, bound: int
) -> None:
    """The twin of the small disk: every write past so many bytes is cut short or refused."""
    import signal

    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    obedience = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bound, old[1]))
        return bound

    def empty() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)

    try:
        await filled(fast, fill, empty, fast / "b")
    finally:
        empty()
        signal.signal(signal.SIGXFSZ, obedience)


@pytest.mark.parametrize("highest", [1, 7, 100])
async def test_short_writes_lose_no_byte(
    fast: Path, monkeypatch: pytest.MonkeyPatch, highest: int
) -> None:
    """Files are gone on with; a line of the journal is whole or refused, never torn."""
    screen_session = ScreenSession(data_folder(fast / "data"))
    await screen_session.write(1)
    real = os.write
    with monkeypatch.context() as fall:
        fall.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:highest])))
        await screen_session.write(2)
    assert screen_session.status == "✗ ej sparat"
    assert after_crash(screen_session.folder, fast / "b") == Decimal(1)
    await screen_session.save_again()
    assert screen_session.status.startswith("✓"), screen_session.sentence
    assert after_crash(screen_session.folder, fast / "b") == Decimal(2)
    assert screen_session.store.journal.read().error == ()


# --- a file that is kept in use --------------------------------------------------------------


class Blocked:
    """``os.replace`` as Windows' while an antivirus has the target open so many times."""

    def __init__(self, times: int, winerror: int) -> None:
        self.left, self.winerror, self.real = times, winerror, os.replace

    def __call__(self, from_: Any, to: Any) -> None:
        if Path(to).name == "drift.json" and ".tidigare" not in str(to) and self.left:
            self.left -= 1
            error = PermissionError(errno.EACCES, "Access is denied", str(to))
            error.winerror = self.winerror  # type: ignore[attr-defined,unused-ignore]
            raise error
        self.real(from_, to)


@pytest.mark.parametrize("winerror", [5, 32])
@pytest.mark.parametrize("times", range(1, 6))
async def test_a_file_in_use_for_a_while_is_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, times: int, winerror: int
) -> None:
    screen_session = ScreenSession(folder)
    with monkeypatch.context() as fall:
        fall.setattr(os, "replace", Blocked(times, winerror))
        beginning = time.monotonic()
        await screen_session.write(2)
    assert time.monotonic() - beginning < 2.5
    assert screen_session.status.startswith("✓")
    assert in_file(folder) == Decimal(2)


async def test_a_file_in_use_for_good_is_told_and_left_as_it_was(
    folder: Path, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen_session = ScreenSession(folder)
    old = (folder / D / "drift.json").read_bytes()
    with monkeypatch.context() as fall:
        fall.setattr(os, "replace", Blocked(10_000, 5))
        beginning = time.monotonic()
        await screen_session.write(2)
    assert time.monotonic() - beginning < 2.5
    assert screen_session.status == "✗ ej sparat"
    assert (folder / D / "drift.json").read_bytes() == old
    assert not list((folder / D).glob(".*.tmp"))
    assert after_crash(folder, fast / "b") == Decimal(2)
    await screen_session.save_again()
    assert in_file(folder) == Decimal(2)


async def test_typing_goes_on_while_a_file_is_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait is the worker's: the event loop turns meanwhile."""
    screen_session = ScreenSession(folder)
    monkeypatch.setattr(os, "replace", Blocked(5, 32))
    saving = asyncio.create_task(screen_session.write(2))
    round_, longest, last = 0, 0.0, time.monotonic()
    while not saving.done():
        await asyncio.sleep(0.001)
        now = time.monotonic()
        round_, longest, last = round_ + 1, max(longest, now - last), now
    assert round_ > 20
    assert longest < 0.15
    assert in_file(folder) == Decimal(2) != FIRST


async def test_an_older_save_that_failed_is_not_tried_again_after_a_newer_one() -> None:
    """The newer one is asked for while the older is being refused: the older knows less."""
    done: list[str] = []
    saver = Saver(lambda _: None)
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def old() -> None:
        loop.call_soon_threadsafe(begun.set)
        time.sleep(0.05)
        done.append("gammal")
        raise OSError("nej")

    saver.save(("a", "drift"), old)
    await begun.wait()
    saver.save(("a", "drift"), lambda: done.append("ny"))
    assert (await saver.ready()).saved
    saver.save(("a", "mal"), lambda: done.append("mal"))
    assert (await saver.ready()).saved
    assert done == ["gammal", "ny", "mal"]
