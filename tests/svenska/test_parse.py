"""What people type and Excel pastes: read rightly or refused with a hint, never misread."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.svenska.format import amount, clean, rounded_to
from tui.svenska.parse import Dash, Entered, Parsed, Refusal, in_cell, parse_number

# (text, figure or word[, unit]); "tomt" = empty, "streck" = none, "nej" = refused.
TABLE: tuple[tuple[str, ...], ...] = (
    # empty and none
    ("", "tomt"),
    ("   ", "tomt"),
    ("\t\r\n", "tomt"),
    ("\u00a0", "tomt"),
    ("\u202f\u2009", "tomt"),
    ("-", "streck"),
    ("–", "streck"),
    ("−", "streck"),
    (" - ", "streck"),
    ("–\n", "streck"),
    ("\u00a0−\u00a0", "streck"),
    # plain figures
    ("0", "0"),
    ("5", "5"),
    ("31417", "31417"),
    ("224047", "224047"),
    ("999999999999999", "999999999999999"),
    ("0,5", "0.5"),
    (",5", "0.5"),
    ("12,5", "12.5"),
    ("12,50", "12.50"),
    ("1,234", "1.234"),
    ("1,000", "1.000"),
    ("0,06", "0.06"),
    ("0,30000000000000004", "0.30000000000000004"),
    ("100,0", "100.0"),
    ("  42  ", "42"),
    ("\t42\r\n", "42"),
    ("42\n", "42"),
    # thousands
    ("1 234", "1234"),
    ("158 695", "158695"),
    ("1 234 567", "1234567"),
    ("1 234,5", "1234.5"),
    ("1\u00a0234,5", "1234.5"),
    ("1\u202f234", "1234"),
    ("1\u2009234", "1234"),
    ("1\u2007234", "1234"),
    ("1\u00a0234\u00a0567,89", "1234567.89"),
    ("100 000", "100000"),
    ("10 000", "10000"),
    ("\u00a019 112\u00a0", "19112"),
    # signs
    ("-158 695", "-158695"),
    ("−158 695", "-158695"),
    ("–158\u00a0695", "-158695"),
    ("– 614", "-614"),
    ("- 614", "-614"),
    ("−\u00a0614", "-614"),
    ("–\u202f614,5", "-614.5"),
    ("-0", "0"),
    ("−0,0", "0"),
    ("-,5", "-0.5"),
    ("614-", "-614"),
    ("614−", "-614"),
    ("614–", "-614"),
    ("1 234,50-", "-1234.5"),
    ("+3 000", "3000"),
    ("+ 3 000", "3000"),
    ("+0", "0"),
    ("(5)", "-5"),
    ("( 5 )", "-5"),
    ("(1 234,5)", "-1234.5"),
    ("(0)", "0"),
    ("(158\u00a0695)", "-158695"),
    # units
    ("12,5 %", "12.5", "%"),
    ("12,5%", "12.5", "%"),
    ("12,5\u00a0%", "12.5", "%"),
    ("−37 %", "-37", "%"),
    ("(12,5 %)", "-12.5", "%"),
    ("(12,5) %", "-12.5", "%"),
    ("12,5-%", "-12.5", "%"),
    ("614 tkr", "614", "tkr"),
    ("614tkr", "614", "tkr"),
    ("-614 Tkr", "-614", "tkr"),
    ("614 TKR", "614", "tkr"),
    ("23,9 mnkr", "23.9", "mnkr"),
    ("23,9 Mkr", "23.9", "mnkr"),
    ("23,9 mkr", "23.9", "mnkr"),
    ("1 500 kr", "1500", "kr"),
    ("(5 tkr)", "-5", "tkr"),
    ("+10,0\u202fmnkr", "10.0", "mnkr"),
    # formulas
    ("=31417*1,02", "32045.34"),
    ("= 31 417 * 1,02", "32045.34"),
    ("=31\u00a0417×1,02", "32045.34"),
    ("=10÷4", "2.5"),
    ("=10/4", "2.5"),
    ("=10/3*3", "10"),
    ("=1/3*1,5", "0.5"),
    ("=0,1+0,2-0,3", "0"),
    ("=2+3*4", "14"),
    ("=(2+3)*4", "20"),
    ("=10-4-3", "3"),
    ("=100/10/5", "2"),
    ("=−5+3", "-2"),
    ("=-(5+3)", "-8"),
    ("=5*-3", "-15"),
    ("=5-(-3)", "8"),
    ("=–614 – 100", "-714"),
    ("=(5)", "5"),
    ("=+5", "5"),
    ("=,5*2", "1"),
    ("=1 234 + 5", "1239"),
    ("=((((1))))", "1"),
    ("=0*-5", "0"),
    ("=1/3", "0.333333333333"),
    ("=2/3", "0.666666666667"),
    ("=(129/224 047)*100", "0.057577204783"),
    ("=999999999999999", "999999999999999"),
    # a dot may mean either
    ("1.234", "nej"),
    ("19.112", "nej"),
    ("-1.234", "nej"),
    ("1.234 tkr", "nej"),
    ("1.234,5", "nej"),
    ("1,234.5", "nej"),
    ("1.234.567", "nej"),
    ("1.234.567,89", "nej"),
    ("12.5", "nej"),
    ("0.9", "nej"),
    (".5", "nej"),
    ("5.", "nej"),
    ("12.5 %", "nej"),
    ("(1.234)", "nej"),
    ("=1.5*2", "nej"),
    ("=1.234*2", "nej"),
    ("1.2.3", "nej"),
    ("1 234.5", "nej"),
    # commas
    ("1,234,567", "nej"),
    ("12,5,3", "nej"),
    ("12,,5", "nej"),
    (",", "nej"),
    ("5,", "nej"),
    ("1 234,", "nej"),
    ("12 ,5", "nej"),
    ("12, 5", "nej"),
    ("1,234 567", "nej"),
    ("=5,*2", "nej"),
    # groups and several figures
    ("1 23", "nej"),
    ("1 2345", "nej"),
    ("1234 567", "nej"),
    ("12 34 567", "nej"),
    ("5 5", "nej"),
    ("1  234", "nej"),
    ("1\u00a0234 567", "nej"),
    ("0 123", "nej"),
    ("000 123", "nej"),
    ("2023 2024", "nej"),
    ("1\t234", "nej"),
    ("1\n234", "nej"),
    ("–\t614", "nej"),
    ("12\r\n13", "nej"),
    ("–   614", "nej"),
    ("1_234", "nej"),
    ("1'234", "nej"),
    ("1’234", "nej"),
    ("1'234'567,5", "nej"),
    ("1;234", "nej"),
    ("=1 23*2", "nej"),
    ("=5 5", "nej"),
    ("007", "nej"),
    ("00", "nej"),
    ("05", "nej"),
    ("-05,5", "nej"),
    # signs that do not go together
    ("--5", "nej"),
    ("−-5", "nej"),
    ("+-5", "nej"),
    ("-5-", "nej"),
    ("+5-", "nej"),
    ("5+", "nej"),
    ("-(5)", "nej"),
    ("(-5)", "nej"),
    ("(5-)", "nej"),
    ("(5", "nej"),
    ("5)", "nej"),
    ("()", "nej"),
    ("((5))", "nej"),
    ("614 -", "nej"),
    ("+", "nej"),
    ("±5", "nej"),
    ("—", "nej"),
    ("—614", "nej"),
    ("‑614", "nej"),
    ("－5", "nej"),
    ("- %", "nej"),
    # units and marks
    ("%", "nej"),
    ("tkr", "nej"),
    ("% 5", "nej"),
    ("kr 5", "nej"),
    ("5 %%", "nej"),
    ("5 tkr kr", "nej"),
    ("5 st", "nej"),
    ("5 procentenheter", "nej"),
    ("500:-", "nej"),
    ("500 kr.", "nej"),
    ("5 \u212ar", "nej"),
    ("5 t\u212ar", "nej"),
    ("$5", "nej"),
    ("5 €", "nej"),
    ("47,5*", "nej"),
    ("82,2 (80,5)*", "nej"),
    ("<166", "nej"),
    ("≥81", "nej"),
    ("47 av 57", "nej"),
    ("2024-08-31", "nej"),
    ("31/8", "nej"),
    ("3-5", "nej"),
    ("31417*1,02", "nej"),
    # not Swedish figures at all
    ("1e5", "nej"),
    ("1E5", "nej"),
    ("1E+05", "nej"),
    ("NaN", "nej"),
    ("nan", "nej"),
    ("sNaN", "nej"),
    ("inf", "nej"),
    ("-Infinity", "nej"),
    ("∞", "nej"),
    ("0x1F", "nej"),
    ("O12", "nej"),
    ("1O2", "nej"),
    ("l2", "nej"),
    ("1О2", "nej"),
    ("½", "nej"),
    ("5½", "nej"),
    ("5²", "nej"),
    ("٥", "nej"),
    ("１２", "nej"),
    ("1٢", "nej"),
    ("𝟓", "nej"),
    ("五", "nej"),
    ("Ⅴ", "nej"),
    ("fem", "nej"),
    ("drygt 5", "nej"),
    ("Det gick bra. Nämnden har 5 mnkr kvar.", "nej"),
    ("#DIVISION/0!", "nej"),
    ("#VÄRDEFEL!", "nej"),
    ("True", "nej"),
    # hidden
    ("\ufeff5", "nej"),
    ("5\u200b", "nej"),
    ("1\u200b234", "nej"),
    ("\u202e51", "nej"),
    ("5\x00", "nej"),
    ("\x1b[31m5", "nej"),
    ("1\u00ad234", "nej"),
    ("5\ud800", "nej"),
    ("1\u3000234", "nej"),
    ("1\x0b234", "nej"),
    ("5\u0308", "nej"),
    # too much
    ("1000000000000000", "nej"),
    ("1 000 000 000 000 000", "nej"),
    ("0," + "3" * 40, "nej"),
    ("9" * 61, "nej"),
    ("=" + "1+" * 100 + "1", "nej"),
    ("=" + "(" * 21 + "1" + ")" * 21, "nej"),
    ("=999999999999999*10", "nej"),
    # broken formulas
    ("=", "nej"),
    ("==5", "nej"),
    ("=5*", "nej"),
    ("=*5", "nej"),
    ("=5**2", "nej"),
    ("=5//2", "nej"),
    ("=5+-3", "nej"),
    ("=5--3", "nej"),
    ("=--5", "nej"),
    ("=(5", "nej"),
    ("=5)", "nej"),
    ("=)5(", "nej"),
    ("=()", "nej"),
    ("=5(3)", "nej"),
    ("=(2)(3)", "nej"),
    ("=1/0", "nej"),
    ("=1/(2-2)", "nej"),
    ("=0/0", "nej"),
    ("=A1+5", "nej"),
    ("=SUMMA(A1:A3)", "nej"),
    ("=2^3", "nej"),
    ("=50%*3", "nej"),
    ("=5 tkr", "nej"),
    ("=1e5", "nej"),
    ("=5x3", "nej"),
    ("=5\t+3", "nej"),
    ("=5\u200b+3", "nej"),
    ("=٥+3", "nej"),
    ("=__import__('os')", "nej"),
    ("+5+3", "nej"),
)


def _waited(answer: tuple[str, ...]) -> Parsed | Dash | None:
    """The expected reading; None = refused."""
    word_to_answer: dict[str, Parsed | Dash | None] = {
        "tomt": Parsed(None, None),
        "streck": Dash.DASH,
        "nej": None,
    }
    if answer[0] in word_to_answer:
        return word_to_answer[answer[0]]
    return Parsed(Decimal(answer[0]), answer[1] if len(answer) > 1 else None)


def _error(refusal: Refusal) -> list[str]:
    """What is wrong with a refusal as a Swedish sentence on the screen."""
    sentence = refusal.sentence
    requirement = {
        "no full stop": sentence.endswith("."),
        "several sentences": not re.search(r"[.!?]\s", sentence),
        "hidden characters": clean(sentence) == sentence,
        "too long": len(sentence) <= 140,
        "no capital": sentence[0].isupper() or sentence[0] == "«",
    }
    return [lack for lack, fulfilled in requirement.items() if not fulfilled]


def _sentence(entered: Entered) -> str:
    assert isinstance(entered, Refusal), entered
    return entered.sentence.replace("\u00a0", " ")


def test_everything_in_the_table_is_read_rightly_or_refused() -> None:
    loaded = {text: parse_number(text) for text, *_ in TABLE}
    error = [
        f"{text!r}: {loaded[text]}, not {_waited(tuple(answer))}"
        for text, *answer in TABLE
        if (None if isinstance(loaded[text], Refusal) else loaded[text]) != _waited(tuple(answer))
    ]
    assert error == []


def test_every_refusal_in_the_table_is_one_clean_sentence() -> None:
    loaded = [(text, parse_number(text)) for text, *_ in TABLE]
    error = [
        (text, refusal.sentence, _error(refusal))
        for text, refusal in loaded
        if isinstance(refusal, Refusal) and _error(refusal)
    ]
    assert error == []


def test_the_table_is_large_and_has_no_text_twice() -> None:
    texts = [text for text, *_ in TABLE]
    assert len(texts) == len(set(texts)) >= 170


@pytest.mark.parametrize("text", ["-0", "−0,0", "(0)", "0-", "=0*-5", "=-0"])
def test_minus_zero_is_zero_without_a_sign(text: str) -> None:
    parsed = parse_number(text)
    assert isinstance(parsed, Parsed) and parsed.number is not None
    assert not parsed.number.is_signed()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.234", "Skriv 1 234 eller 1,234 – en punkt kan betyda båda."),
        ("−1.234", "Skriv −1 234 eller −1,234 –"),
        ("1.234 tkr", "Skriv 1 234 eller 1,234 –"),
        ("=1.234*2", "Skriv 1 234 eller 1,234 –"),
        ("1.234,5", "Skriv 1 234,5 "),
        ("1,234.5", "Skriv 1 234,5 "),
        ("1,234,567", "Skriv 1 234 567 "),
        ("12,500,5", "ett komma"),
        ("-1'234", "Skriv −1 234 "),
        ("12.5", "Skriv 12,5 "),
        (".5", "Skriv 0,5 "),
        ("007.5", "Skriv 7,5 "),
        ("2024-08-31", "datum"),
        ("2024.08.31", "datum"),
        ("31417*1,02", "börja med ="),
        ("O12", "i stället för O"),
        ("½", "«½»"),
        ("5 st", "«st»"),
        ("82,2 (80,5)*", "parentesen"),
        ("1\t234", "flera celler"),
        ("5\u200b", "osynligt tecken"),
        ("=1/0", "delar med noll"),
        ("=5--3", "Två räknetecken"),
        ("=50%*3", "1,02 i stället för 102 %"),
        ("=(2", "Parenteserna"),
        ("=SUMMA(2)", "parenteser"),
        ("9" * 16, "15 siffror"),
        ("9" * 61, "60 tecken"),
        ("=" + "9" * 200, "200 tecken"),
    ],
)
def test_a_refusal_says_what_to_type_instead(text: str, hint: str) -> None:
    assert hint in _sentence(parse_number(text))


def test_pasted_prose_is_quoted_only_in_short_and_without_its_sentences() -> None:
    prosa = _sentence(parse_number("Nämnden har god kontroll över sina placeringar"))
    assert prosa.startswith("«Nämnden har god kontroll…» är inget tal")
    assert _sentence(parse_number("Bra år. Nu fler. ")).startswith("«Bra år…»")


@pytest.mark.parametrize(
    ("text", "decimals", "answer"),
    [
        ("12", 0, "12"),
        ("12", 1, "12"),
        ("12,0", 0, "12"),
        ("12,00", 0, "12"),
        ("12,50", 1, "12.5"),
        ("1 234,000", 0, "1234"),
        ("0,500", 1, "0.5"),
        ("1,234", 3, "1.234"),
        ("-12,5 %", 1, "-12.5"),
        ("1 234,5", 0, "1234.5"),
        ("-0,4", 0, "-0.4"),
        ("12,55 %", 1, "12.55"),
        ("1 234,50", 0, "1234.5"),
        ("=31417*1,02", 0, "32045.34"),
        ("=5/2", 0, "2.5"),
        ("=-5/2", 1, "-2.5"),
        ("=1/3", 0, "0.333333333333"),
    ],
)
def test_a_figure_is_kept_as_exactly_as_it_came(text: str, decimals: int, answer: str) -> None:
    parsed = parse_number(text, decimals=decimals)
    assert isinstance(parsed, Parsed) and str(parsed.number) == answer


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1 234,5", "Här räknas antal, i hela tal: skriv 1 235."),
        ("-0,4", "Här räknas antal, i hela tal: skriv 0."),
        ("=5/2", "Här räknas antal, i hela tal: skriv 3."),
        ("12,555", "Skriv 12 555 – kommat kan här betyda båda."),
    ],
)
def test_a_cell_that_counts_refuses_a_fraction_with_the_whole_number(text: str, hint: str) -> None:
    assert _sentence(parse_number(text, decimals=0, whole=True)).startswith(hint)


@pytest.mark.parametrize("text", ["12,0", "=10/2", "-3"])
def test_a_cell_that_counts_takes_a_whole_number(text: str) -> None:
    parsed = parse_number(text, decimals=0, whole=True)
    assert isinstance(parsed, Parsed) and parsed.number is not None
    assert parsed.number.as_tuple().exponent == 0


@pytest.mark.parametrize("text", ["1,000", "158,695", "-12,500", "1,234 %", "(1,000)"])
def test_a_lone_comma_before_three_figures_may_be_english_thousands(text: str) -> None:
    sentence = _sentence(parse_number(text, decimals=0))
    assert "kommat kan här betyda båda" in sentence
    assert isinstance(parse_number(text), Parsed)


def test_what_the_refusal_of_a_lone_comma_tells_to_write_can_be_written() -> None:
    assert _sentence(parse_number("158,695", decimals=0)) == (
        "Skriv 158 695, eller 158,6950 om kommat skiljer decimaler – kommat kan här betyda båda."
    )
    assert parse_number("158,6950", decimals=0) == Parsed(Decimal("158.695"), None)


def test_another_money_unit_than_the_cells_is_left_for_the_caller_to_scale() -> None:
    millions = parse_number("1,5 mnkr", decimals=0, unit="tkr")
    assert millions == Parsed(Decimal("1.5"), "mnkr")
    assert in_cell(Decimal("1500.000"), 0) == Decimal(1500)
    assert "skriv 1 235." in _sentence(_as_entered(in_cell(Decimal("1234.5"), 0, whole=True)))


def _as_entered(answer: Decimal | Refusal) -> Entered:
    return Parsed(answer, None) if isinstance(answer, Decimal) else answer


@st.composite
def _number(draw: st.DrawFn) -> tuple[Decimal, int]:
    decimals = draw(st.integers(0, 6))
    units = draw(st.integers(-(10**15) * 10**decimals + 1, 10**15 * 10**decimals - 1))
    return Decimal(f"{units}E-{decimals}"), decimals


@given(_number())
@example((Decimal("-1.234"), 3))
@example((Decimal("-0.0"), 1))
def test_what_is_shown_can_be_typed_back(number_and_decimals: tuple[Decimal, int]) -> None:
    number, decimals = number_and_decimals
    assert parse_number(amount(number, decimals), decimals=decimals) == Parsed(number, None)
    assert parse_number(amount(number, None)) == Parsed(number, None)
    assert parse_number(f"={amount(number, None)}") == Parsed(number, None)


_ALMOST_NUMBER = st.text("0123456789,.-−–+*/×÷()=% \u00a0\u202f'kmnrtOe\t", max_size=30)


@settings(max_examples=600)
@given(
    st.one_of(st.text(), _ALMOST_NUMBER, _ALMOST_NUMBER.map("={}".format)),
    st.none() | st.integers(0, 4),
    st.sampled_from([None, "%", "tkr"]),
)
@example("0" * 100_000, None, None)
@example("=" + "(" * 199, 0, None)
@example("\ud800. \udfff! 5", 0, None)
def test_any_text_is_read_or_refused_in_one_clean_sentence(
    text: str, decimals: int | None, unit: str | None
) -> None:
    answer = parse_number(text, decimals=decimals, unit=unit)
    assert isinstance(answer, Parsed | Dash | Refusal)
    if isinstance(answer, Refusal):
        assert _error(answer) == [], answer.sentence


@settings(max_examples=400)
@given(_ALMOST_NUMBER)
def test_what_is_read_has_exactly_the_figures_that_were_typed(text: str) -> None:
    answer = parse_number(text)
    if isinstance(answer, Parsed) and answer.number is not None and "=" not in text:
        digits = re.sub(r"[^0-9]", "", text)
        assert int(digits) == abs(answer.number) * 10 ** len(
            re.sub(r"[^0-9]", "", text.partition(",")[2])
        )
        assert "." not in text


@st.composite
def _expression(draw: st.DrawFn, depth: int = 3) -> tuple[str, Fraction]:
    if depth == 0 or draw(st.booleans()):
        number = draw(st.integers(0, 9999))
        return amount(Decimal(number) / 10, None), Fraction(number, 10)
    (text_a, a), (text_b, b) = draw(_expression(depth - 1)), draw(_expression(depth - 1))
    sign = draw(st.sampled_from("+-*/" if b else "+-*"))
    value = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else a}[sign]
    return f"({text_a}){sign}({text_b})", value


@given(_expression())
def test_a_formula_gives_the_exact_value_rounded_once(expression: tuple[str, Fraction]) -> None:
    text, value = expression
    answer = parse_number(f"={text}", decimals=1)
    if abs(value) < 10**15:
        assert answer == Parsed(rounded_to(value, 12), None)
    else:
        assert isinstance(answer, Refusal)


@given(st.fractions(), st.integers(0, 5))
def test_rounding_is_half_up_and_never_more_than_half_a_unit_off(
    number: Fraction, decimals: int
) -> None:
    avvikelse = Fraction(rounded_to(number, decimals)) - number
    half = Fraction(1, 2 * 10**decimals)
    assert abs(avvikelse) <= half
    assert abs(avvikelse) < half or (avvikelse > 0) == (number > 0)
