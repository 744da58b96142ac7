"""A file that is broken or gone is restored from a backup, whichever file it is.

What was broken is laid aside and not lost, what waited for the file is put in, and wherever the
program is killed the next start has the edit.
"""

import asyncio
import json
import os
import shutil
import signal
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.faults.help import D, ScreenSession, cell_value, data_folder, in_file, least
from tests.faults.test_killed import counting
from tests.faults.test_waiting import BROKEN, MINE, holds, unsaved
from tests.five_documents import DATA
from tui.domain.finding import Address
from tui.domain.settings import Sammantrade
from tui.screen.controllers.backups import LAST, restore_file
from tui.screen.controllers.changes import save_changed
from tui.screen.controllers.undo import step_back
from tui.screen.session import after_start
from tui.store.backups import SETTINGS_COPY
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.workspace import DocumentChange, MeetingChange, RowRemoved, SettingChange

REAL = "2024-delar"
FILES = ("drift", "investeringar", "mal", "internkontroll", "personal", "dokument", "installningar")
DAMAGE = {name: BROKEN[name] for name in ("truncated", "empty", "another kind", "not text", "gone")}


class Answers:
    """Answers to the questions in turn: the first backup, then yes."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.asked: list[Any] = []

    async def __call__(self, dialog: Any) -> str:
        self.asked.append(dialog)
        items = getattr(dialog, "items", None)
        return next(id_ for id_, _, _ in items if id_) if items else "ja"


async def restored_by_hand(session: ScreenSession, document: str, file: str) -> Answers:
    """The command, its first backup, and yes."""
    answers = Answers(session)
    session.screen.ask = answers
    await restore_file(session.session, session.screen, document, file)
    await session.session.saver.ready()
    return answers


def real_folder(folder: Path) -> Path:
    """The real documents, one of them a draft, with a backup of every one of its files."""
    shutil.copytree(DATA, folder)
    store = DataStore(folder)
    try:
        for head in store.document()[0]:
            if head.id == REAL:
                store.save_document(replace(head, status="utkast"))
                store.save_document(replace(head, status="utkast", note="senare"))
        for tab in store.register.tabs:
            tables, _ = store.tab(REAL, tab.id)
            new = replace(tables[0], heading=f"{tables[0].heading} *")
            store.save_tab(REAL, tab.id, (new, *tables[1:]))
        namnd = store.settings()[0].namnd
        store.save_settings([SettingChange("installningar/namnd", namnd, "En annan")])
    finally:
        store.lock.released()
    return folder


@pytest.fixture(scope="module")
def saved_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real_folder(tmp_path_factory.mktemp("real") / "data")


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("file", FILES)
async def test_a_backup_restores_every_kind_of_file_against_every_damage(
    fast: Path, saved_once: Path, file: str, how: str
) -> None:
    folder = Path(shutil.copytree(saved_once, fast / "data"))
    document = REAL if file != SETTINGS_COPY[1] else ""
    path = folder / document / f"{file}.json"
    DAMAGE[how](path)
    broken = path.read_bytes() if path.exists() else None
    session = ScreenSession(folder)
    session.session.read_heads()
    (copy, *_) = session.store.copy_list(document, file)
    answers = await restored_by_hand(session, document, file)
    assert "Återställ filen" in answers.asked[1].heading
    assert path.read_bytes() == copy.path.read_bytes()
    aside = list((folder / ".namndkoll" / "ersatta").glob("*"))
    assert [f.read_bytes() for f in aside] == ([broken] if broken is not None else [])
    assert "Filen är återställd." in session.sentence
    assert session.session.saver.state.error == ""
    if document:
        assert REAL in session.session.area.document
    session.released()
    again = Store(folder)
    assert (again.document()[1], again.settings()[1]) == ((), ())
    if file in {tab.id for tab in again.register.tabs}:
        assert again.tab(REAL, file)[1] == ()


@pytest.mark.parametrize("how", DAMAGE)
async def test_what_waits_for_a_broken_file_is_on_top_of_the_restored_one(
    folder: Path, how: str
) -> None:
    session = ScreenSession(folder)
    await session.write(5)
    session.released()
    file = unsaved(folder)
    BROKEN[how](file)
    session = ScreenSession(folder)
    await restored_by_hand(session, D, "drift")
    assert (in_file(folder), session.status[:8]) == (MINE, "✓ sparat")
    assert cell_value(session.session.tables("drift", D)) == MINE
    session.released()


async def test_a_file_broken_under_the_open_program_is_restored_with_what_was_typed_since(
    folder: Path,
) -> None:
    session = ScreenSession(folder)
    await session.write(5)
    os.truncate(folder / D / "drift.json", 200)
    await session.write(-41)
    assert session.status == "✗ ej sparat"
    await restored_by_hand(session, D, "drift")
    assert (in_file(folder), session.status[:8]) == (MINE, "✓ sparat")
    await session.write(7)
    assert (in_file(folder), session.status[:8]) == (Decimal(7), "✓ sparat")
    session.released()


async def test_the_edit_of_the_last_save_is_restored_too_out_of_the_journal(folder: Path) -> None:
    """The newest backup is what that save replaced, so it stands in the journal alone."""
    session = ScreenSession(folder)
    await session.write(5)
    await session.write(-6)
    session.store.close()
    os.truncate(folder / D / "drift.json", 200)
    session = ScreenSession(folder)
    answers = await restored_by_hand(session, D, "drift")
    assert answers.asked[0].items[0][1].startswith("Det senast skrivna: kopian ")
    assert answers.asked[0].items[0][1].endswith(" och 1 ändring därefter")
    assert in_file(folder) == -6
    session.session.read_in(D)
    await session.write(8)
    assert in_file(folder) == 8
    session.released()


async def test_the_last_change_of_a_setting_is_restored_too(folder: Path) -> None:
    session = ScreenSession(folder)
    for namnd in ("Kulturnämnden", "Byggnadsnämnden"):
        now = session.session.area.settings.namnd
        await session.do(SettingChange("installningar/namnd", now, namnd))
    line = ("Övrigt", "4;6-7", "", "2024")
    await session.do(SettingChange("kontokarta/1", None, line))
    session.store.save_choice(last_tab="personal")
    session.store.close()
    (folder / "installningar.json").write_bytes(b"{")
    session = ScreenSession(folder)
    await restored_by_hand(session, *SETTINGS_COPY)
    session.released()
    settings, error = Store(folder).settings()
    assert (settings.namnd, settings.account_map, error) == ("Byggnadsnämnden", {"1": line}, ())


async def test_a_head_that_can_be_read_goes_back_by_a_change_that_undo_takes_back(
    folder: Path,
) -> None:
    session = ScreenSession(folder)
    head = session.session.area.document[D]
    await session.do(DocumentChange(head, replace(head, name="Fel namn")))
    answers = await restored_by_hand(session, D, "dokument")
    assert "före: namnet Delårsbokslut 2024 → Fel namn" in str(answers.asked[0].items)
    assert session.session.area.document[D].name == head.name
    assert session.session.history.done
    session.released()
    assert Store(folder).head(D) == head


async def test_a_backup_of_before_is_read_by_the_mallar_of_its_folder(tmp_path: Path) -> None:
    session = ScreenSession(real_folder(tmp_path / "data"))
    await restored_by_hand(session, REAL, "personal")
    session.released()
    assert session.session.tables("personal", REAL) == Store(DATA).tab(REAL, "personal")[0]


async def test_backups_are_told_apart_by_second_and_by_what_was_changed_after_them(
    folder: Path,
) -> None:
    session = ScreenSession(folder)
    await session.write(5)
    await session.write(-6)
    answers = await restored_by_hand(session, D, "drift")
    heading, *lines = [name for _, name, _ in answers.asked[0].items]
    assert heading.split()[-1].isdigit(), "the day"
    assert [line[8:].strip() for line in lines] == [
        "före: Drift, Verksamhetens intäkter, Budget 2024: 5 → −6",
        "före: Drift, Verksamhetens intäkter, Budget 2024: 31\u00a0417 → 5",
    ]
    assert all(line[2] == line[5] == "." for line in lines), lines
    session.released()


async def test_a_row_that_is_removed_and_brought_back_keeps_its_number_and_unknown_fields(
    folder: Path,
) -> None:
    file = folder / D / "drift.json"
    before: Any = json.loads(file.read_bytes())
    before["delposter"]["2"]["framtida"] = {"fält": [1]}
    file.write_text(json.dumps(before, ensure_ascii=False))
    session = ScreenSession(folder)
    session.session.read_in(D)
    table = session.session.area.table(D, "delposter")
    place = table.index["vard"]
    await session.do(RowRemoved(Address(D, "delposter", "vard"), table.row("vard"), place))
    assert "2" not in json.loads(file.read_bytes())["delposter"]
    session.session.step_back()
    save_changed(session.session)
    await session.session.saver.ready()
    after = json.loads(file.read_bytes())
    assert after["delposter"] == before["delposter"]
    assert list(after["delposter"]) == list(before["delposter"])
    session.released()


# ---- killed in the middle of a restore ----------------------------------------------------------


def killed_while_restoring(folder: Path, at: int) -> int:
    """How a child ended that dies before its nth call of a restore."""
    pid = os.fork()
    if pid == 0:
        end = 98
        try:

            async def course() -> None:
                session = ScreenSession(folder)
                counting(at)()
                await restored_by_hand(session, D, "drift")

            asyncio.run(course())
            end = 0
        finally:
            os._exit(end)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


async def broken_with_an_edit(folder: Path) -> None:
    """A broken file, a backup of it, and an edit that waits."""
    session = ScreenSession(folder)
    await session.write(5)
    session.released()
    os.truncate(unsaved(folder), 300)


def swept(fast: Path, points: range) -> int:
    killed = 0
    for at in points:
        folder = data_folder(fast / str(at) / "data")
        asyncio.run(broken_with_an_edit(folder))
        end = killed_while_restoring(folder, at)
        assert end in (0, -signal.SIGKILL), (at, end)
        assert holds(folder), at
        shutil.rmtree(fast / str(at))
        if end == 0:
            break
        killed += 1
    return killed


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
def test_killed_in_a_restore_the_edit_is_in_the_file_or_waits(fast: Path) -> None:
    least(10, swept(fast, range(1, 900, 12)))


@pytest.mark.soak
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
def test_killed_at_every_call_of_a_restore_the_edit_is_in_the_file_or_waits(fast: Path) -> None:
    least(100, swept(fast, range(1, 900)))


class FromBackup(Answers):
    """As ``Answers``, but never out of the journal: the newest plain backup."""

    async def __call__(self, dialog: Any) -> str:
        self.asked.append(dialog)
        items = getattr(dialog, "items", None)
        return next(id_ for id_, _, _ in items if id_ not in ("", LAST)) if items else "ja"


@pytest.mark.parametrize("new_start", [False, True])
async def test_a_setting_and_a_meeting_that_wait_are_put_into_a_plain_backup(
    folder: Path, new_start: bool
) -> None:
    session = ScreenSession(folder)
    for namnd in ("Kulturnämnden", "Byggnadsnämnden"):
        now = session.session.area.settings.namnd
        await session.do(SettingChange("installningar/namnd", now, namnd))
    (folder / "installningar.json").write_bytes(b"{")
    await session.do(SettingChange("installningar/namnd", "Byggnadsnämnden", "Miljönämnden"))
    meeting = Sammantrade(date(2031, 3, 4), "12")
    await session.do(MeetingChange(None, meeting))
    assert session.status == "✗ ej sparat"
    if new_start:
        session.released()
        session = ScreenSession(folder)
    session.screen.ask = FromBackup(session)
    await restore_file(session.session, session.screen, *SETTINGS_COPY)
    await session.session.saver.ready()
    assert "2 ändringar som väntade läggs in." in session.sentence
    assert session.session.area.settings.namnd == "Miljönämnden"
    assert session.status[:8] == "✓ sparat"
    session.released()
    settings, error = Store(folder).settings()
    assert (settings.namnd, error) == ("Miljönämnden", ())
    assert meeting in settings.sammantraden
    session = ScreenSession(folder)
    assert session.notice.error == ()
    session.released()


async def test_each_edit_that_the_last_state_holds_keeps_its_own_step_of_undo(
    folder: Path,
) -> None:
    session = ScreenSession(folder)
    await session.write(5)
    os.truncate(folder / D / "drift.json", 200)
    for number in (444, 5, 444):
        await session.write(number)
    assert session.status == "✗ ej sparat"
    session.released()
    session = ScreenSession(folder)
    await restored_by_hand(session, D, "drift")
    assert (in_file(folder), session.status[:8]) == (Decimal(444), "✓ sparat")
    after_start(session.session)
    for number in (5, 444, 5):
        await step_back(session.session, session.screen, True)
        await session.session.saver.ready()
        assert "444" in session.sentence and session.sentence.startswith("Ångrat: ")
        assert in_file(folder) == Decimal(number)
        assert cell_value(session.session.tables("drift", D)) == Decimal(number)
    session.released()
