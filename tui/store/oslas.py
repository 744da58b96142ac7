"""The operating system's own lock (*oslås*) on a file: gone with its process, killed or not."""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

MEDTAGEN = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK)
FORSOK = 3
Slapp = Callable[[], None]
"""Gives the lock back. Raises OSError."""


def taget(fil: Path) -> Slapp | None:
    """What gives the lock back, None where another has it. Raises OSError where there is none."""
    return _windows(fil) if os.name == "nt" else _posix(fil)


def _windows(fil: Path) -> Slapp | None:
    # Locks there have many traps, which this library knows; elsewhere its import, 8 ms of every
    # start, would buy the two calls below.
    from filelock import FileLock, Timeout

    # A soft lock (a file that is there or not) would outlive a process that is killed.
    las = FileLock(fil, blocking=False, thread_local=False, fallback_to_soft=False)
    try:
        las.acquire()
    except Timeout:
        return None
    return lambda: las.release(force=True)


def _posix(fil: Path) -> Slapp | None:
    for _ in range(FORSOK):
        fd = os.open(fil, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o644)
        try:
            if not _last(fd):
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


def _last(fd: int) -> bool:
    import fcntl

    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fel:
        if fel.errno in MEDTAGEN:
            return False
        raise
    return True
