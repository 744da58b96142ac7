"""The backups that a save leaves: one more name of what it replaced, and never of the live file."""

import errno
import os
import signal
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from tests.store.help import ON_POSIX, changed, drift, fail, in_children, put_data_folder
from tui.domain.finding import Address
from tui.store import data_store
from tui.store.backups import Backups
from tui.store.data_store import DataStore
from tui.store.errors import SaveError
from tui.workspace import CellChange

DRIFT = ("2024-delar", "drift")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one document."""
    return put_data_folder(tmp_path / "data")


@pytest.fixture
def file(folder: Path) -> Path:
    """The file that is saved."""
    return folder / "2024-delar" / "drift.json"


def save(folder: Path, *number: int) -> list[bytes]:
    """Save so many times in a session of its own; what each save replaced, the last first."""
    store, replaced = DataStore(folder), list[bytes]()
    for t in number:
        replaced.insert(0, (folder / "2024-delar" / "drift.json").read_bytes())
        store.save_tab(*DRIFT, changed(drift(store), t))
    store.close()
    return replaced


def saved(folder: Path) -> list[bytes]:
    copies = Backups(folder)
    return [copies.read(duplicate) for duplicate in copies.list_(*DRIFT)]


def earlier(file: Path) -> Path:
    return file.parent / ".tidigare" / file.name


def inode(file: Path) -> int:
    return file.stat().st_ino


def test_each_save_leaves_what_it_replaced(folder: Path) -> None:
    assert save(folder, 1, 2, 3) == saved(folder)


def test_a_save_of_the_same_leaves_no_backup(folder: Path) -> None:
    save(folder, 1, 1, 1)
    assert len(saved(folder)) == 1


def test_a_program_that_writes_in_the_file_does_not_write_in_a_backup(
    folder: Path, file: Path
) -> None:
    replaced = save(folder, 1, 2)
    with file.open("r+b") as open_:
        open_.write(b" " * 100)
    assert saved(folder) == replaced
    assert inode(file) not in {inode(k.path) for k in Backups(folder).list_(*DRIFT)}


@ON_POSIX
def test_a_backup_is_another_name_of_the_previous_generation(folder: Path, file: Path) -> None:
    save(folder, 1, 2)
    assert inode(Backups(folder).list_(*DRIFT)[0].path) == inode(earlier(file))


def test_without_hard_links_a_backup_is_a_copy(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(monkeypatch, "link", errno.EPERM)
    assert save(folder, 1, 2) == saved(folder)
    assert inode(Backups(folder).list_(*DRIFT)[0].path) != inode(earlier(file))


@ON_POSIX
def test_a_backup_of_a_linked_file_is_of_the_file_itself(
    folder: Path, file: Path, tmp_path: Path
) -> None:
    real = tmp_path / "annan" / "drift.json"
    real.parent.mkdir()
    file.rename(real)
    file.symlink_to(real)
    assert save(folder, 1, 2) == saved(folder)
    assert file.is_symlink()


@ON_POSIX
def test_a_backup_has_its_name_before_an_older_one_is_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(folder, *range(11))
    happened: list[str] = []
    link, unlink = os.link, Path.unlink

    def linked(from_: Path, to: Path) -> None:
        happened.append("link")
        link(from_, to)

    def removed(file: Path, missing_ok: bool = False) -> None:
        happened.append("unlink")
        unlink(file, missing_ok)

    copies = Backups(folder)
    source = copies.list_(*DRIFT)[4].path
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(Path, "unlink", removed)
    copies.preserve(*DRIFT, source.read_bytes(), source)
    assert happened == ["link", "unlink"]


@ON_POSIX
def test_what_is_replaced_has_its_other_name_before_the_sync_of_the_replace(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup's name may come down with the next save: until then this one stands for it."""
    store = DataStore(folder)
    tables, seen = changed(drift(store)), []
    before, fsync = file.read_bytes(), os.fsync

    def synced(fd: int) -> None:
        seen.append((file.read_bytes() == before, earlier(file).exists()))
        fsync(fd)

    monkeypatch.setattr(os, "fsync", synced)
    store.save_tab(*DRIFT, tables)
    assert seen == [(True, False), (False, True)]
    assert earlier(file).read_bytes() == before


def test_a_backup_that_a_crash_took_is_there_when_they_are_listed(folder: Path) -> None:
    replaced = save(folder, 1, 2, 3)
    Backups(folder).list_(*DRIFT)[0].path.unlink()
    store = DataStore(folder)
    assert [store.copies.read(duplicate) for duplicate in store.copy_list(*DRIFT)] == replaced
    store.close()


def test_nothing_is_made_when_another_has_the_folder(folder: Path) -> None:
    save(folder, 1, 2, 3)
    Backups(folder).list_(*DRIFT)[0].path.unlink()
    other = DataStore(folder)
    assert len(DataStore(folder).copy_list(*DRIFT)) == 2
    other.close()


def _killed_before(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def dead(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(data_store, what, dead)


@ON_POSIX
def test_the_backup_that_a_kill_took_away_is_made_at_the_next_save(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = save(folder, 1, 2)
    killed = file.read_bytes()

    def children() -> int:
        store = DataStore(folder)
        store.save_tab(*DRIFT, changed(drift(store), 5))
        tables = changed(drift(store), 3)
        _killed_before("_preserve", monkeypatch)
        store.save_tab(*DRIFT, tables)
        return 0

    assert in_children(children) == -signal.SIGKILL
    between = earlier(file).read_bytes()
    assert saved(folder) == [killed, *replaced]
    os.utime(file, (0, datetime(2024, 5, 1, 12).timestamp()))
    again = save(folder, 4)
    assert saved(folder) == [*again, between, killed, *replaced]
    # By the time when it was replaced, so that it is of its own day.
    caught_up = Backups(folder).list_(*DRIFT)[1]
    assert (caught_up.made_at, caught_up.first_of_all) == (datetime(2024, 5, 1, 12), True)


@pytest.mark.parametrize(
    "error",
    [lambda file: file.chmod(0o444), lambda file: file.write_bytes(b"{}")],
    ids=["skyddad", "andrad"],
)
def test_a_save_that_is_refused_leaves_no_backup(
    folder: Path, file: Path, error: Callable[[Path], object]
) -> None:
    store = DataStore(folder)
    tables = changed(drift(store))
    error(file)
    with pytest.raises(SaveError):
        store.save_tab(*DRIFT, tables)
    assert saved(folder) == []


def test_a_backup_that_cannot_be_made_does_not_stop_the_save(folder: Path, file: Path) -> None:
    (folder / ".namndkoll").mkdir(exist_ok=True)
    (folder / ".namndkoll" / "kopior").write_bytes(b"")
    (before,) = save(folder, 7)
    assert b'"budget": 7' in file.read_bytes()
    assert earlier(file).read_bytes() == before


def test_a_step_is_committed_while_a_file_is_being_saved(folder: Path) -> None:
    store = DataStore(folder)
    address = Address("2024-delar", "drift", drift(store)[0].rows[0].id, "budget")
    step = (CellChange(address, None, Decimal(1)),)
    tree = Thread(target=store.journal_step, args=("gor", step, ["2024-delar/drift"]), daemon=True)
    # As a save of another tab does until its own line of the journal is written.
    with store._lock:
        tree.start()
        tree.join(5)
        assert not tree.is_alive()
    assert [h.step for h in store.journal.read().events] == [step]
    store.close()
