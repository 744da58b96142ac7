"""One line of the journal to its value and back."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.journalhjalp import DRIFT, TID, cell
from tests.store.test_andringskod import ANDRINGAR, JSONVARDEN
from tui.store.fel import Postfel
from tui.store.journalrad import (
    SLAG,
    Avsikt,
    Forkastad,
    Handelse,
    Huvud,
    Journalrad,
    Sparad,
    kodad_journalrad,
    kodad_tid,
    tolkad_journalrad,
)
from tui.store.kodek import Kodfel, kodat

FILNAMN, HASHAR, NR = st.text(min_size=1), st.text(min_size=1), st.integers(1, 10**12)
TIDER = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)).map(
    lambda t: t.replace(microsecond=0, tzinfo=UTC)
)


@st.composite
def handelser(draw: st.DrawFn) -> Handelse:
    par = draw(st.lists(st.tuples(ANDRINGAR, FILNAMN), min_size=1, max_size=3))
    steg, filer = zip(*par, strict=True)
    return Handelse(
        nr=draw(NR),
        tid=draw(TIDER),
        vem=draw(st.text()),
        slag=draw(st.sampled_from(list(SLAG.values()))),
        steg=steg,
        filer=filer,
        skal=draw(st.text()),
        bas=draw(st.dictionaries(FILNAMN, st.none() | HASHAR, max_size=2)),
    )


ALLT = st.none() | NR
RADER: st.SearchStrategy[Journalrad] = st.one_of(
    handelser(),
    st.builds(Huvud, TIDER, NR),
    st.builds(Avsikt, FILNAMN, HASHAR, st.none() | HASHAR, NR),
    st.builds(Sparad, FILNAMN, HASHAR, NR, ALLT),
    st.builds(Forkastad, FILNAMN, st.none() | HASHAR, NR, ALLT),
)
HANDELSE = Handelse(7, TID, "anna", "gor", (cell(Decimal("9.00")),), (DRIFT,), "skäl", {DRIFT: "x"})


@given(RADER)
def test_every_line_comes_back_and_is_one_line(rad: Journalrad) -> None:
    data = kodad_journalrad(rad)
    assert data.count(b"\n") == 1
    assert data.endswith(b"\n")
    assert tolkad_journalrad(data[:-1]) == rad


@given(RADER, st.data())
def test_no_part_of_a_line_is_a_line(rad: Journalrad, data: st.DataObject) -> None:
    rad_ = kodad_journalrad(rad)[:-1]
    with pytest.raises((Postfel, Kodfel)):
        tolkad_journalrad(rad_[: data.draw(st.integers(0, len(rad_) - 1))])


def test_the_lines_look_as_they_are_described() -> None:
    rader = (
        Huvud(TID, 1),
        HANDELSE,
        Avsikt(DRIFT, "ny", None, 7),
        Sparad(DRIFT, "ny", 7, 7),
        Forkastad("d1/", None, 7),
    )
    assert [kodad_journalrad(rad).decode() for rad in rader] == [
        '{ "journal": 1, "start": "2024-09-17T12:02:03Z", "fran_nr": 1 }\n',
        '{ "nr": 7, "tid": "2024-09-17T12:02:03Z", "vem": "anna", "slag": "gor", "steg": [ '
        '{ "fil": "d1/drift", "slag": "cell", "adress": ["d1", "t1", "rad_1", "a"], '
        '"fran": null, "till": 9.00 } ], "skal": "skäl", "bas": { "d1/drift": "x" } }\n',
        '{ "skriver": "d1/drift", "hash": "ny", "nr": 7, "fore": null }\n',
        '{ "sparat": "d1/drift", "hash": "ny", "nr": 7, "allt": 7 }\n',
        '{ "forkastat": "d1/", "hash": null, "nr": 7 }\n',
    ]


@pytest.mark.parametrize(
    "tid",
    [
        datetime(2024, 10, 27, 2, 30, tzinfo=timezone(timedelta(hours=2))),
        datetime(2024, 10, 27, 1, 30, tzinfo=timezone(timedelta(hours=1))),
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    ],
)
def test_times_are_stored_in_utc(tid: datetime) -> None:
    assert kodad_tid(tid) == "2024-10-27T00:30:00Z"


def test_a_leap_day_comes_back() -> None:
    rad = Huvud(datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), 1)
    assert tolkad_journalrad(kodad_journalrad(rad)) == rad


def test_an_event_tells_its_changes_file_by_file() -> None:
    ena, andra = cell(Decimal(1)), cell(Decimal(2))
    rad = Handelse(1, TID, "anna", "gor", (ena, andra, ena), ("d1/drift", "d1/mal", "d1/drift"))
    assert rad.steg_i("d1/drift") == (ena, ena)
    assert rad.steg_i("d1/mal") == (andra,)
    assert rad.steg_i("d2/drift") == ()


GOD: Any = {
    "nr": 7,
    "tid": "2024-09-17T12:02:03Z",
    "vem": "anna",
    "slag": "gor",
    "steg": [{"fil": "d", "slag": "cell", "adress": ["d", "t", "r", "k"], "fran": 1, "till": 2}],
}


@pytest.mark.parametrize(
    ("post", "mening"),
    [
        ([], "raden ska ha fält med namn"),
        ({}, "raden är av ett okänt slag"),
        ({"nytt": 1}, "raden är av ett okänt slag"),
        ({"journal": "1", "fran_nr": 1, "start": "x"}, "”journal” ska vara ett heltal från 1"),
        ({"journal": 1, "fran_nr": 0, "start": "x"}, "”fran_nr” ska vara ett heltal från 1"),
        ({"journal": 1, "fran_nr": 1, "start": "x"}, "”start” ska vara en tid med tidszon"),
        ({**GOD, "nr": True}, "”nr” ska vara ett heltal från 1"),
        ({**GOD, "nr": Decimal("1.5")}, "”nr” ska vara ett heltal från 1"),
        ({**GOD, "tid": "2024-09-17T12:02:03"}, "tid med tidszon, inte ”2024-09-17T12:02:03”"),
        ({**GOD, "tid": "0001-01-01T00:00:00+14:00"}, "tid med tidszon"),
        ({**GOD, "tid": None}, "”tid” ska vara text"),
        ({**GOD, "vem": 1}, "”vem” ska vara text"),
        ({**GOD, "slag": "annat"}, "”annat” är inget slag av händelse"),
        ({**GOD, "slag": []}, "är inget slag av händelse"),
        ({**GOD, "skal": None}, "”skal” ska vara text"),
        ({**GOD, "bas": {"d": 1}}, "”bas” ska vara filernas kontrollsummor"),
        ({**GOD, "bas": []}, "”bas” ska vara filernas kontrollsummor"),
        ({**GOD, "steg": {}}, "”steg” ska vara en lista av ändringar"),
        ({**GOD, "steg": [1]}, "”steg” ska vara en lista av ändringar"),
        ({**GOD, "steg": [{}]}, "ändringen är av ett okänt slag"),
        ({**GOD, "steg": [{**GOD["steg"][0], "fil": None}]}, "”fil” ska vara text"),
        ({"skriver": 1, "hash": "x", "nr": 1, "fore": None}, "”skriver” ska vara text"),
        ({"skriver": "f", "hash": None, "nr": 1, "fore": None}, "”hash” ska vara text"),
        ({"skriver": "f", "hash": "x", "nr": 1}, "”fore” ska vara text"),
        ({"sparat": "f", "hash": None, "nr": 1}, "”hash” ska vara text"),
        ({"sparat": "f", "hash": "x", "nr": -1}, "”nr” ska vara ett heltal från 0"),
        ({"sparat": "f", "hash": "x", "nr": 1, "allt": None}, "”allt” ska vara ett heltal"),
        ({"forkastat": "f", "hash": 1, "nr": 1}, "”hash” ska vara text"),
    ],
)
def test_a_bad_line_is_refused_in_one_sentence(post: Any, mening: str) -> None:
    with pytest.raises(Postfel) as fel:
        tolkad_journalrad(kodat(post))
    assert mening in str(fel.value)


NYCKLAR = ("journal", "start", "fran_nr", "nr", "tid", "vem", "slag", "steg", "skal", "bas")
FILNYCKLAR = ("skriver", "sparat", "forkastat", "hash", "fore", "allt")


@given(st.dictionaries(st.sampled_from((*NYCKLAR, *FILNYCKLAR)), JSONVARDEN))
def test_no_json_value_does_more_than_be_refused(ra: Any) -> None:
    try:
        data = kodat(ra)
    except Kodfel:
        return
    try:
        tolkad_journalrad(data)
    except (Postfel, Kodfel) as fel:
        assert "\n" not in str(fel)


@given(RADER, st.data())
def test_a_line_with_a_damaged_byte_does_no_more_than_be_refused(
    rad: Journalrad, data: st.DataObject
) -> None:
    bytes_ = bytearray(kodad_journalrad(rad))
    bytes_[data.draw(st.integers(0, len(bytes_) - 1))] = data.draw(st.integers(0, 255))
    try:
        tolkad_journalrad(bytes(bytes_))
    except (Postfel, Kodfel) as fel:
        assert str(fel).isprintable()
