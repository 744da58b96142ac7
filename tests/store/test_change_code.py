"""Changes to JSON and back, without loss."""

from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import IDS, tables
from tests.malls import REGISTER
from tests.store.test_head import DOCUMENTS
from tests.store.test_records import ROWS, RULE_TEXTS
from tests.store.test_values import CELL_VALUES
from tui.domain.finding import Address
from tui.domain.rule import quotient_rule, sum_rule
from tui.domain.settings import Sammantrade
from tui.domain.table import Row, RowRole
from tui.store.codec import decoded, encoded
from tui.store.errors import ItemError
from tui.store.journal.change_records import (
    encoded_change,
    encoded_whole_row,
    parsed_change,
    parsed_whole_row,
)
from tui.workspace import (
    CellChange,
    Change,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    MeetingChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    SettingChange,
    TrycktChange,
    UnknownChange,
)

ADDRESSES = st.builds(Address, st.text(), st.text(), st.text(), st.text())
RULES = (
    st.none()
    | RULE_TEXTS
    | st.lists(st.tuples(st.sampled_from([1, -1]), st.text()), min_size=1).map(
        lambda terms: f"hela({sum_rule(*terms)})"
    )
    | st.builds(
        lambda a, b, scale, size: quotient_rule(a, b, Decimal(scale), of_size=size),
        st.text(),
        st.text(),
        st.decimals(0, 1000, places=1) | st.just(100),
        st.booleans(),
    )
)
WHOLE_ROWS = st.builds(
    lambda row, rule, parent, role, without: replace(
        row, rule=rule, parent=parent, role=role, without_share=without
    ),
    ROWS,
    RULES,
    st.none() | st.text(min_size=1),
    st.sampled_from(get_args(RowRole)),
    st.booleans(),
)
PLACES = st.integers(0, 10**6)
HEADS = st.builds(
    lambda d, id_: replace(d, id=id_), DOCUMENTS, st.text(min_size=1).filter(str.strip)
)
MEETINGS = st.builds(Sammantrade, st.dates(), st.text(), st.text())
THRESHOLDS = st.decimals(0, 10**6, places=2)
SCALES_ = st.none() | st.lists(st.text(), min_size=1).map(tuple)
LINES = st.none() | st.tuples(st.text(), st.text(), st.text(), st.text())
SETTINGS_CHANGES = st.one_of(
    st.builds(SettingChange, st.just("trosklar/nara_andel"), THRESHOLDS, THRESHOLDS),
    st.builds(SettingChange, st.just("skalor/mal"), SCALES_, SCALES_),
    st.builds(SettingChange, st.just("installningar/namnd"), st.text(), st.text()),
    st.builds(SettingChange, st.just("kontokarta/3"), LINES, LINES),
)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(CellChange, ADDRESSES, CELL_VALUES, CELL_VALUES),
    st.builds(TrycktChange, ADDRESSES, CELL_VALUES, CELL_VALUES),
    st.builds(RowAdded, ADDRESSES, WHOLE_ROWS, PLACES),
    st.builds(RowRemoved, ADDRESSES, WHOLE_ROWS, PLACES),
    st.builds(RowMoved, ADDRESSES, PLACES, PLACES),
    st.builds(DocumentChange, HEADS, HEADS),
    st.builds(DocumentMade, HEADS, st.text(), st.text()),
    st.builds(DocumentAside, HEADS, st.text(), st.text()),
    st.builds(MeetingChange, st.none() | MEETINGS, st.none() | MEETINGS),
    st.builds(
        MeetingChange,
        MEETINGS,
        st.none(),
        st.integers(1, 99),
        st.dictionaries(st.text(), st.booleans() | st.text(), max_size=2),
    ),
    SETTINGS_CHANGES,
)
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)

