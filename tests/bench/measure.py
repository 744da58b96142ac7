"""Measured values: series side by side, their medians, their ratio and its spread."""

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from msgspec import Struct


class Pairs(Struct, frozen=True):
    """Values against a baseline, run in turn: value by value they belong together."""

    values: tuple[float, ...]
    base: tuple[float, ...]

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

    def json(self) -> dict[str, Any]:
        """Everything measured, as JSON values."""
        return {
            "median": median(self.values),
            "median_bas": median(self.base),
            "kvot": self.quotient,
            "kvartiler": list(self.spread),
            "varden": list(self.values),
            "bas": list(self.base),
        }


class Measure(Struct, frozen=True):
    """Ours against a baseline, and the old side's where there is one.

    ``unit`` is "ms" (values in seconds) or "MB" (in bytes); ``goal`` is the highest ratio wanted.
    """

    case: str
    name: str
    against: str
    new: Pairs
    old: Pairs | None = None
    goal: float | None = None
    unit: str = "ms"

    @property
    def new_to_old(self) -> Pairs | None:
        """Ours against the old side's own."""
        return None if self.old is None else Pairs(self.new.values, self.old.values)

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        return None if self.goal is None else self.new.quotient <= self.goal

    def json(self) -> dict[str, Any]:
        """Everything measured, as JSON values."""
        head = {"fall": self.case, "namn": self.name, "mot": self.against, "enhet": self.unit}
        old, both = self.old, self.new_to_old
        more = (
            {} if old is None or both is None else {"gammal": old.json(), "mot_gammal": both.json()}
        )
        return {**head, "mal": self.goal, **self.new.json(), **more}


class Without(Struct, frozen=True):
    """A case that could not be measured, and why."""

    case: str
    name: str
    reason: str

    def json(self) -> dict[str, Any]:
        """The same, as JSON values."""
        return {"fall": self.case, "namn": self.name, "uteblev": self.reason}


def interleaved(count: int, *measurements: Callable[[], float]) -> list[tuple[float, ...]]:
    """Each measurement ``count`` times after one to warm up, every other round backwards."""
    for measurement in measurements:
        measurement()
    series: list[list[float]] = [[] for _ in measurements]
    for round_ in range(count):
        order = range(len(measurements))
        for i in order if round_ % 2 == 0 else reversed(order):
            series[i].append(measurements[i]())
    return [tuple(one) for one in series]


def measured(
    names: tuple[str, str, str],
    series: Sequence[tuple[float, ...]],
    goal: float | None = None,
    unit: str = "ms",
) -> Measure:
    """A measure (case, name, baseline's name) out of our series, the old side's if any, and the
    baseline's."""
    *ours, base = series
    new, *old = (Pairs(one, base) for one in ours)
    return Measure(*names, new, old[0] if old else None, goal, unit)
