"""Memory: the highest resident size from the start to a screen at rest."""

from collections.abc import Iterator

from tests.bench.fall_start import HELA, TOM, starten
from tests.bench.fall_vaxt import minne
from tests.bench.mappar import arbetsmapp
from tests.bench.matt import Matt, varvade
from tests.bench.terminal import visar


def mat(antal: int) -> Iterator[Matt]:
    """Drift with its findings against the empty application."""
    with arbetsmapp() as mapp:
        vart, tomt = varvade(
            antal,
            lambda: minne(starten(mapp), visar(*HELA, "att granska")),
            lambda: minne(TOM, visar("TOMAPP")),
        )
    yield Matt("minne", "minne med Drift och fynden", "tom Textual-app", vart, tomt, 1.15, "MB")