CELL: Any = {"slag": "cell", "adress": ["d", "t", "r", "k"], "fran": 1, "till": 2}
ROW: Any = {
    "slag": "rad_tillagd",
    "adress": ["d", "t", "r", ""],
    "rad": {"rad": "r", "etikett": "R", "regel": {"kvot": ["a", "b"]}},
    "plats": 0,
}
MOVE: Any = {"slag": "rad_flyttad", "adress": ["d", "t", "r", ""], "fran": 1, "till": 2}


def back(change: Change) -> Change:
    return parsed_change(decoded(encoded(encoded_change(change))))


@given(CHANGES)
def test_every_change_comes_back(change: Change) -> None:
    assert back(change) == change


@given(CELL_VALUES, CELL_VALUES)
def test_a_cells_values_come_back_as_they_were_written(from_: Any, to: Any) -> None:
    change = CellChange(Address("d", "t", "r", "k"), from_, to)
    assert repr(back(change)) == repr(change)


def test_trailing_zeros_are_kept() -> None:
    change = CellChange(Address("d", "t", "r", "k"), Decimal("9.0"), Decimal("9.00"))
    assert repr(back(change)) == repr(change)


def test_what_a_file_leaves_to_the_declaration_is_kept() -> None:
    rule = "a / belopp(b) * 1000"
    row = Row("r", "R", rule=rule, role="intakt", without_share=True)
    stored = encoded_whole_row(row)
    assert (stored["roll"], stored["utan_andel"]) == ("intakt", True)
    assert parsed_whole_row(encoded_whole_row(row), Address("d", "t")) == row


@pytest.mark.parametrize(
    ("stored", "inherited", "rule"),
    [
        (["+a", "-b"], {}, "a - b"),
        (["+a", "-b"], {"tomt_som_noll": False}, "hela(a - b)"),
        ({"kvot": ["a", "b"]}, {}, "a / b * 100"),
        (
            {"kvot": ["a", "b c"]},
            {"skala": 1000, "mot_belopp": True},
            'a / belopp("b c") * 1000',
        ),
        ("barn", {}, "summa(barn)"),
        ("a * (b - 2,5)", {}, "a * (b - 2,5)"),
    ],
)
def test_a_rule_as_journals_have_kept_it_is_read(stored: Any, inherited: Any, rule: str) -> None:
    item = {"rad": "r", "etikett": "R", "regel": stored, "arv": inherited}
    assert parsed_whole_row(item, Address("d", "t")).rule == rule


@pytest.mark.parametrize("template", REGISTER.templates.values(), ids=lambda template: template.id)
def test_every_declared_row_comes_back(template: Any) -> None:
    for row in template.rows:
        change = RowRemoved(Address("d", "t", row.id), row, 3)
        assert back(change) == change


@pytest.mark.parametrize("document", IDS)
def test_every_row_of_the_documents_comes_back(document: str) -> None:
    for table in tables(document):
        for place, row in enumerate(table.rows):
            address = Address(document, table.id, row.id)
            for change in (RowRemoved(address, row, place), RowAdded(address, row, place)):
                assert repr(back(change)) == repr(change)


