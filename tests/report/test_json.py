"""Tables as JSON: the contract for scripts."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.example import (
    DRIFT,
    HOSTILE_ONES,
    HOSTILE_SHEET,
    PARTS,
    UTKAST,
    cell,
    sheet,
    table,
    text_template,
)
from tui.domain.table import Column, Row
from tui.domain.value import Malvarde, Mark, Par, Value
from tui.report.sheets import Bundle, Sheet
from tui.report.writers.json import json_text, list_json, rounded_to, table_json
from tui.svenska.format import clean


def read(one: Sheet) -> Any:
    return json.loads(json_text(table_json(one)), parse_float=Decimal, parse_int=Decimal)


def box(one: Sheet, row: str = "r", column: str = "k") -> Any:
    return next(r for r in read(one)["rader"] if r["id"] == row)["celler"][column]


def test_a_table_has_exactly_the_keys_of_the_contract() -> None:
    data = read(sheet(DRIFT))
    assert list(data) == ["dokument", "tabell", "rubrik", "enhet", "kolumner", "rader"]
    assert [data[k] for k in ("dokument", "tabell", "rubrik", "enhet")] == [
        "2024-delar",
        "drift",
        "Drift",
        "tkr",
    ]
    assert data["kolumner"][0] == {"id": "budget", "rubrik": "Budget 2024", "art": "inmatad"}
    assert data["kolumner"][2]["art"] == "beraknad"
    assert list(data["rader"][0]) == ["id", "etikett", "niva", "art", "celler"]
    assert {tuple(c) for r in data["rader"] for c in r["celler"].values()} == {
        ("varde", "beraknat", "tryckt", "bedomning")
    }


def test_every_column_has_a_cell_in_every_row() -> None:
    columns = [column.id for column in DRIFT.columns]
    assert all(list(row["celler"]) == columns for row in read(sheet(DRIFT))["rader"])


def test_headings_are_what_the_document_prints_with_its_years() -> None:
    headings = [column["rubrik"] for column in read(sheet(DRIFT))["kolumner"]]
    assert headings[4:8] == [
        "Delårsbokslut 2024",
        "Delårsbokslut 2023",
        "Diff. utfall 2023/2024",
        "Förbrukat (riktpunkt 67 %)",
    ]


def test_a_decided_document_shows_its_printed_figure_beside_the_computed() -> None:
    assert box(sheet(DRIFT), "kostnader", "diff") == {
        "varde": -32296,
        "beraknat": -33296,
        "tryckt": -32296,
        "bedomning": None,
    }


def test_an_entered_figure_of_a_decided_document_is_printed_and_of_a_draft_is_not() -> None:
    assert box(sheet(DRIFT), "personal", "budget")["tryckt"] == -158695
    assert box(sheet(DRIFT, UTKAST), "personal", "budget") == {
        "varde": -158695,
        "beraknat": None,
        "tryckt": None,
        "bedomning": None,
    }


def test_a_draft_shows_the_printed_figure_beside_the_computed_too() -> None:
    assert box(sheet(DRIFT, UTKAST), "kostnader", "diff") == {
        "varde": -32296,
        "beraknat": -33296,
        "tryckt": -32296,
        "bedomning": None,
    }


def test_judgements_stand_in_words() -> None:
    cells = [r["celler"] for r in read(sheet(DRIFT))["rader"]]
    assert [c["avvikelse"]["bedomning"] for c in cells[:5]] == [
        "i nivå med budget",
        "bättre än budget",
        "i nivå med budget",
        "mycket sämre än budget",
        "sämre än budget",
    ]
    assert cells[3]["forbrukat"]["bedomning"] == "långt från riktpunkten"


@pytest.mark.parametrize(
    ("value", "shown", "tryckt"),
    [
        (None, None, None),
        ("", None, None),
        (Decimal("9.0"), "9.0", None),
        (Decimal(0), "0", None),
        (Malvarde("<", Decimal(166)), '"<166"', None),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), "82.2", '"82,2 (80,5)*"'),
        (Mark.DASH, None, '"–"'),
        (Mark.NOT_AVAILABLE, None, '"ej tillgänglig"'),
        ("ska öka", '"ska öka"', None),
    ],
)
def test_every_kind_of_value_has_its_form(
    value: Value, shown: str | None, tryckt: str | None
) -> None:
    text = json_text(table_json(cell(value)))
    assert f'"varde": {shown or "null"}, "beraknat": null, "tryckt": {tryckt or "null"}' in text


def test_a_target_and_a_text_of_a_decided_document_are_printed_too() -> None:
    row = Row("r", "R", cells={"ett": Malvarde("≥", Decimal(81)), "tva": "ja"})
    one = sheet(table(text_template("ett", "tva"), row))
    assert box(one, "r", "ett")["tryckt"] == "≥81"
    assert box(one, "r", "tva")["tryckt"] == "ja"


def test_the_numbers_keep_the_decimals_they_were_written_with() -> None:
    assert '"varde": 9.0,' in json_text(table_json(cell(Decimal("9.0"))))
    assert '"varde": 1000,' in json_text(table_json(cell(Decimal("1E+3"))))


@pytest.mark.parametrize(
    ("number", "rounded"),
    [
        (Decimal("9.0"), "9.0"),
        (Decimal(200) / 3, "66.6666666667"),
        (Decimal(1) / 3 * 3, "1"),
        (Decimal("-0.00000000001"), "-0"),
        (Decimal("1" * 30) / 7, "1.587301587301587301587301587E+28"),
        (Decimal("1E+30") + 0, "1E+30"),
    ],
)
def test_quotients_have_at_most_ten_decimals(number: Decimal, rounded: str) -> None:
    assert rounded_to(number) == Decimal(rounded)


def test_a_computed_share_is_a_number() -> None:
    column = Column("k", "K", "procent", "a / b * 100")
    assert box(cell(None, column)) == dict.fromkeys(("varde", "beraknat", "tryckt", "bedomning"))
    consumed = box(sheet(DRIFT), "kop_av_tjanster", "forbrukat")
    assert consumed["varde"] == consumed["beraknat"] == Decimal("83.3990637425")


def test_heading_rows_have_empty_cells() -> None:
    row = box(sheet(table(text_template("ett"), Row("r", "R", "rubrik"))), "r", "ett")
    assert row == dict.fromkeys(("varde", "beraknat", "tryckt", "bedomning"))


def test_hostile_texts_are_read_back_whole_and_show_nothing_on_the_way() -> None:
    text = json_text(table_json(HOSTILE_SHEET))
    assert [row for row in text.split("\n") if clean(row) != row] == []
    assert [row["etikett"] for row in json.loads(text)["rader"]] == list(HOSTILE_ONES)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_back_as_it_was(bad: str) -> None:
    row = Row("r", bad, cells={"ett": bad})
    text = json_text(table_json(sheet(table(text_template("ett"), row), UTKAST)))
    text.encode("utf-8")
    assert json.loads(text)["rader"][0]["etikett"] == bad


def test_a_list_names_documents_and_tables() -> None:
    assert json.loads(json_text([list_json(Bundle(PARTS, (sheet(DRIFT),)))])) == [
        {
            "dokument": "2024-delar",
            "namn": "Delårsbokslut 2024",
            "status": "beslutad",
            "tabeller": [{"tabell": "drift", "rubrik": "Drift", "flik": "Drift", "rader": 10}],
        }
    ]


def test_nothing_to_print_is_an_empty_list() -> None:
    assert json_text([]) == "[]\n"
