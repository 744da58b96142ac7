"""The form of a table in its record: whole, changed as any other value, and faults told."""

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from tests.malls import REGISTER
from tests.tables import mall
from tui.domain.inheritance import InheritanceKind
from tui.domain.own_rules import OWN_RULES
from tui.domain.table import (
    BedomningKind,
    Column,
    ColumnRole,
    ColumnType,
    Row,
    RowSource,
    Table,
)
from tui.store.codec import decoded, encoded
from tui.store.column_records import encoded_column, parsed_columns
from tui.store.errors import ItemError, Place
from tui.store.storage import in_memory, raw_tables
from tui.store.tab_file import parsed_tab, put_tab, put_tables

COLUMNS = st.builds(
    Column,
    id=st.text(min_size=1).filter(str.strip),
    heading=st.text(),
    type_=st.sampled_from(get_args(ColumnType)),
    rule=st.none() | st.text() | st.sampled_from([*OWN_RULES.values()]),
    decimals=st.none() | st.integers(0, 10),
    scale=st.text(),
    assessed_by=st.none() | st.sampled_from(get_args(BedomningKind)),
    help_=st.text(),
    always=st.booleans(),
    refers=st.text(),
    in_report=st.booleans(),
    optional=st.booleans(),
    role=st.sampled_from(get_args(ColumnRole)),
    year=st.integers(-4, 4),
    inherit=st.sampled_from(["", *get_args(InheritanceKind)]),
    unit=st.text(),
)

LIBRARY = replace(
    mall(
        "bibliotek",
        "drift",
        "Resultat per verksamhet",
        (
            Column("intakt", "Intäkter 2031", unit="mnkr", decimals=1),
            Column("kostnad", "Kostnader 2031", unit="mnkr", decimals=1, role="kostnad"),
            Column("netto", "Netto", rule="intakt + kostnad", decimals=1, role="utfall"),
        ),
        (
            Row("bibliotek", "Bibliotek", parent="summa"),
            Row("bad", "Badhus", parent="summa"),
            Row("varav", "därav Simskolan", "darav", "bad"),
            Row("summa", "Kultur- och fritidsnämnden", "summa", rule="summa(barn)", role="netto"),
        ),
        "mnkr",
        subject="resultat",
        sign="Intäkter −, kostnader +.",
        rows_from=RowSource("plan", {"etikett": "etikett"}),
    ),
    template="",
    footnotes={"1": "Preliminärt."},
)
FILE = "2031-mars/drift.json"


def file_of(*tables: Table) -> Any:
    database = in_memory()
    put_tab(database, "2031-mars", "drift")
    put_tables(database, tables, REGISTER)
    return decoded(encoded(raw_tables(database)))


def read(value: Any) -> tuple[tuple[Table, ...], list[str]]:
    content = parsed_tab(in_memory(value), FILE, "2031-mars", "drift", REGISTER)
    return content.tables, [fault.sentence for fault in content.error]


@given(COLUMNS)
def test_every_column_comes_back_and_what_equals_nothing_is_not_stored(column: Column) -> None:
    item = decoded(encoded([encoded_column(column)]))[0]
    assert parsed_columns([item], Place("t")) == (column,)
    assert not {k for k, v in item.items() if v in ("", False)} - {"kolumn", "regel"}


def test_a_table_of_no_mall_comes_back_whole_also_to_plain_tinydb(tmp_path: Path) -> None:
    value = file_of(LIBRARY)
    assert read(value) == ((LIBRARY,), [])
    file = tmp_path / "drift.json"
    file.write_bytes(encoded(value))
    with TinyDB(file) as database:
        (head,) = database.table("tabeller").all()
        assert [column["rubrik"] for column in head["kolumner"]][:1] == ["Intäkter 2031"]
        assert [row["rad"] for row in database.table("bibliotek")] == [
            row.id for row in LIBRARY.rows
        ]


BUDGET = Column("budget", "Budget 2031", unit="mnkr", decimals=1, role="budget")
CHANGED = {
    "a column comes in": (*LIBRARY.columns, BUDGET),
    "and takes a rule": (*LIBRARY.columns, replace(BUDGET, rule="netto * 2")),
    "one is renamed": (replace(LIBRARY.columns[0], heading="Inkomster"), *LIBRARY.columns[1:]),
    "one goes away": LIBRARY.columns[1:],
    "they change places": LIBRARY.columns[::-1],
    "a rule goes": (*LIBRARY.columns[:2], replace(LIBRARY.columns[2], rule=None)),
}


