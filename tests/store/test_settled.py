"""What a crash leaves unsaved of settings and of whole folders: put in, or found out by looking."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faults.help import D, data_folder
from tui.domain.settings import Sammantrade
from tui.store.codec import decoded, encoded
from tui.store.committed import Committed
from tui.store.data_store import DataStore, restored
from tui.store.errors import SaveError
from tui.store.journal.reader import journal_file, state_after
from tui.store.recovery import StartNotice
from tui.store.settled import SETTINGS
from tui.workspace import (
    Change,
    DocumentAside,
    DocumentMade,
    MeetingChange,
    SettingChange,
    working_copy,
)

NEAR = SettingChange("trosklar/nara_andel", Decimal(90), Decimal(80))
NEXT = MeetingChange(None, Sammantrade(datetime(2025, 1, 14).date(), "§ 1"))
COPY = f"{D}-utkast"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DataStore]:
    """A small data folder, opened."""
    opened = DataStore(data_folder(tmp_path / "data"))
    yield opened
    opened.lock.released()


def commit(store: DataStore, *step: Change) -> None:
    """A step of settings that is committed and not saved."""
    store.journal_step("gor", step, [SETTINGS] * len(step))


def next_start(store: DataStore) -> tuple[DataStore, StartNotice]:
    """The folder after a crash and a start; nothing is left unsaved in its journal."""
    store.lock.released()
    again = DataStore(store.folder)
    notice = restored(again)
    assert notice.conflicts == ()
    assert state_after(again.journal.read().rows).unsaved == ()
    again.lock.released()
    return again, notice


def test_settings_that_were_only_journaled_are_put_in_at_the_next_start(store: DataStore) -> None:
    commit(store, NEAR)
    commit(store, NEXT)
    assert Committed(store.folder).settings()[0].thresholds.near_share == 80
    again, notice = next_start(store)
    now = again.settings()[0]
    assert (now.thresholds.near_share, len(now.sammantraden)) == (80, 2)
    assert (notice.sentence, notice.error) == (
        "2 inställningar från förra gången är återställda.",
        (),
    )
    assert again.history().done == ((NEAR,), (NEXT,))
    assert next_start(again)[1] == StartNotice()


def test_settings_that_were_saved_just_before_the_kill_are_nothing_to_tell_of(
    store: DataStore,
) -> None:
    commit(store, NEAR)
    super(DataStore, store).save_settings([NEAR])
    assert next_start(store)[1] == StartNotice()


def test_what_another_program_wrote_after_the_crash_stays_and_both_values_are_told(
    store: DataStore,
) -> None:
    commit(store, NEAR)
    commit(store, NEXT)
    file = store.folder / "installningar.json"
    value = decoded(file.read_bytes())
    value["trosklar"]["1"] |= {"nara_andel": 70, "risk_hog": 8}
    file.write_bytes(encoded(value))
    again, notice = next_start(store)
    now = again.settings()[0]
    assert (now.thresholds.near_share, now.thresholds.risk_high) == (70, 8)
    assert len(now.sammantraden) == 2
    (error,) = notice.error
    assert "Nära målet från: din ändring till 80 % hann inte sparas" in error.sentence
    assert "ett annat program har skrivit 70 %" in error.sentence


def test_settings_of_a_newer_version_wait_for_it_and_the_others_are_put_in(
    store: DataStore,
) -> None:
    commit(store, NEAR)
    journal = journal_file(store.folder)
    line = journal.read_bytes().splitlines(keepends=True)[-1]
    newer = line.replace(b'"nr": 1', b'"nr": 2').replace(b"nara_andel", b"framtida")
    with journal.open("ab") as file:
        file.write(newer)
    store.lock.released()
    again = DataStore(store.folder)
    notice = restored(again)
    assert "nyare version" in notice.error[0].sentence
    assert again.settings()[0].thresholds.near_share == 80
    assert newer in journal.read_bytes()
    assert [type(change).__name__ for change in again.history().done[-1]] == ["UnknownChange"]
    again.lock.released()


def made(store: DataStore) -> DocumentMade:
    """A working copy made, as a step."""
    head = store.document()[0][0]
    change = DocumentMade(working_copy(head, COPY, head.name), source=D)
    store.move("gor", change, lambda: store.create(change.document, {}))
    return change


class Killed(BaseException):
    """The process ends here."""


def kill() -> None:
    raise Killed


def test_a_document_that_was_never_made_is_no_step(store: DataStore) -> None:
    head = store.document()[0][0]
    with pytest.raises(Killed):
        store.move("gor", DocumentMade(working_copy(head, COPY, head.name)), kill)
    again, notice = next_start(store)
    assert notice == StartNotice()
    assert again.history().done == ()


def test_a_document_that_was_made_just_before_the_kill_is_a_step(
    store: DataStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.journal, "saved", lambda *_: kill())
    with pytest.raises(Killed):
        made(store)
    again, _ = next_start(store)
    (step,) = again.history().done
    assert isinstance(step[0], DocumentMade)


@pytest.mark.parametrize("moved", [False, True])
def test_an_undo_counts_when_the_folder_was_moved_and_not_before(
    store: DataStore, moved: bool
) -> None:
    change = made(store)
    now = datetime(2024, 9, 17)
    aside = store.place_aside(COPY, now)

    def act() -> None:
        if moved:
            store.put_aside(COPY, now, aside)
        kill()

    with pytest.raises(Killed):
        store.move("angra", DocumentAside(change.document, aside, D), act)
    again, notice = next_start(store)
    assert notice == StartNotice()
    history = again.history()
    assert (len(history.done), len(history.undone)) == ((0, 1) if moved else (1, 0))
    assert (store.folder / COPY).exists() is not moved


def test_a_folder_that_could_not_be_moved_is_no_step(store: DataStore) -> None:
    change = made(store)

    def refused() -> None:
        raise SaveError("Mappen kunde inte flyttas.")

    with pytest.raises(SaveError):
        store.move("angra", DocumentAside(change.document, "borta", D), refused)
    again, _ = next_start(store)
    assert again.history().done == ((change,),)
