"""Tables as JSON: the contract for scripts."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.exempel import (
    DELAR,
    DRIFT,
    ELAKA,
    ELAKT_BLAD,
    UTKAST,
    blad,
    cell,
    tabell,
    text_mall,
)
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Kvot
from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.report.blad import Blad, Bunt
from tui.report.json_ut import avrundat, jsontext, listjson, tabelljson
from tui.svenska.format import ren


def last(ett: Blad) -> Any:
    return json.loads(jsontext(tabelljson(ett)), parse_float=Decimal, parse_int=Decimal)


def ruta(ett: Blad, rad: str = "r", kolumn: str = "k") -> Any:
    return next(r for r in last(ett)["rader"] if r["id"] == rad)["celler"][kolumn]


def test_a_table_has_exactly_the_keys_of_the_contract() -> None:
    data = last(blad(DRIFT))
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
    kolumner = [kolumn.id for kolumn in DRIFT.kolumner]
    assert all(list(rad["celler"]) == kolumner for rad in last(blad(DRIFT))["rader"])


def test_headings_are_what_the_document_prints_with_its_years() -> None:
    rubriker = [kolumn["rubrik"] for kolumn in last(blad(DRIFT))["kolumner"]]
    assert rubriker[4:8] == [
        "Delårsbokslut 2024",
        "Delårsbokslut 2023",
        "Diff. utfall 2023/2024",
        "Förbrukat (riktpunkt 67 %)",
    ]


def test_a_decided_document_shows_its_printed_figure_beside_the_computed() -> None:
    assert ruta(blad(DRIFT), "kostnader", "diff") == {
        "varde": -32296,
        "beraknat": -33297,
        "tryckt": -32296,
        "bedomning": None,
    }


def test_an_entered_figure_of_a_decided_document_is_printed_and_of_a_draft_is_not() -> None:
    assert ruta(blad(DRIFT), "personal", "budget")["tryckt"] == -158695
    assert ruta(blad(DRIFT, UTKAST), "personal", "budget") == {
        "varde": -158695,
        "beraknat": None,
        "tryckt": None,
        "bedomning": None,
    }


def test_a_draft_shows_the_computed_figure_and_keeps_the_printed() -> None:
    assert ruta(blad(DRIFT, UTKAST), "kostnader", "diff") == {
        "varde": -33297,
        "beraknat": -33297,
        "tryckt": -32296,
        "bedomning": None,
    }


def test_judgements_stand_in_words() -> None:
    celler = [r["celler"] for r in last(blad(DRIFT))["rader"]]
    assert [c["avvikelse"]["bedomning"] for c in celler[:5]] == [
        "i nivå med budget",
        "bättre än budget",
        "i nivå med budget",
        "mycket sämre än budget",
        "sämre än budget",
    ]
    assert celler[3]["forbrukat"]["bedomning"] == "långt från riktpunkten"


@pytest.mark.parametrize(
    ("varde", "visat", "tryckt"),
    [
        (None, None, None),
        ("", None, None),
        (Decimal("9.0"), "9.0", None),
        (Decimal(0), "0", None),
        (Malvarde("<", Decimal(166)), '"<166"', None),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), "82.2", '"82,2 (80,5)*"'),
        (Marke.STRECK, None, '"–"'),
        (Marke.EJ_TILLGANGLIG, None, '"ej tillgänglig"'),
        ("ska öka", '"ska öka"', None),
    ],
)
def test_every_kind_of_value_has_its_form(
    varde: Varde, visat: str | None, tryckt: str | None
) -> None:
    text = jsontext(tabelljson(cell(varde)))
    assert f'"varde": {visat or "null"}, "beraknat": null, "tryckt": {tryckt or "null"}' in text


def test_a_target_and_a_text_of_a_decided_document_are_printed_too() -> None:
    rad = Rad("r", "R", celler={"ett": Malvarde("≥", Decimal(81)), "tva": "ja"})
    ett = blad(tabell(text_mall("ett", "tva"), rad))
    assert ruta(ett, "r", "ett")["tryckt"] == "≥81"
    assert ruta(ett, "r", "tva")["tryckt"] == "ja"


def test_the_numbers_keep_the_decimals_they_were_written_with() -> None:
    assert '"varde": 9.0,' in jsontext(tabelljson(cell(Decimal("9.0"))))
    assert '"varde": 1000,' in jsontext(tabelljson(cell(Decimal("1E+3"))))


@pytest.mark.parametrize(
    ("tal", "avrundad"),
    [
        (Decimal("9.0"), "9.0"),
        (Decimal(200) / 3, "66.6666666667"),
        (Decimal(1) / 3 * 3, "1"),
        (Decimal("-0.00000000001"), "-0"),
        (Decimal("1" * 30) / 7, "1.587301587301587301587301587E+28"),
        (Decimal("1E+30") + 0, "1E+30"),
    ],
)
def test_quotients_have_at_most_ten_decimals(tal: Decimal, avrundad: str) -> None:
    assert avrundat(tal) == Decimal(avrundad)


def test_a_computed_share_is_a_number() -> None:
    kolumn = Kolumn("k", "K", "procent", Kvot("a", "b"))
    assert ruta(cell(None, kolumn)) == dict.fromkeys(("varde", "beraknat", "tryckt", "bedomning"))
    forbrukat = ruta(blad(DRIFT), "kop_av_tjanster", "forbrukat")
    assert forbrukat["varde"] == forbrukat["beraknat"] == Decimal("83.3990637425")


def test_heading_rows_have_empty_cells() -> None:
    rad = ruta(blad(tabell(text_mall("ett"), Rad("r", "R", "rubrik"))), "r", "ett")
    assert rad == dict.fromkeys(("varde", "beraknat", "tryckt", "bedomning"))


def test_hostile_texts_are_read_back_whole_and_show_nothing_on_the_way() -> None:
    text = jsontext(tabelljson(ELAKT_BLAD))
    assert [rad for rad in text.split("\n") if ren(rad) != rad] == []
    assert [rad["etikett"] for rad in json.loads(text)["rader"]] == list(ELAKA)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_back_as_it_was(ond: str) -> None:
    rad = Rad("r", ond, celler={"ett": ond})
    text = jsontext(tabelljson(blad(tabell(text_mall("ett"), rad), UTKAST)))
    text.encode("utf-8")
    assert json.loads(text)["rader"][0]["etikett"] == ond


def test_a_list_names_documents_and_tables() -> None:
    assert json.loads(jsontext([listjson(Bunt(DELAR, (blad(DRIFT),)))])) == [
        {
            "dokument": "2024-delar",
            "namn": "Delårsbokslut 2024",
            "status": "beslutad",
            "tabeller": [{"tabell": "drift", "rubrik": "Drift", "flik": "Drift", "rader": 10}],
        }
    ]


def test_nothing_to_print_is_an_empty_list() -> None:
    assert jsontext([]) == "[]\n"
