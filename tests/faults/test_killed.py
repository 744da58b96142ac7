"""SIGKILL at every system call of opening, a commit, a save, a backup and a restore."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import CALL, all_acknowledged, course, data_folder, least, tried_after

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
STRACE = shutil.which("strace")
SYSTEM_CALL = "%file,%desc"


def forked(folder: Path, before: Callable[[], object]) -> tuple[int, int, int]:
    """A child that goes through the run: its pid, the pipe of its receipts, the one to wake it."""
    receipts_in, receipts_out = os.pipe()
    awake, wake = os.pipe()
    pid = os.fork()
    if pid == 0:
        end = 98
        try:
            os.close(receipts_in)
            os.close(wake)
            write, read = os.write, os.read
            read(awake, 1)
            before()
            end = course(folder, lambda nr: write(receipts_out, bytes([nr])))
        finally:
            os._exit(end)
    os.close(receipts_out)
    os.close(awake)
    return pid, receipts_in, wake


def killed(folder: Path, before: Callable[[], object], strace: int = 0) -> tuple[int, int]:
    """How the child ended, and the last step that it had committed."""
    pid, receipts, wake = forked(folder, before)
    track = _strace(pid, strace, folder.with_name("strace.txt")) if strace else None
    os.write(wake, b"!")
    os.close(wake)
    acknowledged = all_acknowledged(receipts)
    os.close(receipts)
    end = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if track is not None:
        track.communicate()
    return end, acknowledged


def _strace(pid: int, serial: int, to: Path) -> "subprocess.Popen[bytes]":
    assert STRACE is not None
    inject = f"inject={SYSTEM_CALL}:signal=SIGKILL:when={serial}"
    command = [STRACE, "-p", str(pid), "-o", str(to), "-e", f"trace={SYSTEM_CALL}", "-e", inject]
    track = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert track.stderr is not None
    row = track.stderr.readline()
    if b"attached" not in row:
        os.kill(pid, signal.SIGKILL)
        pytest.skip(f"strace cannot attach here: {row.decode(errors='replace').strip()}")
    return track


def counting(at: int) -> Callable[[], None]:
    """From now on this process dies before its nth call of any kind."""

    def before() -> None:
        count = 0

        def replaced(real: Any) -> Any:
            def deadly(*args: Any, **kwargs: Any) -> Any:
                nonlocal count
                count += 1
                if count == at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **kwargs)

            return deadly

        for name in CALL:
            setattr(os, name, replaced(getattr(os, name)))

    return before


def swept(fast: Path, points: range, strace: bool) -> list[int]:
    """The points at which the child was killed; after each the folder is as it should be."""
    all_killed = []
    for at in points:
        folder = data_folder(fast / str(at) / "data")
        end, acknowledged = (
            killed(folder, lambda: None, strace=at) if strace else killed(folder, counting(at))
        )
        assert end in (0, -signal.SIGKILL), (at, end)
        if end == 0:
            assert acknowledged == 4
            break
        all_killed.append(at)
        tried_after(folder, acknowledged)
        shutil.rmtree(fast / str(at))
    return all_killed


def test_a_run_that_is_not_killed_commits_everything(fast: Path) -> None:
    folder = data_folder(fast / "data")
    assert killed(folder, lambda: None) == (0, 4)
    tried_after(folder, 4)


@pytest.mark.parametrize("from_", [1, 6])
def test_killed_at_every_tenth_call_the_folder_is_old_or_new(fast: Path, from_: int) -> None:
    least(30, len(swept(fast, range(from_, 4000, 10), strace=False)))


@pytest.mark.soak
def test_killed_at_every_call_the_folder_is_old_or_new(fast: Path) -> None:
    least(200, len(swept(fast, range(1, 2000), strace=False)))


needs_strace = pytest.mark.skipif(
    STRACE is None, reason="strace is not installed; its twin with patched calls has run"
)


@needs_strace
@pytest.mark.parametrize("from_", [3, 5])
def test_killed_at_system_calls_by_strace_the_folder_is_old_or_new(fast: Path, from_: int) -> None:
    least(30, len(swept(fast, range(from_, 4000, 4), strace=True)))


@needs_strace
@pytest.mark.soak
def test_killed_at_every_system_call_by_strace_the_folder_is_old_or_new(fast: Path) -> None:
    least(120, len(swept(fast, range(1, 4000), strace=True)))
