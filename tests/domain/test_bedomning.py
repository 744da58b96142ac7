"""The rules of assessment, by tables and properties; the real documents stand in another file."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.words import CONTROL_SCALE, IMPOSSIBLE, MAL_SCALE, NEAR, NOT_REACHED, REACHED
from tui.domain.bedomning import (
    avvikelse_assessment,
    consumption_assessment,
    lower_better,
    word_step,
)
from tui.domain.proposals import control_proposal, mal_proposal, nyckeltal_status, pace_mal
from tui.domain.risk_matrix import band_words, value_band
from tui.domain.scale import Signal
from tui.domain.settings import Settings, Thresholds
from tui.domain.value import Malvarde, Mark, Par, Value

D = Decimal
T = Thresholds()
BRA, NEUTRAL, WARNING, SEVERITY = Signal.BRA, Signal.NEUTRAL, Signal.WARNING, Signal.SEVERITY
WITHOUT, WITH = CONTROL_SCALE
NOT, PARTLY, HIGH, WHOLLY = MAL_SCALE
LOWER, HIGHER = "lägre är bättre", "högre är bättre"
number = st.decimals(-10_000, 10_000, places=1)
positive = st.decimals("0.1", 10_000, places=1)


# ---- Deviation against budget ---------------------------------------------------------------


def avvikelse(amount: str, budget: str | None, thresholds: Thresholds = T) -> Signal | None:
    answer = avvikelse_assessment(D(amount), None if budget is None else D(budget), thresholds)
    return answer.signal if answer else None


@pytest.mark.parametrize(
    ("amount", "budget", "signal"),
    [
        ("3000", "-158695", BRA),
        ("-6000", "-62376", SEVERITY),
        ("-2000", "-38013", WARNING),
        ("-5000", "-276500", SEVERITY),
        ("-5000", "0", SEVERITY),
        ("0", "31417", NEUTRAL),
        ("0", "0", NEUTRAL),
        ("650", "750", BRA),
        ("-20", "0", NEUTRAL),
        ("-6", None, NEUTRAL),
    ],
)
def test_the_deviations_of_the_documents_have_the_colours_of_the_mock(
    amount: str, budget: str | None, signal: Signal
) -> None:
    assert avvikelse(amount, budget) is signal


@pytest.mark.parametrize(
    ("amount", "budget", "signal"),
    [
        ("-499", "-1000000", NEUTRAL),
        ("-500", "-1000000", WARNING),
        ("-4999", "-1000000", WARNING),
        ("-5000", "-1000000", SEVERITY),
        ("-0.9", "-100", NEUTRAL),
        ("-1", "-100", WARNING),
        ("-7.9", "-100", WARNING),
        ("-8", "-100", SEVERITY),
        ("-8", "100", SEVERITY),
        ("499", "1000000", NEUTRAL),
        ("500", "1000000", BRA),
        ("1", "100", BRA),
        ("80", "100", BRA),
    ],
)
def test_either_the_share_or_the_amount_is_enough(amount: str, budget: str, signal: Signal) -> None:
    assert avvikelse(amount, budget) is signal


def test_no_deviation_has_no_judgement() -> None:
    assert avvikelse_assessment(None, D(100), T) is None


@given(number, number)
def test_only_a_deviation_for_the_worse_is_a_warning(amount: Decimal, budget: Decimal) -> None:
    answer = avvikelse_assessment(amount, budget, T)
    assert answer is not None
    assert (answer.signal is BRA) <= (amount > 0)
    assert (answer.signal in (WARNING, SEVERITY)) <= (amount < 0)


@given(positive, positive, number)
def test_a_worse_deviation_is_never_coloured_milder(
    small: Decimal, more: Decimal, budget: Decimal
) -> None:
    order = [NEUTRAL, WARNING, SEVERITY]
    mild, answer = (avvikelse_assessment(-b, budget, T) for b in (small, small + more))
    assert mild is not None
    assert answer is not None
    assert order.index(mild.signal) <= order.index(answer.signal)


def test_the_thresholds_are_the_settings_and_are_told() -> None:
    own_ones = replace(T, avvikelse_share_small=D("2.5"), avvikelse_amount_small=D(900))
    answer = avvikelse_assessment(D(-600), D(-100_000), own_ones)
    assert answer is not None
    assert answer.signal is NEUTRAL
    assert answer.rule == "märks från 2,5 % av budget eller 900 tkr"


# ---- Consumption against the riktpunkt ------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "intakt", "signal"),
    [
        ("83.4", False, SEVERITY),
        ("76.7", False, SEVERITY),
        ("76.6", False, WARNING),
        ("71.7", False, WARNING),
        ("71.6", False, NEUTRAL),
        ("0", False, NEUTRAL),
        ("66.7", True, NEUTRAL),
        ("61.6", True, WARNING),
        ("56.6", True, SEVERITY),
        ("120", True, NEUTRAL),
    ],
)
def test_consumption_is_judged_by_its_distance_to_the_riktpunkt(
    share: str, intakt: bool, signal: Signal
) -> None:
    answer = consumption_assessment(D(share), D(200) / 3, T, intakt=intakt)
    assert answer is not None
    assert answer.signal is signal
    assert "riktpunkt 67 %" in answer.rule


@pytest.mark.parametrize(
    ("share", "kostnad", "intakt"),
    [("60", SEVERITY, NEUTRAL), ("55", WARNING, NEUTRAL), ("45", NEUTRAL, WARNING)],
)
def test_the_thresholds_themselves_count_and_an_income_is_said_to_be_one(
    share: str, kostnad: Signal, intakt: Signal
) -> None:
    as_kostnad = consumption_assessment(D(share), D(50), T)
    as_intakt = consumption_assessment(D(share), D(50), T, intakt=True)
    assert as_kostnad is not None
    assert as_intakt is not None
    assert (as_kostnad.signal, as_intakt.signal) == (kostnad, intakt)


def test_no_consumption_has_no_judgement() -> None:
    assert consumption_assessment(None, D(67), T) is None


# ---- Lower is better ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("difference", "signal"),
    [("-2.0", BRA), ("-0.1", BRA), ("0.0", NEUTRAL), ("0", NEUTRAL), ("0.1", WARNING)],
)
def test_of_sick_leave_and_incidents_less_is_better(difference: str, signal: Signal) -> None:
    answer = lower_better(D(difference))
    assert answer is not None
    assert answer.signal is signal


def test_no_difference_known_has_no_judgement() -> None:
    assert lower_better(None) is None


# ---- The status of a nyckeltal --------------------------------------------------------------


def under(number: str) -> Malvarde:
    return Malvarde("<", D(number))


@pytest.mark.parametrize(
    ("mal", "utfall", "direction", "status"),
    [
        (Malvarde("<", D(166)), D(165), "", REACHED),
        (Malvarde("<", D(166)), D(166), "", NEAR),
        (Malvarde("≤", D(166)), D(166), "", REACHED),
        (Malvarde("<", D(166)), D(174), "", NEAR),
        (Malvarde("<", D(166)), D(175), "", NOT_REACHED),
        (Malvarde(">", D(60)), D(66), "", REACHED),
        (Malvarde(">", D(60)), D(60), "", NEAR),
        (Malvarde("≥", D(60)), D(60), "", REACHED),
        (Malvarde("≥", D(81)), D(77), "", NEAR),
        (Malvarde("≥", D(81)), D("76.9"), "", NOT_REACHED),
        (Malvarde(">", D(60)), D(66), LOWER, REACHED),
        (Malvarde("<", D(60)), D(66), HIGHER, NOT_REACHED),
        (D(302), D(302), LOWER, REACHED),
        (D(302), D(301), LOWER, REACHED),
        (D(302), D(318), LOWER, NOT_REACHED),
        (D(302), D(317), LOWER, NEAR),
        (D(75), D(87), HIGHER, REACHED),
        (D(90), D(82), HIGHER, NOT_REACHED),
        (D(90), D("85.5"), HIGHER, NEAR),
        (D("82.2"), Par(D("82.2"), D("80.5"), "*"), HIGHER, REACHED),
        (D("73.8"), Par(D("68.6"), D("99.9"), "*"), HIGHER, NOT_REACHED),
        (D(0), D(0), LOWER, REACHED),
        (D(0), D(3), LOWER, NOT_REACHED),
        (D(5), D(0), HIGHER, NOT_REACHED),
        (D(0), D(-1), HIGHER, NOT_REACHED),
        (D(-1), D(0), LOWER, NOT_REACHED),
        (D(-10), D(-9), LOWER, NOT_REACHED),
        (D(-10), D(-10), LOWER, REACHED),
        (D(1), D("0.96"), HIGHER, NEAR),
        (D("0.96"), D(1), LOWER, NEAR),
        (D(75), D(87), "", IMPOSSIBLE),
        (D(75), D(87), "uppåt", IMPOSSIBLE),
        ("ska öka", D(87), HIGHER, IMPOSSIBLE),
        (None, D(87), HIGHER, IMPOSSIBLE),
        (D(75), None, HIGHER, IMPOSSIBLE),
        (D(75), Mark.DASH, HIGHER, IMPOSSIBLE),
        (D(75), "pågår", HIGHER, IMPOSSIBLE),
    ],
)
def test_an_outcome_is_held_against_its_target(
    mal: Value, utfall: Value, direction: str, status: str
) -> None:
    assert nyckeltal_status(mal, utfall, direction) == status


@pytest.mark.parametrize(
    ("utfall", "months", "status"),
    [
        (298, 8, NOT_REACHED),
        (210, 8, NEAR),
        (209, 8, REACHED),
        (221, 8, NEAR),
        (222, 8, NOT_REACHED),
        (298, 12, REACHED),
        (314, 12, REACHED),
        (315, 36, NEAR),
    ],
)
def test_a_measure_that_grows_through_the_year_is_judged_at_its_pace(
    utfall: int, months: int, status: str
) -> None:
    answer = nyckeltal_status(under("315"), D(utfall), "", cumulative=True, months=months)
    assert answer == status


def test_the_pace_of_315_is_210_after_eight_months() -> None:
    assert pace_mal(D(315), 8) == 210
    assert pace_mal(D(315), 12) == pace_mal(D(315), 24) == 315
    assert nyckeltal_status(under("315"), D(298), "", months=8) == REACHED


@given(number, number, st.sampled_from([LOWER, HIGHER]), st.decimals("0", "50", places=1))
def test_a_better_outcome_never_has_a_worse_status(
    mal: Decimal, utfall: Decimal, direction: str, better: Decimal
) -> None:
    order = [NOT_REACHED, NEAR, REACHED]
    away = -better if direction == LOWER else better
    before, after = (nyckeltal_status(mal, u, direction) for u in (utfall, utfall + away))
    assert order.index(before) <= order.index(after)


# ---- Goals and control points ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "proposal"),
    [
        ([REACHED], WHOLLY),
        ([REACHED, REACHED, REACHED], WHOLLY),
        ([REACHED, IMPOSSIBLE], WHOLLY),
        ([REACHED, REACHED, REACHED, NOT_REACHED], HIGH),
        ([REACHED, NEAR], HIGH),
        ([REACHED, NOT_REACHED], PARTLY),
        ([REACHED, REACHED, NOT_REACHED], PARTLY),
        ([NEAR], PARTLY),
        ([NEAR, NOT_REACHED, NOT_REACHED, NOT_REACHED], PARTLY),
        ([NOT_REACHED], NOT),
        ([NOT_REACHED, NOT_REACHED], NOT),
        ([IMPOSSIBLE], ""),
        ([], ""),
        ([""], ""),
    ],
)
def test_a_goal_is_proposed_out_of_its_nyckeltal(statuses: list[str], proposal: str) -> None:
    assert mal_proposal(statuses) == proposal


@pytest.mark.parametrize(
    ("sample", "remarks", "proposal"),
    [
        (215, 7, WITHOUT),
        (105, 0, WITHOUT),
        (28, 12, WITH),
        (180, 1, WITHOUT),
        (25, 13, WITH),
        (79, 46, WITH),
        (100, 5, WITHOUT),
        (100, 6, WITH),
        (1, 1, WITH),
        (0, 0, ""),
        (None, 3, ""),
        (10, None, ""),
        (None, None, ""),
    ],
)
def test_a_control_point_is_proposed_by_its_share_of_remarks(
    sample: int | None, remarks: int | None, proposal: str
) -> None:
    number_ = [None if t is None else D(t) for t in (sample, remarks)]
    assert control_proposal(number_[0], number_[1]) == proposal


# ---- Risks ----------------------------------------------------------------------------------

BAND = {
    1: ("låg", BRA),
    2: ("låg", BRA),
    3: ("låg", BRA),
    4: ("medel", NEUTRAL),
    6: ("medel", NEUTRAL),
    8: ("hög", WARNING),
    9: ("hög", WARNING),
    12: ("mycket hög", SEVERITY),
    16: ("mycket hög", SEVERITY),
}


@pytest.mark.parametrize(("sannolikhet", "vasentlighet"), list(product(range(1, 5), repeat=2)))
def test_every_product_of_the_four_by_four_picture_falls_in_a_band(
    sannolikhet: int, vasentlighet: int
) -> None:
    band = value_band(D(sannolikhet * vasentlighet), Settings())
    assert band is not None
    assert (band.name, band.signal) == BAND[sannolikhet * vasentlighet]
    assert band_words(Settings()) == "medel från 4, hög från 8, mycket hög från 12"


def test_an_unknown_risk_has_no_band() -> None:
    assert value_band(None, Settings()) is None


# ---- The colours of words -------------------------------------------------------------------


def test_every_step_of_every_scale_has_a_signal_from_bad_to_good() -> None:
    assert [signal_of(step) for step in MAL_SCALE] == [SEVERITY, WARNING, NEUTRAL, BRA]
    assert [signal_of(step) for step in CONTROL_SCALE] == [BRA, SEVERITY]
    statuses = (NOT_REACHED, NEAR, IMPOSSIBLE, REACHED)
    assert [signal_of(step) for step in statuses] == [SEVERITY, WARNING, NEUTRAL, BRA]


def signal_of(word: str) -> Signal | None:
    step = word_step(Settings(), word)
    return step.signal if step else None
