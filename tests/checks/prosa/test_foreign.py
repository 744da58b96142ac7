"""A foreign report's text against its tables: no right sentence is accused."""

import pytest

from tui.checks.discovery.bridges import NamedTable
from tui.checks.discovery.discover import discover
from tui.checks.discovery.grid import grid_of
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import each_tried, prose_findings
from tui.domain.block import Block
from tui.domain.finding import Finding

DRIFT = (
    ("Belopp i tkr", "Budget 2033", "Bokslut 2033", "Avvikelse", "Bokslut 2032"),
    ("Badhus", "-12 340", "-11 115", "1 225", "-10 870"),
    ("Bibliotek", "-18 905", "-20 460", "-1 555", "-19 742"),
    ("Kulturskola", "-9 270", "-9 128", "142", "-9 005"),
    ("Föreningsbidrag", "-6 800", "-6 733", "67", "-6 098"),
    ("Nettokostnad", "-47 315", "-47 436", "-121", "-45 715"),
)
STAFF = (("Procent", "2033", "2032"), ("Kvinnor", "8,0", "8,6"), ("Män", "4,9", "5,1"))


def table(rows: tuple[tuple[str, ...], ...], name: str) -> NamedTable:
    grid = grid_of(Block(rows, name))
    assert grid is not None
    return NamedTable("r.docx", name, discover(grid))


TABLES = [table(DRIFT, "Drift"), table(STAFF, "Sjukfrånvaro, %")]


def findings(text: str) -> list[Finding]:
    return list(prose_findings(list(each_tried(TextSource("r.docx", (text,)), TABLES))))


def verdicts(text: str) -> list[str]:
    return [one.utfall for one in each_tried(TextSource("r.docx", (text,)), TABLES)]


RIGHT = [
    "Biblioteken redovisar ett underskott på 1 555 tkr.",
    "Kostnaden för badhus blev 11,1 mnkr mot budgeterade 12,3 mnkr.",
    "Kulturskolan hade en budget på 9 270 tkr och ett utfall på 9 128 tkr.",
    "Badhusens kostnader ökade med 2,3 procent jämfört med 2032.",
    "Bibliotekens kostnader har ökat med 0,7 mnkr jämfört med 2032.",
    "Nettokostnaden uppgick till 47,4 mnkr.",
    "Budgeten för badhus ökar med 5 mnkr.",
    "Badhusets café omsatte 700 tkr.",
    "Biblioteket i Norr kostade 3 100 tkr.",
    "Bibliotekens underskott beror på e-böcker för 900 tkr och hyra för 650 tkr.",
    "En plats i kulturskolan kostar 14 tkr.",
    "Kulturskolan kostar 14 tkr per elev.",
    "Föreningsbidrag till idrotten uppgick till 4,1 mnkr.",
    "Prognosen för biblioteken var i april ett underskott på 800 tkr.",
    "Badhus och bibliotek kostade tillsammans 31,6 mnkr.",
    "Badhusen har en nettokostnad på 11,1 mnkr och ligger 1,2 mnkr under budget.",
    "Av kulturskolans kostnader är 7,0 mnkr löner.",
    "Om badhuset stängs minskar kostnaden med 2 mnkr.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sentence_is_not_accused(text: str) -> None:
    assert findings(text) == []


def test_what_agrees_is_said_to() -> None:
    assert verdicts(RIGHT[1]) == ["stämmer".replace("ä", "a")] * 2
    assert verdicts("Biblioteket i Norr kostade 3 100 tkr.") == ["ej_prövad"]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Biblioteken redovisar ett underskott på 1 855 tkr.", "Avvikelse"),
        ("Biblioteken redovisar ett överskott på 1 555 tkr.", "Avvikelse"),
        ("Kostnaden för badhus blev 11,7 mnkr.", "Bokslut 2033"),
        ("Kulturskolan hade en budget på 9 720 tkr.", "Budget 2033"),
        ("Bokslut 2032 för kulturskolan var 9 050 tkr.", "Bokslut 2032"),
        ("Badhusens kostnader ökade med 3,2 procent jämfört med 2032.", "Bokslut 2033"),
    ],
)
def test_a_wrong_figure_or_direction_is_worth_a_look(text: str, column: str) -> None:
    (one,) = findings(text)
    assert (one.severity, one.address.column) == ("bör ses över", column)
    assert one.sentence.startswith(f"Texten säger ”{text.split(' tkr')[0][:20]}")
