"""One file is replaced whole or not at all, whatever the system answers."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.hjalp import GAMMALT, NYTT, PA_POSIX, synliga
from tui.store import skrivning
from tui.store.fel import Andrad, Lasfel, Sparfel
from tui.store.kodek import MAX_BYTE
from tui.store.skrivning import avtryck, last, lasta, skriv


def test_a_file_is_replaced_and_its_previous_generation_kept(fil: Path) -> None:
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == NYTT
    assert synliga(fil.parent) == [".tidigare/åtgärder.json", "åtgärder.json"]
    assert (fil.parent / ".tidigare" / fil.name).read_bytes() == GAMMALT


def test_each_save_keeps_the_one_before(fil: Path) -> None:
    skriv(fil, NYTT, avtryck(GAMMALT))
    skriv(fil, b"{}\n", avtryck(NYTT))
    assert (fil.parent / ".tidigare" / fil.name).read_bytes() == NYTT
    assert len(synliga(fil.parent)) == 2


def test_the_same_bytes_are_not_written_again(fil: Path) -> None:
    fore = fil.stat()
    skriv(fil, GAMMALT, avtryck(GAMMALT))
    assert fil.stat() == fore
    assert synliga(fil.parent) == [fil.name]


def test_a_new_file_has_no_previous_generation(tmp_path: Path) -> None:
    skriv(tmp_path / "ny.json", NYTT, None)
    assert synliga(tmp_path) == ["ny.json"]


@PA_POSIX
@pytest.mark.parametrize("lage", [0o600, 0o640, 0o644, 0o664])
def test_the_rights_are_the_old_files(fil: Path, lage: int) -> None:
    fil.chmod(lage)
    skriv(fil, NYTT, avtryck(GAMMALT))
    assert stat.S_IMODE(fil.stat().st_mode) == lage


@PA_POSIX
@pytest.mark.parametrize(("mapplage", "lage"), [(0o700, 0o600), (0o755, 0o644), (0o770, 0o660)])
def test_a_new_file_can_be_read_by_those_who_can_read_the_folder(
    tmp_path: Path, mapplage: int, lage: int
) -> None:
    tmp_path.chmod(mapplage)
    skriv(tmp_path / "ny.json", NYTT, None)
    assert stat.S_IMODE((tmp_path / "ny.json").stat().st_mode) == lage


def test_a_write_protected_file_is_not_run_over(fil: Path) -> None:
    fil.chmod(0o444)
    with pytest.raises(Sparfel, match=r"delår/åtgärder\.json är skrivskyddad"):
        skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == GAMMALT


@PA_POSIX
def test_a_link_stays_a_link(fil: Path, tmp_path: Path) -> None:
    lank = tmp_path / "lank.json"
    lank.symlink_to(fil)
    skriv(lank, NYTT, avtryck(GAMMALT))
    assert lank.is_symlink()
    assert fil.read_bytes() == NYTT


@pytest.mark.parametrize(
    "annat",
    [lambda fil: fil.write_bytes(b"{}"), lambda fil: fil.unlink()],
    ids=["skriven", "borta"],
)
def test_a_file_that_was_changed_underneath_is_not_written_over(
    fil: Path, annat: Callable[[Path], Any]
) -> None:
    annat(fil)
    fore = fil.read_bytes() if fil.exists() else None
    with pytest.raises(Andrad, match="har ändrats av ett annat program"):
        skriv(fil, NYTT, avtryck(GAMMALT))
    assert (fil.read_bytes() if fil.exists() else None) == fore
    assert synliga(fil.parent) == ([fil.name] if fore else [])


def test_a_file_that_came_into_being_underneath_is_not_written_over(fil: Path) -> None:
    with pytest.raises(Andrad):
        skriv(fil, NYTT, None)
    assert fil.read_bytes() == GAMMALT


def test_a_file_that_is_changed_while_the_new_one_is_written_is_not_written_over(
    fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def synka(_: int) -> None:
        fil.write_bytes(b"{}")

    monkeypatch.setattr(os, "fsync", synka)
    with pytest.raises(Andrad):
        skriv(fil, NYTT, avtryck(GAMMALT))
    assert fil.read_bytes() == b"{}"
    assert synliga(fil.parent) == [fil.name]


def test_a_missing_file_is_none(tmp_path: Path) -> None:
    assert lasta(tmp_path / "finns inte.json") is None
    assert last(tmp_path / "finns inte.json") == (None, None)


def test_an_empty_file_is_a_fault_and_no_new_store(fil: Path) -> None:
    fil.write_bytes(b"")
    with pytest.raises(Lasfel, match=r"delår/åtgärder\.json kan inte läsas: filen är tom; rätta"):
        last(fil)


def test_a_file_larger_than_the_cap_is_refused(fil: Path) -> None:
    with fil.open("wb") as oppen:
        oppen.truncate(MAX_BYTE * 100)
    assert len(lasta(fil) or b"") == MAX_BYTE + 1
    with pytest.raises(Lasfel, match="större än 16 MB"):
        last(fil)


@pytest.mark.parametrize("data", [b"[]", b"1", b'"x"', b"null"])
def test_a_value_that_is_no_tables_is_a_fault(fil: Path, data: bytes) -> None:
    fil.write_bytes(data)
    with pytest.raises(Lasfel, match="inte tabeller med namn"):
        last(fil)


def test_a_folder_in_the_files_place_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "drift.json").mkdir()
    with pytest.raises(Lasfel, match=r"drift\.json kan inte läsas"):
        lasta(tmp_path / "drift.json")


@PA_POSIX
def test_a_named_pipe_in_the_files_place_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "drift.json")
    with pytest.raises(Lasfel, match="ingen vanlig fil"):
        lasta(tmp_path / "drift.json")


@PA_POSIX
def test_a_link_to_itself_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "drift.json").symlink_to(tmp_path / "drift.json")
    with pytest.raises(Lasfel, match="leder tillbaka till sig själv"):
        lasta(tmp_path / "drift.json")


def test_the_print_tells_contents_apart() -> None:
    assert avtryck(None) is None
    assert avtryck(GAMMALT) == avtryck(bytes(bytearray(GAMMALT)))
    assert len({avtryck(d) for d in (GAMMALT, NYTT, b"", None, skrivning.OLAST and b"x")}) == 5
