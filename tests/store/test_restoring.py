"""A restore is shown before it is done, is done by changes, and can be undone."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.store.help import DRIFT, SETTINGS, duplicate
from tui.domain.table import Row, Table
from tui.store.backups import Backups, Copy
from tui.store.codec import encoded
from tui.store.errors import ReadError
from tui.store.folder import Store
from tui.store.mallar import REGISTER
from tui.store.restoring import content, outside_restoring, restoring
from tui.store.table_merge import deviating
from tui.workspace import TableFieldChange, Workspace, carried_out, inverted

KEY = ("2024-delar", "drift")


@pytest.fixture
def copies(data_folder: Path) -> Backups:
    """The folder's backups."""
    return Backups(data_folder, lambda: datetime(2024, 9, 17, 14, 2))


@pytest.fixture
def saved(copies: Backups, data_folder: Path) -> Copy:
    """A backup of the drift tab as it is on the disk."""
    data = (data_folder / "2024-delar" / "drift.json").read_bytes()
    found = copies.preserve(*KEY, data)
    assert found is not None
    return found


def changed(now: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables after some work: a figure changed, a row gone, one new, one moved."""
    drift, items = now
    drift = drift.with_row(drift.row("personal").with_cell("prognos", Decimal(-1)))
    first_of_all, *mitten, last = items.rows
    return drift, replace(items, rows=(last, first_of_all, *mitten[1:], Row("ny", "Ny")))


def test_a_backup_gives_back_what_stood_there(saved: Copy, store: Store) -> None:
    then, _ = store.tab(*KEY)
    now = changed(then)
    area = Workspace().with_tab(KEY, now)
    step = restoring(saved, now, REGISTER)
    restored = carried_out(area, step)
    assert restored.tables[KEY] == then
    assert carried_out(restored, inverted(step)).tables[KEY] == now


def test_what_would_change_is_shown_cell_by_cell(saved: Copy, store: Store) -> None:
    then, _ = store.tab(*KEY)
    drift, items = deviating(changed(then), content(saved, REGISTER).tables)
    assert [(p.address.row, p.address.column, p.min, p.theirs) for p in drift.items] == [
        ("personal", "prognos", Decimal(-1), Decimal(-158695))
    ]
    assert {(p.address.row, p.field, p.kind) for p in items.items} == {
        ("", "ordning", "deras"),
        ("vard", "rad", "deras"),
        ("ny", "rad", "deras"),
    }


def test_a_backup_that_says_the_same_changes_nothing(saved: Copy, store: Store) -> None:
    now, _ = store.tab(*KEY)
    assert restoring(saved, now, REGISTER) == ()
    assert outside_restoring(saved, now, REGISTER) == ()


def test_what_is_not_brought_back_is_said(copies: Backups, store: Store) -> None:
    ra = duplicate(DRIFT)
    ra["tabeller"]["1"]["rubrik"] = "Driftens tabell"
    ra["delposter"]["1"]["celler"] = 7
    old = copies.preserve(*KEY, encoded(ra))
    assert old is not None
    now, _ = store.tab(*KEY)
    error, left = outside_restoring(old, now, REGISTER)
    assert "tabell ”delposter”, rad ”hyra”, fält ”celler”" in error
    assert left.endswith("tabellen finns bara nu och är kvar.")
    (heading,) = restoring(old, now, REGISTER)
    assert isinstance(heading, TableFieldChange)
    assert heading.to == "Driftens tabell"


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 1000])
def test_a_backup_that_is_no_store_is_one_sentence(copies: Backups, data: bytes) -> None:
    broken = copies.preserve(*KEY, data)
    assert broken is not None
    with pytest.raises(ReadError, match=r"drift/000001-20240917T140200-forst\.json kan inte läsas"):
        restoring(broken, (), REGISTER)


def test_a_backup_of_something_else_changes_nothing(copies: Backups, store: Store) -> None:
    other = copies.preserve(*KEY, encoded(SETTINGS))
    assert other is not None
    now, _ = store.tab(*KEY)
    assert content(other, REGISTER).tables == ()
    assert restoring(other, now, REGISTER) == ()
    assert outside_restoring(other, now, REGISTER)
