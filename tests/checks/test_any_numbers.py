"""Whatever a store can hold, a table of every kind is worked out, explained, judged, checked."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.naive import period
from tests.malls import REGISTER
from tests.tables import begun
from tui.checks.one_table import table_finding
from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, Context
from tui.domain.cell_text import shown_text
from tui.domain.explanation import explanation
from tui.domain.table import Row, Table
from tui.domain.value import Malvarde, Mark, Par, Value
from tui.store.codec import MAX_DIGITS, encoded, encoded_value

# As long as the store takes them: thirty signs, minus and comma counted in.
LARGEST = int("9" * MAX_DIGITS)
number = st.one_of(
    st.integers(-LARGEST, LARGEST).map(Decimal),
    st.builds(
        lambda t, e: Decimal(t).scaleb(-e), st.integers(-(10**26), 10**26), st.integers(0, 26)
    ),
    st.sampled_from([Decimal(0), Decimal("0.00"), Decimal(-1), Decimal(LARGEST)]),
).filter(lambda t: len(f"{t:f}") <= MAX_DIGITS)
values: st.SearchStrategy[Value] = st.one_of(
    number,
    number,
    st.sampled_from(Mark),
    st.builds(Malvarde, st.sampled_from(["<", "≤", ">", "≥"]), number),
    st.builds(Par, number, number),
    st.sampled_from(["Ja", "Nej", "lägre är bättre", "högre är bättre", "r0", "ord", ""]),
)


def table(template: Table, data: st.DataObject) -> Table:
    """A table of this kind with two rows of its own and anything at all in its cells."""
    own_ones = tuple(Row(f"r{i}", f"Rad {i}", parent=None) for i in range(2))
    rows = tuple(_filled(row, template, data) for row in (*template.rows, *own_ones))
    return begun(template.id.split(".")[1], template, "T", template.unit, template.columns, rows)


def _filled(row: Row, template: Table, data: st.DataObject) -> Row:
    cells: dict[str, Value] = {}
    tryckt: dict[str, Value] = {}
    for column in template.columns:
        computed = column.computed or (row.rule is not None and column.numeric)
        if data.draw(st.integers(0, 3)):
            (tryckt if computed else cells)[column.id] = data.draw(values)
    return replace(row, cells=cells, tryckt=tryckt)


@pytest.mark.parametrize("template", REGISTER.templates.values(), ids=REGISTER.templates.keys())
@settings(max_examples=settings().max_examples // 3)
@given(st.data(), st.integers(1, 12), st.booleans())
def test_no_figure_that_a_store_can_hold_breaks_the_reckoning(
    template: Table, data: st.DataObject, months: int, locked: bool
) -> None:
    own = table(template, data)
    siblings = {
        t: table(REGISTER.templates[m], data) for t, m in SIBLINGS.get(template.id, {}).items()
    }
    calculation = Calculation(
        own, Context({**siblings, own.id: own}, period=period(months), locked=locked)
    )
    for row in own.rows:
        for value in row.cells.values():
            encoded(encoded_value(value))
        for column in own.columns:
            calculation.shown(row.id, column.id)
            explanation(calculation, row.id, column.id)
            cell_assessment(calculation, row, column)
            assert isinstance(shown_text(calculation, row, column), str)
    assert all(f.sentence.endswith(".") for f in table_finding("d", calculation))


SIBLINGS = {
    "mal.mal": {"nyckeltal": "mal.nyckeltal"},
    "internkontroll.uppfoljning": {"stickprov": "internkontroll.stickprov"},
}
