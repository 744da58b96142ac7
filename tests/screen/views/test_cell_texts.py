"""A column's width is that of its longest text, though not every text is written to know it."""

from decimal import Decimal
from itertools import permutations
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.naive import tables, trial
from tests.domain.test_recomputing import long_list, utkast, with_budget
from tests.five_documents import EVERY, calculation
from tui.domain.calculation import Calculation, Context, RuleError, shown
from tui.domain.recomputing import recomputed
from tui.domain.rule import Linear, Quotient
from tui.domain.table import LABEL, Row, Table
from tui.domain.value import Malvarde, Mark, Par
from tui.screen.views.cell_texts import CellTexts
from tui.screen.views.table_view import TableView

D = Decimal
NUMBER = (D(0), D("-0.4"), D("999.6"), D(-1000), D("12.345"), D("1E+5"), D(7), D("-99999.5"))
WORDS = (None, "ord", "en rad\nlång rad till", Mark.DASH, Mark.NOT_ASKED)
VALUES = st.sampled_from(
    [*NUMBER, *WORDS, Malvarde("≥", D("81.25")), Par(D("82.2"), D("80.5"), "*")]
)


@st.composite
def mottled(pull: st.DrawFn) -> Table:
    """A table whose rows write their values in their own units and decimals."""
    base = pull(tables)
    return replace(base, rows=tuple(_mottled(pull, row) for row in base.rows))


def _mottled(pull: st.DrawFn, row: Row) -> Row:
    cells = {column: pull(VALUES) for column in pull(st.sets(st.sampled_from(["a", "b", "ord"])))}
    return replace(
        row,
        cells={**row.cells, **cells},
        tryckt=pull(st.dictionaries(st.sampled_from(["a", "diff"]), st.sampled_from(NUMBER))),
        unit=pull(st.sampled_from([None, "%", "kr"])),
        decimals=pull(st.sampled_from([None, 0, 2])),
    )


def longest(one: Calculation) -> dict[str, int]:
    """How long the longest text of each column is, every text written out."""
    texts, rows = CellTexts(one, 120), one.table.rows
    columns = (LABEL, *(column.id for column in one.table.columns))
    return {k: max((len(texts.text(row, k)) for row in rows), default=0) for k in columns}


def measured(one: Calculation) -> dict[str, int]:
    """The same as it is measured."""
    texts = CellTexts(one, 120)
    columns = (LABEL, *(column.id for column in one.table.columns))
    return {column: len(texts.longest(column)) for column in columns}


@given(mottled(), st.booleans())
def test_a_measured_column_is_as_wide_as_its_longest_text(table: Table, locked: bool) -> None:
    one = Calculation(table, Context(locked=locked))
    try:
        waited = longest(one)
    except RuleError:
        return
    assert measured(Calculation(table, Context(locked=locked))) == waited


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_so_is_every_column_of_the_real_documents(document: str, table: str) -> None:
    for one in (calculation(document, table), utkast(document, table)):
        assert measured(one) == longest(one)


@given(mottled(), st.booleans())
def test_a_column_shows_what_each_of_its_cells_does(table: Table, locked: bool) -> None:
    one = Calculation(table, Context(locked=locked))
    for column in table.columns:
        try:
            waited = [one.shown(row.id, column.id) for row in table.rows]
        except RuleError:
            continue
        assert list(map(repr, shown(one, column))) == list(map(repr, waited))


WORD = {"ord": "ord"}
BIG, SMALL = (
    Row(id_, id_, cells={"a": D(number)}) for id_, number in (("stor", 200), ("liten", -1))
)


@pytest.mark.parametrize(
    "row",
    [
        Row("r", "R", cells={"a": D("99.96")}),
        Row("r", "R", cells={"a": D("9.9600")}),
        Row("r", "R", cells={"a": D(-7000)}),
        Row("r", "R", cells={"a": D(5)}, decimals=3),
        Row("r", "R", cells={"a": D(50)}, unit="%"),
        Row("r", "R", rule=Quotient("stor", "stor"), decimals=None),
        Row("r", "R", cells={"a": Mark.NOT_AVAILABLE}),
        Row("r", "R", cells={"ord": "två\nrader"}),
    ],
)
def test_a_cell_that_is_written_in_its_own_way_is_measured_by_itself(row: Row) -> None:
    for rows in permutations((row, BIG, SMALL)):
        assert measured(Calculation(trial(rows))) == longest(Calculation(trial(rows)))


def test_a_figure_with_decimals_is_longer_than_a_sum_that_is_shown_without_them() -> None:
    entered = Row("r", "R", cells={"a": D("1.25")})
    larger = Row("mer", "Mer", rule=Linear(((1, "r"), (1, "stor"))), cells=WORD)
    less = Row("minus", "Minus", rule=Linear(((-1, "r"),)), cells=WORD)
    one = Calculation(trial((entered, BIG, larger, less)))
    assert measured(one)["a"] == longest(one)["a"] == len("1,25")


def test_a_long_table_is_measured_by_a_handful_of_its_rows() -> None:
    context = utkast("2024-delar", "investeringar").context
    with count_written() as written:
        view = TableView(Calculation(long_list(), context), {}, 120)
        assert len(view.columns) > 5
    assert written.call_count < 25 * len(view.columns)


def test_an_edit_in_a_long_table_writes_the_row_and_its_sums_and_no_other() -> None:
    first_of_all = Calculation(long_list(), utkast("2024-delar", "investeringar").context)
    before = TableView(first_of_all, {}, 120)
    assert before.columns
    new = with_budget(before.table, "post_7", D(-77777))
    with count_written() as written:
        view = TableView(
            recomputed(first_of_all, new, first_of_all.context), {}, 120, before=before
        )
        assert view.columns == TableView(view.calculation, {}, 120).columns
    own_ones = {call.args[1].id for call in written.call_args_list if call.args[0] is view.texts}
    assert own_ones <= {"post_7", "reinvestering", "totalt"}


def count_written():  # type: ignore[no-untyped-def]
    """The cells whose text is made."""
    return patch.object(CellTexts, "_new_text", autospec=True, side_effect=CellTexts._new_text)
