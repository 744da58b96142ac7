"""Words of labels in the forms that a text gives them."""

import pytest

from tui.checks.prosa.stems import content_words, parts_of, same_word, spelled

FORMS = """ishallarna ishallar, köpet köp, bibliotekens bibliotek, badhusets badhus,
kulturskolornas kulturskola, grundskolans grundskola, lokalhyrorna lokalhyror, museet museum,
tjänst tjänster, männens män, kvinnors kvinnor, sjukfrånvaron sjukfrånvaro, ärendet ärenden,
tillsvidareanställd tillsvidareanställda, lärarna lärare, resultatet resultat"""
OTHERS = """kostnader kostnadsställe, personal person, bibliotek biblioteksbuss, park parkering,
avgift avgång, hyra hyrbil, skola skolskjuts, bad badhus, väg vägg, fritid fritidsgård"""


@pytest.mark.parametrize("pair", FORMS.split(","))
def test_forms_of_a_word_are_one(pair: str) -> None:
    assert same_word(*pair.split())


@pytest.mark.parametrize("pair", OTHERS.split(","))
def test_other_words_are_others(pair: str) -> None:
    assert not same_word(*pair.split())


def test_a_compound_says_what_its_parts_say() -> None:
    assert parts_of("nettokostnadsutvecklingen") == ("nettokostnads", "utvecklingen")
    assert content_words("Personalkostnader") == ("personal", "kostnader")
    assert content_words("Verksamhetens intäkter") == ("intäkter",)
    assert content_words("Feriejobb AME") == ("feriejobb",)


def test_a_scanned_word_is_the_same_without_its_dots() -> None:
    assert spelled("awvikelse", True) == spelled("avvikelse", True)
    assert spelled("hégre", True) == spelled("högre", True)