@pytest.mark.parametrize(
    "row",
    [
        Row("", "Utan nyckel"),
        Row("r", "R", parent=""),
        Row("r", "R", decimals=11),
        Row("r", "R", kind="okänd"),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_a_row_that_could_not_be_read_back_is_not_written(row: Row) -> None:
    with pytest.raises(ItemError):
        encoded_change(RowAdded(Address("d", "t", "r"), row, 0))


def test_a_place_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(ItemError):
        encoded_change(RowMoved(Address("d", "t", "r"), -1, 2))


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (None, "okänt slag"),
        ([], "okänt slag"),
        ({}, "okänt slag"),
        ({**CELL, "slag": ["cell"]}, "okänt slag"),
        ({k: v for k, v in CELL.items() if k != "fran"}, "saknar fält"),
        ({**CELL, "adress": ["d", "t", "r"]}, "”adress” ska vara fyra texter"),
        ({**CELL, "adress": ["d", "t", "r", 1]}, "”adress” ska vara fyra texter"),
        ({**CELL, "adress": "dtrk"}, "”adress” ska vara fyra texter"),
        ({**CELL, "till": True}, "tabell ”t”, rad ”r”, fält ”k”: ja/nej skrivs som text"),
        ({**CELL, "fran": {"marke": "okänt"}}, "fält ”k”: okänt slags värde"),
        ({**ROW, "plats": -1}, "radens plats ska vara ett heltal från 0, inte ”-1”"),
        ({**ROW, "plats": True}, "radens plats"),
        ({**ROW, "rad": []}, "posten ska ha fält med namn"),
        ({**ROW, "rad": {"rad": ""}}, "fält ”rad”: saknas"),
        ({**ROW, "rad": {**ROW["rad"], "arv": []}}, "posten ska ha fält med namn"),
        ({**ROW, "rad": {**ROW["rad"], "arv": {"intakt": 1}}}, "fält ”intakt”: ska vara true"),
        ({**ROW, "rad": {**ROW["rad"], "arv": {"skala": "x"}}}, "fält ”skala”: ska vara ett tal"),
        ({**ROW, "rad": {**ROW["rad"], "arv": {"mot_belopp": "x"}}}, "fält ”mot_belopp”"),
        ({**MOVE, "till": 1.5}, "radens plats"),
        ({"slag": "dokument", "fran": [], "till": {}}, "posten ska ha fält med namn"),
        ({"slag": "dokument", "fran": {"id": ""}, "till": {}}, "fält ”id”: saknas"),
        ({"slag": "dokument", "fran": {"id": "d"}, "till": {}}, "fält ”namn”: saknas"),
    ],
)
def test_a_bad_change_is_refused_in_one_sentence(item: Any, sentence: str) -> None:
    with pytest.raises(ItemError) as error:
        parsed_change(item)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


@given(
    JSON_VALUES
    | st.fixed_dictionaries(
        {"slag": st.sampled_from(["cell", "rad_tillagd", "rad_flyttad", "dokument"])},
        optional=dict.fromkeys(("adress", "fran", "till", "rad", "plats"), JSON_VALUES),
    )
)
def test_no_json_value_does_more_than_be_refused(ra: Any) -> None:
    try:
        change = parsed_change(ra)
    except ItemError:
        return
    assert parsed_change(encoded_change(change)) == change


@pytest.mark.parametrize(
    "item",
    [
        {**CELL, "slag": "annat"},
        {"slag": "diagram", "fran": None, "till": {"farg": "rod"}},
        {"slag": "installning", "namn": "trosklar/framtida", "fran": 1, "till": 2},
        {"slag": "installning", "namn": "framtida/1", "fran": {}, "till": []},
    ],
)
def test_a_kind_of_change_that_only_a_newer_version_knows_is_kept_as_it_stands(item: Any) -> None:
    change = parsed_change({"fil": "d1/drift", **item})
    assert isinstance(change, UnknownChange)
    assert encoded_change(change) == item


@pytest.mark.parametrize(
    "item",
    [
        {"slag": "installning", "namn": "trosklar/nara_andel", "fran": "hög", "till": 2},
        {"slag": "installning", "namn": "skalor/mal", "fran": [1], "till": None},
        {"slag": "installning", "namn": "kontokarta/1", "fran": None, "till": ["Personal", "5"]},
        {"slag": "installning", "namn": "trosklar/nara_andel", "fran": 1},
        {
            "slag": "sammantrade",
            "fran": None,
            "till": {"datum": "17/9", "paragraf": "", "arende": ""},
        },
        {"slag": "sammantrade", "fran": None, "till": {}},
        {"slag": "dokument_gjort", "dokument": {}, "plats": "", "ur": ""},
        {"slag": "dokument_undanlagt", "plats": "", "ur": ""},
    ],
)
def test_a_known_kind_with_a_bad_field_is_refused(item: Any) -> None:
    with pytest.raises(ItemError):
        parsed_change(item)
