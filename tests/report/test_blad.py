"""Choosing what to print."""

from dataclasses import replace

import pytest

from tests.report.exempel import DELAR, DRIFT, UTKAST, blad, yta
from tui.domain.drift import DRIFT_DELAR
from tui.domain.period import Period
from tui.domain.uttryck import plus
from tui.report.blad import Bunt, Valfel, bunt, hela, raknefel, valt_blad, valt_dokument

BUDGET = replace(
    DELAR, id="2025-budget", period=Period(DELAR.period.start, DELAR.period.slut.replace(2025))
)
ALLA = (BUDGET, DELAR)


def test_the_document_asked_for_is_chosen() -> None:
    assert valt_dokument(ALLA, "2024-delar", "2025-budget") is DELAR


def test_else_the_one_last_used_is_chosen_if_it_is_still_there() -> None:
    assert valt_dokument(ALLA, "", "2024-delar") is DELAR
    assert valt_dokument(ALLA, "", "borttaget") is BUDGET


def test_else_the_first_is_chosen_which_is_the_newest() -> None:
    assert valt_dokument(ALLA, "", "") is BUDGET


def test_an_unknown_document_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Valfel, match=r"”2024”.*där finns 2025-budget, 2024-delar"):
        valt_dokument(ALLA, "2024", "")


def test_a_folder_without_documents_is_refused_in_words() -> None:
    with pytest.raises(Valfel, match="inga dokument"):
        valt_dokument((), "", "")


def test_an_unknown_table_is_refused_with_those_that_there_are() -> None:
    allt = bunt(yta(DELAR), DELAR)
    assert valt_blad(allt, "drift").tabell == "drift"
    with pytest.raises(
        Valfel, match=r"^Tabellen ”drfit” finns inte i 2024-delar; där finns drift.$"
    ):
        valt_blad(allt, "drfit")


def test_a_document_without_tables_says_so() -> None:
    with pytest.raises(Valfel, match="där finns inga tabeller"):
        valt_blad(Bunt(DELAR, ()), "drift")


def test_a_bunt_holds_the_tables_of_its_document_only() -> None:
    allt = bunt(yta(DELAR, UTKAST), UTKAST)
    assert [(b.dokument.id, b.tabell, b.flik) for b in allt.blad] == [
        ("2024-delar-utkast", "drift", "Drift")
    ]


def test_a_rule_that_leads_back_to_itself_is_told_and_the_rest_is_printed() -> None:
    ring = replace(DRIFT, rader=(replace(DRIFT.rader[0], regel=plus("intakter")),))
    trasigt, helt = blad(ring, UTKAST), blad(DRIFT)
    kvar, fel = hela([trasigt, helt])
    assert kvar == (helt,)
    assert fel == (
        "Tabellen ”drift” i 2024-delar-utkast kan inte räknas:"
        " en rads regel leder tillbaka till raden själv.",
    )
    with pytest.raises(Valfel, match="kan inte räknas"):
        valt_blad(Bunt(UTKAST, (trasigt,)), "drift")


def test_a_chain_of_rules_without_end_is_told_and_does_not_crash() -> None:
    rader = tuple(
        replace(DRIFT.rader[0], id=f"r{i}", celler={}, regel=plus(f"r{i + 1}")) for i in range(3000)
    )
    assert raknefel(blad(replace(DRIFT, rader=rader), UTKAST))


def test_a_tab_that_is_not_registered_is_named_by_its_id() -> None:
    ny = replace(DRIFT, mall=replace(DRIFT_DELAR, flik="ny"))
    assert blad(ny).flik == "ny"
