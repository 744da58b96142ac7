"""A rule typed in the words of its table, and shown in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.random_rules import TREES
from tui.domain.expression import Name, changed, names_in, parsed, written
from tui.domain.period import from_new_year
from tui.domain.rule_words import Words, column_words, parsed_words, row_words, spelled
from tui.domain.table import Column, Row, Table
from tui.svenska.arithmetic import Refusal

COLUMNS = (
    Column("budget", "Budget {ar}"),
    Column("kol_2", "Årsprognos {ar}"),
    Column("avvikelse", "Avv. prognos/budget", rule="kol_2 - budget"),
    Column("utfall", "Utfall jan–okt 2031"),
    Column("fjol", "Utfall jan–okt 2030"),
    Column("ar_2029", "2029"),
    Column("ar_2028", "2028"),
    Column("kommentar", "Kommentar", "text"),
)
ROWS = (
    Row("bibliotek", "Bibliotek"),
    Row("simhall", "Sim- och sporthall"),
    Row("barn", "Barn"),
    Row("summa", "Summa verksamheter", "summa"),
    Row("bidrag", "Bidrag"),
    Row("bidrag_2", "Bidrag"),
)
TABLE = Table("kultur", "", "Kultur", "tkr", COLUMNS, ROWS)
WORDS = column_words(TABLE, from_new_year(2031, 10))
OF_ROWS = row_words(TABLE)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("=årsprognos-budget", "kol_2 - budget"),
        ("= Årsprognos 2031 − Budget 2031", "kol_2 - budget"),
        ("kol_2-budget", "kol_2 - budget"),
        ("=utfall jan–okt 2031 − utfall jan–okt 2030", "utfall - fjol"),
        ("=avv. prognos/budget / budget * 100", "avvikelse / budget * 100"),
        ("=2029-2028", "ar_2029 - ar_2028"),
        ("=förändring(2029; 2028)", "forandring(ar_2029; ar_2028)"),
        ("=summa(budget; årsprognos; 2029)", "budget + kol_2 + ar_2029"),
        ("=utfall jan–okt 2031/månader gått", "utfall / manader_gatt"),
        ("=belopp(budget)", "belopp(budget)"),
        ('="Budget 2031"*2', "budget * 2"),
    ],
)
def test_a_rule_is_typed_in_the_words_of_the_headings(typed: str, rule: str) -> None:
    assert parsed_words(typed, WORDS) == rule


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("=summa(raderna under)", "summa(barn)"),
        ("=Summa( rader under )", "summa(barn)"),
        ("=summa(barn)", "summa(barn)"),
        ("=bibliotek + sim- och sporthall", "bibliotek + simhall"),
        ("=summa verksamheter - barn", "summa - barn"),
        ("=summa(bibliotek; barn)", "bibliotek + barn"),
    ],
)
def test_a_rule_of_a_row_is_typed_in_the_words_of_the_labels(typed: str, rule: str) -> None:
    assert parsed_words(typed, OF_ROWS) == rule


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Skriv en regel"),
        ("=årsprognos-", "Regeln ”årsprognos-” är inte fullständig."),
        ("=prognosen-budget", "”prognosen” är ingen kolumn i tabellen; kolumnerna heter Budget"),
        ("=utfall-budget", "”utfall” kan vara Utfall jan–okt 2030 eller Utfall jan–okt 2031"),
        ("=budget%2", "har tecknet ”%”"),
        ("=roten(budget)", "”roten”, som inte är något räknesätt"),
    ],
)
def test_what_cannot_be_read_is_refused_with_why(typed: str, said: str) -> None:
    words = column_words(TABLE, from_new_year(2031, 10))
    if "kan vara" in said:
        # The key of a column is a word for it, but not before its heading's.
        words = Words("kolumn", {k: n for k, n in WORDS.shown.items() if k != "utfall"} | {
            "u1": "Utfall jan–okt 2031", "fjol": "Utfall jan–okt 2030"}, {})  # fmt: skip
    answer = parsed_words(typed, words)
    assert isinstance(answer, Refusal)
    assert said in answer.sentence


def test_rows_of_one_name_are_told_apart_before_they_are_reckoned_with() -> None:
    answer = parsed_words("=bidrag*2", OF_ROWS)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith("Flera rader heter ”Bidrag”")


def test_a_quotient_in_a_column_of_per_cent_is_in_per_cent() -> None:
    assert parsed_words("=avvikelse/budget", WORDS, percent=True) == "avvikelse / budget * 100"
    assert parsed_words("=avvikelse/budget*100", WORDS, percent=True) == "avvikelse / budget * 100"
    assert parsed_words("=avvikelse/budget", WORDS) == "avvikelse / budget"


@given(TREES, st.sampled_from([WORDS, OF_ROWS]))
def test_what_is_shown_is_read_as_the_same_rule(tree: object, words: Words) -> None:
    keys = [key for key in words.shown if not key.startswith("bidrag")]
    names = {name: keys[i % len(keys)] for i, name in enumerate(names_in(tree))}  # type: ignore[arg-type]
    named = changed(
        tree,  # type: ignore[arg-type]
        lambda part: Name(names[part.name]) if isinstance(part, Name) else None,
    )
    rule = written(named)
    assert parsed_words(f"={spelled(rule, words)}", words) == rule
    assert parsed(rule) == named
