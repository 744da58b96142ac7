"""Trimming keeps all that undo needs in the journal, and everything else in the archive."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.archived import read_archive
from tests.store.journal_help import DRIFT, TIME, cell, journal_with, serial, typed
from tests.store.test_history import CONSEQUENCES, Session
from tests.store.test_journal_error import every_values, long, new
from tui.store.atomic_file import Fingerprint, write
from tui.store.errors import SaveError
from tui.store.journal import Journal, archive
from tui.store.journal.history import history_out_of
from tui.store.journal.lines import Head, Saved
from tui.store.journal.reader import calm


def archive_names(folder: Path) -> list[str]:
    """The names of the archive's files."""
    return sorted(way.name for way in (folder / ".namndkoll" / "arkiv").glob("*"))


def test_the_old_journal_goes_whole_to_the_archive(tmp_path: Path) -> None:
    journal = long(tmp_path)
    before = journal.file.read_bytes()
    assert journal.shorten(6, 2)
    assert archive_names(tmp_path) == ["journal-1-8.jsonl"]
    assert (journal.file.parent / "arkiv" / "journal-1-8.jsonl").read_bytes() == before
    assert journal.read().rows[0] == Head(TIME, 7)
    assert serial(journal) == [7, 8]
    assert [h.nr for h in read_archive(journal).events] == [1, 2, 3, 4, 5, 6]
    assert journal.read().error == read_archive(journal).error == ()


def test_a_trimmed_journal_is_quiet_and_gone_on_with(tmp_path: Path) -> None:
    journal = long(tmp_path)
    journal.shorten(6, 2)
    assert calm(tmp_path)
    assert journal.last_nr() == new(tmp_path).last_nr() == 8
    assert typed(journal, cell(None), base="x").base == {DRIFT: "x"}
    assert typed(new(tmp_path), cell(None)).nr == 10


def test_a_journal_is_quiet_after_trimming_whatever_its_last_line_was(tmp_path: Path) -> None:
    journal = long(tmp_path)
    journal.intent(DRIFT, "y", "x", 8)
    assert journal.shorten(6, 2)
    assert journal.read().rows[-1] == Saved(DRIFT, "x", 8, 8)
    assert calm(tmp_path)


def test_a_journal_that_is_not_long_is_left_alone(tmp_path: Path) -> None:
    assert not new(tmp_path).shorten(0)
    journal = long(tmp_path)
    before = journal.file.read_bytes()
    assert not journal.shorten(8, 2)
    assert journal.file.read_bytes() == before
    assert archive_names(tmp_path) == []


def test_nothing_is_trimmed_while_anything_is_unsaved(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 9)
    journal.saved(DRIFT, "x", 8)
    assert not journal.shorten(1, 1)
    journal.saved("d1/", "x", 9)
    assert not journal.shorten(1, 1)
    journal.saved(DRIFT, "x", 9)
    assert journal.shorten(1, 1)


def test_the_last_thousand_steps_stay_by_themselves(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)
    journal = journal_with(tmp_path, 2100)
    journal.saved(DRIFT, "x", 2100)
    history = history_out_of(journal.read().events)
    assert journal.shorten(2000)
    assert serial(journal) == list(range(1101, 2101))
    assert history_out_of(journal.read().events) == history


def test_each_trimming_has_an_archive_of_its_own(tmp_path: Path) -> None:
    journal = long(tmp_path)
    journal.shorten(6, 2)
    for i in range(9, 15):
        typed(journal, cell(Decimal(i)))
    journal.saved(DRIFT, "y", 14)
    assert journal.shorten(6, 2)
    assert archive_names(tmp_path) == ["journal-1-8.jsonl", "journal-7-14.jsonl"]
    assert serial(journal) == [13, 14]
    assert every_values(tmp_path) == list(range(1, 15))


def test_no_archive_is_written_over(tmp_path: Path) -> None:
    journal = long(tmp_path)
    folder = journal.file.parent / "arkiv"
    folder.mkdir()
    (folder / "journal-1-8.jsonl").write_bytes(b"annat")
    (folder / "journal-1-8-2.jsonl").write_bytes(b"")
    assert journal.shorten(6, 2)
    assert archive_names(tmp_path) == [f"journal-1-8{x}.jsonl" for x in ("-2", "-3", "")]
    assert (folder / "journal-1-8.jsonl").read_bytes() == b"annat"
    assert every_values(tmp_path) == list(range(1, 9))
    assert "börjar inte som en journal" in read_archive(journal).error[0].sentence


