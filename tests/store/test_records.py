"""Records to tables and back."""

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.malls import DRIFT_PARTS, REGISTER
from tests.store.help import DRIFT
from tests.store.test_values import CELL_VALUES
from tui.domain.rule import CHILDREN, quotient_rule, sum_rule
from tui.domain.table import Row, RowRole, Table, computed_columns
from tui.store.codec import decoded, encoded
from tui.store.errors import ItemError, Place
from tui.store.former_forms import NOTHING, former_columns, mall_rows
from tui.store.records import parsed_row, parsed_table, row_item, table_item

PLACE = Place("drift")
META, ITEMS = DRIFT["tabeller"]["1"], list(DRIFT["drift"].values())


def drift_table() -> Table:
    return parsed_table(META, ITEMS, REGISTER)


def back(table: Table) -> Table:
    items = [row_item(row, table.columns) for row in table.rows]
    meta, items = decoded(encoded([table_item(table), items]))
    return parsed_table(meta, items, REGISTER, table.tab)


WORDS = st.dictionaries(st.text(), st.text(), max_size=2)
RULE_TEXTS = (
    st.sampled_from([CHILDREN, "summa(barn) - a", "a / (b", "barn", "a * (b - 2,5)"])
    | st.builds(quotient_rule, st.text(), st.text())
    | st.lists(st.tuples(st.sampled_from([1, -1]), st.text()), min_size=1).map(
        lambda terms: sum_rule(*terms)
    )
)
ROWS = st.builds(
    Row,
    id=st.text(min_size=1).filter(str.strip) | st.sampled_from([r.id for r in DRIFT_PARTS.rows]),
    label=st.text(),
    kind=st.sampled_from(["post", "summa", "rubrik", "darav"]),
    rule=st.none() | RULE_TEXTS,
    cells=st.dictionaries(st.text(), CELL_VALUES, max_size=3),
    tryckt=st.dictionaries(st.text(), CELL_VALUES, max_size=3),
    notes=WORDS,
    sources=WORDS,
    unit=st.none() | st.text(),
    decimals=st.none() | st.integers(0, 10),
    role=st.sampled_from(get_args(RowRole)),
    without_share=st.booleans(),
)


@given(ROWS)
def test_every_row_comes_back(row: Row) -> None:
    item = decoded(encoded(row_item(row, DRIFT_PARTS.columns)))
    assert parsed_row(item, NOTHING, frozenset(), PLACE) == row


def test_a_table_comes_back() -> None:
    assert back(drift_table()) == drift_table()


def test_a_computed_column_printed_out_of_order_with_the_declared_heading_comes_back() -> None:
    headings = {k.id: k.heading for k in DRIFT_PARTS.columns}
    order = ["avvikelse", "prognos", "budget"]
    meta = {**META, "kolumner": {k: headings[k] for k in order}}
    table = parsed_table(meta, [], REGISTER)
    assert [k.id for k in table.columns][:3] == ["avvikelse", "prognos", "budget"]
    assert back(table) == table


def test_the_programs_own_columns_are_there_where_they_can_be_computed() -> None:
    ids = [k.id for k in former_columns(DRIFT_PARTS, {"budget": "B", "prognos": "P"})]
    assert ids == ["budget", "prognos", "avvikelse", "avvikelse_procent", "kommentar"]


def test_a_row_is_what_the_declaration_says_under_what_the_record_says() -> None:
    row = parsed_row(
        {"rad": "personal", "etikett": "Löner"}, mall_rows(DRIFT_PARTS), frozenset(), PLACE
    )
    assert (row.label, row.parent, row.kind) == ("Löner", "kostnader", "post")
    row = parsed_row(
        {"rad": "personal", "foralder": "", "art": "darav"},
        mall_rows(DRIFT_PARTS),
        frozenset(),
        PLACE,
    )
    assert (row.label, row.parent, row.kind) == ("Personalkostnader", None, "darav")


