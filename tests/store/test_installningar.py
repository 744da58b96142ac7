"""The settings' file: a bad field gives its default and a sentence, the rest is read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.store.hjalp import INSTALLNINGAR, kopia, med, stigar
from tui.domain.installningar import SKALOR, Installningar, Sammantrade, Trosklar
from tui.store.fel import Postfel
from tui.store.installningar import (
    sammanfogade_installningar,
    sammanfogade_val,
    tolkade_installningar,
)

FIL = "data/installningar.json"


def test_settings_are_read_over_the_defaults() -> None:
    installningar, fel = tolkade_installningar(INSTALLNINGAR, FIL)
    assert fel == ()
    assert installningar.tema == "ljus"
    assert installningar.trosklar == Trosklar(nara_andel=Decimal(90), risk_hog=Decimal(9))
    assert installningar.skala("ja_nej") == ("Ja", "Nej", "Vet ej")
    assert installningar.skala("mal") == SKALOR["mal"]
    assert installningar.sammantraden == (Sammantrade(date(2024, 9, 17), "§ 42", "Ekonomi"),)


def test_an_empty_file_value_gives_the_defaults() -> None:
    assert tolkade_installningar({"schema": {"1": {"version": 1}}}, FIL) == (Installningar(), ())


@pytest.mark.parametrize(
    ("stig", "varde", "mening"),
    [
        (("installningar", "1", "tema"), 5, "fält ”tema”: ska vara text"),
        (("installningar",), [], "tabell ”installningar”: ska vara numrerade poster"),
        (("installningar", "1"), "x", "posten ska ha fält med namn"),
        (("trosklar", "1", "nara_andel"), "hög", "fält ”nara_andel”: ska vara ett tal"),
        (("trosklar", "1", "nara_andel"), -1, "fält ”nara_andel”"),
        (("trosklar", "1", "nara_andel"), True, "fält ”nara_andel”"),
        (("skalor", "1", "steg"), [], "fält ”steg”: ska vara en lista med texter"),
        (("skalor", "1", "steg"), ["Ja", "Ja"], "samma steg står två gånger"),
        (("skalor", "1", "steg"), ["Ja", 1], "fält ”steg”"),
        (("skalor", "1", "namn"), "", "fält ”namn”: saknas"),
        (("sammantraden", "1", "datum"), "17/9", "inget datum"),
        (("sammantraden", "1", "datum"), "", "fält ”datum”: saknas"),
        (("sammantraden", "1"), [], "posten ska ha fält med namn"),
        (("sammantraden",), 1, "ska vara numrerade poster"),
    ],
)
def test_a_bad_field_is_one_sentence_and_its_default(stig: Any, varde: Any, mening: str) -> None:
    installningar, fel = tolkade_installningar(med(INSTALLNINGAR, stig, varde), FIL)
    assert [mening in f.mening for f in fel] == [True]
    assert fel[0].mening.startswith(f"{FIL}, tabell ”{stig[0]}”")
    assert fel[0].mening.endswith("; standardvärdet används tills det är rättat.")
    assert installningar.kommun == "Alingsås kommun"


@pytest.mark.parametrize("nytt", [None, True, -7, "x", "", [], [1], {}, {"1": []}], ids=repr)
def test_a_wrong_type_at_any_place_never_raises(nytt: Any) -> None:
    for stig in stigar(INSTALLNINGAR):
        if stig:
            _, fel = tolkade_installningar(med(INSTALLNINGAR, stig, nytt), FIL)
            assert all(f.mening.startswith(FIL) for f in fel)


def test_choices_go_in_and_all_else_stays() -> None:
    fore = kopia(INSTALLNINGAR)
    ny = sammanfogade_val(INSTALLNINGAR, {"tema": "mork"})
    assert fore == INSTALLNINGAR
    assert ny == med(INSTALLNINGAR, ("installningar", "1", "tema"), "mork")


def test_choices_that_are_there_already_change_nothing() -> None:
    assert sammanfogade_val(INSTALLNINGAR, {"tema": "ljus"}) is INSTALLNINGAR


def test_choices_are_not_put_into_what_cannot_be_read() -> None:
    with pytest.raises(Postfel):
        sammanfogade_val({"installningar": {"1": "x"}}, {"tema": "mork"})


def test_what_a_user_has_changed_goes_in_and_all_else_stays() -> None:
    fore, _ = tolkade_installningar(INSTALLNINGAR, FIL)
    mote = Sammantrade(date(2024, 10, 15), "", "Budget")
    ny = replace(
        fore,
        namnd="Nämnden",
        trosklar=replace(fore.trosklar, nara_andel=Decimal("92.5")),
        skalor={**fore.skalor, "hantering": ("Hanteras",)},
        sammantraden=(*fore.sammantraden, mote),
    )
    ra = sammanfogade_installningar(INSTALLNINGAR, fore, ny)
    assert tolkade_installningar(ra, FIL) == (ny, ())
    assert ra["schema"] == INSTALLNINGAR["schema"]
    assert ra["trosklar"]["1"] == {**INSTALLNINGAR["trosklar"]["1"], "nara_andel": Decimal("92.5")}
    assert ra["skalor"]["1"] == INSTALLNINGAR["skalor"]["1"]


def test_settings_that_are_not_changed_leave_the_file_as_it_is() -> None:
    fore, _ = tolkade_installningar(INSTALLNINGAR, FIL)
    assert sammanfogade_installningar(INSTALLNINGAR, fore, fore) is INSTALLNINGAR


def test_what_was_changed_by_hand_meanwhile_stays() -> None:
    fore, _ = tolkade_installningar(INSTALLNINGAR, FIL)
    for_hand = med(INSTALLNINGAR, ("trosklar", "1", "risk_hog"), 7)
    ny = replace(fore, trosklar=replace(fore.trosklar, nara_andel=Decimal(80)))
    trosklar = sammanfogade_installningar(for_hand, fore, ny)["trosklar"]["1"]
    assert (trosklar["risk_hog"], trosklar["nara_andel"]) == (7, 80)


def test_a_meeting_that_stays_keeps_the_fields_that_are_not_ours() -> None:
    fore, _ = tolkade_installningar(INSTALLNINGAR, FIL)
    eget = med(INSTALLNINGAR, ("sammantraden", "1", "lokal"), "Rådhuset")
    tidigare = Sammantrade(date(2024, 8, 20))
    ny = replace(fore, sammantraden=(tidigare, replace(fore.sammantraden[0], paragraf="§ 43")))
    poster = sammanfogade_installningar(eget, fore, ny)["sammantraden"]
    assert poster["2"]["lokal"] == "Rådhuset" and poster["2"]["paragraf"] == "§ 43"
    assert "lokal" not in poster["1"]


def test_settings_are_made_where_there_is_no_file() -> None:
    ny = Installningar(namnd="Nämnden", sammantraden=(Sammantrade(date(2024, 9, 17)),))
    ra = sammanfogade_installningar(None, Installningar(), ny)
    assert tolkade_installningar(ra, FIL) == (ny, ())