def test_the_archive_is_on_the_disk_before_the_journal_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = long(tmp_path)
    call: list[str] = []
    monkeypatch.setattr(archive, "sync_folder", lambda folder: call.append(folder.name))

    def replaced(file: Path, data: bytes, expected: Fingerprint) -> None:
        call.append(file.name)
        write(file, data, expected)

    monkeypatch.setattr(archive, "write", replaced)
    assert journal.shorten(6, 2)
    assert call == ["arkiv", ".namndkoll", "journal.jsonl"]


def test_without_hard_links_the_archive_is_a_copy(tmp_path: Path, monkeypatch: Any) -> None:
    journal = long(tmp_path)

    def link(*_: Any) -> None:
        raise PermissionError(1, "no links")

    monkeypatch.setattr("os.link", link)
    assert journal.shorten(6, 2)
    assert every_values(tmp_path) == list(range(1, 9))


def test_a_journal_that_grew_meanwhile_is_not_trimmed(tmp_path: Path, monkeypatch: Any) -> None:
    journal = long(tmp_path)
    real = archive.shortening

    def shortening(*args: Any) -> Any:
        plan = real(*args)
        typed(journal, cell(Decimal(9)))
        return plan

    monkeypatch.setattr("tui.store.journal.shortening", shortening)
    assert not journal.shorten(6, 2)
    assert serial(journal) == list(range(1, 10))


def test_a_journal_of_few_but_large_events_is_trimmed_too(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(archive, "LONG_BYTE", 2000)
    journal = journal_with(tmp_path, 20)
    journal.saved(DRIFT, "x", 20)
    assert journal.shorten(1000)
    assert 0 < journal.file.stat().st_size < 1500
    assert every_values(tmp_path) == list(range(1, 21))
    assert not journal.shorten(1000)


def test_a_broken_line_is_told_until_the_journal_is_trimmed(tmp_path: Path) -> None:
    journal = long(tmp_path)
    data = journal.file.read_bytes()
    journal.file.write_bytes(data.replace(b'"till": 7}', b'"till": x}'))
    assert len(journal.read().error) == 1
    assert journal.shorten(6, 2)
    assert journal.read().error == ()
    assert len(read_archive(journal).error) == 1


def test_an_archive_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    journal = long(tmp_path)
    (journal.file.parent / "arkiv").write_bytes(b"")
    with pytest.raises(SaveError) as error:
        journal.shorten(6, 2)
    assert "journal.jsonl" in error.value.sentence
    assert read_archive(journal).rows == ()
    assert serial(journal) == list(range(1, 9))


def test_an_archived_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    journal = long(tmp_path)
    journal.shorten(6, 2)
    (journal.file.parent / "arkiv" / "journal-9-9.jsonl").mkdir()
    (journal.file.parent / "arkiv" / "annat.txt").touch()
    archived = read_archive(journal)
    assert [h.nr for h in archived.events] == [1, 2, 3, 4, 5, 6]
    assert ["journal-9-9.jsonl" in error.sentence for error in archived.error] == [True]


@settings(max_examples=40)
@given(CONSEQUENCES, st.integers(1, 30), st.integers(1, 12), st.data())
def test_undo_is_the_same_after_trimming(
    tmp_path_factory: pytest.TempPathFactory,
    what: list[str],
    max_: int,
    keep: int,
    data: st.DataObject,
) -> None:
    session = Session().run(what)
    journal = Journal(tmp_path_factory.mktemp("j"), "anna", lambda: TIME)
    with pytest.MonkeyPatch.context() as fall:
        fall.setattr("os.fsync", lambda _: None)
        for h in session.events:
            journal.write(h.kind, h.step, h.reason, files=h.files, bases={DRIFT: "x"})
            if data.draw(st.booleans()):
                journal.saved(DRIFT, f"h{h.nr}", h.nr)
        if session.events:
            journal.saved(DRIFT, "x", session.events[-1].nr)
        shortened = journal.shorten(max_, keep)
    history = history_out_of(journal.read().events)
    right = session.history
    assert history.done == right.done[len(right.done) - len(history.done) :]
    assert history.undone == right.undone[len(right.undone) - len(history.undone) :]
    assert shortened <= (len(session.events) > max_)
    if len(journal.read().events) < max_ // 2 or not shortened:
        assert history.undone == right.undone
        assert history.done[-keep:] == right.done[-keep:]
    all_ = (*read_archive(journal).events, *journal.read().events)
    assert [h.nr for h in all_] == [h.nr for h in session.events]
