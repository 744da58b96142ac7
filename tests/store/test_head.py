"""A document's head to its record and back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.store.help import DOCUMENT, duplicate, with_
from tui.domain.document import Beslut, Document, Exemption, HeadText
from tui.domain.period import Period
from tui.store.errors import ItemError
from tui.store.head import HeadFile, encoded_head, parsed_head, put_head
from tui.store.head import parsed_head_file as parsed_file
from tui.store.storage import in_memory, raw_tables

ITEM = DOCUMENT["dokument"]["1"]
FILE = "2024-delar/dokument.json"


def parsed_head_file(value: Any, file: str, folder: str) -> HeadFile:
    return parsed_file(in_memory(value), file, folder)


def saved(value: Any, document: Document) -> Any:
    database = in_memory(value)
    put_head(database, document)
    return raw_tables(database)


NAMES = st.text(min_size=1).filter(str.strip)
DOCUMENTS = st.builds(
    Document,
    id=st.just("2024-delar"),
    name=st.text(min_size=1).filter(str.strip),
    kind=st.sampled_from(["delarsbokslut", "arsbokslut", "budget", "underlag"]),
    period=st.builds(Period, st.dates(max_value=date(2020, 1, 1)), st.dates(date(2020, 1, 1))),
    diarienummer=st.text(),
    beslut=st.builds(Beslut, st.text(), st.none() | st.dates(), st.text()),
    status=st.sampled_from(["beslutad", "utkast"]),
    base=st.text(),
    unlocked=st.text(),
    note=st.text(),
    head_texts=st.lists(st.builds(HeadText, NAMES, NAMES, st.text()), max_size=3).map(tuple),
)


@given(DOCUMENTS)
def test_every_head_comes_back(document: Document) -> None:
    assert parsed_head(encoded_head(document), "2024-delar") == document


def test_a_head_is_read_with_its_decision() -> None:
    head = parsed_head_file(DOCUMENT, FILE, "2024-delar")
    assert head.document is not None
    assert head.document.beslut == Beslut("Socialnämnden", date(2024, 9, 17), "§ XX")
    assert head.document.locked
    assert head.error == ()


def test_another_id_than_the_folders_is_told_and_the_folders_holds() -> None:
    head = parsed_head_file(DOCUMENT, "kopia/dokument.json", "kopia")
    assert head.document is not None
    assert head.document.id == "kopia"
    assert [f.sentence for f in head.error] == [
        "kopia/dokument.json säger att dokumentet heter ”2024-delar” men mappen heter ”kopia”; "
        "det öppnas under mappens namn."
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("namn", "", "fält ”namn”: saknas"),
        ("namn", 1, "fält ”namn”: ska vara text"),
        ("slag", "okänt", "”okänt” är inget av delarsbokslut, arsbokslut, budget, underlag"),
        ("status", "klar", "”klar” är inget av beslutad, utkast"),
        ("start", "", "fält ”start”: saknas"),
        ("start", "2024-13-01", "inget datum"),
        ("slut", "2023-12-31", "slutar innan den börjar"),
        ("beslutsdatum", "i höstas", "inget datum"),
        ("not", None, "fält ”not”: ska vara text"),
    ],
)
def test_a_bad_field_is_named(field: str, value: Any, sentence: str) -> None:
    head = parsed_head_file(with_(DOCUMENT, ("dokument", "1", field), value), FILE, "2024-delar")
    assert head.document is None
    assert not head.writable
    assert sentence in head.error[0].sentence
    assert head.error[0].sentence.startswith(f"{FILE}, tabell ”dokument”")


def test_a_newer_head_is_shown_and_cannot_be_saved() -> None:
    head = parsed_head_file(with_(DOCUMENT, ("schema", "1", "version"), 9), FILE, "2024-delar")
    assert head.document is not None
    assert not head.writable


def test_a_saved_head_keeps_unknown_fields_and_their_order() -> None:
    ra = duplicate(DOCUMENT)
    ra["dokument"] = {"3": {"framtida": 1, **ITEM}}
    ra["annat"] = {"1": {}}
    document = replace(parsed_head(ITEM, "2024-delar"), name="Nytt namn", unlocked="Rättelse")
    new = saved(ra, document)
    assert list(new) == ["schema", "dokument", "annat"]
    assert new["dokument"]["3"] == {
        "framtida": 1,
        **ITEM,
        "namn": "Nytt namn",
        "upplast": "Rättelse",
    }
    assert next(iter(new["dokument"]["3"])) == "framtida"


def test_a_head_that_is_no_record_is_not_merged_with() -> None:
    with pytest.raises(ItemError):
        saved({"dokument": []}, parsed_head(ITEM, "2024-delar"))


def test_findings_put_aside_and_texts_are_kept_in_order() -> None:
    exemption = (Exemption("b|r|k|1|2", "Känt"), Exemption("a|||x|", "Rättas i nästa rapport"))
    document = replace(
        parsed_head(ITEM, "d"), exemption=exemption, texts=("rapport.docx", "bilaga.md")
    )
    assert parsed_head(encoded_head(document), "d") == document


@pytest.mark.parametrize(
    "error", [{"undantag": ["a"]}, {"undantag": {"a": 1}}, {"texter": "a"}, {"texter": [1]}]
)
def test_what_cannot_be_read_of_them_is_said_and_nothing_is_guessed(
    error: dict[str, object],
) -> None:
    with pytest.raises(ItemError, match=next(iter(error))):
        parsed_head({**ITEM, **error}, "d")


def test_the_heads_own_fields_are_stored_only_where_there_are_any() -> None:
    head = parsed_head(ITEM)
    assert "huvud" not in encoded_head(head)
    more = replace(head, head_texts=(HeadText("ansvarig", "Dokumentansvarig", "Chef"),))
    stored = saved(DOCUMENT, more)["dokument"]["1"]
    assert stored["huvud"] == [{"falt": "ansvarig", "rubrik": "Dokumentansvarig", "varde": "Chef"}]
    assert "huvud" not in saved(saved(DOCUMENT, more), head)["dokument"]["1"]


@pytest.mark.parametrize("bad", [1, "x", [1], [{"falt": "a"}], [{"falt": "", "rubrik": "b"}]])
def test_a_bad_field_of_the_head_is_told_and_nothing_is_guessed(bad: Any) -> None:
    with pytest.raises(ItemError, match="huvud"):
        parsed_head({**ITEM, "huvud": bad})
