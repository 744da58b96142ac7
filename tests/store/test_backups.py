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

from tests.store.help import everything_in, in_children
from tui.store import backups
from tui.store.backups import Backups, Copy
from tui.store.directory import INNER_FOLDER
from tui.store.errors import ReadError, SaveError

ROT = Path(__file__).resolve().parents[2]
ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
START = datetime(2024, 9, 1, 8, 0, 0)
DRIFT = ("2024-delar", "drift")


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **moment: float) -> None:
        self.now += timedelta(**moment)


@pytest.fixture
def clock() -> Clock:
    """The clock of the backups."""
    return Clock()


@pytest.fixture
def copies(tmp_path: Path, clock: Clock) -> Backups:
    """A folder's backups."""
    return Backups(tmp_path, clock)


def content(copies: Backups) -> list[bytes]:
    return [copies.read(duplicate) for duplicate in copies.list_(*DRIFT)]


def name(copies: Backups) -> list[str]:
    return [duplicate.path.name for duplicate in copies.list_(*DRIFT)]


def save(copies: Backups, *values: object) -> None:
    for value in values:
        copies.preserve(*DRIFT, str(value).encode())


def test_a_backup_lies_under_its_file_by_number_and_time(copies: Backups, tmp_path: Path) -> None:
    duplicate = copies.preserve(*DRIFT, b"{}")
    folder = tmp_path / INNER_FOLDER / "kopior" / "2024-delar" / "drift"
    path = folder / "000001-20240901T080000-forst.json"
    assert duplicate == Copy(*DRIFT, 1, START, True, path)
    assert copies.list_(*DRIFT) == (duplicate,)
    assert path.read_bytes() == b"{}"
    assert [file.name for file in folder.iterdir()] == [path.name]


def test_the_newest_comes_first(copies: Backups) -> None:
    save(copies, 1, 2, 3)
    assert content(copies) == [b"3", b"2", b"1"]


def test_the_same_again_is_not_kept_twice(copies: Backups) -> None:
    save(copies, 1)
    assert copies.preserve(*DRIFT, b"1") is None
    assert content(copies) == [b"1"]


def test_the_last_ten_different_saves_are_kept(copies: Backups, clock: Clock) -> None:
    save(copies, "forsta")
    for i in range(30):
        clock.forward(minutes=1)
        save(copies, i)
    assert content(copies) == [*(b"%d" % i for i in range(29, 19, -1)), b"forsta"]


def test_undoing_and_redoing_does_not_push_out_what_was_different(
    copies: Backups,
) -> None:
    save(copies, "första dagens", *range(8), *["a", "b"] * 20)
    saved = content(copies)
    assert len(saved) == 11
    assert set(saved) >= {b"a", b"b", *(b"%d" % i for i in range(8))}


def test_the_first_of_each_of_the_last_thirty_days_is_kept(copies: Backups, clock: Clock) -> None:
    for day in range(45):
        for turn in range(3):
            save(copies, f"{day}.{turn}")
            clock.forward(hours=2)
        clock.forward(hours=18)
    first = [k for k in copies.list_(*DRIFT) if k.first_of_all]
    assert [copies.read(k).decode() for k in first] == [f"{d}.0" for d in range(44, 14, -1)]
    assert len({k.made_at.date() for k in first}) == 30
    assert len(copies.list_(*DRIFT)) <= 40


def test_each_file_has_its_own(copies: Backups) -> None:
    save(copies, *range(12))
    copies.preserve("2024-delar", "mal", b"mal")
    copies.preserve("2025-budget", "drift", b"budget")
    (mal,), (budget,) = copies.list_("2024-delar", "mal"), copies.list_("2025-budget", "drift")
    assert (mal.serial, budget.serial) == (1, 1)
    assert content(copies)[0] == b"11"


def test_a_clock_set_back_overwrites_nothing_and_keeps_the_order(
    copies: Backups, clock: Clock
) -> None:
    save(copies, 1)
    for i in range(2, 8):
        clock.forward(days=-400)
        save(copies, i)
    assert content(copies) == [b"%d" % i for i in range(7, 0, -1)]
    assert [k.serial for k in copies.list_(*DRIFT)] == [7, 6, 5, 4, 3, 2, 1]


def test_a_clock_that_stands_still_overwrites_nothing(copies: Backups) -> None:
    save(copies, *range(8))
    assert len(set(name(copies))) == 8


def test_a_clock_that_runs_wild_does_not_cost_the_days(copies: Backups, clock: Clock) -> None:
    for _ in range(20):
        save(copies, clock.now)
        clock.forward(days=1)
    clock.now = datetime(2099, 1, 1)
    save(copies, "framtiden")
    clock.now = START + timedelta(days=20)
    for i in range(15):
        save(copies, i)
    assert sum(k.first_of_all for k in copies.list_(*DRIFT)) == 22


