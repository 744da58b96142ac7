"""Sentences that leave a choice, and figures of something else: nothing right is called wrong."""

# Whole sentences read better on one line each.
# ruff: noqa: E501

import pytest

from tests.checks.prosa.test_foreign import table
from tests.checks.prosa.test_verdict import UTFALL
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import each_tried

SO_FAR, YEAR = "jan–aug 2031", "helår 2031"
RESULT = (
    ("mnkr", f"Utfall {SO_FAR}", f"Budget {SO_FAR}", "Avvikelse", f"Prognos {YEAR}", f"Budget {YEAR}", "Avvikelse helår"),
    ("Hyresintäkter", "212,4", "210,0", "2,4", "318,0", "315,0", "3,0"),
    ("Måltidsintäkter", "64,8", "66,5", "-1,7", "97,5", "99,8", "-2,3"),
    ("Summa intäkter", "277,2", "276,5", "0,7", "415,5", "414,8", "0,7"),
    ("Personalkostnader", "-88,9", "-91,2", "2,3", "-134,6", "-136,8", "2,2"),
    ("Livsmedel", "-31,6", "-28,4", "-3,2", "-47,4", "-42,6", "-4,8"),
    ("Energi och media", "-44,7", "-48,0", "3,3", "-70,2", "-72,0", "1,8"),
    ("Underhåll", "-36,0", "-40,0", "4,0", "-61,5", "-60,0", "-1,5"),
    ("Summa kostnader", "-201,2", "-207,6", "6,4", "-313,7", "-311,4", "-2,3"),
    ("Resultat", "76,0", "68,9", "7,1", "101,8", "103,4", "-1,6"),
)  # fmt: skip
UNITS = (
    ("tkr", "Budget 2031", "Prognos 2031", "Avvikelse"),
    ("Fastighetsdrift", "4 200", "3 150", "-1 050"),
    ("Lokalvård", "1 300", "2 290", "990"),
    ("Totalt", "5 500", "5 440", "-60"),
)
PROJECTS = (
    ("mnkr", "Budget 2031", "Utfall 2031", "Prognos 2031", "Total budget", "Total prognos"),
    ("Björkskolans ombyggnad", "48,0", "29,5", "41,0", "120,0", "126,5"),
    ("Torget etapp 2", "12,0", "6,2", "12,0", "12,0", "12,0"),
)
SIDES = (
    ("tkr", "Utgifter budget", "Utgifter utfall", "Inkomster budget", "Inkomster utfall", "Netto", "Avvikelse"),
    ("Cykelbana Norr", "8 000", "7 420", "3 000", "2 650", "4 770", "230"),
    ("Parkering Väst", "5 400", "5 100", "1 000", "1 000", "4 100", "300"),
)  # fmt: skip
GUESTS = (
    ("", "Utfall 2030", "Utfall 2031", "Mål 2031"),
    ("Andel nöjda hyresgäster (%)", "71", "76", "75"),
    ("Andel felanmälningar åtgärdade inom tre dagar (%)", "82", "79", "85"),
    ("Väntetid till besök, dagar", "14", "9", "10"),
)
TABLES = [
    table(RESULT, "Resultaträkning"),
    table(UNITS, "Prognos per enhet"),
    table(PROJECTS, "Investeringar"),
    table(SIDES, "Exploatering"),
    table(GUESTS, "Mål"),
]
CASE = [
    ("Hyresintäkterna är 2,4 mnkr högre än periodens budget och uppgick till 212,4 mnkr.", "ss"),
    ("Hyresintäkterna är 2,4 mnkr högre än periodens budget och uppgick till 221,4 mnkr.", "sa"),
    ("Från ett överskott på 7,1 mnkr i perioden väntas resultatet vända till ett underskott på 1,6 mnkr.", "??"),
    ("Avvikelsen består av högre livsmedelskostnader på 4,8 mnkr och lägre måltidsintäkter på 2,3 mnkr.", "--"),
    ("Lokalvården beräknas göra ett resultat på 2 290 tkr, vilket är 990 tkr bättre än budget.", "ss"),
    ("Lokalvården beräknas göra ett resultat på 2 290 tkr, vilket är 990 tkr sämre än budget.", "sa"),
    ("Björkskolans ombyggnad beräknas kosta totalt 126,5 mnkr, 6,5 mnkr mer än den totala budgeten.", "ss"),
    ("Björkskolans ombyggnad beräknas kosta totalt 162,5 mnkr.", "a"),
    ("Björkskolans ombyggnad prognostiseras till 126,5 mnkr.", "-"),
    ("Torget etapp 2 har kostat 6,2 mnkr.", "-s"),
    ("Inkomsterna för cykelbana norr blev 2 650 tkr, vilket är 350 tkr lägre än budgeterat.", "ss"),
    ("Inkomsterna för cykelbana norr blev 2 650 tkr, vilket är 350 tkr högre än budgeterat.", "sa"),
    ("Energikostnaderna är 3,3 mnkr lägre än budget.", "s"),
    ("Energikostnaderna är 3,3 mnkr högre än budget.", "a"),
    ("76 procent av hyresgästerna är nöjda, målet är 75 procent.", "ss"),
    ("67 procent av hyresgästerna är nöjda.", "a"),
    ("Av felanmälningarna åtgärdades 79 procent inom tre dagar.", "s"),
    ("Av felanmälningarna åtgärdades 97 procent inom tre dagar.", "a"),
    ("Andelen nöjda hyresgäster var 76 procent, upp från 71 procent.", "ss"),
    ("Andelen nöjda hyresgäster var 76 procent, ned från 71 procent.", "sa"),
    ("Väntetiden till besök var nio dagar mot 14 dagar 2030.", "ss"),
    ("Störst överskott i perioden har underhåll med 4,0 mnkr.", "s"),
    ("Av budgeten för underhåll på 60,0 mnkr har 36,0 mnkr, eller 60 procent, förbrukats.", "sss"),
    ("Av budgeten för underhåll på 60,0 mnkr har 36,0 mnkr, eller 16 procent, förbrukats.", "ssa"),
    ("Underhåll visar ett underskott på 1,5 mnkr på helåret, vilket är 2,5 procent av budgeten.", "ss"),
]  # fmt: skip
ELSE = [
    "Livsmedel går med underskott på grund av dyrare kött, som ensamt stod för 1,9 mnkr.",
    "Underhåll påverkas av att vattenskadan på Ekskolan kostade 1,4 mnkr.",
    "Personalkostnaderna är lägre eftersom tjänster hållits vakanta, vilket gav 1,2 mnkr.",
    "I underhållskostnaderna ingår rivningen av gamla ishallen med 2,2 mnkr.",
    "Inom livsmedel gick 0,4 mnkr till svinn.",
    "Åtgärdsplanen omfattar 3,5 mnkr, varav livsmedel 1,5 mnkr.",
    "Lokalvården har tagit över en skola, vilket ger 450 tkr i intäkter.",
    "Hälften av underskottet för livsmedel, 1,6 mnkr, beror på kaffet.",
    "Lokalvårdens intäkter uppgår till 400 tkr.",
    "Livsmedel har 16,2 mnkr kvar av årets budget.",
    "Underhåll fick ett tillskott på 3,0 mnkr i april.",
    "Måltidskostnaden avviker (1 405 tkr) då kostnaden blivit lägre än planerat.",
]


