"""Measured values: two series side by side, their medians, their ratio and its spread."""

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from msgspec import Struct


class Measure(Struct, frozen=True):
    """Ours against a baseline, run in turn: value by value they belong together.

    ``unit`` is "ms" (values in seconds) or "MB" (in bytes); ``mal`` is the highest ratio wanted.
    """

    case: str
    name: str
    against: str
    values: tuple[float, ...]
    base: tuple[float, ...]
    mal: float | None = None
    unit: str = "ms"

    @property
    def quotients(self) -> tuple[float, ...]:
        """The ratio of each pair."""
        return tuple(a / b for a, b in zip(self.values, self.base, strict=True))

    @property
    def quotient(self) -> float:
        """The median of the pairs' ratios."""
        return median(self.quotients)

    @property
    def spread(self) -> tuple[float, float]:
        """The ratio's lower and upper quartile."""
        if len(self.quotients) < 2:
            return self.quotient, self.quotient
        lower, _, upper = quantiles(self.quotients, n=4, method="inclusive")
        return lower, upper

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        return None if self.mal is None else self.quotient <= self.mal

    def json(self) -> dict[str, Any]:
        """Everything measured, as JSON values."""
        lower, upper = self.spread
        return {
            "fall": self.case,
            "namn": self.name,
            "mot": self.against,
            "enhet": self.unit,
            "median": median(self.values),
            "median_bas": median(self.base),
            "kvot": self.quotient,
            "kvartiler": [lower, upper],
            "mal": self.mal,
            "varden": list(self.values),
            "bas": list(self.base),
        }


class Without(Struct, frozen=True):
    """A case that could not be measured, and why."""

    case: str
    name: str
    reason: str

    def json(self) -> dict[str, Any]:
        """The same, as JSON values."""
        return {"fall": self.case, "namn": self.name, "uteblev": self.reason}


def interleaved(count: int, *measurements: Callable[[], float]) -> list[tuple[float, ...]]:
    """Each measurement ``count`` times, in turn and every other round backwards."""
    all_series: list[list[float]] = [[] for _ in measurements]
    for round_ in range(count):
        order = range(len(measurements))
        for i in order if round_ % 2 == 0 else reversed(order):
            all_series[i].append(measurements[i]())
    return [tuple(series) for series in all_series]


def thousandths(values: Sequence[float], unit: str) -> str:
    """The median in milliseconds or megabytes."""
    mitten = median(values)
    return f"{mitten * 1000:.1f}" if unit == "ms" else f"{mitten / 1e6:.1f}"
