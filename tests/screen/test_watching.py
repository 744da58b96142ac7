"""What others do to the folder while it is open, what a restart finds, and restoring a backup."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

from tests.screen_driver import Screen, opened
from tui.screen.controllers.changes import do
from tui.store.codec import decoded, encoded
from tui.store.data_store import DataStore, restored
from tui.store.folder import Store
from tui.store.settled import SETTINGS
from tui.workspace import SettingChange

UTKAST = "2024-delar-utkast"


@asynccontextmanager
async def certain(folder: Path, *, utkast: bool = True) -> AsyncIterator[Screen]:
    """The app on a folder with journal and lock, in a working copy, with history ready."""
    store = DataStore(folder)
    notice = restored(store)
    try:
        async with opened(folder, store=store, message=notice.sentence, utkast=False) as screen:
            if utkast:
                await screen.working_copy()
                await screen.go_to("drift", "drift")
            yield screen
    finally:
        store.close()


def change_in_file(folder: Path, row: str, column: str, value: int) -> None:
    """Another program gives a cell of the working copy's drift another value."""
    file = folder / UTKAST / "drift.json"
    ra = decoded(file.read_bytes())
    item = next(p for p in ra["drift"].values() if p["rad"] == row)
    item["celler"][column] = value
    file.write_bytes(encoded(ra))


def in_file(folder: Path, row: str, column: str) -> object:
    """The value of a cell of the working copy's drift on the disk."""
    tables, _ = Store(folder).tab(UTKAST, "drift")
    return tables[0].row(row).cells.get(column)


async def look(screen: Screen) -> None:
    """Let the watch look once."""
    screen.app.guard()
    await screen.calm()
    await screen.saved()


async def write(screen: Screen, row: str, column: str, text: str) -> None:
    """Type a figure into a cell."""
    await screen.cell(row, column)
    await screen.write(text)
    await screen.press("enter")


async def await_(screen: Screen, condition: str) -> None:
    """Wait until the panel or a dialog says something; threads take their time."""
    for _ in range(200):
        if condition in screen.panel or condition in screen.dialog:
            return
        await screen.pilot.pause(0.01)
    raise AssertionError(f"{condition!r} was never said: {screen.panel} {screen.dialog}")


async def test_a_file_changed_underneath_is_read_in_and_said(folder: Path) -> None:
    async with certain(folder) as screen:
        change_in_file(folder, "lokalhyror", "prognos", -17000)
        await look(screen)
        await await_(screen, "ändrades av ett annat program")
        assert screen.cell_text("lokalhyror", "prognos") == "−17\u00a0000"
        assert "inget av ditt var osparat" in screen.panel


async def test_a_mere_touch_asks_nothing(folder: Path) -> None:
    async with certain(folder) as screen:
        (folder / UTKAST / "drift.json").touch()
        await look(screen)
        assert "annat program" not in screen.panel


async def test_changes_of_both_to_different_cells_are_both_kept(folder: Path) -> None:
    async with certain(folder) as screen:
        change_in_file(folder, "lokalhyror", "prognos", -17000)
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        await look(screen)
        await await_(screen, "dina ändringar är kvar")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert in_file(folder, "lokalhyror", "prognos") == Decimal(-17000)


async def test_the_same_cell_changed_by_both_is_asked_about(folder: Path) -> None:
    async with certain(folder) as screen:
        change_in_file(folder, "personal", "prognos", -140000)
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        screen.app.guard()
        await await_(screen, "Samma cell ändrad på två håll")
        assert "−150\u00a0000" in screen.dialog and "−140\u00a0000" in screen.dialog
        assert "Drift, Personalkostnader, Prognos helår 2024: både du" in screen.dialog
        assert "går inte att ångra" in screen.dialog
        await screen.press("enter")
        assert screen.dialog, "Enter comes of itself when a figure is being typed"
        await screen.press("f8")
        await await_(screen, "drift.json gäller där du valde det; det du skrev där är borta.")
        assert screen.cell_text("personal", "prognos") == "−140\u00a0000"
        assert in_file(folder, "personal", "prognos") == Decimal(-140000)
    async with certain(folder) as screen:
        assert not screen.dialog, "what was settled is not asked again"
        assert screen.cell_text("personal", "prognos") == "−140\u00a0000"


async def test_a_row_that_others_removed_is_asked_about_with_the_figure_typed_in_it(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        file = folder / UTKAST / "drift.json"
        ra = decoded(file.read_bytes())
        ra["drift"] = {k: r for k, r in ra["drift"].items() if r["rad"] != "personal"}
        file.write_bytes(encoded(ra))
        await write(screen, "personal", "prognos", "987")
        await screen.saved()
        screen.app.guard()
        await await_(screen, "Samma cell ändrad på två håll")
        assert "Ditt: raden ”Personalkostnader”, 987" in screen.dialog
        assert "I filen: borttagen" in screen.dialog
        assert " : både" not in screen.dialog
        await screen.press("escape")


async def test_nothing_is_written_over_while_the_question_is_left_open(folder: Path) -> None:
    async with certain(folder) as screen:
        change_in_file(folder, "personal", "prognos", -140000)
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        screen.app.guard()
        await await_(screen, "Samma cell ändrad på två håll")
        await screen.press("escape")
        await await_(screen, "inget skrivs över")
        await write(screen, "lokalhyror", "prognos", "-1")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-140000)
        assert "ej sparat" in screen.row("status")


