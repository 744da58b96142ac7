"""The table engine: against a naive evaluation, and by examples."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.naive import COLUMNS, naive, period, tables, trial
from tui.domain.calculation import (
    Calculation,
    Context,
    incomplete,
    is_nothing,
    lacks,
    parts_missing,
)
from tui.domain.expression import names_in
from tui.domain.nothing import marked
from tui.domain.rule import CHILDREN, declared
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Malvarde, Mark, Par, Value, number_in

D = Decimal
NEAR = Fraction(1, 10**18)
months = st.integers(1, 12)


def working_out(table: Table, count_months: int = 8) -> Calculation:
    return Calculation(table, Context(period=period(count_months)))


def equal(number: Value, waited: Fraction | None) -> bool:
    if not isinstance(number, Decimal) or waited is None:
        return number is None and waited is None
    return abs(Fraction(number) - waited) <= NEAR * (1 + abs(waited))


# ---- Against the naive evaluation -----------------------------------------------------------


@settings(max_examples=3 * settings().max_examples)
@given(tables, months)
def test_every_cell_of_any_table_is_worth_what_a_naive_evaluation_gives(
    table: Table, count: int
) -> None:
    calculation = working_out(table, count)
    for row in table.rows:
        for column in table.columns:
            waited = naive(table, row.id, column.id, count)
            assert equal(calculation.number(row.id, column.id), waited), (row.id, column.id)


@given(tables, st.data())
def test_the_order_in_which_cells_are_asked_for_does_not_matter(
    table: Table, data: st.DataObject
) -> None:
    cells = [(row.id, column.id) for row in table.rows for column in table.columns]
    calculation = working_out(table)
    forwards = {cell: calculation.value(*cell) for cell in cells}
    other = working_out(table)
    mixed = {cell: other.value(*cell) for cell in data.draw(st.permutations(cells))}
    assert forwards == mixed


@given(tables)
def test_an_entered_cell_is_worth_what_was_entered_of_whatever_kind(table: Table) -> None:
    calculation = working_out(table)
    for row in table.rows:
        for column in table.columns:
            if not calculation.is_computed(row.id, column.id):
                assert calculation.value(row.id, column.id) is row.cells.get(column.id)
                assert calculation.computed(row.id, column.id) is None


@given(tables, st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_where_its_rows_stand(table: Table, rng: object) -> None:
    rows = list(table.rows)
    rng.shuffle(rows)  # type: ignore[attr-defined]
    before, after = working_out(table), working_out(trial(tuple(rows)))
    for row in rows:
        for column in COLUMNS:
            cell = (row.id, column.id)
            assert equal(after.number(*cell), _fraction(before.number(*cell)))


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


@given(tables)
def test_a_memo_row_or_a_heading_never_counts_in_its_parent(table: Table) -> None:
    without = tuple(r for r in table.rows if r.kind not in ("rubrik", "darav"))
    before, after = working_out(table), working_out(trial(without))
    for row in without:
        if row.rule == CHILDREN and _only_own(table, row):
            assert before.value(row.id, "a") == after.value(row.id, "a")


def _only_own(table: Table, row: Row) -> bool:
    return all(table.row(children).rule is None for children in table.children.get(row.id, ()))


# ---- Empty, zero and the dash ---------------------------------------------------------------

DASH = Mark.DASH


def two(a: Value, b: Value) -> Calculation:
    """A sum of two rows that hold a and b in the column "a", and a row with both in a and b."""
    cells = {k: v for k, v in (("a", a), ("b", b)) if v is not None}
    return working_out(
        trial(
            (
                Row("summa", "Summa", "summa", rule=CHILDREN),
                Row("ett", "Ett", parent="summa", cells={"a": a} if a is not None else {}),
                Row("tva", "Två", parent="summa", cells={"a": b} if b is not None else {}),
                Row("rad", "Rad", cells=cells),
                Row("annan", "Annan", cells={"a": D(1), "b": D(1)}),
            )
        )
    )


def test_a_difference_from_what_is_missing_is_not_formed_whatever_stands_in_other_rows() -> None:
    rows = (Row("ett", "Ett", cells={"a": D(5)}), Row("tva", "Två", cells={"a": D(7)}))
    for others in (rows, (rows[0], rows[1].with_cell("b", D(0)))):
        assert working_out(trial(others)).value("ett", "diff") is None


def test_a_difference_from_nothing_is_the_figure_itself() -> None:
    assert row(D(5), DASH).value("rad", "diff") == 5
    assert row(DASH, D(5)).value("rad", "diff") == -5


def test_a_sum_with_a_missing_part_is_incomplete_and_so_is_what_it_is_a_part_of() -> None:
    rows = (
        Row("allt", "Allt", "summa", rule="delar + annat"),
        Row("delar", "Delar", "summa", rule=CHILDREN),
        Row("ett", "Ett", parent="delar", cells={"a": D(5), "b": D(1)}),
        Row("tva", "Två", parent="delar", cells={"b": D(2)}),
        Row("annat", "Annat", cells={"a": D(1), "b": DASH}),
    )
    calculation = working_out(trial(rows))
    assert [calculation.value(r, "a") for r in ("delar", "allt")] == [5, 6]
    assert all(incomplete(calculation, r, "a") for r in ("delar", "allt"))
    parts = parts_missing(
        calculation, calculation.table.row("delar"), calculation.table.column("a")
    )
    assert list(parts) == [("tva", "a")]
    assert [calculation.value(r, "b") for r in ("delar", "allt")] == [3, 3]
    assert not any(incomplete(calculation, r, "b") for r in ("delar", "allt", "annat"))
    assert calculation.value("delar", "diff") is None
    assert calculation.value("delar", "kvot") is None


def test_a_printed_sum_is_whole_whatever_is_missing_behind_it() -> None:
    rows = (
        Row("s", "S", "summa", rule=CHILDREN, tryckt={"a": D(100)}),
        Row("p", "P", parent="s", cells={"a": D(60), "b": D(1)}),
        Row("q", "Q", parent="s", cells={"b": D(1)}),
    )
    calculation = working_out(trial(rows))
    assert not incomplete(calculation, "s", "a")
    assert calculation.value("s", "diff") == 98


def test_a_sum_of_no_rows_is_nothing_and_no_gap() -> None:
    rows = (
        Row("allt", "Allt", "summa", rule="tom + full"),
        Row("tom", "Tom", "summa", rule=CHILDREN),
        Row("full", "Full", "summa", rule=CHILDREN),
        Row("p", "P", parent="full", cells={"a": D(3)}),
    )
    calculation = working_out(trial(rows))
    assert calculation.value("allt", "a") == 3
    assert not incomplete(calculation, "allt", "a")


def decided_with(result: int, deviation: int | None) -> Calculation:
    """A decided table where the row "noll" has no figure in column a."""
    rows = (
        Row("s", "S", "summa", rule=CHILDREN, tryckt={"a": D(result)}),
        Row("p", "P", parent="s", cells={"a": D(10), "b": D(1)}),
        Row(
            "noll",
            "Noll",
            parent="s",
            cells={"b": D(6)},
            tryckt={} if deviation is None else {"diff": D(deviation)},
        ),
    )
    return Calculation(trial(rows), Context(locked=True))


@pytest.mark.parametrize(
    ("result", "deviation", "nothing"),
    [(10, None, True), (11, None, True), (14, None, False), (14, -6, True), (14, -2, False)],
)
def test_an_empty_cell_of_a_decided_table_is_nothing_where_what_is_printed_agrees_with_zero(
    result: int, deviation: int | None, nothing: bool
) -> None:
    calculation = decided_with(result, deviation)
    assert is_nothing(calculation, "noll", "a") == nothing
    assert lacks(calculation, "noll", "a") != nothing
    assert calculation.shown("noll", "a") is None
    draft = Calculation(calculation.table, Context())
    assert lacks(draft, "noll", "a")
    kept = Calculation(marked(calculation.table), Context())
    assert (kept.shown("noll", "a") is DASH) == nothing


@pytest.mark.parametrize(
    ("a", "b", "total", "diff", "string", "product"),
    [
        (None, None, None, None, None, None),
        (DASH, DASH, 0, 0, 0, 0),
        (None, DASH, 0, None, None, None),
        (D(0), None, 0, None, None, None),
        (D(0), DASH, 0, 0, 0, 0),
        (D(0), D(0), 0, 0, 0, 0),
        (D(5), None, 5, None, None, None),
        (DASH, D(5), 5, -5, -5, 0),
        (D(5), D(0), 5, 5, 5, 0),
        (Mark.NOT_ASKED, D(3), 3, None, None, None),
        (Mark.NOT_AVAILABLE, None, None, None, None, None),
        ("12", D(3), 3, None, None, None),
        (Malvarde("<", D(166)), D(1), 167, 165, 165, 27390),
        (Par(D("82.2"), D("80.5"), "*"), D(1), D("83.2"), D("81.2"), D("81.2"), D("6674.64")),
    ],
)
def test_empty_zero_and_a_dash_stay_apart_in_every_rule(
    a: Value, b: Value, total: object, diff: object, string: object, product: object
) -> None:
    calculation = two(a, b)
    assert calculation.value("summa", "a") == total
    assert calculation.value("rad", "diff") == diff
    assert calculation.value("rad", "strang") == string
    assert calculation.value("rad", "produkt") == product


@pytest.mark.parametrize("empty", [None, DASH, "", Mark.NOT_ASKED])
def test_an_empty_cell_stays_as_it_was_written(empty: Value) -> None:
    calculation = two(empty, D(1))
    assert calculation.value("ett", "a") == empty
    assert number_in(calculation.value("ett", "a")) is None


def test_a_sum_of_nothing_is_nothing_and_a_sum_of_zeros_is_zero() -> None:
    rows = (Row("s", "S", "summa", rule=CHILDREN), Row("t", "T", "summa", rule="borta"))
    calculation = working_out(trial(rows))
    assert calculation.value("s", "a") is None
    assert calculation.value("t", "a") is None
    assert two(D(0), D(0)).value("summa", "a") == 0


# ---- Shares and changes ---------------------------------------------------------------------


def row(a: Value, b: Value, count_months: int = 8) -> Calculation:
    cells = {k: v for k, v in (("a", a), ("b", b)) if v is not None}
    return working_out(trial((Row("rad", "Rad", cells=cells),)), count_months)


@pytest.mark.parametrize("column", ["kvot", "mot", "andring"])
@pytest.mark.parametrize("zero", [D(0), D("-0"), D("0.00"), None, DASH])
def test_a_percentage_of_zero_or_of_nothing_is_nothing(column: str, zero: Value) -> None:
    assert row(D(5), zero).value("rad", column) is None


@pytest.mark.parametrize(
    ("a", "b", "quotient", "against", "change"),
    [
        (-68376, -62376, "9.6", "-9.6", "9.6"),
        (-155695, -158695, "-1.9", "1.9", "-1.9"),
        (110, 100, "10.0", "10.0", "10.0"),
        (5, -5, "-200.0", "200.0", None),
        (-5, 5, "-200.0", "-200.0", None),
        (0, 50, "-100.0", "-100.0", "-100.0"),
        (7, 7, "0.0", "0.0", "0.0"),
    ],
)
def test_a_share_of_a_cost_keeps_its_own_sign_only_against_the_amount(
    a: int, b: int, quotient: str, against: str, change: str | None
) -> None:
    calculation = row(D(a), D(b))
    shown = {k: calculation.number("rad", k) for k in ("kvot", "mot", "andring")}
    assert {k: None if v is None else str(round(v, 1)) for k, v in shown.items()} == {
        "kvot": quotient,
        "mot": against,
        "andring": change,
    }


@pytest.mark.parametrize(
    ("count", "gone", "left"), [(8, 100, 150), (12, None, None), (1, 800, None), (6, None, 100)]
)
def test_the_pace_is_spread_over_the_months_gone_and_the_months_left(
    count: int, gone: int | None, left: int | None
) -> None:
    calculation = row(D(800), D(1400), count)
    if gone is not None:
        assert calculation.value("rad", "gatt") == gone
    if left is not None or count == 12:
        assert calculation.value("rad", "kvar") == left


def test_without_a_period_there_is_no_pace() -> None:
    calculation = Calculation(row(D(800), D(1400)).table)
    assert calculation.value("rad", "gatt") is None
    assert calculation.value("rad", "takt") is None


def test_a_pace_needs_every_figure_of_its_own() -> None:
    assert row(D(800), None).value("rad", "kvar") is None
    assert row(D(800), None).value("rad", "gatt") == 100


def test_a_row_whose_share_says_nothing_has_amounts_and_no_shares() -> None:
    cells: dict[str, Value] = {"a": D(-5000), "b": D(-1000)}
    calculation = working_out(
        trial((Row("resultat", "Resultat", cells=cells, without_share=True),))
    )
    shown = {
        k: calculation.value("resultat", k) for k in ("diff", "kvot", "mot", "andring", "gatt")
    }
    assert shown == {"diff": -4000, "kvot": None, "mot": None, "andring": None, "gatt": -625}


# ---- Rules that refer to themselves ---------------------------------------------------------

RING_ROW = "regeln leder tillbaka till raden själv."


@pytest.mark.parametrize("count", [1, 2, 3, 50, 200, 2000])
def test_a_ring_of_sum_rows_is_empty_and_told(count: int) -> None:
    rows = tuple(Row(f"r{i}", "R", "summa", rule=f"r{(i + 1) % count}") for i in range(count))
    calculation = working_out(trial(rows))
    assert calculation.value("r0", "a") is None
    assert {fault.why for fault in calculation.faults.told} == {RING_ROW}
    assert len(calculation.faults.told) == count


@pytest.mark.parametrize("parents", [("r0",), ("r1", "r0"), ("r2", "r0", "r1")])
def test_a_ring_of_parents_is_empty(parents: tuple[str, ...]) -> None:
    rows = tuple(Row(f"r{i}", "R", "summa", parent, CHILDREN) for i, parent in enumerate(parents))
    assert working_out(trial(rows)).value("r0", "a") is None


@pytest.mark.parametrize(
    "rules",
    [
        ("a - a",),
        ("b / c * 100", "a * c"),
        ("forandring(b; a)", "a / manader_gatt"),
    ],
)
def test_a_ring_of_columns_is_empty_and_told(rules: tuple[str, ...]) -> None:
    columns = tuple(Column("ab"[i], "ab"[i], rule=r) for i, r in enumerate(rules))
    table = replace(
        trial((Row("r", "R", cells={"c": D(1)}),)), columns=(*columns, Column("c", "C"))
    )
    calculation = Calculation(table, Context(period=period(8)))
    assert calculation.value("r", "a") is None
    assert calculation.value("r", "c") == 1
    assert [(f.column, f.why) for f in calculation.faults.told] == [
        ("ab"[i], "regeln leder tillbaka till kolumnen själv.") for i in range(len(rules))
    ]


@pytest.mark.parametrize("order", [("s", "u", "t"), ("t", "u", "s"), ("u", "s", "t")])
def test_a_ring_leaves_the_other_cells_alone_and_what_is_made_of_it_is_empty(
    order: tuple[str, ...],
) -> None:
    rows = (
        Row("s", "S", "summa", rule="s"),
        Row("t", "T", "summa", rule=CHILDREN),
        Row("p", "P", parent="t", cells={"a": D(1)}),
        Row("u", "U", "summa", rule="s + t"),
    )
    calculation = working_out(trial(rows))
    found = {row: calculation.value(row, "a") for row in order}
    assert found == {"s": None, "t": 1, "u": None}
    assert [(f.row, f.why) for f in calculation.faults.told] == [("s", RING_ROW)]


def test_a_rule_of_too_many_steps_is_empty_above_them_and_told_once() -> None:
    rows = tuple(Row(f"r{i}", "R", "summa", rule=f"r{i + 1}") for i in range(3000))
    calculation = working_out(trial((*rows, Row("r3000", "Post", cells={"a": D(7)}))))
    assert calculation.value("r0", "a") is None
    assert calculation.value("r2999", "a") == 7
    assert [f.why for f in calculation.faults.told] == ["reglerna går i fler än 40 steg."]


def test_a_rule_that_cannot_be_read_is_empty_and_told_and_one_of_a_lost_row_only_told() -> None:
    rows = (
        Row("s", "S", "summa", rule="p - "),
        Row("t", "T", "summa", rule="p + borta"),
        Row("p", "P", cells={"a": D(1)}),
    )
    calculation = working_out(trial(rows))
    assert [calculation.value(row, "a") for row in "stp"] == [None, 1, 1]
    assert [(f.row, f.why, f.empty) for f in calculation.faults.told] == [
        ("s", "regeln ”p - ” är inte fullständig.", True),
        ("t", "regeln räknar med ”borta”, som inte finns i tabellen.", False),
    ]


def test_forty_sums_on_top_of_one_another_are_worked_out() -> None:
    rows = tuple(Row(f"r{i}", "R", "summa", rule=f"r{i + 1}") for i in range(40))
    calculation = working_out(trial((*rows, Row("r40", "Post", cells={"a": D(7), "b": D(20)}))))
    assert calculation.value("r0", "takt") is not None
    assert calculation.value("r0", "a") == 7


# ---- What is printed, and who sees it -------------------------------------------------------


def tryckt(locked: bool, **tryckta: Value) -> Calculation:
    rows = (
        Row("s", "S", "summa", rule=CHILDREN, tryckt=tryckta),
        Row("p", "P", parent="s", cells={"a": D(10), "b": D(4)}),
    )
    return Calculation(trial(rows), Context(locked=locked, period=period(8)))


@pytest.mark.parametrize("locked", [True, False])
def test_a_printed_figure_is_shown_beside_the_computed_one(locked: bool) -> None:
    calculation = tryckt(locked, a=D(11))
    assert calculation.shown("s", "a") == 11
    assert calculation.computed("s", "a") == 10


def test_a_decided_document_leaves_a_cell_empty_that_it_prints_empty() -> None:
    assert tryckt(True, a=D(11)).shown("s", "b") is None
    assert tryckt(False, a=D(11)).shown("s", "b") == 4


def test_the_programs_own_columns_stand_on_the_printed_figures_of_a_decided_document() -> None:
    assert tryckt(True, a=D(11), b=D(5)).shown("s", "produkt") == 11 * 5 * 6
    assert tryckt(False, a=D(11), b=D(5)).shown("s", "produkt") == 11 * 5 * 6


def test_a_printed_figure_is_a_term_of_others_and_an_exact_one_where_that_is_shown_so() -> None:
    for locked in (True, False):
        assert tryckt(locked, a=D(11), b=D(5)).computed("s", "diff") == 11 - 5
    rows = (
        Row("s", "S", "summa", rule=CHILDREN, tryckt={"a": D(8)}),
        Row("p", "P", parent="s", cells={"a": D("7.6"), "b": D(4)}),
    )
    assert Calculation(trial(rows)).shown("s", "a") == 8
    assert Calculation(trial(rows)).computed("s", "diff") == D("3.6")


# ---- Small things ---------------------------------------------------------------------------


def test_a_heading_has_no_figures_to_compute() -> None:
    calculation = working_out(
        trial((Row("h", "H", "rubrik", rule=CHILDREN), Row("p", "P", parent="h")))
    )
    assert [calculation.value("h", k.id) for k in COLUMNS] == [None] * len(COLUMNS)
    assert not calculation.is_computed("h", "diff")


def test_a_rows_rule_leaves_its_texts_alone() -> None:
    rows = (Row("s", "S", "summa", rule=CHILDREN, cells={"ord": "hej"}),)
    assert working_out(trial(rows)).value("s", "ord") == "hej"


def test_the_label_is_a_cell_too() -> None:
    calculation = working_out(trial((Row("p", "Post", "summa", rule=CHILDREN),)))
    assert calculation.value("p", LABEL) == "Post"
    assert not calculation.is_computed("p", LABEL)


def test_a_cell_that_does_not_exist_counts_as_nothing() -> None:
    calculation = row(D(1), D(1))
    assert calculation.number("finns_inte", "a") is None
    assert calculation.number("rad", "finns_inte") is None
    assert calculation.shown_number("finns_inte", "a") is None


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("x + y", ("x", "y")),
        ("x - y", ("x", "y")),
        ("(x - y) / manader_kvar", ("x", "y")),
        ("x / y * 100", ("x", "y")),
        ("forandring(x; y)", ("x", "y")),
        ("x * y * z", ("x", "y", "z")),
        (CHILDREN, ()),
    ],
)
def test_a_rule_names_the_cells_that_it_needs(rule: str, name: tuple[str, ...]) -> None:
    assert names_in(declared(rule)) == name


@given(tables)
def test_a_level_is_the_number_of_parents_above(table: Table) -> None:
    parent = {r.id: r.parent for r in table.rows}
    for r in table.rows:
        count, over = 0, r.parent
        while over is not None:
            count, over = count + 1, parent[over]
        assert table.level(r) == count


# ---- Sums of children ---------------------------------------------------------------------------


def test_a_sum_of_sums_follows_what_is_under_them() -> None:
    rows = (
        Row("totalt", "Totalt", "summa", rule=CHILDREN),
        Row("kategori", "Kategori", "summa", "totalt", CHILDREN),
        Row("under", "Under", parent="kategori", cells={"a": D(1)}),
        Row("direkt", "Direkt", parent="totalt", cells={"a": D(10)}),
    )
    table = trial(rows)
    for row, number, total in (("direkt", 20, 21), ("under", 3, 23), ("direkt", 40, 43)):
        table = table.with_row(table.row(row).with_cell("a", D(number)))
        assert Calculation(table).value("totalt", "a") == total


@pytest.mark.parametrize("values", [(), (None, None), ("text", Mark.NOT_ASKED)])
def test_a_sum_of_nothing_is_empty_and_not_zero(values: tuple[Value, ...]) -> None:
    children = tuple(
        Row(f"r{i}", "R", parent="s", cells={"a": value}) for i, value in enumerate(values)
    )
    table = trial((Row("s", "S", "summa", rule=CHILDREN), *children))
    assert Calculation(table).value("s", "a") is None


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1))
def test_a_sum_of_children_is_written_as_adding_them_up_writes_it(numbers: list[Decimal]) -> None:
    children = tuple(
        Row(f"r{i}", "R", parent="s", cells={"a": number}) for i, number in enumerate(numbers)
    )
    table = trial((Row("s", "S", "summa", rule=CHILDREN), *children))
    assert str(Calculation(table).value("s", "a")) == str(sum(numbers, D(0)))


def test_a_dash_left_under_a_rule_says_nothing_of_what_the_rule_gives() -> None:
    rows = (Row("x", "X"), Row("s", "S", rule=declared("x"), cells={"a": Mark.DASH}))
    calculation = working_out(trial(rows))
    assert not is_nothing(calculation, "s", "a")
    assert lacks(calculation, "s", "a")
