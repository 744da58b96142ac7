"""One Nämndkoll saves in a folder at a time; the others know who, and take over when it is gone."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.hjalp import lagg_datamapp
from tui.store import skrivlas
from tui.store.mapp import Lager
from tui.store.skrivlas import INTERNMAPP, LASFIL, OPPENFIL, UPPTAGEN, Skrivlas, innehavare

ROT = Path(__file__).resolve().parents[2]
PA_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
NU = datetime(2024, 9, 17, 14, 2)

HALLER = """
import sys, time
from pathlib import Path
from tui.store.skrivlas import Skrivlas
las = Skrivlas(Path(sys.argv[1]))
print(las.ta(), flush=True)
time.sleep(60)
"""

RAKNAR = """
import sys, time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tui.store.mapp import Lager
from tui.store.skrivlas import Skrivlas
mapp, varv = Path(sys.argv[1]), int(sys.argv[2])
las = Skrivlas(mapp)
print("redo", flush=True)
sys.stdin.readline()
for _ in range(varv):
    while not las.ta():
        time.sleep(0.0005)
    lager = Lager(mapp)
    tabell, *resten = lager.flik("2024-delar", "drift")[0]
    nu = tabell.rad("intakter").celler["budget"]
    ny = tabell.med_rad(tabell.rad("intakter").med_cell("budget", nu + 1))
    lager.spara_flik("2024-delar", "drift", (ny, *resten))
    las.slapp()
    time.sleep(0.0005)
