"""Counts of the text are known by their words, whatever their rows' keys and whatever the nämnd."""

from decimal import Decimal

import pytest

from tests.checks.five_checked import Neighbour, neighbour, new_finding, place, with_cell, with_row
from tui.domain.table import Row

D = Decimal
KINDS = {"procent": "andel"}


def said(
    thing: Neighbour, key: str, label: str, concerns: str, number: int, unit: str
) -> Neighbour:
    cells = {
        **{"avser": concerns, "slag": KINDS.get(unit, "antal"), "varde": D(number)},
        **{"enhet": unit, "period": "2023"},
    }
    table = {"kontrollpunkter": "kontrolltal", "bygglov": "kontrolltal"}.get(unit, "maltal")
    return with_row(thing, table, Row(key, label, cells=cells))


def told(thing: Neighbour) -> dict[str, object]:
    return {place(f): f.should for f in new_finding(thing, neighbour(thing[0].id))}


START = neighbour("2023-bokslut")


@pytest.mark.parametrize(
    ("label", "concerns", "unit", "place_", "should"),
    [
        ("Nämndens mål", "Mål", "mål", "maltal/x/varde", 8),
        ("Antal mål", "Mål", "mål", "maltal/x/varde", 8),
        ("Miljönämndens mål", "Mål", "mål", "maltal/x/varde", 8),
        ("Kontrollpunkter", "Intern kontroll", "kontrollpunkter", "kontrolltal/x/varde", 4),
    ],
)
def test_a_row_of_any_key_is_counted_by_its_words(
    label: str, concerns: str, unit: str, place_: str, should: int
) -> None:
    assert told(said(START, "x", label, concerns, 17, unit)) == {place_: should}


def test_the_control_points_of_a_group_are_counted_by_the_words_of_their_group() -> None:
    label = "Kontrollpunkter som redovisas vid del- och årsbokslut"
    thing = neighbour("2018-delar")
    named = said(thing, "x", label.replace("som r", "r"), "Intern kontroll", 17, "kontrollpunkter")
    more = said(thing, "x", label, "Intern kontroll", 17, "kontrollpunkter")
    assert told(named) == {"kontrolltal/x/varde": 3}
    assert told(more) == {}


@pytest.mark.parametrize("label", ["Mål som följs upp varje månad", "Nya mål", "Mål för barn"])
def test_what_says_more_than_the_list_holds_is_let_be(label: str) -> None:
    assert told(said(START, "x", label, "Mål", 3, "mål")) == {}


def permits(number: int, label: str = "Granskade bygglov") -> Neighbour:
    thing = START
    for key, of in (("mars", 12), ("oktober", 9)):
        cells = {"antal": D(of), "anmarkningar": D(0), "utan": D(of)}
        thing = with_row(thing, "stickprov", Row(key, f"Bygglov, {key}", cells=cells))
    return said(thing, "x", label, "Bygglov", number, "bygglov")


def test_the_samples_of_another_namnd_are_added_up() -> None:
    assert told(permits(20))["kontrolltal/x/varde"] == 21
    assert "kontrolltal/x/varde" not in told(permits(21))


def test_a_part_of_the_samples_is_not_held_against_them_all() -> None:
    assert "kontrolltal/x/varde" not in told(permits(5, "Granskade bygglov utan yttrande"))


def parted(whole: int, *parts: tuple[str, int]) -> Neighbour:
    thing = said(START, "x", "Lånare", "Bibliotek", whole, "lånare")
    for i, (label, number) in enumerate(parts):
        thing = said(thing, f"x{i}", label, "Bibliotek", number, "lånare")
    return thing


def test_women_and_men_add_up() -> None:
    sexes = ("Lånare, kvinnor", 30), ("Lånare, män", 11)
    assert told(parted(42, *sexes)) == {"maltal/x/varde": 41}
    assert told(parted(41, *sexes)) == {}


def test_parts_that_need_not_be_all_are_not_added_up() -> None:
    assert told(parted(42, ("Lånare, kvinnor", 30))) == {}
    assert told(parted(42, ("Därav barn", 30), ("Därav nya", 2))) == {}


def test_a_share_is_the_one_count_of_the_other_that_is_of_the_same() -> None:
    thing = said(START, "a", "Tillfrågade besökare", "Simhall", 40, "besökare")
    thing = said(thing, "b", "Var nöjda med öppettiderna", "Simhall", 30, "besökare")
    thing = said(thing, "c", "Andel som var nöjda", "Simhall", 80, "procent")
    assert told(thing) == {"maltal/c/varde": 75}
    assert told(with_cell(thing, "maltal", "c", "varde", D(75))) == {}
