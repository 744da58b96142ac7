"""How a cell and a heading are written."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.malls import SJUKFRANVARO, STATISTICS
from tests.report.example import DRIFT, UTKAST, cell, sheet
from tui.domain.calculation import Calculation, Context
from tui.domain.cell_text import cell_text, cells_decimals, cells_unit, column_heading, shown_text
from tui.domain.period import Period
from tui.domain.table import Column, Row
from tui.domain.value import Malvarde, Mark, Par, Value

NBSP = "\u00a0"
PARTS = Period(date(2024, 1, 1), date(2024, 8, 31))


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "shown"),
    [
        (None, 0, "", ""),
        (None, None, "%", ""),
        (Decimal(-158695), 0, "", "−158_695"),
        (Decimal("9.0"), None, "", "9,0"),
        (Decimal("9.0"), 0, "", "9"),
        (Decimal(99), None, "%", "99_%"),
        (Decimal(99), None, "antal", "99"),
        (Malvarde("<", Decimal(166)), None, "", "<166"),
        (Malvarde("≥", Decimal("81.5")), None, "%", "≥81,5_%"),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), None, "", "82,2 (80,5)*"),
        (Par(Decimal(82), Decimal(80)), None, "%", "82 (80)"),
        (Mark.DASH, 0, "%", "–"),
        (Mark.NOT_AVAILABLE, 0, "", "ej tillgänglig"),
        (Mark.NOT_ASKED, 0, "", "ej tillfrågad"),
        ("ska öka", 0, "%", "ska öka"),
        ("[/] <b>", None, "", "[/] <b>"),
    ],
)
def test_every_kind_of_value_is_written_as_the_documents_print_it(
    value: Value, decimals: int | None, unit: str, shown: str
) -> None:
    assert cell_text(value, decimals, unit) == shown.replace("_", NBSP)


def test_a_quotient_without_a_column_does_not_run_on_for_ever() -> None:
    assert cell_text(Decimal(200) / 3, None) == "66,7"


def test_a_row_overrides_the_decimals_of_its_column_but_not_those_of_a_share() -> None:
    count, share = Column("a", "A"), Column("b", "B %", "procent", "a / a * 100", decimals=1)
    row = Row("r", "R", decimals=2)
    assert cells_decimals(Row("r", "R"), count) == 0
    assert cells_decimals(row, count) == 2
    assert cells_decimals(row, share) == 1


def test_a_quotient_in_a_column_as_entered_gets_one_decimal_and_a_difference_its_own() -> None:
    as_typed = Column("k", "K", "tal", decimals=None)
    assert cells_decimals(Row("r", "R", rule="a / b * 100"), as_typed) == 1
    assert cells_decimals(Row("r", "R"), replace(as_typed, rule="a / b * 100")) == 1
    assert cells_decimals(Row("r", "R"), replace(as_typed, rule="a - b")) is None


def test_a_difference_of_figures_with_decimals_keeps_them() -> None:
    row = Row("r", "R", cells={"ar": Decimal("165.7"), "fjol": Decimal("159.5")})
    table = replace(DRIFT, template=STATISTICS, columns=STATISTICS.columns, rows=(row,))
    assert shown_text(sheet(table, UTKAST).calculation, row, table.column("diff")) == "6,2"


@pytest.mark.parametrize(("locked", "shown"), [(True, "12,5"), (False, "13")])
def test_a_printed_figure_never_loses_a_decimal_and_an_exact_one_is_shown_in_its_column(
    locked: bool, shown: str
) -> None:
    box = cell(Decimal("12.5"), Column("k", "K", decimals=0))
    table = box.calculation.table
    calculation = Calculation(table, Context(locked=locked))
    assert shown_text(calculation, table.rows[0], table.columns[0]) == shown


def test_a_computed_figure_is_rounded_to_its_column() -> None:
    calculation = sheet(DRIFT).calculation
    row = calculation.table.row("kop_av_tjanster")
    assert shown_text(calculation, row, calculation.table.column("avvikelse_procent")) == "−9,6"
    assert shown_text(calculation, row, calculation.table.column("forbrukat")) == "83"


def test_the_printed_figure_is_shown_in_a_draft_too() -> None:
    row, column = DRIFT.row("kostnader"), DRIFT.column("diff")
    for box in (sheet(DRIFT), sheet(DRIFT, UTKAST)):
        assert shown_text(box.calculation, row, column) == f"−32{NBSP}296"


def test_per_cent_is_written_at_the_figure_only_where_nothing_else_says_it() -> None:
    row, in_percent = Row("r", "R"), Row("r", "R", unit="%")
    sick = replace(DRIFT, unit="%", columns=SJUKFRANVARO.columns)
    assert cells_unit(sick, row, sick.columns[0]) == ""
    assert cells_unit(DRIFT, row, DRIFT.column("avvikelse_procent")) == ""
    assert cells_unit(DRIFT, row, Column("g", "Sysselsättningsgrad", "procent")) == "%"
    assert cells_unit(DRIFT, in_percent, Column("a", "2023", "tal")) == "%"
    assert cells_unit(DRIFT, in_percent, Column("t", "Källa", "text")) == ""


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Budget {ar}", "Budget 2024"),
        ("Diff. utfall {fjol}/{ar}", "Diff. utfall 2023/2024"),
        ("Förbrukat (riktpunkt {riktpunkt} %)", "Förbrukat (riktpunkt 67 %)"),
        ("Plan {ar1}, {ar4}", "Plan 2025, 2028"),
        ("{okänt} {0.__class__} {", "{okänt} {0.__class__} {"),
    ],
)
def test_a_heading_gets_the_years_of_its_document_and_nothing_else(
    heading: str, shown: str
) -> None:
    assert column_heading(Column("k", heading), PARTS) == shown


def test_a_heading_without_a_period_stands_as_declared() -> None:
    assert column_heading(Column("k", "Budget {ar}"), None) == "Budget {ar}"
