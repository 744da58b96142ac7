"""A save that the system refuses, or that is killed, at each of its calls."""

import errno
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.help import CALL, NEW, OLD, ON_POSIX, fail, in_children, in_view
from tui.store.atomic_file import fingerprint, loaded, write
from tui.store.errors import SaveError

ERROR_CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)


@pytest.mark.parametrize("code", ERROR_CODES, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALL)
def test_a_failing_call_leaves_the_old_file_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    with monkeypatch.context() as fall:
        fail(fall, call, code)
        with pytest.raises(SaveError) as error:
            write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == OLD
    assert [name for name in in_view(file.parent) if name.endswith(".tmp")] == []
    assert error.value.errno == code
    assert error.value.sentence.startswith("delår/åtgärder.json kunde inte sparas: ")
    write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == NEW


def test_a_replace_that_fails_after_the_backup_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fall:
        fail(fall, "replace", errno.EIO, from_=2)
        with pytest.raises(SaveError):
            write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == OLD
    # The backup is now a second name of the same file, which a replace leaves in place.
    write(file, NEW, fingerprint(OLD))
    assert in_view(file.parent) == [".tidigare/åtgärder.json", "åtgärder.json"]


def test_a_folder_that_cannot_be_synced_is_no_fault(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fall:
        fail(fall, "fsync", errno.EIO, from_=2)
        write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == NEW


def test_without_hard_links_the_previous_generation_is_a_copy(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "link", errno.EPERM)
    write(file, NEW, fingerprint(OLD))
    assert (file.parent / ".tidigare" / file.name).read_bytes() == OLD


def test_short_writes_are_gone_on_with(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
    write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == NEW


def _as_windows(do: Callable[..., Any], times: int) -> Callable[..., Any]:
    left = iter(range(times))

    def replace(*args: Any) -> Any:
        if next(left, None) is not None:
            error = PermissionError(errno.EACCES, "sharing violation")
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise error
        return do(*args)

    return replace


def test_a_virus_scanner_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(os, "replace", _as_windows(os.replace, 3))
    write(tmp_path / "ny.json", NEW, None)
    assert (tmp_path / "ny.json").read_bytes() == NEW


def test_a_file_that_stays_in_use_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(os, "replace", _as_windows(os.replace, 1000))
    with pytest.raises(SaveError, match=r"ny\.json kunde inte sparas"):
        write(tmp_path / "ny.json", NEW, None)
    assert in_view(tmp_path) == []


def test_what_a_killed_save_left_long_ago_is_removed(file: Path) -> None:
    old, just_now = (file.with_name(f".{file.name}.{x}.tmp") for x in ("aa", "bb"))
    old.touch()
    just_now.touch()
    os.utime(old, (0, 0))
    write(file, NEW, fingerprint(OLD))
    assert not old.exists()
    assert just_now.exists()


def _killed_at(call: str, serial: int) -> None:
    """Make the nth call of a kind the last thing that this process does."""
    real, count = getattr(os, call), 0

    def deadly(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == serial:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(os, call, deadly)


def _killed_saving(file: Path, call: str, serial: int) -> int:
    def children() -> int:
        _killed_at(call, serial)
        write(file, NEW, fingerprint(OLD))
        return 0

    return in_children(children)


@ON_POSIX
@pytest.mark.parametrize("serial", [1, 2, 3, 4])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link", "replace", "close"])
def test_a_save_killed_at_any_call_leaves_the_old_file_or_the_new(
    file: Path, call: str, serial: int
) -> None:
    end = _killed_saving(file, call, serial)
    assert end in (0, -signal.SIGKILL)
    now = loaded(file)
    assert now in ((OLD, NEW) if end else (NEW,))
    write(file, b"{}\n", fingerprint(now))
    assert file.read_bytes() == b"{}\n"


@ON_POSIX
def test_a_save_killed_between_the_new_file_and_the_replace_leaves_the_old_one(file: Path) -> None:
    # The first replace is the backup's.
    assert _killed_saving(file, "replace", 2) == -signal.SIGKILL
    assert file.read_bytes() == OLD
    (temp,) = file.parent.glob(".*.tmp")
    assert temp.read_bytes() == NEW
    assert (file.parent / ".tidigare" / file.name).read_bytes() == OLD


@ON_POSIX
@pytest.mark.parametrize("what", ["fil", "mapp"])
def test_a_folder_or_file_without_rights_is_a_sentence(what: str) -> None:
    """In a child that is nobody in particular: root may do everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "delår"
        folder.mkdir()
        file = folder / "drift.json"
        file.write_bytes(OLD)
        Path(name).chmod(0o755)
        file.chmod(0o000 if what == "fil" else 0o644)
        folder.chmod(0o555 if what == "mapp" else 0o777)

        def children() -> int:
            if os.geteuid() == 0:
                os.seteuid(65534)
            try:
                write(file, NEW, fingerprint(OLD))
            except SaveError as error:
                return (
                    0
                    if "delår/drift.json" in error.sentence and "behörighet" in error.sentence
                    else 1
                )
            return 2

        assert in_children(children) == 0
        folder.chmod(0o755)
        file.chmod(0o644)
        assert file.read_bytes() == OLD
        assert in_view(folder) == ["drift.json"]
