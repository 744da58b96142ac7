"""The page to begin on, by keyboard: three ways on, and what cannot be done in one sentence."""

import os
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from tests.screen_driver import BIG, SMALL, data_copy, screen_rows, without_idle_waits
from tui.screen.start_page import Opened, StartPage
from tui.store.folder import Store
from tui.store.locate import FolderChoice
from tui.svenska.format import MONTHS

NAMND, KOMMUN = "Kultur- och fritidsnämnden", "Lilla Edets kommun"


class Page:
    """The running page, its keyboard and its text."""

    def __init__(self, app: StartPage, pilot: Pilot[Opened]) -> None:
        self.app, self.pilot = app, pilot
        self.keys = 0

    async def press(self, *keys: str) -> None:
        """Press keys; they are counted."""
        self.keys += len(keys)
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def write(self, text: str) -> None:
        """Write a name, which is not counted."""
        self.app.post_message(Paste(text))
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What stands on the screen, its lines joined."""
        return " ".join(" ".join(screen_rows(self.app.screen)).split())


@asynccontextmanager
async def begun(
    folder: Path, size: tuple[int, int] = SMALL, lack: str = "är tom"
) -> AsyncIterator[Page]:
    """The page for a folder."""
    app = StartPage(FolderChoice(folder, lack), today=lambda: date(2025, 9, 8))
    with without_idle_waits(app):
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Page(app, pilot)


async def test_a_namnd_begins_with_three_keys_and_two_names(tmp_path: Path) -> None:
    folder = tmp_path / "kfn"
    async with begun(folder) as page:
        assert "Här finns inga dokument än." in page.text
        await page.press("enter")
        await page.write(NAMND)
        await page.press("tab")
        await page.write(KOMMUN)
        await page.press("enter")
        assert page.app.return_value == Opened(folder)
        assert page.keys == 3
    (head,) = Store(folder).document()[0]
    assert (head.id, head.name, head.status) == ("2025-delar", "Delårsbokslut 2025", "utkast")
    settings = Store(folder).settings()[0]
    assert (settings.namnd, settings.kommun) == (NAMND, KOMMUN)
    if os.name != "nt":
        modes = {stat.S_IMODE(p.stat().st_mode) for p in (folder, *folder.rglob("*"))}
        assert modes == {0o700, 0o600}


async def test_keys_that_come_all_at_once_go_each_into_its_own_field(tmp_path: Path) -> None:
    folder = tmp_path / "kfn"
    async with begun(folder) as page:
        for key in ("enter", *"Bygg", "tab", *"Ydre", "enter"):
            page.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(5):
            await page.pilot.pause()
    settings = Store(folder).settings()[0]
    assert (settings.namnd, settings.kommun) == ("Bygg", "Ydre")


async def test_enter_in_a_name_leads_on_to_the_next_empty_one(tmp_path: Path) -> None:
    async with begun(tmp_path / "kfn") as page:
        await page.press("enter")
        await page.write(NAMND)
        await page.press("enter")
        assert "Kommunens eller regionens namn." in page.text and "!" not in page.text
        await page.press("enter")
        assert "! Skriv kommunens namn" in page.text
        await page.write(KOMMUN)
        await page.press("enter")
        assert page.app.return_value is not None


async def test_signs_unit_kind_and_period_are_chosen_with_the_arrows(tmp_path: Path) -> None:
    folder = tmp_path / "kfn"
    async with begun(folder, BIG) as page:
        await page.press("1")
        await page.write(NAMND)
        await page.press("tab")
        await page.write(KOMMUN)
        await page.press("tab", "right", "tab", "right", "tab", "right")
        assert "● Intäkter −, kostnader +" in page.text and "● mnkr, en decimal" in page.text
        assert "Det blir: Årsbokslut 2025 (helår 2025)" in page.text
        await page.press("tab")
        await page.write("2024")
        await page.press("enter")
    settings = Store(folder).settings()[0]
    assert (settings.signs, settings.amount_form) == ("kostnad_plus", "mnkr")
    assert [d.id for d in Store(folder).document()[0]] == ["2024-bokslut"]


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ("2025-13", "Perioden ”2025-13” kan inte läsas"),
        ("augusti", "Perioden ”augusti” kan inte läsas"),
        ("2025-12", "Ett delårsbokslut slutar före december"),
    ],
)
async def test_an_impossible_period_is_one_sentence(
    tmp_path: Path, period: str, sentence: str
) -> None:
    async with begun(tmp_path / "kfn") as page:
        await page.press("enter")
        await page.write(NAMND)
        await page.press("tab")
        await page.write(KOMMUN)
        await page.press(*["tab"] * 4)
        await page.write(period)
        await page.press("enter")
        assert f"! {sentence}" in page.text
        assert page.app.return_value is None
    assert not (tmp_path / "kfn").exists()


def _bad(tmp_path: Path) -> dict[str, tuple[str, str]]:
    (tmp_path / "fil").touch()
    data_copy(tmp_path)
    return {
        "fil": (str(tmp_path / "fil"), "är en fil och ingen mapp"),
        "upptagen": (str(tmp_path / "data"), "I mappen finns redan dokument."),
        "borta": (str(tmp_path / "a" / "b"), "som den ska ligga i, finns inte."),
        "tomt": (" ", "är inget mappnamn"),
    }


@pytest.mark.parametrize("kind", ["fil", "upptagen", "borta", "tomt"])
async def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path, kind: str) -> None:
    text, sentence = _bad(tmp_path)[kind]
    async with begun(tmp_path / "kfn") as page:
        await page.press("enter")
        await page.write(NAMND)
        await page.press("tab")
        await page.write(KOMMUN)
        await page.press(*["tab"] * 5)
        await page.write(text)
        await page.press("enter")
        assert page.text.count("! ") == 1 and sentence in page.text


async def test_a_folder_without_rights_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    async with begun(tmp_path / "kfn") as page:
        await page.press("enter")
        await page.write(NAMND)
        await page.press("tab")
        await page.write(KOMMUN)
        monkeypatch.setattr(Path, "mkdir", refused)
        await page.press("enter")
        assert "kan inte göras: du saknar behörighet till filen eller mappen." in page.text
        monkeypatch.undo()
        await page.press("enter")
        assert page.app.return_value is not None


async def test_another_folder_is_opened_when_it_holds_documents(tmp_path: Path) -> None:
    folder = data_copy(tmp_path)
    async with begun(tmp_path / "kfn") as page:
        await page.press("3")
        await page.write(str(tmp_path))
        await page.press("enter")
        assert "innehåller inga dokument" in page.text
        await page.write("/data")
        await page.press("enter")
        assert page.app.return_value == Opened(folder)


async def test_the_example_is_a_key_away_and_escape_leads_back_to_ones_documents(
    tmp_path: Path,
) -> None:
    async with begun(tmp_path / "kfn") as page:
        await page.press("escape", "2")
        opened = page.app.return_value
        assert opened is not None and opened.example
    async with begun(data_copy(tmp_path), lack="") as page:
        assert "Tillbaka till dokumenten" in page.text
        await page.press("escape")
        assert page.app.return_value == Opened(tmp_path / "data")


async def test_nothing_of_the_example_is_in_ones_own_documents(tmp_path: Path) -> None:
    folder = tmp_path / "kfn"
    async with begun(folder) as page:
        await page.press("enter")
        await page.write(NAMND)
        await page.press("tab")
        await page.write(KOMMUN)
        await page.press("enter")
    text = "".join(file.read_text(encoding="utf-8") for file in folder.rglob("*.json"))
    assert "Alingsås" not in text and "Socialnämnden" not in text
    assert not any(month in text for month in MONTHS)


@pytest.mark.parametrize("size", [SMALL, BIG, (160, 50)])
async def test_nothing_is_cut_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with begun(tmp_path / "kfn", size) as page:
        assert "…" not in page.text and "Ctrl+Q avslutar" in page.text
        await page.press("enter")
        assert "…" not in page.text and "Enter börjar" in page.text
