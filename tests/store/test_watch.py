"""What another program does to an open file is noticed; what we do ourselves is not."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.store import atomic_file, watch
from tui.store.atomic_file import UNREAD, fingerprint, write
from tui.store.folder import Store
from tui.store.watch import FileChange, Watcher

TABS = ("dokument", "drift", "investeringar", "mal", "internkontroll", "personal")
BEFORE, AFTER, THIRD = b"fore", b"efter", b"nytt"


class Clock:
    """A clock that a test can put forward, so that the files get old."""

    def __init__(self) -> None:
        self.forwards = 0

    def __call__(self) -> int:
        return time.time_ns() + self.forwards


@pytest.fixture
def clock() -> Clock:
    """The watch's clock."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file."""
    file = tmp_path / "2024-delar" / "drift.json"
    file.parent.mkdir()
    file.write_bytes(BEFORE)
    return file


@pytest.fixture
def guard(tmp_path: Path, file: Path, clock: Clock) -> Watcher:
    """The watch over it."""
    guard = Watcher(tmp_path, clock)
    guard.knows(file, BEFORE)
    return guard


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the watch has read."""
    loaded: list[Path] = []

    def read(file: Path) -> bytes | None:
        loaded.append(file)
        return atomic_file.loaded(file)

    monkeypatch.setattr(watch, "loaded", read)
    return loaded


def kind(guard: Watcher) -> list[str]:
    return [change.kind for change in guard.changed()]


def write_straight(file: Path) -> None:
    file.write_bytes(AFTER)


def replaced(file: Path) -> None:
    temp = file.with_name("temp")
    temp.write_bytes(AFTER)
    temp.replace(file)


def equal_big_same_time(file: Path) -> None:
    moment = file.stat()
    file.write_bytes(BEFORE.upper())
    os.utime(file, ns=(moment.st_atime_ns, moment.st_mtime_ns))


@pytest.mark.parametrize("how", [write_straight, replaced, equal_big_same_time])
def test_a_changed_file_is_told_of_until_it_is_known(
    guard: Watcher, file: Path, clock: Clock, how: Callable[[Path], None]
) -> None:
    assert guard.changed() == ()
    clock.forwards = 10**10
    assert guard.changed() == ()
    how(file)
    data = file.read_bytes()
    waited = (FileChange(file, "andrad", fingerprint(data)),)
    assert guard.changed() == waited
    assert guard.changed() == waited
    guard.knows(file, data)
    assert guard.changed() == ()


def test_two_changes_of_one_file_can_be_told_apart(guard: Watcher, file: Path) -> None:
    file.write_bytes(AFTER)
    (first,) = guard.changed()
    file.write_bytes(THIRD)
    (change,) = guard.changed()
    assert first.fingerprint != change.fingerprint
    assert (first.document, first.tab) == ("2024-delar", "drift")


def test_a_change_that_is_taken_back_is_no_longer_told_of(guard: Watcher, file: Path) -> None:
    file.write_bytes(AFTER)
    assert kind(guard) == ["andrad"]
    file.write_bytes(BEFORE)
    assert kind(guard) == []


def test_a_file_that_goes_and_comes_back(guard: Watcher, file: Path) -> None:
    file.unlink()
    assert kind(guard) == ["borta"]
    assert kind(guard) == ["borta"]
    file.write_bytes(BEFORE)
    assert kind(guard) == []
    file.unlink()
    assert kind(guard) == ["borta"]
    guard.knows(file, None)
    assert kind(guard) == []
    file.write_bytes(AFTER)
    assert kind(guard) == ["ny"]


def test_a_folder_that_goes_takes_its_files(guard: Watcher, file: Path, tmp_path: Path) -> None:
    file.parent.rename(tmp_path / "undan")
    assert kind(guard) == ["borta"]


def test_a_mere_touch_is_remembered_and_not_told_of(
    guard: Watcher, file: Path, clock: Clock, readings: list[Path]
) -> None:
    clock.forwards = 10**10
    assert kind(guard) == []
    readings.clear()
    os.utime(file)
    assert kind(guard) == []
    assert readings == [file]
    assert kind(guard) == []
    assert readings == [file]


def test_an_untouched_file_is_not_read_again(
    guard: Watcher, clock: Clock, readings: list[Path]
) -> None:
    clock.forwards = 10**10
    guard.changed()
    assert len(readings) == 1
    for _ in range(5):
        guard.changed()
    assert len(readings) == 1


def test_a_file_that_was_changed_this_moment_is_read_until_its_clock_has_ticked(
    guard: Watcher, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second change within one tick of a file system's clock leaves no trace in the stat."""
    moment = time.time_ns()
    monkeypatch.setattr(watch, "_stat", lambda _: (moment, moment, 4, 1, 1))
    assert kind(guard) == []
    file.write_bytes(BEFORE.upper())
    assert kind(guard) == ["andrad"]


def test_our_own_save_is_not_told_of(guard: Watcher, file: Path) -> None:
    guard.knows(file, AFTER)
    assert kind(guard) == []
    write(file, AFTER, fingerprint(BEFORE))
    assert kind(guard) == []
    write(file, THIRD, fingerprint(AFTER))
    guard.knows(file, THIRD)
    assert kind(guard) == []


def test_a_look_between_two_saves_of_ours_finds_nothing(guard: Watcher, file: Path) -> None:
    guard.knows(file, AFTER)
    file.write_bytes(AFTER)
    guard.knows(file, THIRD)
    assert kind(guard) == []
    file.write_bytes(THIRD)
    assert kind(guard) == []


