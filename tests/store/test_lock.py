"""One Nämndkoll saves in a folder at a time; the others know who, and take over when it is gone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.help import put_data_folder
from tui.store import lock
from tui.store.directory import INNER_FOLDER
from tui.store.folder import Store
from tui.store.lock import BUSY, LOCK_FILE, OPEN_FILE, WriteLock, holder

ROT = Path(__file__).resolve().parents[2]
ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
NOW = datetime(2024, 9, 17, 14, 2)

HOLDS = """
import sys, time
from pathlib import Path
from tui.store.lock import WriteLock
read = WriteLock(Path(sys.argv[1]))
print(read.take(), flush=True)
time.sleep(60)
"""

COUNTS = """
import sys, time
from msgspec.structs import replace
from decimal import Decimal
from pathlib import Path
from tui.store.folder import Store
from tui.store.lock import WriteLock
folder, round_ = Path(sys.argv[1]), int(sys.argv[2])
read = WriteLock(folder)
print("redo", flush=True)
sys.stdin.readline()
for _ in range(round_):
    while not read.take():
        time.sleep(0.0005)
    store = Store(folder)
    table, *rest = store.tab("2024-delar", "drift")[0]
    now = table.row("intakter").cells["budget"]
    new = table.with_row(table.row("intakter").with_cell("budget", now + 1))
    store.save_tab("2024-delar", "drift", (new, *rest))
    read.released()
    time.sleep(0.0005)
