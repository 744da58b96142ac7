"""Many documents and a long journal: all of it is there, and a start does not wait for it."""

import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faults.help import CELL, TAB, D, ScreenSession, data_folder
from tests.store.help import put_document
from tui.store.data_store import DataStore, restored
from tui.store.file_hash import file_hash
from tui.store.folder import Store
from tui.store.journal.lines import Event, Head, Intent, JournalLine, Saved, encoded_journal_line
from tui.workspace import CellChange

FILE = f"{D}/{TAB}"
TIME = datetime(2024, 9, 17, 12, tzinfo=UTC)


def with_journal(folder: Path, edits: int) -> Path:
    """A folder whose journal holds so many saved edits of one cell, three lines each."""
    hash_ = file_hash(folder, FILE) or ""
    lines: list[JournalLine] = [Head(TIME, 1)]
    for nr in range(1, edits + 1):
        step = (CellChange(CELL, Decimal(nr - 1), Decimal(nr)),)
        lines.append(Event(nr, TIME, "anna", "gor", step, (FILE,), base={FILE: hash_}))
        lines += [Intent(FILE, hash_, hash_, nr), Saved(FILE, hash_, nr, nr)]
    file = folder / ".namndkoll" / "journal.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"".join(map(encoded_journal_line, lines)))
    return folder


def test_the_end_of_a_long_journal_is_there_at_once_and_the_rest_soon(fast: Path) -> None:
    folder = with_journal(data_folder(fast / "data"), 1500)
    store = DataStore(folder)
    restored(store)
    steps = store.history().done
    assert len(steps) > 200
    assert steps[-1][0].to == 1500  # type: ignore[union-attr]
    store.journal_step("gor", (CellChange(CELL, Decimal(1500), Decimal(1501)),), (FILE,))
    for _ in range(400):
        if len(store.cell_history(CELL)) == 1501:
            break
        time.sleep(0.01)
    assert [e.to for e in store.cell_history(CELL)] == list(range(1501, 0, -1))
    assert [e.nr for e in store.journal.events()] == list(range(1, 1502))
    store.lock.released()


def started(folder: Path) -> float:
    """How long a start takes up to what can be undone, the fastest of some."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        session = ScreenSession(folder)
        session.session.read_heads()
        session.session.history = session.store.history()
        times.append(time.perf_counter() - begun)
        session.released()
    return min(times)


@pytest.mark.soak
def test_a_start_on_50000_lines_is_about_that_of_an_empty_journal(fast: Path) -> None:
    """What is added to a start of the whole program, which takes most of a second."""
    empty = started(data_folder(fast / "tom"))
    long = started(with_journal(data_folder(fast / "lang"), 16_667))
    print(f"empty {empty * 1000:.0f} ms, 50 000 lines {long * 1000:.0f} ms")
    assert long - empty < 0.4


@pytest.mark.parametrize("count", [40, pytest.param(200, marks=pytest.mark.soak)])
async def test_of_many_documents_every_one_is_listed_and_an_edit_is_saved(
    fast: Path, count: int
) -> None:
    folder = data_folder(fast / "data")
    for nr in range(count - 1):
        put_document(folder, f"{2200 + nr}-delar", start=f"{2200 + nr}-01-01",
                     slut=f"{2200 + nr}-08-31")  # fmt: skip
    begun = time.perf_counter()
    session = ScreenSession(folder)
    session.session.read_heads()
    assert time.perf_counter() - begun < 5
    assert len(session.session.area.document) == count
    await session.write(5)
    session.released()
    assert len(Store(folder).document()[0]) == count
    assert restarted_cell(folder) == 5


def restarted_cell(folder: Path) -> object:
    store = DataStore(folder)
    restored(store)
    store.lock.released()
    return next(t for t in store.tab(D, TAB)[0] if t.id == "drift").row(CELL.row).cells["budget"]
