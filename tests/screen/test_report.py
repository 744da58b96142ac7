"""The report on a key: where to, never over another file unasked, and it can be stopped."""

import threading
from pathlib import Path
from typing import Any

import pytest

from tests.screen_driver import Screen, opened


@pytest.fixture
def document_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where reports are proposed to go."""
    folder = tmp_path / "Dokument"
    folder.mkdir()
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: folder)
    return folder


async def ready(screen: Screen, folder: Path, file: str) -> None:
    """Wait until the report has been written, or not been."""
    for _ in range(400):
        await screen.calm()
        if (folder / file).exists() and len(screen.app.screen_stack) == 1:
            return
    raise AssertionError("no report")


async def test_two_keys_write_the_word_document(folder: Path, document_folder: Path) -> None:
    from docx import Document

    async with opened(folder) as screen:
        await screen.press("f9", "enter")
        await ready(screen, document_folder, "2024-delar.docx")
        assert "Delårsbokslut 2024 är skriven till" in " ".join(screen.panel.split())
    headings = [p.text for p in Document(str(document_folder / "2024-delar.docx")).paragraphs]
    assert "Att granska" in headings


async def test_a_file_that_is_there_is_written_over_only_when_that_is_asked_for(
    folder: Path, document_folder: Path
) -> None:
    file = document_folder / "2024-delar.docx"
    file.write_text("mitt", encoding="utf-8")
    async with opened(folder) as screen:
        await screen.press("f9", "enter")
        await wait_dialog(screen, "Filen finns redan")
        await screen.press("enter")
        assert file.read_text(encoding="utf-8") == "mitt"
        assert "är orörd" in " ".join(screen.panel.split())
        await screen.press("f9", "enter")
        await wait_dialog(screen, "Filen finns redan")
        await screen.press("f9")
        for _ in range(400):
            await screen.calm()
            if file.read_bytes()[:2] == b"PK":
                break
        assert file.read_bytes()[:2] == b"PK"


async def wait_dialog(screen: Screen, heading: str) -> None:
    """Wait for a dialog."""
    for _ in range(200):
        await screen.calm()
        if len(screen.app.screen_stack) > 1 and heading in screen.dialog:
            return
    raise AssertionError(f"no dialog {heading}")


async def test_a_folder_that_is_not_there_is_said_in_one_sentence(
    folder: Path, document_folder: Path
) -> None:
    async with opened(folder) as screen:
        for file, why in (
            (str(document_folder / "borta" / "x.docx"), "finns inte; skapa den"),
            ("~ingen-sadan-anvandare/a.txt", "Mappen ~ingen-sadan-anvandare finns inte"),
        ):
            await screen.press("f9")
            await screen.write(file)
            await screen.press("enter")
            for _ in range(100):
                await screen.calm()
                if why in screen.panel:
                    break
            assert why in screen.panel


class Slow:
    """A writer that goes on until it is told to stop."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def write(self, *given: Any, **_: Any) -> str:
        """Never ready."""
        *_, progress, interrupted = given
        for i in range(2000):
            progress(i, 2000)
            if interrupted():
                self.stopped.set()
                return "Rapporten är avbruten; ingenting är skrivet."
        return "klar"


async def test_long_work_shows_how_far_it_is_and_esc_stops_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr("tui.screen.controllers.reporting.write_report", slow.write)
    async with opened(folder) as screen:
        await screen.press("f9")
        await screen.pilot.press("enter")
        for _ in range(200):
            await screen.pilot.pause(0.005)
            if "av 2000" in screen.dialog.replace("\u00a0", ""):
                break
        assert "av 2000" in screen.dialog.replace("\u00a0", "")
        await screen.pilot.press("escape")
        for _ in range(400):
            await screen.pilot.pause(0.005)
            if slow.stopped.is_set() and len(screen.app.screen_stack) == 1:
                break
        await screen.calm()
        assert "ingenting är skrivet" in " ".join(screen.panel.split())


async def test_the_page_infor_namnd_is_a_command(folder: Path, document_folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        await screen.write("inför nämnd")
        await screen.press("enter", "enter")
        await ready(screen, document_folder, "2024-delar-infor-namnd.docx")
