"""Sentences over the tables of a nämnd that nothing was written for: rows, signs and columns of
its own. The letters are those of test_verdict."""

import pytest

from tests.checks.prosa.test_foreign import table
from tests.checks.prosa.test_verdict import UTFALL
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import each_tried
from tui.checks.prosa.verdict import Tried

RESULT = (
    ("mnkr", "Utfall aug 2031", "Utfall aug 2030", "Budget 2031", "Prognos 2031", "Avvikelse"),
    ("Hamnavgifter", "24,6", "22,9", "38,0", "36,2", "-1,8"),
    ("Hyresintäkter", "61,3", "60,4", "92,4", "92,9", "0,5"),
    ("Summa intäkter", "85,9", "83,3", "130,4", "129,1", "-1,3"),
    ("Personal", "-31,8", "-29,6", "-50,2", "-49,0", "1,2"),
    ("Drift och underhåll", "-38,4", "-36,1", "-58,6", "-61,4", "-2,8"),
    ("Summa kostnader", "-70,2", "-65,7", "-108,8", "-110,4", "-1,6"),
    ("Resultat", "15,7", "17,6", "21,6", "18,7", "-2,9"),
)
SIDES = (
    (
        "tkr",
        "Nettokostnad 2030",
        "Intäkter 2031",
        "Kostnader 2031",
        "Nettokostnad 2031",
        "Budget 2031",
        "Avvikelse",
    ),
    ("Ishallar", "8 410", "2 300", "11 020", "8 720", "8 100", "-620"),
    ("Museum och arkiv", "5 205", "140", "5 105", "4 965", "5 300", "335"),
)
TURNED = (
    ("tkr", "Bokslut 2031", "Budget 2031", "Avvikelse"),
    ("Torgavgifter", "-1 120", "-1 300", "-180"),
    ("Gatukostnader", "4 380", "4 600", "220"),
)
COUNTS = (
    ("", "Mål 2031", "Aug 2030", "Aug 2031"),
    ("Fartygsanlöp", "420", "268", "251"),
    ("Nöjda gäster (%)", "80", "74", "77"),
    ("Elever i musikskolan", "600", "588", "612"),
)
TABLES = [
    table(RESULT, "Resultaträkning"),
    table(SIDES, "Nettokostnad per anläggning"),
    table(TURNED, "Torg och gator"),
    table(COUNTS, "Nyckeltal"),
]
CASE = [
    # Rows, in any form of their words.
    ("Hamnavgifterna uppgår till 24,6 mnkr, 1,7 mnkr mer än samma period förra året.", "ss"),
    ("Hamnavgifterna uppgår till 26,4 mnkr, 1,7 mnkr mindre än samma period förra året.", "aa"),
    ("Ishallarnas nettokostnad blev 8,7 mnkr mot budgeterade 8,1 mnkr.", "ss"),
    ("Ishallarnas intäkter uppgick till 2,3 mnkr och kostnaderna till 11,0 mnkr.", "ss"),
    ("Ishallarnas intäkter uppgick till 11,0 mnkr och kostnaderna till 2,3 mnkr.", "aa"),
    ("Kostnader för personal uppgår till 31,8 mnkr.", "s"),
    ("Personalkostnaderna ökade från 29,6 till 31,8 mnkr.", "ss"),
    ("Personalkostnaderna ökade från 31,8 till 29,6 mnkr.", "aa"),
    # Directions, by the kind of row and the signs of the table.
    ("Drift och underhåll väntas överskrida budget med 2,8 mnkr.", "s"),
    ("Drift och underhåll väntas underskrida budget med 2,8 mnkr.", "a"),
    ("Museum och arkiv redovisar ett överskott på 335 tkr.", "s"),
    ("Museum och arkiv redovisar ett underskott på 335 tkr.", "a"),
    ("Torgavgifterna blev 180 tkr lägre än budget.", "s"),
    ("Torgavgifterna blev 180 tkr högre än budget.", "a"),
    ("Gatukostnaderna blev 220 tkr lägre än budget.", "s"),
    ("Gatukostnaderna blev 220 tkr högre än budget.", "a"),
    ("Torgavgifterna visar ett underskott på 180 tkr.", "s"),
    ("Personalkostnaderna har ökat jämfört med 2030.", "s"),
    ("Personalkostnaderna har minskat jämfört med 2030.", "a"),
    ("Fartygsanlöpen var färre än 2030.", "s"),
    ("Fartygsanlöpen var fler än 2030.", "a"),
    # Units.
    ("Hamnavgifterna uppgår till 24,6 tkr.", "a"),
    ("Hamnavgifterna uppgår till 24 600 tkr.", "s"),
    # Parts of the year, and the year before.
    ("Personalkostnaderna beräknas bli 49,0 mnkr för helåret.", "s"),
    ("Personalkostnaderna beräknas bli 31,8 mnkr för helåret.", "a"),
    ("Under augusti månad uppgick hamnavgifterna till 3,9 mnkr.", "-"),
    ("I april var prognosen för hamnavgifterna 37,5 mnkr.", "-"),
    ("Två år tidigare uppgick hamnavgifterna till 21,0 mnkr.", "-"),
    # Shares, parts and sums.
    ("Hamnavgifterna står för 29 procent av intäkterna.", "s"),
    ("Hamnavgifterna står för 39 procent av intäkterna.", "a"),
    ("Personal och drift och underhåll kostade tillsammans 70,2 mnkr.", "?"),
    ("Avvikelsen beror på hamnavgifter (1,8 mnkr) samt drift och underhåll (2,8 mnkr).", "ss"),
    ("Hamnavgifterna understiger budget med 1,8 mnkr eller 5 procent.", "ss"),
    ("Hamnavgifterna understiger budget med 1,8 mnkr eller 15 procent.", "sa"),
    # Counts and key figures.
    ("Antalet fartygsanlöp var 251, jämfört med 268 samma period 2030.", "ss"),
    ("Antalet fartygsanlöp minskade från 268 till 251.", "ss"),
    ("Antalet fartygsanlöp minskade från 268 till 215.", "sa"),
    ("Musikskolan har 612 elever, 24 fler än året innan.", "ss"),
    ("Andelen nöjda gäster är 77 procent, målet är 80 procent.", "ss"),
    ("Andelen nöjda gäster är 80 procent.", "a"),
    # Another figure than the row's own.
    ("Stormen kostade drift och underhåll 1,9 mnkr.", "-"),
    ("Av kostnaderna för drift och underhåll avser 4,4 mnkr snöröjning.", "-"),
    ("Hyresintäkterna i centrum uppgår till 18 mnkr.", "-"),
    ("Personalkostnaderna påverkas av löneavtalet med 0,6 mnkr.", "-"),
    ("Vakanser minskar personalkostnaderna med 1,2 mnkr.", "-"),
    ("Hamnavgifterna är i genomsnitt 3,1 mnkr per månad.", "-"),
    ("Om vintern blir kall kan personalkostnaderna öka med 2 mnkr.", "-"),
    ("Sju fartygsanlöp ställdes in.", "-"),
    ("De senaste fem åren har personalkostnaderna ökat med 35 procent.", "-"),
]


