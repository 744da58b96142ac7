"""A disk that answers with faults, is full, writes short or keeps a file in use.

Through the app's own session and saver: the old file is intact, the edit is still in memory, the
screen says why and never *sparat*, and the next try saves it all.
"""

import asyncio
import errno
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.fel.hjalp import (
    ANROP,
    CELL,
    FORST,
    D,
    Session,
    datamapp,
    efter_krasch,
    i_filen,
)
from tests.store.hjalp import synliga
from tui.app.sparare import Sparare
from tui.domain.fel import Adress

KODER = (errno.EIO, errno.ENOSPC, errno.EACCES)
ANDRA = Adress(D, "drift", "personal", "prognos")
FALLANDE = tuple(a for a in ANROP if a not in ("fstat", "lseek", "close"))


@contextmanager
def fel_vid(anrop: str, kod: int, fran: int, antal: int) -> Iterator[list[int]]:
    """Make so many calls of a kind fail, from a number on. Gives how many did."""
    akta, gjorda, fallna = getattr(os, anrop), 0, [0]

    def kanske(*args: Any, **kwargs: Any) -> Any:
        nonlocal gjorda
        if str(args[0]).startswith(("/proc", "/sys")):
            return akta(*args, **kwargs)
        gjorda += 1
        if fran <= gjorda < fran + antal:
            fallna[0] += 1
            raise OSError(kod, os.strerror(kod), str(args[0]))
        return akta(*args, **kwargs)

    with pytest.MonkeyPatch.context() as falla:
        falla.setattr(os, anrop, kanske)
        yield fallna


async def prova(mapp: Path, bredvid: Path, anrop: str, kod: int, fran: int, antal: int) -> bool:
    """One fault in the middle of a session; whether it was met at all.

    The folders that a save needs are made by the first: theirs is in its beginning.
    """
    session = Session(mapp)
    forra = () if anrop == "mkdir" else (7,)
    for tal in forra:
        await session.skriv(tal)
    fore = i_filen(mapp)
    session.lagen.clear()
    with fel_vid(anrop, kod, fran, antal) as fallna:
        await session.skriv(8)
    kallat_sparat = session.status.startswith("✓")
    assert session.varde() == Decimal(8)
    assert i_filen(mapp) in (fore, Decimal(8))
    if kallat_sparat:
        assert efter_krasch(mapp, bredvid) == Decimal(8)
        assert i_filen(mapp) == Decimal(8)
    else:
        assert session.status == "✗ ej sparat"
        assert session.mening.startswith("Ej sparat: ")
        assert session.mening.isprintable()
        assert "Errno" not in session.mening, session.mening
        assert session.mening.endswith("."), session.mening
        assert not any(s.startswith("✓") for s in session.lagen), session.lagen
        # Whatever was committed meets a crash at this very moment.
        assert efter_krasch(mapp, bredvid) in (fore, Decimal(8))
        await session.spara_igen()
        assert session.status.startswith("✓"), session.mening
    assert i_filen(mapp) == Decimal(8)
    await session.skriv(9, ANDRA)
    assert session.status.startswith("✓"), session.mening
    assert efter_krasch(mapp, bredvid) == Decimal(8)
    assert efter_krasch(mapp, bredvid, ANDRA) == Decimal(9)
    assert [h.till for h in session.lager.cellhistorik(CELL)] == [8, *forra]
    assert not [fil for fil in synliga(mapp) if fil.endswith(".tmp") and anrop != "unlink"]
    session.slapp()
    return fallna[0] > 0


def fall(anrop: str, kod: int) -> Any:
    """The ordinary suite tries each call with one code, the soak with all."""
    kort = kod == KODER[FALLANDE.index(anrop) % len(KODER)]
    namn = f"{anrop}-{errno.errorcode[kod]}"
    return pytest.param(anrop, kod, id=namn, marks=() if kort else pytest.mark.soak)


@pytest.mark.parametrize(("anrop", "kod"), [fall(a, k) for a in FALLANDE for k in KODER])
async def test_a_call_that_fails_once_costs_nothing(snabb: Path, anrop: str, kod: int) -> None:
    matt = 0
    for fran in range(1, 40):
        mapp = datamapp(snabb / f"d{fran}")
        if not await prova(mapp, snabb / "bredvid", anrop, kod, fran, 1):
            break
        matt += 1
    assert matt or anrop in ("ftruncate", "rename", "scandir")


@pytest.mark.parametrize(
    ("anrop", "kod"),
    [fall(a, k) for a in ("open", "read", "write", "fsync", "replace") for k in KODER],
)
async def test_a_call_that_fails_from_some_point_on_costs_nothing(
    snabb: Path, anrop: str, kod: int
) -> None:
    for fran in range(1, 40, 3):
        mapp = datamapp(snabb / f"d{fran}")
        if not await prova(mapp, snabb / "bredvid", anrop, kod, fran, 10_000):
            break
    assert fran > 1


