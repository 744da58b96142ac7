"""A document's name: what it says of kind, year and month, and what is made under it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import area
from tui.domain.document import Document, DocumentKind
from tui.domain.next_document.named import agrees, named, named_proposal
from tui.domain.next_document.sources import (
    KIND_WORDS,
    NextError,
    name_for,
    next_proposal,
    parsed_kind,
    parsed_period,
    proposal_for,
)

DOCUMENTS = tuple(area().document.values())


@pytest.mark.parametrize(
    ("text", "kind", "year", "month"),
    [
        ("2025-delar", "delarsbokslut", 2025, 0),
        ("delar 2025-04", "delarsbokslut", 2025, 4),
        ("2025-april", "delarsbokslut", 2025, 4),
        ("2026_10", "delarsbokslut", 2026, 10),
        ("2025-delar-2", "delarsbokslut", 2025, 0),
        ("Årsbokslut 2025", "arsbokslut", 2025, 0),
        ("tertialrapport2025", "delarsbokslut", 2025, 0),
        ("budgetunderlag 2026", "underlag", 2026, 0),
        ("Budget 2025–2027", "budget", 2025, 0),
        ("internbudget-2025-27", "budget", 2025, 0),
        ("2025-03-manad", "manadsuppfoljning", 2025, 3),
        ("Månadsrapport maj 2025", "manadsuppfoljning", 2025, 5),
        ("utkast1", None, 0, 0),
        ("kultur", None, 0, 0),
        ("", None, 0, 0),
        ("diarie 120251", None, 0, 0),
    ],
)
def test_a_name_says_kind_year_and_month(
    text: str, kind: DocumentKind | None, year: int, month: int
) -> None:
    said = named(text)
    assert (said.kind, said.year, said.month) == (kind, year, month)


@given(
    st.sampled_from(sorted(KIND_WORDS)),
    st.integers(1990, 2100),
    st.integers(1, 11),
    st.sampled_from(["{id}", "{name}", "{id}-2", "nämnden {id}"]),
)
def test_what_the_program_calls_a_document_says_what_it_is(
    kind: DocumentKind, year: int, month: int, form: str
) -> None:
    text = f"{year}-{month:02}" if kind == "delarsbokslut" else str(year)
    period = parsed_period(text, kind)
    said = named(form.format(id=f"{year}-{KIND_WORDS[kind]}", name=name_for(kind, period)))
    assert (said.kind, said.year) == (kind, year)
    assert said.month in (0, period.end.month)


@given(
    st.sampled_from(DOCUMENTS),
    st.sampled_from(["", "2023", "2024", "2025", "2026", "2031"]),
    st.sampled_from(["", "-04", "-08", "-12", "-13"]),
    st.sampled_from(["", "-delar", "-bokslut", "-budget", "-underlag", "-ett"]),
    st.sampled_from(["", "2024", "2025-04", "2026-12"]),
    st.sampled_from([None, *KIND_WORDS]),
)
def test_no_document_is_made_that_its_name_contradicts(
    base: object, year: str, month: str, word: str, period: str, kind: DocumentKind | None
) -> None:
    assert base in DOCUMENTS
    text = f"{year}{month}{word}"
    try:
        name = named(text)
        made = named_proposal(name, base, DOCUMENTS, kind=kind, period_text=period)  # type: ignore[arg-type]
    except NextError as error:
        assert str(error).endswith((".", "?")) and "\n" not in str(error)
        return
    assert agrees(name, made.kind, made.period)
    assert kind in (None, made.kind)
    assert not year or made.period.year == int(year)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("delar-bokslut", "säger både bokslut och delar"),
        ("2024-2025-delar", "säger både 2024 och 2025"),
        ("2025-13-delar", "Perioden ”2025-13” kan inte läsas"),
        ("2025-08-bokslut", "Ett årsbokslut omfattar hela året"),
        ("2025-12-delar", "Ett delårsbokslut slutar före december"),
    ],
)
def test_a_name_that_contradicts_itself_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(NextError, match=sentence):
        named(text)


def test_a_month_is_followed_by_the_next_and_always_says_which() -> None:
    kind = parsed_kind("månadsuppföljning")
    march = proposal_for(kind, parsed_period("2025-03", kind))
    assert (march.id, march.name) == ("2025-03-manad", "Månadsuppföljning mars 2025")
    document = Document(march.id, march.name, march.kind, march.period)
    assert [p.id for p in next_proposal(document, ())][:2] == ["2025-04-manad", "2025-delar"]
    december = replace(document, period=parsed_period("2025-12", kind))
    assert next_proposal(december, ())[0].id == "2026-01-manad"
    with pytest.raises(NextError, match="Ange perioden"):
        named_proposal(named("manad 2025"), DOCUMENTS[0], DOCUMENTS)
