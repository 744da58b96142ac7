"""The period of a document, and its head."""

from dataclasses import replace
from datetime import date

import pytest

from tui.domain.dokument import Dokument
from tui.domain.installningar import SKALOR, Installningar, Sammantrade, nasta_sammantrade
from tui.domain.period import Period


@pytest.mark.parametrize(
    ("start", "slut", "manader", "kvar", "gatt"),
    [
        ((2024, 1, 1), (2024, 8, 31), 8, 4, 8),
        ((2018, 1, 1), (2018, 8, 31), 8, 4, 8),
        ((2024, 1, 1), (2024, 2, 29), 2, 10, 2),
        ((2023, 1, 1), (2023, 12, 31), 12, 0, 12),
        ((2025, 1, 1), (2027, 12, 31), 36, 0, 12),
        ((2024, 1, 1), (2024, 1, 31), 1, 11, 1),
        ((2024, 1, 1), (2024, 1, 30), 0, 12, 0),
    ],
)
def test_a_period_counts_its_whole_months(
    start: tuple[int, int, int], slut: tuple[int, int, int], manader: int, kvar: int, gatt: int
) -> None:
    period = Period(date(*start), date(*slut))
    assert (period.manader, period.manader_kvar) == (manader, kvar)
    assert period.riktpunkt() == (gatt, 12)
    assert period.ar == slut[0]


@pytest.mark.parametrize(
    ("status", "upplast", "last"),
    [
        ("beslutad", "", True),
        ("beslutad", "fel belopp", False),
        ("utkast", "", False),
    ],
)
def test_a_decided_document_is_locked_until_it_is_unlocked_with_a_reason(
    status: str, upplast: str, last: bool
) -> None:
    dokument = Dokument("d", "D", "budget", Period(date(2024, 1, 1), date(2024, 12, 31)))
    dokument = replace(dokument, status=status, upplast=upplast)  # type: ignore[arg-type]
    assert dokument.last is last


MOTEN = Installningar(
    sammantraden=tuple(
        Sammantrade(date(2024, *dag)) for dag in [(12, 10), (9, 17), (10, 15), (2, 13)]
    )
)


@pytest.mark.parametrize(
    ("idag", "nasta"),
    [
        (date(2024, 1, 1), date(2024, 2, 13)),
        (date(2024, 9, 17), date(2024, 9, 17)),
        (date(2024, 9, 18), date(2024, 10, 15)),
        (date(2024, 12, 11), None),
    ],
)
def test_the_next_meeting_is_the_first_one_today_or_later(idag: date, nasta: date | None) -> None:
    mote = nasta_sammantrade(MOTEN, idag)
    assert (mote and mote.datum) == nasta


def test_an_unknown_scale_has_no_steps() -> None:
    assert Installningar().skala("finns_inte") == ()
    assert Installningar().skala("ja_nej") == SKALOR["ja_nej"] == ("Ja", "Nej")


def test_a_period_may_go_to_the_end_of_the_calendar() -> None:
    assert Period(date(9999, 1, 1), date.max).manader == 12
    assert Period(date(9998, 7, 1), date.max).manader == 18
