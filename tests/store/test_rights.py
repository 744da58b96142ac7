"""Who may read what is saved: new is the user's alone, old keeps its rights, exports the mask."""

import os
import stat
import struct
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.faults.help import ScreenSession, data_folder
from tests.store.help import NEW_DOCUMENT, ON_POSIX
from tui.store.atomic_file import fingerprint, write
from tui.store.report_file import write_report
from tui.store.rights import open_sentence, open_to_all

pytestmark = ON_POSIX
D = "2024-delar"


@pytest.fixture(params=[0o022, 0o000, 0o077, 0o777])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


async def test_everything_made_anew_in_the_folder_is_the_users_alone(
    tmp_path: Path, mask: int
) -> None:
    os.umask(0o022)
    folder = data_folder(tmp_path / "data")
    before = set(folder.rglob("*"))
    os.umask(mask)
    session = ScreenSession(folder)
    await session.write(5)
    await session.write(6)
    session.store.create(NEW_DOCUMENT, {})
    session.store.put_aside(NEW_DOCUMENT.id, datetime.now())
    session.store.create(NEW_DOCUMENT, {})
    (folder / D / "drift.json").unlink()
    copy = session.store.copy_list(D, "drift")[0]
    session.store.replace_whole(D, "drift", copy.path.read_bytes())
    session.store.close()
    os.umask(0o022)
    new = [f for f in folder.rglob("*") if f not in before or f == folder / D / "drift.json"]
    assert len(new) > 20
    # A second name of a file that was there before has its rights.
    old = {(f.stat().st_ino) for f in new if ".tidigare" in f.parts or "kopior" in f.parts}
    wrong = {
        str(f.relative_to(folder)): oct(mode(f))
        for f in new
        if mode(f) != (0o700 if f.is_dir() else 0o600) and f.stat().st_ino not in old
    }
    assert wrong == {}


def test_a_file_that_is_replaced_keeps_mode_and_group(tmp_path: Path) -> None:
    file = tmp_path / "fil.json"
    file.write_bytes(b"a")
    file.chmod(0o664)
    if os.geteuid() == 0:
        os.chown(file, 12345, 54321)
    before = file.stat()
    write(file, b"b", fingerprint(b"a"))
    after = file.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )


def access_list(user: int) -> bytes:
    """A POSIX access list that lets one more user read and write (linux/posix_acl_xattr.h)."""
    none = 0xFFFFFFFF
    entries = [(0x01, 6, none), (0x02, 6, user), (0x04, 4, none), (0x10, 6, none), (0x20, 0, none)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *e) for e in entries)


def test_a_file_that_is_replaced_keeps_its_access_list(tmp_path: Path) -> None:
    file = tmp_path / "fil.json"
    file.write_bytes(b"a")
    name, list_ = "system.posix_acl_access", access_list(4711)
    try:
        os.setxattr(file, name, list_)
    except (AttributeError, OSError):
        pytest.skip("this file system has no access lists")
    write(file, b"b", fingerprint(b"a"))
    assert os.getxattr(file, name) == list_
    assert os.getxattr(file.parent / ".tidigare" / file.name, name) == list_


def test_a_group_that_cannot_be_kept_gives_no_other_group_its_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "fil.json"
    file.write_bytes(b"a")
    file.chmod(0o660)
    if os.geteuid() != 0:
        pytest.skip("needs a group that is not one's own")
    os.chown(file, -1, 54321)

    def refused(*_: object) -> None:
        raise PermissionError(1, "injected")

    monkeypatch.setattr(os, "chown", refused)
    write(file, b"b", fingerprint(b"a"))
    assert mode(file) == 0o600


def test_a_report_follows_the_mask_and_never_the_folders_rights(tmp_path: Path, mask: int) -> None:
    tmp_path.chmod(0o700)
    file = tmp_path / "rapport.md"
    write_report(file, b"text")
    assert mode(file) == 0o666 & ~mask


def test_a_report_that_is_written_over_keeps_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "rapport.md"
    write_report(file, b"text")
    file.chmod(0o640)
    write_report(file, b"ny", write_over=True)
    assert mode(file) == 0o640


def test_a_folder_that_everybody_can_read_is_told_once(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    folder.chmod(0o755)
    if not open_to_all(folder):
        pytest.skip("the folder of the tests is not open to all")
    for expected in (True, False):
        assert ("kan läsas av alla" in open_sentence(folder)) == expected
    folder.chmod(0o700)
    assert not open_to_all(folder)
