"""Where the reading is not certain nothing is accused; where it is, the wrong one still is."""

# Whole sentences read better on one line each.
# ruff: noqa: E501

import pytest

from tests.checks.prosa.test_foreign import table
from tui.checks.discovery.bridges import NamedTable
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import each_tried

COLUMNS = (
    *(("Jan–jun", what) for what in ("Utfall", "Budget", "Avvikelse")),
    *(("Helår", what) for what in ("Prognos", "Budget", "Avvikelse")),
)
HALVES = (
    ("Mnkr", *(f"{half} 2031 {what}" for half, what in COLUMNS)),
    ("Vandrarhem", "6,2", "6,9", "0,7", "12,4", "13,8", "1,4"),
    ("Lägergårdar", "3,4", "3,3", "-0,1", "6,9", "6,6", "-0,3"),
    ("Totalt", "9,6", "10,2", "0,6", "19,3", "20,4", "1,1"),
)
TWO_PLACES = (
    ("Tkr", "Utfall jun 2030", "Utfall jun 2031", "Förändring", "Prognos 2031", "Budget 2031"),
    ("Camping", "", "", "", "", ""),
    ("Avgifter", "3 120", "3 388", "268", "7 200", "7 250"),
    ("Kostnader", "-3 000", "-3 300", "-300", "-7 000", "-7 000"),
    ("Resultat camping", "120", "88", "-32", "200", "250"),
    ("Gästhamn", "", "", "", "", ""),
    ("Avgifter", "1 900", "2 040", "140", "4 100", "4 000"),
    ("Kostnader", "-1 960", "-1 975", "-15", "-3 990", "-4 000"),
    ("Resultat gästhamn", "-60", "65", "125", "110", "0"),
)
BELOW_ZERO = (
    ("Tkr", "Budget 2031", "Bokslut 2031", "Diff mot budget", "Bokslut 2030"),
    ("Entréer", "900", "860", "-40", "870"),
    ("Bidrag till klubbar", "-500", "-570", "-70", "-520"),
    ("Personal", "-700", "-690", "10", "-680"),
    ("Nettokostnad", "-300", "-400", "-100", "-330"),
)
TABLES = [table(HALVES, "Drift, mnkr"), table(TWO_PLACES, "Camping och gästhamn, tkr")]
SIGNS = [table(BELOW_ZERO, "Bokslut")]


def verdicts(tables: list[NamedTable], *rows: str) -> list[str]:
    return [one.utfall for one in each_tried(TextSource("r.docx", rows), tables)]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "### Camping",
            "",
            "Avgifterna uppgår till 3,4 mnkr. Resultatet per juni är 88 tkr (120 tkr). "
            "För helåret väntas ett resultat på 0,2 mnkr, 50 tkr sämre än budget.",
        ),
        ("Vandrarhem kostade 6,2 mnkr. Intäkterna var 3 mnkr och resultatet 1 mnkr.",),
        ("Vandrarhemmens överskott beror på vakanser med 0,4 mnkr och lägre hyra med 0,2 mnkr.",),
        ("Lägergårdarnas underskott utgörs av dyrare el med 70 tkr.",),
        ("Vandrarhem och lägergårdar står tillsammans för 40 procent av kostnaden.",),
        ("Lägergårdarna kostade 3,4 mnkr medan stadens kostade 80 mnkr.",),
        ("Vandrarhem stannade 0,4 mnkr under.",),
        ("Vandrarhem har ett överskott på 0,7 mnkr och lägergårdar ett på 0,1 mnkr.",),
        ("Vandrarhem ryms inom totalbudgeten på 32 mnkr.",),
        ("Vandrarhem kostade 6,2 mnkr. Totalt kom 601 gäster, att jämföra med 575 föregående år.",),
        ("Vandrarhem kostade 6,2 mnkr och läger 3,4 mnkr. Tillsammans har de 490 tkr kvar.",),
        ("Vandrarhem kostade 6,2 mnkr. Tillsammans ger de ett överskott på 490 tkr.",),
    ],
)
def test_a_figure_of_something_else_accuses_no_row(rows: tuple[str, ...]) -> None:
    assert "avviker" not in verdicts(TABLES, *rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vandrarhem har 0,7 mnkr i överskott hittills men väntar 1,4 mnkr i överskott för året.", "ss"),
        ("Vandrarhem har 0,7 mnkr i överskott hittills men väntar 0,7 mnkr i överskott för året.", "sa"),
        ("Vandrarhem har ett överskott på 1,4 mnkr hittills.", "a"),
        ("Lägergårdarna redovisar ett underskott på 0,1 mnkr för perioden och bedöms få 0,3 mnkr i underskott.", "ss"),
        ("Vandrarhem har ett överskott på 0,7 mnkr.", "s"),
        ("Vandrarhem har ett överskott på 1,4 mnkr.", "s"),
    ],
)  # fmt: skip
def test_words_of_time_hold_for_their_own_figure(text: str, expected: str) -> None:
    letters = {"stammer": "s", "avviker": "a", "ej_prövad": "-"}
    assert "".join(letters[one] for one in verdicts(TABLES, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("För bidrag till klubbar noteras en negativ avvikelse om 70 tkr.", "stammer"),
        ("För bidrag till klubbar noteras en positiv avvikelse om 70 tkr.", "avviker"),
        ("Entréerna nådde inte budget utan stannade 40 tkr under.", "stammer"),
        ("Entréerna nådde budget och landade 40 tkr över.", "avviker"),
        ("Entréerna uppgick till 860 tkr under året.", "stammer"),
    ],
)
def test_a_deviation_of_two_columns_keeps_its_sign(text: str, expected: str) -> None:
    assert verdicts(SIGNS, text) == [expected]


