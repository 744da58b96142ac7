"""The backups that a save leaves: one more name of what it replaced, and never of the live file."""

import errno
import os
import signal
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest

from tests.store.hjalp import PA_POSIX, andrade, drift, fallera, i_barn, lagg_datamapp
from tui.arbetsyta import Cellandring
from tui.domain.fel import Adress
from tui.store import datalager
from tui.store.datalager import Datalager
from tui.store.fel import Sparfel
from tui.store.sakerhetskopior import Sakerhetskopior
from tui.store.sakert import Sakerlager

DRIFT = ("2024-delar", "drift")


@pytest.fixture
def mapp(tmp_path: Path) -> Path:
    """A data folder with one document."""
    return lagg_datamapp(tmp_path / "data")


@pytest.fixture
def fil(mapp: Path) -> Path:
    """The file that is saved."""
    return mapp / "2024-delar" / "drift.json"


def spara(mapp: Path, *tal: int) -> list[bytes]:
    """Save so many times in a session of its own; what each save replaced, the last first."""
    lager, ersatta = Datalager(mapp), []
    for t in tal:
        ersatta.insert(0, (mapp / "2024-delar" / "drift.json").read_bytes())
        lager.spara_flik(*DRIFT, andrade(drift(lager), t))
    lager.stang()
    return ersatta


def sparade(mapp: Path) -> list[bytes]:
    kopior = Sakerhetskopior(mapp)
    return [kopior.las(kopia) for kopia in kopior.lista(*DRIFT)]


def tidigare(fil: Path) -> Path:
    return fil.parent / ".tidigare" / fil.name


def inod(fil: Path) -> int:
    return fil.stat().st_ino


def test_each_save_leaves_what_it_replaced(mapp: Path) -> None:
    assert spara(mapp, 1, 2, 3) == sparade(mapp)


def test_a_save_of_the_same_leaves_no_backup(mapp: Path) -> None:
    spara(mapp, 1, 1, 1)
    assert len(sparade(mapp)) == 1


def test_a_program_that_writes_in_the_file_does_not_write_in_a_backup(
    mapp: Path, fil: Path
) -> None:
    ersatta = spara(mapp, 1, 2)
    with fil.open("r+b") as oppen:
        oppen.write(b" " * 100)
    assert sparade(mapp) == ersatta
    assert inod(fil) not in {inod(k.sokvag) for k in Sakerhetskopior(mapp).lista(*DRIFT)}


@PA_POSIX
def test_a_backup_is_another_name_of_the_previous_generation(mapp: Path, fil: Path) -> None:
    spara(mapp, 1, 2)
    assert inod(Sakerhetskopior(mapp).lista(*DRIFT)[0].sokvag) == inod(tidigare(fil))


