"""Whatever the system answers, and wherever the program is killed: what was committed is there,
and what was not is not."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.store.archived import read_archive
from tests.store.help import in_children
from tests.store.journal_help import DRIFT, TIME, cell, journal_with, serial, typed
from tui.store.errors import SaveError
from tui.store.journal import Journal
from tui.store.journal.reader import calm

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
CALL = ("open", "fstat", "lseek", "read", "write", "fsync", "ftruncate", "close", "mkdir")
ERROR_CODES = (errno.EIO, errno.ENOSPC, errno.EACCES)


@contextmanager
def error_at(call: str, code: int, which_ones: Callable[[int], bool]) -> Iterator[None]:
    """Make those calls of a kind fail whose number is in ``which_ones``; 0 is a short write."""
    real, count = getattr(os, call), 0

    def perhaps(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if not which_ones(count):
            return real(*args, **kwargs)
        if code == 0:
            return real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(code, "injected")

    with pytest.MonkeyPatch.context() as fall:
        fall.setattr(os, call, perhaps)
        yield


def only(which: int) -> Callable[[int], bool]:
    """The one call with this number."""
    return lambda n: n == which


def from_and_including(which: int) -> Callable[[int], bool]:
    """Every call from this number on."""
    return lambda n: n >= which


def new(folder: Path) -> Journal:
    """Nothing there yet."""
    return Journal(folder, "anna", lambda: TIME)


def open_(folder: Path) -> Journal:
    """A journal in use."""
    return journal_with(folder, 3)


def after_start(folder: Path) -> Journal:
    """A journal with unsaved events, after a start."""
    journal_with(folder, 3)
    return new(folder)


def after_calm_start(folder: Path) -> Journal:
    """A journal in which everything is saved, after a start."""
    journal_with(folder, 3).saved(DRIFT, "x", 3)
    return new(folder)


def cut_off(folder: Path) -> Journal:
    """A journal with a torn tail, after a start."""
    with journal_with(folder, 3).file.open("ab") as file:
        file.write(b'{ "nr": 4, "t')
    return new(folder)


def without_line_end(folder: Path) -> Journal:
    """A journal that lacks its last newline."""
    journal = journal_with(folder, 3)
    journal.file.write_bytes(journal.file.read_bytes()[:-1])
    return new(folder)


def removed(folder: Path) -> Journal:
    """A journal in use that was deleted underneath, all of it unsaved."""
    journal = journal_with(folder, 3)
    journal.file.unlink()
    return journal


STATES = (new, open_, after_start, after_calm_start, cut_off, without_line_end, removed)


def values(journal: Journal) -> list[int]:
    """The values that the events in the file set, in order."""
    return [int(h.step[0].to) for h in journal.read().events]  # type: ignore[union-attr,arg-type]


def attempt(journal: Journal, value: int) -> bool:
    """Commit a value; whether it was. A refusal is one sentence."""
    try:
        typed(journal, cell(Decimal(value)))
    except SaveError as error:
        assert error.sentence.startswith(".namndkoll/journal.jsonl kunde inte skrivas: ")
        assert error.sentence.endswith("; ändringen är inte sparad.")
        assert error.sentence.isprintable()
        return False
    return True


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("code", ERROR_CODES, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALL)
@pytest.mark.parametrize("consists", [False, True], ids=["en gång", "från och med"])
def test_a_failing_call_loses_nothing_that_was_committed_and_commits_nothing_that_was_not(
    tmp_path: Path, state: Callable[[Path], Journal], call: str, code: int, consists: bool
) -> None:
    for which in range(1, 6):
        folder = tmp_path / str(which)
        folder.mkdir()
        journal = state(folder)
        missing = state is removed
        before = [1, 2, 3] if missing else values(journal)
        which_ones = from_and_including(which) if consists else only(which)
        with error_at(call, code, which_ones):
            went = [attempt(journal, 10)]
        if not (missing and not any(went)):
            assert values(journal) == values(new(folder)) == before + [10] * went[0]
        with error_at(call, code, which_ones):
            went.append(attempt(journal, 20))
        assert attempt(journal, 30)
        assert values(new(folder)) == [*before, *[10] * went[0], *[20] * went[1], 30]
        assert new(folder).read().error == ()


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("which", [1, 2])
def test_a_short_write_is_taken_back(
    tmp_path: Path, state: Callable[[Path], Journal], which: int
) -> None:
    journal = state(tmp_path)
    before = [1, 2, 3] if state is removed else values(journal)
    with error_at("write", 0, lambda n: n == which):
        went = attempt(journal, 10)
    assert attempt(journal, 20)
    assert values(new(tmp_path)) == [*before, *[10] * went, 20]
    assert new(tmp_path).read().error == ()


@pytest.mark.parametrize("code", ERROR_CODES, ids=errno.errorcode.get)
def test_while_a_failed_line_cannot_be_cut_off_nothing_follows_it(
    tmp_path: Path, code: int
) -> None:
    journal = open_(tmp_path)
    with error_at("ftruncate", code, lambda _: True):
        with error_at("fsync", code, lambda _: True):
            assert not attempt(journal, 10)
        # The line is whole in the file, and was never committed.
        assert values(journal) == [1, 2, 3, 10]
        size = journal.file.stat().st_size
        assert not attempt(journal, 20)
        assert not journal.shorten(0)
        assert journal.file.stat().st_size == size
    assert attempt(journal, 30)
    assert values(new(tmp_path)) == [1, 2, 3, 30]
    assert serial(journal) == [1, 2, 3, 4]


def test_a_line_that_was_cut_off_is_gone_from_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, call = open_(tmp_path), []
    size = journal.file.stat().st_size

    def sync(fd: int) -> None:
        call.append(os.fstat(fd).st_size)
        if len(call) == 1:
            raise OSError(errno.EIO, "injected")

    monkeypatch.setattr(os, "fsync", sync)
    assert not attempt(journal, 10)
    assert call[0] > size
    assert call[1:] == [size]


def test_a_torn_line_that_cannot_be_cut_off_is_cut_off_after_the_next_start(tmp_path: Path) -> None:
    journal = open_(tmp_path)
    with (
        error_at("ftruncate", errno.EIO, lambda _: True),
        error_at("write", 0, lambda _: True),
    ):
        assert not attempt(journal, 10)
        assert values(journal) == [1, 2, 3]
    assert "avhuggen" in journal.read().error[0].sentence
    assert attempt(new(tmp_path), 30)
    assert values(journal) == [1, 2, 3, 30]


def test_a_full_disk_is_told_in_so_many_words(tmp_path: Path) -> None:
    journal = open_(tmp_path)
    with (
        error_at("write", errno.ENOSPC, lambda _: True),
        pytest.raises(SaveError) as error,
    ):
        typed(journal, cell(None))
    assert error.value.errno == errno.ENOSPC
    assert error.value.sentence == (
        ".namndkoll/journal.jsonl kunde inte skrivas: disken är full, så frigör utrymme och spara "
        "igen; ändringen är inte sparad."
    )


@pytest.mark.parametrize("code", ERROR_CODES, ids=errno.errorcode.get)
def test_a_journal_that_cannot_be_read_is_a_sentence(tmp_path: Path, code: int) -> None:
    journal = open_(tmp_path)
    with error_at("open", code, lambda _: True):
        assert journal.read().rows == ()
        assert read_archive(journal).rows == ()
        assert "journal.jsonl kan inte läsas" in journal.read().error[0].sentence
        assert not calm(tmp_path)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "link", "mkdir", "read"])
@pytest.mark.parametrize("code", ERROR_CODES, ids=errno.errorcode.get)
def test_a_trimming_that_fails_leaves_the_journal_and_works_the_next_time(
    tmp_path: Path, call: str, code: int
) -> None:
    for which in range(1, 8):
        folder = tmp_path / str(which)
        folder.mkdir()
        journal = long(folder)
        before = journal.file.read_bytes()
        went = False
        with error_at(call, code, only(which)):
            try:
                went = journal.shorten(6, 2)
            except SaveError as error:
                assert error.sentence.isprintable()
        if not went:
            assert journal.file.read_bytes() == before
            assert journal.shorten(6, 2)
        assert every_values(folder) == list(range(1, 9))
        typed(journal, cell(Decimal(99)))
        assert every_values(folder) == [*range(1, 9), 99]


def long(folder: Path) -> Journal:
    """Eight events, all saved."""
    journal = journal_with(folder, 8)
    journal.saved(DRIFT, "x", 8)
    return journal


def every_values(folder: Path) -> list[int]:
    """The values of every event, in the archive and the journal."""
    journal = new(folder)
    events = (*read_archive(journal).events, *journal.read().events)
    assert len({h.nr for h in events}) == len(events)
    return [int(h.step[0].to) for h in events]  # type: ignore[union-attr,arg-type]


def killed_at(call: str, serial: int) -> None:
    """From now on the nth call of a kind kills this process before it is made."""
    real, count = getattr(os, call), 0

    def deadly(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == serial:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(os, call, deadly)


@ON_POSIX
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("call", ["open", "write", "fsync", "ftruncate", "close", "mkdir"])
def test_a_commit_killed_at_any_call_is_there_or_not(
    tmp_path: Path, state: Callable[[Path], Journal], call: str
) -> None:
    for which in range(1, 6):
        folder = tmp_path / str(which)
        folder.mkdir()
        journal = state(folder)
        before = [] if state is removed else values(journal)

        def children(journal: Journal = journal, which: int = which) -> int:
            killed_at(call, which)
            return 0 if attempt(journal, 10) else 1

        end = in_children(children)
        assert end in (0, -signal.SIGKILL)
        now = values(new(folder))
        if state is removed:
            # What was unsaved and taken away underneath lives on in the process alone.
            assert now in ([], [1, 2, 3], [1, 2, 3, 10])
        else:
            assert now in (before, [*before, 10])
        assert end or now[-1] == 10
        assert attempt(new(folder), 30)
        assert values(new(folder)) == [*now, 30]
        assert new(folder).read().error == ()
        if not end:
            break


@ON_POSIX
@pytest.mark.parametrize("call", ["open", "write", "fsync", "link", "replace", "mkdir", "chmod"])
def test_a_trimming_killed_at_any_call_leaves_the_old_journal_or_the_new(
    tmp_path: Path, call: str
) -> None:
    for which in range(1, 20):
        folder = tmp_path / str(which)
        folder.mkdir()
        journal = long(folder)
        before = journal.file.read_bytes()

        def children(journal: Journal = journal, which: int = which) -> int:
            killed_at(call, which)
            return 0 if journal.shorten(6, 2) else 1

        end = in_children(children)
        assert end in (0, -signal.SIGKILL)
        new_ones = new(folder).read()
        assert new_ones.error == ()
        assert journal.file.read_bytes() == before or len(new_ones.events) == 2
        assert every_values(folder) == list(range(1, 9))
        typed(new(folder), cell(Decimal(99)))
        new(folder).saved(DRIFT, "y", 9)
        new(folder).shorten(6, 2)
        assert every_values(folder) == [*range(1, 9), 99]
        assert len(serial(new(folder))) <= 3
        if not end:
            return