def test_many_saves_of_ours_between_two_looks_are_not_told_of(guard: Watcher, file: Path) -> None:
    for i in range(40):
        guard.knows(file, b"%d" % i)
        file.write_bytes(b"%d" % i)
    assert kind(guard) == []
    file.write_bytes(BEFORE)
    assert kind(guard) == ["andrad"]


def test_a_save_that_failed_leaves_the_old_file_known(guard: Watcher, file: Path) -> None:
    guard.knows(file, AFTER)
    assert kind(guard) == []
    file.write_bytes(THIRD)
    assert kind(guard) == ["andrad"]


def test_another_programs_change_right_after_our_save_is_told_of(
    guard: Watcher, file: Path
) -> None:
    guard.knows(file, AFTER)
    file.write_bytes(AFTER)
    file.write_bytes(THIRD)
    assert [a.fingerprint for a in guard.changed()] == [fingerprint(THIRD)]


def test_the_old_content_put_back_right_after_our_save_is_told_of(
    guard: Watcher, file: Path
) -> None:
    """A sync program that restores a file between the save and the look at it."""
    guard.knows(file, AFTER)
    write(file, AFTER, fingerprint(BEFORE))
    guard.knows_fingerprint(file, fingerprint(AFTER))
    file.write_bytes(BEFORE)
    assert [(a.kind, a.fingerprint) for a in guard.changed()] == [("andrad", fingerprint(BEFORE))]


def test_what_is_announced_after_what_is_known_still_counts(guard: Watcher, file: Path) -> None:
    guard.knows(file, AFTER)
    guard.knows(file, THIRD)
    guard.knows_fingerprint(file, fingerprint(AFTER))
    for data, should in ((AFTER, []), (THIRD, []), (BEFORE, ["andrad"])):
        file.write_bytes(data)
        assert kind(guard) == should


def test_a_save_that_has_been_announced_may_be_done_at_any_time(guard: Watcher, file: Path) -> None:
    guard.knows(file, AFTER)
    for _ in range(3):
        guard.knows_fingerprint(file, fingerprint(BEFORE))
        assert kind(guard) == []
    file.write_bytes(AFTER)
    assert kind(guard) == []


def test_only_watched_files_are_looked_at(guard: Watcher, file: Path) -> None:
    file.with_name("mal.json").write_bytes(AFTER)
    assert kind(guard) == []


def test_a_path_may_be_relative_to_the_folder(guard: Watcher, file: Path) -> None:
    guard.knows("2024-delar/drift.json", AFTER)
    file.write_bytes(AFTER)
    assert kind(guard) == []


def test_a_file_that_cannot_be_read_says_so_and_is_read_when_it_can(
    guard: Watcher, file: Path
) -> None:
    file.unlink()
    file.mkdir()
    (change,) = guard.changed()
    assert (change.kind, change.fingerprint) == ("olasbar", UNREAD)
    file.rmdir()
    file.write_bytes(BEFORE)
    assert kind(guard) == []


def test_a_stat_that_is_refused_is_a_file_that_cannot_be_read(
    guard: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "EACCES")

    monkeypatch.setattr(watch, "_stat", refuse)
    (change,) = guard.changed()
    assert (change.kind, change.fingerprint) == ("olasbar", UNREAD)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
def test_a_link_is_watched_for_what_it_leads_to(guard: Watcher, file: Path, tmp_path: Path) -> None:
    mal = tmp_path / "mal.json"
    file.rename(mal)
    file.symlink_to(mal)
    assert kind(guard) == []
    mal.write_bytes(AFTER)
    assert kind(guard) == ["andrad"]


def test_no_change_of_100_of_a_real_document_is_written_over(data_folder: Path) -> None:
    """Whatever another program does between two saves, either the save or the watch says so."""
    file = data_folder / "2024-delar" / "drift.json"
    store, guard = Store(data_folder), Watcher(data_folder)
    tables, _ = store.tab("2024-delar", "drift")
    guard.knows(file, file.read_bytes())
    for i in range(100):
        theirs = file.read_bytes() + b" " * (i % 3 + 1)
        replaced_with(file, theirs, straight=bool(i % 2))
        assert kind(guard) == ["andrad"]
        with pytest.raises(OSError, match="har ändrats av ett annat program"):
            store.save_tab("2024-delar", "drift", tables)
        assert file.read_bytes() == theirs
        tables, _ = store.tab("2024-delar", "drift")
        guard.knows(file, theirs)


def replaced_with(file: Path, data: bytes, *, straight: bool) -> None:
    if straight:
        file.write_bytes(data)
    else:
        temp = file.with_name("temp")
        temp.write_bytes(data)
        temp.replace(file)


@pytest.mark.parametrize("count", [5, 500])
def test_looking_is_cheap_however_many_are_open(
    tmp_path: Path, clock: Clock, readings: list[Path], count: int
) -> None:
    guard = Watcher(tmp_path, clock)
    for i in range(count):
        (tmp_path / str(i)).mkdir()
        for tab in TABS:
            file = tmp_path / str(i) / f"{tab}.json"
            file.write_bytes(BEFORE)
            guard.knows(file, BEFORE)
    clock.forwards = 10**10
    guard.changed()
    readings.clear()
    assert guard.changed() == ()
    assert readings == []