async def test_a_second_instance_reads_only_says_who_and_takes_over(folder: Path) -> None:
    first = DataStore(folder)
    try:
        async with certain(folder, utkast=False) as screen:
            assert "läsläge" in screen.row("status")
            await screen.go_to("drift", "drift")
            await screen.press("1")
            assert "öppen i en annan Nämndkoll" in screen.panel
            assert not screen.dialog
            first.close()
            await look(screen)
            await await_(screen, "nu går det att ändra här")
    finally:
        first.close()


async def test_the_one_who_takes_over_goes_on_with_the_steps_of_the_other(folder: Path) -> None:
    first = DataStore(folder)
    try:
        async with certain(folder, utkast=False) as screen:
            step = SettingChange("trosklar/nara_andel", Decimal(95), Decimal(90))
            first.journal_step("gor", (step,), [SETTINGS])
            first.save_settings([step], first.latest_nr())
            first.close()
            await look(screen)
            await await_(screen, "nu går det att ändra här")
            assert screen.app.session.area.settings.thresholds.near_share == 90
            await screen.press("ctrl+z")
            assert "Ångrat: inställningen Nära målet från" in screen.panel
            await screen.saved()
    finally:
        first.close()
    assert Store(folder).settings()[0].thresholds.near_share == 95


async def test_undo_reaches_over_a_restart_and_the_panel_tells_the_history(folder: Path) -> None:
    async with certain(folder) as screen:
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
    async with certain(folder) as screen:
        await screen.cell("personal", "prognos")
        assert "−155\u00a0695 → −150\u00a0000" in screen.panel
        await screen.press("ctrl+z")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-155695)


async def test_an_edit_that_only_the_journal_holds_is_there_after_a_restart(folder: Path) -> None:
    async with certain(folder) as screen:
        await write(screen, "lokalhyror", "prognos", "-17000")
        await screen.saved()
        store = screen.app.session.store
        assert isinstance(store, DataStore)
        store.save_tab = lambda *_: (_ for _ in ()).throw(OSError("killed"))  # type: ignore[method-assign]
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-155695)
    async with certain(folder) as screen:
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"


async def test_undo_of_what_another_program_has_changed_since_is_refused(folder: Path) -> None:
    async with certain(folder) as screen:
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        change_in_file(folder, "personal", "prognos", -140000)
        await look(screen)
        await await_(screen, "ändrades av ett annat program")
        await screen.press("ctrl+z")
        await await_(screen, "det som ändrades har ändrats igen")
        await screen.press("escape")
        assert "går inte att backa" in screen.panel
        assert in_file(folder, "personal", "prognos") == Decimal(-140000)


async def test_a_step_that_no_longer_fits_is_passed_over_if_asked_and_the_one_before_is_next(
    folder: Path,
) -> None:
    async with certain(folder) as screen:
        await write(screen, "lokalhyror", "prognos", "-17000")
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        change_in_file(folder, "personal", "prognos", -140000)
        await look(screen)
        await await_(screen, "ändrades av ett annat program")
    async with certain(folder, utkast=False) as screen:
        await screen.press("ctrl+z")
        await await_(screen, "−155\u00a0695 → −150\u00a0000")
        await screen.press("enter")
        assert screen.dialog, "Enter comes of itself when a figure is being typed"
        await screen.press("f8")
        await await_(screen, "Ctrl+Z tar det före")
        assert in_file(folder, "personal", "prognos") == Decimal(-140000)
        assert in_file(folder, "lokalhyror", "prognos") == Decimal(-17000)
    async with certain(folder, utkast=False) as screen:
        await screen.press("ctrl+z")
        await screen.saved()
        assert "Ångrat: " in screen.panel and not screen.dialog
        assert in_file(folder, "lokalhyror", "prognos") == Decimal(-17416)
        assert in_file(folder, "personal", "prognos") == Decimal(-140000)
        await screen.press("ctrl+y")
        await screen.saved()
        assert in_file(folder, "lokalhyror", "prognos") == Decimal(-17000)


async def test_a_step_of_a_document_that_is_gone_is_passed_over_if_asked(folder: Path) -> None:
    async with certain(folder) as screen:
        session = screen.app.session
        do(
            session,
            screen.app.verbs,
            SettingChange("trosklar/nara_andel", Decimal(95), Decimal(90)),
        )
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
    shutil.rmtree(folder / UTKAST)
    async with certain(folder, utkast=False) as screen:
        await screen.press("ctrl+z")
        await await_(screen, f"Dokumentet {UTKAST} finns inte")
        await screen.press("f8")
        await screen.press("ctrl+z")
        await screen.saved()
        assert "Ångrat: inställningen " in screen.panel


async def test_a_backup_shows_what_it_would_change_and_can_be_undone(folder: Path) -> None:
    async with certain(folder) as screen:
        await write(screen, "personal", "prognos", "-150000")
        await screen.saved()
        screen.app.action_run("aterstall")
        await await_(screen, "Återställ från säkerhetskopia")
        await screen.press("enter")
        await await_(screen, "Det här ändras")
        assert "−150\u00a0000 → −155\u00a0695" in screen.dialog
        await screen.press("enter")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-155695)
        await screen.press("ctrl+z")
        await screen.saved()
        assert in_file(folder, "personal", "prognos") == Decimal(-150000)


async def test_a_copy_left_by_a_sync_program_is_told_and_not_read(folder: Path) -> None:
    file = folder / "2024-delar" / "drift.json"
    (folder / "2024-delar" / "drift-ANNAS-DATOR.json").write_bytes(
        file.read_bytes().replace(b"-155695", b"-155000", 1)
    )
    async with certain(folder, utkast=False) as screen:
        await screen.go_to("oversikt")
        assert "drift-ANNAS-DATOR.json är en kopia av drift.json" in screen.text
        await screen.go_to("drift", "drift")
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"
