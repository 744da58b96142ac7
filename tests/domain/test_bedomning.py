"""The rules of assessment, by tables and properties; the real documents stand in another file."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.bedomning import (
    EJ_NADD,
    GAR_EJ,
    NADD,
    NARA,
    SKALSIGNAL,
    Signal,
    avvikelsebedomning,
    forbrukningsbedomning,
    kontrollforslag,
    lagre_battre,
    malforslag,
    nyckeltalsstatus,
    riskband,
    takt_mal,
)
from tui.domain.installningar import KONTROLLSKALA, MALSKALA, Trosklar
from tui.domain.varde import Malvarde, Marke, Par, Varde

D = Decimal
T = Trosklar()
BRA, NEUTRAL, VARNING, ALLVAR = Signal.BRA, Signal.NEUTRAL, Signal.VARNING, Signal.ALLVAR
UTAN, MED = KONTROLLSKALA
EJ, DELVIS, HOG, HELT = MALSKALA
LAGRE, HOGRE = "lägre är bättre", "högre är bättre"
tal = st.decimals(-10_000, 10_000, places=1)
positiva = st.decimals("0.1", 10_000, places=1)


# ---- Deviation against budget ---------------------------------------------------------------


def avvikelse(belopp: str, budget: str | None, trosklar: Trosklar = T) -> Signal | None:
    svar = avvikelsebedomning(D(belopp), None if budget is None else D(budget), trosklar)
    return svar.signal if svar else None


@pytest.mark.parametrize(
    ("belopp", "budget", "signal"),
    [
        ("3000", "-158695", BRA),
        ("-6000", "-62376", ALLVAR),
        ("-2000", "-38013", VARNING),
        ("-5000", "-276500", ALLVAR),
        ("-5000", "0", ALLVAR),
        ("0", "31417", NEUTRAL),
        ("0", "0", NEUTRAL),
        ("650", "750", BRA),
        ("-20", "0", NEUTRAL),
        ("-6", None, NEUTRAL),
    ],
)
def test_the_deviations_of_the_documents_have_the_colours_of_the_mock(
    belopp: str, budget: str | None, signal: Signal
) -> None:
    assert avvikelse(belopp, budget) is signal


@pytest.mark.parametrize(
    ("belopp", "budget", "signal"),
    [
        ("-499", "-1000000", NEUTRAL),
        ("-500", "-1000000", VARNING),
        ("-4999", "-1000000", VARNING),
        ("-5000", "-1000000", ALLVAR),
        ("-0.9", "-100", NEUTRAL),
        ("-1", "-100", VARNING),
        ("-7.9", "-100", VARNING),
        ("-8", "-100", ALLVAR),
        ("-8", "100", ALLVAR),
        ("499", "1000000", NEUTRAL),
        ("500", "1000000", BRA),
        ("1", "100", BRA),
        ("80", "100", BRA),
    ],
)
def test_either_the_share_or_the_amount_is_enough(belopp: str, budget: str, signal: Signal) -> None:
    assert avvikelse(belopp, budget) is signal


def test_no_deviation_has_no_judgement() -> None:
    assert avvikelsebedomning(None, D(100), T) is None


@given(tal, tal)
def test_only_a_deviation_for_the_worse_is_a_warning(belopp: Decimal, budget: Decimal) -> None:
    svar = avvikelsebedomning(belopp, budget, T)
    assert svar is not None
    assert (svar.signal is BRA) <= (belopp > 0)
    assert (svar.signal in (VARNING, ALLVAR)) <= (belopp < 0)


@given(positiva, positiva, tal)
def test_a_worse_deviation_is_never_coloured_milder(
    liten: Decimal, mer: Decimal, budget: Decimal
) -> None:
    ordning = [NEUTRAL, VARNING, ALLVAR]
    mild, svar = (avvikelsebedomning(-b, budget, T) for b in (liten, liten + mer))
    assert mild is not None
    assert svar is not None
    assert ordning.index(mild.signal) <= ordning.index(svar.signal)


def test_the_thresholds_are_the_settings_and_are_told() -> None:
    egna = replace(T, avvikelse_andel_liten=D("2.5"), avvikelse_belopp_liten=D(900))
    svar = avvikelsebedomning(D(-600), D(-100_000), egna)
    assert svar is not None
    assert svar.signal is NEUTRAL
    assert svar.regel == "märks från 2,5 % av budget eller 900 tkr"


# ---- Consumption against the riktpunkt ------------------------------------------------------


@pytest.mark.parametrize(
    ("andel", "intakt", "signal"),
    [
        ("83.4", False, ALLVAR),
        ("76.7", False, ALLVAR),
        ("76.6", False, VARNING),
        ("71.7", False, VARNING),
        ("71.6", False, NEUTRAL),
        ("0", False, NEUTRAL),
        ("66.7", True, NEUTRAL),
        ("61.6", True, VARNING),
        ("56.6", True, ALLVAR),
        ("120", True, NEUTRAL),
    ],
)
def test_consumption_is_judged_by_its_distance_to_the_riktpunkt(
    andel: str, intakt: bool, signal: Signal
) -> None:
    svar = forbrukningsbedomning(D(andel), D(200) / 3, T, intakt=intakt)
    assert svar is not None
    assert svar.signal is signal
    assert "riktpunkt 67 %" in svar.regel


@pytest.mark.parametrize(
    ("andel", "kostnad", "intakt"),
    [("60", ALLVAR, NEUTRAL), ("55", VARNING, NEUTRAL), ("45", NEUTRAL, VARNING)],
)
def test_the_thresholds_themselves_count_and_an_income_is_said_to_be_one(
    andel: str, kostnad: Signal, intakt: Signal
) -> None:
    som_kostnad = forbrukningsbedomning(D(andel), D(50), T)
    som_intakt = forbrukningsbedomning(D(andel), D(50), T, intakt=True)
    assert som_kostnad is not None
    assert som_intakt is not None
    assert (som_kostnad.signal, som_intakt.signal) == (kostnad, intakt)


def test_no_consumption_has_no_judgement() -> None:
    assert forbrukningsbedomning(None, D(67), T) is None


# ---- Lower is better ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("skillnad", "signal"),
    [("-2.0", BRA), ("-0.1", BRA), ("0.0", NEUTRAL), ("0", NEUTRAL), ("0.1", VARNING)],
)
def test_of_sick_leave_and_incidents_less_is_better(skillnad: str, signal: Signal) -> None:
    svar = lagre_battre(D(skillnad))
    assert svar is not None
    assert svar.signal is signal


def test_no_difference_known_has_no_judgement() -> None:
    assert lagre_battre(None) is None


# ---- The status of a nyckeltal --------------------------------------------------------------


def under(tal: str) -> Malvarde:
    return Malvarde("<", D(tal))


@pytest.mark.parametrize(
    ("mal", "utfall", "riktning", "status"),
    [
        (Malvarde("<", D(166)), D(165), "", NADD),
        (Malvarde("<", D(166)), D(166), "", NARA),
        (Malvarde("≤", D(166)), D(166), "", NADD),
        (Malvarde("<", D(166)), D(174), "", NARA),
        (Malvarde("<", D(166)), D(175), "", EJ_NADD),
        (Malvarde(">", D(60)), D(66), "", NADD),
        (Malvarde(">", D(60)), D(60), "", NARA),
        (Malvarde("≥", D(60)), D(60), "", NADD),
        (Malvarde("≥", D(81)), D(77), "", NARA),
        (Malvarde("≥", D(81)), D("76.9"), "", EJ_NADD),
        (Malvarde(">", D(60)), D(66), LAGRE, NADD),
        (Malvarde("<", D(60)), D(66), HOGRE, EJ_NADD),
        (D(302), D(302), LAGRE, NADD),
        (D(302), D(301), LAGRE, NADD),
        (D(302), D(318), LAGRE, EJ_NADD),
        (D(302), D(317), LAGRE, NARA),
        (D(75), D(87), HOGRE, NADD),
        (D(90), D(82), HOGRE, EJ_NADD),
        (D(90), D("85.5"), HOGRE, NARA),
        (D("82.2"), Par(D("82.2"), D("80.5"), "*"), HOGRE, NADD),
        (D("73.8"), Par(D("68.6"), D("99.9"), "*"), HOGRE, EJ_NADD),
        (D(0), D(0), LAGRE, NADD),
        (D(0), D(3), LAGRE, EJ_NADD),
        (D(5), D(0), HOGRE, EJ_NADD),
        (D(0), D(-1), HOGRE, EJ_NADD),
        (D(-1), D(0), LAGRE, EJ_NADD),
        (D(-10), D(-9), LAGRE, EJ_NADD),
        (D(-10), D(-10), LAGRE, NADD),
        (D(1), D("0.96"), HOGRE, NARA),
        (D("0.96"), D(1), LAGRE, NARA),
        (D(75), D(87), "", GAR_EJ),
        (D(75), D(87), "uppåt", GAR_EJ),
        ("ska öka", D(87), HOGRE, GAR_EJ),
        (None, D(87), HOGRE, GAR_EJ),
        (D(75), None, HOGRE, GAR_EJ),
        (D(75), Marke.STRECK, HOGRE, GAR_EJ),
        (D(75), "pågår", HOGRE, GAR_EJ),
    ],
)
def test_an_outcome_is_held_against_its_target(
    mal: Varde, utfall: Varde, riktning: str, status: str
) -> None:
    assert nyckeltalsstatus(mal, utfall, riktning) == status


@pytest.mark.parametrize(
    ("utfall", "manader", "status"),
    [
        (298, 8, EJ_NADD),
        (210, 8, NARA),
        (209, 8, NADD),
        (221, 8, NARA),
        (222, 8, EJ_NADD),
        (298, 12, NADD),
        (314, 12, NADD),
        (315, 36, NARA),
    ],
)
def test_a_measure_that_grows_through_the_year_is_judged_at_its_pace(
    utfall: int, manader: int, status: str
) -> None:
    svar = nyckeltalsstatus(under("315"), D(utfall), "", kumulativ=True, manader=manader)
    assert svar == status


def test_the_pace_of_315_is_210_after_eight_months() -> None:
    assert takt_mal(D(315), 8) == 210
    assert takt_mal(D(315), 12) == takt_mal(D(315), 24) == 315
    assert nyckeltalsstatus(under("315"), D(298), "", manader=8) == NADD


@given(tal, tal, st.sampled_from([LAGRE, HOGRE]), st.decimals("0", "50", places=1))
def test_a_better_outcome_never_has_a_worse_status(
    mal: Decimal, utfall: Decimal, riktning: str, battre: Decimal
) -> None:
    ordning = [EJ_NADD, NARA, NADD]
    bort = -battre if riktning == LAGRE else battre
    fore, efter = (nyckeltalsstatus(mal, u, riktning) for u in (utfall, utfall + bort))
    assert ordning.index(fore) <= ordning.index(efter)


# ---- Goals and control points ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("statusar", "forslag"),
    [
        ([NADD], HELT),
        ([NADD, NADD, NADD], HELT),
        ([NADD, GAR_EJ], HELT),
        ([NADD, NADD, NADD, EJ_NADD], HOG),
        ([NADD, NARA], HOG),
        ([NADD, EJ_NADD], DELVIS),
        ([NADD, NADD, EJ_NADD], DELVIS),
        ([NARA], DELVIS),
        ([NARA, EJ_NADD, EJ_NADD, EJ_NADD], DELVIS),
        ([EJ_NADD], EJ),
        ([EJ_NADD, EJ_NADD], EJ),
        ([GAR_EJ], ""),
        ([], ""),
        ([""], ""),
    ],
)
def test_a_goal_is_proposed_out_of_its_nyckeltal(statusar: list[str], forslag: str) -> None:
    assert malforslag(statusar) == forslag


@pytest.mark.parametrize(
    ("stickprov", "anmarkningar", "forslag"),
    [
        (215, 7, UTAN),
        (105, 0, UTAN),
        (28, 12, MED),
        (180, 1, UTAN),
        (25, 13, MED),
        (79, 46, MED),
        (100, 5, UTAN),
        (100, 6, MED),
        (1, 1, MED),
        (0, 0, ""),
        (None, 3, ""),
        (10, None, ""),
        (None, None, ""),
    ],
)
def test_a_control_point_is_proposed_by_its_share_of_remarks(
    stickprov: int | None, anmarkningar: int | None, forslag: str
) -> None:
    tal_ = [None if t is None else D(t) for t in (stickprov, anmarkningar)]
    assert kontrollforslag(tal_[0], tal_[1], T) == forslag


# ---- Risks ----------------------------------------------------------------------------------

BAND = {
    1: ("låg", BRA),
    2: ("låg", BRA),
    3: ("låg", BRA),
    4: ("medel", NEUTRAL),
    6: ("medel", NEUTRAL),
    8: ("hög", VARNING),
    9: ("hög", VARNING),
    12: ("mycket hög", ALLVAR),
    16: ("mycket hög", ALLVAR),
}


@pytest.mark.parametrize(("sannolikhet", "vasentlighet"), list(product(range(1, 5), repeat=2)))
def test_every_product_of_the_four_by_four_picture_falls_in_a_band(
    sannolikhet: int, vasentlighet: int
) -> None:
    svar = riskband(D(sannolikhet * vasentlighet), T)
    assert svar is not None
    assert (svar.ord, svar.signal) == BAND[sannolikhet * vasentlighet]
    assert svar.regel == "medel från 4, hög från 8, mycket hög från 12"


def test_an_unknown_risk_has_no_band() -> None:
    assert riskband(None, T) is None


# ---- The colours of words -------------------------------------------------------------------


def test_every_step_of_every_scale_has_a_signal_from_bad_to_good() -> None:
    assert [SKALSIGNAL[steg] for steg in MALSKALA] == [ALLVAR, VARNING, NEUTRAL, BRA]
    assert [SKALSIGNAL[steg] for steg in KONTROLLSKALA] == [BRA, ALLVAR]
    assert [SKALSIGNAL[s] for s in (EJ_NADD, NARA, GAR_EJ, NADD)] == [ALLVAR, VARNING, NEUTRAL, BRA]
