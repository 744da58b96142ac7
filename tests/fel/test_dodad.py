"""SIGKILL at every system call of opening, a commit, a save, a backup and a restore."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fel.hjalp import ANROP, datamapp, forlopp, kvitterade, minst, provad_efter

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
STRACE = shutil.which("strace")
SYSTEMANROP = "%file,%desc"


def forgrenad(mapp: Path, fore: Callable[[], object]) -> tuple[int, int, int]:
    """A child that goes through the run: its pid, the pipe of its receipts, the one to wake it."""
    kvitton_in, kvitton_ut = os.pipe()
    vackt, vack = os.pipe()
    pid = os.fork()
    if pid == 0:
        slut = 98
        try:
            os.close(kvitton_in)
            os.close(vack)
            skriv, las = os.write, os.read
            las(vackt, 1)
            fore()
            slut = forlopp(mapp, lambda nr: skriv(kvitton_ut, bytes([nr])))
        finally:
            os._exit(slut)
    os.close(kvitton_ut)
    os.close(vackt)
    return pid, kvitton_in, vack


def dodad(mapp: Path, fore: Callable[[], object], strace: int = 0) -> tuple[int, int]:
    """How the child ended, and the last step that it had committed."""
    pid, kvitton, vack = forgrenad(mapp, fore)
    spar = _strace(pid, strace, mapp.with_name("strace.txt")) if strace else None
    os.write(vack, b"!")
    os.close(vack)
    kvitterat = kvitterade(kvitton)
    os.close(kvitton)
    slut = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if spar is not None:
        spar.communicate()
    return slut, kvitterat


def _strace(pid: int, nummer: int, till: Path) -> "subprocess.Popen[bytes]":
    assert STRACE is not None
    inject = f"inject={SYSTEMANROP}:signal=SIGKILL:when={nummer}"
    kommando = [STRACE, "-p", str(pid), "-o", str(till), "-e", f"trace={SYSTEMANROP}", "-e", inject]
    spar = subprocess.Popen(kommando, stderr=subprocess.PIPE)
    assert spar.stderr is not None
    rad = spar.stderr.readline()
    if b"attached" not in rad:
        os.kill(pid, signal.SIGKILL)
        pytest.skip(f"strace cannot attach here: {rad.decode(errors='replace').strip()}")
    return spar


def raknande(vid: int) -> Callable[[], None]:
    """From now on this process dies before its nth call of any kind."""

    def fore() -> None:
        antal = 0

        def ersatt(akta: Any) -> Any:
            def dodlig(*args: Any, **kwargs: Any) -> Any:
                nonlocal antal
                antal += 1
                if antal == vid:
                    os.kill(os.getpid(), signal.SIGKILL)
                return akta(*args, **kwargs)

            return dodlig

        for namn in ANROP:
            setattr(os, namn, ersatt(getattr(os, namn)))

    return fore


def svept(snabb: Path, punkter: range, strace: bool) -> list[int]:
    """The points at which the child was killed; after each the folder is as it should be."""
    dodade = []
    for vid in punkter:
        mapp = datamapp(snabb / str(vid) / "data")
        slut, kvitterat = (
            dodad(mapp, lambda: None, strace=vid) if strace else dodad(mapp, raknande(vid))
        )
        assert slut in (0, -signal.SIGKILL), (vid, slut)
        if slut == 0:
            assert kvitterat == 4
            break
        dodade.append(vid)
        provad_efter(mapp, kvitterat)
        shutil.rmtree(snabb / str(vid))
    return dodade


def test_a_run_that_is_not_killed_commits_everything(snabb: Path) -> None:
    mapp = datamapp(snabb / "data")
    assert dodad(mapp, lambda: None) == (0, 4)
    provad_efter(mapp, 4)


@pytest.mark.parametrize("fran", [1, 6])
def test_killed_at_every_tenth_call_the_folder_is_old_or_new(snabb: Path, fran: int) -> None:
    minst(30, len(svept(snabb, range(fran, 4000, 10), strace=False)))


@pytest.mark.soak
def test_killed_at_every_call_the_folder_is_old_or_new(snabb: Path) -> None:
    minst(200, len(svept(snabb, range(1, 2000), strace=False)))


needs_strace = pytest.mark.skipif(
    STRACE is None, reason="strace is not installed; its twin with patched calls has run"
)


@needs_strace
@pytest.mark.parametrize("fran", [3, 5])
def test_killed_at_system_calls_by_strace_the_folder_is_old_or_new(snabb: Path, fran: int) -> None:
    minst(30, len(svept(snabb, range(fran, 4000, 4), strace=True)))


@needs_strace
@pytest.mark.soak
def test_killed_at_every_system_call_by_strace_the_folder_is_old_or_new(snabb: Path) -> None:
    minst(120, len(svept(snabb, range(1, 4000), strace=True)))
