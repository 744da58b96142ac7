"""The opened data folder: what the app reads from it and saves to it."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.hjalp import (
    ANROP,
    DRIFT,
    NYTT_DOKUMENT,
    allt_i,
    andrade,
    drift,
    fallera,
    lagg_dokument,
    med,
)
from tui.domain.fel import Filfel
from tui.store.fel import Andrad, Sparfel
from tui.store.kodek import kodat
from tui.store.mapp import Lager


def test_documents_come_newest_first_with_their_heads_only(lager: Lager) -> None:
    lagg_dokument(lager.mapp, "2023", start="2023-01-01", slut="2023-12-31")
    lagg_dokument(lager.mapp, "2025", start="2025-01-01", slut="2025-08-31")
    lagg_dokument(lager.mapp, "2024-kopia", bas="2024-delar", status="utkast")
    (lager.mapp / "2023" / "drift.json").write_bytes(b"skrot")
    dokument, fel = lager.dokument()
    assert [d.id for d in dokument] == ["2025", "2024-delar", "2024-kopia", "2023"]
    assert fel == ()


def test_a_document_with_a_bad_head_is_told_and_the_others_open(lager: Lager) -> None:
    lagg_dokument(lager.mapp, "trasig")
    (lager.mapp / "trasig" / "dokument.json").write_bytes(b"{")
    dokument, fel = lager.dokument()
    assert [d.id for d in dokument] == ["2024-delar"]
    assert [f.fil for f in fel] == ["trasig/dokument.json"]


def test_a_tab_gives_its_tables_in_stored_order(lager: Lager) -> None:
    assert [t.id for t in drift(lager)] == ["drift", "delposter"]
    assert lager.flik("2024-delar", "mal") == ((), ())


def test_a_missing_tab_is_empty_and_told(lager: Lager) -> None:
    (lager.mapp / "2024-delar" / "mal.json").unlink()
    tabeller, fel = lager.flik("2024-delar", "mal")
    assert tabeller == ()
    assert fel == (Filfel("2024-delar/mal.json", "2024-delar/mal.json saknas; fliken visas tom."),)


@pytest.mark.parametrize("dokument", ["", "..", "../annan", ".dold", "a\0b", "/etc"])
def test_a_name_that_leads_out_of_the_folder_is_a_sentence(lager: Lager, dokument: str) -> None:
    fore = allt_i(lager.mapp.parent)
    tabeller, (fel,) = lager.flik(dokument, "drift")
    assert tabeller == ()
    assert "är inget dokument i datamappen" in fel.mening
    with pytest.raises(Sparfel):
        lager.spara_flik(dokument, "drift", ())
    with pytest.raises(Sparfel):
        lager.spara_dokument(replace(NYTT_DOKUMENT, id=dokument))
    with pytest.raises(Sparfel):
        lager.skapa(replace(NYTT_DOKUMENT, id=dokument), {})
    assert allt_i(lager.mapp.parent) == fore


def test_a_saved_change_is_there_when_the_folder_is_opened_again(lager: Lager) -> None:
    nya = andrade(drift(lager))
    lager.spara_flik("2024-delar", "drift", nya)
    assert drift(Lager(lager.mapp)) == nya
    with TinyDB(lager.mapp / "2024-delar" / "drift.json", encoding="utf-8") as db:
        assert db.table("drift").all()[0]["celler"]["budget"] == 1


def test_a_save_changes_its_own_file_alone_and_keeps_the_one_before(lager: Lager) -> None:
    fore = allt_i(lager.mapp)
    lager.spara_flik("2024-delar", "drift", andrade(drift(lager)))
    efter = allt_i(lager.mapp)
    vantat = med(DRIFT, ("drift", "1", "celler", "budget"), 1)
    assert efter == {
        **fore,
        "2024-delar/drift.json": kodat(vantat),
        "2024-delar/.tidigare/drift.json": fore["2024-delar/drift.json"],
    }
    assert [d.id for d in lager.dokument()[0]] == ["2024-delar"]


def test_saves_follow_upon_each_other(lager: Lager) -> None:
    tabeller = drift(lager)
    for tal in (1, 2, 3):
        tabeller = andrade(tabeller, tal)
        lager.spara_flik("2024-delar", "drift", tabeller)
    assert drift(Lager(lager.mapp)) == tabeller


def test_a_tab_changed_by_another_program_is_not_written_over(lager: Lager) -> None:
    tabeller = drift(lager)
    fil = lager.mapp / "2024-delar" / "drift.json"
    annat = kodat(med(DRIFT, ("drift", "1", "celler", "budget"), 7))
    fil.write_bytes(annat)
    for _ in range(2):
        with pytest.raises(
            Andrad, match=r"2024-delar/drift\.json har ändrats av ett annat program"
        ):
            lager.spara_flik("2024-delar", "drift", andrade(tabeller))
    assert fil.read_bytes() == annat
    lager.spara_flik("2024-delar", "drift", andrade(drift(lager)))


def test_a_tab_that_was_missing_and_came_underneath_is_not_written_over(lager: Lager) -> None:
    tabeller = drift(lager)
    fil = lager.mapp / "2024-delar" / "mal.json"
    data = fil.read_bytes()
    fil.unlink()
    lager.flik("2024-delar", "mal")
    fil.write_bytes(data)
    with pytest.raises(Andrad):
        lager.spara_flik("2024-delar", "mal", tabeller)
    assert fil.read_bytes() == data


def test_a_missing_tab_can_be_saved(lager: Lager) -> None:
    tabeller = drift(lager)
    (lager.mapp / "2024-delar" / "drift.json").unlink()
    lager.flik("2024-delar", "drift")
    lager.spara_flik("2024-delar", "drift", tabeller)
    assert drift(lager) == tabeller


def test_a_newer_tab_is_shown_and_never_saved(lager: Lager) -> None:
    fil = lager.mapp / "2024-delar" / "drift.json"
    data = kodat(med(DRIFT, ("schema", "1", "version"), 2))
    fil.write_bytes(data)
    tabeller, (fel,) = lager.flik("2024-delar", "drift")
    assert len(tabeller) == 2
    assert fel.mening.startswith("2024-delar/drift.json är skriven av en nyare version")
    with pytest.raises(Sparfel, match="nyare version"):
        lager.spara_flik("2024-delar", "drift", andrade(tabeller))
    assert fil.read_bytes() == data


@pytest.mark.parametrize("kod", [errno.EIO, errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
@pytest.mark.parametrize("anrop", ANROP)
def test_a_failing_disk_leaves_the_folder_as_it_was(
    lager: Lager, monkeypatch: pytest.MonkeyPatch, anrop: str, kod: int
) -> None:
    nya, fore = andrade(drift(lager)), allt_i(lager.mapp)
    with monkeypatch.context() as falla:
        fallera(falla, anrop, kod)
        with pytest.raises(Sparfel, match=r"2024-delar/drift\.json kunde inte sparas"):
            lager.spara_flik("2024-delar", "drift", nya)
        with pytest.raises(Sparfel, match="Mappen 2025-delår kunde inte skapas"):
            lager.skapa(NYTT_DOKUMENT, {"drift": nya})
    assert allt_i(lager.mapp) == fore
    assert sorted(p.name for p in lager.mapp.iterdir()) == ["2024-delar", "installningar.json"]
    lager.spara_flik("2024-delar", "drift", nya)
    assert drift(lager) == nya


def test_a_folder_that_has_gone_is_a_sentence(lager: Lager) -> None:
    tabeller = drift(lager)
    (lager.mapp / "2024-delar").rename(lager.mapp / "flyttad")
    with pytest.raises(Sparfel):
        lager.spara_flik("2024-delar", "drift", andrade(tabeller))
    with pytest.raises(Sparfel, match="mappen finns inte längre"):
        Lager(lager.mapp).spara_flik("2024-delar", "drift", tabeller)


def test_swedish_letters_in_every_name_are_no_trouble(tmp_path: Path) -> None:
    lager = Lager(tmp_path / "Nämnden åäö")
    lagg_dokument(lager.mapp, "Delår å")
    lager.spara_flik("Delår å", "drift", andrade(drift(lager, "Delår å")))
    assert lager.dokument()[1] == ()
    assert (lager.mapp / "Delår å" / ".tidigare" / "drift.json").exists()


def test_a_file_with_windows_line_ends_and_a_byte_order_mark_opens(lager: Lager) -> None:
    fil = lager.mapp / "2024-delar" / "drift.json"
    fil.write_bytes(b"\xef\xbb\xbf" + fil.read_bytes().replace(b"\n", b"\r\n"))
    lager.spara_flik("2024-delar", "drift", andrade(drift(lager)))
    assert not fil.read_bytes().startswith(b"\xef")


def test_reading_neither_writes_nor_loads_what_only_saving_needs(datamapp: Path) -> None:
    fore = allt_i(datamapp)
    program = f"""
import sys
from pathlib import Path
from tui.store.mapp import Lager
lager = Lager(Path({str(datamapp)!r}))
lager.dokument(), lager.installningar(), lager.flik("2024-delar", "drift")
print(sorted({{"tinydb", "hashlib", "tempfile", "platformdirs", "textual"}} & set(sys.modules)))
"""
    svar = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert svar.stdout.strip() == "[]"
    assert allt_i(datamapp) == fore
