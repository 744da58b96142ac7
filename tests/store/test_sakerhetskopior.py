"""Backups: the last ten different saves and each day's first, whatever the clock does."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.hjalp import allt_i, i_barn
from tui.store import sakerhetskopior
from tui.store.fel import Lasfel, Sparfel
from tui.store.sakerhetskopior import Kopia, Sakerhetskopior
from tui.store.skrivlas import INTERNMAPP

ROT = Path(__file__).resolve().parents[2]
PA_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
START = datetime(2024, 9, 1, 8, 0, 0)
DRIFT = ("2024-delar", "drift")


class Klocka:
    """A clock that a test sets."""

    def __init__(self, nu: datetime = START) -> None:
        self.nu = nu

    def __call__(self) -> datetime:
        return self.nu

    def fram(self, **tid: float) -> None:
        self.nu += timedelta(**tid)


@pytest.fixture
def klocka() -> Klocka:
    """The clock of the backups."""
    return Klocka()


@pytest.fixture
def kopior(tmp_path: Path, klocka: Klocka) -> Sakerhetskopior:
    """A folder's backups."""
    return Sakerhetskopior(tmp_path, klocka)


def innehall(kopior: Sakerhetskopior) -> list[bytes]:
    return [kopior.las(kopia) for kopia in kopior.lista(*DRIFT)]


def namn(kopior: Sakerhetskopior) -> list[str]:
    return [kopia.sokvag.name for kopia in kopior.lista(*DRIFT)]


def spara(kopior: Sakerhetskopior, *varden: object) -> None:
    for varde in varden:
        kopior.bevara(*DRIFT, str(varde).encode())


def test_a_backup_lies_under_its_file_by_number_and_time(
    kopior: Sakerhetskopior, tmp_path: Path
) -> None:
    kopia = kopior.bevara(*DRIFT, b"{}")
    mapp = tmp_path / INTERNMAPP / "kopior" / "2024-delar" / "drift"
    sokvag = mapp / "000001-20240901T080000-forst.json"
    assert kopia == Kopia(*DRIFT, 1, START, True, sokvag)
    assert kopior.lista(*DRIFT) == (kopia,)
    assert sokvag.read_bytes() == b"{}"
    assert [fil.name for fil in mapp.iterdir()] == [sokvag.name]


def test_the_newest_comes_first(kopior: Sakerhetskopior) -> None:
    spara(kopior, 1, 2, 3)
    assert innehall(kopior) == [b"3", b"2", b"1"]


def test_the_same_again_is_not_kept_twice(kopior: Sakerhetskopior) -> None:
    spara(kopior, 1)
    assert kopior.bevara(*DRIFT, b"1") is None
    assert innehall(kopior) == [b"1"]


def test_the_last_ten_different_saves_are_kept(kopior: Sakerhetskopior, klocka: Klocka) -> None:
    spara(kopior, "forsta")
    for i in range(30):
        klocka.fram(minutes=1)
        spara(kopior, i)
    assert innehall(kopior) == [*(b"%d" % i for i in range(29, 19, -1)), b"forsta"]


def test_undoing_and_redoing_does_not_push_out_what_was_different(
    kopior: Sakerhetskopior,
) -> None:
    spara(kopior, "första dagens", *range(8), *["a", "b"] * 20)
    sparade = innehall(kopior)
    assert len(sparade) == 11
    assert set(sparade) >= {b"a", b"b", *(b"%d" % i for i in range(8))}


def test_the_first_of_each_of_the_last_thirty_days_is_kept(
    kopior: Sakerhetskopior, klocka: Klocka
) -> None:
    for dag in range(45):
        for gang in range(3):
            spara(kopior, f"{dag}.{gang}")
            klocka.fram(hours=2)
        klocka.fram(hours=18)
    forsta = [k for k in kopior.lista(*DRIFT) if k.forst]
    assert [kopior.las(k).decode() for k in forsta] == [f"{d}.0" for d in range(44, 14, -1)]
    assert len({k.nar.date() for k in forsta}) == 30
    assert len(kopior.lista(*DRIFT)) <= 40


