"""What is committed is in the journal, whatever becomes of its file."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.help import in_children
from tests.store.journal_help import (
    DRIFT,
    TIME,
    area,
    cell,
    journal_with,
    serial,
    typed,
)
from tui.store.codec import MAX_BYTE
from tui.store.errors import ReadError, SaveError
from tui.store.journal import Event, Journal, writer
from tui.store.journal.lines import (
    Broken,
    Discarded,
    Head,
    Intent,
    Saved,
    encoded_journal_line,
)
from tui.store.journal.reader import calm, parsed_content, state_after
from tui.workspace import DocumentChange

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


@pytest.fixture
def without_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of hundreds of files, in which no power is lost."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def test_nothing_is_made_before_something_is_committed(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "anna")
    assert journal.read().rows == ()
    assert journal.last_nr() == 0
    assert calm(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_committed_step_is_there_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "Åsa", lambda: TIME)
    step = (cell(Decimal("9.00")), DocumentChange(*(area().document[d] for d in ("d1", "d1"))))
    files = (DRIFT, "d1/")
    event = journal.write("gor", step, "rättat", files=files, bases={DRIFT: "x", "d1/": None})
    assert event == Event(1, TIME, "Åsa", "gor", step, files, "rättat", {DRIFT: "x", "d1/": None})
    content = Journal(tmp_path, "Bo").read()
    assert content.rows == (Head(TIME, 1), event)
    assert content.error == ()
    assert (tmp_path / ".namndkoll" / "journal.jsonl").read_bytes().count(b"\n") == 2


def test_a_step_is_one_write_and_is_on_the_disk_when_it_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_with(tmp_path, 1)
    call: list[Any] = []

    def listen(name: str, real: Any) -> Any:
        def called(*args: Any) -> Any:
            call.append((name, *args[1:]))
            return real(*args)

        return called

    for name in ("write", "fsync", "ftruncate", "close"):
        monkeypatch.setattr(os, name, listen(name, getattr(os, name)))
    event = typed(journal, cell(Decimal(2)))
    assert call == [("write", encoded_journal_line(event)), ("fsync",), ("close",)]


def test_the_folder_is_on_the_disk_too_when_the_journal_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(writer, "sync_folder", folders.append)
    journal_with(tmp_path, 3)
    assert folders == [tmp_path / ".namndkoll", tmp_path]


def test_numbers_go_on_from_what_the_file_holds(tmp_path: Path) -> None:
    journal_with(tmp_path, 3)
    assert typed(Journal(tmp_path, "bo"), cell(None)).nr == 4
    assert serial(Journal(tmp_path, "bo")) == [1, 2, 3, 4]
    assert Journal(tmp_path, "bo").last_nr() == 4


def test_the_base_is_noted_where_a_file_is_touched_first_since_it_was_saved(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path, "anna")
    assert typed(journal, cell(Decimal(1)), base="a").base == {DRIFT: "a"}
    assert typed(journal, cell(Decimal(2)), base="b").base == {}
    head = area().document["d1"]
    step = (cell(Decimal(3)), DocumentChange(head, head))
    event = journal.write("gor", step, files=(DRIFT, "d1/"), bases={DRIFT: "c", "d1/": None})
    assert event.base == {"d1/": None}
    journal.saved(DRIFT, "d", 2)
    assert typed(journal, cell(Decimal(4)), base="d").base == {}
    journal.saved(DRIFT, "e", 4)
    assert typed(Journal(tmp_path, "bo"), cell(Decimal(5)), base="e").base == {DRIFT: "e"}


def test_the_base_is_asked_for_only_where_it_is_needed(tmp_path: Path) -> None:
    class Curious(dict[str, str | None]):
        count = 0

        def __getitem__(self, file: str) -> str | None:
            self.count += 1
            return super().__getitem__(file)

    journal, bases = Journal(tmp_path, "anna"), Curious({DRIFT: "x"})
    for i in range(5):
        journal.write("gor", (cell(Decimal(i)),), files=(DRIFT,), bases=bases)
    assert bases.count == 1


def test_a_base_that_is_not_known_is_left_out(tmp_path: Path) -> None:
    event = Journal(tmp_path, "anna").write("gor", (cell(None),), files=(DRIFT,), bases={})
    assert event.base == {}


def test_a_base_that_cannot_be_read_is_a_sentence_and_nothing_is_committed(tmp_path: Path) -> None:
    class Unreadable(dict[str, str | None]):
        def __getitem__(self, file: str) -> str | None:
            raise ReadError("d1/drift.json kan inte läsas.")

    journal = Journal(tmp_path, "anna")
    with pytest.raises(SaveError, match="kan inte läsas"):
        journal.write("gor", (cell(None),), files=(DRIFT,), bases=Unreadable({DRIFT: ""}))
    assert serial(journal) == []


def test_intents_and_saves_and_discards_are_lines_of_their_own(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    journal.intent(DRIFT, "ny", "bas", 1)
    journal.saved(DRIFT, "ny", 1)
    journal.discard(DRIFT, None, 2)
    content = journal.read()
    assert content.rows[3:] == (
        Intent(DRIFT, "ny", "bas", 1),
        Saved(DRIFT, "ny", 1),
        Discarded(DRIFT, None, 2, everything=2),
    )
    assert [sorted(h.discarded) for h in content.events] == [[], [DRIFT]]


def test_only_the_events_up_to_the_number_are_discarded(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 4)
    journal.saved(DRIFT, "x", 1)
    journal.discard(DRIFT, "y", 3)
    discarded = [sorted(h.discarded) for h in journal.read().events]
    assert discarded == [[], [DRIFT], [DRIFT], []]
    assert not calm(tmp_path)


def test_a_step_that_settles_a_conflict_stands_in_place_of_what_was_unsaved(
    tmp_path: Path,
) -> None:
    journal = journal_with(tmp_path, 2)
    event = journal.write(
        "gor", (cell(None),), files=(DRIFT,), bases={DRIFT: "deras"}, replaces=(DRIFT,)
    )
    assert event.base == {DRIFT: "deras"}
    discarded = [sorted(h.discarded) for h in journal.read().events]
    assert discarded == [[DRIFT], [DRIFT], []]
    journal.saved(DRIFT, "x", 3)
    assert typed(journal, cell(None), base="x").nr == 4
    assert [sorted(h.discarded) for h in journal.read().events] == [*discarded, []]


def test_a_save_that_makes_everything_saved_says_so(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    assert not calm(tmp_path)
    journal.saved(DRIFT, "x", 1)
    assert not calm(tmp_path)
    journal.saved(DRIFT, "y", 2)
    assert calm(tmp_path)
    typed(journal, cell(None))
    assert not calm(tmp_path)


@pytest.mark.usefixtures("without_fsync")
def test_after_a_quiet_end_the_lines_in_between_are_not_asked(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 100)
    journal.saved(DRIFT, "x", 100)
    journal.file.write_bytes(journal.file.read_bytes().replace(b'"nr": 50,', b'"nr": 5x,'))
    assert calm(tmp_path)
    assert typed(Journal(tmp_path, "bo"), cell(None)).nr == 101


@pytest.mark.parametrize("end", [b"{", b"\0", b"\n", b"x\n", b"[]\n", b'{"sparat": "f"}\n'])
def test_an_end_that_is_not_quiet_is_read_in_full(tmp_path: Path, end: bytes) -> None:
    journal = journal_with(tmp_path, 2)
    journal.saved(DRIFT, "x", 2)
    with journal.file.open("ab") as file:
        file.write(end)
    assert not calm(tmp_path)
    assert typed(Journal(tmp_path, "bo"), cell(None)).nr > 2


def test_a_quiet_end_that_lacks_its_newline_gets_it(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    journal.saved(DRIFT, "x", 2)
    journal.file.write_bytes(journal.file.read_bytes()[:-1])
    assert not calm(tmp_path)
    typed(Journal(tmp_path, "bo"), cell(None))
    assert serial(journal) == [1, 2, 3]
    assert journal.read().error == ()


def test_a_newer_versions_journal_is_never_quiet_and_never_written_to(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    journal.saved(DRIFT, "x", 2)
    data = journal.file.read_bytes().replace(b'"journal": 1', b'"journal": 2')
    journal.file.write_bytes(data)
    assert not calm(tmp_path)
    with pytest.raises(SaveError, match="nyare version"):
        typed(Journal(tmp_path, "bo"), cell(None))
    with pytest.raises(SaveError, match="nyare version"):
        Journal(tmp_path, "bo").saved(DRIFT, "y", 2)
    assert not Journal(tmp_path, "bo").shorten(0, 0)
    assert journal.file.read_bytes() == data


def test_a_number_that_everything_is_saved_up_to_is_not_used_again() -> None:
    rows = (Head(TIME, 3), Saved("d1/", "x", 4, everything=9))
    assert state_after(rows).nr == 9
    assert state_after(rows[:1]).nr == 2


def test_an_empty_step_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Journal(tmp_path, "anna").write("gor", (), files=(), bases={})


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (cell(Decimal("1E+99")), "Ändringen kan inte sparas: talet .* är för långt"),
        (cell("\ud800"), "Ändringen kan inte sparas: texten innehåller ett halvt tecken"),
        (cell("x" * MAX_BYTE), "Ändringen kan inte sparas: filen är större än"),
    ],
    ids=["tal", "tecken", "storlek"],
)
def test_what_could_not_be_read_back_is_not_committed(
    tmp_path: Path, step: Any, sentence: str
) -> None:
    journal = journal_with(tmp_path, 1)
    with pytest.raises(SaveError, match=sentence):
        typed(journal, step)
    typed(journal, cell(None))
    assert serial(journal) == [1, 2]
    assert journal.read().error == ()


def test_a_users_name_that_is_no_text_stops_no_save(tmp_path: Path) -> None:
    assert typed(Journal(tmp_path, "\udce5sa"), cell(None)).who == "?sa"


def test_the_clock_going_back_does_not_change_the_order(tmp_path: Path) -> None:
    times = iter((TIME, TIME, TIME - timedelta(days=400), TIME - timedelta(hours=1)))
    journal = Journal(tmp_path, "anna", lambda: next(times))
    for i in range(3):
        typed(journal, cell(Decimal(i)))
    events = journal.read().events
    assert [h.nr for h in events] == [1, 2, 3]
    assert [h.step[0].to for h in events] == [0, 1, 2]  # type: ignore[union-attr]
    assert events[2].moment > events[1].moment < events[0].moment


def test_a_local_clock_is_stored_as_utc(tmp_path: Path) -> None:
    local = datetime(2024, 3, 31, 3, 30).astimezone()
    event = typed(Journal(tmp_path, "anna", lambda: local), cell(None))
    assert event.moment.tzinfo is UTC
    assert event.moment == local


@pytest.mark.usefixtures("without_fsync")
def test_threads_may_write_at_the_same_time(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 0)

    def do(i: int) -> int:
        if i % 3 == 0:
            journal.intent(DRIFT, f"h{i}", None, 0)
        journal.read()
        return typed(journal, cell(Decimal(i))).nr

    with ThreadPoolExecutor(8) as threads:
        nr = sorted(threads.map(do, range(120)))
    assert nr == serial(journal) == list(range(1, 121))
    assert journal.read().error == ()


# --- what is torn, broken, foreign or too large


@pytest.mark.usefixtures("without_fsync")
def test_a_tail_torn_at_any_byte_opens_and_loses_only_the_torn_event(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 20)
    data, all_ = journal.file.read_bytes(), journal.read().events
    head = data.index(b"\n") + 1
    for length in range(len(data) + 1):
        left = data[:length]
        # A line that lacks only its newline is whole: its event is not lost either.
        unfinished = head < length < len(data) and data[length : length + 1] == b"\n"
        whole = left + b"\n" if unfinished else left[: left.rfind(b"\n") + 1]
        content = parsed_content(left, "f")
        assert content.events == all_[: max(0, whole.count(b"\n") - 1)]
        assert len(content.error) == (left not in (whole, whole[:-1]) or length == head - 1)
        # Written over, not anew: a file system waits for the disk where a file is emptied.
        with journal.file.open("r+b") as file:
            file.write(left)
            file.truncate()
        new = typed(Journal(tmp_path, "bo", lambda: TIME), cell(Decimal(99)))
        assert new.nr == len(content.events) + 1
        assert journal.file.read_bytes() == (whole or data[:head]) + encoded_journal_line(new)


def test_a_torn_tail_is_told_with_its_line(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    with journal.file.open("ab") as file:
        file.write(b'{ "nr": 3, "tid')
    (error,) = journal.read().error
    assert error.file == ".namndkoll/journal.jsonl"
    assert error.sentence.startswith(".namndkoll/journal.jsonl, rad 4: raden är avhuggen")
    assert Broken not in map(type, journal.read().rows)


@pytest.mark.parametrize("tail", [b"\0" * 200, b"\0" * 200 + b'"a" }\n', b"\0\n", b'{"nr":\0\n'])
def test_zero_bytes_that_a_power_cut_left_are_cut_off(tmp_path: Path, tail: bytes) -> None:
    journal = journal_with(tmp_path, 2)
    with journal.file.open("ab") as file:
        file.write(tail)
    assert serial(journal) == [1, 2]
    assert "avhuggen" in journal.read().error[0].sentence
    typed(Journal(tmp_path, "bo"), cell(None))
    assert serial(journal) == [1, 2, 3]
    assert journal.read().error == ()


@pytest.mark.parametrize("data", [b"", b"\n", b"\0" * 50, b"{", b'{ "journal": 1, "start": "20'])
def test_a_first_line_that_a_power_cut_tore_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    journal = Journal(tmp_path, "anna")
    journal.file.parent.mkdir()
    journal.file.write_bytes(data)
    typed(journal, cell(None))
    content = journal.read()
    assert [type(row) for row in content.rows] == [Head, Event]
    assert content.error == ()


def test_a_broken_line_in_the_middle_is_told_and_what_follows_is_read(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 4)
    rows = journal.file.read_bytes().split(b"\n")
    rows[2] = rows[2].replace(b'"till": 2', b'"till": 2x')
    journal.file.write_bytes(b"\n".join(rows))
    content = journal.read()
    assert [h.nr for h in content.events] == [1, 3, 4]
    assert content.rows[2] == Broken(3)
    (error,) = content.error
    assert error.sentence.startswith(".namndkoll/journal.jsonl, rad 3: tecken ")
    assert "texten är inte giltig JSON; raden hoppas över" in error.sentence
    assert typed(Journal(tmp_path, "bo"), cell(None)).nr == 5


def test_hundreds_of_broken_lines_are_a_few_sentences(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 1)
    with journal.file.open("ab") as file:
        file.write(b"x\n" * 300)
    error = journal.read().error
    assert len(error) == 6
    assert error[-1].sentence == ".namndkoll/journal.jsonl: ytterligare 295 rader kan inte läsas."


def test_blank_lines_and_windows_line_ends_say_nothing(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 3)
    data = journal.file.read_bytes()
    journal.file.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") + b"\r\n")
    assert serial(journal) == [1, 2, 3]
    assert journal.read().error == ()
    typed(journal, cell(None))
    assert serial(journal) == [1, 2, 3, 4]


def test_events_out_of_order_are_told_and_not_taken_in(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 3)
    head, *rows = journal.file.read_bytes().splitlines(keepends=True)
    journal.file.write_bytes(head + b"".join([*rows, rows[1], head, rows[0]]))
    content = journal.read()
    assert [h.nr for h in content.events] == [1, 2, 3]
    assert "rad 5: händelse 2 står efter händelse 3" in content.error[0].sentence
    assert "rad 6: journalens början står mitt i filen" in content.error[1].sentence
    assert typed(journal, cell(None)).nr > 3


def _with(journal: Journal, data: bytes) -> None:
    journal.file.parent.mkdir(exist_ok=True)
    journal.file.write_bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"journal": 2, "start": "2024-09-17T12:00:00Z", "fran_nr": 1}\nx\n', "nyare version"),
        (b"En anteckning utan radslut", "börjar inte som en journal"),
        (b"En anteckning\nmed rader\n", "börjar inte som en journal"),
        (b"<<<<<<< HEAD\n" + encoded_journal_line(Head(TIME, 1)), "börjar inte som en journal"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "börjar inte som en journal"),
    ],
    ids=["nyare", "text", "rader", "git", "bild"],
)
def test_a_file_that_is_not_ours_is_told_and_never_written_to(
    tmp_path: Path, data: bytes, sentence: str
) -> None:
    journal = Journal(tmp_path, "anna")
    _with(journal, data)
    assert sentence in journal.read().error[0].sentence
    assert journal.read().events == ()
    with pytest.raises(SaveError) as error:
        typed(journal, cell(None))
    assert sentence in error.value.sentence
    assert error.value.sentence.startswith(".namndkoll/journal.jsonl ")
    assert journal.file.read_bytes() == data
    journal.file.rename(tmp_path / "undan")
    typed(journal, cell(None))
    assert serial(journal) == [1]


def test_a_journal_larger_than_the_cap_is_told_and_not_read(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 1)
    with journal.file.open("r+b") as file:
        file.truncate(MAX_BYTE * 100)
    content = journal.read()
    assert content.events == ()
    assert "är större än 16 MB" in content.error[0].sentence
    with pytest.raises(SaveError, match="är större än 16 MB"):
        typed(Journal(tmp_path, "bo"), cell(None))


def test_a_journal_that_would_grow_past_the_cap_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_with(tmp_path, 8)
    bound = journal.file.stat().st_size + writer.FALLBACK
    monkeypatch.setattr(writer, "MAX_BYTE", bound)
    with pytest.raises(SaveError, match=r"journal.jsonl är full .* starta om programmet"):
        typed(journal, cell(None))
    # What is in it can be saved all the same, and then there is room.
    journal.intent(DRIFT, "x", "bas", 8)
    journal.saved(DRIFT, "x", 8)
    assert journal.shorten(6, 2)
    assert typed(journal, cell(None)).nr == 9


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_make_reading_raise(data: bytes, after_head: bool) -> None:
    data = encoded_journal_line(Head(TIME, 1)) * after_head + data
    content = parsed_content(data, "f")
    assert all(
        error.sentence.startswith("f") and error.sentence.isprintable() for error in content.error
    )
    assert content.whole <= len(data)


@ON_POSIX
@pytest.mark.parametrize("what", ["mapp", "ror", "lank", "fil i vägen", "utan datamapp"])
def test_what_is_no_file_is_a_sentence(tmp_path: Path, what: str) -> None:
    journal = Journal(tmp_path / "data", "anna")
    if what != "utan datamapp":
        (tmp_path / "data" / ".namndkoll").mkdir(parents=True)
    if what == "mapp":
        journal.file.mkdir()
    elif what == "ror":
        os.mkfifo(journal.file)
    elif what == "lank":
        journal.file.symlink_to(journal.file)
    elif what == "fil i vägen":
        journal.file.parent.rmdir()
        journal.file.parent.touch()
    with pytest.raises(SaveError, match=r"^\.namndkoll/journal\.jsonl kunde inte skrivas: "):
        typed(journal, cell(None))
    assert journal.read().events == ()
    assert bool(journal.read().error) == (what != "utan datamapp")
    assert calm(tmp_path / "data") == (what == "utan datamapp")


@ON_POSIX
def test_a_folder_without_rights_is_a_sentence() -> None:
    """In a child that is nobody in particular: root may do everything."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)

        def children() -> int:
            if os.geteuid() == 0:
                os.seteuid(65534)
            try:
                typed(Journal(folder, "anna"), cell(None))
            except SaveError as error:
                return 0 if "saknar behörighet" in error.sentence else 1
            return 2

        assert in_children(children) == 0


