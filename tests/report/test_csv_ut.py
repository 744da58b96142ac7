"""Tables as CSV, read back as a spreadsheet does."""

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.exempel import (
    DELAR,
    DRIFT,
    ELAK,
    ELAKA,
    ELAKT_BLAD,
    UTKAST,
    blad,
    cell,
    tabell,
    text_mall,
)
from tui.domain.tabell import Rad
from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.report.blad import Bunt
from tui.report.csv_ut import csvtext, ofarlig
from tui.report.tabellform import listform, tabellform
from tui.svenska.format import ren


def last(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_figures_are_such_as_a_swedish_spreadsheet_counts_with() -> None:
    rader = last(csvtext([tabellform(blad(DRIFT))]))
    assert rader[0][:4] == [
        "Belopp i tkr",
        "Budget 2024",
        "Prognos helår 2024",
        "Avv. prognos/budget 2024",
    ]
    assert rader[4][:5] == ["Köp av tjänster", "-62376", "-68376", "-6000", "-9,6"]
    assert rader[9][4] == ""


@pytest.mark.parametrize(
    ("varde", "text"),
    [
        (None, ""),
        (Decimal("-1234.50"), "-1234,50"),
        (Malvarde("<", Decimal(166)), "<166"),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), "82,2 (80,5)*"),
        (Marke.STRECK, "–"),
        ("ska öka", "ska öka"),
    ],
)
def test_every_kind_of_value_has_its_text(varde: Varde, text: str) -> None:
    assert last(csvtext([tabellform(cell(varde))]))[1][1] == text


def test_a_unit_at_the_figure_does_not_make_it_text() -> None:
    assert last(csvtext([tabellform(cell(Decimal(99), enhet="%"))]))[1][1] == "99"


@pytest.mark.parametrize(
    "ond", ["=1+1", "+A1", "-A1", "@SUM(1)", " =1", "＝1", "-", "--1", "-1,5,0"]
)
def test_a_text_that_could_be_a_formula_is_kept_a_text(ond: str) -> None:
    assert ofarlig(ond) == f"'{ond}"


@pytest.mark.parametrize("text", ["-5", "+5", "-1,5", "1=1", "–", "−614", "a-b", ""])
def test_other_texts_and_numbers_stay_as_they_are(text: str) -> None:
    assert ofarlig(text) == text


def test_hostile_texts_stay_in_their_cells_and_start_nothing() -> None:
    text = csvtext([tabellform(ELAKT_BLAD)])
    rader = last(text)
    assert [len(rad) for rad in rader] == [3] * (len(ELAK.rader) + 1)
    assert [rad for rad in text.split("\n") if ren(rad) != rad] == []
    assert not any(c.lstrip()[:1] in tuple("=+-@＝") for rad in rader for c in rad if c)
    assert [rad[2] for rad in rader[1:]] == [f"x{ren(ond)}" for ond in ELAKA]


@given(st.text())
def test_any_text_is_one_cell(ond: str) -> None:
    rad = Rad("r", ond, celler={"ett": ond})
    rader = last(csvtext([tabellform(blad(tabell(text_mall("ett"), rad), UTKAST))]))
    assert [len(r) for r in rader] == [2, 2]


def test_several_tables_say_which_they_are_and_stand_apart() -> None:
    annan = tabell(text_mall("ett"), Rad("r", "R"), id="annan")
    rader = last(csvtext([tabellform(blad(DRIFT)), tabellform(blad(annan))]))
    assert rader[0][:3] == ["Dokument", "Tabell", "Belopp i tkr"]
    assert rader[1][:3] == ["2024-delar", "drift", "Verksamhetens intäkter"]
    assert rader[11:] == [
        [],
        ["Dokument", "Tabell", "Rad", "Ett"],
        ["2024-delar", "annan", "R", ""],
    ]


def test_tables_with_the_same_columns_become_one_list() -> None:
    bunt = Bunt(DELAR, (blad(DRIFT),))
    rader = last(csvtext([listform(bunt), listform(bunt)]))
    assert rader == [
        ["Dokument", "Tabell", "Rubrik", "Flik", "Rader"],
        *[["2024-delar", "drift", "Drift", "Drift", "10"]] * 2,
    ]
