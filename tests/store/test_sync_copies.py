"""A copy that a sync program leaves is noticed and compared, and never loaded as data."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.help import DRIFT, duplicate, everything_in
from tui.store.codec import encoded
from tui.store.folder import Store
from tui.store.mallar import REGISTER
from tui.store.sync_copies import copy_of, sync_copies

FILES = ("dokument.json", "drift.json", "mal.json", "personal.json")
COPY_NAME = [
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
NOT_COPIES = [
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
    ra = duplicate(DRIFT)
    ra["drift"]["1"]["celler"]["budget"] = budget
    return encoded(ra)


@pytest.mark.parametrize("name", COPY_NAME)
def test_the_name_tells_which_file_it_is_a_copy_of(name: str) -> None:
    assert copy_of(name, FILES) == "drift.json"


@pytest.mark.parametrize("name", NOT_COPIES)
def test_other_names_are_no_copies(name: str) -> None:
    assert copy_of(name, FILES) is None


def test_the_longest_name_that_fits_is_the_original() -> None:
    assert copy_of("mal-plan-DATOR.json", ("mal.json", "mal-plan.json")) == "mal-plan.json"
    assert copy_of("mal-plan.json", ("mal.json", "mal-plan.json")) is None


def test_a_decomposed_name_is_the_same_name() -> None:
    assert copy_of("mål-DATOR.json", ("mål.json",)) == "mål.json"


@pytest.mark.parametrize("name", COPY_NAME)
def test_a_copy_is_noticed_with_what_differs_and_not_loaded(data_folder: Path, name: str) -> None:
    before = Store(data_folder).tab("2024-delar", "drift")
    (data_folder / "2024-delar" / name).write_bytes(drift(99))
    files = everything_in(data_folder)
    (found,) = sync_copies(data_folder, REGISTER)
    assert (found.file.name, found.copy_of.name) == (name, "drift.json")
    assert (found.document, found.equal, found.error) == ("2024-delar", False, ())
    (difference,) = found.differences
    (item,) = difference.items
    assert (item.address.row, item.address.column) == ("intakter", "budget")
    assert (item.min, item.theirs) == (Decimal(31417), Decimal(99))
    assert Store(data_folder).tab("2024-delar", "drift") == before
    assert everything_in(data_folder) == files


def test_a_copy_that_says_the_same_says_so(data_folder: Path) -> None:
    original = data_folder / "2024-delar" / "drift.json"
    original.with_name("drift (1).json").write_bytes(original.read_bytes())
    (found,) = sync_copies(data_folder, REGISTER)
    assert found.equal
    assert found.differences == ()


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b'{"tabeller": 1}', b"{}"])
def test_a_copy_that_cannot_be_read_is_noticed_with_why(data_folder: Path, data: bytes) -> None:
    (data_folder / "2024-delar" / "drift-DATOR.json").write_bytes(data)
    (found,) = sync_copies(data_folder, REGISTER)
    assert found.error
    assert "drift-DATOR.json" in found.error[0].sentence
    assert found.differences == ()


def test_a_copy_of_a_file_that_is_gone_is_noticed(data_folder: Path) -> None:
    original = data_folder / "2024-delar" / "drift.json"
    original.rename(original.with_name("drift (1).json"))
    (found,) = sync_copies(data_folder, REGISTER)
    assert not found.equal
    assert found.error == ()


def test_a_file_that_says_it_is_another_tab_is_no_copy(data_folder: Path) -> None:
    ra = duplicate(DRIFT)
    ra["schema"]["1"]["flik"] = "drift-framtid"
    (data_folder / "2024-delar" / "drift-framtid.json").write_bytes(encoded(ra))
    assert sync_copies(data_folder, REGISTER) == ()


def test_copies_of_the_head_and_the_settings_are_noticed_too(data_folder: Path) -> None:
    head = data_folder / "2024-delar" / "dokument.json"
    head.with_name("dokument-DATOR.json").write_bytes(head.read_bytes())
    (data_folder / "installningar (1).json").write_bytes(b"{}")
    settings, found = sync_copies(data_folder, REGISTER)
    assert (settings.document, settings.copy_of.name) == ("", "installningar.json")
    assert (found.document, found.copy_of, found.equal) == ("2024-delar", head, True)


def test_a_folder_that_is_gone_has_no_copies(tmp_path: Path) -> None:
    assert sync_copies(tmp_path / "borta", REGISTER) == ()


def test_the_real_data_has_no_copies() -> None:
    from tests.store.help import DATA

    assert sync_copies(DATA, REGISTER) == ()