# --- the file changed underneath


def test_a_journal_deleted_underneath_is_made_again_with_what_is_unsaved(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 3)
    journal.intent(DRIFT, "x", "bas", 2)
    journal.saved(DRIFT, "x", 2)
    before = journal.read()
    journal.file.unlink()
    journal.file.parent.rmdir()
    new = typed(journal, cell(Decimal(4)))
    assert new.nr == 4
    assert journal.read().rows == (*before.rows, new)


def test_of_a_deleted_journal_only_what_is_unsaved_comes_back(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 3)
    journal.saved(DRIFT, "x", 3)
    typed(journal, cell(Decimal(4)))
    journal.file.unlink()
    typed(journal, cell(Decimal(5)))
    assert journal.read().rows[0] == Head(TIME, 4)
    assert serial(journal) == [4, 5]


def test_an_older_journal_put_in_its_place_gets_what_it_lacks(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    older = journal.file.read_bytes()
    typed(journal, cell(Decimal(3)))
    typed(journal, cell(Decimal(4)))
    before = journal.read()
    journal.file.unlink()
    journal.file.write_bytes(older)
    new = typed(journal, cell(Decimal(5)))
    assert journal.read().rows == (*before.rows, new)


def test_numbers_go_on_after_an_older_journal_was_put_in_its_place(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 1)
    journal.saved(DRIFT, "x", 1)
    older = journal.file.read_bytes()
    typed(journal, cell(None))
    journal.saved(DRIFT, "y", 2)
    journal.file.write_bytes(older)
    assert typed(journal, cell(None)).nr == 3


@pytest.mark.parametrize("extra", [b"", b"\n"])
def test_a_copy_put_in_its_place_is_gone_on_with(tmp_path: Path, extra: bytes) -> None:
    journal = journal_with(tmp_path, 2)
    data = journal.file.read_bytes()
    journal.file.unlink()
    (tmp_path / "annan").write_bytes(b"")
    journal.file.write_bytes(data + extra)
    typed(journal, cell(None))
    assert serial(journal) == [1, 2, 3]
    assert journal.read().error == ()


def test_a_touched_journal_is_gone_on_with(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 2)
    os.utime(journal.file, (0, 0))
    typed(journal, cell(None))
    assert serial(journal) == [1, 2, 3]


def test_somebody_elses_journal_in_its_place_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "annan").mkdir()
    (tmp_path / "var").mkdir()
    other = journal_with(tmp_path / "annan", 9).file.read_bytes()
    journal = Journal(tmp_path / "var", "bo", lambda: TIME)
    typed(journal, cell("vår"))
    journal.file.write_bytes(other)
    with pytest.raises(SaveError, match="har bytts mot en annan av ett annat program"):
        typed(journal, cell("vår 2"))
    assert journal.file.read_bytes() == other
    journal.file.rename(tmp_path / "undan")
    typed(journal, cell("vår 2"))
    assert serial(journal) == [1, 2]


def test_numbers_never_start_over_after_a_journal_that_was_taken_away(tmp_path: Path) -> None:
    journal = journal_with(tmp_path, 3)
    journal.saved(DRIFT, "x", 3)
    archive = tmp_path / ".namndkoll" / "arkiv"
    archive.mkdir()
    journal.file.rename(archive / "journal-1-3.jsonl")
    assert Journal(tmp_path, "bo").last_nr() == 3
    assert typed(Journal(tmp_path, "bo"), cell(None)).nr == 4
