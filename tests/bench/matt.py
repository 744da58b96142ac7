"""Measured values: two series side by side, their medians, their ratio and its spread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Matt:
    """Ours against a baseline, run in turn: value by value they belong together.

    ``enhet`` is "ms" (values in seconds) or "MB" (in bytes); ``mal`` is the highest ratio wanted.
    """

    fall: str
    namn: str
    mot: str
    varden: tuple[float, ...]
    bas: tuple[float, ...]
    mal: float | None = None
    enhet: str = "ms"

    @property
    def kvoter(self) -> tuple[float, ...]:
        """The ratio of each pair."""
        return tuple(a / b for a, b in zip(self.varden, self.bas, strict=True))

    @property
    def kvot(self) -> float:
        """The median of the pairs' ratios."""
        return median(self.kvoter)

    @property
    def spridning(self) -> tuple[float, float]:
        """The ratio's lower and upper quartile."""
        if len(self.kvoter) < 2:
            return self.kvot, self.kvot
        nedre, _, ovre = quantiles(self.kvoter, n=4, method="inclusive")
        return nedre, ovre

    @property
    def natt(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        return None if self.mal is None else self.kvot <= self.mal

    def json(self) -> dict[str, Any]:
        """Everything measured, as JSON values."""
        nedre, ovre = self.spridning
        return {
            "fall": self.fall,
            "namn": self.namn,
            "mot": self.mot,
            "enhet": self.enhet,
            "median": median(self.varden),
            "median_bas": median(self.bas),
            "kvot": self.kvot,
            "kvartiler": [nedre, ovre],
            "mal": self.mal,
            "varden": list(self.varden),
            "bas": list(self.bas),
        }


@dataclass(frozen=True)
class Utan:
    """A case that could not be measured, and why."""

    fall: str
    namn: str
    skal: str

    def json(self) -> dict[str, Any]:
        """The same, as JSON values."""
        return {"fall": self.fall, "namn": self.namn, "uteblev": self.skal}


def varvade(antal: int, *matningar: Callable[[], float]) -> list[tuple[float, ...]]:
    """Each measurement ``antal`` times, in turn and every other round backwards."""
    serier: list[list[float]] = [[] for _ in matningar]
    for varv in range(antal):
        ordning = range(len(matningar))
        for i in ordning if varv % 2 == 0 else reversed(ordning):
            serier[i].append(matningar[i]())
    return [tuple(serie) for serie in serier]


def tusendelar(varden: Sequence[float], enhet: str) -> str:
    """The median in milliseconds or megabytes."""
    mitten = median(varden)
    return f"{mitten * 1000:.1f}" if enhet == "ms" else f"{mitten / 1e6:.1f}"
