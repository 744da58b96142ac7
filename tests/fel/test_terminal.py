"""The whole app in a pseudo-terminal, typed into and killed at random."""

import os
import random
import re
import time
from pathlib import Path

import pytest

from tests.fel.hjalp import CELL, datamapp, efter_krasch, i_filen, minst, nystartat
from tests.fel.terminal import Terminal, synligt, terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
VISAT = re.compile(r"−([1-9])\u00a0(\d{3})\u00a0(\d{3})(?!\d)")
UPP = "\x1b[A"


def redo(term: Terminal) -> None:
    """Wait until it takes keys."""
    assert term.vanta(lambda s: "Att granska (" in s), synligt(term.ut)[-2000:]


def kvitterade(ut: str) -> set[int]:
    """The figures that the screen has shown as the cell's value."""
    return {int("".join(t)) for t in VISAT.findall(synligt(ut))}


def skriv_och_doda(mapp: Path, forsta: int, antal: int, slump: random.Random) -> set[int]:
    """Type figures into one cell until the kill, which comes at any moment after some of them.

    Gives those that the screen had shown before the process was dead.
    """
    with terminal("--data", str(mapp)) as term:
        redo(term)
        fore = kvitterade(term.ut)
        for tal in range(forsta, forsta + antal):
            term.skriv(f"-{tal}\r{UPP}")
            if slump.random() < 0.8:
                fran = max(0, len(term.ra) - 4000)
                assert term.vanta(lambda s, tal=tal: tal in kvitterade(s), 20, fran)
        time.sleep(slump.choice((0.0, 0.0, 0.003, 0.03)))
        term.doda()
        # Sums of the same size are on the screen too.
        return (kvitterade(term.ut) - fore) & set(range(forsta, forsta + antal))


def dodade_varv(mapp: Path, bredvid: Path, varv: int, antal: int, fro: int) -> int:
    """So many runs and kills of one folder; the number of edits that the screen acknowledged."""
    slump, nasta = random.Random(fro), 1_000_001
    kvitterat: set[int] = set()
    for nummer in range(varv):
        nya = skriv_och_doda(mapp, nasta, antal, slump)
        assert nya, "no edit was acknowledged"
        assert min(nya) >= nasta
        kvitterat |= nya
        nasta += antal
        i_filen(mapp)
        varde = efter_krasch(mapp, bredvid)
        assert -varde >= max(nya), (nummer, varde, max(nya))
        assert not list(bredvid.parent.glob("core*"))
    varde, besked, lager = nystartat(mapp)
    assert besked.fel == ()
    assert lager.konflikter == ()
    historik = {-int(h.till) for h in lager.cellhistorik(CELL)}  # type: ignore[arg-type]
    assert kvitterat - historik == set()
    return len(kvitterat)


def test_eight_random_kills_while_typing_lose_no_acknowledged_edit(snabb: Path) -> None:
    minst(200, dodade_varv(datamapp(snabb / "data"), snabb / "bredvid", 8, 31, fro=1))


@pytest.mark.soak
@pytest.mark.parametrize("fro", range(4))
def test_random_kills_while_typing_lose_no_acknowledged_edit_of_1000(
    tmp_path: Path, fro: int
) -> None:
    """On a real disk, whose fsync takes its time."""
    minst(250, dodade_varv(datamapp(tmp_path / "data"), tmp_path / "b", 15, 40, fro=fro))
