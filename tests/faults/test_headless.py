"""A document whose head is broken or gone: listed, and restored or given a new head."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.faults.help import D, ScreenSession
from tests.faults.test_waiting import BROKEN
from tests.store.help import closed, put_document
from tui.screen.controllers.documents import choose
from tui.screen.controllers.undo import step_back
from tui.screen.widgets.fields import AnswerBox
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.workspace import DocumentChange

OTHER = "2023-bokslut"


@pytest.fixture
def two(folder: Path) -> Path:
    """Two documents; one of them has had its head saved, so there is a backup of it."""
    put_document(folder, OTHER, namn="Årsbokslut 2023", slag="arsbokslut", slut="2023-12-31",
                 start="2023-01-01")  # fmt: skip
    store = DataStore(folder)
    head = store.head(OTHER)
    assert head is not None
    store.save_document(replace(head, note="ny"))
    store.close()
    return folder


async def chosen(session: ScreenSession, *answers: str) -> list[Any]:
    """The document picker, and the answers in turn; the dialogs."""
    dialogs: list[Any] = []
    left = list(answers)

    async def ask(dialog: Any) -> Any:
        dialogs.append(dialog)
        answer = left.pop(0)
        if isinstance(dialog, AnswerBox):
            return dialog.read(answer)
        if answer == "första":
            return next(str(id_) for id_, _, _ in dialog.items if id_)
        return answer

    session.screen.ask = ask
    await choose(session.session, session.screen)
    await session.session.saver.ready()
    return dialogs


@pytest.mark.parametrize("how", ["truncated", "empty", "not text", "gone"])
async def test_its_head_is_restored_from_a_backup(two: Path, how: str) -> None:
    before = Store(two).head(OTHER)
    BROKEN[how](two / OTHER / "dokument.json")
    session = ScreenSession(two)
    picker, *_ = await chosen(session, OTHER, "kopia", "första", "ja")
    (line,) = [item for item in picker.items if item[0] == OTHER]
    assert line[1] == "2023-bokslut (kan inte öppnas)"
    assert "dokument.json" in line[2]
    assert session.session.document_id == OTHER
    assert "Filen är återställd." in session.sentence
    session.released()
    assert before is not None
    assert Store(two).head(OTHER) == replace(before, note="")
    assert Store(two).document()[1] == ()


async def test_it_is_given_a_new_head_and_its_tables_are_there(two: Path) -> None:
    tables = Store(two).tab(OTHER, "drift")
    (two / OTHER / "dokument.json").unlink()
    session = ScreenSession(two)
    await chosen(session, OTHER, "nytt", "bokslut 2023")
    assert session.session.document_id == OTHER
    session.released()
    head = Store(two).head(OTHER)
    assert head is not None
    assert (head.kind, head.period.end.isoformat(), head.status) == (
        "arsbokslut",
        "2023-12-31",
        "utkast",
    )
    assert Store(two).tab(OTHER, "drift") == tables


def test_no_folder_with_a_tabs_file_disappears_silently(two: Path) -> None:
    (two / OTHER / "dokument.json").unlink()
    (two / "bilder").mkdir()
    documents, errors = Store(two).document()
    assert [d.id for d in documents] == [D]
    assert [e.sentence for e in errors] == [f"{OTHER}/dokument.json saknas; dokumentet visas inte."]


async def test_one_whose_folder_is_closed_is_listed_and_undo_says_so(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = Store(two).head(OTHER)
    assert head is not None
    closed(monkeypatch, two / OTHER)
    session = ScreenSession(two)
    picker, *_ = await chosen(session, OTHER)
    (line,) = [item for item in picker.items if item[0] == OTHER]
    assert line[1] == "2023-bokslut (kan inte öppnas)"
    assert "Mappen ”2023-bokslut” kan inte öppnas: du saknar behörighet till den" in line[2]
    assert session.sentence == line[2]
    step = (DocumentChange(head, replace(head, note="en gång till")),)
    session.session.history = session.session.history.after("gor", step)
    asked: list[Any] = []

    async def leave(dialog: Any) -> str:
        asked.append(dialog)
        return ""

    session.screen.ask = leave
    await step_back(session.session, session.screen, True)
    assert "finns inte längre" not in asked[0].question_text + session.sentence
    assert line[2] in asked[0].question_text
    assert session.sentence == f"Steget går inte att backa. {line[2]}"
    session.released()
