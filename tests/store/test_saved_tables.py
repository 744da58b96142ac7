"""Saving a table changes what changed and nothing else."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from tests.malls import REGISTER
from tests.store.help import DRIFT, duplicate, with_
from tui.domain.table import Row, Table
from tui.store.codec import encoded
from tui.store.errors import ItemError
from tui.store.storage import in_memory, raw_tables, renew
from tui.store.tab_file import parsed_tab, put_tab, put_tables, same_row

NO_MALLS = replace(REGISTER, templates={})
"""A file with the whole form of its tables needs no mall."""


def tables(ra: Any = DRIFT) -> tuple[Table, ...]:
    return parsed_tab(in_memory(ra), "fil", "2024-delar", "drift", REGISTER).tables


def saved(ra: Any, *new_ones: Table) -> Any:
    database = in_memory(duplicate(ra))
    put_tables(database, new_ones, REGISTER)
    return raw_tables(database)


def test_the_first_save_writes_the_form_whole_and_every_table_reads_as_it_did() -> None:
    whole = saved(DRIFT, *tables())
    assert tables(whole) == tables(DRIFT)
    head = whole["tabeller"]["1"]
    assert [column["kolumn"] for column in head["kolumner"]] == [k.id for k in tables()[0].columns]
    assert head["framtida"] == "okänt fält"
    assert (head["mall"], head["avser"]) == ("drift.delar", "resultat")
    rows = whole["drift"]
    assert rows["4"]["foralder"] == "kostnader" and rows["4"]["roll"] == "kostnad"
    assert rows["1"]["farg"] == {"okänd": ["fält"]}
    assert not set(parsed_tab(in_memory(whole), "fil", "2024-delar", "drift", NO_MALLS).error)


def test_nothing_changed_gives_the_same_bytes() -> None:
    whole = saved(DRIFT, *tables())
    assert encoded(saved(whole, *tables(whole))) == encoded(whole)


def test_one_changed_cell_changes_that_cell_alone() -> None:
    whole = saved(DRIFT, *tables())
    drift = tables(whole)[0]
    new = drift.with_row(drift.row("intakter").with_cell("prognos", Decimal(31000)))
    waited = with_(whole, ("drift", "1", "celler", "prognos"), Decimal(31000))
    assert encoded(saved(whole, new)) == encoded(waited)


def test_another_number_of_decimals_is_a_change() -> None:
    drift = tables()[0]
    new = drift.with_row(drift.row("intakter").with_cell("prognos", Decimal("31417.00")))
    assert b"31417.00" in encoded(saved(DRIFT, new))


def test_an_emptied_cell_goes_and_its_note_stays() -> None:
    drift = tables()[0]
    new = drift.with_row(drift.row("personal").with_cell("prognos", None))
    item = saved(DRIFT, new)["drift"]["4"]
    assert item["celler"] == {"budget": -157000}
    assert item["noter"] == {"prognos": "Tolkad."}


def test_unknown_fields_of_a_changed_row_and_head_stay() -> None:
    drift = replace(tables()[0], heading="Ny rubrik")
    new = drift.with_row(drift.row("intakter").with_cell("budget", Decimal(1)))
    resultat = saved(DRIFT, new)
    assert resultat["drift"]["1"]["farg"] == {"okänd": ["fält"]}
    assert resultat["tabeller"]["1"]["framtida"] == "okänt fält"
    assert resultat["tabeller"]["1"]["rubrik"] == "Ny rubrik"
    head = with_(resultat, ("tabeller", "1", "kolumner", 0, "framtida"), "också okänt")
    again = saved(head, replace(new, heading="Ännu en rubrik"))
    assert again["tabeller"]["1"]["kolumner"] == head["tabeller"]["1"]["kolumner"]


def test_an_unchanged_value_keeps_what_is_unknown_in_it() -> None:
    ra = with_(DRIFT, ("delposter", "5", "celler", "varde", "framtida"), 1)
    part_items = tables(ra)[1]
    new = part_items.with_row(part_items.row("par").with_cell("avser", "X"))
    cells = saved(ra, new)["delposter"]["5"]["celler"]
    assert cells == {"varde": {"par": [82, 80], "fotnot": "*", "framtida": 1}, "avser": "X"}


def test_rows_keep_their_numbers_when_one_comes_goes_and_moves() -> None:
    part_items = tables()[1]
    rent, _, pulse, par = part_items.rows
    new = replace(part_items, rows=(par, Row("ny", "Ny"), rent, pulse, Row("mer", "Mer")))
    rows = saved(DRIFT, new)["delposter"]
    assert [(nr, p["rad"]) for nr, p in rows.items()] == [
        ("5", "par"),
        ("6", "ny"),
        ("1", "hyra"),
        ("3", "puls"),
        ("7", "mer"),
    ]
    assert [r.id for r in tables({**DRIFT, "delposter": rows})[1].rows] == [r.id for r in new.rows]


def test_a_table_that_is_not_given_stays_also_when_it_cannot_be_read() -> None:
    ra = with_(DRIFT, ("drift", "4", "celler", "budget"), True)
    (part_items,) = tables(ra)
    new = part_items.with_row(part_items.row("hyra").with_cell("varde", Decimal(2)))
    resultat = saved(ra, new)
    assert resultat["drift"] == ra["drift"]
    assert resultat["delposter"]["1"]["celler"]["varde"] == 2


def test_a_table_that_cannot_be_read_is_not_written_over() -> None:
    ra = with_(DRIFT, ("drift", "4", "celler", "budget"), True)
    with pytest.raises(ItemError, match="rad ”personal”"):
        saved(ra, tables()[0])


def test_rows_without_a_head_are_not_written_over() -> None:
    ra = {**DRIFT, "ny": {"1": {"rad": "a"}}}
    with pytest.raises(ItemError, match="redan rader under det namnet"):
        saved(ra, replace(tables()[0], id="ny"))


def test_a_table_cannot_take_the_stores_own_name() -> None:
    with pytest.raises(ItemError, match="upptaget"):
        saved(DRIFT, replace(tables()[0], id="schema"))


def test_a_new_table_goes_last() -> None:
    new = replace(tables()[0], id="ny")
    resultat = saved(DRIFT, new)
    assert [h["tabell"] for h in resultat["tabeller"].values()] == ["drift", "delposter", "ny"]
    assert tables(resultat)[2] == new


def test_tables_put_into_an_empty_file_come_back() -> None:
    empty = in_memory()
    put_tab(empty, "2024-delar", "drift")
    assert tables(saved(raw_tables(empty), *tables())) == tables()


def test_known_fields_are_renewed_and_taken_away() -> None:
    record = {"b": 1, "x": 2, "a": 3}
    renew(record, {"a": 4, "c": 5}, {"a", "b", "c"})
    assert list(record.items()) == [("x", 2), ("a", 4), ("c", 5)]


def test_rows_are_the_same_to_the_last_decimal() -> None:
    row = Row("a", "A", cells={"x": Decimal("9.0")})
    assert same_row(row, replace(row, cells={"x": Decimal("9.0")}))
    assert not same_row(row, replace(row, cells={"x": Decimal("9.00")}))
    assert not same_row(row, replace(row, cells={"x": "9.0"}))