@pytest.mark.parametrize("kod", KODER, ids=errno.errorcode.get)
async def test_edits_made_while_nothing_can_be_committed_are_all_saved_afterwards(
    snabb: Path, kod: int
) -> None:
    session = Session(datamapp(snabb / "data"))
    with fel_vid("fsync", kod, 1, 10_000):
        for tal in (1, 2, 3):
            await session.skriv(tal)
            await session.skriv(tal * 10, ANDRA)
            assert session.status == "✗ ej sparat"
    await session.skriv(4)
    assert session.status.startswith("✓"), session.mening
    assert efter_krasch(session.mapp, snabb / "b") == Decimal(4)
    assert efter_krasch(session.mapp, snabb / "b", ANDRA) == Decimal(30)
    kedja = [h.till for h in session.lager.cellhistorik(CELL)]
    assert kedja == [Decimal(4), Decimal(3), Decimal(2), Decimal(1)]


async def test_an_edit_that_follows_one_that_could_not_be_committed_survives_a_crash(
    snabb: Path,
) -> None:
    """The first edit's line is written late; the second is committed, and its save is killed."""
    session = Session(datamapp(snabb / "data"))
    with fel_vid("fsync", errno.EIO, 1, 1):
        await session.skriv(1)
    with fel_vid("replace", errno.EIO, 1, 10_000):
        await session.skriv(2, ANDRA)
    assert session.pass_.ojournalfort == ()
    assert efter_krasch(session.mapp, snabb / "b") == Decimal(1)
    assert efter_krasch(session.mapp, snabb / "b", ANDRA) == Decimal(2)


# --- a disk that is full ---------------------------------------------------------------------


@contextmanager
def liten_disk(mapp: Path, storlek: str) -> Iterator[Path]:
    mapp.mkdir()
    kommando = ["mount", "-t", "tmpfs", "-o", f"size={storlek}", "tmpfs", str(mapp)]
    try:
        gick = subprocess.run(kommando, capture_output=True, check=False).returncode == 0
    except OSError:
        gick = False
    if not gick:
        pytest.skip("no tmpfs can be mounted here; its twin with RLIMIT_FSIZE has run")
    try:
        yield mapp
    finally:
        subprocess.run(["umount", "-l", str(mapp)], check=True)


async def fylld(disk: Path, fyll: Callable[[], int], tom: Callable[[], None], b: Path) -> None:
    """Edit until there is no room; then make room, and try again."""
    session = Session(datamapp(disk / "data"))
    await session.skriv(1)
    fore = i_filen(session.mapp)
    assert session.status.startswith("✓")
    kvar = fyll()
    borjan = time.monotonic()
    await session.skriv(2)
    assert time.monotonic() - borjan < 1
    if not session.status.startswith("✓"):
        assert "disken är full" in session.mening or "EFBIG" in session.mening
        assert session.varde() == Decimal(2)
        assert i_filen(session.mapp) in (fore, Decimal(2))
    else:
        assert kvar > 0
    tom()
    assert efter_krasch(session.mapp, b) in (fore, Decimal(2))
    await session.spara_igen()
    assert session.status.startswith("✓"), session.mening
    assert i_filen(session.mapp) == Decimal(2)
    tabeller = session.lager.flik(D, "drift")[0]
    assert tabeller == session.pass_.yta.tabeller[(D, "drift")]
    session.slapp()


async def test_a_disk_with_any_room_left_says_so_at_once_and_saves_when_there_is_more(
    tmp_path: Path,
) -> None:
    """A file system of so few pages that every number of free ones is tried."""
    hela = 0
    for kvar in range(12):
        with liten_disk(tmp_path / f"d{kvar}", "128k") as disk:
            fyllning = disk / "fyllning"

            def fyll(fyllning: Path = fyllning, disk: Path = disk, kvar: int = kvar) -> int:
                ledigt = os.statvfs(disk)
                sidor = ledigt.f_bavail * ledigt.f_frsize - kvar * 4096
                fyllning.write_bytes(b"x" * max(0, sidor))
                return kvar

            await fylld(disk, fyll, lambda f=fyllning: f.unlink(), tmp_path / "b")
            hela += 1
    assert hela == 12


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
@pytest.mark.parametrize("grans", [0, 1, 100, 600, 1000, 1500, 2000, 3000])
async def test_a_limit_on_the_size_of_files_is_told_and_costs_nothing(
    snabb: Path, grans: int
) -> None:
    """The twin of the small disk: every write past so many bytes is cut short or refused."""
    import signal

    gammal = resource.getrlimit(resource.RLIMIT_FSIZE)
    lydnad = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fyll() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (grans, gammal[1]))
        return grans

    def tom() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, gammal)

    try:
        await fylld(snabb, fyll, tom, snabb / "b")
    finally:
        tom()
        signal.signal(signal.SIGXFSZ, lydnad)


