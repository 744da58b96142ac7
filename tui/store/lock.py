"""One writer (*skrivlås*): who may save in a data folder, for as long as it is open.

The lock is the operating system's own on ``.namndkoll/las``, so it is free again the moment its
process is gone, killed or not. Beside it ``oppen-av.json`` tells the others who has it.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from getpass import getuser
from pathlib import Path
from platform import node

from filelock import FileLock, Timeout
from msgspec import Struct, ValidationError, convert, field, to_builtins
from msgspec.structs import replace

from tui.store.atomic_file import loaded
from tui.store.codec import CodeError, decoded, encoded
from tui.store.directory import INNER_FOLDER
from tui.store.errors import ReadError, cause, quoted
from tui.store.rights import FILE, make_folder, share, write_small
from tui.svenska.format import clean, clock_time, short_date

LOCK_FILE, OPEN_FILE = "las", "oppen-av.json"
BUSY = "mappen är öppen i en annan Nämndkoll"
MAX_NAME = 40


class Holder(Struct, frozen=True):
    """Who has a folder open, as ``oppen-av.json`` says it."""

    user: str = field(name="anvandare")
    computer: str = field(name="dator")
    pid: int
    since: datetime = field(name="sedan")


def me(now: datetime) -> Holder:
    """This process, as the others get to know it."""
    return Holder(user_name(), node(), os.getpid(), now.astimezone().replace(microsecond=0))


def user_name() -> str:
    """Who is logged in; "" for somebody whom the system has no name for, as in a container."""
    with suppress(OSError, KeyError, ImportError):
        return getuser()
    return ""


class WriteLock:
    """The right to save in a folder. Nothing is raised: what stands in the way, ``who`` says."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self.folder = folder
        self._now = now
        self._file = folder / INNER_FOLDER / LOCK_FILE
        # A soft lock (a file that is there or not) would outlive a process that is killed.
        self._lock = FileLock(
            self._file, mode=FILE, blocking=False, thread_local=False, fallback_to_soft=False
        )
        self._identity: tuple[int, int] | None = None
        self._obstacle: OSError | None = None
        self._asked = False

    def take(self) -> bool:
        """Take the lock if it is free, without waiting; True also where it is ours already.

        Cheap enough to ask again every second, which a second instance does to take over, and
        the first to find out whether somebody has removed the lock file from under it.
        """
        if self.has and not self._torn_off():
            return True
        self._let_go()
        self._asked, self._obstacle = True, None
        try:
            make_folder(self._file.parent)
            self._lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            self._obstacle = error
            return False
        with suppress(OSError):
            self._identity = _identity(self._file)
        share(self._file)
        self._present()
        return True

    @property
    def has(self) -> bool:
        """Whether the lock was ours when it was last asked for."""
        return self._lock.is_locked

    def who(self) -> str:
        """Why the folder is read-only, as a clause: who has it, or what is wrong; "" when ours."""
        if self.has or not self._asked:
            return ""
        if self._obstacle is not None:
            folder = quoted(self.folder.name)
            return f"ingen låsfil kan skapas i mappen {folder}: {_why(self._obstacle)}"
        who = holder(self.folder)
        return BUSY if who is None else f"{BUSY}: {_presented(who, self._now())}"

    def released(self) -> None:
        """Let others have the folder."""
        if self.has and not self._torn_off():
            # While the lock is still held, so that it never is another's file.
            with suppress(OSError):
                (self._file.parent / OPEN_FILE).unlink()
        self._let_go()

    def _torn_off(self) -> bool:
        """Whether the lock file is no longer the one that we have locked."""
        try:
            return _identity(self._file) != self._identity
        except OSError:
            # A share that does not answer just now has not taken the lock from us.
            return False

    def _let_go(self) -> None:
        with suppress(OSError):
            self._lock.release(force=True)
        self._identity, self._asked = None, False

    def _present(self) -> None:
        """Tell the others who we are. The lock holds also where there is no room to say so.

        Not fsynced, which costs a start 4 ms: after a crash it says nothing that anybody needs.
        """
        file = self._file.parent / OPEN_FILE
        # CodeError: a user's name may hold bytes that are no text.
        with suppress(OSError, CodeError):
            file.unlink(missing_ok=True)
            write_small(file, encoded(to_builtins(me(self._now()))))


class OnlyShown:
    """In place of the lock of a folder that is only looked at: nothing is written there.

    ``why`` is a clause, as ``WriteLock.who`` gives it.
    """

    has = False

    def __init__(self, why: str) -> None:
        self._why = why

    def take(self) -> bool:
        """It is never ours."""
        return False

    def who(self) -> str:
        """Why the folder is read-only."""
        return self._why

    def released(self) -> None:
        """There is nothing to let go of."""


def _identity(file: Path) -> tuple[int, int] | None:
    """Which file it is, None where there is none. Raises OSError where that cannot be known."""
    try:
        stat = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_dev, stat.st_ino


def holder(folder: Path) -> Holder | None:
    """Who says to have the folder open; None where nobody that is alive says so."""
    try:
        who = convert(decoded(loaded(folder / INNER_FOLDER / OPEN_FILE) or b""), Holder)
        who = replace(who, since=who.since.astimezone())
    except (ReadError, CodeError, ValidationError, OverflowError):
        return None
    return None if who.computer == node() and not is_alive(who.pid) else who


def is_alive(pid: int) -> bool:
    """Whether a process is alive, as far as can be known. Windows' ``kill`` would end it."""
    if os.name == "nt" or pid <= 0:
        return pid > 0
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True


def _presented(who: Holder, now: datetime) -> str:
    since = who.since
    day = "" if since.date() == now.date() else f"{short_date(since.date())} "
    name, computer = (clean(text[:MAX_NAME]) or "okänd" for text in (who.user, who.computer))
    return f"{name} på {computer} sedan {day}{clock_time(since)}, process {who.pid}"


_CANNOT_LOCK = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)


def _why(error: OSError) -> str:
    return "disken kan inte låsa filer" if error.errno in _CANNOT_LOCK else cause(error)
