"""The way in to the screen: documents, the example, the page to begin on, and between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screen_driver import data_copy
from tests.store.help import everything_in
from tui.cli import opening
from tui.screen import TO_START_PAGE, start_page
from tui.store.data_store import DataStore
from tui.store.locate import FolderChoice


class Shown:
    """What was shown, in turn: folder and whether it may be written in; the pages' folders."""

    def __init__(self, statuses: list[int], answers: list[object]) -> None:
        self.statuses, self.answers = iter(statuses), iter(answers)
        self.seen: list[tuple[object, ...]] = []

    def run(self, store: DataStore, message: str, *_: object) -> int:
        """In place of the screen."""
        self.seen.append((store.folder, store.obstacle.partition(",")[0], message[:9]))
        return next(self.statuses)

    def page(self, choice: FolderChoice) -> object:
        """In place of the page."""
        self.seen.append(("sidan", choice.folder, bool(choice.lack)))
        return next(self.answers)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example, which is as it was afterwards."""
    folder = data_copy(tmp_path)
    before = everything_in(folder)
    monkeypatch.setattr(opening, "accompanying", lambda: folder)
    yield folder
    assert everything_in(folder) == before


def _shown(monkeypatch: pytest.MonkeyPatch, statuses: list[int], answers: list[object]) -> Shown:
    shown = Shown(statuses, answers)
    monkeypatch.setattr(opening, "run", shown.run)
    monkeypatch.setattr(start_page, "start_page", shown.page)
    return shown


def test_a_folder_with_documents_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = data_copy(tmp_path)
    shown = _shown(monkeypatch, [3], [])
    assert opening.open_screen(FolderChoice(folder)) == 3
    assert [one[:2] for one in shown.seen] == [(folder, "")]


def test_a_folder_without_documents_gives_the_page_and_what_was_begun_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_copy(tmp_path)
    shown = _shown(monkeypatch, [0], [start_page.Opened(folder)])
    assert opening.open_screen(FolderChoice(tmp_path / "tom", "är tom")) == 0
    assert [one[0] for one in shown.seen] == ["sidan", folder]


def test_the_page_can_be_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _shown(monkeypatch, [], [None])
    assert opening.open_screen(FolderChoice(tmp_path, "är tom")) == 0
    assert len(shown.seen) == 1


def test_the_example_is_only_shown_and_leads_back_to_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: Path
) -> None:
    shown = _shown(monkeypatch, [TO_START_PAGE], [start_page.Opened(example, True), None])
    assert opening.open_screen(FolderChoice(tmp_path / "tom", "är tom")) == 0
    assert shown.seen == [
        ("sidan", tmp_path / "tom", True),
        (example, "det här är exemplet", "Läsläge: "),
        ("sidan", tmp_path / "tom", True),
    ]


def test_the_page_can_be_asked_for_from_documents_and_leads_back_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data_copy(tmp_path)
    shown = _shown(monkeypatch, [TO_START_PAGE, 0], [start_page.Opened(folder)])
    assert opening.open_screen(FolderChoice(folder)) == 0
    assert [one[:2] for one in shown.seen] == [(folder, ""), ("sidan", folder), (folder, "")]
