"""One line of the journal to its value and back."""

import shutil
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.journal_help import DRIFT, TIME, cell, typed
from tests.store.test_change_code import CHANGES, JSON_VALUES
from tui.domain.finding import Address
from tui.store.codec import CodeError, encoded
from tui.store.errors import ItemError
from tui.store.journal import Journal
from tui.store.journal.history import cell_history, history_out_of
from tui.store.journal.lines import (
    PASSED,
    Broken,
    Discarded,
    Event,
    Head,
    Intent,
    JournalLine,
    Saved,
    encoded_journal_line,
    encoded_time,
    parsed_journal_line,
)
from tui.workspace import (
    CellChange,
    DocumentChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    StepKind,
    TrycktChange,
)

FILE_NAME, HASHES, NR = st.text(min_size=1), st.text(min_size=1), st.integers(1, 10**12)
TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)).map(
    lambda t: t.replace(microsecond=0, tzinfo=UTC)
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    par = draw(st.lists(st.tuples(CHANGES, FILE_NAME), min_size=1, max_size=3))
    step, files = zip(*par, strict=True)
    return Event(
        nr=draw(NR),
        moment=draw(TIMES),
        who=draw(st.text()),
        kind=draw(st.sampled_from((*get_args(StepKind), *PASSED))),
        step=step,
        files=files,
        reason=draw(st.text()),
        base=draw(st.dictionaries(FILE_NAME, st.none() | HASHES, max_size=2)),
    )


EVERYTHING = st.none() | NR
ROWS: st.SearchStrategy[JournalLine] = st.one_of(
    events(),
    st.builds(Head, TIMES, NR),
    st.builds(Intent, FILE_NAME, HASHES, st.none() | HASHES, NR),
    st.builds(Saved, FILE_NAME, HASHES, NR, EVERYTHING),
    st.builds(Discarded, FILE_NAME, st.none() | HASHES, NR, EVERYTHING),
)
EVENT = Event(7, TIME, "anna", "gor", (cell(Decimal("9.00")),), (DRIFT,), "skäl", {DRIFT: "x"})


@given(ROWS)
def test_every_line_comes_back_and_is_one_line(row: JournalLine) -> None:
    data = encoded_journal_line(row)
    assert data.count(b"\n") == 1
    assert data.endswith(b"\n")
    assert parsed_journal_line(data[:-1]) == row


@given(ROWS, st.data())
def test_no_part_of_a_line_is_a_line(row: JournalLine, data: st.DataObject) -> None:
    row_ = encoded_journal_line(row)[:-1]
    with pytest.raises((ItemError, CodeError)):
        parsed_journal_line(row_[: data.draw(st.integers(0, len(row_) - 1))])


def test_the_lines_look_as_they_are_described() -> None:
    rows = (
        Head(TIME, 1),
        EVENT,
        Intent(DRIFT, "ny", None, 7),
        Saved(DRIFT, "ny", 7, 7),
        Discarded("d1/", None, 7),
    )
    assert [encoded_journal_line(row).decode() for row in rows] == [
        '{ "journal": 1, "start": "2024-09-17T12:02:03Z", "fran_nr": 1 }\n',
        '{ "nr": 7, "tid": "2024-09-17T12:02:03Z", "vem": "anna", "slag": "gor", "steg": [ '
        '{ "fil": "d1/drift", "slag": "cell", "adress": ["d1", "t1", "rad_1", "a"], '
        '"fran": null, "till": 9.00 } ], "skal": "skäl", "bas": { "d1/drift": "x" } }\n',
        '{ "skriver": "d1/drift", "hash": "ny", "nr": 7, "fore": null }\n',
        '{ "sparat": "d1/drift", "hash": "ny", "nr": 7, "allt": 7 }\n',
        '{ "forkastat": "d1/", "hash": null, "nr": 7 }\n',
    ]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 10, 27, 2, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2024, 10, 27, 1, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    ],
)
def test_times_are_stored_in_utc(moment: datetime) -> None:
    assert encoded_time(moment) == "2024-10-27T00:30:00Z"


def test_a_leap_day_comes_back() -> None:
    row = Head(datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), 1)
    assert parsed_journal_line(encoded_journal_line(row)) == row


def test_an_event_tells_its_changes_file_by_file() -> None:
    one, change = cell(Decimal(1)), cell(Decimal(2))
    row = Event(1, TIME, "anna", "gor", (one, change, one), ("d1/drift", "d1/mal", "d1/drift"))
    assert row.step_in("d1/drift") == (one, one)
    assert row.step_in("d1/mal") == (change,)
    assert row.step_in("d2/drift") == ()


