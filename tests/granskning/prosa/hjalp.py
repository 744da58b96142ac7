"""What the tests of the prose checks share: the five documents as underlag, the seeds' texts."""

from functools import cache
from pathlib import Path

import pytest

from tests.fem_dokument import IDN, tabeller, yta
from tui.granskning.prosa.dom import Provat, granskad_text
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.underlag import Dokumenttabeller, Underlag

FRON = Path(__file__).resolve().parents[4] / "shared" / "seeds"


@cache
def underlag(dokument: str) -> Underlag:
    """One document's tables, with those of the other four behind them."""
    alla = {
        i: Dokumenttabeller(yta().dokument[i], tuple(yta().kalkyl(i, t.id) for t in tabeller(i)))
        for i in IDN
    }
    eget = alla.pop(dokument)
    return Underlag(eget.dokument, eget.kalkyler, tuple(alla.values()))


def fron(nummer: str) -> Textkalla:
    """The text of one seed; the test is skipped where the seeds are not at hand."""
    filer = sorted(FRON.glob(f"{nummer}_*.txt")) if FRON.is_dir() else []
    if not filer:
        pytest.skip(f"the seed texts are not in {FRON}")
    return Textkalla(filer[0].name, tuple(filer[0].read_text("utf-8").split("\n")))


def domda(mening: str, dokument: str, rubrik: str = "Ekonomi") -> tuple[Provat, ...]:
    """The claims of one sentence under a heading, with their verdicts."""
    return granskad_text(Textkalla("prov.txt", (rubrik, "", mening)), underlag(dokument))
