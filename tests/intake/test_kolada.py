"""Kolada's answers of three versions, with three signs for a figure that is not there."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tui.domain.kolada import ended
from tui.intake.errors import ContentError
from tui.intake.kolada import read_kolada


def figures(answer: Any) -> list[Any]:
    found = read_kolada(json.dumps(answer))
    return [(f.kpi, f.municipality, f.year, f.gender, f.value) for f in found.figures]


def row(**values: Any) -> Any:
    return {"values": [{"kpi": "N1", "municipality": "1480", "period": 2031, "values": [values]}]}


def test_figures_are_by_municipality_year_and_sex_and_exact() -> None:
    answer = row(gender="K", status="", value=81.2500001, count=1)
    assert figures(answer) == [("N1", "1480", 2031, "K", Decimal("81.2500001"))]


def test_the_oldest_form_has_a_field_for_each_sex() -> None:
    old = {"kpi": "N1", "municipality": "0115", "period": "2009", "value": 40, "value_f": None}
    assert figures({"values": [{**old, "value_m": 39.5}], "count": 1}) == [
        ("N1", "0115", 2009, "T", Decimal(40)),
        ("N1", "0115", 2009, "M", Decimal("39.5")),
    ]


@pytest.mark.parametrize(("value", "status", "said"), [
    (None, "Missing", "saknas"), (None, "", "saknas"), ("-", "", "-"), (None, "-", "-"),
    (".", "", "."), ("..", "", ".."), (None, "..", ".."), (None, "Privacy", "sekretess"),
    ("80,5", "", Decimal("80.5")), (0, "", Decimal(0)),
])  # fmt: skip
def test_what_is_missing_says_how(value: Any, status: str, said: Any) -> None:
    assert figures(row(gender="T", value=value, status=status))[0][4] == said


@pytest.mark.parametrize("name", ["next_url", "next_page"])
def test_an_answer_that_goes_on_is_told(name: str) -> None:
    whole = row(gender="T", value=1)
    assert not read_kolada(json.dumps({**whole, name: None})).more
    assert read_kolada(json.dumps({**whole, name: "https://…?page=2"})).more


def test_titles_beside_the_figures_tell_what_has_ended() -> None:
    titles = {"values": [{"id": "N1", "title": "Deltagare, andel (%) (- 2024)"}]}
    found = read_kolada(json.dumps([row(gender="T", value=1), titles]))
    assert ended(found.titles["N1"]) == 2024
    assert ended("Deltagare 2014-2024, andel (%)") is None


@pytest.mark.parametrize("text", [
    "[]", "5", '{"values": 5}', '{"values": [{"kpi": "N1"}]}', '{"values": [{"id": "G1"}]}',
    '{"values": [{"kpi": "N1", "period": 2031, "values": [5]}]}', '{"values": NaN}', "{",
    '{"values": [{"kpi": "N1", "period": 2031, "value": "mycket"}]}', "[" * 100_000,
    '{"values": [{"kpi": "N1", "period": 2031, "value": true}]}',
])  # fmt: skip
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ContentError):
        read_kolada(text)
