"""What is kept of a recomputation after a change is what working it all out anew gives."""

from collections.abc import Iterator
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.naive import ENTERED, tables, trial, values
from tests.five_documents import EVERY, calculation
from tui.domain.calculation import Calculation, RuleError
from tui.domain.recomputing import affected, recomputed
from tui.domain.rule import Children
from tui.domain.table import LABEL, Row, Table

D = Decimal
NEW = D("4711.5")


def utkast(document: str, table: str) -> Calculation:
    """A real table as a draft."""
    real = calculation(document, table)
    return Calculation(real.table, replace(real.context, locked=False))


def changes(table: Table) -> Iterator[Table]:
    """The table with a cell changed or emptied in a dozen of its rows, or a label."""
    columns = [k.id for k in table.columns if not k.computed and k.numeric]
    for i, row in enumerate(table.rows[:: max(1, len(table.rows) // 10)]):
        if columns:
            column = columns[i % len(columns)]
            yield table.with_row(row.with_cell(column, NEW))
            yield table.with_row(row.with_cell(column, None))
        yield table.with_row(row.with_cell(LABEL, "Annat"))


def everything(one: Calculation) -> dict[tuple[str, str], object]:
    """Every cell's value."""
    rows, columns = one.table.rows, one.table.columns
    return {(r.id, k.id): one.shown(r.id, k.id) for r in rows for k in columns}


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_every_cell_is_what_it_would_be_anew(document: str, table: str) -> None:
    before = utkast(document, table)
    everything(before)
    for new in changes(before.table):
        assert everything(recomputed(before, new, before.context)) == everything(
            Calculation(new, before.context)
        )


@given(tables.filter(lambda table: bool(table.rows)), st.data())
def test_edit_upon_edit_every_cell_is_written_as_it_would_be_anew(
    table: Table, data: st.DataObject
) -> None:
    calculation = Calculation(table)
    for _ in range(data.draw(st.integers(1, 4))):
        typed(calculation)
        row = data.draw(st.sampled_from(calculation.table.rows))
        value = data.draw(values | st.sampled_from([D("1.50"), D("2E+3"), D("9" * 28), D(7)]))
        new = calculation.table.with_row(row.with_cell(data.draw(st.sampled_from(ENTERED)), value))
        calculation = recomputed(calculation, new, calculation.context)
        assert typed(calculation) == typed(Calculation(replace(new)))


def typed(one: Calculation) -> dict[tuple[str, str], str] | None:
    """Every cell's value down to the zeros after its comma, None where a rule is in a ring."""
    try:
        return {place: repr(value) for place, value in everything(one).items()}
    except RuleError:
        return None


def test_only_the_cells_that_hang_on_the_change_are_worked_out_again() -> None:
    before = utkast("2024-delar", "drift")
    everything(before)
    new = before.table.with_row(before.table.row("personal").with_cell("prognos", NEW))
    now = recomputed(before, new, before.context)
    with patch.object(
        Calculation, "_work_out", autospec=True, side_effect=Calculation._work_out
    ) as count:
        everything(now)
    all_recomputed = {call.args[1] for call in count.call_args_list}
    assert {row for row, _ in all_recomputed} == {
        "personal",
        "kostnader",
        "nettokostnader",
        "resultat",
    }
    assert "budget" not in {column for _, column in all_recomputed}


def test_a_row_added_or_a_column_first_used_is_worked_out_anew() -> None:
    before = utkast("2024-delar", "investeringar")
    shorter = replace(before.table, rows=before.table.rows[:-1])
    assert affected(before, Calculation(shorter, before.context)) is None
    filled = before.table.with_row(before.table.row("inventarier").with_cell("kommentar", "ny"))
    assert affected(before, Calculation(filled, before.context)) is None


def test_other_settings_or_a_lock_are_worked_out_anew() -> None:
    before = utkast("2024-delar", "drift")
    locked = replace(before.context, locked=True)
    assert affected(before, Calculation(before.table, locked)) is None


def long_list(count: int = 5000) -> Table:
    """The real investments, Reinvestering with so many more posts."""
    real = utkast("2024-delar", "investeringar").table
    cells = {column: Decimal(1) for column in ("budget", "prognos", "utfall", "foregaende")}
    new_ones = (
        Row(f"post_{i}", f"Post {i}", parent="reinvestering", cells=cells)
        for i in range(count - len(real.rows))
    )
    return replace(real, rows=(*real.rows, *new_ones))


def test_an_edit_in_a_long_list_reads_the_changed_row_and_no_other() -> None:
    context = utkast("2024-delar", "investeringar").context
    first_of_all = Calculation(long_list(), context)
    everything(first_of_all)
    previous = recomputed(
        first_of_all, with_budget(first_of_all.table, "post_7", Decimal("2.50")), context
    )
    everything(previous)
    new = with_budget(previous.table, "post_8", Decimal(-3))
    with patch.object(
        Calculation, "_childrens", autospec=True, side_effect=Calculation._childrens
    ) as loaded:
        now = recomputed(previous, new, context)
        assert everything(now) == everything(Calculation(replace(new), context))
    assert [call for call in loaded.call_args_list if call.args[0] is now] == []


def with_budget(table: Table, row: str, number: Decimal) -> Table:
    """The table with a budget changed."""
    return table.with_row(table.row(row).with_cell("budget", number))


def test_a_sum_of_sums_follows_what_is_under_them() -> None:
    rows = (
        Row("totalt", "Totalt", "summa", rule=Children()),
        Row("kategori", "Kategori", "summa", "totalt", Children()),
        Row("under", "Under", parent="kategori", cells={"a": D(1)}),
        Row("direkt", "Direkt", parent="totalt", cells={"a": D(10)}),
    )
    calculation = Calculation(trial(rows))
    for row, number, total in (("direkt", 20, 21), ("under", 3, 23), ("direkt", 40, 43)):
        assert calculation.value("totalt", "a") is not None
        new = calculation.table.with_row(calculation.table.row(row).with_cell("a", D(number)))
        calculation = recomputed(calculation, new, calculation.context)
        assert calculation.value("totalt", "a") == total
