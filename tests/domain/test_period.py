"""The period of a document, and its head."""

from datetime import date

import pytest
from msgspec.structs import replace

from tui.domain.document import Document
from tui.domain.period import Period
from tui.domain.settings import Sammantrade, Settings, next_sammantrade


@pytest.mark.parametrize(
    ("start", "end", "months", "left", "gone"),
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
    start: tuple[int, int, int], end: tuple[int, int, int], months: int, left: int, gone: int
) -> None:
    period = Period(date(*start), date(*end))
    assert (period.months, period.months_left) == (months, left)
    assert period.riktpunkt() == (gone, 12)
    assert period.year == end[0]


@pytest.mark.parametrize(
    ("status", "unlocked", "locked"),
    [("beslutad", "", True), ("beslutad", "fel belopp", False), ("utkast", "", False)],
)
def test_a_decided_document_is_locked_until_it_is_unlocked_with_a_reason(
    status: str, unlocked: str, locked: bool
) -> None:
    document = Document("d", "D", "budget", Period(date(2024, 1, 1), date(2024, 12, 31)))
    document = replace(document, status=status, unlocked=unlocked)  # type: ignore[arg-type]
    assert document.locked is locked


MEETINGS = Settings(
    sammantraden=tuple(
        Sammantrade(date(2024, *day)) for day in [(12, 10), (9, 17), (10, 15), (2, 13)]
    )
)


@pytest.mark.parametrize(
    ("today", "next_"),
    [
        (date(2024, 1, 1), date(2024, 2, 13)),
        (date(2024, 9, 17), date(2024, 9, 17)),
        (date(2024, 9, 18), date(2024, 10, 15)),
        (date(2024, 12, 11), None),
    ],
)
def test_the_next_meeting_is_the_first_one_today_or_later(today: date, next_: date | None) -> None:
    meeting = next_sammantrade(MEETINGS, today)
    assert (meeting and meeting.when) == next_


def test_an_unknown_scale_has_no_steps() -> None:
    assert Settings().scale("finns_inte") == ()
    assert Settings().scale("ja_nej") == ("Ja", "Nej")


def test_a_period_may_go_to_the_end_of_the_calendar() -> None:
    assert Period(date(9999, 1, 1), date.max).months == 12
    assert Period(date(9998, 7, 1), date.max).months == 18
