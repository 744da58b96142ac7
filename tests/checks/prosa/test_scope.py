"""Whose figure a sentence tells: the whole nämnd's, a row's, or a share of the one in the other."""

import pytest

from tests.checks.prosa.test_foreign import table
from tests.checks.prosa.test_verdict import UTFALL
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import each_tried

BOARD = (
    (
        "tkr",
        "Årsbudget",
        "Ack. budget",
        "Ack. utfall",
        "Avvikelse ack.",
        "Årsprognos",
        "Avvikelse helår",
        "Bokslut 2030",
    ),
    ("Båtplatser", "20 000", "13 300", "14 100", "-800", "21 500", "-1 500", "19 000"),
    ("Slussar", "12 000", "8 000", "7 600", "400", "11 600", "400", "11 200"),
    ("Fyrar", "8 000", "5 300", "5 250", "50", "7 900", "100", "7 700"),
    ("Summa", "40 000", "26 600", "26 950", "-350", "41 000", "-1 000", "37 900"),
)
TERTIAL = (
    ("tkr", "Budget T2", "Utfall T2", "Diff", "Budget år", "Prognos år", "Diff år"),
    ("Muddring", "-3 000", "-2 900", "100", "-4 500", "-4 350", "150"),
    ("Lotsning", "-2 000", "-2 060", "-60", "-3 000", "-3 090", "-90"),
    ("Summa", "-5 000", "-4 960", "40", "-7 500", "-7 440", "60"),
)
BOATS = (
    ("Antal", "2029", "2030", "2031"),
    ("Gästbåtar", "500", "540", "600"),
    ("Vinterplatser", "220", "210", "198"),
)
PLANS = (
    ("tkr", "Budget", "Utfall", "Prognos"),
    ("Kajer", "6 000", "2 500", "5 500"),
    ("Summa investeringar", "9 000", "3 600", "8 000"),
)
TABLES = [
    table(BOARD, "Drift"),
    table(TERTIAL, "Farleder"),
    table(BOATS, "Volymer"),
    table(PLANS, "Investeringar"),
]
CASE = [
    # The whole nämnd after a sentence on a row.
    ("Slussarna kostade 7 600 tkr. Nämndens budget uppgår till 40,0 mnkr.", "ss"),
    ("Slussarna kostade 7 600 tkr. Nämndens budget uppgår till 12,0 mnkr.", "s-"),
    ("Slussarna kostade 7 600 tkr. Nämndens budget uppgår till 44,0 mnkr.", "sa"),
    ("Slussarna kostade 7 600 tkr. Det samlade underskottet väntas bli 1 000 tkr.", "ss"),
    ("Slussarna kostade 7 600 tkr. Prognosen är 41,0 mnkr.", "s-"),
    ("Slussarna kostade 7 600 tkr. Hittills har 67 procent av årsbudgeten förbrukats.", "s-"),
    # Shares of whose budget.
    ("Båtplatserna står för 50 procent av nämndens budget.", "s"),
    ("Båtplatserna står för 71 procent av nämndens budget.", "a"),
    ("Båtplatsernas underskott på helår motsvarar 7,5 procent av verksamhetens budget.", "s"),
    ("Båtplatsernas underskott på helår motsvarar 71 procent av verksamhetens budget.", "a"),
    # Parts of the year, and roles that stand after the figure.
    ("Slussarnas årsbudget är 12 000 tkr.", "s"),
    ("Slussarnas årsbudget är 8 000 tkr.", "a"),
    ("Slussarna är budgeterade till 12 000 tkr.", "s"),
    ("För slussarna är 12 000 tkr budgeterat.", "s"),
    ("Båtplatsernas underskott på helår bedöms till 800 tkr.", "a"),
    ("Slussarna lämnar 400 tkr.", "-"),
    ("Av investeringsbudgeten har 3,6 mnkr förbrukats.", "?"),
    ("Nämnden har en investeringsbudget på 9,0 mnkr.", "s"),
    # Costs below zero, where the year stands beside its part.
    ("Muddringen ligger under budget med 100 tkr.", "s"),
    ("Muddringen ligger över budget med 100 tkr.", "a"),
    # Years.
    ("Gästbåtarna ökade med 100 mellan 2029 och 2031.", "s"),
    ("Gästbåtarna ökade med 60 mellan 2029 och 2031.", "a"),
    ("Gästbåtarna ökade med 20 procent under perioden 2029–2031.", "s"),
    ("Vinterplatserna har minskat från 220 till 198.", "-s"),
    ("Gästbåtarna ökade från 500 till 600 mellan 2029 och 2031.", "ss"),
    ("Gästbåtarna ökade från 540 till 600 mellan 2029 och 2031.", "as"),
    # Hedges, the last place, and superlatives.
    ("Slussarnas årsprognos är drygt 12 mnkr.", "-"),
    ("Slussarnas årsprognos är knappt 12 mnkr.", "s"),
    ("Slussarnas årsprognos är över 12 mnkr.", "-"),
    ("Antalet gästbåtar var 600.", "s"),
    ("Antalet gästbåtar var 601.", "a"),
    ("Den största avvikelsen på helår har båtplatserna, -1 500 tkr.", "s"),
    ("Den minsta avvikelsen på helår har båtplatserna, -1 500 tkr.", "-"),
    ("Underskottet för båtplatserna väntas växa till 1 500 tkr.", "?"),
]


@pytest.mark.parametrize(("sentence", "utfall"), CASE)
def test_whose_figure_a_sentence_tells(sentence: str, utfall: str) -> None:
    verdicts = list(each_tried(TextSource("prov.txt", ("Ekonomi", "", sentence)), TABLES))
    assert len(verdicts) == len(utfall), [one.claim.text for one in verdicts]
    for letter, one in zip(utfall, verdicts, strict=True):
        assert one.utfall in UTFALL[letter], (one.claim.text, one.utfall, one.explanation)


def test_a_figure_that_is_right_the_wrong_way_says_so() -> None:
    text = TextSource("prov.txt", ("Ekonomi", "", "Muddringen ligger över budget med 100 tkr."))
    (verdict,) = each_tried(text, TABLES)
    assert verdict.reason == "åt fel håll"
