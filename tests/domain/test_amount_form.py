"""Signs and unit of new tables: what turns round with them, and what is alike in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.amount_form import reversed_difference, reversed_words


@pytest.mark.parametrize(
    ("rule", "turned"),
    [
        ("prognos - budget", "budget - prognos"),
        ("hela(bokslut - prognos)", "hela(prognos - bokslut)"),
        ("intakter + kostnader", "intakter + kostnader"),
        ("avvikelse / belopp(budget) * 100", "avvikelse / belopp(budget) * 100"),
        ("prognos - ", "prognos - "),
    ],
)
def test_only_a_difference_of_two_cells_is_turned(rule: str, turned: str) -> None:
    assert reversed_difference(rule) == turned


@pytest.mark.parametrize(
    ("words", "turned"),
    [
        (
            "Intäkter +, kostnader −. Avvikelse = prognos − budget, plus = bättre.",
            "Intäkter −, kostnader +. Avvikelse = budget − prognos, plus = bättre.",
        ),
        (
            "Intäkter +, kostnader −. Skillnad = nu (bokslut) − då, plus = bättre.",
            "Intäkter −, kostnader +. Skillnad = då − nu (bokslut), plus = bättre.",
        ),
        (
            "Prognos − budget. Plus är bättre än budget.",
            "Budget − prognos. Plus är bättre än budget.",
        ),
        ("Intäkter +, kostnader −.", "Intäkter −, kostnader +."),
        ("Lägre är bättre.", "Lägre är bättre."),
    ],
)
def test_the_words_follow_the_signs(words: str, turned: str) -> None:
    assert reversed_words(words) == turned


@given(st.sampled_from("abc"), st.sampled_from("def"))
def test_a_difference_turned_twice_is_what_it_was(first: str, second: str) -> None:
    rule = f"{first} - {second}"
    assert reversed_difference(reversed_difference(rule)) == rule
