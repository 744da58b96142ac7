"""Rows of a block that a list has not are added after a yes, and never in another row's place."""

import pytest

from tests.checks.pasting.cases import Outcome, pasted
from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.period import from_new_year
from tui.domain.table import LABEL, Column, Row

COLUMNS = (
    Column("handlagg", "Handläggning", "text", decimals=0),
    Column("dagar", "Dagar till beslut", "tal", decimals=0),
)
FORM = mall("bygg.moment", "internkontroll", "Moment", COLUMNS, unit="")
PERMITS, CONTROL = Row("lov", "Bygglov", "rubrik"), Row("tillsyn", "Tillsyn", "rubrik")
OWN = (
    PERMITS,
    Row("villa", "Villor", parent="lov"),
    CONTROL,
    Row("hiss", "Hissar", parent="tillsyn"),
)


def permits(*rows: Row, list_: bool = True) -> Calculation:
    """A building board's list of what it looks into."""
    table = begun("m", FORM, "Moment", "", COLUMNS, rows, heading_label="Moment", list_=list_)
    return Calculation(table, Context({"m": table}, period=from_new_year(2031, 8)))


def labels(got: Outcome) -> list[tuple[str, str | None]]:
    return [(row.label, row.parent) for row in got.after.table.rows]


BLOCK = (
    "Moment\tDagar till beslut\tHandläggning\nVillor\t30\tDirekt\nAltaner\t12\tDirekt\n"
    "Hissar\t90\tNämnd\nRivning\t44\tNämnd\nSumma\t176\t\n"
)


def test_new_rows_come_in_after_the_row_that_stands_before_them() -> None:
    got = pasted(permits(*OWN), BLOCK, "villa", "dagar")
    assert [one.about for one in got.asked] == ["rader"]
    assert "«Altaner», «Rivning»" in got.asked[0].text
    assert labels(got) == [
        ("Bygglov", None),
        ("Villor", "lov"),
        ("Altaner", "lov"),
        ("Tillsyn", None),
        ("Hissar", "tillsyn"),
        ("Rivning", "tillsyn"),
    ]
    figures = {row.label: row.cells.get("dagar") for row in got.after.table.rows if row.cells}
    assert {label: str(value) for label, value in figures.items()} == {
        "Villor": "30",
        "Altaner": "12",
        "Hissar": "90",
        "Rivning": "44",
    }
    assert "«Summa» finns inte i tabellen" in got.told


def test_without_a_yes_only_the_rows_that_there_are_change() -> None:
    got = pasted(permits(*OWN), BLOCK, "villa", "dagar", yes=False)
    assert labels(got) == [(row.label, row.parent) for row in OWN]
    assert set(got.changes) == {"villa/dagar", "villa/handlagg", "hiss/dagar", "hiss/handlagg"}
    assert "«Altaner» finns inte i tabellen" in got.told


def test_a_table_that_is_no_list_gets_no_rows() -> None:
    got = pasted(permits(*OWN, list_=False), BLOCK, "villa", "dagar")
    assert got.asked == ()
    assert len(got.after.table.rows) == len(OWN)


@pytest.mark.parametrize(
    "text",
    [
        "Altaner\tDirekt\t12\nRivning\tNämnd\t44\n",
        "Moment\tHandläggning\tDagar till beslut\nAltaner\tDirekt\t12\nRivning\tNämnd\t44\n",
    ],
    ids=["bare", "headed"],
)
def test_names_that_are_all_new_take_no_other_rows_place(text: str) -> None:
    got = pasted(permits(*OWN), text, "villa", LABEL)
    assert {row.label for row in OWN} < {row.label for row in got.after.table.rows}
    new = {r.label: dict(r.cells) for r in got.after.table.rows if r.id.startswith("rad_")}
    assert new.keys() == {"Altaner", "Rivning"}
    assert new["Rivning"]["handlagg"] == "Nämnd"
    assert str(new["Rivning"]["dagar"]) == "44"


def test_a_name_that_stands_twice_in_the_block_is_told_and_not_added() -> None:
    text = "Moment\tDagar till beslut\nVillor\t1\nAltaner\t12\nAltaner\t44\n"
    got = pasted(permits(*OWN), text, "villa", "dagar")
    assert got.asked == ()
    assert "«Altaner» finns inte i tabellen" in got.told