def verdicts(*rows: str) -> list[str]:
    return [one.utfall for one in each_tried(TextSource("r.docx", rows), TABLES)]


@pytest.mark.parametrize(("sentence", "expected"), CASE)
def test_a_sentence_of_several_figures_or_rows(sentence: str, expected: str) -> None:
    said = verdicts("Ekonomi", "", sentence)
    assert len(said) == len(expected)
    assert all(one in UTFALL[letter] for letter, one in zip(expected, said, strict=True)), said


@pytest.mark.parametrize("sentence", ELSE)
def test_a_figure_of_something_else_is_neither_cleared_nor_accused(sentence: str) -> None:
    assert set(verdicts("Ekonomi", "", sentence)) == {"ej_prövad"}


@pytest.mark.parametrize("heading", ["Hamnen", "Ekskolan"])
def test_under_a_heading_that_no_table_has_the_result_is_not_the_boards(heading: str) -> None:
    assert verdicts(heading, "", "Underskottet är 1,4 mnkr.") == ["ej_prövad"]


def test_under_a_general_heading_it_is() -> None:
    assert verdicts("Ekonomi", "", "För helåret väntas ett underskott på 1,6 mnkr.") == ["stammer"]
    assert verdicts("Ekonomi", "", "För helåret väntas ett överskott på 1,6 mnkr.") == ["avviker"]
