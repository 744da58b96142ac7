"""Trimming keeps all that undo needs in the journal, and everything else in the archive."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.journalhjalp import DRIFT, TID, cell, journal_med, nummer, skrivet
from tests.store.test_historik import FOLJDER, Pass
from tests.store.test_journalfel import alla_varden, lang, ny
from tui.store import journalarkiv
from tui.store.fel import Sparfel
from tui.store.historik import historik_ur
from tui.store.journal import Journal
from tui.store.journalrad import Huvud, Sparad
from tui.store.journalstart import lugnt
from tui.store.skrivning import Avtryck, skriv


def arkiv(mapp: Path) -> list[str]:
    """The names of the archive's files."""
    return sorted(vag.name for vag in (mapp / ".namndkoll" / "arkiv").glob("*"))


def test_the_old_journal_goes_whole_to_the_archive(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    fore = journal.fil.read_bytes()
    assert journal.korta(6, 2)
    assert arkiv(tmp_path) == ["journal-1-8.jsonl"]
    assert (journal.fil.parent / "arkiv" / "journal-1-8.jsonl").read_bytes() == fore
    assert journal.las().rader[0] == Huvud(TID, 7)
    assert nummer(journal) == [7, 8]
    assert [h.nr for h in journal.las_arkiv().handelser] == [1, 2, 3, 4, 5, 6]
    assert journal.las().fel == journal.las_arkiv().fel == ()


def test_a_trimmed_journal_is_quiet_and_gone_on_with(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    journal.korta(6, 2)
    assert lugnt(tmp_path)
    assert journal.sista_nr() == ny(tmp_path).sista_nr() == 8
    assert skrivet(journal, cell(None), bas="x").bas == {DRIFT: "x"}
    assert skrivet(ny(tmp_path), cell(None)).nr == 10


def test_a_journal_is_quiet_after_trimming_whatever_its_last_line_was(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    journal.avsikt(DRIFT, "y", "x", 8)
    assert journal.korta(6, 2)
    assert journal.las().rader[-1] == Sparad(DRIFT, "x", 8, 8)
    assert lugnt(tmp_path)


def test_a_journal_that_is_not_long_is_left_alone(tmp_path: Path) -> None:
    assert not ny(tmp_path).korta(0)
    journal = lang(tmp_path)
    fore = journal.fil.read_bytes()
    assert not journal.korta(8, 2)
    assert journal.fil.read_bytes() == fore
    assert arkiv(tmp_path) == []


def test_nothing_is_trimmed_while_anything_is_unsaved(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 9)
    journal.sparad(DRIFT, "x", 8)
    assert not journal.korta(1, 1)
    journal.sparad("d1/", "x", 9)
    assert not journal.korta(1, 1)
    journal.sparad(DRIFT, "x", 9)
    assert journal.korta(1, 1)


def test_the_last_thousand_steps_stay_by_themselves(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)
    journal = journal_med(tmp_path, 2100)
    journal.sparad(DRIFT, "x", 2100)
    historik = historik_ur(journal.las().handelser)
    assert journal.korta(2000)
    assert nummer(journal) == list(range(1101, 2101))
    assert historik_ur(journal.las().handelser) == historik


def test_each_trimming_has_an_archive_of_its_own(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    journal.korta(6, 2)
    for i in range(9, 15):
        skrivet(journal, cell(Decimal(i)))
    journal.sparad(DRIFT, "y", 14)
    assert journal.korta(6, 2)
    assert arkiv(tmp_path) == ["journal-1-8.jsonl", "journal-7-14.jsonl"]
    assert nummer(journal) == [13, 14]
    assert alla_varden(tmp_path) == list(range(1, 15))


def test_no_archive_is_written_over(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    mapp = journal.fil.parent / "arkiv"
    mapp.mkdir()
    (mapp / "journal-1-8.jsonl").write_bytes(b"annat")
    (mapp / "journal-1-8-2.jsonl").write_bytes(b"")
    assert journal.korta(6, 2)
    assert arkiv(tmp_path) == [f"journal-1-8{x}.jsonl" for x in ("-2", "-3", "")]
    assert (mapp / "journal-1-8.jsonl").read_bytes() == b"annat"
    assert alla_varden(tmp_path) == list(range(1, 9))
    assert "börjar inte som en journal" in journal.las_arkiv().fel[0].mening


def test_the_archive_is_on_the_disk_before_the_journal_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = lang(tmp_path)
    anrop: list[str] = []
    monkeypatch.setattr(journalarkiv, "synka_mapp", lambda mapp: anrop.append(mapp.name))

    def ersatt(fil: Path, data: bytes, forvantat: Avtryck) -> None:
        anrop.append(fil.name)
        skriv(fil, data, forvantat)

    monkeypatch.setattr(journalarkiv, "skriv", ersatt)
    assert journal.korta(6, 2)
    assert anrop == ["arkiv", ".namndkoll", "journal.jsonl"]


def test_without_hard_links_the_archive_is_a_copy(tmp_path: Path, monkeypatch: Any) -> None:
    journal = lang(tmp_path)

    def link(*_: Any) -> None:
        raise PermissionError(1, "no links")

    monkeypatch.setattr("os.link", link)
    assert journal.korta(6, 2)
    assert alla_varden(tmp_path) == list(range(1, 9))


def test_a_journal_that_grew_meanwhile_is_not_trimmed(tmp_path: Path, monkeypatch: Any) -> None:
    journal = lang(tmp_path)
    akta = journalarkiv.kortning

    def kortning(*args: Any) -> Any:
        plan = akta(*args)
        skrivet(journal, cell(Decimal(9)))
        return plan

    monkeypatch.setattr("tui.store.journalarkiv.kortning", kortning)
    assert not journal.korta(6, 2)
    assert nummer(journal) == list(range(1, 10))


def test_a_journal_of_few_but_large_events_is_trimmed_too(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(journalarkiv, "LANG_BYTE", 2000)
    journal = journal_med(tmp_path, 20)
    journal.sparad(DRIFT, "x", 20)
    assert journal.korta(1000)
    assert 0 < journal.fil.stat().st_size < 1500
    assert alla_varden(tmp_path) == list(range(1, 21))
    assert not journal.korta(1000)


def test_a_broken_line_is_told_until_the_journal_is_trimmed(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    data = journal.fil.read_bytes()
    journal.fil.write_bytes(data.replace(b'"till": 7}', b'"till": x}'))
    assert len(journal.las().fel) == 1
    assert journal.korta(6, 2)
    assert journal.las().fel == ()
    assert len(journal.las_arkiv().fel) == 1


def test_an_archive_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    (journal.fil.parent / "arkiv").write_bytes(b"")
    with pytest.raises(Sparfel) as fel:
        journal.korta(6, 2)
    assert "journal.jsonl" in fel.value.mening
    assert journal.las_arkiv().rader == ()
    assert nummer(journal) == list(range(1, 9))


def test_an_archived_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    journal = lang(tmp_path)
    journal.korta(6, 2)
    (journal.fil.parent / "arkiv" / "journal-9-9.jsonl").mkdir()
    (journal.fil.parent / "arkiv" / "annat.txt").touch()
    arkiverat = journal.las_arkiv()
    assert [h.nr for h in arkiverat.handelser] == [1, 2, 3, 4, 5, 6]
    assert ["journal-9-9.jsonl" in fel.mening for fel in arkiverat.fel] == [True]


@settings(max_examples=40)
@given(FOLJDER, st.integers(1, 30), st.integers(1, 12), st.data())
def test_undo_is_the_same_after_trimming(
    tmp_path_factory: pytest.TempPathFactory,
    vad: list[str],
    max_: int,
    behall: int,
    data: st.DataObject,
) -> None:
    pass_ = Pass().utfor(vad)
    journal = Journal(tmp_path_factory.mktemp("j"), "anna", lambda: TID)
    with pytest.MonkeyPatch.context() as falla:
        falla.setattr("os.fsync", lambda _: None)
        for h in pass_.handelser:
            journal.skriv(h.slag, h.steg, h.skal, filer=h.filer, baser={DRIFT: "x"})
            if data.draw(st.booleans()):
                journal.sparad(DRIFT, f"h{h.nr}", h.nr)
        if pass_.handelser:
            journal.sparad(DRIFT, "x", pass_.handelser[-1].nr)
        kortad = journal.korta(max_, behall)
    historik = historik_ur(journal.las().handelser)
    ratt = pass_.historik
    assert historik.gjort == ratt.gjort[len(ratt.gjort) - len(historik.gjort) :]
    assert historik.angrat == ratt.angrat[len(ratt.angrat) - len(historik.angrat) :]
    assert kortad <= (len(pass_.handelser) > max_)
    if len(journal.las().handelser) < max_ // 2 or not kortad:
        assert historik.angrat == ratt.angrat
        assert historik.gjort[-behall:] == ratt.gjort[-behall:]
    alla = (*journal.las_arkiv().handelser, *journal.las().handelser)
    assert [h.nr for h in alla] == [h.nr for h in pass_.handelser]
