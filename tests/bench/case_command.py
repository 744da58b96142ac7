"""The commands without a screen, as whole processes."""

import sys
from collections.abc import Iterator

from tests.bench.case_start import NAMNDKOLL, process
from tests.bench.folders import working_folder
from tests.bench.measure import Measure, interleaved


def mat(count: int) -> Iterator[Measure]:
    """``show`` and ``check`` against a Python that does nothing."""
    with working_folder() as folder:
        measurements = (
            process(*NAMNDKOLL, "visa", "drift", *folder.argument),
            process(*NAMNDKOLL, "granska", *folder.argument),
            process(sys.executable, "-c", "pass"),
        )
        for warm_up in measurements:
            warm_up()
        show, check, nothing = interleaved(count, *measurements)
    yield Measure("kommando", "namndkoll visa drift", "python -c pass", show, nothing, 10)
    yield Measure("kommando", "namndkoll granska", "python -c pass", check, nothing, 25)
