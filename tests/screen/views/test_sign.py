"""Every state has a symbol of its own beside its colour."""

import pytest

from tui.domain.bedomning import SCALE_SIGNAL, Bedomning, Signal
from tui.domain.signs import (
    SIGNAL_CLASS,
    SIGNAL_SIGN,
    WORD_CHARACTER,
    bar,
    signal_class,
    signal_sign,
)


def test_each_signal_has_its_own_symbol_and_colour() -> None:
    assert len(set(SIGNAL_SIGN.values())) == len(set(SIGNAL_CLASS.values())) == len(Signal)


@pytest.mark.parametrize("word", SCALE_SIGNAL)
def test_each_word_of_a_scale_has_a_symbol_and_its_signals_colour(word: str) -> None:
    bedomning = Bedomning(SCALE_SIGNAL[word], word, "")
    assert signal_sign(bedomning) == WORD_CHARACTER[word]
    assert signal_class(bedomning) == SIGNAL_CLASS[SCALE_SIGNAL[word]]


def test_the_steps_of_one_scale_have_different_symbols() -> None:
    word = list(SCALE_SIGNAL)
    assert len({WORD_CHARACTER[o] for o in word[:4]}) == 4
    assert len({WORD_CHARACTER[o] for o in word[4:6]}) == 2
    assert len({WORD_CHARACTER[o] for o in word[6:]}) == len(word[6:])


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "░░░░"), (0.5, "██░░"), (1, "████"), (1.7, "████"), (-0.3, "░░░░")],
)
def test_a_bar_is_filled_to_its_share(share: float, text: str) -> None:
    assert bar(share, 4) == text
