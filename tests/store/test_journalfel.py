"""Whatever the system answers, and wherever the program is killed: what was committed is there,
and what was not is not."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.store.hjalp import i_barn
from tests.store.journalhjalp import DRIFT, TID, cell, journal_med, nummer, skrivet
from tui.store.fel import Sparfel
from tui.store.journal import Journal
from tui.store.journalstart import lugnt

PA_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
ANROP = ("open", "fstat", "lseek", "read", "write", "fsync", "ftruncate", "close", "mkdir")
FELKODER = (errno.EIO, errno.ENOSPC, errno.EACCES)


@contextmanager
def fel_vid(anrop: str, kod: int, vilka: Callable[[int], bool]) -> Iterator[None]:
    """Make the calls of one kind fail whose number is among ``vilka``; kod 0 is a short write."""
    akta, antal = getattr(os, anrop), 0

    def kanske(*args: Any, **kwargs: Any) -> Any:
        nonlocal antal
        antal += 1
        if not vilka(antal):
            return akta(*args, **kwargs)
        if kod == 0:
            return akta(args[0], args[1][: len(args[1]) // 2])
        raise OSError(kod, "injected")

    with pytest.MonkeyPatch.context() as falla:
        falla.setattr(os, anrop, kanske)
        yield


def bara(vilken: int) -> Callable[[int], bool]:
    """The one call with this number."""
    return lambda n: n == vilken


def fran_och_med(vilken: int) -> Callable[[int], bool]:
    """Every call from this number on."""
    return lambda n: n >= vilken


def ny(mapp: Path) -> Journal:
    """Nothing there yet."""
    return Journal(mapp, "anna", lambda: TID)


def oppen(mapp: Path) -> Journal:
    """A journal in use."""
    return journal_med(mapp, 3)


def efter_start(mapp: Path) -> Journal:
    """A journal with unsaved events, after a start."""
    journal_med(mapp, 3)
    return ny(mapp)


def efter_lugn_start(mapp: Path) -> Journal:
    """A journal in which everything is saved, after a start."""
    journal_med(mapp, 3).sparad(DRIFT, "x", 3)
    return ny(mapp)


def avhuggen(mapp: Path) -> Journal:
    """A journal with a torn tail, after a start."""
    with journal_med(mapp, 3).fil.open("ab") as fil:
        fil.write(b'{ "nr": 4, "t')
    return ny(mapp)


def utan_radslut(mapp: Path) -> Journal:
    """A journal that lacks its last newline."""
    journal = journal_med(mapp, 3)
    journal.fil.write_bytes(journal.fil.read_bytes()[:-1])
    return ny(mapp)


def borttagen(mapp: Path) -> Journal:
    """A journal in use that was deleted underneath, all of it unsaved."""
    journal = journal_med(mapp, 3)
    journal.fil.unlink()
    return journal


LAGEN = (ny, oppen, efter_start, efter_lugn_start, avhuggen, utan_radslut, borttagen)


def varden(journal: Journal) -> list[int]:
    """The values that the events in the file set, in order."""
    return [int(h.steg[0].till) for h in journal.las().handelser]  # type: ignore[union-attr,arg-type]


def forsok(journal: Journal, varde: int) -> bool:
    """Commit a value; whether it was. A refusal is one sentence."""
    try:
        skrivet(journal, cell(Decimal(varde)))
    except Sparfel as fel:
        assert fel.mening.startswith(".namndkoll/journal.jsonl kunde inte skrivas: ")
        assert fel.mening.endswith("; ändringen är inte sparad.")
        assert fel.mening.isprintable()
        return False
    return True


@pytest.mark.parametrize("lage", LAGEN, ids=lambda lage: lage.__name__)
@pytest.mark.parametrize("kod", FELKODER, ids=errno.errorcode.get)
@pytest.mark.parametrize("anrop", ANROP)
@pytest.mark.parametrize("bestar", [False, True], ids=["en gång", "från och med"])
def test_a_failing_call_loses_nothing_that_was_committed_and_commits_nothing_that_was_not(
    tmp_path: Path, lage: Callable[[Path], Journal], anrop: str, kod: int, bestar: bool
) -> None:
    for vilken in range(1, 6):
        mapp = tmp_path / str(vilken)
        mapp.mkdir()
        journal = lage(mapp)
        saknas = lage is borttagen
        fore = [1, 2, 3] if saknas else varden(journal)
        vilka = fran_och_med(vilken) if bestar else bara(vilken)
        with fel_vid(anrop, kod, vilka):
            gick = [forsok(journal, 10)]
        if not (saknas and not any(gick)):
            assert varden(journal) == varden(ny(mapp)) == fore + [10] * gick[0]
        with fel_vid(anrop, kod, vilka):
            gick.append(forsok(journal, 20))
        assert forsok(journal, 30)
        assert varden(ny(mapp)) == [*fore, *[10] * gick[0], *[20] * gick[1], 30]
        assert ny(mapp).las().fel == ()


@pytest.mark.parametrize("lage", LAGEN, ids=lambda lage: lage.__name__)
@pytest.mark.parametrize("vilken", [1, 2])
def test_a_short_write_is_taken_back(
    tmp_path: Path, lage: Callable[[Path], Journal], vilken: int
) -> None:
    journal = lage(tmp_path)
    fore = [1, 2, 3] if lage is borttagen else varden(journal)
    with fel_vid("write", 0, lambda n: n == vilken):
        gick = forsok(journal, 10)
    assert forsok(journal, 20)
    assert varden(ny(tmp_path)) == [*fore, *[10] * gick, 20]
    assert ny(tmp_path).las().fel == ()


@pytest.mark.parametrize("kod", FELKODER, ids=errno.errorcode.get)
def test_while_a_failed_line_cannot_be_cut_off_nothing_follows_it(tmp_path: Path, kod: int) -> None:
    journal = oppen(tmp_path)
    with fel_vid("ftruncate", kod, lambda _: True):
        with fel_vid("fsync", kod, lambda _: True):
            assert not forsok(journal, 10)
        # The line is whole in the file, and was never committed.
        assert varden(journal) == [1, 2, 3, 10]
        storlek = journal.fil.stat().st_size
        assert not forsok(journal, 20)
        assert not journal.korta(0)
        assert journal.fil.stat().st_size == storlek
    assert forsok(journal, 30)
    assert varden(ny(tmp_path)) == [1, 2, 3, 30]
    assert nummer(journal) == [1, 2, 3, 4]


def test_a_line_that_was_cut_off_is_gone_from_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, anrop = oppen(tmp_path), []
    storlek = journal.fil.stat().st_size

    def synka(fd: int) -> None:
        anrop.append(os.fstat(fd).st_size)
        if len(anrop) == 1:
            raise OSError(errno.EIO, "injected")

    monkeypatch.setattr(os, "fsync", synka)
    assert not forsok(journal, 10)
    assert anrop[0] > storlek
    assert anrop[1:] == [storlek]


def test_a_torn_line_that_cannot_be_cut_off_is_cut_off_after_the_next_start(tmp_path: Path) -> None:
    journal = oppen(tmp_path)
    with (
        fel_vid("ftruncate", errno.EIO, lambda _: True),
        fel_vid("write", 0, lambda _: True),
    ):
        assert not forsok(journal, 10)
        assert varden(journal) == [1, 2, 3]
    assert "avhuggen" in journal.las().fel[0].mening
    assert forsok(ny(tmp_path), 30)
    assert varden(journal) == [1, 2, 3, 30]


def test_a_full_disk_is_told_in_so_many_words(tmp_path: Path) -> None:
    journal = oppen(tmp_path)
    with (
        fel_vid("write", errno.ENOSPC, lambda _: True),
        pytest.raises(Sparfel) as fel,
    ):
        skrivet(journal, cell(None))
    assert fel.value.errno == errno.ENOSPC
    assert fel.value.mening == (
        ".namndkoll/journal.jsonl kunde inte skrivas: disken är full, så frigör utrymme och spara "
        "igen; ändringen är inte sparad."
    )


@pytest.mark.parametrize("kod", FELKODER, ids=errno.errorcode.get)
def test_a_journal_that_cannot_be_read_is_a_sentence(tmp_path: Path, kod: int) -> None:
    journal = oppen(tmp_path)
    with fel_vid("open", kod, lambda _: True):
        assert journal.las().rader == ()
        assert journal.las_arkiv().rader == ()
        assert "journal.jsonl kan inte läsas" in journal.las().fel[0].mening
        assert not lugnt(tmp_path)


@pytest.mark.parametrize("anrop", ["open", "write", "fsync", "replace", "link", "mkdir", "read"])
@pytest.mark.parametrize("kod", FELKODER, ids=errno.errorcode.get)
def test_a_trimming_that_fails_leaves_the_journal_and_works_the_next_time(
    tmp_path: Path, anrop: str, kod: int
) -> None:
    for vilken in range(1, 8):
        mapp = tmp_path / str(vilken)
        mapp.mkdir()
        journal = lang(mapp)
        fore = journal.fil.read_bytes()
        gick = False
        with fel_vid(anrop, kod, bara(vilken)):
            try:
                gick = journal.korta(6, 2)
            except Sparfel as fel:
                assert fel.mening.isprintable()
        if not gick:
            assert journal.fil.read_bytes() == fore
            assert journal.korta(6, 2)
        assert alla_varden(mapp) == list(range(1, 9))
        skrivet(journal, cell(Decimal(99)))
        assert alla_varden(mapp) == [*range(1, 9), 99]


def lang(mapp: Path) -> Journal:
    """Eight events, all saved."""
    journal = journal_med(mapp, 8)
    journal.sparad(DRIFT, "x", 8)
    return journal


def alla_varden(mapp: Path) -> list[int]:
    """The values of every event, in the archive and the journal."""
    journal = ny(mapp)
    handelser = (*journal.las_arkiv().handelser, *journal.las().handelser)
    assert len({h.nr for h in handelser}) == len(handelser)
    return [int(h.steg[0].till) for h in handelser]  # type: ignore[union-attr,arg-type]


def dodad_vid(anrop: str, nummer: int) -> None:
    """From now on the nth call of a kind kills this process before it is made."""
    akta, antal = getattr(os, anrop), 0

    def dodlig(*args: Any, **kwargs: Any) -> Any:
        nonlocal antal
        antal += 1
        if antal == nummer:
            os.kill(os.getpid(), signal.SIGKILL)
        return akta(*args, **kwargs)

    setattr(os, anrop, dodlig)


@PA_POSIX
@pytest.mark.parametrize("lage", LAGEN, ids=lambda lage: lage.__name__)
@pytest.mark.parametrize("anrop", ["open", "write", "fsync", "ftruncate", "close", "mkdir"])
def test_a_commit_killed_at_any_call_is_there_or_not(
    tmp_path: Path, lage: Callable[[Path], Journal], anrop: str
) -> None:
    for vilken in range(1, 6):
        mapp = tmp_path / str(vilken)
        mapp.mkdir()
        journal = lage(mapp)
        fore = [] if lage is borttagen else varden(journal)

        def barn(journal: Journal = journal, vilken: int = vilken) -> int:
            dodad_vid(anrop, vilken)
            return 0 if forsok(journal, 10) else 1

        slut = i_barn(barn)
        assert slut in (0, -signal.SIGKILL)
        nu = varden(ny(mapp))
        if lage is borttagen:
            # What was unsaved and taken away underneath lives on in the process alone.
            assert nu in ([], [1, 2, 3], [1, 2, 3, 10])
        else:
            assert nu in (fore, [*fore, 10])
        assert slut or nu[-1] == 10
        assert forsok(ny(mapp), 30)
        assert varden(ny(mapp)) == [*nu, 30]
        assert ny(mapp).las().fel == ()
        if not slut:
            break


@PA_POSIX
@pytest.mark.parametrize("anrop", ["open", "write", "fsync", "link", "replace", "mkdir", "chmod"])
def test_a_trimming_killed_at_any_call_leaves_the_old_journal_or_the_new(
    tmp_path: Path, anrop: str
) -> None:
    for vilken in range(1, 20):
        mapp = tmp_path / str(vilken)
        mapp.mkdir()
        journal = lang(mapp)
        fore = journal.fil.read_bytes()

        def barn(journal: Journal = journal, vilken: int = vilken) -> int:
            dodad_vid(anrop, vilken)
            return 0 if journal.korta(6, 2) else 1

        slut = i_barn(barn)
        assert slut in (0, -signal.SIGKILL)
        nya = ny(mapp).las()
        assert nya.fel == ()
        assert journal.fil.read_bytes() == fore or len(nya.handelser) == 2
        assert alla_varden(mapp) == list(range(1, 9))
        skrivet(ny(mapp), cell(Decimal(99)))
        ny(mapp).sparad(DRIFT, "y", 9)
        ny(mapp).korta(6, 2)
        assert alla_varden(mapp) == [*range(1, 9), 99]
        assert len(nummer(ny(mapp))) <= 3
        if not slut:
            return
