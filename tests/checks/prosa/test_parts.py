"""Sentences that are right though the table's figure is another: of a part, a time, a place."""

import pytest

from tests.checks.prosa.help import judged

BOKSLUT, PARTS, PARTS_2018 = "2023-bokslut", "2024-delar", "2018-delar"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (BOKSLUT, "Under året har tre tillsvidareanställda slutat."),
        (BOKSLUT, "Tre tillsvidareanställda har gått i pension."),
        (BOKSLUT, "Två av tillbuden ledde till sjukskrivning."),
        (BOKSLUT, "Fem tillbud gällde hot och våld."),
        (BOKSLUT, "Tre arbetsskador ledde till sjukskrivning."),
        (BOKSLUT, "Under hösten rapporterades fyra tillbud."),
        (BOKSLUT, "Sjukfrånvaron bland chefer var 4,2 procent."),
        (BOKSLUT, "Sjukfrånvaron på avdelning vuxna uppgick till 12,1 procent."),
        (BOKSLUT, "Sjukfrånvaron i kommunen som helhet är 7,9 procent."),
        (BOKSLUT, "Kostnaden för sjukfrånvaron ökade med 5 procent."),
        (BOKSLUT, "Sjukfrånvaron ökade i december till 9,8 procent."),
        (BOKSLUT, "Personalomsättningen bland socialsekreterare var 21 procent."),
        (BOKSLUT, "Intäkter och kostnader avviker sammantaget med 0,1 mnkr."),
        (BOKSLUT, "Personalkostnaderna ökade med 4 procent under hösten."),
        (BOKSLUT, "I bokslutet 2021 uppgick intäkterna till 18,2 mnkr."),
        (BOKSLUT, "Budgeten för köp av tjänster utökades med 2,0 mnkr."),
        (BOKSLUT, "Nämnden har ett ackumulerat överskott på 12 mnkr."),
        (BOKSLUT, "Kommunens resultat är 45 mnkr."),
        (BOKSLUT, "Avvikelsen för köp av tjänster har försämrats med 2,0 mnkr sedan oktober."),
        (PARTS, "Prognosen för köp av tjänster har försämrats med 2,0 mnkr sedan delårsbokslutet."),
        (PARTS, "Förvaltningen bedömer att avvikelsen kan öka med 1,0 mnkr."),
        (BOKSLUT, "Investeringarna under hösten uppgick till 0,2 mnkr."),
        (BOKSLUT, "Sjukfrånvaron för kvinnor under 29 år är 6,1 procent."),
        (BOKSLUT, "Sjukfrånvaron var som högst 10,9 procent."),
        (BOKSLUT, "Köp av tjänster avviker mot budget med mer än 10,0 mnkr."),
        (PARTS_2018, "Personalen beräknas vid årets slut bestå av 260 årsarbetare."),
    ],
)
def test_a_figure_of_a_part_is_not_held_to_the_whole(document: str, sentence: str) -> None:
    assert [d.utfall for d in judged(sentence, document)] == ["ej_prövad"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Under året rapporterades 19 tillbud.",
        "Sjukfrånvaron inom förvaltningen uppgick till 9,8 procent.",
        "Personalomsättningen uppgick till 21 procent.",
        "Intäkterna avviker med 5,9 mnkr mot budget.",
        "Köp av tjänster avviker mot budget med mer än 15,0 mnkr.",
        "Köp av tjänster uppgick till 81,6 mnkr.",
        "Kvinnors sjukfrånvaro är 6,1 procent.",
    ],
)
def test_the_same_figures_of_the_whole_are(sentence: str) -> None:
    assert [d.utfall for d in judged(sentence, BOKSLUT)] == ["avviker"]
