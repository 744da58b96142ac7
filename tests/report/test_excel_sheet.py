"""A draft's sheet: whatever figures are typed, each formula gives the figure that is shown."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook

from tests.malls import INVESTERINGAR_PARTS, RISKS
from tests.report.example import DRIFT, UTKAST, cell, sheet, table
from tests.report.formula_arithmetic import counted
from tui.domain.calculation import Calculation
from tui.domain.table import Column, Row, Table
from tui.domain.value import Mark, Value
from tui.report.tables import report_table
from tui.report.writers.excel_sheet import HEAD_ROW, set_sheet, sheet_plan

VALUES = st.one_of(
    st.none(),
    st.sampled_from([Mark.DASH, Decimal(0), Decimal("-0.25")]),
    st.integers(-400_000, 400_000).map(Decimal),
    st.decimals(-9999, 9999, places=1, allow_nan=False),
)


def filled_in(whole: Table, values: dict[tuple[int, str], Value]) -> Table:
    """The table with these values in its entered cells."""
    rows = []
    for i, row in enumerate(whole.rows):
        calculation = Calculation(whole)
        own_ones = [k for k in whole.columns if k.numeric and calculation.rule(row, k) is None]
        cells = {k.id: values.get((i, k.id)) for k in own_ones}
        known = {n: v for n, v in cells.items() if v is not None}
        rows.append(replace(row, cells=known, tryckt={}))
    return replace(whole, rows=tuple(rows))


def controlled(table_: Table) -> int:
    """How many formulas the sheet has, each found to give what the table shows."""
    reported = report_table(sheet(table_, UTKAST))
    worksheet = Workbook().active
    assert worksheet is not None
    values, plan = set_sheet(worksheet, reported, "Utkast"), sheet_plan(reported)
    for i, row in enumerate(reported.rows):
        for j, box in enumerate(row.cells):
            address = plan.address((i, j))
            if worksheet[address].data_type == "f":
                assert box.number is not None
                assert abs(counted(worksheet, address) - box.number) < Decimal("1e-9")
                assert values[address] == box.number
            else:
                assert address not in values
    return len(values)


KEYS = st.dictionaries(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(["budget", "prognos", "utfall", "foregaende", "sannolikhet"]),
    ),
    VALUES,
    max_size=40,
)


@settings(max_examples=40)
@given(KEYS)
def test_any_figures_in_drift_give_formulas_that_show_the_same(
    values: dict[tuple[int, str], Value],
) -> None:
    controlled(filled_in(DRIFT, values))


@settings(max_examples=20)
@given(KEYS)
def test_any_figures_in_investeringar_give_formulas_that_show_the_same(
    values: dict[tuple[int, str], Value],
) -> None:
    item = [Row(f"p{i}", f"Post {i}", parent="reinvestering") for i in range(3)]
    controlled(filled_in(table(INVESTERINGAR_PARTS, *INVESTERINGAR_PARTS.rows, *item), values))


def test_a_whole_draft_is_live_in_every_computed_cell() -> None:
    filled_sections = {
        (i, k): Decimal(100 + i) for i in range(10) for k in ("budget", "prognos", "utfall")
    } | {(i, "foregaende"): Decimal(90) for i in range(10)}
    sums, differences, shares_and_pace, only_pace = 3 * 4, 10 * 2, 8 * 6, 2 * 2
    waited = sums + differences + shares_and_pace + only_pace
    assert controlled(filled_in(DRIFT, filled_sections)) == waited


def test_a_product_is_live_and_a_gap_in_it_gives_no_formula() -> None:
    full = {"sannolikhet": Decimal(3), "vasentlighet": Decimal(4)}
    rows = (Row("a", "A", cells=full), Row("b", "B", cells={"sannolikhet": Decimal(2)}))
    assert controlled(table(RISKS, *rows)) == 1


def test_a_figure_keeps_its_own_decimals_and_its_unit() -> None:
    percent = Column("k", "K", "procent", decimals=1)
    worksheet = Workbook().active
    assert worksheet is not None
    set_sheet(worksheet, report_table(cell(Decimal("14.6"), percent)), "")
    box = worksheet.cell(HEAD_ROW + 1, 2)
    assert (box.value, box.number_format) == (
        Decimal("14.6"),
        '#,##0.0"\u00a0%";#,##0.0"\u00a0%"',
    )
