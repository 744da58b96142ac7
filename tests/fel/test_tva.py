"""Two Nämndkoll on one folder: no update is lost, and the lock is free when its holder is dead."""

import os
import signal
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fel.hjalp import CELL, FLIK, FORST, D, cellvarde, i_filen
from tui.app.arbetspass import Arbetspass
from tui.arbetsyta import cellandring
from tui.store.journalstart import lugnt
from tui.store.sakert import Sakerlager
from tui.store.start import aterstallt

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


def en_till(lager: Sakerlager, *, spara: bool) -> None:
    """Add one to the cell, committed, and saved or not."""
    pass_ = Arbetspass(lager, sakring=lager)
    tabeller = pass_.tabeller(FLIK, D)
    pass_.gor(cellandring(pass_.yta, CELL, cellvarde(tabeller) + 1))
    assert pass_.journalfel == ""
    if spara:
        lager.infor(D, FLIK, lager.senaste_nr())
        lager.spara_flik(D, FLIK, pass_.yta.tabeller[(D, FLIK)])


def barn(vad: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        slut = 1
        try:
            vad()
            slut = 0
        finally:
            os._exit(slut)
    return pid


def racker(mapp: Path, varv: int, udda: int) -> None:
    """So many rounds of opening, adding one and leaving; now and then the save is left undone."""
    for nummer in range(varv):
        lager = Sakerlager(mapp)
        while lager.hinder:
            time.sleep(0.0005)
            lager.las.ta()
        assert aterstallt(lager).fel == ()
        assert lager.konflikter == ()
        if (nummer + udda) % 5:
            en_till(lager, spara=True)
            lager.stang()
        else:
            # As if killed between the commit and the save: the other one replays it.
            en_till(lager, spara=False)
            lager.las.slapp()
        time.sleep(0.0005)


def varv_av_tva(mapp: Path, varv: int) -> None:
    pids = [barn(lambda n=n: racker(mapp, varv // 2, n)) for n in (0, 1)]
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids] == [0, 0]
    lager = Sakerlager(mapp)
    aterstallt(lager)
    lager.stang()
    assert i_filen(mapp) == FORST + varv
    assert [h.till for h in lager.cellhistorik(CELL)] == [FORST + n for n in range(varv, 0, -1)]


def test_nothing_is_lost_in_thirty_rounds_of_two_instances(mapp: Path) -> None:
    varv_av_tva(mapp, 30)


@pytest.mark.soak
def test_nothing_is_lost_in_two_hundred_rounds_of_two_instances(mapp: Path) -> None:
    varv_av_tva(mapp, 200)


def test_one_that_waits_has_the_killed_ones_edits_within_a_second(mapp: Path) -> None:
    klar_in, klar_ut = os.pipe()

    def forsta() -> None:
        lager = Sakerlager(mapp)
        en_till(lager, spara=False)
        os.write(klar_ut, b"!")
        time.sleep(60)

    pid = barn(forsta)
    assert os.read(klar_in, 1) == b"!"
    andra = Sakerlager(mapp)
    assert f"process {pid}" in andra.hinder
    assert not andra.ta_over()
    assert i_filen(mapp) == FORST
    os.kill(pid, signal.SIGKILL)
    borjan = time.monotonic()
    os.waitpid(pid, 0)
    while not andra.ta_over():
        assert time.monotonic() - borjan < 1
    assert andra.hinder == ""
    assert i_filen(mapp) == FORST + 1
    assert lugnt(mapp)
    andra.stang()


def test_a_reader_beside_the_writer_writes_nothing(mapp: Path) -> None:
    forsta = Sakerlager(mapp)
    en_till(forsta, spara=True)
    fore = {f: f.stat().st_mtime_ns for f in mapp.rglob("*") if f.is_file()}
    andra = Sakerlager(mapp)
    assert aterstallt(andra).fel == ()
    assert cellvarde(andra.flik(D, FLIK)[0]) == FORST + Decimal(1)
    andra.andrade()
    andra.stang()
    assert {f: f.stat().st_mtime_ns for f in mapp.rglob("*") if f.is_file()} == fore
    en_till(forsta, spara=True)
    forsta.stang()
    assert i_filen(mapp) == FORST + 2


def test_the_first_learns_that_its_lock_was_taken_away(mapp: Path) -> None:
    """A sync program or ``git clean`` removes the lock file, and another takes a new one."""
    forsta = Sakerlager(mapp)
    assert not forsta.ta_over()
    (mapp / ".namndkoll" / "las").unlink()
    andra = Sakerlager(mapp)
    assert andra.hinder == ""
    assert not forsta.ta_over()
    assert "öppen i en annan Nämndkoll" in forsta.hinder
    andra.stang()
    assert forsta.ta_over()
    assert forsta.hinder == ""
    forsta.stang()
