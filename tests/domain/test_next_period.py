"""Periods, names and proposals of the next document."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import IDS, area
from tui.domain.next_document.sources import (
    NextError,
    name_for,
    next_proposal,
    parsed_kind,
    parsed_period,
    proposal_for,
)
from tui.domain.period import Period, from_new_year, same_time, shifted


@pytest.mark.parametrize(
    ("period", "year", "waited"),
    [
        (
            Period(date(2024, 1, 1), date(2024, 8, 31)),
            1,
            Period(date(2025, 1, 1), date(2025, 8, 31)),
        ),
        (
            Period(date(2024, 1, 1), date(2024, 2, 29)),
            1,
            Period(date(2025, 1, 1), date(2025, 2, 28)),
        ),
        (
            Period(date(2023, 1, 1), date(2023, 2, 28)),
            1,
            Period(date(2024, 1, 1), date(2024, 2, 29)),
        ),
        (
            Period(date(2024, 7, 1), date(2025, 6, 30)),
            -1,
            Period(date(2023, 7, 1), date(2024, 6, 30)),
        ),
    ],
)
def test_a_period_moves_on_by_years_also_over_leap_days(
    period: Period, year: int, waited: Period
) -> None:
    assert shifted(period, year) == waited


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(-50, 50))
def test_a_period_moved_on_and_back_is_itself_and_the_same_time(year: int, m: int, n: int) -> None:
    period = from_new_year(year, m)
    assert shifted(shifted(period, n), -n) == period
    assert same_time(period, shifted(period, n))
    assert m == 12 or not same_time(period, from_new_year(year + n, m + 1))


@pytest.mark.parametrize(
    ("text", "kind", "end"),
    [
        ("2024-12", "arsbokslut", date(2024, 12, 31)),
        ("2025", "budget", date(2025, 12, 31)),
        (" 2025-08 ", "delarsbokslut", date(2025, 8, 31)),
        ("2024-02", "delarsbokslut", date(2024, 2, 29)),
    ],
)
def test_a_period_is_read_as_its_last_month(text: str, kind: str, end: date) -> None:
    assert parsed_period(text, parsed_kind(kind)) == Period(date(end.year, 1, 1), end)


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        ("24-12", "bokslut", "kan inte läsas; skriv året och sista månaden, som 2024-12"),
        ("2024-13", "bokslut", "kan inte läsas"),
        ("2024-08-31", "delar", "kan inte läsas"),
        ("", "delar", "kan inte läsas"),
        ("2024-08", "bokslut", "Ett årsbokslut omfattar hela året; 2024-08 gör inte det."),
        ("2024-12", "delar", "Ett delårsbokslut slutar före december"),
        ("2025-06", "budget", "En budget omfattar hela året"),
    ],
)
def test_a_period_that_cannot_be_is_refused_with_a_hint(
    text: str, kind: str, sentence: str
) -> None:
    with pytest.raises(NextError, match=sentence):
        parsed_period(text, parsed_kind(kind))


def test_a_kind_goes_by_its_long_and_its_short_word() -> None:
    assert [parsed_kind(o) for o in ("Bokslut", "arsbokslut", "delar", "budget")] == [
        "arsbokslut",
        "arsbokslut",
        "delarsbokslut",
        "budget",
    ]
    with pytest.raises(NextError, match="”rapport” finns inte; där finns delarsbokslut, bokslut"):
        parsed_kind("rapport")


def test_a_document_is_named_as_the_board_names_its_own() -> None:
    for id_ in IDS:
        head = area().document[id_]
        assert name_for(head.kind, head.period) == head.name


def test_an_id_that_is_taken_gets_a_number() -> None:
    period = from_new_year(2024)
    assert proposal_for("arsbokslut", period).id == "2024-bokslut"
    assert proposal_for("arsbokslut", period, ["2024-bokslut"]).id == "2024-bokslut-2"


@pytest.mark.parametrize(
    ("from_", "first_of_all"),
    [
        ("2024-delar", "2024-bokslut"),
        ("2025-budget", "2025-delar"),
        ("2023-bokslut", "2024-bokslut"),
        ("2018-delar", "2018-bokslut"),
        ("2019-underlag", "2020-underlag"),
    ],
)
def test_the_first_proposal_is_the_next_that_there_is_none_of(
    from_: str, first_of_all: str
) -> None:
    all_ = tuple(area().document.values())
    proposal = next_proposal(area().document[from_], all_)
    assert proposal[0].id == first_of_all
    assert len({(f.kind, f.period) for f in proposal}) == len(proposal)


def test_a_delarsbokslut_is_proposed_for_the_months_of_the_last_one() -> None:
    april = replace(area().document["2024-delar"], period=from_new_year(2026, 4))
    proposal = next_proposal(area().document["2025-budget"], (april,))
    assert proposal[0].period == from_new_year(2025, 4)


def test_a_document_at_the_end_of_the_calendar_is_in_nobodys_way() -> None:
    last = Period(date(9999, 1, 1), date(9999, 12, 31))
    assert not same_time(last, from_new_year(2024))
    assert not same_time(from_new_year(2024), last)
    assert next_proposal(replace(area().document["2024-delar"], period=last), ()) == ()
