"""Which columns of two documents meet, and what may not be subtracted from what."""

from dataclasses import replace

from tests.granskning.test_jamforelse import cell, jamford, sida
from tui.domain.berakning import Kalkyl
from tui.domain.nasta_period import forskjuten
from tui.granskning.jamforbarhet import Sida, tidsbunden
from tui.granskning.jamforelse import jamforelse, jamforelsemeningar


def test_columns_that_state_the_same_of_the_same_year_meet_whatever_they_are_called() -> None:
    j = jamford(("2025-budget", "ramar"), ("2024-delar", "drift"))
    par = next(k for k in j.kolumner if k.har == "foregaende")
    assert (par.dar, par.samma) == ("budget", True)
    assert cell(j, "kommunbidrag", "foregaende")[2] is not None


def test_last_years_outcome_meets_last_years_own_document_of_the_same_months() -> None:
    dar = sida("2024-delar", "drift")
    fore = replace(dar.dokument, id="2023-delar", period=forskjuten(dar.dokument.period, -1))
    j = jamforelse(
        dar, Sida(fore, Kalkyl(dar.tabell, replace(dar.kalkyl.sammanhang, period=fore.period)))
    )
    par = next(k for k in j.kolumner if k.har == "foregaende")
    assert (par.dar, par.samma, par.hinder) == ("utfall", True, "")


def test_flipped_signs_are_not_subtracted() -> None:
    j = jamford(("2024-delar", "investeringar"), ("2023-bokslut", "investeringar"))
    par = next(k for k in j.kolumner if k.har == "diff")
    assert "räknas på olika sätt" in par.hinder


def test_sick_leave_of_seven_months_is_not_that_of_a_year() -> None:
    j = jamford(("2024-delar", "sjukfranvaro"), ("2023-bokslut", "sjukfranvaro"))
    assert {k.hinder for k in j.kolumner} == {
        "tabellen avser 1 januari–31 juli här och helår 2023 där"
    }
    assert next(jamforelsemeningar(j)).startswith("Ingen kolumn jämförs: ")


def test_sick_leave_of_the_monthly_paid_is_not_that_of_all() -> None:
    bas, alla = sida("2018-delar", "sjukfranvaro"), sida("2018-delar", "sjukfranvaro")
    utan = replace(alla.tabell, not_="", fotnoter={})
    j = jamforelse(
        bas, Sida(replace(alla.dokument, id="annat"), Kalkyl(utan, alla.kalkyl.sammanhang))
    )
    assert {k.hinder for k in j.kolumner} <= {
        "tabellen omfattar bara månadsavlönade här och fler än månadsavlönade där",
        "tabellen avser 1 januari–31 juli här och till och med 31 augusti 2018 där",
    }
    assert all(k.hinder for k in j.kolumner)


def test_another_unit_is_not_subtracted() -> None:
    bas = sida("2024-delar", "drift")
    mnkr = replace(bas.tabell, enhet="mnkr")
    annat = Sida(replace(bas.dokument, id="annat"), Kalkyl(mnkr, bas.kalkyl.sammanhang))
    j = jamforelse(bas, annat)
    assert all("tkr här och i mnkr där" in k.hinder for k in j.kolumner)


def test_a_pace_by_month_has_no_period_in_it() -> None:
    tabell = sida("2024-delar", "drift").tabell
    bundna = {k.id for k in tabell.kolumner if tidsbunden(tabell, k)}
    assert {"utfall", "foregaende", "diff", "forbrukat"} <= bundna
    assert not {"budget", "prognos", "avvikelse", "takt_hittills"} & bundna
