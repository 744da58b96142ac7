"""Choosing what to print."""

import pytest
from msgspec.structs import replace

from tests.report.example import DRIFT, PARTS, UTKAST, area, sheet
from tui.domain.period import Period
from tui.report.sheets import (
    Bundle,
    ChoiceError,
    bundle,
    chosen_document,
    chosen_sheet,
)

BUDGET = replace(
    PARTS, id="2025-budget", period=Period(PARTS.period.start, PARTS.period.end.replace(2025))
)
EVERY = (BUDGET, PARTS)


def test_the_document_asked_for_is_chosen() -> None:
    assert chosen_document(EVERY, "2024-delar", "2025-budget") is PARTS


def test_else_the_one_last_used_is_chosen_if_it_is_still_there() -> None:
    assert chosen_document(EVERY, "", "2024-delar") is PARTS
    assert chosen_document(EVERY, "", "borttaget") is BUDGET


def test_else_the_first_is_chosen_which_is_the_newest() -> None:
    assert chosen_document(EVERY, "", "") is BUDGET


def test_an_unknown_document_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(ChoiceError, match=r"”2024”.*där finns 2025-budget, 2024-delar"):
        chosen_document(EVERY, "2024", "")


def test_a_folder_without_documents_is_refused_in_words() -> None:
    with pytest.raises(ChoiceError, match="inga dokument"):
        chosen_document((), "", "")


def test_an_unknown_table_is_refused_with_those_that_there_are() -> None:
    everything = bundle(area(PARTS), PARTS)
    assert chosen_sheet(everything, "drift").table == "drift"
    with pytest.raises(
        ChoiceError, match=r"^Tabellen ”drfit” finns inte i 2024-delar; där finns drift.$"
    ):
        chosen_sheet(everything, "drfit")


def test_a_document_without_tables_says_so() -> None:
    with pytest.raises(ChoiceError, match="där finns inga tabeller"):
        chosen_sheet(Bundle(PARTS, ()), "drift")


def test_a_bunt_holds_the_tables_of_its_document_only() -> None:
    everything = bundle(area(PARTS, UTKAST), UTKAST)
    assert [(b.document.id, b.table, b.tab) for b in everything.sheets] == [
        ("2024-delar-utkast", "drift", "Drift")
    ]


def test_a_tab_that_is_not_registered_is_named_by_its_id() -> None:
    new = replace(DRIFT, tab="ny")
    assert sheet(new).tab == "ny"
