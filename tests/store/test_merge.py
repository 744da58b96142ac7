"""A tab out of two versions, and any version turned into any other by changes."""

from decimal import Decimal

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.domain.table_versions import row, table, three_versions
from tests.five_documents import tables
from tui.domain.diff import differences, equal_rows
from tui.domain.finding import Address
from tui.domain.merge import merged
from tui.domain.table import Table
from tui.store.errors import ItemError, Place
from tui.store.records import check_rows
from tui.store.table_merge import (
    changes,
    deviating,
    merged_tab,
    outside_changes,
    tab_changes,
    tab_differences,
)
from tui.workspace import (
    CellChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    TrycktChange,
    Workspace,
    carried_out,
    changed_table,
    inverted,
)

Three = tuple[Table, Table, Table]
BASE = table(row("kostnader"), row("a"), row("b"), row("c"))
OTHER = replace(BASE, id="annan", heading="Annan")


def set_cell(now: Table, id_: str, value: str) -> Table:
    return now.with_row(now.row(id_).with_cell("budget", Decimal(value)))


def after(from_: Table, to: Table) -> Table:
    for change in changes("2024", from_, to):
        from_ = changed_table(from_, change)
    return from_


def equal(one: Table, change: Table) -> bool:
    same_form = (one.heading, one.columns) == (change.heading, change.columns)
    return (
        same_form
        and [r.id for r in one.rows] == [r.id for r in change.rows]
        and all(equal_rows(a, b) for a, b in zip(one.rows, change.rows, strict=True))
    )


@given(three_versions())
def test_any_version_becomes_any_other_by_changes(three: Three) -> None:
    _, one, change = three
    assert equal(after(one, change), change)


@given(three_versions())
def test_the_changes_are_undone_as_one_step(three: Three) -> None:
    _, one, change = three
    area = Workspace().with_tab(("2024", "drift"), (one,))
    step = changes("2024", one, change)
    (back,) = carried_out(carried_out(area, step), inverted(step)).tables[("2024", "drift")]
    assert equal(back, one)


def test_what_differs_in_a_cell_is_a_change_of_that_cell_alone() -> None:
    to = set_cell(BASE, "a", "9.00").with_row(replace(BASE.row("b"), label="Ny"))
    assert changes("2024", set_cell(BASE, "a", "9.0"), to) == (
        CellChange(Address("2024", "prov", "a", "budget"), Decimal("9.0"), Decimal("9.00")),
        CellChange(Address("2024", "prov", "b", "etikett"), "b", "Ny"),
    )


def test_one_moved_row_is_one_change() -> None:
    kostnader, a, b, c = BASE.rows
    to = replace(BASE, rows=(a, b, c, kostnader))
    assert changes("2024", BASE, to) == (RowMoved(Address("2024", "prov", "kostnader"), 0, 3),)


def test_a_printed_figure_that_differs_is_a_change_of_that_figure_alone() -> None:
    new = replace(BASE.row("b"), tryckt={"budget": Decimal(1)})
    assert changes("2024", BASE, BASE.with_row(new)) == (
        TrycktChange(Address("2024", "prov", "b", "budget"), None, Decimal(1)),
    )


def test_a_row_that_differs_in_more_than_cells_is_taken_out_and_put_in() -> None:
    new = replace(BASE.row("b"), notes={"budget": "osäker"})
    place = Address("2024", "prov", "b")
    assert changes("2024", BASE, BASE.with_row(new)) == (
        RowRemoved(place, BASE.row("b"), 2),
        RowAdded(place, new, 2),
    )


def test_the_same_version_needs_no_change() -> None:
    assert changes("2024", BASE, BASE) == ()
    assert changes("2024", BASE, replace(BASE, rows=tuple(replace(r) for r in BASE.rows))) == ()


@given(three_versions())
def test_the_merged_rows_can_be_stored(three: Three) -> None:
    difference = differences(*three)
    for page in ("min", "deras"):
        kinds = merged(difference, {item.address: page for item in difference.conflicts})
        check_rows(kinds.rows, Place("prov"))


def test_rows_that_cannot_stand_together_are_refused() -> None:
    min_ = BASE.with_row(replace(BASE.row("a"), parent="b"))
    theirs = BASE.with_row(replace(BASE.row("b"), parent="a"))
    differences_ = tab_differences((BASE,), (min_,), (theirs,))
    with pytest.raises(ItemError, match="överraderna leder tillbaka"):
        merged_tab(differences_, (min_,), (theirs,))


def test_rules_that_go_in_a_ring_together_are_refused() -> None:
    min_ = BASE.with_row(replace(BASE.row("a"), rule="b"))
    theirs = BASE.with_row(replace(BASE.row("b"), rule="a"))
    with pytest.raises(ItemError, match="summareglerna leder tillbaka"):
        merged_tab(tab_differences((BASE,), (min_,), (theirs,)), (min_,), (theirs,))


def test_a_tab_is_merged_table_by_table() -> None:
    min_, theirs = (set_cell(BASE, "a", "1"), OTHER), (BASE, set_cell(OTHER, "b", "2"))
    disagreements = tab_differences((BASE, OTHER), min_, theirs, "2024")
    trial, other = merged_tab(disagreements, min_, theirs)
    assert trial.row("a").cells == {"budget": Decimal(1)}
    assert other.row("b").cells == {"budget": Decimal(2)}
    assert [p.address.document for s in disagreements for p in s.items] == ["2024", "2024"]


def test_a_table_that_only_one_side_can_read_is_kept() -> None:
    assert merged_tab((), (BASE,), (OTHER,)) == (BASE, OTHER)
    disagreements = tab_differences((BASE, OTHER), (BASE, OTHER), (BASE,))
    assert merged_tab(disagreements, (BASE, OTHER), (BASE,)) == (BASE, OTHER)


def test_a_table_that_both_sides_have_made_is_merged_as_from_nothing() -> None:
    min_, theirs = table(row("a")), table(row("a"), row("b"))
    (kinds,) = merged_tab(tab_differences((), (min_,), (theirs,)), (min_,), (theirs,))
    assert [r.id for r in kinds.rows] == ["a", "b"]


def test_only_tables_that_differ_are_told_of() -> None:
    assert deviating((BASE, OTHER), (BASE, OTHER)) == ()
    (difference,) = deviating((BASE, OTHER), (BASE, set_cell(OTHER, "a", "1")))
    assert difference.base.id == "annan"


def test_what_no_change_can_say_is_said_in_words() -> None:
    to = (replace(BASE, heading="Ny", footnotes={"*": "x"}), replace(OTHER, id="tredje"))
    assert outside_changes((BASE, OTHER), to) == (
        "Annan: tabellen finns bara nu och är kvar.",
        "Provtabell: fotnoterna ändras inte.",
    )
    assert outside_changes((BASE,), (set_cell(BASE, "a", "1"),)) == ()


def test_the_real_documents_turn_into_one_another() -> None:
    from_, to = tables("2018-delar"), tables("2024-delar")
    area = Workspace().with_tab(("2018-delar", "alla"), from_)
    afterwards = carried_out(area, tab_changes("2018-delar", "alla", from_, to))
    new_ones = {t.id: t for t in afterwards.tables[("2018-delar", "alla")]}
    assert all(equal(replace(new_ones[t.id], template=t.template), t) for t in to)
