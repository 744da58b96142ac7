"""New documents, heads and settings in the opened data folder."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.malls import with_more
from tests.store.help import (
    NEW_DOCUMENT,
    TABS,
    changed,
    drift,
    duplicate,
    everything_in,
    with_,
)
from tui.domain.register import Tab
from tui.domain.settings import Settings
from tui.store.codec import decoded, encoded
from tui.store.errors import Changed, SaveError
from tui.store.folder import Store
from tui.workspace import SettingChange, working_copy


def test_a_new_document_comes_whole(store: Store) -> None:
    tables = drift(store)
    store.create(NEW_DOCUMENT, {"drift": tables})
    assert sorted(p.name for p in (store.folder / NEW_DOCUMENT.id).iterdir()) == sorted(
        ["dokument.json", *(f"{tab}.json" for tab in TABS)]
    )
    new = Store(store.folder)
    assert new.document() == ((NEW_DOCUMENT, store.document()[0][1]), ())
    assert drift(new, NEW_DOCUMENT.id) == tables
    for tab in TABS[1:]:
        assert new.tab(NEW_DOCUMENT.id, tab) == ((), ())
    store.save_tab(NEW_DOCUMENT.id, "drift", changed(tables))
    store.save_document(replace(NEW_DOCUMENT, name="Annat namn"))


def test_a_working_copy_is_made_and_stands_after_its_base(store: Store) -> None:
    (base,) = store.document()[0]
    copy = working_copy(base, "2024-delar-utkast", "Delårsbokslut 2024 (utkast)")
    store.create(copy, {"drift": drift(store)})
    assert Store(store.folder).document() == ((base, copy), ())


def test_a_document_that_is_there_is_not_made_again(store: Store) -> None:
    before = everything_in(store.folder)
    with pytest.raises(SaveError, match="finns redan"):
        store.create(replace(NEW_DOCUMENT, id="2024-delar"), {})
    assert everything_in(store.folder) == before


def test_a_document_with_a_value_that_cannot_be_stored_is_not_made(store: Store) -> None:
    first = drift(store)[0]
    row = first.row("intakter").with_cell("budget", Decimal("1E+99"))
    with pytest.raises(SaveError, match="2025-delår skapades inte: talet"):
        store.create(NEW_DOCUMENT, {"drift": (first.with_row(row),)})
    with pytest.raises(SaveError, match=r"2024-delar/drift\.json kunde inte sparas: talet"):
        store.save_tab("2024-delar", "drift", (first.with_row(row),))
    assert not (store.folder / NEW_DOCUMENT.id).exists()


def test_a_tab_of_a_new_kind_is_one_more_file(store: Store) -> None:
    extended = Store(store.folder, with_more(tabs=(Tab("egen", "6", "Egen"),)))
    extended.create(NEW_DOCUMENT, {})
    assert extended.tab(NEW_DOCUMENT.id, "egen") == ((), ())


def test_a_head_is_saved_over_its_unknown_fields(store: Store) -> None:
    file = store.folder / "2024-delar" / "dokument.json"
    file.write_bytes(encoded(with_(decoded(file.read_bytes()), ("dokument", "1", "framtida"), 1)))
    (document,) = store.document()[0]
    store.save_document(replace(document, unlocked="Fel i tabell 3"))
    assert decoded(file.read_bytes())["dokument"]["1"]["framtida"] == 1
    assert Store(store.folder).document()[0][0].unlocked == "Fel i tabell 3"


def test_the_head_of_a_new_document_makes_its_folder(store: Store) -> None:
    store.save_document(NEW_DOCUMENT)
    assert NEW_DOCUMENT in Store(store.folder).document()[0]
    assert Store(store.folder).tab(NEW_DOCUMENT.id, "drift") == ((), ())


@pytest.mark.parametrize("data", [b"", b"{}", b'{"schema": {"1": {"version": 2}}}'])
def test_a_head_that_is_bad_or_newer_is_not_written_over(store: Store, data: bytes) -> None:
    (document,) = store.document()[0]
    file = store.folder / "2024-delar" / "dokument.json"
    file.write_bytes(data)
    with pytest.raises(SaveError):
        store.save_document(document)
    with pytest.raises(SaveError):
        Store(store.folder).save_document(document)
    assert file.read_bytes() == data


def test_a_head_changed_by_another_program_is_not_written_over(store: Store) -> None:
    (document,) = store.document()[0]
    file = store.folder / "2024-delar" / "dokument.json"
    file.write_bytes(file.read_bytes().replace(b"2024-09-17", b"2024-10-01"))
    with pytest.raises(Changed):
        store.save_document(replace(document, name="Nytt"))


def test_settings_are_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    assert Store(tmp_path).settings() == (Settings(), ())


def test_a_choice_is_saved_and_all_else_in_the_file_stays(store: Store) -> None:
    file = store.folder / "installningar.json"
    before = decoded(file.read_bytes())
    store.save_choice(theme="mork", last_tab="mal")
    waited = duplicate(before)
    waited["installningar"]["1"] |= {"tema": "mork", "senaste_flik": "mal"}
    assert decoded(file.read_bytes()) == waited
    assert Store(store.folder).settings()[0].last_document == "2024-delar"


def test_a_choice_goes_into_settings_that_were_edited_meanwhile(store: Store) -> None:
    store.settings()
    file = store.folder / "installningar.json"
    file.write_bytes(
        encoded(with_(decoded(file.read_bytes()), ("trosklar", "1", "nara_andel"), 80))
    )
    store.save_choice(last_document="2023")
    settings, _ = store.settings()
    assert settings.thresholds.near_share == 80
    assert settings.last_document == "2023"


def test_a_choice_that_is_there_already_writes_nothing(store: Store) -> None:
    file = store.folder / "installningar.json"
    file.write_bytes(file.read_bytes() + b"\n\n")
    before = file.read_bytes()
    store.save_choice(theme="ljus")
    store.save_choice()
    assert file.read_bytes() == before


def test_the_first_choice_makes_the_file(tmp_path: Path) -> None:
    Store(tmp_path).save_choice(theme="ljus")
    settings, error = Store(tmp_path).settings()
    assert (settings.theme, error) == ("ljus", ())


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"installningar": 1}', b'{"schema": {"1": {"version": 9}}}']
)
def test_settings_that_are_bad_or_newer_are_not_written_over(store: Store, data: bytes) -> None:
    file = store.folder / "installningar.json"
    file.write_bytes(data)
    _, error = store.settings()
    assert error
    # What the program only remembers for itself is told where the file is broken, else left.
    with suppress(SaveError):
        store.save_choice(theme="mork")
    with pytest.raises(SaveError, match=r"installningar\.json"):
        store.save_settings([SettingChange("installningar/namnd", "Socialnämnden", "Nämnden")])
    assert file.read_bytes() == data
