"""Figures of the text that the store keeps, against their table."""

from decimal import Decimal

import pytest

from tests.fem_dokument import IDN
from tests.granskning.fem_granskade import granne, med_cell, nya_fynd, plats
from tui.granskning.textuppgifter import UPPGIFTSMALLAR, tolkad_uppgift, ur_tabellen

D = Decimal

PROVADE = {
    "2018-delar": {
        "resultat_augusti prognos_overskott personal_prognos lokal_prognos",
        "kop_prognos battre_an_2017 resultat_analys prognos_analys prognos_totalt",
    },
    "2019-underlag": set(),
    "2023-bokslut": {
        "resultat nettoutveckling_procent nettoutveckling_belopp budgetavvikelse intakter",
        "intakter_avvikelse personal personal_avvikelse lokalhyror lokalhyror_avvikelse",
        "kop_avvikelse kop ovriga ovriga_avvikelse overskott_2022",
    },
    "2024-delar": {
        "resultat_utfall resultat_prognos personal_avvikelse personal_avvikelse_andel",
        "kop_avvikelse kop_avvikelse_andel ovriga_avvikelse ovriga_avvikelse_andel",
        "nettokostnadsutveckling kommunbidrag_utveckling utfall prognos avvikelse skillnad",
    },
    "2025-budget": set(),
}


@pytest.mark.parametrize("dokument", IDN)
def test_these_figures_of_the_text_are_held_against_a_table(dokument: str) -> None:
    huvud, kalkyler = granne(dokument)
    provade = {
        rad.id
        for k in kalkyler.values()
        if k.tabell.mall.id in UPPGIFTSMALLAR
        for rad in k.tabell.rader
        if (u := tolkad_uppgift(k, rad, kalkyler)) and ur_tabellen(u, huvud)
    }
    assert provade == set(" ".join(PROVADE[dokument]).split())


@pytest.mark.parametrize(
    ("rad", "varde", "borde"),
    [
        ("personal_avvikelse", "3.0", None),
        ("personal_avvikelse", "-3.0", "3.0"),
        ("personal_avvikelse", "3.1", "3.0"),
        ("personal_avvikelse", "3", None),
        ("personal_avvikelse_andel", "1.9", None),
        ("personal_avvikelse_andel", "1.8", "1.9"),
        ("resultat_utfall", "-6.6", None),
        ("resultat_utfall", "6.6", None),
        ("resultat_utfall", "-6.7", "-6.6"),
        ("nettokostnadsutveckling", "16.4", None),
        ("nettokostnadsutveckling", "17", "16"),
        ("kommunbidrag_utveckling", "9.4", None),
        ("bistand_andel", "99", None),
    ],
)
def test_a_figure_of_the_text_is_judged_at_its_own_precision(
    rad: str, varde: str, borde: str | None
) -> None:
    sak = med_cell(granne("2024-delar"), "delposter", rad, "varde", D(varde))
    fynd = [f for f in nya_fynd(sak, granne("2024-delar")) if f.slag == "prosa"]
    assert [(plats(f), f.borde) for f in fynd] == (
        [(f"delposter/{rad}/varde", D(borde))] if borde else []
    )


def test_a_finding_of_the_text_says_both_figures() -> None:
    sak = med_cell(granne("2024-delar"), "delposter", "resultat_prognos", "varde", D("-4.0"))
    (fynd,) = nya_fynd(sak, granne("2024-delar"))
    assert fynd.mening == (
        "Prognostiserat resultat för året: texten säger −4,0 mnkr, "
        "tabellen Drift ger −5,0 (Årets resultat)."
    )
