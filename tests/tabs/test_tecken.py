"""Every state has a symbol of its own beside its colour."""

import pytest

from tui.domain.bedomning import SKALSIGNAL, Bedomning, Signal
from tui.tabs.tecken import (
    ORDTECKEN,
    SIGNALKLASS,
    SIGNALTECKEN,
    signalklass,
    signaltecken,
    stapel,
)


def test_each_signal_has_its_own_symbol_and_colour() -> None:
    assert len(set(SIGNALTECKEN.values())) == len(set(SIGNALKLASS.values())) == len(Signal)


@pytest.mark.parametrize("ord_", SKALSIGNAL)
def test_each_word_of_a_scale_has_a_symbol_and_its_signals_colour(ord_: str) -> None:
    bedomning = Bedomning(SKALSIGNAL[ord_], ord_, "")
    assert signaltecken(bedomning) == ORDTECKEN[ord_]
    assert signalklass(bedomning) == SIGNALKLASS[SKALSIGNAL[ord_]]


def test_the_steps_of_one_scale_have_different_symbols() -> None:
    ord_ = list(SKALSIGNAL)
    assert len({ORDTECKEN[o] for o in ord_[:4]}) == 4
    assert len({ORDTECKEN[o] for o in ord_[4:6]}) == 2
    assert len({ORDTECKEN[o] for o in ord_[6:]}) == len(ord_[6:])


@pytest.mark.parametrize(
    ("andel", "text"),
    [(0, "░░░░"), (0.5, "██░░"), (1, "████"), (1.7, "████"), (-0.3, "░░░░")],
)
def test_a_bar_is_filled_to_its_share(andel: float, text: str) -> None:
    assert stapel(andel, 4) == text
