"""Symbols and classes: no state is ever told by colour alone."""

from tui.domain.bedomning import (
    EJ_NADD,
    GAR_EJ,
    NADD,
    NARA,
    Bedomning,
    Signal,
)
from tui.domain.fel import Allvar
from tui.domain.installningar import KONTROLLSKALA, MALSKALA

SIGNALTECKEN = {Signal.BRA: "▲", Signal.NEUTRAL: "·", Signal.VARNING: "▽", Signal.ALLVAR: "▼"}
SIGNALKLASS = {
    Signal.BRA: "bra",
    Signal.NEUTRAL: "dampad",
    Signal.VARNING: "varning",
    Signal.ALLVAR: "allvar",
}
ORDTECKEN = {
    **dict(zip(MALSKALA, "○◔◕●", strict=True)),
    **dict(zip(KONTROLLSKALA, "✓!", strict=True)),
    NADD: "✓",
    NARA: "≈",
    EJ_NADD: "✗",
    GAR_EJ: "·",
}
FYNDTECKEN: dict[Allvar, tuple[str, str]] = {
    "fel": ("!", "allvar stark"),
    "bör ses över": ("?", "varning stark"),
    "avrundning": ("≈", "dampad"),
}


def signaltecken(bedomning: Bedomning) -> str:
    """The symbol of a judgement: a word's own where it has one, else the signal's."""
    return ORDTECKEN.get(bedomning.ord, SIGNALTECKEN[bedomning.signal])


def signalklass(bedomning: Bedomning) -> str:
    """The class of a judgement's colour."""
    return SIGNALKLASS[bedomning.signal]


def stapel(andel: float, bredd: int) -> str:
    """A bar of ``bredd`` characters, filled to a share between 0 and 1."""
    fyllda = max(0, min(bredd, round(andel * bredd)))
    return "█" * fyllda + "░" * (bredd - fyllda)