def test_the_hour_that_comes_twice_keeps_its_order(copies: Backups, clock: Clock) -> None:
    clock.now = datetime(2024, 10, 27, 2, 30)
    save(copies, "sommartid")
    clock.now = datetime(2024, 10, 27, 2, 10, fold=1)
    save(copies, "vintertid")
    assert content(copies) == [b"vintertid", b"sommartid"]
    assert [k.first_of_all for k in copies.list_(*DRIFT)] == [False, True]


def test_midnight_that_comes_twice_loses_no_day(copies: Backups, clock: Clock) -> None:
    for now in (datetime(2024, 10, 27, 0, 5), datetime(2024, 10, 26, 23, 50)):
        clock.now = now
        save(copies, now)
    assert [k.first_of_all for k in copies.list_(*DRIFT)] == [True, True]


def test_the_29th_of_february_is_a_day(copies: Backups, clock: Clock) -> None:
    clock.now = datetime(2024, 2, 28, 12)
    for _ in range(3):
        save(copies, clock.now)
        clock.forward(days=1)
    assert [f"{k.made_at:%d/%m}" for k in copies.list_(*DRIFT)] == ["01/03", "29/02", "28/02"]


def test_a_clock_with_a_time_zone_gives_local_names(tmp_path: Path) -> None:
    copies = Backups(tmp_path, lambda: START.astimezone())
    save(copies, 1)
    assert copies.list_(*DRIFT)[0].made_at == START


def test_other_files_in_the_folder_are_left_alone(copies: Backups, clock: Clock) -> None:
    save(copies, 1)
    folder = copies.list_(*DRIFT)[0].path.parent
    change = ["anteckning.txt", "1-20240901T080000.json", "000002-20240230T080000.json"]
    for file in change:
        (folder / file).write_bytes(b"x")
    for i in range(20):
        clock.forward(minutes=1)
        save(copies, i)
    assert {file.name for file in folder.iterdir()} >= set(change)
    assert len(copies.list_(*DRIFT)) == 11


def test_what_a_killed_backup_left_is_removed_when_it_is_old(copies: Backups) -> None:
    save(copies, 1)
    folder = copies.list_(*DRIFT)[0].path.parent
    old, fresh = folder / ".000009-x.json.ab.tmp", folder / ".000010-x.json.cd.tmp"
    old.write_bytes(b"")
    fresh.write_bytes(b"")
    os.utime(old, (0, 0))
    save(copies, 2)
    assert not old.exists()
    assert fresh.exists()


def test_a_backup_that_cannot_be_read_is_kept_and_takes_no_others_place(
    copies: Backups,
) -> None:
    save(copies, "forsta", *range(10))
    broken = copies.list_(*DRIFT)[3]
    broken.path.unlink()
    broken.path.mkdir()
    save(copies, 10)
    assert [k.serial for k in copies.list_(*DRIFT)] == [*range(12, 0, -1)]
    with pytest.raises(ReadError, match="kan inte läsas"):
        copies.read(broken)


def test_a_backup_that_is_gone_says_so(copies: Backups) -> None:
    save(copies, 1)
    (duplicate,) = copies.list_(*DRIFT)
    duplicate.path.unlink()
    with pytest.raises(ReadError, match="finns inte längre"):
        copies.read(duplicate)
    assert copies.list_(*DRIFT) == ()


@pytest.mark.parametrize("document", ["..", ".", "", "a/b", "/etc", ".dold", "a\0b"])
def test_a_name_that_leads_elsewhere_is_refused(
    copies: Backups, document: str, tmp_path: Path
) -> None:
    with pytest.raises(SaveError):
        copies.preserve(document, "drift", b"")
    with pytest.raises(SaveError):
        copies.preserve("2024-delar", document, b"")
    assert everything_in(tmp_path) == {}


def test_a_folder_that_cannot_be_made_is_one_sentence(copies: Backups, tmp_path: Path) -> None:
    (tmp_path / INNER_FOLDER).write_bytes(b"")
    with pytest.raises(SaveError, match="en fil står där en mapp ska vara"):
        save(copies, 1)


def test_a_backup_that_cannot_be_removed_does_not_stop_the_next(
    copies: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "EACCES")

    save(copies, "forsta")
    with monkeypatch.context() as m:
        m.setattr(Path, "unlink", refuse)
        save(copies, *range(15))
    assert len(copies.list_(*DRIFT)) == 16
    save(copies, 99)
    assert len(copies.list_(*DRIFT)) == 11