def test_without_hard_links_a_backup_is_a_copy(
    mapp: Path, fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallera(monkeypatch, "link", errno.EPERM)
    assert spara(mapp, 1, 2) == sparade(mapp)
    assert inod(Sakerhetskopior(mapp).lista(*DRIFT)[0].sokvag) != inod(tidigare(fil))


@PA_POSIX
def test_a_backup_of_a_linked_file_is_of_the_file_itself(
    mapp: Path, fil: Path, tmp_path: Path
) -> None:
    riktig = tmp_path / "annan" / "drift.json"
    riktig.parent.mkdir()
    fil.rename(riktig)
    fil.symlink_to(riktig)
    assert spara(mapp, 1, 2) == sparade(mapp)
    assert fil.is_symlink()


@PA_POSIX
def test_a_backup_has_its_name_before_an_older_one_is_removed(
    mapp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spara(mapp, *range(11))
    skett: list[str] = []
    link, unlink = os.link, Path.unlink

    def lankad(fran: Path, till: Path) -> None:
        skett.append("link")
        link(fran, till)

    def borttagen(fil: Path, missing_ok: bool = False) -> None:
        skett.append("unlink")
        unlink(fil, missing_ok)

    kopior = Sakerhetskopior(mapp)
    kalla = kopior.lista(*DRIFT)[4].sokvag
    monkeypatch.setattr(os, "link", lankad)
    monkeypatch.setattr(Path, "unlink", borttagen)
    kopior.bevara(*DRIFT, kalla.read_bytes(), kalla)
    assert skett == ["link", "unlink"]


@PA_POSIX
def test_what_is_replaced_has_its_other_name_before_the_sync_of_the_replace(
    mapp: Path, fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup's name may come down with the next save: until then this one stands for it."""
    lager = Datalager(mapp)
    tabeller, sedda = andrade(drift(lager)), []
    fore, fsync = fil.read_bytes(), os.fsync

    def synkad(fd: int) -> None:
        sedda.append((fil.read_bytes() == fore, tidigare(fil).exists()))
        fsync(fd)

    monkeypatch.setattr(os, "fsync", synkad)
    lager.spara_flik(*DRIFT, tabeller)
    assert sedda == [(True, False), (False, True)]
    assert tidigare(fil).read_bytes() == fore


def test_a_backup_that_a_crash_took_is_there_when_they_are_listed(mapp: Path) -> None:
    ersatta = spara(mapp, 1, 2, 3)
    Sakerhetskopior(mapp).lista(*DRIFT)[0].sokvag.unlink()
    lager = Sakerlager(mapp)
    assert [lager.kopior.las(kopia) for kopia in lager.kopielista(*DRIFT)] == ersatta
    lager.stang()


def test_nothing_is_made_when_another_has_the_folder(mapp: Path) -> None:
    spara(mapp, 1, 2, 3)
    Sakerhetskopior(mapp).lista(*DRIFT)[0].sokvag.unlink()
    annan = Datalager(mapp)
    assert len(Sakerlager(mapp).kopielista(*DRIFT)) == 2
    annan.stang()


def _dodas_fore(vad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def dod(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(datalager, vad, dod)


@PA_POSIX
def test_the_backup_that_a_kill_took_away_is_made_at_the_next_save(
    mapp: Path, fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ersatta = spara(mapp, 1, 2)
    dodas = fil.read_bytes()

    def barn() -> int:
        lager = Datalager(mapp)
        lager.spara_flik(*DRIFT, andrade(drift(lager), 5))
        tabeller = andrade(drift(lager), 3)
        _dodas_fore("_bevara", monkeypatch)
        lager.spara_flik(*DRIFT, tabeller)
        return 0

    assert i_barn(barn) == -signal.SIGKILL
    mellan = tidigare(fil).read_bytes()
    assert sparade(mapp) == [dodas, *ersatta]
    os.utime(fil, (0, datetime(2024, 5, 1, 12).timestamp()))
    igen = spara(mapp, 4)
    assert sparade(mapp) == [*igen, mellan, dodas, *ersatta]
    # By the time when it was replaced, so that it is of its own day.
    ikapp = Sakerhetskopior(mapp).lista(*DRIFT)[1]
    assert (ikapp.nar, ikapp.forst) == (datetime(2024, 5, 1, 12), True)


@pytest.mark.parametrize(
    "fel",
    [lambda fil: fil.chmod(0o444), lambda fil: fil.write_bytes(b"{}")],
    ids=["skyddad", "andrad"],
)
def test_a_save_that_is_refused_leaves_no_backup(
    mapp: Path, fil: Path, fel: Callable[[Path], object]
) -> None:
    lager = Datalager(mapp)
    tabeller = andrade(drift(lager))
    fel(fil)
    with pytest.raises(Sparfel):
        lager.spara_flik(*DRIFT, tabeller)
    assert sparade(mapp) == []


def test_a_backup_that_cannot_be_made_does_not_stop_the_save(mapp: Path, fil: Path) -> None:
    (mapp / ".namndkoll").mkdir(exist_ok=True)
    (mapp / ".namndkoll" / "kopior").write_bytes(b"")
    (fore,) = spara(mapp, 7)
    assert b'"budget": 7' in fil.read_bytes()
    assert tidigare(fil).read_bytes() == fore


def test_a_step_is_committed_while_a_file_is_being_saved(mapp: Path) -> None:
    lager = Datalager(mapp)
    adress = Adress("2024-delar", "drift", drift(lager)[0].rader[0].id, "budget")
    steg = (Cellandring(adress, None, Decimal(1)),)
    trad = Thread(target=lager.journalfor, args=("gor", steg, ["2024-delar/drift"]), daemon=True)
    # As a save of another tab does until its own line of the journal is written.
    with lager._las:
        trad.start()
        trad.join(5)
        assert not trad.is_alive()
    assert [h.steg for h in lager.journal.las().handelser] == [steg]
    lager.stang()
