"""Tables as values: replacing a cell or a row gives a new one and leaves the old."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.naive import COLUMNS, ENTERED, TEMPLATE, tables, trial, values
from tui.domain.settings import Settings, Thresholds
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Malvarde, Mark, Par, Value

D = Decimal
with_rows = tables.filter(lambda table: bool(table.rows))


def remembers(table: Table) -> tuple[object, ...]:
    """All that a table works out of its rows once."""
    names = ("index", "children", "by_label", "filled_in")
    return tuple(getattr(table, name) for name in names)


def fresh(table: Table) -> Table:
    """The same table with nothing remembered."""
    return replace(table)


@given(with_rows, st.data(), values)
def test_a_new_cell_changes_that_cell_and_no_other(
    table: Table, data: st.DataObject, value: Value
) -> None:
    row = data.draw(st.sampled_from(table.rows))
    column = data.draw(st.sampled_from(ENTERED))
    new = table.with_row(row.with_cell(column, value))
    for r in table.rows:
        for k in ENTERED:
            waited = value if (r.id, k) == (row.id, column) else r.cells.get(k)
            assert new.row(r.id).cells.get(k) == waited


@given(with_rows, st.data(), values)
def test_what_a_table_remembers_of_its_rows_holds_for_the_new_one_too(
    table: Table, data: st.DataObject, value: Value
) -> None:
    remembers(table)
    row = data.draw(st.sampled_from(table.rows)).with_cell("a", value)
    change = [None, *(r.id for r in table.rows)]
    row = replace(row, parent=data.draw(st.sampled_from([row.parent, *change])))
    row = replace(row, kind=data.draw(st.sampled_from([row.kind, "post", "darav"])))
    row = replace(row, label=data.draw(st.sampled_from([row.label, "Annat", "ANNAT"])))
    row = replace(row, tryckt=data.draw(st.sampled_from([row.tryckt, {}, {"b": value}])))
    new = table.with_row(row)
    assert remembers(new) == remembers(fresh(new))
    assert remembers(new.with_row(table.row(row.id))) == remembers(fresh(table))


def test_an_emptied_cell_is_gone_and_not_zero() -> None:
    row = Row("r", "R", cells={"a": D(0)})
    assert row.with_cell("a", None).cells == {}
    assert row.with_cell("b", None) == row
    assert row.cells == {"a": 0}


@pytest.mark.parametrize("value", [D(0), D("12.50"), Mark.DASH, "", "ord"])
def test_a_cell_holds_what_it_is_given(value: Value) -> None:
    assert Row("r", "R").with_cell("a", value).cells["a"] is value


def test_the_label_is_changed_as_a_cell_and_is_never_a_figure() -> None:
    assert Row("r", "Gammal").with_cell(LABEL, "Ny") == Row("r", "Ny")
    assert Row("r", "Gammal").with_cell(LABEL, None) == Row("r", "")
    assert Row("r", "Gammal").with_cell(LABEL, D(5)) == Row("r", "")


def test_only_posts_and_sums_count_as_children() -> None:
    rows = tuple(Row(kind, kind, kind, parent="s") for kind in ("post", "rubrik", "summa", "darav"))
    assert trial((Row("s", "S", "summa"), *rows)).children == {"s": ("post", "summa")}


@pytest.mark.parametrize("parent", ["r", "finns_inte"])
def test_a_level_is_found_even_where_the_parents_go_in_a_ring_or_are_missing(parent: str) -> None:
    table = trial((Row("r", "R", parent=parent),))
    assert table.level(table.row("r")) == (1 if parent == "r" else 0)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (Row("r", "R"), "etikett"),
        (COLUMNS[0], "rubrik"),
        (TEMPLATE, "rubrik"),
        (trial(()), "rubrik"),
        ("a - b", "termer"),
        ("a / b * 100", "skala"),
        (Malvarde("<", D(1)), "tal"),
        (Par(D(1), D(2)), "tal"),
        (Settings(), "kommun"),
        (Thresholds(), "near_share"),
    ],
)
def test_a_value_cannot_be_changed_behind_anybodys_back(value: object, field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(value, field, None)


@pytest.mark.parametrize("question", ["row", "column"])
def test_an_unknown_row_or_column_is_a_key_error(question: str) -> None:
    with pytest.raises(KeyError):
        getattr(trial(()), question)("finns_inte")


@pytest.mark.parametrize(
    ("type_", "numeric"),
    [
        ("belopp", True),
        ("procent", True),
        ("tal", True),
        ("utfall", True),
        ("mal", True),
        ("text", False),
        ("langtext", False),
        ("val", False),
        ("datum", False),
    ],
)
def test_a_column_of_figures_is_known_by_its_kind(type_: str, numeric: bool) -> None:
    assert Column("k", "K", type_).numeric is numeric  # type: ignore[arg-type]