Events = list[tuple[int, int]]
events = st.lists(st.tuples(st.integers(0, 4), st.integers(-2, 2)), max_size=25)


def should(history: list[tuple[int, bytes, bool]], latest: int, days: int) -> set[int]:
    """The numbers that should be kept of all that were ever made: the rule, once more."""
    first = [serial for serial, _, first_of_all in history if first_of_all]
    last = {data: serial for serial, data, _ in history}
    return {*first[-days:], *sorted(last.values())[-latest:]}


@given(events, st.integers(0, 2**32))
def test_thinning_that_is_killed_anywhere_never_costs_what_should_be_kept(
    tmp_path_factory: pytest.TempPathFactory, step: Events, seed: int
) -> None:
    """Few are kept, the clock goes both ways, and each thinning stops after some removals."""
    rng = random.Random(seed)
    clock = Clock()
    copies = Backups(tmp_path_factory.mktemp("k"), clock, latest=3, days=2)
    history: list[tuple[int, bytes, bool]] = []
    for value, days in step:
        clock.forward(days=days)
        with pytest.MonkeyPatch.context() as m:
            m.setattr(os, "fsync", lambda _: None)
            killed_after(m, rng.randrange(3))
            try:
                duplicate = copies.preserve(*DRIFT, b"%d" % value)
            except Killed:
                duplicate = copies.list_(*DRIFT)[0]
        if duplicate is not None:
            history.append((duplicate.serial, b"%d" % value, duplicate.first_of_all))
        exists = {k.serial for k in copies.list_(*DRIFT)}
        assert should(history, 3, 2) <= exists
    last = copies.preserve(*DRIFT, b"den sista")
    assert last is not None
    history.append((last.serial, b"den sista", last.first_of_all))
    assert {k.serial for k in copies.list_(*DRIFT)} == should(history, 3, 2)


class Killed(BaseException):
    """Stands in for a kill."""


def killed_after(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    unlink, left = Path.unlink, [count]

    def remove(file: Path, missing_ok: bool = False) -> None:
        if file.suffix == ".json":
            if not left[0]:
                raise Killed
            left[0] -= 1
        unlink(file, missing_ok)

    monkeypatch.setattr(Path, "unlink", remove)


@ON_POSIX
@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "unlink"])
@pytest.mark.parametrize("serial", [1, 2])
def test_a_process_killed_in_a_backup_leaves_the_others_whole(
    copies: Backups, call: str, serial: int
) -> None:
    save(copies, "forsta", *range(10))
    before = content(copies)

    def dying() -> int:
        kill_at(call, serial)
        copies.preserve(*DRIFT, b"ny")
        return 0

    assert in_children(dying) in (-signal.SIGKILL, 0)
    after = content(copies)
    assert after in (before, [b"ny", *before], [b"ny", *before[:9], b"forsta"])
    save(copies, "ny", "nyare")
    assert content(copies) == [b"nyare", b"ny", *before[:8], b"forsta"]


def kill_at(call: str, serial: int) -> None:
    """Let this process be killed right before the nth call."""
    home: Any = Path if call in ("replace", "unlink") else os
    real, left = getattr(home, call), [serial]

    def counted(*args: Any, **kwargs: Any) -> Any:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)

    setattr(home, call, counted)


SAVES = """
import itertools, sys
from pathlib import Path
from tui.store.backups import Backups
copies = Backups(Path(sys.argv[1]))
for i in itertools.count():
    copies.preserve("2024-delar", "drift", str(i).encode() * 5000)
    print(i, flush=True)
"""


def test_a_process_killed_at_any_moment_leaves_only_whole_backups(tmp_path: Path) -> None:
    for round_ in range(5):
        children = subprocess.Popen(
            [sys.executable, "-c", SAVES, str(tmp_path / str(round_))],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROT,
        )
        (tmp_path / str(round_)).mkdir()
        assert children.stdout is not None
        children.stdout.readline()
        time.sleep(random.random() * 0.1)
        children.send_signal(signal.SIGKILL)
        said = [0, *map(int, children.stdout.read().split())]
        children.wait()
        children.stdout.close()
        saved = content(Backups(tmp_path / str(round_)))
        whole = {str(i).encode() * 5000: i for i in range(said[-1] + 2)}
        serial = [whole[data] for data in saved]
        # The first of the day, the last ten that were told of, and perhaps two not told of.
        assert {0, *said[-10:]} <= {*serial, *said[-10:-8]}
        assert serial == sorted(serial, reverse=True)


def test_the_rule_is_the_designs() -> None:
    assert (backups.LATEST, backups.DAYS) == (10, 30)
