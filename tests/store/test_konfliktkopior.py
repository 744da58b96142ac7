"""A copy that a sync program leaves is noticed and compared, and never loaded as data."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.hjalp import DRIFT, allt_i, kopia, lagg_dokument
from tui.store.kodek import kodat
from tui.store.konfliktkopior import konfliktkopior, skiljer_sig
from tui.store.konfliktnamn import kopia_av
from tui.store.mapp import Lager

FILER = ("dokument.json", "drift.json", "mal.json", "personal.json")
KOPIENAMN = [
    "drift-DATORNAMN.json",
    "drift-DESKTOP-4F2K1.json",
    "drift (Annas motstridiga kopia 2024-09-01).json",
    "drift (Anna's conflicted copy 2024-09-01).json",
    "drift (conflicted copy).json",
    "drift (1).json",
    "drift(1).json",
    "drift 2.json",
    "drift - Kopia.json",
    "drift – kopia.json",
    "drift_conflict-20240901-120000.json",
    "drift.sync-conflict-20240901-120000-ABC.json",
    "DRIFT-Dator.JSON",
]
EJ_KOPIOR = [
    "drift.json",
    "mal.json",
    "driftig.json",
    "drift2.json",
    "drift-DATOR.txt",
    ".drift.json.a1b2c3.tmp",
    "personalplan.json",
    "gammal drift.json",
    "Drift.json",
    "anteckningar.json",
]


def drift(budget: int = 31417) -> bytes:
    ra = kopia(DRIFT)
    ra["drift"]["1"]["celler"]["budget"] = budget
    return kodat(ra)


@pytest.mark.parametrize("namn", KOPIENAMN)
def test_the_name_tells_which_file_it_is_a_copy_of(namn: str) -> None:
    assert kopia_av(namn, FILER) == "drift.json"


@pytest.mark.parametrize("namn", EJ_KOPIOR)
def test_other_names_are_no_copies(namn: str) -> None:
    assert kopia_av(namn, FILER) is None


def test_the_longest_name_that_fits_is_the_original() -> None:
    assert kopia_av("mal-plan-DATOR.json", ("mal.json", "mal-plan.json")) == "mal-plan.json"
    assert kopia_av("mal-plan.json", ("mal.json", "mal-plan.json")) is None


def test_a_decomposed_name_is_the_same_name() -> None:
    assert kopia_av("mål-DATOR.json", ("mål.json",)) == "mål.json"


@pytest.mark.parametrize("namn", KOPIENAMN)
def test_a_copy_is_noticed_with_what_differs_and_not_loaded(datamapp: Path, namn: str) -> None:
    fore = Lager(datamapp).flik("2024-delar", "drift")
    (datamapp / "2024-delar" / namn).write_bytes(drift(99))
    filer = allt_i(datamapp)
    (funnen,) = konfliktkopior(datamapp)
    assert (funnen.fil.name, funnen.kopia_av.name) == (namn, "drift.json")
    assert (funnen.dokument, funnen.lika, funnen.fel) == ("2024-delar", False, ())
    (skillnad,) = funnen.skillnader
    (post,) = skillnad.poster
    assert (post.adress.rad, post.adress.kolumn) == ("intakter", "budget")
    assert (post.min, post.deras) == (Decimal(31417), Decimal(99))
    assert Lager(datamapp).flik("2024-delar", "drift") == fore
    assert allt_i(datamapp) == filer


def test_a_copy_that_says_the_same_says_so(datamapp: Path) -> None:
    original = datamapp / "2024-delar" / "drift.json"
    original.with_name("drift (1).json").write_bytes(original.read_bytes())
    (funnen,) = konfliktkopior(datamapp)
    assert funnen.lika
    assert funnen.skillnader == ()


def test_a_copy_is_compared_with_what_is_on_the_screen(datamapp: Path) -> None:
    (datamapp / "2024-delar" / "drift-DATOR.json").write_bytes(drift(99))
    (funnen,) = konfliktkopior(datamapp)
    tabell, *resten = Lager(datamapp).flik("2024-delar", "drift")[0]
    rad = tabell.rad("intakter")
    assert skiljer_sig(funnen, (tabell.med_rad(rad.med_cell("budget", Decimal(99))), *resten)) == ()
    (skillnad,) = skiljer_sig(funnen, (tabell, *resten))
    assert [p.slag for p in skillnad.poster] == ["deras"]


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b'{"tabeller": 1}', b"{}"])
def test_a_copy_that_cannot_be_read_is_noticed_with_why(datamapp: Path, data: bytes) -> None:
    (datamapp / "2024-delar" / "drift-DATOR.json").write_bytes(data)
    (funnen,) = konfliktkopior(datamapp)
    assert funnen.fel
    assert "drift-DATOR.json" in funnen.fel[0].mening
    assert funnen.skillnader == ()


def test_a_copy_of_a_file_that_is_gone_is_noticed(datamapp: Path) -> None:
    original = datamapp / "2024-delar" / "drift.json"
    original.rename(original.with_name("drift (1).json"))
    (funnen,) = konfliktkopior(datamapp)
    assert not funnen.lika
    assert funnen.tabeller


def test_a_file_that_says_it_is_another_tab_is_no_copy(datamapp: Path) -> None:
    ra = kopia(DRIFT)
    ra["schema"]["1"]["flik"] = "drift-framtid"
    (datamapp / "2024-delar" / "drift-framtid.json").write_bytes(kodat(ra))
    assert konfliktkopior(datamapp) == ()


def test_copies_of_the_head_and_the_settings_are_noticed_too(datamapp: Path) -> None:
    huvud = datamapp / "2024-delar" / "dokument.json"
    huvud.with_name("dokument-DATOR.json").write_bytes(huvud.read_bytes())
    (datamapp / "installningar (1).json").write_bytes(b"{}")
    installningar, funnet = konfliktkopior(datamapp)
    assert (installningar.dokument, installningar.kopia_av.name) == ("", "installningar.json")
    assert (funnet.dokument, funnet.kopia_av, funnet.lika) == ("2024-delar", huvud, True)


def test_only_the_documents_that_are_asked_for_are_searched(datamapp: Path) -> None:
    lagg_dokument(datamapp, "2025-budget")
    for dokument in ("2024-delar", "2025-budget"):
        (datamapp / dokument / "drift (1).json").write_bytes(drift(1))
    assert len(konfliktkopior(datamapp)) == 2
    assert [k.dokument for k in konfliktkopior(datamapp, ["2025-budget"])] == ["2025-budget"]
    assert konfliktkopior(datamapp, []) == ()


def test_a_folder_that_is_gone_has_no_copies(tmp_path: Path) -> None:
    assert konfliktkopior(tmp_path / "borta") == ()
    assert konfliktkopior(tmp_path, ["borta"]) == ()


def test_the_real_data_has_no_copies() -> None:
    from tests.store.hjalp import DATA

    assert konfliktkopior(DATA) == ()
