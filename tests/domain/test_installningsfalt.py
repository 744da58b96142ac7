"""The settings as fields: what is taken, what is refused and why."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal as D

import pytest

from tui.domain.installningar import SKALOR, Installningar, Sammantrade, Trosklar
from tui.domain.installningsfalt import FALT, med_mote, motesdatum
from tui.svenska.tal import Avslag

NU = Installningar()
EFTER_ID = {falt.id: falt for falt in FALT}


def test_every_threshold_and_scale_is_a_field() -> None:
    assert {f"t:{f.name}" for f in fields(Trosklar)} | {f"s:{n}" for n in SKALOR} < set(EFTER_ID)


@pytest.mark.parametrize("falt", FALT, ids=lambda f: f.id)
def test_what_a_field_shows_it_takes_back(falt) -> None:  # type: ignore[no-untyped-def]
    assert falt.tolkat(NU, falt.visat(NU)) == NU
    assert falt.namn and falt.hjalp


@pytest.mark.parametrize(
    ("id_", "text", "varde"),
    [
        ("avvikelse_andel_liten", "2,5", D("2.5")),
        ("avvikelse_andel_liten", "2,5 %", D("2.5")),
        ("avvikelse_belopp_stor", "10 000", D(10000)),
        ("avvikelse_belopp_stor", "6000 tkr", D(6000)),
        ("risk_medel", "3", D(3)),
    ],
)
def test_a_threshold_is_typed_the_swedish_way(id_: str, text: str, varde: D) -> None:
    ny = EFTER_ID[f"t:{id_}"].tolkat(NU, text)
    assert isinstance(ny, Installningar)
    assert getattr(ny.trosklar, id_) == varde
    assert replace(ny, trosklar=NU.trosklar) == NU


@pytest.mark.parametrize(
    ("id_", "text", "mening"),
    [
        ("t:avvikelse_andel_liten", "1.234", "1,234"),
        ("t:avvikelse_andel_liten", "", "Skriv ett tal i %"),
        ("t:avvikelse_andel_liten", "–", "Skriv ett tal i %"),
        ("t:avvikelse_andel_liten", "-1", "Skriv ett tal från 0 till 100."),
        ("t:nara_andel", "101", "Skriv ett tal från 0 till 100."),
        ("t:avvikelse_andel_liten", "9", "får inte vara över 8"),
        ("t:avvikelse_andel_stor", "0,5", "får inte vara under 1"),
        ("t:risk_hog", "13", "får inte vara över 12"),
        ("t:risk_hog", "3", "får inte vara under 4"),
        ("t:risk_hog", "åtta", ""),
        ("namnd", "   ", "Skriv ett namn"),
        ("kommun", "x" * 121, "högst 120 tecken"),
        ("s:hantering", " \n ", "minst ett steg"),
        ("s:hantering", "Accepteras\nAccepteras", "står två gånger"),
        ("s:mal", "Ej uppfyllt\nHelt uppfyllt", "”Delvis uppfyllt” används av programmets regler"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(id_: str, text: str, mening: str) -> None:
    svar = EFTER_ID[id_].tolkat(NU, text)
    assert isinstance(svar, Avslag)
    assert mening in svar.mening and svar.mening[-1:] == "."


def test_a_scale_gets_one_step_a_line() -> None:
    ny = EFTER_ID["s:sannolikhet"].tolkat(NU, "Liten\n\n  Stor  risk \n")
    assert isinstance(ny, Installningar)
    assert ny.skala("sannolikhet") == ("Liten", "Stor risk")
    fler = EFTER_ID["s:mal"].tolkat(NU, "\n".join((*SKALOR["mal"], "Kan inte bedömas")))
    assert isinstance(fler, Installningar) and len(fler.skala("mal")) == 5


def test_meetings_are_kept_by_date() -> None:
    ett, tva = Sammantrade(date(2024, 9, 17), "§ 42"), Sammantrade(date(2024, 10, 15))
    nu = med_mote(med_mote(NU, None, tva), None, ett)
    assert nu.sammantraden == (ett, tva)
    assert med_mote(nu, 0, replace(ett, datum=date(2024, 11, 1))).sammantraden[0] == tva
    assert med_mote(nu, 1, None).sammantraden == (ett,)


def test_a_date_is_typed_whole() -> None:
    assert motesdatum("2024-10-15") == date(2024, 10, 15)
    assert isinstance(motesdatum("25-03-01"), Avslag)
    assert isinstance(motesdatum(""), Avslag)
