"""One file is replaced whole or not at all, whatever the system answers."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.help import NEW, OLD, ON_POSIX, in_view
from tui.store import atomic_file
from tui.store.atomic_file import fingerprint, loaded, write
from tui.store.codec import MAX_BYTE
from tui.store.errors import Changed, ReadError, SaveError
from tui.store.storage import read_file


def test_a_file_is_replaced_and_its_previous_generation_kept(file: Path) -> None:
    write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == NEW
    assert in_view(file.parent) == [".tidigare/åtgärder.json", "åtgärder.json"]
    assert (file.parent / ".tidigare" / file.name).read_bytes() == OLD


def test_each_save_keeps_the_one_before(file: Path) -> None:
    write(file, NEW, fingerprint(OLD))
    write(file, b"{}\n", fingerprint(NEW))
    assert (file.parent / ".tidigare" / file.name).read_bytes() == NEW
    assert len(in_view(file.parent)) == 2


def test_the_same_bytes_are_not_written_again(file: Path) -> None:
    before = file.stat()
    write(file, OLD, fingerprint(OLD))
    assert file.stat() == before
    assert in_view(file.parent) == [file.name]


def test_a_new_file_has_no_previous_generation(tmp_path: Path) -> None:
    write(tmp_path / "ny.json", NEW, None)
    assert in_view(tmp_path) == ["ny.json"]


@ON_POSIX
@pytest.mark.parametrize("state", [0o600, 0o640, 0o644, 0o664])
def test_the_rights_are_the_old_files(file: Path, state: int) -> None:
    file.chmod(state)
    write(file, NEW, fingerprint(OLD))
    assert stat.S_IMODE(file.stat().st_mode) == state


@ON_POSIX
@pytest.mark.parametrize("folder_state", [0o700, 0o755, 0o750])
def test_a_new_file_is_the_users_alone_whoever_can_read_the_folder(
    tmp_path: Path, folder_state: int
) -> None:
    tmp_path.chmod(folder_state)
    write(tmp_path / "ny.json", NEW, None)
    assert stat.S_IMODE((tmp_path / "ny.json").stat().st_mode) == 0o600


def test_a_write_protected_file_is_not_run_over(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(SaveError, match=r"delår/åtgärder\.json är skrivskyddad"):
        write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == OLD


@ON_POSIX
def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "lank.json"
    link.symlink_to(file)
    write(link, NEW, fingerprint(OLD))
    assert link.is_symlink()
    assert file.read_bytes() == NEW


@pytest.mark.parametrize(
    "other",
    [lambda file: file.write_bytes(b"{}"), lambda file: file.unlink()],
    ids=["skriven", "borta"],
)
def test_a_file_that_was_changed_underneath_is_not_written_over(
    file: Path, other: Callable[[Path], Any]
) -> None:
    other(file)
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(Changed, match="har ändrats av ett annat program"):
        write(file, NEW, fingerprint(OLD))
    assert (file.read_bytes() if file.exists() else None) == before
    assert in_view(file.parent) == ([file.name] if before else [])


def test_a_file_that_came_into_being_underneath_is_not_written_over(file: Path) -> None:
    with pytest.raises(Changed):
        write(file, NEW, None)
    assert file.read_bytes() == OLD


def test_a_file_that_is_changed_while_the_new_one_is_written_is_not_written_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sync(_: int) -> None:
        file.write_bytes(b"{}")

    monkeypatch.setattr(os, "fsync", sync)
    with pytest.raises(Changed):
        write(file, NEW, fingerprint(OLD))
    assert file.read_bytes() == b"{}"
    assert in_view(file.parent) == [file.name]


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    assert loaded(tmp_path / "finns inte.json") is None
    assert read_file(tmp_path / "finns inte.json")[1] is None


def test_an_empty_file_is_a_fault_and_no_new_store(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(
        ReadError, match=r"delår/åtgärder\.json kan inte läsas: filen är tom; rätta"
    ):
        read_file(file)


def test_a_file_larger_than_the_cap_is_refused(file: Path) -> None:
    with file.open("wb") as open_:
        open_.truncate(MAX_BYTE * 100)
    assert len(loaded(file) or b"") == MAX_BYTE + 1
    with pytest.raises(ReadError, match="större än 16 MB"):
        read_file(file)


@pytest.mark.parametrize("data", [b"[]", b"1", b'"x"', b"null"])
def test_a_value_that_is_no_tables_is_a_fault(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    with pytest.raises(ReadError, match="inte tabeller med namn"):
        read_file(file)


def test_a_folder_in_the_files_place_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "drift.json").mkdir()
    with pytest.raises(ReadError, match=r"drift\.json kan inte läsas"):
        loaded(tmp_path / "drift.json")


@ON_POSIX
def test_a_named_pipe_in_the_files_place_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "drift.json")
    with pytest.raises(ReadError, match="ingen vanlig fil"):
        loaded(tmp_path / "drift.json")


@ON_POSIX
def test_a_link_to_itself_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "drift.json").symlink_to(tmp_path / "drift.json")
    with pytest.raises(ReadError, match="leder tillbaka till sig själv"):
        loaded(tmp_path / "drift.json")


def test_the_print_tells_contents_apart() -> None:
    assert fingerprint(None) is None
    assert fingerprint(OLD) == fingerprint(bytes(bytearray(OLD)))
    assert len({fingerprint(d) for d in (OLD, NEW, b"", None, b"x")} | {atomic_file.UNREAD}) == 6
