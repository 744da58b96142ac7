"""Memory: the highest resident size from the start to a screen at rest."""

from collections.abc import Iterator

from tests.bench.case_growth import memory
from tests.bench.case_start import EMPTY, WHOLE, start
from tests.bench.folders import working_folder
from tests.bench.measure import Measure, interleaved
from tests.bench.terminal import shows


def mat(count: int) -> Iterator[Measure]:
    """Drift with its findings against the empty application."""
    with working_folder() as folder:
        whither, empty = interleaved(
            count,
            lambda: memory(start(folder), shows(*WHOLE, "att granska")),
            lambda: memory(EMPTY, shows("TOMAPP")),
        )
    yield Measure(
        "minne", "minne med Drift och fynden", "tom Textual-app", whither, empty, 1.15, "MB"
    )
