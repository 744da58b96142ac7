"""What a killed program left unfinished is swept at the next start, and nothing else is."""

import os
from pathlib import Path

from tests.faults.help import D, data_folder, restarted
from tests.store.help import everything_in, in_children
from tui.store.debris import NOTED, noted
from tui.store.directory import INNER_FOLDER
from tui.store.report_file import write_report

HEX = "0123456789ab"


def test_unfinished_files_and_folders_of_the_data_folder_are_gone(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    restarted(folder)
    before = everything_in(folder)
    unfinished = folder / f".2025-delar.{HEX}.ny"
    unfinished.mkdir()
    (unfinished / "drift.json").write_bytes(b"{}")
    for place in (folder, folder / D, folder / INNER_FOLDER):
        (place / f".drift.json.{HEX}.tmp").write_bytes(b"{")
    mine = folder / D / ".anteckningar.tmp"
    mine.write_bytes(b"min egen")
    restarted(folder)
    assert everything_in(folder) == {**before, f"{D}/.anteckningar.tmp": b"min egen"}
    assert not unfinished.exists()


def test_the_report_of_a_killed_program_is_swept_wherever_it_lies(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    restarted(folder)
    elsewhere = tmp_path / "Dokument"
    elsewhere.mkdir()
    unfinished = elsewhere / f".rapport.docx.{HEX}.tmp"

    def killed() -> int:
        with noted(folder, unfinished):
            unfinished.write_bytes(b"halv")
            os._exit(7)

    assert in_children(killed) == 7
    assert unfinished.exists()
    restarted(folder)
    assert not unfinished.exists()
    assert list((folder / INNER_FOLDER / NOTED).iterdir()) == []


def test_a_report_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    unfinished = tmp_path / f".rapport.docx.{HEX}.tmp"
    unfinished.write_bytes(b"halv")
    with noted(folder, unfinished):
        restarted(folder)
        assert unfinished.exists()


def test_a_note_that_names_another_file_removes_nothing(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    place = folder / INNER_FOLDER / NOTED
    place.mkdir(parents=True)
    mine = tmp_path / "viktig.docx"
    mine.write_bytes(b"min")
    (place / "0-abcd").write_bytes(str(mine).encode())
    restarted(folder)
    assert mine.read_bytes() == b"min"


def test_a_report_that_is_written_leaves_no_note(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    write_report(tmp_path / "rapport.md", b"text", data_folder=folder)
    assert (tmp_path / "rapport.md").read_bytes() == b"text"
    assert list((folder / INNER_FOLDER / NOTED).iterdir()) == []


def test_a_journal_that_is_lost_is_told_and_a_new_folder_says_nothing(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    _, notice, _ = restarted(folder)
    assert notice.error == ()
    (folder / INNER_FOLDER / "kopior" / D).mkdir(parents=True)
    _, notice, _ = restarted(folder)
    (error,) = notice.error
    assert error.sentence.startswith(".namndkoll/journal.jsonl är borta: allt som är sparat finns")
