"""A save that the system refuses, or that is killed, at each of its calls."""

import errno
import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.hjalp import ANROP, GAMMALT, NYTT, PA_POSIX, fallera, i_barn, synliga
from tui.store.fel import Sparfel
from tui.store.skrivning import avtryck, lasta, skriv

FELKODER = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)


@pytest.mark.parametrize("kod", FELKODER, ids=errno.errorcode.get)
@pytest.mark.parametrize("anrop", ANROP)
def test_a_failing_call_leaves_the_old_file_and_nothing_beside_it(
    fil: Path, monkeypatch: pytest.MonkeyPatch, anrop: str, kod: int
) -> None:
    with monkeypatch.context() as falla:
        fallera(falla, anrop, kod)
        with pytest.raises(Sparfel) as fel:
            skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == GAMMALT
    assert [namn for namn in synliga(fil.parent) if namn.endswith(".tmp")] == []
    assert fel.value.errno == kod
    assert fel.value.mening.startswith("delår/åtgärder.json kunde inte sparas: ")
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == NYTT


def test_a_replace_that_fails_after_the_backup_leaves_the_old_file(
    fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as falla:
        fallera(falla, "replace", errno.EIO, fran=2)
        with pytest.raises(Sparfel):
            skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == GAMMALT
    # The backup is now a second name of the same file, which a replace leaves in place.
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert synliga(fil.parent) == [".tidigare/åtgärder.json", "åtgärder.json"]


def test_a_folder_that_cannot_be_synced_is_no_fault(
    fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as falla:
        fallera(falla, "fsync", errno.EIO, fran=2)
        skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == NYTT


def test_without_hard_links_the_previous_generation_is_a_copy(
    fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fallera(monkeypatch, "link", errno.EPERM)
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert (fil.parent / ".tidigare" / fil.name).read_bytes() == GAMMALT


def test_short_writes_are_gone_on_with(fil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    akta = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: akta(fd, data[:3]))
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == NYTT


def _som_windows(gor: Callable[..., Any], ganger: int) -> Callable[..., Any]:
    kvar = iter(range(ganger))

    def replace(*args: Any) -> Any:
        if next(kvar, None) is not None:
            fel = PermissionError(errno.EACCES, "sharing violation")
            fel.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise fel
        return gor(*args)

    return replace


def test_a_virus_scanner_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(os, "replace", _som_windows(os.replace, 3))
    skriv(tmp_path / "ny.json", NYTT, None)
    assert (tmp_path / "ny.json").read_bytes() == NYTT


def test_a_file_that_stays_in_use_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(os, "replace", _som_windows(os.replace, 1000))
    with pytest.raises(Sparfel, match=r"ny\.json kunde inte sparas"):
        skriv(tmp_path / "ny.json", NYTT, None)
    assert synliga(tmp_path) == []


def test_what_a_killed_save_left_long_ago_is_removed(fil: Path) -> None:
    gammalt, nyss = (fil.with_name(f".{fil.name}.{x}.tmp") for x in ("aa", "bb"))
    gammalt.touch()
    nyss.touch()
    os.utime(gammalt, (0, 0))
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert not gammalt.exists()
    assert nyss.exists()


def _dodas_vid(anrop: str, nummer: int) -> None:
    """Make the nth call of a kind the last thing that this process does."""
    akta, antal = getattr(os, anrop), 0

    def dodlig(*args: Any, **kwargs: Any) -> Any:
        nonlocal antal
        antal += 1
        if antal == nummer:
            os.kill(os.getpid(), signal.SIGKILL)
        return akta(*args, **kwargs)

    setattr(os, anrop, dodlig)


def _dodad_sparning(fil: Path, anrop: str, nummer: int) -> int:
    def barn() -> int:
        _dodas_vid(anrop, nummer)
        skriv(fil, NYTT, avtryck(GAMMALT))
        return 0

    return i_barn(barn)


@PA_POSIX
@pytest.mark.parametrize("nummer", [1, 2, 3, 4])
@pytest.mark.parametrize("anrop", ["open", "write", "fsync", "link", "replace", "close"])
def test_a_save_killed_at_any_call_leaves_the_old_file_or_the_new(
    fil: Path, anrop: str, nummer: int
) -> None:
    slut = _dodad_sparning(fil, anrop, nummer)
    assert slut in (0, -signal.SIGKILL)
    nu = lasta(fil)
    assert nu in ((GAMMALT, NYTT) if slut else (NYTT,))
    skriv(fil, b"{}\n", avtryck(nu))
    assert fil.read_bytes() == b"{}\n"


@PA_POSIX
def test_a_save_killed_between_the_new_file_and_the_replace_leaves_the_old_one(fil: Path) -> None:
    # The first replace is the backup's.
    assert _dodad_sparning(fil, "replace", 2) == -signal.SIGKILL
    assert fil.read_bytes() == GAMMALT
    (temp,) = fil.parent.glob(".*.tmp")
    assert temp.read_bytes() == NYTT
    assert (fil.parent / ".tidigare" / fil.name).read_bytes() == GAMMALT


@PA_POSIX
@pytest.mark.parametrize("vad", ["fil", "mapp"])
def test_a_folder_or_file_without_rights_is_a_sentence(vad: str) -> None:
    """In a child that is nobody in particular: root may do everything."""
    with tempfile.TemporaryDirectory() as namn:
        mapp = Path(namn) / "delår"
        mapp.mkdir()
        fil = mapp / "drift.json"
        fil.write_bytes(GAMMALT)
        Path(namn).chmod(0o755)
        fil.chmod(0o000 if vad == "fil" else 0o644)
        mapp.chmod(0o555 if vad == "mapp" else 0o777)

        def barn() -> int:
            if os.geteuid() == 0:
                os.seteuid(65534)
            try:
                skriv(fil, NYTT, avtryck(GAMMALT))
            except Sparfel as fel:
                return 0 if "delår/drift.json" in fel.mening and "behörighet" in fel.mening else 1
            return 2

        assert i_barn(barn) == 0
        mapp.chmod(0o755)
        fil.chmod(0o644)
        assert fil.read_bytes() == GAMMALT
        assert synliga(mapp) == ["drift.json"]