START = "2024-09-17T12:02:03Z"
GOOD: Any = {
    "nr": 7,
    "tid": "2024-09-17T12:02:03Z",
    "vem": "anna",
    "slag": "gor",
    "steg": [{"fil": "d", "slag": "cell", "adress": ["d", "t", "r", "k"], "fran": 1, "till": 2}],
}


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ([], "raden ska ha fält med namn"),
        ({}, "raden är av ett okänt slag"),
        ({"nytt": 1}, "raden är av ett okänt slag"),
        (
            {"journal": "1", "fran_nr": 1, "start": "2024-09-17T12:02:03Z"},
            "”journal” ska vara ett heltal från 1",
        ),
        (
            {"journal": 1, "fran_nr": 0, "start": "2024-09-17T12:02:03Z"},
            "”fran_nr” ska vara ett heltal från 1",
        ),
        ({"journal": 1, "fran_nr": 1, "start": "x"}, "”start” ska vara en tid med tidszon"),
        ({**GOOD, "nr": True}, "”nr” ska vara ett heltal från 1"),
        ({**GOOD, "nr": Decimal("1.5")}, "”nr” ska vara ett heltal från 1"),
        ({**GOOD, "tid": "2024-09-17T12:02:03"}, "tid med tidszon, inte ”2024-09-17T12:02:03”"),
        ({**GOOD, "tid": "0001-01-01T00:00:00+14:00"}, "tid med tidszon"),
        ({**GOOD, "tid": None}, "”tid” ska vara text"),
        ({**GOOD, "vem": 1}, "”vem” ska vara text"),
        ({**GOOD, "slag": "annat"}, "”annat” är inget slag av händelse"),
        ({**GOOD, "slag": []}, "är inget slag av händelse"),
        ({**GOOD, "skal": None}, "”skal” ska vara text"),
        ({**GOOD, "bas": {"d": 1}}, "”bas” ska vara filernas kontrollsummor"),
        ({**GOOD, "bas": []}, "”bas” ska vara filernas kontrollsummor"),
        ({**GOOD, "steg": {}}, "”steg” ska vara en lista av ändringar"),
        ({**GOOD, "steg": [1]}, "”steg” ska vara en lista av ändringar"),
        ({**GOOD, "steg": [{}]}, "ändringen är av ett okänt slag"),
        ({**GOOD, "steg": [{**GOOD["steg"][0], "fil": None}]}, "”fil” ska vara text"),
        ({"skriver": 1, "hash": "x", "nr": 1, "fore": None}, "”skriver” ska vara text"),
        ({"skriver": "f", "hash": None, "nr": 1, "fore": None}, "”hash” ska vara text"),
        ({"skriver": "f", "hash": "x", "nr": 1}, "”fore” ska vara text"),
        ({"sparat": "f", "hash": None, "nr": 1}, "”hash” ska vara text"),
        ({"sparat": "f", "hash": "x", "nr": -1}, "”nr” ska vara ett heltal från 0"),
        ({"sparat": "f", "hash": "x", "nr": 1, "allt": None}, "”allt” ska vara ett heltal"),
        ({"forkastat": "f", "hash": 1, "nr": 1}, "”hash” ska vara text"),
    ],
)
def test_a_bad_line_is_refused_in_one_sentence(item: Any, sentence: str) -> None:
    with pytest.raises(ItemError) as error:
        parsed_journal_line(encoded(item))
    assert sentence in str(error.value)


KEYS = ("journal", "start", "fran_nr", "nr", "tid", "vem", "slag", "steg", "skal", "bas")
FILE_KEYS = ("skriver", "sparat", "forkastat", "hash", "fore", "allt")


@given(st.dictionaries(st.sampled_from((*KEYS, *FILE_KEYS)), JSON_VALUES))
def test_no_json_value_does_more_than_be_refused(ra: Any) -> None:
    try:
        data = encoded(ra)
    except CodeError:
        return
    try:
        parsed_journal_line(data)
    except (ItemError, CodeError) as error:
        assert "\n" not in str(error)


@given(ROWS, st.data())
def test_a_line_with_a_damaged_byte_does_no_more_than_be_refused(
    row: JournalLine, data: st.DataObject
) -> None:
    bytes_ = bytearray(encoded_journal_line(row))
    bytes_[data.draw(st.integers(0, len(bytes_) - 1))] = data.draw(st.integers(0, 255))
    try:
        parsed_journal_line(bytes(bytes_))
    except (ItemError, CodeError) as error:
        assert str(error).isprintable()


def test_a_journal_that_an_earlier_version_wrote_is_read_and_its_steps_can_be_undone(
    tmp_path: Path,
) -> None:
    """Every kind of line and of change, written before the lines were made by msgspec."""
    journal = Journal(tmp_path, "bo")
    journal.file.parent.mkdir()
    shutil.copy(Path(__file__).parent / "journal_of_before.jsonl", journal.file)
    content = journal.read()
    assert content.error == ()
    rows = [row for row in content.rows if not isinstance(row, Broken)]
    assert {type(row) for row in rows} == {Head, Event, Intent, Saved, Discarded}
    kinds = {type(change) for h in content.events for change in h.step}
    rows_ = {RowAdded, RowRemoved, RowMoved}
    assert kinds == {CellChange, TrycktChange, *rows_, DocumentChange}
    history = history_out_of(content.events)
    assert [[type(change) for change in step] for step in history.done] == [
        [CellChange],
        [CellChange],
        [DocumentChange],
        [TrycktChange],
    ]
    cells = Address("2024-delar", "drift", "personal", "prognos")
    assert [h.to for h in cell_history(content.events, cells)] == [Decimal(-2), Decimal(-1)]
    assert typed(journal, cell(None)).nr == 7