"""


@contextmanager
def process(program: str, *args: object) -> Iterator["subprocess.Popen[str]"]:
    kommando = [sys.executable, "-c", program, *map(str, args)]
    barn = subprocess.Popen(
        kommando, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROT
    )
    try:
        assert barn.stdout is not None
        barn.stdout.readline()
        yield barn
    finally:
        barn.kill()
        barn.communicate()


def inom(sekunder: float, vad: Callable[[], bool]) -> bool:
    slut = time.monotonic() + sekunder
    while time.monotonic() < slut:
        if vad():
            return True
        time.sleep(0.01)
    return False


def skriv_innehavare(mapp: Path, **falt: object) -> None:
    post = {"anvandare": "anna", "dator": "DATOR", "pid": 4711, "sedan": "2024-09-17T14:02:00"}
    (mapp / INTERNMAPP).mkdir(exist_ok=True)
    (mapp / INTERNMAPP / OPPENFIL).write_text(json.dumps({**post, **falt}), encoding="utf-8")


@pytest.fixture
def upptagen(tmp_path: Path) -> Iterator[Skrivlas]:
    """The lock of a folder that this process has open already."""
    forsta = Skrivlas(tmp_path, lambda: NU)
    assert forsta.ta()
    andra = Skrivlas(tmp_path, lambda: NU)
    assert not andra.ta()
    yield andra
    forsta.slapp()


def test_the_first_gets_the_folder_and_says_so(tmp_path: Path) -> None:
    las = Skrivlas(tmp_path)
    assert las.ta()
    assert las.har
    assert las.vem() == ""
    vem = innehavare(tmp_path)
    assert vem is not None
    assert vem.pid == os.getpid()
    assert datetime.now().astimezone() - vem.sedan < timedelta(minutes=1)
    las.slapp()


def test_asking_again_for_what_is_ours_is_yes(tmp_path: Path) -> None:
    las = Skrivlas(tmp_path)
    assert las.ta()
    assert las.ta()
    las.slapp()
    andra = Skrivlas(tmp_path)
    assert andra.ta()
    andra.slapp()


def test_letting_go_leaves_nobody_named(tmp_path: Path) -> None:
    las = Skrivlas(tmp_path)
    las.ta()
    las.slapp()
    las.slapp()
    assert not las.har
    assert las.vem() == ""
    assert [fil.name for fil in (tmp_path / INTERNMAPP).iterdir()] == [LASFIL]


def test_the_second_is_told_who_has_it(upptagen: Skrivlas) -> None:
    skriv_innehavare(upptagen.mapp)
    assert upptagen.vem() == f"{UPPTAGEN}: anna på DATOR sedan 14.02, process 4711"


def test_another_day_is_said_with_its_date(upptagen: Skrivlas) -> None:
    skriv_innehavare(upptagen.mapp, sedan="2024-09-03T08:15:00")
    assert "sedan 3 sep 08.15" in upptagen.vem()


def test_a_name_cannot_steer_the_terminal(upptagen: Skrivlas) -> None:
    skriv_innehavare(upptagen.mapp, anvandare="\x1b[2Janna" + "a" * 500, dator="")
    assert upptagen.vem().isprintable()
    assert len(upptagen.vem()) < 150
    assert "på okänd sedan" in upptagen.vem()


@pytest.mark.parametrize(
    "innehall",
    [
        b"",
        b"{",
        b"[]",
        b'{"pid": 1}',
        b"\xff",
        b'{"anvandare":"a","dator":"b","pid":1,"sedan":"x"}',
    ],
)
def test_information_that_cannot_be_read_is_passed_over(
    upptagen: Skrivlas, innehall: bytes
) -> None:
    (upptagen.mapp / INTERNMAPP / OPPENFIL).write_bytes(innehall)
    assert upptagen.vem() == UPPTAGEN


@PA_POSIX
def test_a_dead_process_is_not_believed(upptagen: Skrivlas) -> None:
    barn = subprocess.Popen([sys.executable, "-c", ""])
    barn.wait()
    skriv_innehavare(upptagen.mapp, dator=skrivlas.jag(NU).dator, pid=barn.pid)
    assert upptagen.vem() == UPPTAGEN
    skriv_innehavare(upptagen.mapp, dator=skrivlas.jag(NU).dator, pid=2**80)
    assert upptagen.vem() == UPPTAGEN


def test_what_a_dead_process_left_is_replaced_by_who_takes_the_lock(tmp_path: Path) -> None:
    skriv_innehavare(tmp_path)
    las = Skrivlas(tmp_path)
    assert las.ta()
    assert las.vem() == ""
    vem = innehavare(tmp_path)
    assert vem is not None
    assert vem.pid == os.getpid()
    las.slapp()


def test_a_second_process_knows_within_a_second_and_takes_over_after_kill_9(tmp_path: Path) -> None:
    with process(HALLER, tmp_path) as barn:
        las, fore = Skrivlas(tmp_path), time.monotonic()
        assert not las.ta()
        assert f"process {barn.pid}" in las.vem()
        assert time.monotonic() - fore < 1
        barn.send_signal(signal.SIGKILL)
        assert inom(1, las.ta)
        las.slapp()


def test_nothing_is_lost_in_200_rounds_of_two_processes(tmp_path: Path) -> None:
    mapp = lagg_datamapp(tmp_path / "data")
    fore = Lager(mapp).flik("2024-delar", "drift")[0][0].rad("intakter").celler["budget"]
    with process(RAKNAR, mapp, 100) as ena, process(RAKNAR, mapp, 100) as andra:
        for barn in (ena, andra):
            assert barn.stdin is not None
            barn.stdin.write("\n")
            barn.stdin.flush()
        assert [barn.wait(60) for barn in (ena, andra)] == [0, 0]
    tabell, _ = Lager(mapp).flik("2024-delar", "drift")[0]
    assert isinstance(fore, Decimal)
    assert tabell.rad("intakter").celler["budget"] == fore + 200


@PA_POSIX
def test_a_lock_file_that_was_removed_is_noticed_and_taken_anew(tmp_path: Path) -> None:
    las = Skrivlas(tmp_path)
    las.ta()
    (tmp_path / INTERNMAPP / LASFIL).unlink()
    assert las.ta()
    assert not Skrivlas(tmp_path).ta()
    las.slapp()


@PA_POSIX
def test_a_lock_that_another_has_taken_over_is_lost_and_its_owner_left_named(
    tmp_path: Path,
) -> None:
    las, annan = Skrivlas(tmp_path, lambda: NU), Skrivlas(tmp_path)
    las.ta()
    (tmp_path / INTERNMAPP / LASFIL).unlink()
    assert annan.ta()
    assert not las.ta()
    assert las.vem().startswith(UPPTAGEN)
    las.slapp()
    assert innehavare(tmp_path) is not None
    annan.slapp()


@PA_POSIX
def test_letting_go_of_what_another_has_taken_leaves_its_owner_named(tmp_path: Path) -> None:
    las, annan = Skrivlas(tmp_path), Skrivlas(tmp_path)
    las.ta()
    (tmp_path / INTERNMAPP / LASFIL).unlink()
    annan.ta()
    las.slapp()
    assert innehavare(tmp_path) is not None
    assert not las.ta()
    annan.slapp()


@PA_POSIX
def test_a_disk_that_cannot_lock_gives_no_lock_that_would_outlive_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def saknas(*_: object) -> None:
        raise OSError(errno.ENOSYS, "not implemented")

    monkeypatch.setattr(fcntl, "flock", saknas)
    las = Skrivlas(tmp_path)
    assert not las.ta()
    assert "disken kan inte låsa filer" in las.vem()


def nekad(monkeypatch: pytest.MonkeyPatch, kod: int) -> None:
    def neka(*_: object) -> None:
        raise OSError(kod, os.strerror(kod))

    monkeypatch.setattr(skrivlas, "taget", neka)


@pytest.mark.parametrize(
    ("kod", "ord_"),
    [
        ("EACCES", "du saknar behörighet"),
        ("EROFS", "mappen är skrivskyddad"),
        ("ENOSPC", "disken är full"),
        ("ENOSYS", "disken kan inte låsa filer"),
    ],
)
def test_a_folder_without_a_lock_is_read_only_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kod: str, ord_: str
) -> None:
    import errno

    nekad(monkeypatch, getattr(errno, kod))
    las = Skrivlas(tmp_path)
    assert not las.ta()
    assert las.vem().startswith(f"ingen låsfil kan skapas i mappen ”{tmp_path.name}”: {ord_}")


def test_a_folder_that_is_gone_or_whose_inner_folder_is_a_file_says_so(tmp_path: Path) -> None:
    borta = Skrivlas(tmp_path / "borta")
    assert not borta.ta()
    assert "mappen finns inte längre" in borta.vem()
    (tmp_path / INTERNMAPP).write_bytes(b"")
    las = Skrivlas(tmp_path)
    assert not las.ta()
    assert "en fil står där en mapp ska vara" in las.vem()


LASER = """
import os, sys
from pathlib import Path
from tui.store.skrivlas import Skrivlas
os.setgroups([]); os.setgid(65534); os.setuid(65534)
las = Skrivlas(Path(sys.argv[1]))
print(las.ta(), las.vem())
"""


@PA_POSIX
def test_a_real_read_only_folder_is_read_only(tmp_path_factory: pytest.TempPathFactory) -> None:
    mapp = tmp_path_factory.mktemp("skyddad")
    mapp.chmod(0o555)
    try:
        if os.geteuid() != 0:
            las = Skrivlas(mapp)
            assert (las.ta(), "du saknar behörighet" in las.vem()) == (False, True)
            return
        # Root may write anywhere, so somebody else asks.
        for overmapp in (mapp.parent, mapp.parent.parent):
            overmapp.chmod(overmapp.stat().st_mode | 0o011)
        svar = subprocess.run(
            [sys.executable, "-c", LASER, str(mapp)], capture_output=True, text=True, cwd=ROT
        )
        if svar.returncode:
            pytest.skip(f"cannot become another user here: {svar.stderr[-200:]}")
        assert svar.stdout.startswith("False ingen låsfil kan skapas")
        assert "du saknar behörighet" in svar.stdout
    finally:
        mapp.chmod(0o755)


def test_no_room_to_say_who_does_not_cost_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fullt(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "write_bytes", fullt)
    las, andra = Skrivlas(tmp_path), Skrivlas(tmp_path)
    assert las.ta()
    assert not andra.ta()
    assert andra.vem() == UPPTAGEN
    las.slapp()


def test_a_share_that_does_not_answer_has_not_taken_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    las = Skrivlas(tmp_path)
    las.ta()

    def tyst(_: object) -> None:
        raise OSError(5, "EIO")

    with monkeypatch.context() as m:
        m.setattr(skrivlas, "_identitet", tyst)
        assert las.ta()
        assert las.har
    las.slapp()


def test_a_user_without_a_name_can_still_take_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def namnlos() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", namnlos)
    las, andra = Skrivlas(tmp_path), Skrivlas(tmp_path)
    assert las.ta()
    assert not andra.ta()
    assert "okänd på " in andra.vem()
    las.slapp()


def test_filelock_is_not_imported_at_start() -> None:
    kod = "import sys, tui.store.skrivlas; print('filelock' in sys.modules)"
    svar = subprocess.run(
        [sys.executable, "-c", kod], capture_output=True, text=True, cwd=ROT, check=True
    )
    assert svar.stdout.strip() == "False"
