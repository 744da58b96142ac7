"""A report's file: whole or not at all, and never over another one unasked."""

import errno
import os
from pathlib import Path

import pytest

from tui.store import report_file
from tui.store.errors import SaveError
from tui.store.report_file import try_, write_report

NEW, OLD = b"ny rapport" * 1000, b"gammal rapport"


def in_folder(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_new_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_report(tmp_path / "r.docx", NEW)
    assert (tmp_path / "r.docx").read_bytes() == NEW
    assert in_folder(tmp_path) == ["r.docx"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "r.docx"
    file.write_bytes(OLD)
    with pytest.raises(SaveError, match=r"r\.docx finns redan; .*--skriv-over\.$"):
        write_report(file, NEW)
    assert file.read_bytes() == OLD
    assert in_folder(tmp_path) == ["r.docx"]


def test_a_file_is_written_over_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "r.docx"
    file.write_bytes(OLD)
    write_report(file, NEW, write_over=True)
    assert file.read_bytes() == NEW
    assert in_folder(tmp_path) == ["r.docx"]


@pytest.mark.parametrize("without_links", [False, True])
def test_a_file_that_appears_while_the_report_is_made_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, without_links: bool
) -> None:
    file = tmp_path / "r.docx"
    if without_links:
        monkeypatch.setattr(os, "link", _refuses(OSError(errno.EPERM, "no links")))
    monkeypatch.setattr(report_file, "try_", lambda *_, **__: file.write_bytes(OLD))
    with pytest.raises(SaveError, match="finns redan"):
        write_report(file, NEW)
    assert file.read_bytes() == OLD
    assert in_folder(tmp_path) == ["r.docx"]


def test_a_file_system_without_links_gets_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _refuses(OSError(errno.EPERM, "no links")))
    write_report(tmp_path / "r.docx", NEW)
    assert (tmp_path / "r.docx").read_bytes() == NEW
    assert in_folder(tmp_path) == ["r.docx"]


def _refuses(error: OSError):  # type: ignore[no-untyped-def]
    def refuses(*_: object, **__: object) -> None:
        raise error

    return refuses


@pytest.mark.parametrize(
    ("step", "error", "why"),
    [
        ("switch", PermissionError(errno.EACCES, "open in Word"), "öppen i ett annat program"),
        ("write_new", OSError(errno.ENOSPC, "full"), "disken är full"),
        ("write_new", OSError(errno.EIO, "bad"), "disken svarar med fel"),
        ("write_new", PermissionError(errno.EACCES, "no"), "eller så får du inte skriva där"),
    ],
)
def test_what_the_system_refuses_is_one_sentence_and_the_old_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: OSError, why: str
) -> None:
    file = tmp_path / "r.docx"
    file.write_bytes(OLD)
    monkeypatch.setattr(report_file, step, _refuses(error))
    with pytest.raises(SaveError) as caught:
        write_report(file, NEW, write_over=True)
    assert why in caught.value.sentence
    assert caught.value.sentence.endswith("Det som fanns där är orört.")
    assert "\n" not in caught.value.sentence
    assert file.read_bytes() == OLD
    assert in_folder(tmp_path) == ["r.docx"]


def test_a_write_that_fails_halfway_leaves_neither_a_file_nor_a_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write

    def half(fd: int, data: bytes) -> int:
        if len(data) < len(NEW):
            raise OSError(errno.ENOSPC, "full")
        return real(fd, data[:100])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(SaveError, match="disken är full"):
        write_report(tmp_path / "r.docx", NEW)
    assert in_folder(tmp_path) == []


def test_a_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "r.docx"
    file.write_bytes(OLD)
    file.chmod(0o444)
    with pytest.raises(SaveError, match="skrivskyddad"):
        write_report(file, NEW, write_over=True)
    assert file.read_bytes() == OLD
    assert in_folder(tmp_path) == ["r.docx"]


def test_a_link_keeps_pointing_to_the_file_that_gets_the_report(tmp_path: Path) -> None:
    file, link = tmp_path / "r.docx", tmp_path / "lank.docx"
    file.write_bytes(OLD)
    link.symlink_to(file)
    write_report(link, NEW, write_over=True)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_folder_that_is_not_there_and_a_folder_for_a_file_are_told_of(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"^Mappen .*borta finns inte; skapa den"):
        try_(tmp_path / "borta" / "r.docx")
    (tmp_path / "r.docx").mkdir()
    with pytest.raises(SaveError, match="är en mapp; ange ett filnamn"):
        try_(tmp_path / "r.docx", write_over=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_no_place_for_a_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "r.docx")
    with pytest.raises(SaveError, match="ingen vanlig fil"):
        write_report(tmp_path / "r.docx", NEW, write_over=True)


def test_a_name_cannot_steer_the_terminal_that_the_sentence_goes_to(tmp_path: Path) -> None:
    with pytest.raises(SaveError) as caught:
        try_(tmp_path / "\x1b[31m" / "r.docx")
    assert caught.value.sentence.isprintable()


def test_a_name_that_is_too_long_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="namnet är för långt"):
        write_report(tmp_path / f"{'r' * 300}.docx", NEW)
    assert in_folder(tmp_path) == []