"""


@contextmanager
def process(program: str, *args: object) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", program, *map(str, args)]
    children = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROT
    )
    try:
        assert children.stdout is not None
        children.stdout.readline()
        yield children
    finally:
        children.kill()
        children.communicate()


def within(seconds: float, what: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.01)
    return False


def write_holder(folder: Path, **field: object) -> None:
    item = {"anvandare": "anna", "dator": "DATOR", "pid": 4711, "sedan": "2024-09-17T14:02:00"}
    (folder / INNER_FOLDER).mkdir(exist_ok=True)
    (folder / INNER_FOLDER / OPEN_FILE).write_text(json.dumps({**item, **field}), encoding="utf-8")


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[WriteLock]:
    """The lock of a folder that this process has open already."""
    first = WriteLock(tmp_path, lambda: NOW)
    assert first.take()
    change = WriteLock(tmp_path, lambda: NOW)
    assert not change.take()
    yield change
    first.released()


def test_the_first_gets_the_folder_and_says_so(tmp_path: Path) -> None:
    read = WriteLock(tmp_path)
    assert read.take()
    assert read.has
    assert read.who() == ""
    who = holder(tmp_path)
    assert who is not None
    assert who.pid == os.getpid()
    assert datetime.now().astimezone() - who.since < timedelta(minutes=1)
    read.released()


def test_asking_again_for_what_is_ours_is_yes(tmp_path: Path) -> None:
    read = WriteLock(tmp_path)
    assert read.take()
    assert read.take()
    read.released()
    change = WriteLock(tmp_path)
    assert change.take()
    change.released()


def test_letting_go_leaves_nobody_named(tmp_path: Path) -> None:
    read = WriteLock(tmp_path)
    read.take()
    read.released()
    read.released()
    assert not read.has
    assert read.who() == ""
    assert [file.name for file in (tmp_path / INNER_FOLDER).iterdir()] == [LOCK_FILE]


def test_the_second_is_told_who_has_it(busy: WriteLock) -> None:
    write_holder(busy.folder)
    assert busy.who() == f"{BUSY}: anna på DATOR sedan 14.02, process 4711"


def test_another_day_is_said_with_its_date(busy: WriteLock) -> None:
    write_holder(busy.folder, sedan="2024-09-03T08:15:00")
    assert "sedan 3 sep 08.15" in busy.who()


def test_a_name_cannot_steer_the_terminal(busy: WriteLock) -> None:
    write_holder(busy.folder, anvandare="\x1b[2Janna" + "a" * 500, dator="")
    assert busy.who().isprintable()
    assert len(busy.who()) < 150
    assert "på okänd sedan" in busy.who()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"pid": 1}',
        b"\xff",
        b'{"anvandare":"a","dator":"b","pid":1,"sedan":"x"}',
        b'{"anvandare":"a","dator":"b","pid":1,"sedan":"0001-01-01T00:00:00+14:00"}',
    ],
)
def test_information_that_cannot_be_read_is_passed_over(busy: WriteLock, content: bytes) -> None:
    (busy.folder / INNER_FOLDER / OPEN_FILE).write_bytes(content)
    assert busy.who() == BUSY


@ON_POSIX
def test_a_dead_process_is_not_believed(busy: WriteLock) -> None:
    children = subprocess.Popen([sys.executable, "-c", ""])
    children.wait()
    write_holder(busy.folder, dator=lock.me(NOW).computer, pid=children.pid)
    assert busy.who() == BUSY
    write_holder(busy.folder, dator=lock.me(NOW).computer, pid=2**80)
    assert busy.who() == BUSY


def test_what_a_dead_process_left_is_replaced_by_who_takes_the_lock(tmp_path: Path) -> None:
    write_holder(tmp_path)
    read = WriteLock(tmp_path)
    assert read.take()
    assert read.who() == ""
    who = holder(tmp_path)
    assert who is not None
    assert who.pid == os.getpid()
    read.released()


def test_a_second_process_knows_within_a_second_and_takes_over_after_kill_9(tmp_path: Path) -> None:
    with process(HOLDS, tmp_path) as children:
        read, before = WriteLock(tmp_path), time.monotonic()
        assert not read.take()
        assert f"process {children.pid}" in read.who()
        assert time.monotonic() - before < 1
        children.send_signal(signal.SIGKILL)
        assert within(1, read.take)
        read.released()


def test_nothing_is_lost_in_200_rounds_of_two_processes(tmp_path: Path) -> None:
    folder = put_data_folder(tmp_path / "data")
    before = Store(folder).tab("2024-delar", "drift")[0][0].row("intakter").cells["budget"]
    with process(COUNTS, folder, 100) as one, process(COUNTS, folder, 100) as change:
        for children in (one, change):
            assert children.stdin is not None
            children.stdin.write("\n")
            children.stdin.flush()
        assert [children.wait(60) for children in (one, change)] == [0, 0]
    table, _ = Store(folder).tab("2024-delar", "drift")[0]
    assert isinstance(before, Decimal)
    assert table.row("intakter").cells["budget"] == before + 200


@ON_POSIX
def test_a_lock_file_that_was_removed_is_noticed_and_taken_anew(tmp_path: Path) -> None:
    read = WriteLock(tmp_path)
    read.take()
    (tmp_path / INNER_FOLDER / LOCK_FILE).unlink()
    assert read.take()
    assert not WriteLock(tmp_path).take()
    read.released()


@ON_POSIX
def test_a_lock_that_another_has_taken_over_is_lost_and_its_owner_left_named(
    tmp_path: Path,
) -> None:
    read, other = WriteLock(tmp_path, lambda: NOW), WriteLock(tmp_path)
    read.take()
    (tmp_path / INNER_FOLDER / LOCK_FILE).unlink()
    assert other.take()
    assert not read.take()
    assert read.who().startswith(BUSY)
    read.released()
    assert holder(tmp_path) is not None
    other.released()


@ON_POSIX
def test_letting_go_of_what_another_has_taken_leaves_its_owner_named(tmp_path: Path) -> None:
    read, other = WriteLock(tmp_path), WriteLock(tmp_path)
    read.take()
    (tmp_path / INNER_FOLDER / LOCK_FILE).unlink()
    other.take()
    read.released()
    assert holder(tmp_path) is not None
    assert not read.take()
    other.released()


@ON_POSIX
def test_a_disk_that_cannot_lock_gives_no_lock_that_would_outlive_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def missing(*_: object) -> None:
        raise OSError(errno.ENOSYS, "not implemented")

    monkeypatch.setattr(fcntl, "flock", missing)
    read = WriteLock(tmp_path)
    assert not read.take()
    assert "disken kan inte låsa filer" in read.who()


def refused(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(lock.FileLock, "acquire", refuse)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("EACCES", "du saknar behörighet"),
        ("EROFS", "mappen är skrivskyddad"),
        ("ENOSPC", "disken är full"),
        ("ENOSYS", "disken kan inte låsa filer"),
    ],
)
def test_a_folder_without_a_lock_is_read_only_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, word: str
) -> None:
    import errno

    refused(monkeypatch, getattr(errno, code))
    read = WriteLock(tmp_path)
    assert not read.take()
    assert read.who().startswith(f"ingen låsfil kan skapas i mappen ”{tmp_path.name}”: {word}")


def test_a_folder_that_is_gone_or_whose_inner_folder_is_a_file_says_so(tmp_path: Path) -> None:
    gone = WriteLock(tmp_path / "borta")
    assert not gone.take()
    assert "mappen finns inte längre" in gone.who()
    (tmp_path / INNER_FOLDER).write_bytes(b"")
    read = WriteLock(tmp_path)
    assert not read.take()
    assert "en fil står där en mapp ska vara" in read.who()


READS = """
import os, sys
from pathlib import Path
from tui.store.lock import WriteLock
os.setgroups([]); os.setgid(65534); os.setuid(65534)
read = WriteLock(Path(sys.argv[1]))
print(read.take(), read.who())
"""


@ON_POSIX
def test_a_real_read_only_folder_is_read_only(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("skyddad")
    folder.chmod(0o555)
    try:
        if os.geteuid() != 0:
            read = WriteLock(folder)
            assert (read.take(), "du saknar behörighet" in read.who()) == (False, True)
            return
        # Root may write anywhere, so somebody else asks.
        for parent_folder in (folder.parent, folder.parent.parent):
            parent_folder.chmod(parent_folder.stat().st_mode | 0o011)
        answer = subprocess.run(
            [sys.executable, "-c", READS, str(folder)], capture_output=True, text=True, cwd=ROT
        )
        if answer.returncode:
            pytest.skip(f"cannot become another user here: {answer.stderr[-200:]}")
        assert answer.stdout.startswith("False ingen låsfil kan skapas")
        assert "du saknar behörighet" in answer.stdout
    finally:
        folder.chmod(0o755)


def test_no_room_to_say_who_does_not_cost_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)
    read, change = WriteLock(tmp_path), WriteLock(tmp_path)
    assert read.take()
    assert not change.take()
    assert change.who() == BUSY
    read.released()


def test_a_share_that_does_not_answer_has_not_taken_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = WriteLock(tmp_path)
    read.take()

    def silent(_: object) -> None:
        raise OSError(5, "EIO")

    with monkeypatch.context() as m:
        m.setattr(lock, "_identity", silent)
        assert read.take()
        assert read.has
    read.released()


def test_a_user_without_a_name_can_still_take_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(lock, "getuser", nameless)
    read, change = WriteLock(tmp_path), WriteLock(tmp_path)
    assert read.take()
    assert not change.take()
    assert "okänd på " in change.who()
    read.released()


def test_a_user_whose_name_is_no_text_can_still_take_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "getuser", lambda: "\udce5sa")
    read, change = WriteLock(tmp_path), WriteLock(tmp_path)
    assert read.take()
    assert not change.take()
    assert change.who() == BUSY
    read.released()


def test_why_a_folder_is_read_only_is_a_clause_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, busy = WriteLock(tmp_path), WriteLock(tmp_path)
    first.take()
    busy.take()
    assert busy.who().startswith("mappen är öppen i en annan Nämndkoll: ")
    first.released()
    refused(monkeypatch, 13)
    busy.take()
    assert busy.who().startswith("ingen låsfil kan skapas i mappen ")
