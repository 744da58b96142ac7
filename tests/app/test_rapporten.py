"""The report on a key: where to, never over another file unasked, and it can be stopped."""

import threading
from pathlib import Path
from typing import Any

import pytest

from tests.skarm import Skarm, oppnad
from tui.cli_skarmrapport import Skarmrapport


@pytest.fixture
def dokumentmapp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where reports are proposed to go."""
    mapp = tmp_path / "Dokument"
    mapp.mkdir()
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: mapp)
    return mapp


async def klar(skarm: Skarm, mapp: Path, fil: str) -> None:
    """Wait until the report has been written, or not been."""
    for _ in range(400):
        await skarm.lugn()
        if (mapp / fil).exists() and len(skarm.app.screen_stack) == 1:
            return
    raise AssertionError("no report")


async def test_two_keys_write_the_word_document(mapp: Path, dokumentmapp: Path) -> None:
    from docx import Document

    async with oppnad(mapp, rapporter=Skarmrapport()) as skarm:
        await skarm.tryck("f9", "enter")
        await klar(skarm, dokumentmapp, "2024-delar.docx")
        assert "Delårsbokslut 2024 är skriven till" in " ".join(skarm.panel.split())
    rubriker = [p.text for p in Document(str(dokumentmapp / "2024-delar.docx")).paragraphs]
    assert "Att granska" in rubriker


async def test_a_file_that_is_there_is_written_over_only_when_that_is_asked_for(
    mapp: Path, dokumentmapp: Path
) -> None:
    fil = dokumentmapp / "2024-delar.docx"
    fil.write_text("mitt", encoding="utf-8")
    async with oppnad(mapp, rapporter=Skarmrapport()) as skarm:
        await skarm.tryck("f9", "enter")
        await vanta_dialog(skarm, "Filen finns redan")
        await skarm.tryck("enter")
        assert fil.read_text(encoding="utf-8") == "mitt"
        assert "är orörd" in " ".join(skarm.panel.split())
        await skarm.tryck("f9", "enter")
        await vanta_dialog(skarm, "Filen finns redan")
        await skarm.tryck("f9")
        for _ in range(400):
            await skarm.lugn()
            if fil.read_bytes()[:2] == b"PK":
                break
        assert fil.read_bytes()[:2] == b"PK"


async def vanta_dialog(skarm: Skarm, rubrik: str) -> None:
    """Wait for a dialog."""
    for _ in range(200):
        await skarm.lugn()
        if len(skarm.app.screen_stack) > 1 and rubrik in skarm.dialog:
            return
    raise AssertionError(f"no dialog {rubrik}")


async def test_a_folder_that_is_not_there_is_said_in_one_sentence(
    mapp: Path, dokumentmapp: Path
) -> None:
    async with oppnad(mapp, rapporter=Skarmrapport()) as skarm:
        await skarm.tryck("f9")
        await skarm.skriv(str(dokumentmapp / "borta" / "x.docx"))
        await skarm.tryck("enter")
        for _ in range(100):
            await skarm.lugn()
            if "finns inte; skapa den" in " ".join(skarm.panel.split()):
                return
        raise AssertionError(skarm.panel)


class Trog:
    """A writer that goes on until it is told to stop."""

    def __init__(self) -> None:
        self.stoppad = threading.Event()

    def forslag(self, dokument_id: str, slut: str) -> str:
        """A file."""
        return f"{dokument_id}{slut}"

    def skriv(self, *_: Any, framsteg: Any, avbruten: Any, **__: Any) -> str:
        """Never ready."""
        for i in range(2000):
            framsteg(i, 2000)
            if avbruten():
                self.stoppad.set()
                return "Rapporten är avbruten; ingenting är skrivet."
        return "klar"


async def test_long_work_shows_how_far_it_is_and_esc_stops_it(mapp: Path) -> None:
    trog = Trog()
    async with oppnad(mapp, rapporter=trog) as skarm:
        await skarm.tryck("f9")
        await skarm.pilot.press("enter")
        for _ in range(200):
            await skarm.pilot.pause(0.005)
            if "av 2000" in skarm.dialog.replace("\u00a0", ""):
                break
        assert "av 2000" in skarm.dialog.replace("\u00a0", "")
        await skarm.pilot.press("escape")
        for _ in range(400):
            await skarm.pilot.pause(0.005)
            if trog.stoppad.is_set() and len(skarm.app.screen_stack) == 1:
                break
        await skarm.lugn()
        assert "ingenting är skrivet" in " ".join(skarm.panel.split())


async def test_the_page_infor_namnd_is_a_command(mapp: Path, dokumentmapp: Path) -> None:
    async with oppnad(mapp, rapporter=Skarmrapport()) as skarm:
        await skarm.tryck("ctrl+p")
        await skarm.skriv("inför nämnd")
        await skarm.tryck("enter", "enter")
        await klar(skarm, dokumentmapp, "2024-delar-infor-namnd.docx")
