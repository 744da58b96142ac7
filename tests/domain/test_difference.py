"""Nothing that either side has changed is lost, and nobody's word is taken without asking."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import fields, replace

from tests.domain.table_versions import bases, row, table, three_versions
from tests.five_documents import IDS, tables
from tui.domain.diff import (
    CellDifference,
    Difference,
    differences,
    differs,
    equal_content,
    equal_rows,
)
from tui.domain.finding import Address
from tui.domain.merge import merged
from tui.domain.table import Row, RowSource, Table
from tui.domain.value import Mark

Three = tuple[Table, Table, Table]


def D(text: str) -> Decimal:
    return Decimal(text)


BASE = table(
    row("kostnader"),
    row("a", parent="kostnader", budget=D("1"), utfall=D("2")),
    row("b", parent="kostnader", budget=D("3")),
    row("c", parent="kostnader"),
)


def set_cell(now: Table, id_: str, column: str, value: Any) -> Table:
    return now.with_row(now.row(id_).with_cell(column, value))


def without(now: Table, *away: str) -> Table:
    return replace(now, rows=tuple(r for r in now.rows if r.id not in away))


def with_(now: Table, *new_ones: Row) -> Table:
    return replace(now, rows=(*now.rows, *new_ones))


def equal_tables(one: Table, change: Table) -> bool:
    return (
        replace(one, rows=()) == replace(change, rows=())
        and len(one.rows) == len(change.rows)
        and all(equal_rows(a, b) for a, b in zip(one.rows, change.rows, strict=True))
    )


def choice(difference: Difference, page: Any) -> Table:
    return merged(difference, {item.address: page for item in difference.conflicts})


def test_what_each_changed_in_cells_of_their_own_stands_after_the_merge() -> None:
    min_, theirs = set_cell(BASE, "a", "budget", D("10")), set_cell(BASE, "a", "utfall", D("20"))
    difference = differences(BASE, min_, theirs, "2024")
    changed = {
        kind: [p.address for p in difference.items if p.kind == kind] for kind in ("min", "deras")
    }
    assert changed["min"] == [Address("2024", "prov", "a", "budget")]
    assert changed["deras"] == [Address("2024", "prov", "a", "utfall")]
    assert not difference.conflicts
    kinds = merged(difference)
    assert kinds.row("a").cells == {"budget": D("10"), "utfall": D("20")}
    assert kinds.row("b") is BASE.row("b")


def test_what_both_changed_differently_is_a_conflict_with_all_three_values() -> None:
    min_, theirs = set_cell(BASE, "a", "budget", D("10")), set_cell(BASE, "a", "budget", Mark.DASH)
    (conflict,) = differences(BASE, min_, theirs, "2024").conflicts
    place = Address("2024", "prov", "a", "budget")
    values = (D("1"), D("10"), Mark.DASH)
    assert conflict == CellDifference(place, "cell", *values, "konflikt")


def test_a_conflict_is_settled_by_the_choice_at_its_address_and_never_without() -> None:
    min_, theirs = set_cell(BASE, "a", "budget", D("10")), set_cell(BASE, "a", "budget", D("11"))
    difference = differences(BASE, min_, theirs)
    place = Address("", "prov", "a", "budget")
    assert merged(difference, {place: "min"}).row("a").cells["budget"] == D("10")
    assert merged(difference, {place: "deras"}).row("a").cells["budget"] == D("11")
    with pytest.raises(KeyError):
        merged(difference)


def test_what_both_changed_alike_is_no_conflict() -> None:
    new_ones = set_cell(BASE, "a", "etikett", "Lokalhyra")
    difference = differences(BASE, new_ones, set_cell(BASE, "a", "etikett", "Lokalhyra"))
    assert [p.kind for p in difference.items] == ["lika"]
    assert equal_tables(merged(difference), new_ones)


def test_a_cell_that_one_empties_and_the_other_changes_is_a_conflict() -> None:
    difference = differences(
        BASE, set_cell(BASE, "a", "budget", None), set_cell(BASE, "a", "budget", D("7"))
    )
    assert [(p.base, p.min, p.theirs) for p in difference.conflicts] == [(D("1"), None, D("7"))]
    assert "budget" not in choice(difference, "min").row("a").cells


def test_empty_zero_and_a_dash_are_three_things_and_so_are_9_0_and_9_00() -> None:
    for one, change in (
        (None, D("0")),
        (D("0"), Mark.DASH),
        (None, Mark.DASH),
        (D("9.0"), D("9.00")),
        (D("5"), "5"),
    ):
        assert not equal_content(one, change)
    assert equal_content(D("1E+2"), D("100"))


def test_a_printed_figure_and_an_entered_one_in_the_same_cell_are_told_apart() -> None:
    tryckt = BASE.with_row(replace(BASE.row("a"), tryckt={"budget": D("5")}))
    difference = differences(BASE, set_cell(BASE, "a", "budget", D("4")), tryckt)
    assert not difference.conflicts
    assert merged(difference).row("a").tryckt == {"budget": D("5")}
    assert merged(difference).row("a").cells["budget"] == D("4")


def test_a_row_removed_here_and_unchanged_there_goes() -> None:
    difference = differences(BASE, without(BASE, "b"), set_cell(BASE, "a", "budget", D("4")))
    assert [r.id for r in merged(difference).rows] == ["kostnader", "a", "c"]


def test_a_row_removed_here_and_changed_there_is_a_conflict() -> None:
    difference = differences(BASE, without(BASE, "b"), set_cell(BASE, "b", "budget", D("4")))
    (conflict,) = difference.conflicts
    assert (conflict.address.row, conflict.field, conflict.min) == ("b", "rad", None)
    assert "b" not in choice(difference, "min").index
    assert [r.id for r in choice(difference, "deras").rows] == ["kostnader", "a", "b", "c"]
    assert choice(difference, "deras").row("b").cells == {"budget": D("4")}


def test_a_row_removed_here_that_got_a_child_there_is_a_conflict() -> None:
    base = table(row("kostnader"), row("a"))
    theirs = with_(base, row("barn", parent="kostnader"))
    difference = differences(base, without(base, "kostnader"), theirs)
    assert [p.address.row for p in difference.conflicts] == ["kostnader"]
    assert choice(difference, "deras").row("barn").parent == "kostnader"
    assert choice(difference, "min").row("barn").parent is None


def test_a_row_removed_here_that_is_summed_there_is_a_conflict() -> None:
    theirs = BASE.with_row(replace(BASE.row("kostnader"), rule="a + b"))
    assert [p.address.row for p in differences(BASE, without(BASE, "b"), theirs).conflicts] == ["b"]


def test_a_row_whose_parent_is_gone_hangs_under_the_nearest_that_is_left() -> None:
    base = table(row("kostnader"), row("mitten", parent="kostnader"), row("x"))
    theirs = with_(base, row("barn", parent="mitten"))
    difference = differences(base, without(base, "mitten"), theirs)
    assert choice(difference, "min").row("barn").parent == "kostnader"


def test_different_new_rows_that_got_the_same_key_are_both_kept() -> None:
    min_ = with_(BASE, row("rad_1", "Hyra", budget=D("5")))
    theirs = with_(BASE, row("rad_1", "Resor", utfall=D("7")), row("rad_2", parent="rad_1"))
    difference = differences(BASE, min_, theirs)
    assert not difference.conflicts
    kinds = merged(difference)
    after_name = {r.label: r for r in kinds.rows}
    assert after_name["Hyra"].cells == {"budget": D("5")}
    assert after_name["Resor"].cells == {"utfall": D("7")}
    assert after_name["rad_2"].parent == after_name["Resor"].id
    assert {after_name["Hyra"].id, after_name["Resor"].id} == {"rad_1", "rad_1_2"}


def test_two_unnamed_new_rows_with_different_figures_are_two_rows() -> None:
    empty = Row("rad_1", "")
    min_ = with_(BASE, replace(empty, cells={"budget": D("5")}))
    theirs = with_(BASE, replace(empty, cells={"utfall": D("7")}))
    assert len(merged(differences(BASE, min_, theirs)).rows) == len(BASE.rows) + 2


def test_two_unnamed_new_rows_that_say_the_same_are_one() -> None:
    new_ones = with_(BASE, Row("rad_1", "", cells={"budget": D("5")}))
    assert len(merged(differences(BASE, new_ones, new_ones)).rows) == len(BASE.rows) + 1


def test_a_row_that_the_declaration_names_is_one_row_whatever_its_label() -> None:
    base = table(row("a"))
    min_, theirs = (
        with_(base, row("ovrigt", "Övrigt")),
        with_(base, row("ovrigt", "Övriga kostnader")),
    )
    difference = differences(base, min_, theirs)
    assert [(p.address.row, p.field) for p in difference.conflicts] == [("ovrigt", "etikett")]
    assert [r.id for r in choice(difference, "min").rows] == ["a", "ovrigt"]


def test_the_same_new_row_on_both_sides_is_one_row() -> None:
    min_ = with_(BASE, row("rad_1", "Hyra", budget=D("5")))
    theirs = with_(BASE, row("rad_1", "Hyra", budget=D("5"), utfall=D("7")))
    difference = differences(BASE, min_, theirs)
    assert not difference.conflicts
    assert merged(difference).row("rad_1").cells == {"budget": D("5"), "utfall": D("7")}


def test_a_row_moved_here_and_one_added_there_are_both_in_place() -> None:
    kostnader, a, b, c = BASE.rows
    min_ = replace(BASE, rows=(kostnader, c, a, b))
    new = row("ny")
    theirs = replace(BASE, rows=(kostnader, a, new, b, c))
    kinds = merged(differences(BASE, min_, theirs))
    assert [r.id for r in kinds.rows] == ["kostnader", "c", "a", "ny", "b"]


def test_rows_moved_differently_are_a_conflict_of_the_order_alone() -> None:
    kostnader, a, b, c = BASE.rows
    min_ = replace(BASE, rows=(kostnader, c, a, b))
    theirs = set_cell(replace(BASE, rows=(kostnader, b, a, c)), "a", "budget", D("9"))
    difference = differences(BASE, min_, theirs)
    assert [(p.address, p.field) for p in difference.conflicts] == [
        (Address("", "prov"), "ordning")
    ]
    assert [r.id for r in choice(difference, "min").rows] == ["kostnader", "c", "a", "b"]
    assert [r.id for r in choice(difference, "deras").rows] == ["kostnader", "b", "a", "c"]
    assert choice(difference, "min").row("a").cells["budget"] == D("9")


def test_headings_and_footnotes_are_merged_too() -> None:
    min_ = replace(BASE, heading="Min rubrik", footnotes={"*": "min"})
    theirs = replace(BASE, source="deras källa", footnotes={"**": "deras"})
    kinds = merged(differences(BASE, min_, theirs))
    assert (kinds.heading, kinds.source) == ("Min rubrik", "deras källa")
    assert kinds.footnotes == {"*": "min", "**": "deras"}


def test_what_another_version_says_is_all_theirs() -> None:
    other = set_cell(without(BASE, "c"), "a", "budget", D("4"))
    items = differs(BASE, other).items
    assert {p.kind for p in items} == {"deras"}
    assert [(p.address.row, p.field) for p in items] == [("a", "cell"), ("c", "rad")]


@given(bases())
def test_merging_with_itself_changes_nothing(now: Table) -> None:
    difference = differences(now, now, now)
    assert not difference.items
    assert merged(difference) == now


@given(three_versions())
def test_where_one_side_has_done_nothing_the_other_stands_to_the_letter(three: Three) -> None:
    base, min_, _ = three
    for difference in (
        differences(base, min_, base),
        differences(base, base, min_),
        differences(base, min_, min_),
    ):
        assert not difference.conflicts
        assert equal_tables(merged(difference), min_)


def mirror(difference: Difference) -> set[str]:
    kind: Any = {"min": "deras", "deras": "min"}
    return {
        repr(replace(p, min=p.theirs, theirs=p.min, kind=kind.get(p.kind, p.kind)))
        for p in difference.items
    }


@given(three_versions())
def test_it_does_not_matter_which_side_is_mine(three: Three) -> None:
    base, min_, theirs = three
    one, change = differences(base, min_, theirs), differences(base, theirs, min_)
    assert {repr(p) for p in one.items} == mirror(change)
    assert equal_tables(choice(one, "min"), choice(change, "deras"))
    assert equal_tables(choice(one, "deras"), choice(change, "min"))


def _settled_by(address: Address) -> set[Address]:
    """The places whose choice settles a cell: its own, its row's and its column's."""
    return {address, replace(address, column=""), replace(address, row="")}


@given(three_versions())
def test_no_change_of_either_side_is_lost_unless_it_is_told_as_a_conflict(three: Three) -> None:
    difference = differences(*three)
    conflicts = {p.address for p in difference.conflicts}
    for selected in (choice(difference, "min"), choice(difference, "deras")):
        for page in (difference.min, difference.theirs):
            for address, field, value in changes(difference.base, page):
                if not conflicts & _settled_by(address):
                    now = lies(selected, address.row, field)
                    gone = field == "foralder" and value not in selected.index
                    assert equal_content(now, value) or gone, (address, field, value)


@given(three_versions())
def test_the_order_that_one_side_made_stands_unless_it_is_told_as_a_conflict(three: Three) -> None:
    difference = differences(*three)
    if any(p.field == "ordning" for p in difference.conflicts):
        return
    all_ = set.intersection(
        *(set(t.index) for t in (difference.base, difference.min, difference.theirs))
    )
    base, *pages = (
        [id_ for id_ in t.index if id_ in all_]
        for t in (difference.base, difference.min, difference.theirs, choice(difference, "min"))
    )
    assert pages[2] == next((page for page in pages[:2] if page != base), base)


@given(three_versions())
def test_the_choice_of_a_side_gives_its_value_in_every_conflict(three: Three) -> None:
    difference = differences(*three)
    for page, side in (("min", difference.min), ("deras", difference.theirs)):
        selected = choice(difference, page)
        for item in difference.conflicts:
            if item.field == "cell":
                place = (item.address.row, item.address.column)
                assert equal_content(lies(selected, *place), lies(side, *place))
            if item.field == "rad":
                assert (item.address.row in selected.index) == (item.address.row in side.index)


@given(three_versions())
def test_the_merged_table_has_every_row_once_and_under_a_parent_that_is_there(three: Three) -> None:
    difference = differences(*three)
    for selected in (choice(difference, "min"), choice(difference, "deras")):
        assert len(selected.index) == len(selected.rows)
        assert all(r.parent is None or r.parent in selected.index for r in selected.rows)
        order = [r.id for r in selected.rows if r.id in difference.base.index]
        assert len(order) == len(set(order))


FIELD: dict[str, tuple[str, Callable[[Row], Any]]] = {
    "etikett": ("etikett", lambda r: r.label),
    "budget": ("budget", lambda r: r.cells.get("budget")),
    "utfall": ("utfall", lambda r: r.cells.get("utfall")),
    "tryckt": ("budget", lambda r: r.tryckt.get("budget")),
    "not": ("budget", lambda r: r.notes.get("budget")),
    "decimaler": ("", lambda r: r.decimals),
    "foralder": ("", lambda r: r.parent),
    "finns": ("", lambda r: True),  # noqa: ARG005
}


def lies(now: Table, id_: str, field: str) -> Any:
    if id_ not in now.index:
        return None
    return FIELD[field][1](now.row(id_)) if field in FIELD else now.row(id_).cells.get(field)


def changes(base: Table, page: Table) -> Iterator[tuple[Address, str, Any]]:
    """What a side has changed, found in another way: field by field. A removed row is one."""
    for id_ in {*base.index, *page.index}:
        for field, (column, _) in FIELD.items():
            value = lies(page, id_, field)
            exists = id_ in page.index or field == "finns"
            if exists and not equal_content(lies(base, id_, field), value):
                yield Address("", "prov", id_, column), field, value


def test_every_field_of_a_row_and_a_table_is_compared() -> None:
    """A field that the domain gets later must not be lost in a merge."""
    other: dict[str, Any] = {
        "label": "ny", "kind": "summa", "parent": "kostnader", "rule": "a",
        "cells": {"budget": D("9")}, "tryckt": {"budget": D("9")}, "notes": {"budget": "x"},
        "sources": {"budget": "x"}, "unit": "%", "decimals": 2, "role": "intakt",
        "without_share": True,
    }  # fmt: skip
    assert {f.name for f in fields(Row)} - {"id"} == set(other)
    base = table(row("kostnader"), row("x"))
    for name, value in other.items():
        new = base.with_row(replace(base.row("x"), **{name: value}))
        assert equal_tables(merged(differences(base, base, new)), new)
        assert len(differs(base, new).items) == 1, name


def test_every_field_of_a_table_is_compared() -> None:
    other: dict[str, Any] = {
        "template": "annan", "heading": "x", "unit": "kr",
        "columns": BASE.columns[:2], "footnotes": {"*": "x"}, "note": "x", "source": "x",
        "heading_label": "x", "tab": "x", "subject": "x", "list_": not BASE.list_, "sign": "x",
        "help_": "x", "rows_from": RowSource("plan"),
    }  # fmt: skip
    assert {f.name for f in fields(Table)} - {"id", "rows"} == set(other)
    for name, value in other.items():
        new = replace(BASE, **{name: value})
        assert equal_tables(merged(differences(BASE, new, BASE)), new)
        assert len(differs(BASE, new).items) == 1, name


@pytest.mark.parametrize("document", IDS)
def test_the_real_tables_differ_in_nothing_from_themselves(document: str) -> None:
    for now in tables(document):
        difference = differences(now, now, now)
        assert not difference.items
        assert merged(difference) == now