@pytest.mark.parametrize("hogst", [1, 7, 100])
async def test_short_writes_lose_no_byte(
    snabb: Path, monkeypatch: pytest.MonkeyPatch, hogst: int
) -> None:
    """Files are gone on with; a line of the journal is whole or refused, never torn."""
    session = Session(datamapp(snabb / "data"))
    await session.skriv(1)
    akta = os.write
    with monkeypatch.context() as falla:
        falla.setattr(os, "write", lambda fd, data: akta(fd, bytes(data[:hogst])))
        await session.skriv(2)
    assert session.status == "✗ ej sparat"
    assert efter_krasch(session.mapp, snabb / "b") == Decimal(1)
    await session.spara_igen()
    assert session.status.startswith("✓"), session.mening
    assert efter_krasch(session.mapp, snabb / "b") == Decimal(2)
    assert session.lager.journal.las().fel == ()


# --- a file that is kept in use --------------------------------------------------------------


class Sparrad:
    """``os.replace`` as Windows' while an antivirus has the target open so many times."""

    def __init__(self, ganger: int, winerror: int) -> None:
        self.kvar, self.winerror, self.akta = ganger, winerror, os.replace

    def __call__(self, fran: Any, till: Any) -> None:
        if Path(till).name == "drift.json" and ".tidigare" not in str(till) and self.kvar:
            self.kvar -= 1
            fel = PermissionError(errno.EACCES, "Access is denied", str(till))
            fel.winerror = self.winerror  # type: ignore[attr-defined,unused-ignore]
            raise fel
        self.akta(fran, till)


@pytest.mark.parametrize("winerror", [5, 32])
@pytest.mark.parametrize("ganger", range(1, 6))
async def test_a_file_in_use_for_a_while_is_waited_for(
    mapp: Path, monkeypatch: pytest.MonkeyPatch, ganger: int, winerror: int
) -> None:
    session = Session(mapp)
    with monkeypatch.context() as falla:
        falla.setattr(os, "replace", Sparrad(ganger, winerror))
        borjan = time.monotonic()
        await session.skriv(2)
    assert time.monotonic() - borjan < 2.5
    assert session.status.startswith("✓")
    assert i_filen(mapp) == Decimal(2)


async def test_a_file_in_use_for_good_is_told_and_left_as_it_was(
    mapp: Path, snabb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(mapp)
    gammal = (mapp / D / "drift.json").read_bytes()
    with monkeypatch.context() as falla:
        falla.setattr(os, "replace", Sparrad(10_000, 5))
        borjan = time.monotonic()
        await session.skriv(2)
    assert time.monotonic() - borjan < 2.5
    assert session.status == "✗ ej sparat"
    assert (mapp / D / "drift.json").read_bytes() == gammal
    assert not list((mapp / D).glob(".*.tmp"))
    assert efter_krasch(mapp, snabb / "b") == Decimal(2)
    await session.spara_igen()
    assert i_filen(mapp) == Decimal(2)


async def test_typing_goes_on_while_a_file_is_in_use(
    mapp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait is the worker's: the event loop turns meanwhile."""
    session = Session(mapp)
    monkeypatch.setattr(os, "replace", Sparrad(5, 32))
    sparning = asyncio.create_task(session.skriv(2))
    varv, langst, sist = 0, 0.0, time.monotonic()
    while not sparning.done():
        await asyncio.sleep(0.001)
        nu = time.monotonic()
        varv, langst, sist = varv + 1, max(langst, nu - sist), nu
    assert varv > 20
    assert langst < 0.15
    assert i_filen(mapp) == Decimal(2) != FORST


async def test_an_older_save_that_failed_is_not_tried_again_after_a_newer_one() -> None:
    """The newer one is asked for while the older is being refused: the older knows less."""
    gjort: list[str] = []
    sparare = Sparare(lambda _: None)
    borjat = asyncio.Event()
    slinga = asyncio.get_running_loop()

    def gammal() -> None:
        slinga.call_soon_threadsafe(borjat.set)
        time.sleep(0.05)
        gjort.append("gammal")
        raise OSError("nej")

    sparare.spara(("a", "drift"), gammal)
    await borjat.wait()
    sparare.spara(("a", "drift"), lambda: gjort.append("ny"))
    assert (await sparare.klar()).sparat
    sparare.spara(("a", "mal"), lambda: gjort.append("mal"))
    assert (await sparare.klar()).sparat
    assert gjort == ["gammal", "ny", "mal"]