def test_each_file_has_its_own(kopior: Sakerhetskopior) -> None:
    spara(kopior, *range(12))
    kopior.bevara("2024-delar", "mal", b"mal")
    kopior.bevara("2025-budget", "drift", b"budget")
    (mal,), (budget,) = kopior.lista("2024-delar", "mal"), kopior.lista("2025-budget", "drift")
    assert (mal.nummer, budget.nummer) == (1, 1)
    assert innehall(kopior)[0] == b"11"


def test_a_clock_set_back_overwrites_nothing_and_keeps_the_order(
    kopior: Sakerhetskopior, klocka: Klocka
) -> None:
    spara(kopior, 1)
    for i in range(2, 8):
        klocka.fram(days=-400)
        spara(kopior, i)
    assert innehall(kopior) == [b"%d" % i for i in range(7, 0, -1)]
    assert [k.nummer for k in kopior.lista(*DRIFT)] == [7, 6, 5, 4, 3, 2, 1]


def test_a_clock_that_stands_still_overwrites_nothing(kopior: Sakerhetskopior) -> None:
    spara(kopior, *range(8))
    assert len(set(namn(kopior))) == 8


def test_a_clock_that_runs_wild_does_not_cost_the_days(
    kopior: Sakerhetskopior, klocka: Klocka
) -> None:
    for _ in range(20):
        spara(kopior, klocka.nu)
        klocka.fram(days=1)
    klocka.nu = datetime(2099, 1, 1)
    spara(kopior, "framtiden")
    klocka.nu = START + timedelta(days=20)
    for i in range(15):
        spara(kopior, i)
    assert sum(k.forst for k in kopior.lista(*DRIFT)) == 22


def test_the_hour_that_comes_twice_keeps_its_order(kopior: Sakerhetskopior, klocka: Klocka) -> None:
    klocka.nu = datetime(2024, 10, 27, 2, 30)
    spara(kopior, "sommartid")
    klocka.nu = datetime(2024, 10, 27, 2, 10, fold=1)
    spara(kopior, "vintertid")
    assert innehall(kopior) == [b"vintertid", b"sommartid"]
    assert [k.forst for k in kopior.lista(*DRIFT)] == [False, True]


def test_midnight_that_comes_twice_loses_no_day(kopior: Sakerhetskopior, klocka: Klocka) -> None:
    for nu in (datetime(2024, 10, 27, 0, 5), datetime(2024, 10, 26, 23, 50)):
        klocka.nu = nu
        spara(kopior, nu)
    assert [k.forst for k in kopior.lista(*DRIFT)] == [True, True]


def test_the_29th_of_february_is_a_day(kopior: Sakerhetskopior, klocka: Klocka) -> None:
    klocka.nu = datetime(2024, 2, 28, 12)
    for _ in range(3):
        spara(kopior, klocka.nu)
        klocka.fram(days=1)
    assert [f"{k.nar:%d/%m}" for k in kopior.lista(*DRIFT)] == ["01/03", "29/02", "28/02"]


def test_a_clock_with_a_time_zone_gives_local_names(tmp_path: Path) -> None:
    kopior = Sakerhetskopior(tmp_path, lambda: START.astimezone())
    spara(kopior, 1)
    assert kopior.lista(*DRIFT)[0].nar == START


def test_other_files_in_the_folder_are_left_alone(kopior: Sakerhetskopior, klocka: Klocka) -> None:
    spara(kopior, 1)
    mapp = kopior.lista(*DRIFT)[0].sokvag.parent
    andra = ["anteckning.txt", "1-20240901T080000.json", "000002-20240230T080000.json"]
    for fil in andra:
        (mapp / fil).write_bytes(b"x")
    for i in range(20):
        klocka.fram(minutes=1)
        spara(kopior, i)
    assert {fil.name for fil in mapp.iterdir()} >= set(andra)
    assert len(kopior.lista(*DRIFT)) == 11