def test_printed_decimals_are_kept() -> None:
    row = parsed_row(
        {"rad": "x", "celler": {"budget": Decimal("9.0")}},
        mall_rows(DRIFT_PARTS),
        frozenset(),
        PLACE,
    )
    assert str(row.cells["budget"]) == "9.0"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("rad", "", "fält ”rad”: saknas"),
        ("rad", 5, "fält ”rad”: ska vara text"),
        ("etikett", None, "fält ”etikett”: ska vara text"),
        ("art", "okänd", "fält ”art”: ”okänd” är inget radslag"),
        ("art", [], "är inget radslag"),
        ("foralder", "borta", "överraden ”borta” saknas"),
        ("foralder", 1, "fält ”foralder”: ska vara text"),
        ("regel", 5, "regeln kan inte läsas"),
        ("regel", ["intakter"], "regeln kan inte läsas"),
        ("regel", [], "regeln kan inte läsas"),
        ("regel", {"kvot": ["a"]}, "fält ”regel”: regeln kan inte läsas"),
        ("regel", {}, "fält ”regel”: regeln kan inte läsas"),
        ("art", "x` - at `$.rad`", "fält ”art”: ”x` - at `$.rad`” är inget radslag"),
        ("celler", [], "fält ”celler”: ska vara värden per kolumn"),
        ("celler", {"budget": True}, "fält ”celler.budget”: ja/nej skrivs som text"),
        ("tryckt", {"avvikelse": [1]}, "fält ”tryckt.avvikelse”: en lista"),
        ("noter", {"a": 1}, "fält ”noter”: ska vara texter med namn"),
        ("enhet", 1, "fält ”enhet”: ska vara text"),
        ("decimaler", "1", "fält ”decimaler”: ska vara ett heltal 0–10"),
        ("decimaler", True, "fält ”decimaler”"),
        ("decimaler", -1, "fält ”decimaler”"),
        ("decimaler", 11, "fält ”decimaler”"),
    ],
)
def test_a_bad_field_of_a_row_is_named(field: str, value: Any, sentence: str) -> None:
    with pytest.raises(ItemError) as error:
        parsed_table(META, [*ITEMS, {"rad": "ny", "etikett": "Ny", field: value}], REGISTER)
    assert "tabell ”drift”" in str(error.value)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("tabell", "", "fält ”tabell”: saknas"),
        ("tabell", "schema", "namnet är upptaget"),
        ("mall", "", "fält ”mall”: saknas"),
        ("mall", "drift.okand", "mallen ”drift.okand” är okänd"),
        ("mall", ["x"], "fält ”mall”: ska vara text"),
        ("rubrik", 1, "fält ”rubrik”: ska vara text"),
        ("kolumner", {"okand": "X"}, "kolumnen ”okand” är okänd"),
        ("kolumner", {"budget": 1}, "fält ”kolumner”"),
        ("fotnoter", "x", "fält ”fotnoter”"),
        ("enhet", None, "fält ”enhet”: ska vara text"),
    ],
)
def test_a_bad_field_of_a_head_is_named(field: str, value: Any, sentence: str) -> None:
    with pytest.raises(ItemError) as error:
        parsed_table({**META, field: value}, ITEMS, REGISTER)
    assert sentence in str(error.value)


def test_what_was_typed_in_a_column_that_is_computed_since_stays_as_printed() -> None:
    template = REGISTER.templates["drift.prognossakerhet"]
    item = {"rad": "augusti", "celler": {"prognos": 0, "avvikelse": 129}}
    row = parsed_row(item, mall_rows(template), computed_columns(template), PLACE)
    assert (row.cells, row.tryckt) == ({"prognos": 0}, {"avvikelse": 129})
    assert row_item(row, template.columns)["tryckt"] == {"avvikelse": 129}
    printed = parsed_row(
        {**item, "tryckt": {"avvikelse": 130}},
        mall_rows(template),
        computed_columns(template),
        PLACE,
    )
    assert printed.tryckt == {"avvikelse": 130}
