"""The opened data folder: what the app reads from it and saves to it."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from tests.store.help import (
    CALL,
    DRIFT,
    NEW_DOCUMENT,
    changed,
    drift,
    everything_in,
    fail,
    put_document,
    whole,
    with_,
)
from tui.domain.finding import FileError
from tui.store.codec import encoded
from tui.store.errors import Changed, SaveError
from tui.store.folder import Store


def test_documents_come_newest_first_with_their_heads_only(store: Store) -> None:
    put_document(store.folder, "2023", start="2023-01-01", slut="2023-12-31")
    put_document(store.folder, "2025", start="2025-01-01", slut="2025-08-31")
    put_document(store.folder, "2024-kopia", bas="2024-delar", status="utkast")
    (store.folder / "2023" / "drift.json").write_bytes(b"skrot")
    document, error = store.document()
    assert [d.id for d in document] == ["2025", "2024-delar", "2024-kopia", "2023"]
    assert error == ()


def test_a_document_with_a_bad_head_is_told_and_the_others_open(store: Store) -> None:
    put_document(store.folder, "trasig")
    (store.folder / "trasig" / "dokument.json").write_bytes(b"{")
    document, error = store.document()
    assert [d.id for d in document] == ["2024-delar"]
    assert [f.file for f in error] == ["trasig/dokument.json"]


def test_a_tab_gives_its_tables_in_stored_order(store: Store) -> None:
    assert [t.id for t in drift(store)] == ["drift", "delposter"]
    assert store.tab("2024-delar", "mal") == ((), ())


def test_a_missing_tab_is_empty_and_told(store: Store) -> None:
    (store.folder / "2024-delar" / "mal.json").unlink()
    tables, error = store.tab("2024-delar", "mal")
    assert tables == ()
    assert error == (
        FileError("2024-delar/mal.json", "2024-delar/mal.json saknas; fliken visas tom."),
    )


@pytest.mark.parametrize("document", ["", "..", "../annan", ".dold", "a\0b", "/etc"])
def test_a_name_that_leads_out_of_the_folder_is_a_sentence(store: Store, document: str) -> None:
    before = everything_in(store.folder.parent)
    tables, (error,) = store.tab(document, "drift")
    assert tables == ()
    assert "är inget dokument i datamappen" in error.sentence
    with pytest.raises(SaveError):
        store.save_tab(document, "drift", ())
    with pytest.raises(SaveError):
        store.save_document(replace(NEW_DOCUMENT, id=document))
    with pytest.raises(SaveError):
        store.create(replace(NEW_DOCUMENT, id=document), {})
    assert everything_in(store.folder.parent) == before


def test_a_saved_change_is_there_when_the_folder_is_opened_again(store: Store) -> None:
    new_ones = changed(drift(store))
    store.save_tab("2024-delar", "drift", new_ones)
    assert drift(Store(store.folder)) == new_ones
    with TinyDB(store.folder / "2024-delar" / "drift.json", encoding="utf-8") as db:
        assert db.table("drift").all()[0]["celler"]["budget"] == 1


def test_a_save_changes_its_own_file_alone_and_keeps_the_one_before(store: Store) -> None:
    before = everything_in(store.folder)
    store.save_tab("2024-delar", "drift", changed(drift(store)))
    after = everything_in(store.folder)
    waited = with_(whole(DRIFT), ("drift", "1", "celler", "budget"), 1)
    assert after == {
        **before,
        "2024-delar/drift.json": encoded(waited),
        "2024-delar/.tidigare/drift.json": before["2024-delar/drift.json"],
    }
    assert [d.id for d in store.document()[0]] == ["2024-delar"]


def test_saves_follow_upon_each_other(store: Store) -> None:
    tables = drift(store)
    for number in (1, 2, 3):
        tables = changed(tables, number)
        store.save_tab("2024-delar", "drift", tables)
    assert drift(Store(store.folder)) == tables


def test_a_tab_changed_by_another_program_is_not_written_over(store: Store) -> None:
    tables = drift(store)
    file = store.folder / "2024-delar" / "drift.json"
    other = encoded(with_(DRIFT, ("drift", "1", "celler", "budget"), 7))
    file.write_bytes(other)
    for _ in range(2):
        with pytest.raises(
            Changed, match=r"2024-delar/drift\.json har ändrats av ett annat program"
        ):
            store.save_tab("2024-delar", "drift", changed(tables))
    assert file.read_bytes() == other
    store.save_tab("2024-delar", "drift", changed(drift(store)))


def test_a_tab_that_was_missing_and_came_underneath_is_not_written_over(store: Store) -> None:
    tables = drift(store)
    file = store.folder / "2024-delar" / "mal.json"
    data = file.read_bytes()
    file.unlink()
    store.tab("2024-delar", "mal")
    file.write_bytes(data)
    with pytest.raises(Changed):
        store.save_tab("2024-delar", "mal", tables)
    assert file.read_bytes() == data


def test_a_missing_tab_can_be_saved(store: Store) -> None:
    tables = drift(store)
    (store.folder / "2024-delar" / "drift.json").unlink()
    store.tab("2024-delar", "drift")
    store.save_tab("2024-delar", "drift", tables)
    assert drift(store) == tables


def test_a_newer_tab_is_shown_and_never_saved(store: Store) -> None:
    file = store.folder / "2024-delar" / "drift.json"
    data = encoded(with_(DRIFT, ("schema", "1", "version"), 2))
    file.write_bytes(data)
    tables, (error,) = store.tab("2024-delar", "drift")
    assert len(tables) == 2
    assert error.sentence.startswith("2024-delar/drift.json är skriven av en nyare version")
    with pytest.raises(SaveError, match="nyare version"):
        store.save_tab("2024-delar", "drift", changed(tables))
    assert file.read_bytes() == data


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALL)
def test_a_failing_disk_leaves_the_folder_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    new_ones, before = changed(drift(store)), everything_in(store.folder)
    with monkeypatch.context() as fall:
        fail(fall, call, code)
        with pytest.raises(SaveError, match=r"2024-delar/drift\.json kunde inte sparas"):
            store.save_tab("2024-delar", "drift", new_ones)
        with pytest.raises(SaveError, match="Mappen 2025-delår kunde inte skapas"):
            store.create(NEW_DOCUMENT, {"drift": new_ones})
    assert everything_in(store.folder) == before
    assert sorted(p.name for p in store.folder.iterdir()) == ["2024-delar", "installningar.json"]
    store.save_tab("2024-delar", "drift", new_ones)
    assert drift(store) == new_ones


def test_a_folder_that_has_gone_is_a_sentence(store: Store) -> None:
    tables = drift(store)
    (store.folder / "2024-delar").rename(store.folder / "flyttad")
    with pytest.raises(SaveError):
        store.save_tab("2024-delar", "drift", changed(tables))
    with pytest.raises(SaveError, match="mappen finns inte längre"):
        Store(store.folder).save_tab("2024-delar", "drift", tables)


def test_swedish_letters_in_every_name_are_no_trouble(tmp_path: Path) -> None:
    store = Store(tmp_path / "Nämnden åäö")
    put_document(store.folder, "Delår å")
    store.save_tab("Delår å", "drift", changed(drift(store, "Delår å")))
    assert store.document()[1] == ()
    assert (store.folder / "Delår å" / ".tidigare" / "drift.json").exists()


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_opens(store: Store) -> None:
    file = store.folder / "2024-delar" / "drift.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    store.save_tab("2024-delar", "drift", changed(drift(store)))
    assert not file.read_bytes().startswith(b"\xef")


def test_reading_neither_writes_nor_loads_what_only_saving_needs(data_folder: Path) -> None:
    before = everything_in(data_folder)
    program = f"""
import sys
from pathlib import Path
from tui.store.folder import Store
store = Store(Path({str(data_folder)!r}))
store.document(), store.settings(), store.tab("2024-delar", "drift")
print(sorted({{"tempfile", "platformdirs", "textual"}} & set(sys.modules)))
"""
    answer = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert answer.stdout.strip() == "[]"
    assert everything_in(data_folder) == before
