"""Who may read: what is made anew in a data folder is the user's own, what is replaced keeps its.

The documents hold what a nämnd has not decided yet, so neither the umask nor that others may read
the folder opens them to others. A folder that its owner lets a group write in is shared, and what
is made in it is that group's too; a file that a colleague has been let into stays open to that
colleague when it is replaced. Windows inherits the folder's list by itself.
"""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from tui.store.directory import INNER_FOLDER, is_folder, is_there
from tui.store.errors import visible

FOLDER, FILE = 0o700, 0o600
_GROUP, _ALL_READ, _ALL_PASS = 0o070, 0o004, 0o001
_TOLD = "las-av-alla-sagt"
_LIST = "system.posix_acl_access"


class Rights(Struct, frozen=True):
    """A file's mode, owner and group (None: those of whoever makes it), and access list if any."""

    mode: int = FILE
    owner: tuple[int, int] | None = None
    list_: bytes | None = None


def rights_of(file: Path) -> Rights:
    """The rights of a file that there is. Raises OSError."""
    now = file.stat()
    return Rights(stat.S_IMODE(now.st_mode), (now.st_uid, now.st_gid), _access_list(file))


def _access_list(file: Path) -> bytes | None:
    with suppress(AttributeError, OSError):
        return os.getxattr(file, _LIST)
    return None


def give(file: Path, rights: Rights) -> None:
    """Give a new file these rights, as far as the system lets one; never wider ones."""
    mode = rights.mode
    if rights.owner is not None and not _given_owner(file, *rights.owner):
        # Another group would get what was that one's.
        mode &= ~_GROUP
    # The folder of another system (a share, a memory stick) may know no rights.
    with suppress(OSError):
        file.chmod(mode)
    with suppress(AttributeError, OSError):
        if rights.list_ is not None and mode == rights.mode:
            os.setxattr(file, _LIST, rights.list_)
        elif _access_list(file) is not None:
            os.removexattr(file, _LIST)


def _given_owner(file: Path, owner: int, group: int) -> bool:
    """Whether the file has the group now. Its owner is only root's to give."""
    if not hasattr(os, "chown"):
        return True
    now = file.stat()
    with suppress(OSError):
        if now.st_uid != owner:
            os.chown(file, owner, -1)
    with suppress(OSError):
        if now.st_gid != group:
            os.chown(file, -1, group)
    return file.stat().st_gid == group


def new_rights(parent: Path) -> Rights:
    """The rights of a file made in a folder: the user's, and the group's that shares the folder."""
    return Rights() if (shared := _shared(parent)) is None else _with_group(FILE, 0o060, shared)


def _shared(folder: Path) -> os.stat_result | None:
    """What the system says of a folder that its group may write in; None for any other."""
    if os.name == "nt":
        return None
    try:
        now = folder.stat()
    except OSError:
        return None
    # With an access list those bits are no group's, but the most that anybody on it may do.
    is_shared = bool(now.st_mode & stat.S_IWGRP) and _access_list(folder) is None
    return now if is_shared else None


def _with_group(mode: int, most: int, shared: os.stat_result) -> Rights:
    return Rights(mode | shared.st_mode & most, (os.geteuid(), shared.st_gid))


def share(file: Path) -> None:
    """Let the group of a shared folder into a file just made in it for the user alone."""
    rights = new_rights(file.parent)
    with suppress(OSError):
        if rights.owner is not None and file.stat().st_uid == os.geteuid():
            give(file, rights)


def write_small(file: Path, data: bytes) -> None:
    """A new small file that need not outlive a power cut. Raises OSError."""
    fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE)
    try:
        os.write(fd, data)
    finally:
        os.close(fd)
    share(file)


def make_folder(folder: Path, *, parents: bool = False) -> None:
    """Make a folder, the user's or the group's that shares its parent, if there is none.

    ``parents``: those above it too. Else a folder on a disk that is not there would be made anew.
    Raises OSError.
    """
    if is_folder(folder):
        return
    if parents and not is_folder(folder.parent):
        make_folder(folder.parent, parents=True)
    try:
        folder.mkdir(FOLDER)
    except FileExistsError as error:
        if not is_folder(folder):
            raise NotADirectoryError(errno.ENOTDIR, error.strerror, folder) from error
        return
    shared = _shared(folder.parent)
    if shared is None:
        with suppress(OSError):
            folder.chmod(FOLDER)
    else:
        # The group goes on down, so that also another program's files there are the group's.
        give(folder, _with_group(FOLDER | stat.S_ISGID, _GROUP, shared))


def open_sentence(folder: Path) -> str:
    """That everybody can read a data folder: said once, "" after that and where it is not so."""
    mark = folder / INNER_FOLDER / _TOLD
    if is_there(mark) or not open_to_all(folder):
        return ""
    try:
        make_folder(mark.parent)
        write_small(mark, b"")
    except OSError:
        # A folder that cannot be written would say it at every start.
        return ""
    name = visible(str(folder))
    return (
        f"Mappen {name} kan läsas av alla som använder datorn; är det inte meningen, ändra "
        "mappens behörighet så att bara du kommer åt den. Det här sägs bara en gång."
    )


def open_to_all(folder: Path) -> bool:
    """Whether everybody on the computer can list a folder: it, and the way to it, lets them."""
    if os.name == "nt":
        return False
    try:
        whole = folder.resolve()
        way = all(parent.stat().st_mode & _ALL_PASS for parent in whole.parents)
        mode = whole.stat().st_mode
    except OSError:
        return False
    return way and bool(mode & _ALL_READ) and bool(mode & _ALL_PASS)
