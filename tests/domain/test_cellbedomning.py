"""Which cells are judged, by the real figures of 2024 and a few of the others."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.report.exempel import DELAR, DRIFT, UTKAST, blad, tabell
from tui.domain.bedomning import Bedomning, Signal
from tui.domain.cellbedomning import cellbedomning
from tui.domain.drift import RAM_BESLUTAD
from tui.domain.internkontroll import RISKER, UPPFOLJNING
from tui.domain.mal import ATAGANDEN, NYCKELTAL
from tui.domain.personal import SJUKFRANVARO
from tui.domain.tabell import Rad, Tabell
from tui.domain.varde import Malvarde, Varde


def bedomd(tabell: Tabell, rad: str, kolumn: str) -> Bedomning | None:
    kalkyl = blad(tabell).kalkyl
    return cellbedomning(kalkyl, tabell.rad(rad), tabell.kolumn(kolumn))


def signal(tabell: Tabell, rad: str, kolumn: str) -> Signal | None:
    bedomning = bedomd(tabell, rad, kolumn)
    return bedomning.signal if bedomning else None


@pytest.mark.parametrize(
    ("rad", "vantat"),
    [
        ("intakter", Signal.NEUTRAL),
        ("personal", Signal.BRA),
        ("lokalhyror", Signal.NEUTRAL),
        ("kop_av_tjanster", Signal.ALLVAR),
        ("ovriga_kostnader", Signal.VARNING),
        ("kostnader", Signal.ALLVAR),
        ("nettokostnader", Signal.ALLVAR),
        ("kommunbidrag", Signal.NEUTRAL),
        ("finansnetto", Signal.NEUTRAL),
        ("resultat", Signal.ALLVAR),
    ],
)
def test_the_deviations_of_2024_are_judged_by_share_and_amount(rad: str, vantat: Signal) -> None:
    assert signal(DRIFT, rad, "avvikelse") is vantat


@pytest.mark.parametrize("rad", ["personal", "kop_av_tjanster", "ovriga_kostnader", "kostnader"])
def test_a_deviation_in_per_cent_is_judged_as_its_amount(rad: str) -> None:
    assert bedomd(DRIFT, rad, "avvikelse_procent") == bedomd(DRIFT, rad, "avvikelse")


def test_an_empty_per_cent_is_not_judged_though_its_amount_is() -> None:
    assert bedomd(DRIFT, "resultat", "avvikelse_procent") is None


@pytest.mark.parametrize(
    ("rad", "vantat"),
    [
        ("intakter", Signal.NEUTRAL),
        ("personal", Signal.NEUTRAL),
        ("kop_av_tjanster", Signal.ALLVAR),
        ("ovriga_kostnader", Signal.NEUTRAL),
        ("kostnader", Signal.NEUTRAL),
        ("kommunbidrag", Signal.NEUTRAL),
        ("finansnetto", None),
        ("resultat", None),
    ],
)
def test_the_consumption_of_2024_is_judged_against_the_riktpunkt(
    rad: str, vantat: Signal | None
) -> None:
    assert signal(DRIFT, rad, "forbrukat") is vantat


def _med_celler(rad: str, **celler: int) -> Tabell:
    ny = replace(DRIFT.rad(rad), celler={k: Decimal(v) for k, v in celler.items()}, tryckt={})
    return DRIFT.med_rad(ny)


def test_of_an_income_too_little_is_worse() -> None:
    assert signal(_med_celler("intakter", budget=100, utfall=50), "intakter", "forbrukat") is (
        Signal.ALLVAR
    )
    assert signal(_med_celler("intakter", budget=100, utfall=90), "intakter", "forbrukat") is (
        Signal.NEUTRAL
    )


def test_a_finansnetto_with_a_budget_is_not_consumed() -> None:
    tabell_ = _med_celler("finansnetto", budget=-10, utfall=-2)
    assert bedomd(tabell_, "finansnetto", "forbrukat") is None


def test_differences_between_years_in_money_have_no_judgement() -> None:
    assert bedomd(DRIFT, "kostnader", "diff") is None
    assert bedomd(DRIFT, "kostnader", "utveckling") is None


def test_a_decided_frame_is_a_budget_too() -> None:
    rad = Rad("kostnader", "K", celler={"beslutad": Decimal(-1000), "prognos": Decimal(-1100)})
    assert signal(tabell(RAM_BESLUTAD, rad), "kostnader", "avvikelse") is Signal.ALLVAR


def test_amounts_in_another_unit_are_judged_as_thousands_of_kronor() -> None:
    rad = Rad("kostnader", "K", celler={"beslutad": Decimal(-2000), "prognos": Decimal(-2001)})
    i_tkr, i_mnkr = tabell(RAM_BESLUTAD, rad), tabell(RAM_BESLUTAD, rad, enhet="mnkr")
    assert signal(i_tkr, "kostnader", "avvikelse") is Signal.NEUTRAL
    assert signal(i_mnkr, "kostnader", "avvikelse") is Signal.VARNING


def test_the_shown_deviation_is_judged_and_not_the_computed() -> None:
    rad = replace(DRIFT.rad("lokalhyror"), tryckt={"avvikelse": Decimal(-6000)})
    assert signal(DRIFT.med_rad(rad), "lokalhyror", "avvikelse") is Signal.ALLVAR


@pytest.mark.parametrize(
    ("ar", "fjol", "vantat"),
    [("6.6", "7.1", "bättre"), ("7.1", "6.6", "sämre"), ("3", "3", "oförändrat")],
)
def test_of_sick_leave_less_is_better(ar: str, fjol: str, vantat: str) -> None:
    rad = Rad("total", "Total", celler={"ar": Decimal(ar), "fjol": Decimal(fjol)})
    kalkyl = blad(tabell(SJUKFRANVARO, rad), UTKAST).kalkyl
    bedomning = cellbedomning(kalkyl, rad, kalkyl.tabell.kolumn("diff"))
    assert bedomning is not None
    assert bedomning.ord == vantat


def test_a_status_is_judged_with_the_rule_of_its_proposal() -> None:
    celler: dict[str, Varde] = {"mal": Malvarde("<", Decimal(166)), "utfall": Decimal(190)}
    bedomning = bedomd(tabell(NYCKELTAL, Rad("n", "N", celler=celler)), "n", "status")
    assert bedomning is not None
    assert (bedomning.signal, bedomning.ord) == (Signal.ALLVAR, "ej uppnått")
    assert "målets tecken" in bedomning.regel


def test_the_controllers_own_word_is_judged_whatever_its_case() -> None:
    rad = Rad("k", "K", celler={"bedomning": "med anmärkning"})
    bedomning = bedomd(tabell(UPPFOLJNING, rad), "k", "bedomning")
    assert bedomning == Bedomning(Signal.ALLVAR, "med anmärkning", "din bedömning")


def test_a_judgement_out_of_the_text_says_so() -> None:
    rad = Rad("a", "A", celler={"bedomning": "Delvis uppfyllt"}, kallor={"bedomning": "prosa"})
    bedomning = bedomd(tabell(ATAGANDEN, rad), "a", "bedomning")
    assert bedomning is not None
    assert bedomning.regel == "hämtad ur löptexten"


def test_a_word_that_no_scale_has_is_not_judged() -> None:
    rad = Rad("a", "A", celler={"bedomning": "på god väg"})
    assert bedomd(tabell(ATAGANDEN, rad), "a", "bedomning") is None


@pytest.mark.parametrize(
    ("sannolikhet", "vasentlighet", "ord_"),
    [(1, 2, "låg"), (2, 2, "medel"), (3, 3, "hög"), (3, 4, "mycket hög")],
)
def test_a_risk_falls_in_a_band(sannolikhet: int, vasentlighet: int, ord_: str) -> None:
    celler = {"sannolikhet": Decimal(sannolikhet), "vasentlighet": Decimal(vasentlighet)}
    kalkyl = blad(tabell(RISKER, Rad("r", "R", celler=celler)), UTKAST).kalkyl
    bedomning = cellbedomning(kalkyl, kalkyl.tabell.rader[0], kalkyl.tabell.kolumn("riskvarde"))
    assert bedomning is not None
    assert bedomning.ord == ord_


def test_headings_and_empty_rows_are_not_judged() -> None:
    rubrik, tom = Rad("h", "H", "rubrik"), Rad("t", "T")
    tabell_ = replace(DRIFT, rader=(rubrik, tom))
    for rad in ("h", "t"):
        for kolumn in tabell_.kolumner:
            assert bedomd(tabell_, rad, kolumn.id) is None


def test_a_table_without_the_deviation_column_judges_no_share_of_it() -> None:
    rad = Rad("p", "P", celler={"avvikelse_procent": Decimal(9)})
    kolumner = (replace(DRIFT.kolumn("avvikelse_procent"), regel=None),)
    kalkyl = blad(replace(DRIFT, rader=(rad,), kolumner=kolumner), DELAR).kalkyl
    assert cellbedomning(kalkyl, rad, kolumner[0]) is None
