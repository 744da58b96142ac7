"""The commands without a screen, as whole processes."""

import sys
from collections.abc import Iterator

from tests.bench.fall_start import NAMNDKOLL, process
from tests.bench.mappar import arbetsmapp
from tests.bench.matt import Matt, varvade


def mat(antal: int) -> Iterator[Matt]:
    """``visa`` and ``granska`` against a Python that does nothing."""
    with arbetsmapp() as mapp:
        matningar = (
            process(*NAMNDKOLL, "visa", "drift", *mapp.argument),
            process(*NAMNDKOLL, "granska", *mapp.argument),
            process(sys.executable, "-c", "pass"),
        )
        for uppvarmning in matningar:
            uppvarmning()
        visa, granska, inget = varvade(antal, *matningar)
    yield Matt("kommando", "namndkoll visa drift", "python -c pass", visa, inget, 10)
    yield Matt("kommando", "namndkoll granska", "python -c pass", granska, inget, 25)
