"""Healing: the one cell that explains what fails, and its figure."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.checks.test_identities import ENTERED, ITEMS, SUMS, in_kronor, tryckt_drift
from tests.malls import REGISTER
from tests.tables import begun
from tui.checks.one_table import table_finding
from tui.checks.relations import rounded_to
from tui.domain.calculation import Calculation, Context
from tui.domain.finding import Finding
from tui.domain.table import Row, Table
from tui.domain.value import Value, decimals_in

D = Decimal
ENTERED_CELLS = [(row, column) for row in ITEMS for column in ENTERED]
# Whose figures also bind each other otherwise than by the declared rules.
SPECIAL = ("personal.sjukfranvaro", "personal.sammansattning", "internkontroll.stickprov")


def error_in(table: Table) -> list[Finding]:
    finding = table_finding("d", Calculation(table, Context(locked=True)))
    return [f for f in finding if f.severity == "fel"]


def with_(table: Table, row_id: str, column: str, slip: int) -> Table:
    row = table.row(row_id)
    field = "tryckt" if column in row.tryckt else "cells"
    content = dict(getattr(row, field))
    return table.with_row(replace(row, **{field: {**content, column: content[column] + slip}}))


@given(
    in_kronor(even=True),
    st.sampled_from(ENTERED_CELLS),
    st.integers(3, 10**6),
    st.sampled_from([1, -1]),
)
def test_an_entered_figure_beyond_the_bound_is_the_cell_that_is_named_and_healed(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], size: int, sign: int
) -> None:
    table = tryckt_drift(kronor)
    right = table.row(cell[0]).cells[cell[1]]
    (finding,) = error_in(with_(table, *cell, sign * size))
    assert (finding.address.row, finding.address.column) == cell
    assert finding.should == right


@given(
    in_kronor(even=True),
    st.sampled_from([(r, k) for r in SUMS for k in (*ENTERED, "avvikelse", "diff")]),
    st.integers(3, 10**6),
)
def test_a_sum_beyond_the_bound_is_the_cell_that_is_named_and_healed(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], size: int
) -> None:
    table = tryckt_drift(kronor)
    (finding,) = error_in(with_(table, *cell, size))
    assert (finding.address.row, finding.address.column) == cell
    assert finding.should == table.row(cell[0]).tryckt[cell[1]]


@given(
    in_kronor(even=True),
    st.lists(st.sampled_from(ENTERED_CELLS), min_size=2, max_size=2, unique=True),
)
def test_two_slips_in_different_columns_are_both_named(
    kronor: dict[tuple[str, str], int], cells: list[tuple[str, str]]
) -> None:
    par = {"budget": "a", "prognos": "a", "utfall": "b", "foregaende": "b"}
    assume(par[cells[0][1]] != par[cells[1][1]])
    table = tryckt_drift(kronor)
    for cell in cells:
        table = with_(table, *cell, 777)
    assert {(f.address.row, f.address.column) for f in error_in(table)} == set(cells)


def test_a_healed_table_has_no_findings_left() -> None:
    kronor = {(row, column): 5_000_000 for row in ITEMS for column in ENTERED}
    table = with_(tryckt_drift(kronor), "kostnader", "budget", 400)
    (finding,) = error_in(table)
    row = table.row("kostnader")
    healed = table.with_row(replace(row, tryckt={**row.tryckt, "budget": finding.should}))
    assert error_in(healed) == []


def number(data: st.DataObject) -> Decimal:
    return D(data.draw(st.integers(-(10**7), 10**7))).scaleb(-data.draw(st.integers(0, 1)))


def counted(template: Table, data: st.DataObject) -> Table:
    """A table of this kind whose printed figures are what its own rules give."""
    rows = tuple(_entered(row, template, data) for row in (*template.rows, Row("egen", "Egen")))
    table = begun("t", template, "T", template.unit, template.columns, rows)
    calculation = Calculation(table)
    return replace(table, rows=tuple(_tryckt(calculation, row) for row in rows))


def _entered(row: Row, template: Table, data: st.DataObject) -> Row:
    columns = [k for k in template.columns if k.type_ in ("belopp", "procent", "tal")]
    entered = [k for k in columns if not k.computed and row.rule is None]
    return replace(row, cells={k.id: number(data) for k in entered})


def _tryckt(calculation: Calculation, row: Row) -> Row:
    tryckt: dict[str, Value] = {}
    for column in calculation.table.columns:
        value = calculation.computed(row.id, column.id)
        if isinstance(value, Decimal):
            tryckt[column.id] = value if decimals_in(value) <= 2 else rounded_to(value, D("0.1"))
    return replace(row, tryckt=tryckt)


@pytest.mark.parametrize(
    "template",
    [m for m in REGISTER.templates.values() if m.id not in SPECIAL],
    ids=lambda template: template.id,
)
@given(st.data())
def test_a_table_recomputed_by_its_own_rules_has_no_errors(
    template: Table, data: st.DataObject
) -> None:
    assert error_in(counted(template, data)) == []


def test_where_any_of_several_parts_could_be_the_slip_the_sum_is_named() -> None:
    parts = [Row(f"p{i}", f"P{i}", parent="kostnader", cells={"budget": D(10)}) for i in "ab"]
    template = REGISTER.templates["drift.plan"]
    total = replace(template.row("kostnader"), tryckt={"budget": D(90)})
    (finding,) = error_in(begun("t", template, "T", "tkr", template.columns, (*parts, total)))
    assert (finding.address.row, finding.said, finding.should) == ("kostnader", 90, 20)


def test_an_entered_figure_is_named_with_the_sum_that_it_heals() -> None:
    kronor = {(row, column): 5_000_000 for row in ITEMS for column in ENTERED}
    (finding,) = error_in(with_(tryckt_drift(kronor), "personal", "budget", 400))
    assert finding.sentence == (
        "Personalkostnader, Budget {ar}: tryckt 5_400, men Personalkostnader, "
        "Avv. prognos/budget {ar}, går ihop med 5_000."
    ).replace("_", "\u00a0")
