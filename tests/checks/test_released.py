"""Printed sums in a draft: they follow their parts, or stand and are a finding."""

from decimal import Decimal as D

from msgspec.structs import replace

from tests.five_documents import calculation
from tests.tables import begun, mall
from tui.checks.one_table import table_finding
from tui.checks.pasting.placing import placed
from tui.checks.relations import Cell
from tui.checks.released import released
from tui.domain.calculation import Calculation, Context
from tui.domain.finding import Finding
from tui.domain.paste import Pasting, after_pasting, copy_block
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row
from tui.domain.value import Value

TEMPLATE = mall(
    "bygg.kostnad",
    "drift",
    "Bygglov",
    (
        Column("budget", "Budget"),
        Column("utfall", "Utfall"),
        Column("avvikelse", "Avvikelse", rule="budget - utfall"),
    ),
)


def draft(parts: dict[str, dict[str, Value]], tryckt: dict[str, dict[str, Value]]) -> Calculation:
    """A building board's costs: two posts, their sum, and what is printed over them."""
    rows = (
        Row("lov", "Lovprövning", parent="summa"),
        Row("tillsyn", "Tillsyn", parent="summa"),
        Row("summa", "Kostnader", "summa", rule=CHILDREN),
    )
    rows = tuple(
        replace(row, cells=parts.get(row.id, {}), tryckt=tryckt.get(row.id, {})) for row in rows
    )
    table = begun("bygg", TEMPLATE, "Bygglov", "mnkr", TEMPLATE.columns, rows)
    return Calculation(table, Context({"bygg": table}))


def changed(before: Calculation, row: str, column: str, to: Value) -> Calculation:
    table = before.table.with_row(before.table.row(row).with_cell(column, to))
    return Calculation(table, Context({"bygg": table}))


PARTS: dict[str, dict[str, Value]] = {
    "lov": {"budget": D(60), "utfall": D(50)},
    "tillsyn": {"budget": D(40), "utfall": D(30)},
}


def test_a_printed_sum_that_agreed_follows_when_a_part_is_changed() -> None:
    before = draft(PARTS, {"summa": {"budget": D(101), "avvikelse": D(21)}})
    after = changed(before, "lov", "budget", D(70))
    assert released(before, after, [Cell("lov", "budget")]) == (
        Cell("summa", "budget"),
        Cell("summa", "avvikelse"),
    )


def test_a_printed_sum_follows_by_the_smallest_change_and_by_a_part_that_goes() -> None:
    before = draft(PARTS, {"summa": {"budget": D(101)}})
    for value in (D("60.4"), None):
        after = changed(before, "lov", "budget", value)
        assert released(before, after, [Cell("lov", "budget")]) == (Cell("summa", "budget"),)


def test_a_printed_sum_that_disagreed_already_stands_as_it_was_typed() -> None:
    before = draft(PARTS, {"summa": {"budget": D(200)}})
    after = changed(before, "lov", "budget", D(70))
    assert released(before, after, [Cell("lov", "budget")]) == ()


def test_a_printed_sum_whose_parts_are_not_there_yet_stands_while_they_are_typed() -> None:
    before = draft({}, {"summa": {"budget": D(100)}})
    after = changed(before, "lov", "budget", D(60))
    assert released(before, after, [Cell("lov", "budget")]) == ()


def test_what_is_printed_by_the_same_step_stands() -> None:
    before = draft(PARTS, {"summa": {"budget": D(100)}})
    after = changed(before, "lov", "budget", D(70))
    cells = [Cell("lov", "budget"), Cell("summa", "budget")]
    assert released(before, after, cells) == ()


# ---- a whole table pasted ----------------------------------------------------------------------


def emptied(filled: Calculation) -> Calculation:
    """The table as a new draft has it: its rows, and no figure."""
    rows = tuple(replace(row, cells={}, tryckt={}) for row in filled.table.rows)
    table = replace(filled.table, rows=rows)
    return Calculation(table, replace(filled.context, locked=False, tables={table.id: table}))


def errors_after_pasting(filled: Calculation, wrong: dict[tuple[str, int], str]) -> list[Finding]:
    """The errors when a table is pasted into an empty one, with some cells wrong.

    ``wrong`` is by label and column number; the sums are those of the right table.
    """
    block = tuple(
        tuple(wrong.get((row[0], i), text) for i, text in enumerate(row))
        for row in copy_block(filled)
    )
    empty = emptied(filled)
    answer = placed(empty, block, 0, empty.table.columns[0].id, {})
    assert isinstance(answer, Pasting)
    finding = table_finding("d", after_pasting(empty, answer.cells))
    return [f for f in finding if f.severity == "fel"]


def test_the_right_table_pasted_gives_the_errors_that_it_had() -> None:
    filled = calculation("2023-bokslut", "drift")
    had = {f.address.row for f in table_finding("d", filled) if f.severity == "fel"}
    assert {f.address.row for f in errors_after_pasting(filled, {})} == had


def test_one_wrong_part_among_right_sums_is_named_and_healed() -> None:
    filled = calculation("2023-bokslut", "drift")
    right = filled.table.row("kop_av_tjanster").cells["utfall"]
    assert right == D(-71576)
    column = 1 + filled.table.column_index["utfall"]
    had = errors_after_pasting(filled, {})
    new = errors_after_pasting(filled, {("Köp av tjänster", column): "-74 576"})
    (slip,) = [f for f in new if f.sentence not in {h.sentence for h in had}]
    assert (slip.address.row, slip.address.column) == ("kop_av_tjanster", "utfall")
    assert isinstance(slip.should, D) and abs(slip.should - right) <= 2
    assert slip.said == D(-74576)
