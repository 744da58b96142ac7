"""Which columns of two documents meet, and what may not be subtracted from what."""

from msgspec.structs import replace

from tests.checks.test_comparison import cell, compared, page
from tui.checks.comparability import Page, time_bound
from tui.checks.comparison import comparison, comparison_sentences
from tui.domain.calculation import Calculation
from tui.domain.next_document.period_turn import shifted


def test_columns_that_state_the_same_of_the_same_year_meet_whatever_they_are_called() -> None:
    j = compared(("2025-budget", "ramar"), ("2024-delar", "drift"))
    par = next(k for k in j.columns if k.has == "foregaende")
    assert (par.where, par.same) == ("budget", True)
    assert cell(j, "kommunbidrag", "foregaende")[2] is not None


def test_last_years_outcome_meets_last_years_own_document_of_the_same_months() -> None:
    where = page("2024-delar", "drift")
    before = replace(where.document, id="2023-delar", period=shifted(where.document.period, -1))
    j = comparison(
        where,
        Page(
            before,
            Calculation(where.table, replace(where.calculation.context, period=before.period)),
        ),
    )
    par = next(k for k in j.columns if k.has == "foregaende")
    assert (par.where, par.same, par.obstacle) == ("utfall", True, "")


def test_flipped_signs_are_not_subtracted() -> None:
    j = compared(("2024-delar", "investeringar"), ("2023-bokslut", "investeringar"))
    par = next(k for k in j.columns if k.has == "diff")
    assert "räknas på olika sätt" in par.obstacle


def test_sick_leave_of_seven_months_is_not_that_of_a_year() -> None:
    j = compared(("2024-delar", "sjukfranvaro"), ("2023-bokslut", "sjukfranvaro"))
    assert {k.obstacle for k in j.columns} == {
        "tabellen avser 1 januari–31 juli här och helår 2023 där"
    }
    assert next(comparison_sentences(j)).startswith("Ingen kolumn jämförs: ")


def test_sick_leave_of_the_monthly_paid_is_not_that_of_all() -> None:
    base, all_ = page("2018-delar", "sjukfranvaro"), page("2018-delar", "sjukfranvaro")
    without = replace(all_.table, note="", footnotes={})
    j = comparison(
        base,
        Page(replace(all_.document, id="annat"), Calculation(without, all_.calculation.context)),
    )
    assert {k.obstacle for k in j.columns} <= {
        "tabellen omfattar bara månadsavlönade här och fler än månadsavlönade där",
        "tabellen avser 1 januari–31 juli här och till och med 31 augusti 2018 där",
    }
    assert all(k.obstacle for k in j.columns)


def test_another_unit_is_not_subtracted() -> None:
    base = page("2024-delar", "drift")
    mnkr = replace(base.table, unit="mnkr")
    other = Page(replace(base.document, id="annat"), Calculation(mnkr, base.calculation.context))
    j = comparison(base, other)
    assert all("tkr här och i mnkr där" in k.obstacle for k in j.columns)


def test_a_pace_by_month_has_no_period_in_it() -> None:
    table = page("2024-delar", "drift").table
    bound = {k.id for k in table.columns if time_bound(table, k)}
    assert {"utfall", "foregaende", "diff", "forbrukat"} <= bound
    assert not {"budget", "prognos", "avvikelse", "takt_hittills"} & bound