def told(sentence: str, heading: str = "Ekonomi") -> list[Tried]:
    return list(each_tried(TextSource("prov.txt", (heading, "", sentence)), TABLES))


@pytest.mark.parametrize(("sentence", "utfall"), CASE)
def test_a_sentence_over_tables_of_its_own(sentence: str, utfall: str) -> None:
    verdicts = told(sentence)
    assert len(verdicts) == len(utfall), [one.claim.text for one in verdicts]
    for letter, one in zip(utfall, verdicts, strict=True):
        assert one.utfall in UTFALL[letter], (one.claim.text, one.utfall, one.explanation)


def test_the_row_may_stand_in_the_heading_or_the_sentence_before() -> None:
    (one,) = told("Prognosen är ett underskott på 2,8 mnkr.", "Drift och underhåll")
    assert (one.utfall, one.address and one.address.row) == ("stammer", "Drift och underhåll")
    _, two = told("Hamnavgifterna uppgår till 24,6 mnkr. Budgeten är 39,0 mnkr.")
    assert (two.utfall, str(two.should)) == ("avviker", "38.0")


def test_what_agrees_says_which_cell_it_was_held_against() -> None:
    (one,) = told("Hyresintäkterna uppgår till 61,3 mnkr.")
    assert one.address is not None
    assert (one.address.row, one.address.column) == ("Hyresintäkter", "Utfall aug 2031")


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Elpriset sjönk med 12 procent.", "meningen nämner ingen rad"),
        ("Hyresintäkterna, exklusive centrum, ökade med 3 mnkr.", "en annan avgränsning"),
        ("Hamnavgifterna uppgick 2028 till 20,1 mnkr.", "ingen tabell har talet"),
    ],
)
def test_what_is_not_tried_tells_why(sentence: str, reason: str) -> None:
    (one,) = told(sentence)
    assert (one.utfall, one.reason) == ("ej_prövad", reason)
