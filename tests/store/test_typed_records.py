"""What is asked of every record: its number, its fields, and what a fault in them is called."""

from datetime import date
from typing import Any

import pytest
from msgspec import Struct

from tests.store.help import DOCUMENT, with_
from tui.store.errors import ItemError, Place
from tui.store.head import parsed_head
from tui.store.records import Name, typed
from tui.store.storage import in_memory, numbers, only_record

PLACE = Place("drift")
HEAD = DOCUMENT["dokument"]["1"]


class Words(Struct, rename={"key": "rad", "note": "not", "notes": "noter"}):
    """A record of a test."""

    key: Name
    note: str = ""
    notes: dict[str, str] = {}


def test_a_missing_text_is_empty() -> None:
    assert typed({"rad": "a"}, Words, PLACE).note == ""


@pytest.mark.parametrize("item", [{}, {"rad": ""}, {"rad": "  "}])
def test_a_required_text_cannot_be_missing_or_blank(item: Any) -> None:
    with pytest.raises(ItemError, match="tabell ”drift”, fält ”rad”: saknas"):
        typed(item, Words, PLACE)


def test_texts_by_name_are_texts() -> None:
    assert typed({"rad": "a", "noter": {"a": "b"}}, Words, PLACE).notes == {"a": "b"}
    bad: Any
    for bad in ({"a": 1}, [], None, "x"):
        with pytest.raises(ItemError, match="fält ”noter”: ska vara texter med namn"):
            typed({"rad": "a", "noter": bad}, Words, PLACE)


@pytest.mark.parametrize(
    "text", ["20240831", "2024-W35-6", "2024-8-31", "2024-02-30", "i dag", "٢٠٢٤-٠١-٠١"]
)
def test_a_date_has_one_form_only(text: str) -> None:
    assert parsed_head({**HEAD, "slut": "2024-08-31"}, "d").period.end == date(2024, 8, 31)
    with pytest.raises(ItemError, match="inget datum"):
        parsed_head({**HEAD, "slut": text}, "d")


@pytest.mark.parametrize("serial", ["a", "01", "-1", "1.0", "", "9" * 5000, "１"])
def test_a_record_is_numbered_as_plain_tinydb_numbers_it(serial: str) -> None:
    with pytest.raises(ItemError, match="inget heltal"):
        numbers(in_memory({"drift": {serial: {}}}), "drift")


def test_the_only_record_may_have_any_number() -> None:
    record = only_record(in_memory({"schema": {"3": {"version": 1}}}), "schema")
    assert (record.doc_id, record) == (3, {"version": 1})
    assert only_record(in_memory({}), "schema") == {}


def test_a_head_goes_by_its_own_id_where_no_folder_is_named() -> None:
    assert parsed_head(HEAD).id == "2024-delar"
    with pytest.raises(ItemError, match="fält ”id”: saknas"):
        parsed_head(with_(HEAD, ("id",), ""))
