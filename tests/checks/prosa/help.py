"""What the tests of the prose checks share: the five documents as underlag, the seeds' texts."""

from functools import cache
from pathlib import Path

import pytest

from tests.five_documents import IDS, area, tables
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.material import DocumentTables, Underlag
from tui.checks.prosa.verdict import Tried, checked_text

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"


@cache
def underlag(document: str) -> Underlag:
    """One document's tables, with those of the other four behind them."""
    all_ = {
        i: DocumentTables(area().document[i], tuple(area().calculation(i, t.id) for t in tables(i)))
        for i in IDS
    }
    own = all_.pop(document)
    return Underlag(own.document, own.calculations, tuple(all_.values()))


def seeds(serial: str) -> TextSource:
    """The text of one seed; the test is skipped where the seeds are not at hand."""
    files = sorted(SEEDS.glob(f"{serial}_*.txt")) if SEEDS.is_dir() else []
    if not files:
        pytest.skip(f"the seed texts are not in {SEEDS}")
    return TextSource(files[0].name, tuple(files[0].read_text("utf-8").split("\n")))


def judged(sentence: str, document: str, heading: str = "Ekonomi") -> tuple[Tried, ...]:
    """The claims of one sentence under a heading, with their verdicts."""
    return checked_text(TextSource("prov.txt", (heading, "", sentence)), underlag(document))
