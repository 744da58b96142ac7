"""SIGKILL while a source is remembered: the file is as it was, or as it becomes."""

import os
import signal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.faults.test_killed import counting
from tui.domain.known_source import KnownSource
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.store.sources_file import save_source, sources

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
OLD = KnownSource("Utfall ur saldo #.csv", "resultat", "/hem/ut", "saldo #.csv")
NEW = replace(OLD, folder="/hem/ny", answers={"enhet": True})


def saved_in_child(folder: Path, at: int) -> int:
    """How a child ended that remembers a source and dies before its nth call."""
    store = DataStore(folder)
    pid = os.fork()
    if pid == 0:
        end = 98
        try:
            counting(at)()
            save_source(store, NEW)
            end = 0
        finally:
            os._exit(end)
    store.close()
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_killed_at_every_third_call_the_sources_are_old_or_new(tmp_path: Path) -> None:
    ends, found = [], []
    for at in range(1, 400, 3):
        folder = tmp_path / str(at)
        folder.mkdir()
        save_source(Store(folder), OLD)
        ends.append(saved_in_child(folder, at))
        found.append(sources(folder))
        save_source(Store(folder), NEW)
        assert sources(folder) == (NEW,)
        if ends[-1] == 0:
            break
    assert set(ends[:-1]) == {-signal.SIGKILL}
    assert all(one in ((OLD,), (NEW,)) for one in found)
    assert found[0] == (OLD,)
    assert found[-1] == (NEW,)
