"""SIGKILL at every call of keeping a mall: the file says all of the old or all of the new."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.faults.test_killed import counting
from tests.store.test_own_kinds import KIND, MALLS
from tests.store.test_own_malls import MALL
from tui.store.folder import Store
from tui.store.mallar import register_of
from tui.store.own_malls import keep_kind, keep_mall, own_malls

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
NEW = replace(MALL, id="drift.avgifter", heading="Avgifter")


def keep_new(folder: Path) -> None:
    """Keep a second mall."""
    keep_mall(Store(folder), NEW)


def keep_new_kind(folder: Path) -> None:
    """Keep a kind with its mall."""
    keep_kind(Store(folder), KIND, MALLS)


def killed(folder: Path, at: int, act: Callable[[Path], None] = keep_new) -> bool:
    """Whether an act was killed at its nth call."""
    pid = os.fork()
    if pid == 0:
        end = 98
        try:
            counting(at)()
            act(folder)
            end = 0
        finally:
            os._exit(end)
    end = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert end in (0, -signal.SIGKILL), (at, end)
    return end != 0


@pytest.mark.parametrize("first", [True, False])
def test_killed_at_every_call_the_mallar_are_the_old_or_the_new(
    tmp_path: Path, first: bool
) -> None:
    old, kills = {} if first else {MALL.id: MALL}, 0
    for at in range(1, 1000):
        folder = tmp_path / str(at)
        folder.mkdir()
        if not first:
            keep_mall(Store(folder), MALL)
        was_killed = killed(folder, at)
        assert register_of(folder)[1] == ()
        assert own_malls(folder).templates in (old, {**old, NEW.id: NEW})
        keep_mall(Store(folder), NEW)
        assert own_malls(folder).templates == {**old, NEW.id: NEW}
        shutil.rmtree(folder)
        if not was_killed:
            break
        kills += 1
    assert kills > 5


def test_killed_at_every_third_call_a_kind_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    kills = 0
    for at in range(1, 1000, 3):
        folder = tmp_path / str(at)
        folder.mkdir()
        was_killed = killed(folder, at, keep_new_kind)
        register, errors = register_of(folder)
        assert errors == ()
        assert register.own_kinds in ({}, {KIND.id: KIND})
        keep_new_kind(folder)
        assert register_of(folder)[0].own_kinds == {KIND.id: KIND}
        shutil.rmtree(folder)
        if not was_killed:
            break
        kills += 1
    assert kills > 5
