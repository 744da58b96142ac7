"""The whole app in a pseudo-terminal, typed into and killed at random."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.help import CELL, after_crash, data_folder, in_file, least, restarted
from tests.faults.terminal import Terminal, terminal, visible

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
SHOWN = re.compile(r"−([1-9])\u00a0(\d{3})\u00a0(\d{3})(?!\d)")
UP = "\x1b[A"


def redo(term: Terminal) -> None:
    """Wait until it takes keys."""
    assert term.wait(lambda s: "Att granska (" in s), visible(term.out)[-2000:]


def all_acknowledged(out: str) -> set[int]:
    """The figures that the screen has shown as the cell's value."""
    return {int("".join(t)) for t in SHOWN.findall(visible(out))}


def write_and_kill(folder: Path, first: int, count: int, rng: random.Random) -> set[int]:
    """Type figures into one cell until the kill, which comes at any moment after some of them.

    Gives those that the screen had shown before the process was dead.
    """
    with terminal("--data", str(folder)) as term:
        redo(term)
        before = all_acknowledged(term.out)
        for number in range(first, first + count):
            term.write(f"-{number}\r{UP}")
            if rng.random() < 0.8:
                from_ = max(0, len(term.ra) - 4000)
                assert term.wait(lambda s, number=number: number in all_acknowledged(s), 20, from_)
        time.sleep(rng.choice((0.0, 0.0, 0.003, 0.03)))
        term.kill()
        # Sums of the same size are on the screen too.
        return (all_acknowledged(term.out) - before) & set(range(first, first + count))


def killed_round(folder: Path, beside: Path, round_: int, count: int, seed: int) -> int:
    """So many runs and kills of one folder; the number of edits that the screen acknowledged."""
    rng, next_ = random.Random(seed), 1_000_001
    acknowledged: set[int] = set()
    for serial in range(round_):
        new_ones = write_and_kill(folder, next_, count, rng)
        assert new_ones, "no edit was acknowledged"
        assert min(new_ones) >= next_
        acknowledged |= new_ones
        next_ += count
        in_file(folder)
        value = after_crash(folder, beside)
        assert -value >= max(new_ones), (serial, value, max(new_ones))
        assert not list(beside.parent.glob("core*"))
    value, notice, store = restarted(folder)
    assert notice.error == ()
    assert store.conflicts == ()
    history = {-int(h.to) for h in store.cell_history(CELL)}  # type: ignore[arg-type]
    assert acknowledged - history == set()
    return len(acknowledged)


def test_eight_random_kills_while_typing_lose_no_acknowledged_edit(fast: Path) -> None:
    least(200, killed_round(data_folder(fast / "data"), fast / "bredvid", 8, 31, seed=1))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_random_kills_while_typing_lose_no_acknowledged_edit_of_1000(
    tmp_path: Path, seed: int
) -> None:
    """On a real disk, whose fsync takes its time."""
    least(250, killed_round(data_folder(tmp_path / "data"), tmp_path / "b", 15, 40, seed=seed))


def test_killed_right_after_enter_a_command_without_a_screen_shows_the_figure(
    folder: Path,
) -> None:
    acknowledged = write_and_kill(folder, 1_000_001, 4, random.Random(7))
    command = [sys.executable, "-m", "tui", "visa", "drift", "--data", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    (row,) = (r for r in done.stdout.decode().splitlines() if "Verksamhetens intäkter" in r)
    (figure,) = all_acknowledged(row)
    assert figure >= max(acknowledged)
    assert done.stderr == b""
