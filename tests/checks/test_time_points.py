"""The decisions that a text refers to are known by the letters of the nämnd's own name."""

import pytest

from tui.checks.time_points import abbreviation


@pytest.mark.parametrize(
    ("namnd", "letters"),
    [
        ("Kultur- och fritidsnämnden", "KFN"),
        ("Barn- och utbildningsnämnden i Berg", "BUN"),
        ("Kommunstyrelsen", "KS"),
        ("Miljönämnd", "MN"),
        ("Förvaltningen", ""),
        ("", ""),
    ],
)
def test_decisions_of_a_namnd_are_referred_to_by_the_letters_of_its_name(
    namnd: str, letters: str
) -> None:
    assert abbreviation(namnd) == letters
