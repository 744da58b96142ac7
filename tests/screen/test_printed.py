"""Printed figures and cells with nothing, typed in a draft: kept as any figure is."""

from decimal import Decimal
from pathlib import Path

from tests.screen.test_flow import change, number
from tests.screen_driver import opened
from tui.domain.finding import Address
from tui.domain.value import Mark
from tui.screen.controllers.decision import new_working_copy
from tui.screen.session import Session
from tui.store.data_store import DataStore, restored
from tui.workspace import TrycktChange


async def test_a_printed_figure_is_on_disk_and_undone_after_a_restart(folder: Path) -> None:
    store = DataStore(folder)
    async with opened(folder, store=store, utkast=True) as screen:
        await change(screen, "kostnader", "prognos", "-281000")
        await screen.saved()
    store.close()
    again = DataStore(folder)
    async with opened(folder, store=again) as screen:
        await screen.go_to("drift", document="2024-delar-utkast")
        assert screen.cell_text("kostnader", "prognos") == number("−281 000")
        await screen.press("ctrl+z")
        assert screen.table.row("kostnader").tryckt["prognos"] == -281500
        await screen.press("ctrl+y")
        assert screen.cell_text("kostnader", "prognos") == number("−281 000")
    again.close()


def test_a_printed_figure_that_was_only_journaled_is_there_at_the_next_start(folder: Path) -> None:
    store = DataStore(folder)
    session = Session(store)
    session.document_id = "2024-delar"
    session.document_id = new_working_copy(session).id
    cell = Address(session.document_id, "drift", "kostnader", "prognos")
    now = session.area.table(session.document_id, "drift").row("kostnader").tryckt["prognos"]
    session.do(TrycktChange(cell, now, Decimal("-281000.5")))
    assert session.journal_error == ""
    store.close()
    again = DataStore(folder)
    assert restored(again).error == ()
    try:
        row = again.tab(session.document_id, "drift")[0][0].row("kostnader")
        assert row.tryckt["prognos"] == Decimal("-281000.5")
    finally:
        again.close()


async def test_a_change_of_a_part_lets_the_printed_sums_go_in_one_step(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        before = screen.table
        await change(screen, "personal", "prognos", "-150000")
        assert "tryckta tal räknas nu ur sina delar" in screen.panel
        assert "prognos" not in screen.table.row("resultat").tryckt
        assert screen.table.row("resultat").tryckt["utfall"] == -6612
        await screen.press("ctrl+z")
        assert screen.table == before


async def test_a_dash_or_space_says_that_there_is_nothing_and_delete_that_it_is_missing(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "utfall", "-")
        assert screen.cell_text("personal", "utfall") == "–"
        assert not screen.cell_text("kostnader", "utfall").endswith("…")
        await screen.cell("personal", "utfall")
        await screen.press("delete")
        assert screen.cell_text("personal", "utfall") == ""
        assert screen.class_("kostnader", "utfall")[1].startswith("…")
        assert screen.cell_text("personal", "diff") == ""
        assert screen.cell_text("resultat", "diff") == ""
        assert "ofullständig: Personalkostnader saknas" in await panel_of(screen, "kostnader")
        await screen.cell("personal", "utfall")
        await screen.press("space")
        assert screen.table.row("personal").cells["utfall"] is Mark.DASH
        assert "Inget (–): räknas som 0." in screen.panel
        await screen.press("space")
        assert "utfall" not in screen.table.row("personal").cells


async def panel_of(screen, row: str) -> str:  # type: ignore[no-untyped-def]
    await screen.cell(row, "utfall")
    return " ".join(screen.panel.split())


async def test_a_working_copy_says_where_its_document_had_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", document="2023-bokslut")
        assert screen.cell_text("finansnetto", "budget") == ""
        shown = [screen.cell_text(r.id, "avvikelse") for r in screen.table.rows]
        await screen.working_copy()
        assert screen.cell_text("finansnetto", "budget") == "–"
        assert [screen.cell_text(r.id, "avvikelse") for r in screen.table.rows] == shown
        await change(screen, "personal", "budget", "-130000")
        assert screen.class_("resultat", "budget")[1] != "…"
        assert screen.cell_text("finansnetto", "avvikelse") == "−6"
