"""Periods, names and proposals of the next document."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fem_dokument import IDN, yta
from tui.domain.nasta_period import (
    Nastafel,
    ar_fran_start,
    forskjuten,
    forslag_for,
    namn_for,
    nasta_forslag,
    samma_tid,
    tolkad_period,
    tolkat_slag,
)
from tui.domain.period import Period


@pytest.mark.parametrize(
    ("period", "ar", "vantat"),
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
    period: Period, ar: int, vantat: Period
) -> None:
    assert forskjuten(period, ar) == vantat


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(-50, 50))
def test_a_period_moved_on_and_back_is_itself_and_the_same_time(ar: int, m: int, n: int) -> None:
    period = ar_fran_start(ar, m)
    assert forskjuten(forskjuten(period, n), -n) == period
    assert samma_tid(period, forskjuten(period, n))
    assert m == 12 or not samma_tid(period, ar_fran_start(ar + n, m + 1))


@pytest.mark.parametrize(
    ("text", "slag", "slut"),
    [
        ("2024-12", "arsbokslut", date(2024, 12, 31)),
        ("2025", "budget", date(2025, 12, 31)),
        (" 2025-08 ", "delarsbokslut", date(2025, 8, 31)),
        ("2024-02", "delarsbokslut", date(2024, 2, 29)),
    ],
)
def test_a_period_is_read_as_its_last_month(text: str, slag: str, slut: date) -> None:
    assert tolkad_period(text, tolkat_slag(slag)) == Period(date(slut.year, 1, 1), slut)


@pytest.mark.parametrize(
    ("text", "slag", "mening"),
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
def test_a_period_that_cannot_be_is_refused_with_a_hint(text: str, slag: str, mening: str) -> None:
    with pytest.raises(Nastafel, match=mening):
        tolkad_period(text, tolkat_slag(slag))


def test_a_kind_goes_by_its_long_and_its_short_word() -> None:
    assert [tolkat_slag(o) for o in ("Bokslut", "arsbokslut", "delar", "budget")] == [
        "arsbokslut",
        "arsbokslut",
        "delarsbokslut",
        "budget",
    ]
    with pytest.raises(Nastafel, match="”rapport” finns inte; där finns delarsbokslut, bokslut"):
        tolkat_slag("rapport")


def test_a_document_is_named_as_the_board_names_its_own() -> None:
    for id_ in IDN:
        huvud = yta().dokument[id_]
        assert namn_for(huvud.slag, huvud.period) == huvud.namn


def test_an_id_that_is_taken_gets_a_number() -> None:
    period = ar_fran_start(2024)
    assert forslag_for("arsbokslut", period).id == "2024-bokslut"
    assert forslag_for("arsbokslut", period, ["2024-bokslut"]).id == "2024-bokslut-2"


@pytest.mark.parametrize(
    ("fran", "forst"),
    [
        ("2024-delar", "2024-bokslut"),
        ("2025-budget", "2025-delar"),
        ("2023-bokslut", "2024-bokslut"),
        ("2018-delar", "2018-bokslut"),
        ("2019-underlag", "2020-underlag"),
    ],
)
def test_the_first_proposal_is_the_next_that_there_is_none_of(fran: str, forst: str) -> None:
    alla = tuple(yta().dokument.values())
    forslag = nasta_forslag(yta().dokument[fran], alla)
    assert forslag[0].id == forst
    assert len({(f.slag, f.period) for f in forslag}) == len(forslag)


def test_a_delarsbokslut_is_proposed_for_the_months_of_the_last_one() -> None:
    april = replace(yta().dokument["2024-delar"], period=ar_fran_start(2026, 4))
    forslag = nasta_forslag(yta().dokument["2025-budget"], (april,))
    assert forslag[0].period == ar_fran_start(2025, 4)


def test_a_document_at_the_end_of_the_calendar_is_in_nobodys_way() -> None:
    sist = Period(date(9999, 1, 1), date(9999, 12, 31))
    assert not samma_tid(sist, ar_fran_start(2024))
    assert not samma_tid(ar_fran_start(2024), sist)
    assert nasta_forslag(replace(yta().dokument["2024-delar"], period=sist), ()) == ()
