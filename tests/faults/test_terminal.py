"""The whole app in a pseudo-terminal, typed into and killed at random."""

import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.faults.help import CELL, D, after_crash, data_folder, in_file, least, restarted
from tests.faults.terminal import Terminal, terminal, visible
from tui.store.data_store import DataStore
from tui.store.folder import Store

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


FAILING = (
    "import sys; from tui.screen import commands; from tui.cli.main import main\n"
    "def fault(session, screen, *_):\n"
    "    secret = 'Sekretess: barnets namn'; raise KeyError(secret)\n"
    "commands.controller.__globals__['import_module'] = lambda _: type('M', (), {\n"
    "    '__getattr__': lambda self, name: fault})()\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


def test_a_fault_in_the_program_ends_it_without_a_word_of_any_document(fast: Path) -> None:
    folder = data_folder(fast / "data")
    with terminal("--data", str(folder), start=("-c", FAILING)) as term:
        assert term.close(15) == 1
        told = visible(term.out)
        assert "Nämndkoll stannade på ett fel i programmet (KeyError)." in told
        assert "Sekretess" not in told.rpartition("Nämndkoll stannade")[2]
        assert "Traceback" not in told and "locals" not in told


def test_esc_and_a_digit_that_come_together_choose_a_tab_and_type_nothing(fast: Path) -> None:
    """A terminal hands them over as one sequence, which on a Mac is another sign."""
    folder = data_folder(fast / "data")
    with terminal("--data", str(folder)) as term:
        redo(term)
        before = in_file(folder)
        for keys in ("\x1b2", "\x1b1", "42\x1b3", "\x1b1"):
            from_ = len(term.ra)
            term.write(keys)
            tab = {"2": "▸2 Investeringar", "1": "▸1 Drift", "3": "▸3 Mål"}[keys[-1]]
            assert term.wait(lambda s, tab=tab: tab in s, 15, from_), (
                keys,
                visible(term.out)[-900:],
            )
        assert "™" not in term.out and "£" not in term.out
        term.write("\r")
        term.kill()
    assert restarted(folder)[0] == before


def test_the_only_document_is_opened_again_out_of_a_backup_of_its_head(fast: Path) -> None:
    folder = data_folder(fast / "data")
    store = DataStore(folder)
    head = store.head(D)
    assert head is not None
    store.save_document(replace(head, note="ny"))
    store.close()
    (folder / D / "dokument.json").write_bytes(b"{")
    with terminal("--data", str(folder)) as term:
        assert term.wait(lambda s: "(j/n)" in s), visible(term.out)
        assert "dokument.json kan inte läsas" in visible(term.out)
        term.write("j\r")
        redo(term)
        term.kill()
    assert Store(folder).head(D) == head


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
