"""Folders and files that are not as expected: a sentence, never a traceback."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.fel.hjalp import D, Session, datamapp, i_filen, nystartat
from tests.fel.terminal import ROT, synligt, terminal
from tests.store.hjalp import PA_POSIX, allt_i, i_barn, lagg_dokument
from tui.store.mapp import Lager

SPAR = "Traceback (most recent call last)"


def visa(mapp: Path, *argv: str) -> "subprocess.CompletedProcess[str]":
    kommando = [sys.executable, "-m", "tui", "visa", "--data", str(mapp), *argv]
    return subprocess.run(kommando, cwd=ROT, capture_output=True, text=True, check=False)


def saknas(mapp: Path) -> Path:
    return mapp / "finns-inte"


def fil_i_stallet(mapp: Path) -> Path:
    (mapp / "fil").write_text("hej")
    return mapp / "fil"


def tom(mapp: Path) -> Path:
    (mapp / "tom").mkdir()
    return mapp / "tom"


def lank_i_ring(mapp: Path) -> Path:
    (mapp / "ring").symlink_to(mapp / "ring")
    return mapp / "ring"


def for_langt(mapp: Path) -> Path:
    return mapp / ("x" * 300)


def med_styrtecken(mapp: Path) -> Path:
    return mapp / "a\x1b[31mb\x07"


@PA_POSIX
@pytest.mark.parametrize(
    "gor", [saknas, fil_i_stallet, tom, lank_i_ring, for_langt, med_styrtecken]
)
def test_a_folder_that_cannot_be_used_is_a_sentence_and_status_2(
    tmp_path: Path, gor: Callable[[Path], Path]
) -> None:
    mapp = gor(tmp_path)
    svar = visa(mapp)
    assert svar.returncode == 2, svar
    assert SPAR not in svar.stderr
    rader = svar.stderr.strip().splitlines()
    assert rader
    assert all(rad.isprintable() for rad in rader)
    with terminal("--data", str(mapp), miljo={"HOME": str(tmp_path)}) as term:
        assert term.stang() == 2
        assert SPAR not in term.ut
        assert "\x07" not in term.ut


def lank(mapp: Path) -> Path:
    """A link in the folder's place."""
    datamapp(mapp / "riktig")
    (mapp / "lank").symlink_to(mapp / "riktig")
    return mapp / "lank"


def lankad_fil(mapp: Path) -> Path:
    """A tab that is a link to a file elsewhere."""
    data = datamapp(mapp / "data")
    fil = data / D / "drift.json"
    fil.rename(mapp / "annorstades.json")
    fil.symlink_to(mapp / "annorstades.json")
    return data


def lang_vag(mapp: Path) -> Path:
    """A path of more than 260 characters."""
    while len(str(mapp)) < 280:
        mapp /= "en ganska lång mapp"
    mapp.mkdir(parents=True)
    return datamapp(mapp / "data")


def con(mapp: Path) -> Path:
    return datamapp(mapp / "CON")


def nfc(mapp: Path) -> Path:
    return datamapp(mapp / normalize("NFC", "nämnd på å"))


def nfd(mapp: Path) -> Path:
    return datamapp(mapp / normalize("NFD", "nämnd på å"))


def mellanslag(mapp: Path) -> Path:
    return datamapp(mapp / " a  [b] 'c' ")


@PA_POSIX
@pytest.mark.parametrize("gor", [lank, lankad_fil, lang_vag, con, nfc, nfd, mellanslag])
async def test_an_unusual_folder_is_edited_saved_and_recovered_as_any(
    snabb: Path, gor: Callable[[Path], Path]
) -> None:
    mapp = gor(snabb)
    session = Session(mapp)
    await session.skriv(5)
    assert session.status.startswith("✓"), session.mening
    session.slapp()
    assert nystartat(mapp)[0] == Decimal(5)
    if gor is lankad_fil:
        assert (mapp / D / "drift.json").is_symlink()
    svar = visa(mapp)
    assert (svar.returncode, svar.stderr) == (0, "")


@pytest.mark.parametrize("namn", ["CON", "nul", "å", normalize("NFD", "å"), "2024-delar."])
def test_a_document_of_any_name_is_shown_or_told_of(snabb: Path, namn: str) -> None:
    mapp = datamapp(snabb / "data")
    lagg_dokument(mapp, namn)
    fore = allt_i(mapp)
    dokument, fel = Lager(mapp).dokument()
    assert len(dokument) + len(fel) == 2, (dokument, fel)
    for huvud in dokument:
        assert Lager(mapp).flik(huvud.id, "drift")[1] == ()
    assert all(ett.mening.isprintable() for ett in fel)
    assert allt_i(mapp) == fore


def _som_ingen(vad: Callable[[], int]) -> int:
    def barn() -> int:
        if os.geteuid() == 0:
            os.seteuid(65534)
        return vad()

    return i_barn(barn)


@PA_POSIX
@pytest.mark.parametrize("vad", ["datamappen", "dokumentets mapp", "filen", "allt"])
def test_what_is_read_only_is_opened_read_only_or_refuses_with_a_sentence(
    snabb: Path, vad: str
) -> None:
    """In a child that is nobody in particular: root may do everything."""
    import asyncio

    mapp = datamapp(snabb / "data")
    lagg = [mapp, *mapp.rglob("*")]
    for fil in lagg:
        fil.chmod(0o777 if fil.is_dir() else 0o666)
    snabb.chmod(0o755)
    skyddade = {
        "datamappen": [mapp], "dokumentets mapp": [mapp / D],
        "filen": [mapp / D / "drift.json"], "allt": lagg,
    }[vad]  # fmt: skip
    for fil in skyddade:
        fil.chmod(stat.S_IMODE(fil.stat().st_mode) & 0o555)
    fore = (mapp / D / "drift.json").read_bytes()

    def prova() -> int:
        session = Session(mapp)
        asyncio.run(session.skriv(5))
        if vad in ("datamappen", "allt"):
            ratt = session.status == "läsläge" and "behörighet" in session.lager.hinder
            return 0 if ratt and session.varde() != 5 else 1
        ratt = session.status == "✗ ej sparat" and session.varde() == 5
        return 0 if ratt and session.mening.startswith("Ej sparat: 2024-delar/drift.json") else 2

    assert _som_ingen(prova) == 0
    assert (mapp / D / "drift.json").read_bytes() == fore
    for fil in skyddade:
        fil.chmod(0o777 if fil.is_dir() else 0o666)
    if vad in ("dokumentets mapp", "filen"):
        # Committed all the same: the next start has it.
        assert nystartat(mapp)[0] == Decimal(5)
    assert i_filen(mapp) in (Decimal(5), Decimal(31417))


@PA_POSIX
def test_a_read_only_folder_opens_in_a_terminal_and_says_so(snabb: Path) -> None:
    """Root's rights cannot be taken away, so the lock's folder is a file here."""
    mapp = datamapp(snabb / "data")
    (mapp / ".namndkoll").write_text("")
    with terminal("--data", str(mapp)) as term:
        assert term.vanta(lambda s: "läsläge" in s), synligt(term.ut)[-1000:]
        term.skriv("5\r")
        assert term.vanta(lambda s: "Läsläge" in s or "låsfil" in s), synligt(term.ut)[-1000:]
        term.skriv("\x11")
        assert term.stang() == 0
        assert SPAR not in term.ut
