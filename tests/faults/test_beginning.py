"""SIGKILL at every call of a first beginning: the folder of no documents, or of the whole one.

Whatever it left, the next beginning in the same folder goes through.
"""

import os
import shutil
import signal
from datetime import date
from pathlib import Path

import pytest

from tests.faults.help import least
from tests.faults.test_killed import counting
from tui.domain.next_document.sources import proposal_for
from tui.domain.period import Period
from tui.domain.settings import Settings
from tui.store.beginning import begin
from tui.store.committed import Committed
from tui.store.data_store import DataStore, restored
from tui.store.errors import StoreError
from tui.store.locate import given_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
WANTED = Settings(namnd="Byggnadsnämnden", kommun="Ydre kommun", signs="kostnad_plus")
NEW = proposal_for("delarsbokslut", Period(date(2025, 1, 1), date(2025, 8, 31)))


def killed(folder: Path, at: int) -> bool:
    """Whether a beginning was killed at its nth call."""
    pid = os.fork()
    if pid == 0:
        end = 98
        try:
            counting(at)()
            begin(folder, WANTED, NEW)
            end = 0
        finally:
            os._exit(end)
    end = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert end in (0, -signal.SIGKILL), (at, end)
    return end != 0


def tried_after(folder: Path) -> None:
    """Nothing, or all of it; and one begins again, or opens what there is."""
    begun = given_folder(str(folder), folder.parent).lack == ""
    if begun:
        store = DataStore(folder)
        restored(store)
        store.close()
    else:
        begin(folder, WANTED, NEW)
    reader = Committed(folder)
    (head,), errors = reader.document()
    assert (head.id, errors) == (NEW.id, ())
    assert reader.settings() == (WANTED, ())
    tables = [table for tab in reader.register.tabs for table in reader.tab(head.id, tab.id)[0]]
    assert len(tables) > 5 and not any(row.cells for table in tables for row in table.rows)


def swept(fast: Path, points: range) -> int:
    """At how many points it was killed."""
    for count, at in enumerate(points):
        folder = fast / str(at) / "kfn"
        folder.parent.mkdir()
        is_killed = killed(folder, at)
        tried_after(folder)
        shutil.rmtree(folder.parent)
        if not is_killed:
            return count
    return len(points)


def test_killed_at_every_ninth_call_there_is_nothing_or_all_of_it(fast: Path) -> None:
    least(10, swept(fast, range(1, 4000, 9)))


@pytest.mark.soak
def test_killed_at_every_call_there_is_nothing_or_all_of_it(fast: Path) -> None:
    least(100, swept(fast, range(1, 4000)))


def test_where_the_folder_is_another_programs_nothing_is_made(fast: Path) -> None:
    folder = fast / "kfn"
    begin(folder, WANTED, NEW)
    other = DataStore(folder)
    later = proposal_for("budget", Period(date(2026, 1, 1), date(2026, 12, 31)))
    with pytest.raises(StoreError, match="Ingenting gjordes"):
        begin(folder, WANTED, later)
    other.close()
    assert [head.id for head in Committed(folder).document()[0]] == [NEW.id]


def test_a_name_that_is_taken_is_refused_and_what_is_there_stays(fast: Path) -> None:
    folder = fast / "kfn"
    begin(folder, WANTED, NEW)
    with pytest.raises(StoreError, match="finns redan, så ingenting skapades"):
        begin(folder, WANTED, NEW)
    assert [head.id for head in Committed(folder).document()[0]] == [NEW.id]
