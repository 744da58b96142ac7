"""A text that says what the table prints agrees with it, also where the row gives another."""

from decimal import Decimal

import pytest

from tests.granskning.prosa.hjalp import domda, underlag
from tui.granskning.prosa.underlag import Figur
from tui.svenska.format import belopp

IDN = ("2018-delar", "2023-bokslut", "2024-delar", "2025-budget")
SAGT = {
    "avvikelse": "{} avviker mot budget med {} tkr.",
    "forandring": "{} har ändrats, en skillnad på {} tkr jämfört med föregående år.",
    "budget": "Budgeten för {} är {} tkr.",
    "prognos": "Prognosen för {} är {} tkr.",
}


def tryckta(dokument: str) -> list[Figur]:
    """The figures of the document's own drift tables."""
    egna = (f for f in underlag(dokument).figurer.alla if f.visad and f.begrepp[:6] == "drift:")
    return [
        f
        for f in egna
        if f.roll in SAGT and f.tal and f.ar == underlag(dokument).dokument.period.ar
    ]


@pytest.mark.parametrize("dokument", IDN)
def test_no_text_that_says_what_a_table_prints_is_accused(dokument: str) -> None:
    alla = tryckta(dokument)
    assert len(alla) >= 8
    for f in alla:
        mening = SAGT[f.roll].format(f.etikett, belopp(abs(f.tal) / 1000))
        for dom in domda(mening, dokument):
            assert dom.utfall != "avviker", (mening, dom.forklaring)


@pytest.mark.parametrize(
    ("dokument", "mening", "utfall"),
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
    dokument: str, mening: str, utfall: str
) -> None:
    (dom,) = domda(mening.format(utfall), dokument)
    assert dom.utfall == "stammer"
    (fel,) = domda(mening.format(utfall.replace(utfall[0], "9")), dokument)
    assert fel.utfall == "avviker"


def test_the_sentence_tells_that_the_row_gives_another_figure() -> None:
    mening = "Nämndens resultat är {} tkr bättre jämfört med föregående år."
    (dom,) = domda(mening.format("93 769"), "2018-delar")
    assert dom.borde == Decimal(23_769)
    assert "är 23\u00a0769\u00a0tkr, men raden ger 23\u00a0781\u00a0tkr" in dom.forklaring
