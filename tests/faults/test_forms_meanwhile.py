"""Another program changes a table's form meanwhile: both sides' changes stand, thing by thing."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.faults.help import TAB, D, ScreenSession, data_folder
from tui.domain.finding import Address
from tui.domain.reshape import with_column, with_column_form, without_column
from tui.domain.table import Column, Table
from tui.screen.controllers.watch import look
from tui.store.folder import Store
from tui.store.table_merge import changes
from tui.workspace import TableRemoved


def drift(tables: tuple[Table, ...]) -> Table:
    return next(t for t in tables if t.id == "drift")


async def both(folder: Path, mine: Table, theirs: Table, answer: str | None = None) -> Table:
    """What is on the disk when I have made ``mine``, unsaved, and another has saved ``theirs``."""
    session = ScreenSession(data_folder(folder))
    session.screen.answer = answer
    session.session.saver.save = lambda *_: None  # type: ignore[method-assign]
    await session.do(*changes(D, drift(session.session.tables(TAB, D)), mine))
    del session.session.saver.save  # type: ignore[attr-defined]
    other = Store(folder)
    tables = other.tab(D, TAB)[0]
    other.save_tab(D, TAB, [theirs if t.id == "drift" else t for t in tables])
    await look(session.session, session.screen)
    assert (await session.session.saver.ready()).error == ""
    session.store.close()
    assert drift(session.session.tables(TAB, D)) == drift(Store(folder).tab(D, TAB)[0])
    return drift(Store(folder).tab(D, TAB)[0])


def base(folder: Path) -> Table:
    return drift(Store(data_folder(folder / "forst")).tab(D, TAB)[0])


async def test_two_things_of_one_column_changed_on_two_sides_are_both_there(fast: Path) -> None:
    table = base(fast)
    budget = table.column("budget")
    mine = with_column_form(table, "budget", replace(budget, decimals=2))
    theirs = with_column_form(table, "budget", replace(budget, heading="Ram"))
    merged = await both(fast / "data", mine, theirs)
    assert merged.column("budget") == replace(budget, decimals=2, heading="Ram")


async def test_columns_that_each_side_adds_and_a_row_form_stand_together(fast: Path) -> None:
    table = base(fast)
    mine = with_column(table, Column("min", "Min"), 1)
    own = table.row("personal")
    theirs = with_column(table.with_row(replace(own, unit="mnkr")), Column("deras", "Deras"), 2)
    merged = await both(fast / "data", mine, theirs)
    assert {"min", "deras"} <= merged.column_index.keys()
    assert merged.row("personal").unit == "mnkr"


async def test_a_removed_column_that_another_has_worked_in_is_asked_about(fast: Path) -> None:
    table = base(fast)
    mine = without_column(table, "prognos")
    theirs = with_column_form(table, "prognos", replace(table.column("prognos"), heading="Ny"))
    kept = await both(fast / "data", mine, theirs, "deras")
    assert kept.column("prognos").heading == "Ny"
    assert kept.row("personal").cells["prognos"] == table.row("personal").cells["prognos"]


@pytest.mark.parametrize("i_remove", [True, False])
async def test_a_removed_table_that_the_other_side_has_changed_is_there_and_told_of(
    fast: Path, i_remove: bool
) -> None:
    folder = data_folder(fast / "data")
    session = ScreenSession(folder)
    tables = session.session.tables(TAB, D)
    changed = tuple(replace(t, heading="Driften") if t.id == "drift" else t for t in tables)
    session.session.saver.save = lambda *_: None  # type: ignore[method-assign]
    if i_remove:
        at = next(i for i, t in enumerate(tables) if t.id == "drift")
        await session.do(TableRemoved(Address(D, "drift"), TAB, tables[at], at))
    else:
        await session.do(*changes(D, drift(tables), drift(changed)))
    del session.session.saver.save  # type: ignore[attr-defined]
    other = Store(folder)
    other.tab(D, TAB)
    if i_remove:
        other.save_tab(D, TAB, changed)
    else:
        other.save_tab(D, TAB, [t for t in tables if t.id != "drift"], ["drift"])
    await look(session.session, session.screen)
    assert (await session.session.saver.ready()).error == ""
    assert drift(Store(folder).tab(D, TAB)[0]).heading == "Driften"
    assert session.sentence == (
        "Tabellen ”Driften” är kvar: borttagen på ena hållet men ändrad på det andra."
    )
    session.store.close()
