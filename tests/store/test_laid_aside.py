"""A document laid aside: whole, out of the way, and put back again."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.store.help import drift, everything_in
from tui.store.errors import SaveError
from tui.store.folder import Store

WHEN = datetime(2024, 9, 10, 14, 2, 3)
ASIDE = ".namndkoll/borttagna/2024-delar-20240910T140203"


def test_it_is_moved_whole_and_comes_back_whole(store: Store) -> None:
    before = everything_in(store.folder)
    tables = drift(store)
    assert store.put_aside("2024-delar", WHEN) == ASIDE
    assert not (store.folder / "2024-delar").exists()
    assert Store(store.folder).document() == ((), ())
    store.put_back(ASIDE, "2024-delar")
    assert everything_in(store.folder) == before
    assert drift(store) == tables


def test_two_of_the_same_name_lie_beside_each_other(store: Store) -> None:
    head = store.document()[0][0]
    store.put_aside("2024-delar", WHEN)
    store.create(head, {})
    assert store.put_aside("2024-delar", WHEN) == f"{ASIDE}-2"


def test_a_new_document_of_the_same_name_is_not_in_the_way_of_its_saves(store: Store) -> None:
    head, tables = store.document()[0][0], drift(store)
    store.put_aside("2024-delar", WHEN)
    store.create(head, {})
    store.save_tab("2024-delar", "drift", tables)
    assert Store(store.folder).tab("2024-delar", "drift") == (tables, ())


@pytest.mark.parametrize("name", ["finns-ej", "..", ".namndkoll", "2024-delar/../2024-delar", ""])
def test_what_is_no_document_is_refused(store: Store, name: str) -> None:
    before = everything_in(store.folder)
    with pytest.raises(SaveError, match="är inget dokument"):
        store.put_aside(name, WHEN)
    assert everything_in(store.folder) == before


def test_it_is_not_put_back_over_another(store: Store) -> None:
    head = store.document()[0][0]
    store.put_aside("2024-delar", WHEN)
    store.create(head, {})
    with pytest.raises(SaveError, match="finns redan"):
        store.put_back(ASIDE, "2024-delar")
    assert (store.folder / ASIDE).is_dir()


def test_what_the_system_refuses_is_said_and_nothing_is_moved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_: object) -> None:
        raise PermissionError(13, "nej")

    monkeypatch.setattr(Path, "rename", no)
    with pytest.raises(SaveError, match="kunde inte läggas undan: du saknar behörighet"):
        store.put_aside("2024-delar", WHEN)
    assert (store.folder / "2024-delar").is_dir()
