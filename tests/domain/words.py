"""The steps that a nämnd begins with, by the words of its scales; the program itself knows none."""

from tui.domain.scale import SCALES, steps_of


def names(scale: str) -> tuple[str, ...]:
    """The names of a scale's steps."""
    return tuple(step.name for step in steps_of(scale, SCALES[scale]))


MAL_SCALE, CONTROL_SCALE = names("mal"), names("kontroll")
REACHED, NEAR, NOT_REACHED, IMPOSSIBLE = names("status")
STEP_SIGNS = {s.sign for name, lines in SCALES.items() for s in steps_of(name, lines)} - {""}
"""The symbols of their steps."""
