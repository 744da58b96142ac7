"""Who may read what is saved: new is the user's alone, old keeps its rights, exports the mask."""

import os
import stat
import struct
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.faults.help import ScreenSession, data_folder
from tests.store.help import NEW_DOCUMENT, ON_POSIX, in_children
from tui.store.atomic_file import fingerprint, write
from tui.store.committed import Committed
from tui.store.data_store import DataStore, restored
from tui.store.directory import INNER_FOLDER
from tui.store.report_file import write_report
from tui.store.rights import open_sentence, open_to_all
from tui.store.sync_copies import copy_errors
from tui.store.whole_folder import laid_aside

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


NOBODY, GROUP = 65534, 54321


def asked_as_nobody(folder: Path, what: Callable[[], bool]) -> bool:
    """Whether it is so when somebody else than the owner, of the group, does it."""
    for parent in list(folder.parents)[:-2]:
        if parent.stat().st_uid == os.geteuid():
            parent.chmod(parent.stat().st_mode | 0o011)

    def children() -> int:
        os.setgroups([])
        os.setegid(GROUP)
        os.seteuid(NOBODY)
        try:
            return 0 if what() else 1
        except BaseException:
            traceback.print_exc()
            raise

    return in_children(children) == 0


def opened(folder: Path) -> str:
    """All that a start asks a folder for; why it is read-only."""
    store = DataStore(folder)
    notice = restored(store)
    store.history(), store.changed(), store.copy_list(D, "drift"), store.journal.lost()
    store.document(), store.settings(), store.tab(D, "drift"), store.headless(())
    assert (open_sentence(folder), copy_errors(folder, store.register), notice.error) == (
        "",
        (),
        (),
    )
    laid_aside(folder), Committed(folder).document()
    obstacle = store.obstacle
    store.close()
    return obstacle


AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs somebody else to ask"
)


@AS_ROOT
@pytest.mark.parametrize("closed", [0o700, 0o744])
def test_a_colleague_whom_the_programs_own_folder_is_closed_to_reads_and_is_told_why(
    tmp_path: Path, closed: int
) -> None:
    folder = data_folder(tmp_path / "data")
    DataStore(folder).close()
    (folder / INNER_FOLDER / "kopior").mkdir(exist_ok=True)
    for file in [folder, *folder.rglob("*")]:
        file.chmod(0o777 if file.is_dir() else 0o666)
    (folder / INNER_FOLDER).chmod(closed)
    assert asked_as_nobody(folder, lambda: "du saknar behörighet" in opened(folder))


def everything_of(folder: Path) -> list[Path]:
    return [folder, *sorted(folder.rglob("*"))]


async def used(folder: Path, id_: str = NEW_DOCUMENT.id) -> None:
    """A session that edits, makes, lays aside and replaces."""
    session = ScreenSession(folder)
    await session.write(5)
    await session.write(6)
    session.store.create(replace(NEW_DOCUMENT, id=id_), {})
    session.store.put_aside(id_, datetime.now())
    session.store.create(replace(NEW_DOCUMENT, id=id_), {})
    copy = session.store.copy_list(D, "drift")[0]
    session.store.replace_whole(D, "drift", copy.path.read_bytes())
    session.store.close()


@pytest.mark.parametrize("how", [0o2770, 0o770, 0o775])
async def test_what_is_made_in_a_folder_that_a_group_shares_is_that_groups_too(
    tmp_path: Path, how: int
) -> None:
    folder = data_folder(tmp_path / "data")
    for file in everything_of(folder):
        if os.geteuid() == 0:
            os.chown(file, -1, GROUP)
        file.chmod(how if file.is_dir() else 0o660)
    before = set(everything_of(folder))
    await used(folder)
    group = folder.stat().st_gid
    for file in set(everything_of(folder)) - before | {folder / D / "drift.json"}:
        now = file.stat()
        assert now.st_gid == group, file
        assert mode(file) & 0o777 == (0o770 if file.is_dir() else 0o660), file


@AS_ROOT
async def test_a_colleague_of_the_group_saves_in_what_the_first_one_made(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "data")
    for file in everything_of(folder):
        os.chown(file, -1, GROUP)
        file.chmod(0o2770 if file.is_dir() else 0o660)
    await used(folder)
    assert asked_as_nobody(folder, lambda: opened(folder) == "" and saved(folder))
    # And the first one again in what the colleague made.
    await used(folder, "2031-budget")


def saved(folder: Path) -> bool:
    """A new document, a tab and another's new head, all saved."""
    store = DataStore(folder)
    store.create(replace(NEW_DOCUMENT, id="kollegans"), {})
    tables = list(store.tab(D, "drift")[0])
    tables[0] = replace(tables[0], heading="Kollegans rubrik")
    store.save_tab(D, "drift", tables)
    store.save_document(replace(NEW_DOCUMENT, note="sparad av en kollega"))
    store.close()
    return True


@pytest.mark.parametrize("how", [0o700, 0o750, 0o755, 0o2755])
async def test_a_folder_that_a_group_may_only_read_shares_nothing_that_is_made(
    tmp_path: Path, how: int
) -> None:
    folder = data_folder(tmp_path / "data")
    for file in everything_of(folder):
        file.chmod(how if file.is_dir() else 0o600)
    before = set(everything_of(folder))
    await used(folder)
    for file in set(everything_of(folder)) - before:
        assert mode(file) == (0o700 if file.is_dir() else 0o600), file
