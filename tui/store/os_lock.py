"""The operating system's own lock (*oslås*) on a file: gone with its process, killed or not."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

TAKEN_ALONG = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK)
ATTEMPT = 3
Released = Callable[[], None]
"""Gives the lock back. Raises OSError."""


def taken(file: Path) -> Released | None:
    """What gives the lock back, None where another has it. Raises OSError where there is none."""
    return _windows(file) if os.name == "nt" else _posix(file)


def _windows(file: Path) -> Released | None:
    # Locks there have many traps, which this library knows; elsewhere its import, 8 ms of every
    # start, would buy the two calls below.
    from filelock import FileLock, Timeout

    # A soft lock (a file that is there or not) would outlive a process that is killed.
    read = FileLock(file, blocking=False, thread_local=False, fallback_to_soft=False)
    try:
        read.acquire()
    except Timeout:
        return None
    return lambda: read.release(force=True)


def _posix(file: Path) -> Released | None:
    for _ in range(ATTEMPT):
        fd = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
        try:
            if not _read(fd):
                os.close(fd)
                return None
            # Somebody may have removed the file between the two calls: a lock on no file.
            if os.fstat(fd).st_nlink:
                return lambda: os.close(fd)
        except BaseException:
            with suppress(OSError):
                os.close(fd)
            raise
        os.close(fd)
    return None


def _read(fd: int) -> bool:
    import fcntl

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in TAKEN_ALONG:
            return False
        raise
    return True
