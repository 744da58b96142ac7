"""A tab's file: what is whole opens, and the rest is told sentence by sentence."""

from decimal import Decimal
from typing import Any

import pytest

from tests.malls import REGISTER
from tests.store.help import DRIFT, duplicate, paths, with_
from tui.domain.calculation import Calculation, Context
from tui.store.storage import in_memory
from tui.store.tab_file import TabFile, parsed_tab

FILE = "2024-delar/drift.json"


def read(ra: Any) -> TabFile:
    return parsed_tab(in_memory(ra), FILE, "2024-delar", "drift", REGISTER)


def test_a_whole_file_opens_without_a_word() -> None:
    tab = read(DRIFT)
    assert [t.id for t in tab.tables] == ["drift", "delposter"]
    assert tab.error == ()
    assert tab.writable


def test_one_bad_table_leaves_the_others_open() -> None:
    tab = read(with_(DRIFT, ("drift", "4", "celler", "budget"), True))
    assert [t.id for t in tab.tables] == ["delposter"]
    assert [f.sentence for f in tab.error] == [
        "2024-delar/drift.json, tabell ”drift”, rad ”personal”, fält ”celler.budget”: ja/nej "
        "skrivs som text, inte som true; tabellen visas inte förrän det är rättat."
    ]
    assert tab.writable


def test_values_under_a_column_that_the_table_lacks_are_told_once_a_column() -> None:
    ra = duplicate(DRIFT)
    for serial in ("1", "4"):
        ra["drift"][serial]["celler"]["framtida"] = 1
    tab = read(ra)
    assert len(tab.tables) == 2
    assert [f.sentence for f in tab.error] == [
        "2024-delar/drift.json, tabell ”drift”, rad ”intakter” (och 1 rader till): kolumnen "
        "”framtida” finns inte i tabellen; värdet visas inte men ligger kvar i filen."
    ]


def test_rows_without_a_head_are_told_of() -> None:
    tab = read({**DRIFT, "glomd": {"1": {"rad": "a"}}, "_default": {}})
    assert [f.sentence for f in tab.error] == [
        "2024-delar/drift.json, tabell ”glomd”: står inte i ”tabeller”; "
        "den visas inte men ligger kvar i filen."
    ]


def test_a_table_that_stands_twice_opens_once() -> None:
    tab = read(with_(DRIFT, ("tabeller", "2"), DRIFT["tabeller"]["1"]))
    assert [t.id for t in tab.tables] == ["drift"]
    assert "står två gånger" in tab.error[0].sentence


def test_a_table_without_rows_opens_empty() -> None:
    ra = {k: v for k, v in DRIFT.items() if k != "delposter"}
    assert read(ra).tables[1].rows == ()


def test_a_file_without_tables_cannot_be_shown_or_saved() -> None:
    tab = read({"schema": DRIFT["schema"]})
    assert not tab.writable
    assert "tabell ”tabeller”: saknas" in tab.error[0].sentence


ERROR_TYPES: tuple[Any, ...] = (
    None,
    True,
    7,
    Decimal("-1.5"),
    "x",
    "",
    [],
    [1],
    {},
    {"1": {"x": []}},
)


@pytest.mark.parametrize("fresh", ERROR_TYPES, ids=repr)
def test_a_wrong_type_at_any_place_never_raises_and_names_the_file(fresh: Any) -> None:
    for path in paths(DRIFT):
        if not path:
            continue
        tab = read(with_(DRIFT, path, fresh))
        for error in tab.error:
            assert error.sentence.startswith(FILE) and error.sentence.endswith("."), path
            assert "\n" not in error.sentence
        _count_everything(tab)


def _count_everything(tab: TabFile) -> None:
    """What opens can also be recomputed: no fault is let through to the screen."""
    for table in tab.tables:
        calculation = Calculation(table, Context({t.id: t for t in tab.tables}))
        for row in table.rows:
            assert table.level(row) < 10
            for column in table.columns:
                calculation.value(row.id, column.id)