def test_what_a_killed_backup_left_is_removed_when_it_is_old(kopior: Sakerhetskopior) -> None:
    spara(kopior, 1)
    mapp = kopior.lista(*DRIFT)[0].sokvag.parent
    gammalt, nytt = mapp / ".000009-x.json.ab.tmp", mapp / ".000010-x.json.cd.tmp"
    gammalt.write_bytes(b"")
    nytt.write_bytes(b"")
    os.utime(gammalt, (0, 0))
    spara(kopior, 2)
    assert not gammalt.exists()
    assert nytt.exists()


def test_a_backup_that_cannot_be_read_is_kept_and_takes_no_others_place(
    kopior: Sakerhetskopior,
) -> None:
    spara(kopior, "forsta", *range(10))
    bruten = kopior.lista(*DRIFT)[3]
    bruten.sokvag.unlink()
    bruten.sokvag.mkdir()
    spara(kopior, 10)
    assert [k.nummer for k in kopior.lista(*DRIFT)] == [*range(12, 0, -1)]
    with pytest.raises(Lasfel, match="kan inte läsas"):
        kopior.las(bruten)


def test_a_backup_that_is_gone_says_so(kopior: Sakerhetskopior) -> None:
    spara(kopior, 1)
    (kopia,) = kopior.lista(*DRIFT)
    kopia.sokvag.unlink()
    with pytest.raises(Lasfel, match="finns inte längre"):
        kopior.las(kopia)
    assert kopior.lista(*DRIFT) == ()


