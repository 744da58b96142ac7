"""The fields of a head: what a kind has, what is written in them, what goes on."""

from datetime import date

import pytest
from msgspec.structs import replace

from tui.domain.document import Beslut, Document, HeadText
from tui.domain.head_fields import (
    HeadField,
    head_fields,
    head_text,
    kept_head_texts,
    own_field,
    printed_head_texts,
    with_head_text,
)
from tui.domain.period import from_new_year
from tui.svenska.arithmetic import Refusal

BUDGET = Document("2026-budget", "Budget 2026–2028", "budget", from_new_year(2026))
WHO = HeadText("ansvarig", "Dokumentansvarig", "Kultur- och fritidschef")


def written(document: Document, field_id: str, text: str) -> Document:
    """The document with a text in a field."""
    field = next(field for field in head_fields(document) if field.id == field_id)
    answer = with_head_text(document, field, text)
    assert isinstance(answer, Document)
    return answer


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("namn", "Kulturens budget", "Kulturens budget"),
        ("diarienummer", " KFN 2025/14 ", "KFN 2025/14"),
        ("instans", "Kulturnämnden", "Kulturnämnden"),
        ("giltighetstid", "t.o.m. 2026-12-31", "t.o.m. 2026-12-31"),
        ("beslutsdatum", "18/11 2025", "18 november 2025"),
        ("paragraf", "§ 88", "§ 88"),
    ],
)
def test_what_is_written_in_a_field_stands_there_and_can_be_emptied(
    field: str, text: str, shown: str
) -> None:
    document = replace(BUDGET, status="beslutad")
    new = written(document, field, text)
    assert head_text(new, field) == shown
    if field != "namn":
        assert written(new, field, "") == document


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("namn", "  ", "Skriv vad dokumentet heter."),
        ("beslutsdatum", "31 februari 2026", "finns inte i almanackan"),
        ("ansvarig", "x" * 201, "får ha högst 200 tecken"),
    ],
)
def test_what_cannot_stand_there_is_one_sentence(field: str, text: str, sentence: str) -> None:
    document = replace(BUDGET, status="beslutad")
    one = next(f for f in head_fields(document) if f.id == field)
    answer = with_head_text(document, one, text)
    assert isinstance(answer, Refusal) and sentence in answer.sentence


def test_a_draft_is_not_asked_when_it_was_decided() -> None:
    assert "beslutsdatum" not in {field.id for field in head_fields(BUDGET)}
    decided = replace(BUDGET, status="beslutad", beslut=Beslut("", date(2025, 12, 9)))
    assert "paragraf" in {field.id for field in head_fields(decided)}


def test_a_field_of_ones_own_comes_last_and_only_once() -> None:
    field = own_field(BUDGET, "Barnkonsekvensanalys")
    assert isinstance(field, HeadField)
    new = with_head_text(BUDGET, field, "Gjord")
    assert isinstance(new, Document)
    assert head_fields(new)[-1].heading == "Barnkonsekvensanalys"
    assert isinstance(own_field(new, "barnkonsekvensanalys"), Refusal)
    assert isinstance(own_field(new, " "), Refusal)


def test_they_are_printed_in_the_kinds_order_and_the_next_document_keeps_what_holds_on() -> None:
    texts = (WHO, HeadText("giltighetstid", "Giltighetstid", "2026"))
    document = replace(BUDGET, head_texts=texts)
    assert printed_head_texts(document) == (
        ("Giltighetstid", "2026"),
        ("Dokumentansvarig", "Kultur- och fritidschef"),
    )
    assert kept_head_texts(document) == (WHO,)
