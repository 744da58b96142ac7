"""The readers of a record's fields."""

from datetime import date
from typing import Any

import pytest

from tui.store.falt import datumfalt, enda_post, ordfalt, postfalt, textfalt
from tui.store.fel import Plats, Postfel

PLATS = Plats("drift")


def test_a_missing_text_is_empty() -> None:
    assert textfalt({}, "not", PLATS) == ""


@pytest.mark.parametrize("post", [{}, {"rad": ""}, {"rad": "  "}])
def test_a_required_text_cannot_be_missing_or_blank(post: Any) -> None:
    with pytest.raises(Postfel, match="fält ”rad”: saknas"):
        textfalt(post, "rad", PLATS, krav=True)


def test_texts_by_name_are_texts() -> None:
    assert ordfalt({"noter": {"a": "b"}}, "noter", PLATS) == {"a": "b"}
    with pytest.raises(Postfel, match="texter med namn"):
        ordfalt({"noter": {"a": 1}}, "noter", PLATS)


@pytest.mark.parametrize(
    "text", ["20240831", "2024-W35-6", "2024-8-31", "2024-02-30", "i dag", "٢٠٢٤-٠١-٠١"]
)
def test_a_date_has_one_form_only(text: str) -> None:
    assert datumfalt({"d": "2024-08-31"}, "d", PLATS) == date(2024, 8, 31)
    with pytest.raises(Postfel, match="inget datum"):
        datumfalt({"d": text}, "d", PLATS)


@pytest.mark.parametrize("nummer", ["a", "01", "-1", "1.0", "", "9" * 5000, "１"])
def test_a_record_is_numbered_as_plain_tinydb_numbers_it(nummer: str) -> None:
    with pytest.raises(Postfel, match="inget heltal"):
        postfalt({"drift": {nummer: {}}}, "drift")


def test_the_only_record_may_have_any_number() -> None:
    assert enda_post({"schema": {"3": {"version": 1}}}, "schema") == ("3", {"version": 1})
    assert enda_post({}, "schema") == ("1", {})
