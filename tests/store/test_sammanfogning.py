"""Saving a table changes what changed and nothing else."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.store.hjalp import DRIFT, kopia, med
from tui.domain.register import REGISTER
from tui.domain.tabell import Rad, Tabell
from tui.store.fel import Postfel
from tui.store.flikfil import tolkad_flik
from tui.store.kodek import kodat
from tui.store.sammanfogning import samma_rad, sammanfogad_flik, sammanfogad_post, tom_flik


def tabeller(ra: Any = DRIFT) -> tuple[Tabell, ...]:
    return tolkad_flik(ra, "fil", "2024-delar", "drift", REGISTER).tabeller


def sparad(ra: Any, *nya: Tabell) -> Any:
    fore = kopia(ra)
    resultat = sammanfogad_flik(ra, nya, REGISTER)
    assert ra == fore, "the given value is not changed"
    return resultat


def test_nothing_changed_gives_the_same_bytes() -> None:
    assert kodat(sparad(DRIFT, *tabeller())) == kodat(DRIFT)


def test_one_changed_cell_changes_that_cell_alone() -> None:
    drift = tabeller()[0]
    ny = drift.med_rad(drift.rad("intakter").med_cell("prognos", Decimal(31000)))
    vantat = med(DRIFT, ("drift", "1", "celler", "prognos"), Decimal(31000))
    assert kodat(sparad(DRIFT, ny)) == kodat(vantat)


def test_another_number_of_decimals_is_a_change() -> None:
    drift = tabeller()[0]
    ny = drift.med_rad(drift.rad("intakter").med_cell("prognos", Decimal("31417.00")))
    assert b"31417.00" in kodat(sparad(DRIFT, ny))


def test_an_emptied_cell_goes_and_its_note_stays() -> None:
    drift = tabeller()[0]
    ny = drift.med_rad(drift.rad("personal").med_cell("prognos", None))
    post = sparad(DRIFT, ny)["drift"]["4"]
    assert post["celler"] == {"budget": -157000}
    assert post["noter"] == {"prognos": "Tolkad."}


def test_unknown_fields_of_a_changed_row_and_head_stay() -> None:
    drift = replace(tabeller()[0], rubrik="Ny rubrik")
    ny = drift.med_rad(drift.rad("intakter").med_cell("budget", Decimal(1)))
    resultat = sparad(DRIFT, ny)
    assert resultat["drift"]["1"]["farg"] == {"okänd": ["fält"]}
    assert resultat["tabeller"]["1"]["framtida"] == "okänt fält"
    assert resultat["tabeller"]["1"]["rubrik"] == "Ny rubrik"
    assert resultat["tabeller"]["1"]["kolumner"] == DRIFT["tabeller"]["1"]["kolumner"]


def test_an_unchanged_value_keeps_what_is_unknown_in_it() -> None:
    ra = med(DRIFT, ("delposter", "5", "celler", "varde", "framtida"), 1)
    delposter = tabeller(ra)[1]
    ny = delposter.med_rad(delposter.rad("par").med_cell("avser", "X"))
    celler = sparad(ra, ny)["delposter"]["5"]["celler"]
    assert celler == {"varde": {"par": [82, 80], "fotnot": "*", "framtida": 1}, "avser": "X"}


def test_rows_keep_their_numbers_when_one_comes_goes_and_moves() -> None:
    delposter = tabeller()[1]
    hyra, _, puls, par = delposter.rader
    ny = replace(delposter, rader=(par, Rad("ny", "Ny"), hyra, puls, Rad("mer", "Mer")))
    rader = sparad(DRIFT, ny)["delposter"]
    assert [(nr, p["rad"]) for nr, p in rader.items()] == [
        ("5", "par"),
        ("6", "ny"),
        ("1", "hyra"),
        ("3", "puls"),
        ("7", "mer"),
    ]
    assert [r.id for r in tabeller({**DRIFT, "delposter": rader})[1].rader] == [
        r.id for r in ny.rader
    ]


def test_a_table_that_is_not_given_stays_also_when_it_cannot_be_read() -> None:
    ra = med(DRIFT, ("drift", "4", "celler", "budget"), True)
    (delposter,) = tabeller(ra)
    ny = delposter.med_rad(delposter.rad("hyra").med_cell("varde", Decimal(2)))
    resultat = sparad(ra, ny)
    assert resultat["drift"] == ra["drift"]
    assert resultat["delposter"]["1"]["celler"]["varde"] == 2


def test_a_table_that_cannot_be_read_is_not_written_over() -> None:
    ra = med(DRIFT, ("drift", "4", "celler", "budget"), True)
    with pytest.raises(Postfel, match="rad ”personal”"):
        sparad(ra, tabeller()[0])


def test_rows_without_a_head_are_not_written_over() -> None:
    ra = {**DRIFT, "ny": {"1": {"rad": "a"}}}
    with pytest.raises(Postfel, match="redan rader under det namnet"):
        sparad(ra, replace(tabeller()[0], id="ny"))


def test_a_table_cannot_take_the_stores_own_name() -> None:
    with pytest.raises(Postfel, match="upptaget"):
        sparad(DRIFT, replace(tabeller()[0], id="schema"))


def test_a_new_table_goes_last() -> None:
    ny = replace(tabeller()[0], id="ny")
    resultat = sparad(DRIFT, ny)
    assert [h["tabell"] for h in resultat["tabeller"].values()] == ["drift", "delposter", "ny"]
    assert tabeller(resultat)[2] == ny


def test_tables_put_into_an_empty_file_come_back() -> None:
    tom = tom_flik("2024-delar", "drift")
    assert tabeller(sparad(tom, *tabeller())) == tabeller()


def test_known_fields_are_renewed_and_taken_away() -> None:
    ny = sammanfogad_post({"b": 1, "x": 2, "a": 3}, {"a": 4, "c": 5}, {"a", "b", "c"})
    assert list(ny.items()) == [("x", 2), ("a", 4), ("c", 5)]


def test_rows_are_the_same_to_the_last_decimal() -> None:
    rad = Rad("a", "A", celler={"x": Decimal("9.0")})
    assert samma_rad(rad, replace(rad, celler={"x": Decimal("9.0")}))
    assert not samma_rad(rad, replace(rad, celler={"x": Decimal("9.00")}))
    assert not samma_rad(rad, replace(rad, celler={"x": "9.0"}))
