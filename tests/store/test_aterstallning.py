"""A restore is shown before it is done, is done by changes, and can be undone."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fem_dokument import huvud
from tests.store.hjalp import DRIFT, INSTALLNINGAR, kopia
from tui.arbetsyta import Arbetsyta, Dokumentandring, genomford, omvant
from tui.domain.tabell import Rad, Tabell
from tui.store.aterstallning import (
    aterstallning,
    huvudaterstallning,
    innehall,
    skulle_andra,
    utanfor_aterstallning,
)
from tui.store.fel import Lasfel
from tui.store.kodek import kodat
from tui.store.mapp import Lager
from tui.store.sakerhetskopior import Kopia, Sakerhetskopior

NYCKEL = ("2024-delar", "drift")


@pytest.fixture
def kopior(datamapp: Path) -> Sakerhetskopior:
    """The folder's backups."""
    return Sakerhetskopior(datamapp, lambda: datetime(2024, 9, 17, 14, 2))


@pytest.fixture
def sparad(kopior: Sakerhetskopior, datamapp: Path) -> Kopia:
    """A backup of the drift tab as it is on the disk."""
    data = (datamapp / "2024-delar" / "drift.json").read_bytes()
    funnen = kopior.bevara(*NYCKEL, data)
    assert funnen is not None
    return funnen


def andrad(nu: tuple[Tabell, ...]) -> tuple[Tabell, ...]:
    """The tables after some work: a figure changed, a row gone, one new, one moved."""
    drift, poster = nu
    drift = drift.med_rad(drift.rad("personal").med_cell("prognos", Decimal(-1)))
    forst, *mitten, sist = poster.rader
    return drift, replace(poster, rader=(sist, forst, *mitten[1:], Rad("ny", "Ny")))


def test_a_backup_gives_back_what_stood_there(sparad: Kopia, lager: Lager) -> None:
    da, _ = lager.flik(*NYCKEL)
    nu = andrad(da)
    yta = Arbetsyta().med_flik(NYCKEL, nu)
    steg = aterstallning(sparad, nu)
    aterstalld = genomford(yta, steg)
    assert aterstalld.tabeller[NYCKEL] == da
    assert genomford(aterstalld, omvant(steg)).tabeller[NYCKEL] == nu


def test_what_would_change_is_shown_cell_by_cell(sparad: Kopia, lager: Lager) -> None:
    da, _ = lager.flik(*NYCKEL)
    drift, poster = skulle_andra(sparad, andrad(da))
    assert [(p.adress.rad, p.adress.kolumn, p.min, p.deras) for p in drift.poster] == [
        ("personal", "prognos", Decimal(-1), Decimal(-158695))
    ]
    assert {(p.adress.rad, p.falt, p.slag) for p in poster.poster} == {
        ("", "ordning", "deras"),
        ("vard", "rad", "deras"),
        ("ny", "rad", "deras"),
    }


def test_a_backup_that_says_the_same_changes_nothing(sparad: Kopia, lager: Lager) -> None:
    nu, _ = lager.flik(*NYCKEL)
    assert skulle_andra(sparad, nu) == ()
    assert aterstallning(sparad, nu) == ()
    assert utanfor_aterstallning(sparad, nu) == ()


def test_what_is_not_brought_back_is_said(kopior: Sakerhetskopior, lager: Lager) -> None:
    ra = kopia(DRIFT)
    ra["tabeller"]["1"]["rubrik"] = "Driftens tabell"
    ra["delposter"]["1"]["celler"] = 7
    gammal = kopior.bevara(*NYCKEL, kodat(ra))
    assert gammal is not None
    nu, _ = lager.flik(*NYCKEL)
    fel, kvar, rubrik = utanfor_aterstallning(gammal, nu)
    assert "tabell ”delposter”, rad ”hyra”, fält ”celler”" in fel
    assert kvar.endswith("tabellen finns bara nu och är kvar.")
    assert rubrik == "Drift: rubriken ändras inte."
    assert aterstallning(gammal, nu) == ()


def test_the_head_is_given_back_as_a_change(kopior: Sakerhetskopior, datamapp: Path) -> None:
    data = (datamapp / "2024-delar" / "dokument.json").read_bytes()
    gammal = kopior.bevara("2024-delar", "dokument", data)
    assert gammal is not None
    (da,), _ = Lager(datamapp).dokument()
    nu = replace(da, upplast="Rättelse")
    assert huvudaterstallning(gammal, nu) == (Dokumentandring(nu, da),)
    assert huvudaterstallning(gammal, da) == ()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 1000])
def test_a_backup_that_is_no_store_is_one_sentence(kopior: Sakerhetskopior, data: bytes) -> None:
    bruten = kopior.bevara(*NYCKEL, data)
    assert bruten is not None
    with pytest.raises(Lasfel, match=r"drift/000001-20240917T140200-forst\.json kan inte läsas"):
        skulle_andra(bruten, ())


def test_a_backup_of_something_else_changes_nothing(kopior: Sakerhetskopior, lager: Lager) -> None:
    annat = kopior.bevara(*NYCKEL, kodat(INSTALLNINGAR))
    assert annat is not None
    nu, _ = lager.flik(*NYCKEL)
    assert innehall(annat).tabeller == ()
    assert aterstallning(annat, nu) == ()
    assert utanfor_aterstallning(annat, nu)
    with pytest.raises(Lasfel, match="dokumentet visas inte"):
        huvudaterstallning(annat, huvud("2024-delar"))
