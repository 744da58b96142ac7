"""How likely it is that figures without any rule would seem to have one."""

from collections.abc import Sequence


def tail(chances: Sequence[float], hits: int) -> float:
    """The chance of at least so many hits where each line has its own chance of one."""
    if hits <= 0:
        return 1.0
    exactly = [1.0] + [0.0] * hits
    for chance in chances:
        # The last of them gathers all from ``hits`` and up.
        exactly[hits] += exactly[hits - 1] * chance
        for n in range(hits - 1, 0, -1):
            exactly[n] = exactly[n] * (1 - chance) + exactly[n - 1] * chance
        exactly[0] *= 1 - chance
    return exactly[hits]
