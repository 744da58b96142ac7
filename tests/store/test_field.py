"""The readers of a record's fields."""

from datetime import date
from typing import Any

import pytest

from tui.store.errors import ItemError, Place
from tui.store.fields import date_field, item_field, only_item, text_field, word_field

PLACE = Place("drift")


def test_a_missing_text_is_empty() -> None:
    assert text_field({}, "not", PLACE) == ""


@pytest.mark.parametrize("item", [{}, {"rad": ""}, {"rad": "  "}])
def test_a_required_text_cannot_be_missing_or_blank(item: Any) -> None:
    with pytest.raises(ItemError, match="fält ”rad”: saknas"):
        text_field(item, "rad", PLACE, requirement=True)


def test_texts_by_name_are_texts() -> None:
    assert word_field({"noter": {"a": "b"}}, "noter", PLACE) == {"a": "b"}
    with pytest.raises(ItemError, match="texter med namn"):
        word_field({"noter": {"a": 1}}, "noter", PLACE)


@pytest.mark.parametrize(
    "text", ["20240831", "2024-W35-6", "2024-8-31", "2024-02-30", "i dag", "٢٠٢٤-٠١-٠١"]
)
def test_a_date_has_one_form_only(text: str) -> None:
    assert date_field({"d": "2024-08-31"}, "d", PLACE) == date(2024, 8, 31)
    with pytest.raises(ItemError, match="inget datum"):
        date_field({"d": text}, "d", PLACE)


@pytest.mark.parametrize("serial", ["a", "01", "-1", "1.0", "", "9" * 5000, "１"])
def test_a_record_is_numbered_as_plain_tinydb_numbers_it(serial: str) -> None:
    with pytest.raises(ItemError, match="inget heltal"):
        item_field({"drift": {serial: {}}}, "drift")


def test_the_only_record_may_have_any_number() -> None:
    assert only_item({"schema": {"3": {"version": 1}}}, "schema") == ("3", {"version": 1})
    assert only_item({}, "schema") == ("1", {})
