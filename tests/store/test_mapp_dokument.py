"""New documents, heads and settings in the opened data folder."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.hjalp import (
    FLIKAR,
    NYTT_DOKUMENT,
    allt_i,
    andrade,
    drift,
    kopia,
    med,
)
from tui.arbetsyta import arbetskopia
from tui.domain.installningar import Installningar
from tui.domain.register import REGISTER, Flik
from tui.store.fel import Andrad, Sparfel
from tui.store.kodek import avkodat, kodat
from tui.store.mapp import Lager


def test_a_new_document_comes_whole(lager: Lager) -> None:
    tabeller = drift(lager)
    lager.skapa(NYTT_DOKUMENT, {"drift": tabeller})
    assert sorted(p.name for p in (lager.mapp / NYTT_DOKUMENT.id).iterdir()) == sorted(
        ["dokument.json", *(f"{flik}.json" for flik in FLIKAR)]
    )
    ny = Lager(lager.mapp)
    assert ny.dokument() == ((NYTT_DOKUMENT, lager.dokument()[0][1]), ())
    assert drift(ny, NYTT_DOKUMENT.id) == tabeller
    for flik in FLIKAR[1:]:
        assert ny.flik(NYTT_DOKUMENT.id, flik) == ((), ())
    lager.spara_flik(NYTT_DOKUMENT.id, "drift", andrade(tabeller))
    lager.spara_dokument(replace(NYTT_DOKUMENT, namn="Annat namn"))


def test_a_working_copy_is_made_and_stands_after_its_base(lager: Lager) -> None:
    (bas,) = lager.dokument()[0]
    kopian = arbetskopia(bas, "2024-delar-utkast", "Delårsbokslut 2024 (utkast)")
    lager.skapa(kopian, {"drift": drift(lager)})
    assert Lager(lager.mapp).dokument() == ((bas, kopian), ())


def test_a_document_that_is_there_is_not_made_again(lager: Lager) -> None:
    fore = allt_i(lager.mapp)
    with pytest.raises(Sparfel, match="finns redan"):
        lager.skapa(replace(NYTT_DOKUMENT, id="2024-delar"), {})
    assert allt_i(lager.mapp) == fore


def test_a_document_with_a_value_that_cannot_be_stored_is_not_made(lager: Lager) -> None:
    forsta = drift(lager)[0]
    rad = forsta.rad("intakter").med_cell("budget", Decimal("1E+99"))
    with pytest.raises(Sparfel, match="2025-delår skapades inte: talet"):
        lager.skapa(NYTT_DOKUMENT, {"drift": (forsta.med_rad(rad),)})
    with pytest.raises(Sparfel, match=r"2024-delar/drift\.json kunde inte sparas: talet"):
        lager.spara_flik("2024-delar", "drift", (forsta.med_rad(rad),))
    assert not (lager.mapp / NYTT_DOKUMENT.id).exists()


def test_a_tab_of_a_new_kind_is_one_more_file(lager: Lager) -> None:
    utokat = Lager(lager.mapp, REGISTER.med(flikar=(Flik("egen", "6", "Egen"),)))
    utokat.skapa(NYTT_DOKUMENT, {})
    assert utokat.flik(NYTT_DOKUMENT.id, "egen") == ((), ())


def test_a_head_is_saved_over_its_unknown_fields(lager: Lager) -> None:
    fil = lager.mapp / "2024-delar" / "dokument.json"
    fil.write_bytes(kodat(med(avkodat(fil.read_bytes()), ("dokument", "1", "framtida"), 1)))
    (dokument,) = lager.dokument()[0]
    lager.spara_dokument(replace(dokument, upplast="Fel i tabell 3"))
    assert avkodat(fil.read_bytes())["dokument"]["1"]["framtida"] == 1
    assert Lager(lager.mapp).dokument()[0][0].upplast == "Fel i tabell 3"


def test_the_head_of_a_new_document_makes_its_folder(lager: Lager) -> None:
    lager.spara_dokument(NYTT_DOKUMENT)
    assert NYTT_DOKUMENT in Lager(lager.mapp).dokument()[0]
    assert Lager(lager.mapp).flik(NYTT_DOKUMENT.id, "drift") == ((), ())


@pytest.mark.parametrize("data", [b"", b"{}", b'{"schema": {"1": {"version": 2}}}'])
def test_a_head_that_is_bad_or_newer_is_not_written_over(lager: Lager, data: bytes) -> None:
    (dokument,) = lager.dokument()[0]
    fil = lager.mapp / "2024-delar" / "dokument.json"
    fil.write_bytes(data)
    with pytest.raises(Sparfel):
        lager.spara_dokument(dokument)
    with pytest.raises(Sparfel):
        Lager(lager.mapp).spara_dokument(dokument)
    assert fil.read_bytes() == data


def test_a_head_changed_by_another_program_is_not_written_over(lager: Lager) -> None:
    (dokument,) = lager.dokument()[0]
    fil = lager.mapp / "2024-delar" / "dokument.json"
    fil.write_bytes(fil.read_bytes().replace(b"2024-09-17", b"2024-10-01"))
    with pytest.raises(Andrad):
        lager.spara_dokument(replace(dokument, namn="Nytt"))


def test_settings_are_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    assert Lager(tmp_path).installningar() == (Installningar(), ())


def test_a_choice_is_saved_and_all_else_in_the_file_stays(lager: Lager) -> None:
    fil = lager.mapp / "installningar.json"
    fore = avkodat(fil.read_bytes())
    lager.spara_val(tema="mork", senaste_flik="mal")
    vantat = kopia(fore)
    vantat["installningar"]["1"] |= {"tema": "mork", "senaste_flik": "mal"}
    assert avkodat(fil.read_bytes()) == vantat
    assert Lager(lager.mapp).installningar()[0].senaste_dokument == "2024-delar"


def test_a_choice_goes_into_settings_that_were_edited_meanwhile(lager: Lager) -> None:
    lager.installningar()
    fil = lager.mapp / "installningar.json"
    fil.write_bytes(kodat(med(avkodat(fil.read_bytes()), ("trosklar", "1", "nara_andel"), 80)))
    lager.spara_val(senaste_dokument="2023")
    installningar, _ = lager.installningar()
    assert installningar.trosklar.nara_andel == 80
    assert installningar.senaste_dokument == "2023"


def test_a_choice_that_is_there_already_writes_nothing(lager: Lager) -> None:
    fil = lager.mapp / "installningar.json"
    fil.write_bytes(fil.read_bytes() + b"\n\n")
    fore = fil.read_bytes()
    lager.spara_val(tema="ljus")
    lager.spara_val()
    assert fil.read_bytes() == fore


def test_the_first_choice_makes_the_file(tmp_path: Path) -> None:
    Lager(tmp_path).spara_val(tema="ljus")
    installningar, fel = Lager(tmp_path).installningar()
    assert (installningar.tema, fel) == ("ljus", ())


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"installningar": 1}', b'{"schema": {"1": {"version": 9}}}']
)
def test_settings_that_are_bad_or_newer_are_not_written_over(lager: Lager, data: bytes) -> None:
    fil = lager.mapp / "installningar.json"
    fil.write_bytes(data)
    _, fel = lager.installningar()
    assert fel
    with pytest.raises(Sparfel, match=r"installningar\.json"):
        lager.spara_val(tema="mork")
    assert fil.read_bytes() == data
