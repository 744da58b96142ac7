"""What is committed is in the journal, whatever becomes of its file."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.hjalp import i_barn
from tests.store.journalhjalp import (
    DRIFT,
    TID,
    cell,
    journal_med,
    nummer,
    skrivet,
    yta,
)
from tui.arbetsyta import Dokumentandring
from tui.store import journalskrivare
from tui.store.fel import Lasfel, Sparfel
from tui.store.journal import Handelse, Journal
from tui.store.journalinnehall import tolkat_innehall
from tui.store.journallage import lage_efter
from tui.store.journalrad import (
    Avsikt,
    Forkastad,
    Huvud,
    Sparad,
    Trasig,
    kodad_journalrad,
)
from tui.store.journalstart import lugnt
from tui.store.kodek import MAX_BYTE

PA_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


@pytest.fixture
def utan_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of hundreds of files, in which no power is lost."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def test_nothing_is_made_before_something_is_committed(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "anna")
    assert journal.las().rader == ()
    assert journal.sista_nr() == 0
    assert lugnt(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_committed_step_is_there_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "Åsa", lambda: TID)
    steg = (cell(Decimal("9.00")), Dokumentandring(*(yta().dokument[d] for d in ("d1", "d1"))))
    filer = (DRIFT, "d1/")
    handelse = journal.skriv("gor", steg, "rättat", filer=filer, baser={DRIFT: "x", "d1/": None})
    assert handelse == Handelse(
        1, TID, "Åsa", "gor", steg, filer, "rättat", {DRIFT: "x", "d1/": None}
    )
    innehall = Journal(tmp_path, "Bo").las()
    assert innehall.rader == (Huvud(TID, 1), handelse)
    assert innehall.fel == ()
    assert (tmp_path / ".namndkoll" / "journal.jsonl").read_bytes().count(b"\n") == 2


def test_a_step_is_one_write_and_is_on_the_disk_when_it_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_med(tmp_path, 1)
    anrop: list[Any] = []

    def lyssna(namn: str, akta: Any) -> Any:
        def anropad(*args: Any) -> Any:
            anrop.append((namn, *args[1:]))
            return akta(*args)

        return anropad

    for namn in ("write", "fsync", "ftruncate", "close"):
        monkeypatch.setattr(os, namn, lyssna(namn, getattr(os, namn)))
    handelse = skrivet(journal, cell(Decimal(2)))
    assert anrop == [("write", kodad_journalrad(handelse)), ("fsync",), ("close",)]


def test_the_folder_is_on_the_disk_too_when_the_journal_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mappar: list[Path] = []
    monkeypatch.setattr("tui.store.loggfil.synka_mapp", mappar.append)
    journal_med(tmp_path, 3)
    assert mappar == [tmp_path / ".namndkoll", tmp_path]


def test_numbers_go_on_from_what_the_file_holds(tmp_path: Path) -> None:
    journal_med(tmp_path, 3)
    assert skrivet(Journal(tmp_path, "bo"), cell(None)).nr == 4
    assert nummer(Journal(tmp_path, "bo")) == [1, 2, 3, 4]
    assert Journal(tmp_path, "bo").sista_nr() == 4


def test_the_base_is_noted_where_a_file_is_touched_first_since_it_was_saved(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path, "anna")
    assert skrivet(journal, cell(Decimal(1)), bas="a").bas == {DRIFT: "a"}
    assert skrivet(journal, cell(Decimal(2)), bas="b").bas == {}
    huvud = yta().dokument["d1"]
    steg = (cell(Decimal(3)), Dokumentandring(huvud, huvud))
    handelse = journal.skriv("gor", steg, filer=(DRIFT, "d1/"), baser={DRIFT: "c", "d1/": None})
    assert handelse.bas == {"d1/": None}
    journal.sparad(DRIFT, "d", 2)
    assert skrivet(journal, cell(Decimal(4)), bas="d").bas == {}
    journal.sparad(DRIFT, "e", 4)
    assert skrivet(Journal(tmp_path, "bo"), cell(Decimal(5)), bas="e").bas == {DRIFT: "e"}


def test_the_base_is_asked_for_only_where_it_is_needed(tmp_path: Path) -> None:
    class Nyfiken(dict[str, str | None]):
        antal = 0

        def __getitem__(self, fil: str) -> str | None:
            self.antal += 1
            return super().__getitem__(fil)

    journal, baser = Journal(tmp_path, "anna"), Nyfiken({DRIFT: "x"})
    for i in range(5):
        journal.skriv("gor", (cell(Decimal(i)),), filer=(DRIFT,), baser=baser)
    assert baser.antal == 1


def test_a_base_that_is_not_known_is_left_out(tmp_path: Path) -> None:
    handelse = Journal(tmp_path, "anna").skriv("gor", (cell(None),), filer=(DRIFT,), baser={})
    assert handelse.bas == {}


def test_a_base_that_cannot_be_read_is_a_sentence_and_nothing_is_committed(tmp_path: Path) -> None:
    class Olasbar(dict[str, str | None]):
        def __getitem__(self, fil: str) -> str | None:
            raise Lasfel("d1/drift.json kan inte läsas.")

    journal = Journal(tmp_path, "anna")
    with pytest.raises(Sparfel, match="kan inte läsas"):
        journal.skriv("gor", (cell(None),), filer=(DRIFT,), baser=Olasbar({DRIFT: ""}))
    assert nummer(journal) == []


def test_intents_and_saves_and_discards_are_lines_of_their_own(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    journal.avsikt(DRIFT, "ny", "bas", 1)
    journal.sparad(DRIFT, "ny", 1)
    journal.forkasta(DRIFT, None, 2)
    innehall = journal.las()
    assert innehall.rader[3:] == (
        Avsikt(DRIFT, "ny", "bas", 1),
        Sparad(DRIFT, "ny", 1),
        Forkastad(DRIFT, None, 2, allt=2),
    )
    assert innehall.avsikter == (Avsikt(DRIFT, "ny", "bas", 1),)
    assert innehall.sparade == (Sparad(DRIFT, "ny", 1),)
    assert [sorted(h.forkastat) for h in innehall.handelser] == [[], [DRIFT]]


def test_only_the_events_up_to_the_number_are_discarded(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 4)
    journal.sparad(DRIFT, "x", 1)
    journal.forkasta(DRIFT, "y", 3)
    forkastat = [sorted(h.forkastat) for h in journal.las().handelser]
    assert forkastat == [[], [DRIFT], [DRIFT], []]
    assert not lugnt(tmp_path)


def test_a_step_that_settles_a_conflict_stands_in_place_of_what_was_unsaved(
    tmp_path: Path,
) -> None:
    journal = journal_med(tmp_path, 2)
    handelse = journal.skriv(
        "gor", (cell(None),), filer=(DRIFT,), baser={DRIFT: "deras"}, ersatter=(DRIFT,)
    )
    assert handelse.bas == {DRIFT: "deras"}
    forkastat = [sorted(h.forkastat) for h in journal.las().handelser]
    assert forkastat == [[DRIFT], [DRIFT], []]
    journal.sparad(DRIFT, "x", 3)
    assert skrivet(journal, cell(None), bas="x").nr == 4
    assert [sorted(h.forkastat) for h in journal.las().handelser] == [*forkastat, []]


def test_a_save_that_makes_everything_saved_says_so(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    assert not lugnt(tmp_path)
    journal.sparad(DRIFT, "x", 1)
    assert not lugnt(tmp_path)
    journal.sparad(DRIFT, "y", 2)
    assert lugnt(tmp_path)
    skrivet(journal, cell(None))
    assert not lugnt(tmp_path)


@pytest.mark.usefixtures("utan_fsync")
def test_after_a_quiet_end_the_start_reads_only_the_files_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_med(tmp_path, 100)
    journal.sparad(DRIFT, "x", 100)
    monkeypatch.setattr(journalskrivare, "tolkat_innehall", None)
    assert lugnt(tmp_path)
    assert skrivet(Journal(tmp_path, "bo"), cell(None)).nr == 101


@pytest.mark.parametrize("slut", [b"{", b"\0", b"\n", b"x\n", b"[]\n", b'{"sparat": "f"}\n'])
def test_an_end_that_is_not_quiet_is_read_in_full(tmp_path: Path, slut: bytes) -> None:
    journal = journal_med(tmp_path, 2)
    journal.sparad(DRIFT, "x", 2)
    with journal.fil.open("ab") as fil:
        fil.write(slut)
    assert not lugnt(tmp_path)
    assert skrivet(Journal(tmp_path, "bo"), cell(None)).nr > 2


def test_a_quiet_end_that_lacks_its_newline_gets_it(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    journal.sparad(DRIFT, "x", 2)
    journal.fil.write_bytes(journal.fil.read_bytes()[:-1])
    assert not lugnt(tmp_path)
    skrivet(Journal(tmp_path, "bo"), cell(None))
    assert nummer(journal) == [1, 2, 3]
    assert journal.las().fel == ()


def test_a_newer_versions_journal_is_never_quiet_and_never_written_to(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    journal.sparad(DRIFT, "x", 2)
    data = journal.fil.read_bytes().replace(b'"journal": 1', b'"journal": 2')
    journal.fil.write_bytes(data)
    assert not lugnt(tmp_path)
    with pytest.raises(Sparfel, match="nyare version"):
        skrivet(Journal(tmp_path, "bo"), cell(None))
    with pytest.raises(Sparfel, match="nyare version"):
        Journal(tmp_path, "bo").sparad(DRIFT, "y", 2)
    assert not Journal(tmp_path, "bo").korta(0, 0)
    assert journal.fil.read_bytes() == data


def test_a_number_that_everything_is_saved_up_to_is_not_used_again() -> None:
    rader = (Huvud(TID, 3), Sparad("d1/", "x", 4, allt=9))
    assert lage_efter(rader).nr == 9
    assert lage_efter(rader[:1]).nr == 2


def test_an_empty_step_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Journal(tmp_path, "anna").skriv("gor", (), filer=(), baser={})


@pytest.mark.parametrize(
    ("steg", "mening"),
    [
        (cell(Decimal("1E+99")), "Ändringen kan inte sparas: talet .* är för långt"),
        (cell("\ud800"), "Ändringen kan inte sparas: texten innehåller ett halvt tecken"),
        (cell("x" * MAX_BYTE), "Ändringen kan inte sparas: filen är större än"),
    ],
    ids=["tal", "tecken", "storlek"],
)
def test_what_could_not_be_read_back_is_not_committed(
    tmp_path: Path, steg: Any, mening: str
) -> None:
    journal = journal_med(tmp_path, 1)
    with pytest.raises(Sparfel, match=mening):
        skrivet(journal, steg)
    skrivet(journal, cell(None))
    assert nummer(journal) == [1, 2]
    assert journal.las().fel == ()


def test_a_users_name_that_is_no_text_stops_no_save(tmp_path: Path) -> None:
    assert skrivet(Journal(tmp_path, "\udce5sa"), cell(None)).vem == "?sa"


def test_the_clock_going_back_does_not_change_the_order(tmp_path: Path) -> None:
    tider = iter((TID, TID, TID - timedelta(days=400), TID - timedelta(hours=1)))
    journal = Journal(tmp_path, "anna", lambda: next(tider))
    for i in range(3):
        skrivet(journal, cell(Decimal(i)))
    handelser = journal.las().handelser
    assert [h.nr for h in handelser] == [1, 2, 3]
    assert [h.steg[0].till for h in handelser] == [0, 1, 2]  # type: ignore[union-attr]
    assert handelser[2].tid > handelser[1].tid < handelser[0].tid


def test_a_local_clock_is_stored_as_utc(tmp_path: Path) -> None:
    lokal = datetime(2024, 3, 31, 3, 30).astimezone()
    handelse = skrivet(Journal(tmp_path, "anna", lambda: lokal), cell(None))
    assert handelse.tid.tzinfo is UTC
    assert handelse.tid == lokal


@pytest.mark.usefixtures("utan_fsync")
def test_threads_may_write_at_the_same_time(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 0)

    def gor(i: int) -> int:
        if i % 3 == 0:
            journal.avsikt(DRIFT, f"h{i}", None, 0)
        journal.las()
        return skrivet(journal, cell(Decimal(i))).nr

    with ThreadPoolExecutor(8) as tradar:
        nr = sorted(tradar.map(gor, range(120)))
    assert nr == nummer(journal) == list(range(1, 121))
    assert journal.las().fel == ()


# --- what is torn, broken, foreign or too large


@pytest.mark.usefixtures("utan_fsync")
def test_a_tail_torn_at_any_byte_opens_and_loses_only_the_torn_event(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 20)
    data, alla = journal.fil.read_bytes(), journal.las().handelser
    huvud = data.index(b"\n") + 1
    for langd in range(len(data) + 1):
        kvar = data[:langd]
        # A line that lacks only its newline is whole: its event is not lost either.
        oavslutad = huvud < langd < len(data) and data[langd : langd + 1] == b"\n"
        hela = kvar + b"\n" if oavslutad else kvar[: kvar.rfind(b"\n") + 1]
        innehall = tolkat_innehall(kvar, "f")
        assert innehall.handelser == alla[: max(0, hela.count(b"\n") - 1)]
        assert len(innehall.fel) == (kvar not in (hela, hela[:-1]) or langd == huvud - 1)
        # Written over, not anew: a file system waits for the disk where a file is emptied.
        with journal.fil.open("r+b") as fil:
            fil.write(kvar)
            fil.truncate()
        ny = skrivet(Journal(tmp_path, "bo", lambda: TID), cell(Decimal(99)))
        assert ny.nr == len(innehall.handelser) + 1
        assert journal.fil.read_bytes() == (hela or data[:huvud]) + kodad_journalrad(ny)


def test_a_torn_tail_is_told_with_its_line(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    with journal.fil.open("ab") as fil:
        fil.write(b'{ "nr": 3, "tid')
    (fel,) = journal.las().fel
    assert fel.fil == ".namndkoll/journal.jsonl"
    assert fel.mening.startswith(".namndkoll/journal.jsonl, rad 4: raden är avhuggen")
    assert not journal.las().osaker


@pytest.mark.parametrize("svans", [b"\0" * 200, b"\0" * 200 + b'"a" }\n', b"\0\n", b'{"nr":\0\n'])
def test_zero_bytes_that_a_power_cut_left_are_cut_off(tmp_path: Path, svans: bytes) -> None:
    journal = journal_med(tmp_path, 2)
    with journal.fil.open("ab") as fil:
        fil.write(svans)
    assert nummer(journal) == [1, 2]
    assert "avhuggen" in journal.las().fel[0].mening
    skrivet(Journal(tmp_path, "bo"), cell(None))
    assert nummer(journal) == [1, 2, 3]
    assert journal.las().fel == ()


@pytest.mark.parametrize("data", [b"", b"\n", b"\0" * 50, b"{", b'{ "journal": 1, "start": "20'])
def test_a_first_line_that_a_power_cut_tore_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    journal = Journal(tmp_path, "anna")
    journal.fil.parent.mkdir()
    journal.fil.write_bytes(data)
    skrivet(journal, cell(None))
    innehall = journal.las()
    assert [type(rad) for rad in innehall.rader] == [Huvud, Handelse]
    assert innehall.fel == ()


def test_a_broken_line_in_the_middle_is_told_and_what_follows_is_read(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 4)
    rader = journal.fil.read_bytes().split(b"\n")
    rader[2] = rader[2].replace(b'"till": 2', b'"till": 2x')
    journal.fil.write_bytes(b"\n".join(rader))
    innehall = journal.las()
    assert [h.nr for h in innehall.handelser] == [1, 3, 4]
    assert innehall.rader[2] == Trasig(3)
    assert innehall.osaker
    (fel,) = innehall.fel
    assert fel.mening.startswith(".namndkoll/journal.jsonl, rad 3: tecken ")
    assert "texten är inte giltig JSON; raden hoppas över" in fel.mening
    assert skrivet(Journal(tmp_path, "bo"), cell(None)).nr == 5


def test_hundreds_of_broken_lines_are_a_few_sentences(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 1)
    with journal.fil.open("ab") as fil:
        fil.write(b"x\n" * 300)
    fel = journal.las().fel
    assert len(fel) == 6
    assert fel[-1].mening == ".namndkoll/journal.jsonl: ytterligare 295 rader kan inte läsas."


def test_blank_lines_and_windows_line_ends_say_nothing(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 3)
    data = journal.fil.read_bytes()
    journal.fil.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") + b"\r\n")
    assert nummer(journal) == [1, 2, 3]
    assert journal.las().fel == ()
    skrivet(journal, cell(None))
    assert nummer(journal) == [1, 2, 3, 4]


def test_events_out_of_order_are_told_and_not_taken_in(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 3)
    huvud, *rader = journal.fil.read_bytes().splitlines(keepends=True)
    journal.fil.write_bytes(huvud + b"".join([*rader, rader[1], huvud, rader[0]]))
    innehall = journal.las()
    assert [h.nr for h in innehall.handelser] == [1, 2, 3]
    assert "rad 5: händelse 2 står efter händelse 3" in innehall.fel[0].mening
    assert "rad 6: journalens början står mitt i filen" in innehall.fel[1].mening
    assert skrivet(journal, cell(None)).nr > 3


def _med(journal: Journal, data: bytes) -> None:
    journal.fil.parent.mkdir(exist_ok=True)
    journal.fil.write_bytes(data)


@pytest.mark.parametrize(
    ("data", "mening"),
    [
        (b'{"journal": 2, "start": "2024-09-17T12:00:00Z", "fran_nr": 1}\nx\n', "nyare version"),
        (b"En anteckning utan radslut", "börjar inte som en journal"),
        (b"En anteckning\nmed rader\n", "börjar inte som en journal"),
        (b"<<<<<<< HEAD\n" + kodad_journalrad(Huvud(TID, 1)), "börjar inte som en journal"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\r", "börjar inte som en journal"),
    ],
    ids=["nyare", "text", "rader", "git", "bild"],
)
def test_a_file_that_is_not_ours_is_told_and_never_written_to(
    tmp_path: Path, data: bytes, mening: str
) -> None:
    journal = Journal(tmp_path, "anna")
    _med(journal, data)
    assert mening in journal.las().fel[0].mening
    assert journal.las().handelser == ()
    with pytest.raises(Sparfel) as fel:
        skrivet(journal, cell(None))
    assert mening in fel.value.mening
    assert fel.value.mening.startswith(".namndkoll/journal.jsonl ")
    assert journal.fil.read_bytes() == data
    journal.fil.rename(tmp_path / "undan")
    skrivet(journal, cell(None))
    assert nummer(journal) == [1]


def test_a_journal_larger_than_the_cap_is_told_and_not_read(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 1)
    with journal.fil.open("r+b") as fil:
        fil.truncate(MAX_BYTE * 100)
    innehall = journal.las()
    assert innehall.handelser == ()
    assert "är större än 16 MB" in innehall.fel[0].mening
    with pytest.raises(Sparfel, match="är större än 16 MB"):
        skrivet(Journal(tmp_path, "bo"), cell(None))


def test_a_journal_that_would_grow_past_the_cap_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = journal_med(tmp_path, 8)
    gransen = journal.fil.stat().st_size + journalskrivare.RESERV
    monkeypatch.setattr(journalskrivare, "MAX_BYTE", gransen)
    with pytest.raises(Sparfel, match=r"journal.jsonl är full .* starta om programmet"):
        skrivet(journal, cell(None))
    # What is in it can be saved all the same, and then there is room.
    journal.avsikt(DRIFT, "x", "bas", 8)
    journal.sparad(DRIFT, "x", 8)
    assert journal.korta(6, 2)
    assert skrivet(journal, cell(None)).nr == 9


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_make_reading_raise(data: bytes, efter_huvud: bool) -> None:
    data = kodad_journalrad(Huvud(TID, 1)) * efter_huvud + data
    innehall = tolkat_innehall(data, "f")
    assert all(fel.mening.startswith("f") and fel.mening.isprintable() for fel in innehall.fel)
    assert innehall.hel <= len(data)


@PA_POSIX
@pytest.mark.parametrize("vad", ["mapp", "ror", "lank", "fil i vägen", "utan datamapp"])
def test_what_is_no_file_is_a_sentence(tmp_path: Path, vad: str) -> None:
    journal = Journal(tmp_path / "data", "anna")
    if vad != "utan datamapp":
        (tmp_path / "data" / ".namndkoll").mkdir(parents=True)
    if vad == "mapp":
        journal.fil.mkdir()
    elif vad == "ror":
        os.mkfifo(journal.fil)
    elif vad == "lank":
        journal.fil.symlink_to(journal.fil)
    elif vad == "fil i vägen":
        journal.fil.parent.rmdir()
        journal.fil.parent.touch()
    with pytest.raises(Sparfel, match=r"^\.namndkoll/journal\.jsonl kunde inte skrivas: "):
        skrivet(journal, cell(None))
    assert journal.las().handelser == ()
    assert bool(journal.las().fel) == (vad != "utan datamapp")
    assert lugnt(tmp_path / "data") == (vad == "utan datamapp")


@PA_POSIX
def test_a_folder_without_rights_is_a_sentence() -> None:
    """In a child that is nobody in particular: root may do everything."""
    import tempfile

    with tempfile.TemporaryDirectory() as namn:
        mapp = Path(namn)
        mapp.chmod(0o555)

        def barn() -> int:
            if os.geteuid() == 0:
                os.seteuid(65534)
            try:
                skrivet(Journal(mapp, "anna"), cell(None))
            except Sparfel as fel:
                return 0 if "saknar behörighet" in fel.mening else 1
            return 2

        assert i_barn(barn) == 0


# --- the file changed underneath


def test_a_journal_deleted_underneath_is_made_again_with_what_is_unsaved(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 3)
    journal.avsikt(DRIFT, "x", "bas", 2)
    journal.sparad(DRIFT, "x", 2)
    fore = journal.las()
    journal.fil.unlink()
    journal.fil.parent.rmdir()
    ny = skrivet(journal, cell(Decimal(4)))
    assert ny.nr == 4
    assert journal.las().rader == (*fore.rader, ny)


def test_of_a_deleted_journal_only_what_is_unsaved_comes_back(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 3)
    journal.sparad(DRIFT, "x", 3)
    skrivet(journal, cell(Decimal(4)))
    journal.fil.unlink()
    skrivet(journal, cell(Decimal(5)))
    assert journal.las().rader[0] == Huvud(TID, 4)
    assert nummer(journal) == [4, 5]


def test_an_older_journal_put_in_its_place_gets_what_it_lacks(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    aldre = journal.fil.read_bytes()
    skrivet(journal, cell(Decimal(3)))
    skrivet(journal, cell(Decimal(4)))
    fore = journal.las()
    journal.fil.unlink()
    journal.fil.write_bytes(aldre)
    ny = skrivet(journal, cell(Decimal(5)))
    assert journal.las().rader == (*fore.rader, ny)


def test_numbers_go_on_after_an_older_journal_was_put_in_its_place(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 1)
    journal.sparad(DRIFT, "x", 1)
    aldre = journal.fil.read_bytes()
    skrivet(journal, cell(None))
    journal.sparad(DRIFT, "y", 2)
    journal.fil.write_bytes(aldre)
    assert skrivet(journal, cell(None)).nr == 3


@pytest.mark.parametrize("extra", [b"", b"\n"])
def test_a_copy_put_in_its_place_is_gone_on_with(tmp_path: Path, extra: bytes) -> None:
    journal = journal_med(tmp_path, 2)
    data = journal.fil.read_bytes()
    journal.fil.unlink()
    (tmp_path / "annan").write_bytes(b"")
    journal.fil.write_bytes(data + extra)
    skrivet(journal, cell(None))
    assert nummer(journal) == [1, 2, 3]
    assert journal.las().fel == ()


def test_a_touched_journal_is_gone_on_with(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 2)
    os.utime(journal.fil, (0, 0))
    skrivet(journal, cell(None))
    assert nummer(journal) == [1, 2, 3]


def test_somebody_elses_journal_in_its_place_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "annan").mkdir()
    (tmp_path / "var").mkdir()
    annan = journal_med(tmp_path / "annan", 9).fil.read_bytes()
    journal = Journal(tmp_path / "var", "bo", lambda: TID)
    skrivet(journal, cell("vår"))
    journal.fil.write_bytes(annan)
    with pytest.raises(Sparfel, match="har bytts mot en annan av ett annat program"):
        skrivet(journal, cell("vår 2"))
    assert journal.fil.read_bytes() == annan
    journal.fil.rename(tmp_path / "undan")
    skrivet(journal, cell("vår 2"))
    assert nummer(journal) == [1, 2]


def test_numbers_never_start_over_after_a_journal_that_was_taken_away(tmp_path: Path) -> None:
    journal = journal_med(tmp_path, 3)
    journal.sparad(DRIFT, "x", 3)
    arkiv = tmp_path / ".namndkoll" / "arkiv"
    arkiv.mkdir()
    journal.fil.rename(arkiv / "journal-1-3.jsonl")
    assert Journal(tmp_path, "bo").sista_nr() == 3
    assert skrivet(Journal(tmp_path, "bo"), cell(None)).nr == 4
