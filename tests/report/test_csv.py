"""Tables as CSV, read back as a spreadsheet does."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.example import (
    DRIFT,
    HOSTILE,
    HOSTILE_ONES,
    HOSTILE_SHEET,
    PARTS,
    UTKAST,
    cell,
    sheet,
    table,
    text_template,
)
from tui.domain.table import Row
from tui.domain.value import Malvarde, Mark, Par, Value
from tui.report.sheets import Bundle
from tui.report.tables import list_table, plain_table
from tui.report.writers.csv import csv_text, harmless
from tui.svenska.format import clean


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_figures_are_such_as_a_swedish_spreadsheet_counts_with() -> None:
    rows = read(csv_text([plain_table(sheet(DRIFT))]))
    assert rows[0][:4] == [
        "Belopp i tkr",
        "Budget 2024",
        "Prognos helår 2024",
        "Avv. prognos/budget 2024",
    ]
    assert rows[4][:5] == ["Köp av tjänster", "-62376", "-68376", "-6000", "-9,6"]
    assert rows[9][4] == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("-1234.50"), "-1234,50"),
        (Malvarde("<", Decimal(166)), "<166"),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), "82,2 (80,5)*"),
        (Mark.DASH, "–"),
        ("ska öka", "ska öka"),
    ],
)
def test_every_kind_of_value_has_its_text(value: Value, text: str) -> None:
    assert read(csv_text([plain_table(cell(value))]))[1][1] == text


def test_a_unit_at_the_figure_does_not_make_it_text() -> None:
    assert read(csv_text([plain_table(cell(Decimal(99), unit="%"))]))[1][1] == "99"


@pytest.mark.parametrize(
    "bad", ["=1+1", "+A1", "-A1", "@SUM(1)", " =1", "＝1", "-", "--1", "-1,5,0"]
)
def test_a_text_that_could_be_a_formula_is_kept_a_text(bad: str) -> None:
    assert harmless(bad) == f"'{bad}"


@pytest.mark.parametrize("text", ["-5", "+5", "-1,5", "1=1", "–", "−614", "a-b", ""])
def test_other_texts_and_numbers_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_hostile_texts_stay_in_their_cells_and_start_nothing() -> None:
    text = csv_text([plain_table(HOSTILE_SHEET)])
    rows = read(text)
    assert [len(row) for row in rows] == [3] * (len(HOSTILE.rows) + 1)
    assert [row for row in text.split("\n") if clean(row) != row] == []
    assert not any(c.lstrip()[:1] in tuple("=+-@＝") for row in rows for c in row if c)
    assert [row[2] for row in rows[1:]] == [f"x{clean(bad)}" for bad in HOSTILE_ONES]


@given(st.text())
def test_any_text_is_one_cell(bad: str) -> None:
    row = Row("r", bad, cells={"ett": bad})
    rows = read(csv_text([plain_table(sheet(table(text_template("ett"), row), UTKAST))]))
    assert [len(r) for r in rows] == [2, 2]


def test_several_tables_say_which_they_are_and_stand_apart() -> None:
    other = table(text_template("ett"), Row("r", "R"), id="annan")
    rows = read(csv_text([plain_table(sheet(DRIFT)), plain_table(sheet(other))]))
    assert rows[0][:3] == ["Dokument", "Tabell", "Belopp i tkr"]
    assert rows[1][:3] == ["2024-delar", "drift", "Verksamhetens intäkter"]
    assert rows[11:] == [
        [],
        ["Dokument", "Tabell", "Rad", "Ett"],
        ["2024-delar", "annan", "R", ""],
    ]


def test_tables_with_the_same_columns_become_one_list() -> None:
    bunt = Bundle(PARTS, (sheet(DRIFT),))
    rows = read(csv_text([list_table(bunt), list_table(bunt)]))
    assert rows == [
        ["Dokument", "Tabell", "Rubrik", "Flik", "Rader"],
        *[["2024-delar", "drift", "Drift", "Drift", "10"]] * 2,
    ]