@pytest.mark.parametrize("columns", CHANGED.values(), ids=CHANGED.keys())
def test_a_changed_form_is_written_and_what_is_unknown_stays(columns: tuple[Column, ...]) -> None:
    value = file_of(LIBRARY)
    value["tabeller"]["1"]["framtida"] = {"x": 1}
    for item in value["tabeller"]["1"]["kolumner"]:
        item["framtida"] = item["kolumn"]
    changed = replace(LIBRARY, columns=columns)
    database = in_memory(value)
    put_tables(database, (changed,), REGISTER)
    saved = decoded(encoded(raw_tables(database)))
    assert read(saved) == ((changed,), [])
    head = saved["tabeller"]["1"]
    assert head["framtida"] == {"x": 1}
    known = {column.id for column in LIBRARY.columns}
    assert [c.get("framtida") for c in head["kolumner"]] == [
        column.id if column.id in known else None for column in columns
    ]
    assert saved["bibliotek"] == value["bibliotek"]


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"roll": "hittepå"}, "kolumn ”kostnad”, fält ”roll”: ”hittepå” är ingen känd roll"),
    ({"typ": "summa"}, "kolumn ”kostnad”, fält ”typ”: ”summa” är ingen kolumntyp"),
    ({"raknas": "magi"}, "fält ”raknas”: ”magi” är inget som programmet kan räkna"),
    ({"bedoms": "x"}, "fält ”bedoms”: ”x” är inget sätt att bedöma en kolumn"),
    ({"arv": "x"}, "fält ”arv”: ”x” är inget som nästa dokument kan ta över"),
    ({"ar": "i år"}, "fält ”ar”: ska vara ett heltal (0 = dokumentets eget år)"),
    ({"alltid": 1}, "fält ”alltid”: ska vara true eller false"),
    ({"decimaler": 99}, "fält ”decimaler”: ska vara ett heltal 0–10"),
    ({"regel": ["+a"]}, "fält ”regel”: regeln kan inte läsas"),
    ({"kolumn": ""}, "fält ”kolumn”: saknas"),
    ({"kolumn": "intakt"}, "kolumn ”intakt”: kolumnen står två gånger"),
]


@pytest.mark.parametrize(("fault", "sentence"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_fault_in_a_form_is_one_sentence_and_the_file_is_left(
    fault: dict[str, Any], sentence: str
) -> None:
    value = file_of(LIBRARY)
    value["tabeller"]["1"]["kolumner"][1] |= fault
    tables, told = read(value)
    assert tables == () and len(told) == 1
    assert told[0].startswith(f"{FILE}, tabell ”bibliotek”, ") and sentence in told[0]
    database = in_memory(value)
    with pytest.raises(ItemError):
        put_tables(database, (LIBRARY,), REGISTER)
    assert raw_tables(database) == value


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ({"roll": "chef"}, "rad ”bad”, fält ”roll”: ”chef” är ingen känd roll"),
        ({"foralder": "ingen"}, "rad ”bad”: överraden ”ingen” saknas"),
        ({"utan_andel": "ja"}, "rad ”bad”, fält ”utan_andel”: ska vara true eller false"),
    ],
)
def test_a_fault_in_the_form_of_a_row_names_the_row(rows: dict[str, Any], sentence: str) -> None:
    value = file_of(LIBRARY)
    value["bibliotek"]["2"] |= rows
    tables, told = read(value)
    assert tables == () and sentence in told[0]


def test_a_rule_that_cannot_be_read_stays_as_it_was_written_and_only_its_column_is_empty() -> None:
    value = file_of(LIBRARY)
    value["tabeller"]["1"]["kolumner"][2]["regel"] = "intakt + ("
    (table,), told = read(value)
    assert told == [] and table.column("netto").rule == "intakt + ("
    database = in_memory(value)
    put_tables(database, (table,), REGISTER)
    assert raw_tables(database) == value
