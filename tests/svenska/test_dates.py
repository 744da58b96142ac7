"""Days as Swedes write them, read or refused; lists of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import WEEKDAYS, Day, days_in, parsed_day
from tui.svenska.format import MONTHS, when

TODAY = date(2025, 1, 10)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "18 februari 2025", "18/2", "18/2 2025", "18/2-2025", "2025-02-18", "2025-2-18",
        "tisdagen den 18 februari kl. 13", "tisdag 18 feb kl 13.00-16", "den 18:e februari",
        "Den 18 februari, 2025", "18 FEB. 2025", "kl. 13 den 18 februari 2025", " 18 februari. ",
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert parsed_day(text, TODAY) == date(2025, 2, 18)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("30 februari", "finns inte i almanackan"),
        ("29 februari 2025", "finns inte i almanackan"),
        ("2/18", "finns inte i almanackan"),
        ("måndagen den 18 februari 2025", "18 februari 2025 är en tisdag och ingen måndag."),
        ("25-03-01", "Skriv datumet som"),
        ("3/4/25", "Skriv datumet som"),
        ("20250218", "Skriv datumet som"),
        ("18", "Skriv datumet som"),
        ("18 februari 25", "Skriv datumet som"),
        ("i morgon", "Skriv datumet som"),
        ("", "Skriv datumet som"),
        ("18 februari 2025 och 3 mars 2025", "Skriv datumet som"),
    ],
)
def test_what_is_no_day_or_another_is_refused(text: str, sentence: str) -> None:
    answer = parsed_day(text, TODAY)
    assert isinstance(answer, Refusal) and sentence in answer.sentence


def test_without_a_year_it_is_the_next_one_if_that_is_asked_for() -> None:
    assert parsed_day("9/1", TODAY) == date(2026, 1, 9)
    assert parsed_day("10/1", TODAY) == TODAY
    answer = parsed_day("18/2")
    assert isinstance(answer, Refusal) and answer.sentence.startswith("Skriv året också")


@given(DAYS)
def test_a_day_is_read_in_every_form_that_it_can_be_written_in(day: date) -> None:
    weekday = WEEKDAYS[day.weekday()]
    for text in (when(day), day.isoformat(), f"{day.day}/{day.month} {day.year}"):
        assert parsed_day(text) == parsed_day(f"{weekday} {text}") == day


@given(DAYS, st.integers(0, 6))
def test_only_its_own_weekday_is_taken(day: date, weekday: int) -> None:
    fits = day.weekday() == weekday
    assert (parsed_day(f"{WEEKDAYS[weekday]}en den {when(day)}") == day) is fits


@given(st.dates(TODAY, TODAY + timedelta(days=364)))
def test_a_day_without_a_year_is_within_a_year(day: date) -> None:
    assert parsed_day(f"{day.day} {MONTHS[day.month - 1]}", TODAY) == day


@given(st.text(max_size=40))
def test_no_text_at_all_raises(text: str) -> None:
    assert isinstance(parsed_day(text, TODAY), date | Refusal)
    assert all(isinstance(one, Day | Refusal) for one in days_in(text, TODAY))


def test_a_years_list_is_read_line_by_line() -> None:
    text = """Sammanträden 2026
18 februari kl. 13.00\tÅrsbokslut 2025
• tisdag 24 mars  Månadsuppföljning

Senast 30/9: delårsbokslut till kommunstyrelsen
12 maj, 9 juni och 25 augusti 2027
"""
    assert list(days_in(text, TODAY)) == [
        Day(date(2026, 2, 18), "Årsbokslut 2025"),
        Day(date(2026, 3, 24), "Månadsuppföljning"),
        Day(date(2026, 9, 30), "Senast delårsbokslut till kommunstyrelsen"),
        Day(date(2027, 5, 12)),
        Day(date(2027, 6, 9)),
        Day(date(2027, 8, 25)),
    ]


def test_a_line_with_figures_that_are_no_day_is_told_by_its_number() -> None:
    first, second = days_in("18 februari\nvecka 12\n", TODAY)
    assert first == Day(date(2025, 2, 18))
    assert isinstance(second, Refusal) and second.sentence.startswith("Rad 2, ”vecka 12”,")
