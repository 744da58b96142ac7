"""How figures, dates and foreign text are shown."""

import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.svenska.format import amount, clean, clock_time, count, percent, short_date, when

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (None, 0, ""),
        ("0", 0, "0"),
        ("-0", 0, "0"),
        ("-0.4", 0, "0"),
        ("-0.04", 1, "0,0"),
        ("-0.5", 0, "−1"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "−3"),
        ("0.05", 1, "0,1"),
        ("999", 0, "999"),
        ("1000", 0, "1_000"),
        ("-158695", 0, "−158_695"),
        ("1234567.5", 1, "1_234_567,5"),
        ("999.5", 0, "1_000"),
        ("12", 2, "12,00"),
        ("12.50", None, "12,50"),
        ("-1234.567", None, "−1_234,567"),
        ("1E+3", None, "1_000"),
        ("-0.00", None, "0,00"),
        ("123456789012345678901234567890.5", 0, "123_456_789_012_345_678_901_234_567_891"),
    ],
)
def test_an_amount_is_shown_the_swedish_way(
    number: str | None, decimals: int | None, shown: str
) -> None:
    value = None if number is None else Decimal(number)
    assert amount(value, decimals) == shown.replace("_", NBSP)


def test_an_amount_has_no_decimals_unless_asked() -> None:
    assert amount(Decimal("1234.5")) == f"1{NBSP}235"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3), st.integers(0, 4))
def test_an_amount_never_shows_minus_zero(number: Decimal, decimals: int) -> None:
    shown = amount(number, decimals)
    assert not shown.startswith("−") or set(shown) & set("123456789")


def test_per_cent_has_one_decimal_and_a_no_break_space() -> None:
    assert percent(Decimal("12.55")) == f"12,6{NBSP}%"
    assert percent(Decimal("-0.01")) == f"0,0{NBSP}%"
    assert percent(Decimal(4), 0) == f"4{NBSP}%"
    assert percent(None) == ""


def test_dates_are_written_with_the_month_by_name() -> None:
    assert when(date(2024, 8, 31)) == "31 augusti 2024"
    assert short_date(date(2024, 9, 17)) == "17 sep"
    assert [short_date(date(2024, m, 1)).split()[1] for m in (3, 5, 6, 7)] == [
        "mars",
        "maj",
        "juni",
        "juli",
    ]


def test_the_time_of_day_has_a_full_stop_between_hours_and_minutes() -> None:
    assert clock_time(time(14, 2)) == "14.02"
    assert clock_time(datetime(2024, 9, 17, 8, 5)) == "08.05"


def test_a_count_agrees_with_its_noun() -> None:
    assert count(1, "rad", "rader") == "1 rad"
    assert count(0, "rad", "rader") == "0 rader"
    assert count(1200, "rad", "rader") == f"1{NBSP}200 rader"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hälsa och vård – 12 %", "Hälsa och vård – 12 %"),
        ("\x1b[31mröd", "␛[31mröd"),
        ("a\x00b\x07c", "a␀b␇c"),
        ("a\x7fb", "a␡b"),
        ("a\x9b31mb", "a�31mb"),
        ("a\u202eb\u2066c", "a�b�c"),
        ("\ufeffa\u200bb\u00adc", "�a�b�c"),
        ("a\ud800b", "a�b"),
        ("a\tb\nc\r\nd\re\u2028f", "a b c d e f"),
        ("1\u00a0234", "1\u00a0234"),
        ("a\u0308", "a\u0308"),
        ("", ""),
    ],
)
def test_text_that_could_steer_a_terminal_is_made_visible(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_line_breaks_are_kept_only_when_asked_for_and_tabs_never() -> None:
    assert clean("a\r\nb\rc\nd\te", line_breaks=True) == "a\nb\nc\nd e"


def test_every_control_invisible_or_separating_character_is_replaced() -> None:
    # Arabic number signs and their like are format characters (Cf) that are seen.
    visible_cf = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
    visible_cf |= {"\U000110bd", "\U000110cd"}
    missed = [
        hex(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        and chr(code) not in visible_cf
        and clean(chr(code)) == chr(code)
    ]
    assert missed == []


@given(st.text())
def test_cleaned_text_is_already_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    broken = clean(text, line_breaks=True)
    assert clean(broken, line_breaks=True) == broken
