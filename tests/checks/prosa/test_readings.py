"""A text that says what the table prints agrees with it, also where the row gives another."""

from decimal import Decimal

import pytest

from tests.checks.prosa.help import judged, underlag
from tui.checks.prosa.sights import Line, Sight
from tui.svenska.format import amount

IDS = ("2018-delar", "2023-bokslut", "2024-delar", "2025-budget")
SAID = {
    "avvikelse": "{} avviker mot budget med {} tkr.",
    "forandring": "{} har ändrats, en skillnad på {} tkr jämfört med föregående år.",
    "budget": "Budgeten för {} är {} tkr.",
    "prognos": "Prognosen för {} är {} tkr.",
}


def tryckta(document: str) -> list[tuple[Line, Sight]]:
    """The figures of the document's own tables of amounts, each with its row."""
    own = (line for line in underlag(document).names.lines if line.own)
    return [
        (line, sight)
        for line in own
        for sight in line.sights
        if sight.role in SAID
        and sight.number
        and sight.unit == "kr"
        and sight.year == underlag(document).document.period.year
    ]


@pytest.mark.parametrize("document", IDS)
def test_no_text_that_says_what_a_table_prints_is_accused(document: str) -> None:
    all_ = tryckta(document)
    assert len(all_) >= 8
    for line, sight in all_:
        # A result below zero has to be said to be.
        number = sight.number if line.kind == "resultat" else abs(sight.number)
        sentence = SAID[sight.role].format(line.label, amount(number / 1000))
        for verdict in judged(sentence, document):
            assert verdict.utfall != "avviker", (sentence, verdict.explanation)


@pytest.mark.parametrize(
    ("document", "sentence", "utfall"),
    [
        ("2018-delar", "Nämndens resultat är {} tkr bättre jämfört med föregående år.", "23 769"),
        ("2018-delar", "Nämndens resultat är {} tkr bättre jämfört med föregående år.", "23 781"),
        ("2024-delar", "Verksamhetens kostnader ökade med {} tkr jämfört med 2023.", "32 296"),
        ("2024-delar", "Verksamhetens kostnader ökade med {} tkr jämfört med 2023.", "33 296"),
        ("2024-delar", "Den långa sjukfrånvaron har ökat med {} procentenheter.", "1,1"),
        ("2024-delar", "Den långa sjukfrånvaron har minskat med {} procentenheter.", "1,2"),
    ],
)
def test_the_printed_and_the_computed_change_both_agree(
    document: str, sentence: str, utfall: str
) -> None:
    (verdict,) = judged(sentence.format(utfall), document)
    assert verdict.utfall == "stammer"
    (error,) = judged(sentence.format(utfall.replace(utfall[0], "9")), document)
    assert error.utfall == "avviker"


def test_the_sentence_tells_that_the_row_gives_another_figure() -> None:
    sentence = "Nämndens resultat är {} tkr bättre jämfört med föregående år."
    (verdict,) = judged(sentence.format("93 769"), "2018-delar")
    assert verdict.should == Decimal(23_769)
    assert "är 23\u00a0769\u00a0tkr, men raden ger 23\u00a0781\u00a0tkr" in verdict.explanation