@pytest.mark.parametrize("dokument", ["..", ".", "", "a/b", "/etc", ".dold", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(
    kopior: Sakerhetskopior, dokument: str, tmp_path: Path
) -> None:
    with pytest.raises(Sparfel):
        kopior.bevara(dokument, "drift", b"")
    with pytest.raises(Sparfel):
        kopior.bevara("2024-delar", dokument, b"")
    assert allt_i(tmp_path) == {}


def test_a_folder_that_cannot_be_made_is_one_sentence(
    kopior: Sakerhetskopior, tmp_path: Path
) -> None:
    (tmp_path / INTERNMAPP).write_bytes(b"")
    with pytest.raises(Sparfel, match="en fil står där en mapp ska vara"):
        spara(kopior, 1)


def test_a_backup_that_cannot_be_removed_does_not_stop_the_next(
    kopior: Sakerhetskopior, monkeypatch: pytest.MonkeyPatch
) -> None:
    def neka(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "EACCES")

    spara(kopior, "forsta")
    with monkeypatch.context() as m:
        m.setattr(Path, "unlink", neka)
        spara(kopior, *range(15))
    assert len(kopior.lista(*DRIFT)) == 16
    spara(kopior, 99)
    assert len(kopior.lista(*DRIFT)) == 11


Handelser = list[tuple[int, int]]
handelser = st.lists(st.tuples(st.integers(0, 4), st.integers(-2, 2)), max_size=25)


def borde(historia: list[tuple[int, bytes, bool]], senaste: int, dagar: int) -> set[int]:
    """The numbers that should be kept of all that were ever made: the rule, once more."""
    forsta = [nummer for nummer, _, forst in historia if forst]
    sist = {data: nummer for nummer, data, _ in historia}
    return {*forsta[-dagar:], *sorted(sist.values())[-senaste:]}


@given(handelser, st.integers(0, 2**32))
def test_thinning_that_is_killed_anywhere_never_costs_what_should_be_kept(
    tmp_path_factory: pytest.TempPathFactory, steg: Handelser, fro: int
) -> None:
    """Few are kept, the clock goes both ways, and each thinning stops after some removals."""
    slump = random.Random(fro)
    klocka = Klocka()
    kopior = Sakerhetskopior(tmp_path_factory.mktemp("k"), klocka, senaste=3, dagar=2)
    historia: list[tuple[int, bytes, bool]] = []
    for varde, dagar in steg:
        klocka.fram(days=dagar)
        with pytest.MonkeyPatch.context() as m:
            m.setattr(os, "fsync", lambda _: None)
            dodas_efter(m, slump.randrange(3))
            try:
                kopia = kopior.bevara(*DRIFT, b"%d" % varde)
            except Dodad:
                kopia = kopior.lista(*DRIFT)[0]
        if kopia is not None:
            historia.append((kopia.nummer, b"%d" % varde, kopia.forst))
        finns = {k.nummer for k in kopior.lista(*DRIFT)}
        assert borde(historia, 3, 2) <= finns
    kopior.gallra(*DRIFT)
    assert {k.nummer for k in kopior.lista(*DRIFT)} == borde(historia, 3, 2)


class Dodad(BaseException):
    """Stands in for a kill."""


def dodas_efter(monkeypatch: pytest.MonkeyPatch, antal: int) -> None:
    unlink, kvar = Path.unlink, [antal]

    def ta_bort(fil: Path, missing_ok: bool = False) -> None:
        if fil.suffix == ".json":
            if not kvar[0]:
                raise Dodad
            kvar[0] -= 1
        unlink(fil, missing_ok)

    monkeypatch.setattr(Path, "unlink", ta_bort)


@PA_POSIX
@pytest.mark.parametrize("anrop", ["open", "write", "fsync", "replace", "unlink"])
@pytest.mark.parametrize("nummer", [1, 2])
def test_a_process_killed_in_a_backup_leaves_the_others_whole(
    kopior: Sakerhetskopior, anrop: str, nummer: int
) -> None:
    spara(kopior, "forsta", *range(10))
    fore = innehall(kopior)

    def doende() -> int:
        doda_vid(anrop, nummer)
        kopior.bevara(*DRIFT, b"ny")
        return 0

    assert i_barn(doende) in (-signal.SIGKILL, 0)
    efter = innehall(kopior)
    assert efter in (fore, [b"ny", *fore], [b"ny", *fore[:9], b"forsta"])
    spara(kopior, "ny", "nyare")
    assert innehall(kopior) == [b"nyare", b"ny", *fore[:8], b"forsta"]


def doda_vid(anrop: str, nummer: int) -> None:
    """Let this process be killed right before the nth call."""
    hem: Any = Path if anrop in ("replace", "unlink") else os
    riktig, kvar = getattr(hem, anrop), [nummer]

    def raknat(*args: Any, **kwargs: Any) -> Any:
        kvar[0] -= 1
        if not kvar[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return riktig(*args, **kwargs)

    setattr(hem, anrop, raknat)


SPARAR = """
import itertools, sys
from pathlib import Path
from tui.store.sakerhetskopior import Sakerhetskopior
kopior = Sakerhetskopior(Path(sys.argv[1]))
for i in itertools.count():
    kopior.bevara("2024-delar", "drift", str(i).encode() * 5000)
    print(i, flush=True)
"""


def test_a_process_killed_at_any_moment_leaves_only_whole_backups(tmp_path: Path) -> None:
    for varv in range(5):
        barn = subprocess.Popen(
            [sys.executable, "-c", SPARAR, str(tmp_path / str(varv))],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROT,
        )
        (tmp_path / str(varv)).mkdir()
        assert barn.stdout is not None
        barn.stdout.readline()
        time.sleep(random.random() * 0.1)
        barn.send_signal(signal.SIGKILL)
        sagda = [0, *map(int, barn.stdout.read().split())]
        barn.wait()
        barn.stdout.close()
        sparade = innehall(Sakerhetskopior(tmp_path / str(varv)))
        hela = {str(i).encode() * 5000: i for i in range(sagda[-1] + 2)}
        nummer = [hela[data] for data in sparade]
        # The first of the day, the last ten that were told of, and perhaps two not told of.
        assert {0, *sagda[-10:]} <= {*nummer, *sagda[-10:-8]}
        assert nummer == sorted(nummer, reverse=True)


def test_the_rule_is_the_designs() -> None:
    assert (sakerhetskopior.SENASTE, sakerhetskopior.DAGAR) == (10, 30)
