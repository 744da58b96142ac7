"""Symbols and classes: no state is ever told by colour alone."""

from tui.domain.bedomning import Bedomning
from tui.domain.finding import Severity
from tui.domain.scale import Signal

SIGNAL_SIGN = {Signal.BRA: "▲", Signal.NEUTRAL: "·", Signal.WARNING: "▽", Signal.SEVERITY: "▼"}
SIGNAL_CLASS = {
    Signal.BRA: "bra",
    Signal.NEUTRAL: "dampad",
    Signal.WARNING: "varning",
    Signal.SEVERITY: "allvar",
}
FINDING_SIGN: dict[Severity, tuple[str, str]] = {
    "fel": ("!", "allvar stark"),
    "bör ses över": ("?", "varning stark"),
    "saknas": ("□", "dampad"),
    "avrundning": ("≈", "dampad"),
}


INCOMPLETE = "…"
"""Beside a sum of which a part is missing."""


def signal_sign(bedomning: Bedomning) -> str:
    """The symbol of a judgement: its step's own where it has one, else the signal's."""
    return bedomning.sign or SIGNAL_SIGN[bedomning.signal]


def signal_class(bedomning: Bedomning) -> str:
    """The class of a judgement's colour."""
    return SIGNAL_CLASS[bedomning.signal]


def bar(share: float, width: int) -> str:
    """A bar of ``width`` characters, filled to a share between 0 and 1."""
    filled_cells = max(0, min(width, round(share * width)))
    return "█" * filled_cells + "░" * (width - filled_cells)
