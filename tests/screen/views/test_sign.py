"""Every state has a symbol of its own beside its colour."""

import pytest

from tui.domain.bedomning import Bedomning
from tui.domain.scale import Signal
from tui.domain.settings import Settings
from tui.domain.symbols import (
    SIGNAL_CLASS,
    SIGNAL_SIGN,
    bar,
    signal_class,
    signal_sign,
)


def test_each_signal_has_its_own_symbol_and_colour() -> None:
    assert len(set(SIGNAL_SIGN.values())) == len(set(SIGNAL_CLASS.values())) == len(Signal)


def test_the_steps_of_each_scale_have_symbols_of_their_own() -> None:
    for scale in ("mal", "kontroll", "status", "utveckling", "riskband"):
        steps = Settings().steps(scale)
        signs = [signal_sign(Bedomning(step.signal, step.name, "", step.sign)) for step in steps]
        assert len(set(signs)) == len(steps), scale


def test_a_step_without_a_symbol_has_its_colours_own() -> None:
    bedomning = Bedomning(Signal.BRA, "Grön", "")
    assert signal_sign(bedomning) == SIGNAL_SIGN[Signal.BRA]
    assert signal_class(bedomning) == SIGNAL_CLASS[Signal.BRA]


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "░░░░"), (0.5, "██░░"), (1, "████"), (1.7, "████"), (-0.3, "░░░░")],
)
def test_a_bar_is_filled_to_its_share(share: float, text: str) -> None:
    assert bar(share, 4) == text