SO_FAR = ("Budget jan–aug 2034", "Utfall jan–aug 2034", "Avvikelse")
NO_TIME_TOLD = (
    ("Mnkr", *SO_FAR, "Budget 2034", "Prognos 2034", "Avvikelse helår"),
    ("Konsthall", "21,4", "20,9", "0,5", "32,1", "32,4", "-0,3"),
    ("Arkiv", "30,2", "29,0", "1,2", "45,3", "45,0", "0,3"),
    ("Summa", "51,6", "49,9", "1,7", "77,4", "77,4", "0,0"),
)
YEARS = (
    ("Tkr", "Bokslut 2032", "Bokslut 2033", "Budget 2034", "Prognos 2034"),
    ("Biljetter", "14 210", "14 880", "15 000", "14 600"),
    ("Bidrag", "2 030", "1 940", "1 900", "2 050"),
    ("Lokaler", "-50 300", "-52 200", "-54 800", "-55 050"),
    ("Netto", "-34 060", "-35 380", "-37 900", "-38 400"),
)
PARTS = [table(NO_TIME_TOLD, "Nettokostnad per hus, mnkr"), table(YEARS, "Intäkter och kostnader")]


MARCH = (
    ("Tkr", "Budget 2035", "Budget mars", "Utfall mars", "Diff mars", "Prognos 2035"),
    ("Taxor", "9 600", "2 400", "2 310", "-90", "9 500"),
    ("Löner", "-14 800", "-3 700", "-3 480", "220", "-14 300"),
    ("Konsulter", "-1 200", "-300", "-350", "-50", "-1 250"),
    ("Summa netto", "-6 400", "-1 600", "-1 520", "80", "-6 050"),
)
VISITS = (
    ("", "Plan 2035", "Utfall mars 2035", "Utfall mars 2034"),
    ("Livsmedelsbesök", "640", "152", "168"),
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Lönerna har en positiv avvikelse på 220 tkr.", False),
        ("Lönerna har en positiv avvikelse på 500 tkr.", False),
        ("Lönerna har en positiv avvikelse på 350 tkr.", True),
        ("Lönerna har en negativ avvikelse på 220 tkr.", True),
        ("Lönerna väntas ge ett överskott på 220 tkr.", True),
        ("Av årets 640 livsmedelsbesök har 152 genomförts.", False),
    ],
)
def test_a_deviation_that_is_worked_out_is_the_periods_or_the_years(text: str, wrong: bool) -> None:
    tables = [table(MARCH, "Drift"), table(VISITS, "Tillsyn")]
    assert ("avviker" in verdicts(tables, text)) == wrong


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("### Konsthall", "", "Nettokostnaden är 20,9 mnkr, 0,5 mnkr lägre än budget."), "ss"),
        (("### Konsthall", "", "Nettokostnaden är 20,9 mnkr, 0,5 mnkr högre än budget."), "sa"),
        (("Arkivet har ett överskott på 1,2 mnkr till och med augusti.",), "s"),
        (("Arkivet har ett överskott på 0,3 mnkr till och med augusti.",), "a"),
        (("### Konsthall", "", "På helåret väntas ett underskott om 0,3 mnkr."), "s"),
        (("### Konsthall", "", "Bidragen är 1,1 mnkr."), "-"),
        (("Biljetterna når inte budget utan stannar på 14,6 mnkr.",), "-"),
        (("Kostnaden för lokaler 2033 var 52,2 mnkr och 2032 50,3 mnkr.",), "ss"),
        (("Kostnaden för lokaler 2033 var 50,3 mnkr och 2032 52,2 mnkr.",), "aa"),
    ],
)
def test_a_figure_is_held_against_its_own_time_and_table(
    rows: tuple[str, ...], expected: str
) -> None:
    letters = {"stammer": "s", "avviker": "a", "ej_prövad": "-"}
    assert "".join(letters[one] for one in verdicts(PARTS, *rows)) == expected


TRIPS = (
    ("Antal", "Okt 2031", "Okt 2032", "Okt 2033"),
    ("Färdtjänstresor", "38 214", "39 877", "41 255"),
    ("Skolskjutsar", "1 200", "1 250", "1 310"),
)


def test_what_another_row_has_over_is_not_above_the_budget_that_was_named_before_it() -> None:
    text = "Lägergårdar går 0,3 mnkr back mot budget, medan Vandrarhem ser ut att få 1,4 mnkr över."
    assert verdicts([table(HALVES, "Drift")], text)[-1] == "ej_prövad"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Färdtjänstresorna uppgick till 41 255, 1 378 fler än i oktober 2032.", "ss"),
        ("Färdtjänstresorna uppgick till 41 255, 1 663 fler än i oktober 2032.", "sa"),
    ],
)
def test_what_it_is_compared_with_may_be_a_month_of_a_year(text: str, expected: str) -> None:
    letters = {"stammer": "s", "avviker": "a", "ej_prövad": "-"}
    assert "".join(letters[one] for one in verdicts([table(TRIPS, "Resor")], text)) == expected
