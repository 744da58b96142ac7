"""The journal beside the real store: what a session and a start do, step by step."""

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.help import DATA
from tests.store.journal_help import file_for, file_hashes, played
from tui.domain.finding import Address
from tui.domain.table import Row, Table
from tui.store.folder import Store
from tui.store.journal import Journal
from tui.store.journal.history import cell_history, history_out_of
from tui.store.journal.reader import calm, state_after
from tui.store.recovery import replay
from tui.workspace import CellChange, Change, RowAdded, RowRemoved, Workspace, carried_out

DOCUMENT = ("2018-delar", "2019-underlag", "2023-bokslut", "2024-delar", "2025-budget")
TABS = ("drift", "investeringar", "mal", "internkontroll", "personal")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the documents that come with the program."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    return tmp_path / "data"


def read_in(store: Store) -> Workspace:
    """Every document and tab."""
    area = Workspace({d.id: d for d in store.document()[0]})
    for document in DOCUMENT:
        for tab in TABS:
            area = area.with_tab((document, tab), *store.tab(document, tab))
    return area


def changes(document: str, table: Table) -> tuple[Change, ...]:
    """A figure in every row; and of a list the last row away and a new one first."""
    column = next((k.id for k in table.columns if not k.computed), None)
    if column is None:
        return ()
    cells = tuple(
        CellChange(Address(document, table.id, r.id, column), r.cells.get(column), Decimal("1.50"))
        for r in table.rows[:-1]
    )
    if not table.list_ or not table.rows:
        return cells
    last, new = table.rows[-1], Row("ny_rad", "Ny rad")
    away = RowRemoved(Address(document, table.id, last.id), last, len(table.rows) - 1)
    return (*cells, away, RowAdded(Address(document, table.id, new.id), new, 0))


def recorded(journal: Journal, area: Workspace, base: Mapping[str, str | None]) -> Workspace:
    """The workspace after a step in every table, each step committed."""
    for (document, _), tables in dict(area.tables).items():
        for table in tables:
            if step := changes(document, table):
                files = tuple(file_for(area, change) for change in step)
                journal.write("gor", step, files=files, bases=base)
                area = carried_out(area, step)
    return area


def test_unsaved_edits_in_every_table_are_there_after_a_crash(folder: Path) -> None:
    store, journal = Store(folder), Journal(folder, "anna")
    files = [f"{d}/{f}" for d in DOCUMENT for f in TABS]
    right = recorded(journal, read_in(store), file_hashes(folder, files))
    del store, journal
    assert not calm(folder)
    store, journal = Store(folder), Journal(folder, "anna")
    content = journal.read()
    plan = replay(content, file_hashes(folder, state_after(content.rows).unsaved))
    assert plan.conflicts == ()
    now = played(read_in(store), plan)
    assert now.tables == right.tables
    assert len(plan.play) > 15
    for file in plan.play:
        document, _, tab = file.partition("/")
        before = file_hashes(folder, (file,))[file]
        store.save_tab(document, tab, now.tables[(document, tab)])
        # The real wiring notes the intent before the replace.
        hash_ = file_hashes(folder, (file,))[file]
        assert hash_ is not None
        journal.intent(file, hash_, before, journal.last_nr())
        journal.saved(file, hash_, journal.last_nr())
    assert calm(folder)
    assert read_in(Store(folder)).tables == right.tables
    assert len(history_out_of(Journal(folder, "anna").read().events).done) == len(content.events)


def test_a_file_that_was_touched_by_another_program_is_a_conflict_with_its_history(
    folder: Path,
) -> None:
    store, journal = Store(folder), Journal(folder, "anna")
    area = read_in(store)
    address = Address("2024-delar", "drift", "personal", "prognos")
    before = area.table("2024-delar", "drift").row("personal").cells["prognos"]
    change = CellChange(address, before, Decimal(-1))
    file = file_for(area, change)
    assert file == "2024-delar/drift"
    journal.write(
        "gor", (change,), "fel i budgeten", files=(file,), bases=file_hashes(folder, (file,))
    )
    (folder / "2024-delar" / "drift.json").write_bytes(
        (folder / "2024-delar" / "drift.json").read_bytes() + b"\n"
    )
    content = journal.read()
    (conflict,) = replay(content, file_hashes(folder, state_after(content.rows).unsaved)).conflicts
    assert conflict.step() == (change,)
    (item,) = cell_history(content.events, address)
    assert (item.who, item.from_, item.to) == ("anna", before, Decimal(-1))
    assert item.reason == "fel i budgeten"
