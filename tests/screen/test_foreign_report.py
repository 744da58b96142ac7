"""A finished report opened beside the workbench: shown as printed, gone about in, and left."""

from pathlib import Path

import pytest

from tests.checks.test_discovery import ROWS, with_cell
from tests.cli.test_quick import report
from tests.screen.test_start_page import begun
from tests.screen_driver import BIG, SMALL, Screen, opened
from tui.checks.foreign_report import checked_report, held_together
from tui.intake.files import read_report
from tui.screen.report_app import ReportApp
from tui.screen.report_screen import ReportScreen
from tui.store.data_store import DataStore

TEXT = "Personal kostade 9 500 tkr. Hyrorna uppgick till 2 140 tkr.\n\n## Drift\n\n"


async def open_report(screen: Screen, file: str) -> None:
    screen.app.start("menu:run", "oppna_rapport")
    await screen.calm()
    assert "Öppna en rapport för granskning" in screen.dialog
    await screen.paste(file)
    await screen.press("enter")
    await shown(screen)


async def shown(screen: Screen) -> None:
    """Wait for the thread that reads and checks."""
    for _ in range(200):
        await screen.calm()
        if not any(w.group == "dialog" and w.is_running for w in screen.app.workers):
            return
        if isinstance(screen.app.screen, ReportScreen):
            return


def text(screen: Screen) -> str:
    strips = screen.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_report_is_shown_with_its_findings_and_left_with_everything_as_it_was(
    folder: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = report(tmp_path / "delar.md", with_cell(3, 2, "-2 014"), TEXT)
    async with opened(folder, size) as screen:
        await screen.cell("personal", "prognos")
        before = screen.text
        await open_report(screen, file)
        assert "delar.md, öppnad för granskning" in text(screen)
        assert "Hyror, Utfall 2031: tryckt −2 014".replace(" ", "") in (
            text(screen).replace("\u00a0", "").replace(" ", "")
        )
        await screen.press("enter")
        now = text(screen)
        assert "1 av" not in now and "▸1 Tabeller (1)" in now
        assert "-2 014 !" in now
        await screen.press("2")
        assert "Personal kostade" in text(screen) and "stämmer" in text(screen)
        await screen.press("escape")
        assert screen.text == before
        assert screen.has == ("personal", "prognos")
        assert screen.app.session.history.done == ()


async def test_the_panel_says_the_rules_and_no_key_reaches_the_workbench_behind_it(
    folder: Path, tmp_path: Path
) -> None:
    file = report(tmp_path / "delar.md", ROWS)
    async with opened(folder) as screen:
        document, tab = screen.app.session.document_id, screen.app.session.tab
        await open_report(screen, file)
        assert "Inga fynd" in text(screen)
        await screen.press("1", "right", "right")
        said = " ".join(text(screen).split())
        assert "✓ Avvikelse = Utfall 2031 − Budget 2031, stämmer på 7 av 7 rader." in said
        await screen.press("f7", "ctrl+n", "f8", "delete", "x", "ctrl+z", "f12")
        assert isinstance(screen.app.screen, ReportScreen)
        await screen.press("f3")
        assert "Välj tabell" in screen.dialog
        await screen.press("escape", "f1")
        assert "Ingenting i filen ändras" in screen.dialog
        await screen.press("escape", "escape")
        assert (screen.app.session.document_id, screen.app.session.tab) == (document, tab)


async def test_f5_goes_from_finding_to_finding(folder: Path, tmp_path: Path) -> None:
    file = report(tmp_path / "delar.md", with_cell(3, 2, "-2 014"), TEXT)
    async with opened(folder) as screen:
        await open_report(screen, file)
        screens = []
        for _ in range(3):
            await screen.press("f5")
            screens.append("▸1 Tabeller" in text(screen))
        assert screens[0] and screens != [True, True, True]


async def test_what_cannot_be_read_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"x")
    async with opened(folder) as screen:
        await open_report(screen, str(tmp_path / "x.bin"))
        assert "läses inte" in screen.panel
        assert len(screen.app.screen_stack) == 1
        await open_report(screen, str(tmp_path / "borta.docx"))
        assert "Det finns ingen sådan fil" in screen.dialog


async def test_a_file_is_chosen_in_a_folder(folder: Path, tmp_path: Path) -> None:
    report(tmp_path / "delar.md", ROWS)
    (tmp_path / "bild.png").write_bytes(b"x")
    async with opened(folder) as screen:
        screen.app.start("menu:run", "oppna_rapport")
        await screen.calm()
        await screen.paste(str(tmp_path))
        assert "delar.md" in screen.dialog and "bild.png" not in screen.dialog
        await screen.press("enter")
        await shown(screen)
        assert "delar.md, öppnad för granskning" in text(screen)


async def test_a_report_is_shown_without_any_data_folder(tmp_path: Path) -> None:

    file = Path(report(tmp_path / "delar.md", ROWS))
    app = ReportApp(held_together([checked_report(read_report(file))])[0])
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, ReportScreen)
        await pilot.press("escape")
        await pilot.pause()
    assert not app.is_running


async def test_a_report_is_opened_from_the_page_to_begin_on(tmp_path: Path) -> None:
    file = report(tmp_path / "delar.md", ROWS)
    async with begun(tmp_path / "tom") as page:
        await page.press("4")
        await page.write(file)
        await page.press("enter")
        for _ in range(200):
            await page.pilot.pause(0.02)
            if isinstance(page.app.screen, ReportScreen):
                break
        assert "delar.md, öppnad för granskning" in page.text
        await page.press("escape")
        assert "Här finns inga dokument än." in page.text
    assert not (tmp_path / "tom").exists()


async def test_one_key_takes_it_in_as_a_draft_that_undo_lays_aside(
    folder: Path, tmp_path: Path
) -> None:
    rows = with_cell(3, 2, "-2 014")
    file = report(tmp_path / "delar.md", rows, "Delårsbokslut per 31 augusti 2031\n\n## Drift\n\n")
    store = DataStore(folder)
    async with opened(folder, store=store) as screen:
        shown_before = screen.app.session.document_id
        await open_report(screen, file)
        await screen.press("f9")
        assert "delar 2031-08" in screen.dialog
        await screen.press("enter")
        assert "Drift: Drift" in screen.dialog and "3 regler" in screen.dialog
        await screen.press("enter")
        await screen.saved()
        assert screen.app.session.document_id == "2031-delar"
        await screen.go_to("drift")
        assert screen.cell_text("hyror", "utfall_2031") == "−2\u00a0014"
        assert "Avvikelse = Utfall 2031 − Budget 2031" in screen.row("tecken")
        assert any(f.address.row == "hyror" for f in screen.app.session.findings.important())
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == shown_before
        assert not (folder / "2031-delar").exists()
        await screen.press("ctrl+y")
        await screen.saved()
    store.close()
    again = DataStore(folder)
    async with opened(folder, store=again) as screen:
        await screen.go_to("drift", document="2031-delar")
        await screen.cell("hyror", "utfall_2031")
        await screen.write("-2104")
        await screen.press("enter")
        assert not any(f.address.row == "hyror" for f in screen.app.session.findings.important())
    again.close()
