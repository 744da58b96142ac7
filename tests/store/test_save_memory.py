"""A save that remembers the one before writes what one that reads everything anew would write."""

import errno
import json
import os
import shutil
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.store.help import DATA, changed, drift, fail, put_data_folder
from tests.store.test_value_code import CELL_VALUES
from tui.domain.table import Row, Table
from tui.store import save_memory, storage
from tui.store.errors import SaveError
from tui.store.folder import Store

DOCUMENT = "2024-delar"
Step = tuple[str, int, int, Any]
STEP: st.SearchStrategy[Step] = st.tuples(
    st.sampled_from(("cell", "cell", "cell", "tryckt", "not", "bort", "ny", "flytt", "rubrik")),
    st.integers(0, 5),
    st.integers(0, 30),
    CELL_VALUES,
)
FROM_OUTSIDE = st.sampled_from(("", "", "", "falt", "luft", "ny_session", "fel"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one document."""
    return put_data_folder(tmp_path / "data")


def file_in(folder: Path) -> Path:
    return folder / DOCUMENT / "drift.json"


def stepped(tables: tuple[Table, ...], step: Step) -> tuple[Table, ...]:
    """The tables after one change: of a row, of the order, of a heading."""
    kind, table_nr, row_nr, value = step
    table = tables[table_nr % len(tables)]
    new = _stepped(table, kind, row_nr, value)
    return tuple(new if t is table else t for t in tables)


def _stepped(table: Table, kind: str, row_nr: int, value: Any) -> Table:
    if kind == "rubrik":
        return replace(table, heading=f"Rubrik {row_nr}")
    place = row_nr % len(table.rows)
    row, column = table.rows[place], table.columns[row_nr % len(table.columns)].id
    match kind:
        case "cell":
            return table.with_row(row.with_cell(column, value))
        case "tryckt":
            return table.with_row(row.with_tryckt(column, value))
        case "not":
            return table.with_row(replace(row, notes={column: f"Not {row_nr}"}))
    rows = [r for r in table.rows if r is not row]
    if kind == "flytt":
        rows.insert((place * 7) % len(table.rows), row)
    elif kind == "ny":
        rows = [*table.rows, Row(f"ny_{len(table.rows)}_{row_nr}", "Ny")]
    return replace(table, rows=tuple(rows))


def from_other(file: Path, what: str) -> None:
    """What another program does to the file."""
    if what == "luft":
        file.write_bytes(file.read_bytes() + b"\n")
    elif what == "falt":
        ra = json.loads(file.read_text("utf-8"), parse_float=str)
        item = next(iter(ra["drift"].values()))
        item["framtida"] = item.get("framtida", 0) + 1
        file.write_text(json.dumps(ra, ensure_ascii=False), "utf-8")


def saved(store: Store, tables: Sequence[Table]) -> str:
    """How a save went."""
    try:
        store.save_tab(DOCUMENT, "drift", tables)
    except SaveError as error:
        return error.sentence
    return ""


@settings(max_examples=40)
@given(st.lists(st.tuples(STEP, FROM_OUTSIDE), min_size=2, max_size=12))
def test_a_session_writes_what_sessions_of_one_save_write(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[Step, str]]
) -> None:
    folders = [tmp_path_factory.mktemp(name) for name in ("en", "flera")]
    for folder in folders:
        shutil.copytree(DATA / DOCUMENT, folder / DOCUMENT)
    store = Store(folders[0])
    tables, _ = store.tab(DOCUMENT, "drift")
    with pytest.MonkeyPatch.context() as m:
        m.setattr(os, "fsync", lambda _: None)
        for step, from_outside in events:
            new_ones = stepped(tables, step)
            for folder in folders:
                from_other(file_in(folder), from_outside)
            if from_outside:
                store = Store(folders[0]) if from_outside == "ny_session" else store
                store.tab(DOCUMENT, "drift")
            if from_outside == "fel":
                with m.context() as broken:
                    fail(broken, "replace", errno.EIO)
                    saved(store, stepped(new_ones, ("cell", 0, 0, Decimal(99))))
            utfall = saved(store, new_ones)
            assert utfall == saved(Store(folders[1]), new_ones)
            assert file_in(folders[0]).read_bytes() == file_in(folders[1]).read_bytes()
            tables = tables if utfall else new_ones


def test_rows_that_do_not_hang_together_are_found_as_when_they_are_read(folder: Path) -> None:
    store = Store(folder)
    tables = drift(store)
    first = tables[0]
    for _ in range(2):
        store.save_tab(DOCUMENT, "drift", tables)
    ring = replace(first.row("personal"), parent="personal")
    tables = (first.with_row(ring), *tables[1:])
    store.save_tab(DOCUMENT, "drift", tables)
    for saver in (store, Store(folder)):
        with pytest.raises(SaveError, match="överraderna leder tillbaka till samma rad"):
            saver.save_tab(DOCUMENT, "drift", changed(tables))


def all_counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed from now on."""
    all_parsed: list[str] = []
    parsed = storage.parsed

    def counted(file: Path, data: bytes | None) -> Any:
        all_parsed.append(file.name)
        return parsed(file, data)

    monkeypatch.setattr(storage, "parsed", counted)
    return all_parsed


def test_a_file_is_parsed_at_its_first_save_and_when_another_program_has_written_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_parsed, store = all_counted(monkeypatch), Store(folder)
    tables = drift(store)
    for number in range(3):
        store.save_tab(DOCUMENT, "drift", changed(tables, number))
    assert all_parsed == ["drift.json"]
    from_other(file_in(folder), "falt")
    drift(store)
    store.save_tab(DOCUMENT, "drift", changed(tables, 4))
    assert all_parsed == ["drift.json"] * 2
    assert json.loads(file_in(folder).read_text("utf-8"))["drift"]["1"]["framtida"] == 1


def test_only_the_file_that_was_last_saved_is_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_parsed, store = all_counted(monkeypatch), Store(folder)
    tables = drift(store)
    store.save_tab(DOCUMENT, "drift", changed(tables, 1))
    store.save_choice(senaste_flik="mal")
    store.save_tab(DOCUMENT, "drift", changed(tables, 2))
    assert all_parsed == ["drift.json", "installningar.json"]
    store.save_tab(DOCUMENT, "mal", ())
    store.save_tab(DOCUMENT, "drift", changed(tables, 3))
    assert all_parsed == ["drift.json", "installningar.json", "mal.json", "drift.json"]


def test_a_large_file_is_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save_memory, "MAX_MEMORY", 100)
    all_parsed, store = all_counted(monkeypatch), Store(folder)
    tables = drift(store)
    for number in range(3):
        store.save_tab(DOCUMENT, "drift", changed(tables, number))
    assert all_parsed == ["drift.json"] * 3
