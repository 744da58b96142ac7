"""A file of an older format opens, and is written in today's with the old one kept."""

from pathlib import Path
from shutil import rmtree

import pytest

from tests.screen_driver import data_copy
from tui.store import storage
from tui.store.codec import Json, decoded, encoded
from tui.store.data_store import DataStore

D, TAB = "2024-delar", "drift"


def with_name(ra: Json) -> Json:
    """The step from 1 to 2 of this test: a row's label was called "namn" before."""
    rows = {
        nr: {("etikett" if k == "namn" else k): v for k, v in item.items()}
        for nr, item in ra["drift"].items()
    }
    return {**ra, "drift": rows}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose drift is of format 1 in a program whose format is 2."""
    folder = data_copy(tmp_path)
    rmtree(folder / "mallar")
    file = folder / D / f"{TAB}.json"
    ra = decoded(file.read_bytes())
    for item in ra["drift"].values():
        item["namn"] = item.pop("etikett")
    file.write_bytes(encoded(ra))
    monkeypatch.setattr(storage, "SCHEMA", 2)
    monkeypatch.setitem(storage.UPGRADES, 1, with_name)
    return folder


def test_an_older_file_opens_in_todays_form_and_is_not_written(folder: Path) -> None:
    before = (folder / D / "drift.json").read_bytes()
    store = DataStore(folder)
    tables, error = store.tab(D, TAB)
    store.close()
    assert tables[0].row("personal").label == "Personalkostnader"
    assert error == ()
    assert (folder / D / "drift.json").read_bytes() == before


def test_the_next_save_upgrades_it_and_keeps_the_old_one(folder: Path) -> None:
    before = (folder / D / "drift.json").read_bytes()
    store = DataStore(folder)
    tables, _ = store.tab(D, TAB)
    store.save_tab(D, TAB, tables)
    copies = [duplicate.path.read_bytes() for duplicate in store.copies.list_(D, TAB)]
    store.close()
    new = decoded((folder / D / "drift.json").read_bytes())
    assert new["schema"]["1"]["version"] == 2
    assert new["drift"]["1"]["etikett"] == "Verksamhetens intäkter"
    assert before in copies
    assert (folder / D / ".tidigare" / "drift.json").read_bytes() == before


def test_an_older_file_without_a_way_forward_is_read_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(storage.UPGRADES, 1)
    store = DataStore(folder)
    _, error = store.tab(D, TAB)
    store.close()
    assert any("inte kan uppgraderas" in f.sentence for f in error)
