"""What is read without a screen: the files with the committed steps that they lack."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Thread

import pytest
from msgspec.structs import replace

from tests.faults.help import CELL, TAB, D, cell_value, data_folder
from tests.store.help import everything_in
from tui.store.committed import Committed
from tui.store.data_store import DataStore
from tui.store.journal.reader import journal_file
from tui.workspace import CellChange, DocumentChange

DRIFT = f"{D}/{TAB}"
FILE = f"{D}/{TAB}.json"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[DataStore]:
    """The folder as a session has it open, all of it saved."""
    store = DataStore(data_folder(tmp_path / "data"))
    store.document()
    store.tab(D, TAB)
    yield store
    store.lock.released()


def typed(store: DataStore, number: int) -> None:
    """A figure that is committed, and not saved."""
    from_ = cell_value(Committed(store.folder).tab(D, TAB)[0])
    store.journal_step("gor", (CellChange(CELL, from_, Decimal(number)),), [DRIFT])


def test_a_committed_figure_is_read_before_it_is_saved_and_no_file_is_touched(
    writer: DataStore,
) -> None:
    typed(writer, -41)
    typed(writer, -42)
    before = everything_in(writer.folder)
    tables, error = Committed(writer.folder).tab(D, TAB)
    assert (cell_value(tables), error) == (-42, ())
    assert everything_in(writer.folder) == before


def test_a_committed_head_is_read_before_it_is_saved(writer: DataStore) -> None:
    head = writer.document()[0][0]
    fresh = replace(head, unlocked="Rättelse")
    writer.journal_step("gor", (DocumentChange(head, fresh),), [f"{D}/"])
    assert Committed(writer.folder).document() == ((fresh,), ())


def test_what_a_save_holds_already_is_not_put_in_twice(writer: DataStore) -> None:
    typed(writer, -41)
    tables = Committed(writer.folder).tab(D, TAB)[0]
    writer.before(D, TAB, writer.latest_nr())
    writer.save_tab(D, TAB, tables)
    typed(writer, -42)
    assert cell_value(Committed(writer.folder).tab(D, TAB)[0]) == -42
    assert Committed(writer.folder).tab(D, TAB)[1] == ()


def test_what_does_not_fit_the_file_is_said_with_how_many_wait(writer: DataStore) -> None:
    typed(writer, -41)
    typed(writer, -42)
    file = writer.folder / FILE
    file.write_bytes(file.read_bytes() + b"\n")
    tables, (error,) = Committed(writer.folder).tab(D, TAB)
    assert cell_value(tables) == 31417
    assert error.sentence.startswith(f"{FILE}: 2 ändringar väntar på att sparas men passar inte")


def test_a_file_that_cannot_be_read_says_that_changes_wait_too(writer: DataStore) -> None:
    typed(writer, -41)
    (writer.folder / FILE).write_bytes(b"{")
    tables, errors = Committed(writer.folder).tab(D, TAB)
    assert tables == ()
    assert "kan inte läsas" in errors[0].sentence
    assert "1 ändring väntar på att sparas" in errors[1].sentence


def test_a_journal_of_a_newer_version_is_said_and_the_files_are_read(writer: DataStore) -> None:
    typed(writer, -41)
    journal = journal_file(writer.folder)
    journal.write_bytes(journal.read_bytes().replace(b'"journal": 1', b'"journal": 2', 1))
    reader = Committed(writer.folder)
    assert "nyare version" in reader.document()[1][-1].sentence
    assert cell_value(reader.tab(D, TAB)[0]) == 31417


def test_a_line_that_is_being_written_is_nothing_to_tell_of(writer: DataStore) -> None:
    typed(writer, -41)
    journal = journal_file(writer.folder)
    with journal.open("ab") as file:
        file.write(b'{ "nr": 2, "tid": "20')
    tables, error = Committed(writer.folder).tab(D, TAB)
    assert (cell_value(tables), error) == (-41, ())


def test_while_the_program_saves_no_figure_is_stale_and_none_is_in_doubt(
    writer: DataStore,
) -> None:
    acknowledged = 0

    def session() -> None:
        nonlocal acknowledged
        tables = writer.tab(D, TAB)[0]
        for number in range(1, 60):
            from_ = cell_value(tables)
            writer.journal_step("gor", (CellChange(CELL, from_, Decimal(number)),), [DRIFT])
            acknowledged = number
            (table,) = (t for t in tables if t.id == CELL.table)
            row = table.row(CELL.row).with_cell(CELL.column, Decimal(number))
            tables = tuple(table.with_row(row) if t is table else t for t in tables)
            writer.before(D, TAB, writer.latest_nr())
            writer.save_tab(D, TAB, tables)

    thread = Thread(target=session)
    thread.start()
    looked = 0
    while thread.is_alive():
        least = acknowledged
        tables, error = Committed(writer.folder).tab(D, TAB)
        assert error == ()
        assert cell_value(tables) >= least or not least
        looked += 1
    thread.join()
    assert looked > 5
