"""Which cells are judged, by the real figures of 2024 and a few of the others."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.malls import NYCKELTAL, RAM_BESLUTAD, RISKS, SJUKFRANVARO, UNDERTAKINGS, UPPFOLJNING
from tests.report.example import DRIFT, PARTS, UTKAST, sheet, table
from tui.domain.bedomning import Bedomning, cell_assessment
from tui.domain.scale import Signal
from tui.domain.table import Row, Table
from tui.domain.value import Malvarde, Value


def assessed(table: Table, row: str, column: str) -> Bedomning | None:
    calculation = sheet(table).calculation
    return cell_assessment(calculation, table.row(row), table.column(column))


def signal(table: Table, row: str, column: str) -> Signal | None:
    bedomning = assessed(table, row, column)
    return bedomning.signal if bedomning else None


@pytest.mark.parametrize(
    ("row", "waited"),
    [
        ("intakter", Signal.NEUTRAL),
        ("personal", Signal.BRA),
        ("lokalhyror", Signal.NEUTRAL),
        ("kop_av_tjanster", Signal.SEVERITY),
        ("ovriga_kostnader", Signal.WARNING),
        ("kostnader", Signal.SEVERITY),
        ("nettokostnader", Signal.SEVERITY),
        ("kommunbidrag", Signal.NEUTRAL),
        ("finansnetto", Signal.NEUTRAL),
        ("resultat", Signal.SEVERITY),
    ],
)
def test_the_deviations_of_2024_are_judged_by_share_and_amount(row: str, waited: Signal) -> None:
    assert signal(DRIFT, row, "avvikelse") is waited


@pytest.mark.parametrize("row", ["personal", "kop_av_tjanster", "ovriga_kostnader", "kostnader"])
def test_a_deviation_in_per_cent_is_judged_as_its_amount(row: str) -> None:
    assert assessed(DRIFT, row, "avvikelse_procent") == assessed(DRIFT, row, "avvikelse")


def test_an_empty_per_cent_is_not_judged_though_its_amount_is() -> None:
    assert assessed(DRIFT, "resultat", "avvikelse_procent") is None


@pytest.mark.parametrize(
    ("row", "waited"),
    [
        ("intakter", Signal.NEUTRAL),
        ("personal", Signal.NEUTRAL),
        ("kop_av_tjanster", Signal.SEVERITY),
        ("ovriga_kostnader", Signal.NEUTRAL),
        ("kostnader", Signal.NEUTRAL),
        ("kommunbidrag", Signal.NEUTRAL),
        ("finansnetto", None),
        ("resultat", None),
    ],
)
def test_the_consumption_of_2024_is_judged_against_the_riktpunkt(
    row: str, waited: Signal | None
) -> None:
    assert signal(DRIFT, row, "forbrukat") is waited


def _with_cells(row: str, **cells: int) -> Table:
    new = replace(DRIFT.row(row), cells={k: Decimal(v) for k, v in cells.items()}, tryckt={})
    return DRIFT.with_row(new)


def test_of_an_income_too_little_is_worse() -> None:
    assert signal(_with_cells("intakter", budget=100, utfall=50), "intakter", "forbrukat") is (
        Signal.SEVERITY
    )
    assert signal(_with_cells("intakter", budget=100, utfall=90), "intakter", "forbrukat") is (
        Signal.NEUTRAL
    )


def test_a_finansnetto_with_a_budget_is_not_consumed() -> None:
    table_ = _with_cells("finansnetto", budget=-10, utfall=-2)
    assert assessed(table_, "finansnetto", "forbrukat") is None


def test_differences_between_years_in_money_have_no_judgement() -> None:
    assert assessed(DRIFT, "kostnader", "diff") is None
    assert assessed(DRIFT, "kostnader", "utveckling") is None


def test_a_decided_frame_is_a_budget_too() -> None:
    row = Row("kostnader", "K", cells={"beslutad": Decimal(-1000), "prognos": Decimal(-1100)})
    assert signal(table(RAM_BESLUTAD, row), "kostnader", "avvikelse") is Signal.SEVERITY


def test_amounts_in_another_unit_are_judged_as_thousands_of_kronor() -> None:
    row = Row("kostnader", "K", cells={"beslutad": Decimal(-2000), "prognos": Decimal(-2001)})
    in_tkr, in_mnkr = table(RAM_BESLUTAD, row), table(RAM_BESLUTAD, row, enhet="mnkr")
    assert signal(in_tkr, "kostnader", "avvikelse") is Signal.NEUTRAL
    assert signal(in_mnkr, "kostnader", "avvikelse") is Signal.WARNING


def test_the_shown_deviation_is_judged_and_not_the_computed() -> None:
    row = replace(DRIFT.row("lokalhyror"), tryckt={"avvikelse": Decimal(-6000)})
    assert signal(DRIFT.with_row(row), "lokalhyror", "avvikelse") is Signal.SEVERITY


@pytest.mark.parametrize(
    ("year", "last_year", "waited"),
    [("6.6", "7.1", "bättre"), ("7.1", "6.6", "sämre"), ("3", "3", "oförändrat")],
)
def test_of_sick_leave_less_is_better(year: str, last_year: str, waited: str) -> None:
    row = Row("total", "Total", cells={"ar": Decimal(year), "fjol": Decimal(last_year)})
    calculation = sheet(table(SJUKFRANVARO, row), UTKAST).calculation
    bedomning = cell_assessment(calculation, row, calculation.table.column("diff"))
    assert bedomning is not None
    assert bedomning.words == waited


def test_a_status_is_judged_with_the_rule_of_its_proposal() -> None:
    cells: dict[str, Value] = {"mal": Malvarde("<", Decimal(166)), "utfall": Decimal(190)}
    bedomning = assessed(table(NYCKELTAL, Row("n", "N", cells=cells)), "n", "status")
    assert bedomning is not None
    assert (bedomning.signal, bedomning.words) == (Signal.SEVERITY, "ej uppnått")
    assert "målets tecken" in bedomning.rule


def test_the_controllers_own_word_is_judged_whatever_its_case() -> None:
    row = Row("k", "K", cells={"bedomning": "med anmärkning"})
    bedomning = assessed(table(UPPFOLJNING, row), "k", "bedomning")
    assert bedomning == Bedomning(Signal.SEVERITY, "med anmärkning", "din bedömning", "!")


def test_a_judgement_out_of_the_text_says_so() -> None:
    row = Row("a", "A", cells={"bedomning": "Delvis uppfyllt"}, sources={"bedomning": "prosa"})
    bedomning = assessed(table(UNDERTAKINGS, row), "a", "bedomning")
    assert bedomning is not None
    assert bedomning.rule == "hämtad ur löptexten"


def test_a_word_that_no_scale_has_is_not_judged() -> None:
    row = Row("a", "A", cells={"bedomning": "på god väg"})
    assert assessed(table(UNDERTAKINGS, row), "a", "bedomning") is None


@pytest.mark.parametrize(
    ("sannolikhet", "vasentlighet", "word"),
    [(1, 2, "låg"), (2, 2, "medel"), (3, 3, "hög"), (3, 4, "mycket hög")],
)
def test_a_risk_falls_in_a_band(sannolikhet: int, vasentlighet: int, word: str) -> None:
    cells = {"sannolikhet": Decimal(sannolikhet), "vasentlighet": Decimal(vasentlighet)}
    calculation = sheet(table(RISKS, Row("r", "R", cells=cells)), UTKAST).calculation
    bedomning = cell_assessment(
        calculation, calculation.table.rows[0], calculation.table.column("riskvarde")
    )
    assert bedomning is not None
    assert bedomning.words == word


def test_headings_and_empty_rows_are_not_judged() -> None:
    heading, empty = Row("h", "H", "rubrik"), Row("t", "T")
    table_ = replace(DRIFT, rows=(heading, empty))
    for row in ("h", "t"):
        for column in table_.columns:
            assert assessed(table_, row, column.id) is None


def test_a_table_without_the_deviation_column_judges_no_share_of_it() -> None:
    row = Row("p", "P", cells={"avvikelse_procent": Decimal(9)})
    columns = (replace(DRIFT.column("avvikelse_procent"), rule=None),)
    calculation = sheet(replace(DRIFT, rows=(row,), columns=columns), PARTS).calculation
    assert cell_assessment(calculation, row, columns[0]) is None
