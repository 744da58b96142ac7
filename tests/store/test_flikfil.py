"""A tab's file: what is whole opens, and the rest is told sentence by sentence."""

from decimal import Decimal
from typing import Any

import pytest

from tests.store.hjalp import DRIFT, kopia, med, stigar
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.register import REGISTER
from tui.store.flikfil import Flikfil, tolkad_flik

FIL = "2024-delar/drift.json"


def last(ra: Any) -> Flikfil:
    return tolkad_flik(ra, FIL, "2024-delar", "drift", REGISTER)


def test_a_whole_file_opens_without_a_word() -> None:
    flik = last(DRIFT)
    assert [t.id for t in flik.tabeller] == ["drift", "delposter"]
    assert flik.fel == ()
    assert flik.skrivbar


def test_one_bad_table_leaves_the_others_open() -> None:
    flik = last(med(DRIFT, ("drift", "4", "celler", "budget"), True))
    assert [t.id for t in flik.tabeller] == ["delposter"]
    assert [f.mening for f in flik.fel] == [
        "2024-delar/drift.json, tabell ”drift”, rad ”personal”, fält ”celler.budget”: ja/nej "
        "skrivs som text, inte som true; tabellen visas inte förrän det är rättat."
    ]
    assert flik.skrivbar


def test_values_under_a_column_that_the_table_lacks_are_told_once_a_column() -> None:
    ra = kopia(DRIFT)
    for nummer in ("1", "4"):
        ra["drift"][nummer]["celler"]["framtida"] = 1
    flik = last(ra)
    assert len(flik.tabeller) == 2
    assert [f.mening for f in flik.fel] == [
        "2024-delar/drift.json, tabell ”drift”, rad ”intakter” (och 1 rader till): kolumnen "
        "”framtida” finns inte i tabellen; värdet visas inte men ligger kvar i filen."
    ]


def test_rows_without_a_head_are_told_of() -> None:
    flik = last({**DRIFT, "glomd": {"1": {"rad": "a"}}, "_default": {}})
    assert [f.mening for f in flik.fel] == [
        "2024-delar/drift.json, tabell ”glomd”: står inte i ”tabeller”; "
        "den visas inte men ligger kvar i filen."
    ]


def test_a_table_that_stands_twice_opens_once() -> None:
    flik = last(med(DRIFT, ("tabeller", "2"), DRIFT["tabeller"]["1"]))
    assert [t.id for t in flik.tabeller] == ["drift"]
    assert "står två gånger" in flik.fel[0].mening


def test_a_table_without_rows_opens_empty() -> None:
    ra = {k: v for k, v in DRIFT.items() if k != "delposter"}
    assert last(ra).tabeller[1].rader == ()


def test_a_file_without_tables_cannot_be_shown_or_saved() -> None:
    flik = last({"schema": DRIFT["schema"]})
    assert not flik.skrivbar
    assert "tabell ”tabeller”: saknas" in flik.fel[0].mening


FELTYPER: tuple[Any, ...] = (None, True, 7, Decimal("-1.5"), "x", "", [], [1], {}, {"1": {"x": []}})


@pytest.mark.parametrize("nytt", FELTYPER, ids=repr)
def test_a_wrong_type_at_any_place_never_raises_and_names_the_file(nytt: Any) -> None:
    for stig in stigar(DRIFT):
        if not stig:
            continue
        flik = last(med(DRIFT, stig, nytt))
        for fel in flik.fel:
            assert fel.mening.startswith(FIL) and fel.mening.endswith("."), stig
            assert "\n" not in fel.mening
        _rakna_allt(flik)


def _rakna_allt(flik: Flikfil) -> None:
    """What opens can also be recomputed: no fault is let through to the screen."""
    for tabell in flik.tabeller:
        kalkyl = Kalkyl(tabell, Sammanhang({t.id: t for t in flik.tabeller}))
        for rad in tabell.rader:
            assert tabell.niva(rad) < 10
            for kolumn in tabell.kolumner:
                kalkyl.varde(rad.id, kolumn.id)
