"""Figures of the text that the store keeps, against their table."""

from decimal import Decimal

import pytest

from tests.checks.five_checked import neighbour, new_finding, place, with_cell
from tests.five_documents import IDS
from tui.checks.text_facts import out_of_table, parsed_fact

D = Decimal

TRIED = {
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


@pytest.mark.parametrize("document", IDS)
def test_these_figures_of_the_text_are_held_against_a_table(document: str) -> None:
    head, calculations = neighbour(document)
    all_tried = {
        row.id
        for k in calculations.values()
        if k.table.out_of_text
        for row in k.table.rows
        if (u := parsed_fact(k, row, calculations)) and out_of_table(u, head)
    }
    assert all_tried == set(" ".join(TRIED[document]).split())


@pytest.mark.parametrize(
    ("row", "value", "should"),
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
    row: str, value: str, should: str | None
) -> None:
    thing = with_cell(neighbour("2024-delar"), "delposter", row, "varde", D(value))
    finding = [f for f in new_finding(thing, neighbour("2024-delar")) if f.kind == "prosa"]
    assert [(place(f), f.should) for f in finding] == (
        [(f"delposter/{row}/varde", D(should))] if should else []
    )


def test_a_finding_of_the_text_says_both_figures() -> None:
    thing = with_cell(neighbour("2024-delar"), "delposter", "resultat_prognos", "varde", D("-4.0"))
    (finding,) = new_finding(thing, neighbour("2024-delar"))
    assert finding.sentence == (
        "Prognostiserat resultat för året: texten säger −4,0 mnkr, "
        "tabellen Drift ger −5,0 (Årets resultat)."
    )
