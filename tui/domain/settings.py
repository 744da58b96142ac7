"""Settings (*inställningar*): thresholds, scales and meetings, as they stand in the store.

The defaults are those that reproduce the judgements stated in the board's own documents. No
national rule exists; every municipality sets its own, so each is a setting and shown as one.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from tui.domain.scale import SCALES, Step, Steps, step_named, steps_of


class Thresholds(Struct, frozen=True):
    """When a figure is coloured.

    ``avvikelse_*``: share of budget in per cent, amount in tkr; either is enough.
    ``forbrukning_*``: percentage points beyond the riktpunkt.
    ``near_share``: how much of the target counts as near, in per cent.
    ``anmarkning_share``: share of a sample with remarks that still is negligible, in per cent.
    ``takt_change``: how far the pace that a prognos needs may be from that so far, in per cent.
    """

    avvikelse_share_small: Decimal = field(default=Decimal(1), name="avvikelse_andel_liten")
    avvikelse_share_large: Decimal = field(default=Decimal(8), name="avvikelse_andel_stor")
    avvikelse_amount_small: Decimal = field(default=Decimal(500), name="avvikelse_belopp_liten")
    avvikelse_amount_large: Decimal = field(default=Decimal(5000), name="avvikelse_belopp_stor")
    forbrukning_small: Decimal = field(default=Decimal(5), name="forbrukning_liten")
    forbrukning_large: Decimal = field(default=Decimal(10), name="forbrukning_stor")
    near_share: Decimal = field(default=Decimal(95), name="nara_andel")
    anmarkning_share: Decimal = field(default=Decimal(5), name="anmarkning_andel")
    risk_medium: Decimal = field(default=Decimal(4), name="risk_medel")
    risk_high: Decimal = field(default=Decimal(8), name="risk_hog")
    risk_very_high: Decimal = field(default=Decimal(12), name="risk_mycket_hog")
    takt_change: Decimal = field(default=Decimal(25), name="takt_andring")


STORED_THRESHOLDS: Mapping[str, str] = dict(
    zip(Thresholds.__struct_fields__, Thresholds.__struct_encode_fields__, strict=True)
)
"""Each threshold's name in the stored settings."""


class Sammantrade(Struct, frozen=True):
    """A meeting of the board; ``paragraf`` is empty until the minutes are there.

    ``deadline``: no meeting, but a day that something has to be ready by.
    """

    when: date
    paragraf: str = ""
    errand: str = ""
    deadline: bool = False


AccountLine: TypeAlias = tuple[str, ...]
"""A line of the map of accounts: row, accounts, from and to, as they were typed."""


class Settings(Struct, frozen=True):
    """Everything that a user may set. ``scales`` are the lines of each scale's steps, in order.

    ``account_map`` is by the number of each line, which it keeps (``domain.account_map``).
    ``signs`` and ``amount_form`` are the ids of ``domain.amount_form``: how a document that is made
    out of nothing writes income and costs, and in which unit.
    """

    namnd: str = ""
    kommun: str = ""
    signs: str = "intakt_plus"
    amount_form: str = "tkr"
    thresholds: Thresholds = Thresholds()
    scales: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(SCALES))
    account_map: Mapping[str, AccountLine] = field(default_factory=dict)
    sammantraden: tuple[Sammantrade, ...] = ()
    theme: str = "mork"
    last_document: str = ""
    last_tab: str = ""

    def steps(self, scale: str) -> Steps:
        """The steps of a scale, empty where the name is unknown."""
        return _steps(scale, self.scales.get(scale, ()), self.thresholds)

    def scale(self, name: str) -> tuple[str, ...]:
        """The names of a scale's steps, which are the choices of a cell."""
        return tuple(step.name for step in self.steps(name))

    def step(self, scale: str, word: object) -> Step | None:
        """The step of a scale that a word names, None where it names none."""
        return step_named(self.steps(scale), word)

    def meaning(self, scale: str, word: object) -> str:
        """What a word of a scale means, "" for a word that is no step of it."""
        step = self.step(scale, word)
        return step.meaning if step else ""


@lru_cache(256)
def _steps(scale: str, lines: tuple[str, ...], thresholds: Thresholds) -> Steps:
    """The steps of a scale, a condition that goes by a threshold with its number."""
    return tuple(
        replace(step, when=replace(step.when, number=getattr(thresholds, step.when.threshold)))
        if step.when and step.when.threshold
        else step
        for step in steps_of(scale, lines)
    )


def next_sammantrade(settings: Settings, today: date) -> Sammantrade | None:
    """The first meeting today or later, or None when none is planned."""
    coming = (s for s in settings.sammantraden if s.when >= today and not s.deadline)
    return min(coming, key=lambda s: s.when, default=None)
