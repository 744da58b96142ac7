"""Reading and replacing one file, so that at every moment it is the old one or the new one.

Source of the steps: the measured faults of TinyDB's own ``JSONStorage`` (design, section 7).
"""

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from tui.store.codec import MAX_BYTE
from tui.store.errors import (
    EARLIER,
    Changed,
    ReadError,
    SaveError,
    as_save_error,
    cause,
    file_name,
    not_read,
)
from tui.store.rights import Rights, give, make_folder, new_rights, rights_of

Fingerprint: TypeAlias = str | None
UNREAD: Fingerprint = ""

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_WINDOWS_BLOCKED = (5, 32)
_ATTEMPT = 10
_DEBRIS_AFTER_S = 3600


def fingerprint(data: bytes | None) -> Fingerprint:
    """What tells a file's content from another, None for a missing file: the SHA-256, in hex.

    The journal knows by the same on what an event was made.
    """
    return None if data is None else sha256(data)


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def loaded(file: Path) -> bytes | None:
    """A file's bytes, None where there is no file. Raises ReadError.

    Reads one byte past the cap and no more: the codec refuses what is larger.
    """
    try:
        # Without a file object, which takes ten times as long as the reading itself. A named pipe
        # that lies where a file should be must not hang the program.
        fd = os.open(file, _READ)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise not_read(file, cause(error)) from error
    try:
        return _bytes_of(fd, file)
    except OSError as error:
        raise error if isinstance(error, ReadError) else not_read(file, cause(error)) from error
    finally:
        os.close(fd)


def _bytes_of(fd: int, file: Path) -> bytes:
    """An open file's bytes, but at most one past the cap. Raises ReadError, OSError."""
    now = os.fstat(fd)
    if stat.S_ISDIR(now.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder")
    if not stat.S_ISREG(now.st_mode):
        raise not_read(file, "den är ingen vanlig fil")
    data = os.read(fd, min(now.st_size, MAX_BYTE) + 1)
    while len(data) <= MAX_BYTE and (more := os.read(fd, MAX_BYTE + 1 - len(data))):
        data += more
    return data


def write(file: Path, data: bytes, expected: Fingerprint, rights: Rights | None = None) -> None:
    """Replace a file's content, whole or not at all. ``rights``: a new file's, if not the user's.

    ``expected`` is the print of the bytes that the new content was made from. Raises Changed
    where the file on disk is no longer those, SaveError where the system refuses; in both cases
    the file on disk is as it was and nothing is left beside it.
    """
    file = _without_link(file)
    with as_save_error(file):
        if _current(file, expected) != data:
            _replaced(file, data, expected, rights)


def _without_link(file: Path) -> Path:
    """The file that a link stands for: a save leaves the link."""
    return Path(os.path.realpath(file)) if os.path.islink(file) else file  # noqa: PTH114 -- never raises


def _current(file: Path, expected: Fingerprint) -> bytes | None:
    now = loaded(file)
    if fingerprint(now) != expected:
        raise changed(file)
    return now


def changed(file: Path) -> Changed:
    """The fault to raise when somebody else has written the file."""
    return Changed(
        f"{file_name(file)} har ändrats av ett annat program sedan den lästes, så ingenting skrevs "
        "över; läs in den på nytt och gör om ändringen."
    )


def _replaced(file: Path, data: bytes, expected: Fingerprint, new: Rights | None) -> None:
    temp = file.with_name(f".{file.name}.{os.urandom(6).hex()}.tmp")
    rights = rights_for(file, new or new_rights(file.parent))
    _tidy_beside(file)
    try:
        write_new(temp, data, rights)
        # Last of all, so that the time in which another program can come between is short.
        now = _current(file, expected)
        if now is not None:
            _preserve(file, now, rights)
        switch(temp, file)
    except BaseException:
        with suppress(OSError):
            temp.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def rights_for(file: Path, new: Rights) -> Rights:
    """The rights that a file gets: those that it has, or these where it is new.

    Raises SaveError for a write-protected file, which a replace would run over.
    """
    try:
        rights = rights_of(file)
    except FileNotFoundError:
        return new
    if not rights.mode & stat.S_IWUSR:
        raise SaveError(
            f"{file_name(file)} är skrivskyddad och sparades inte; ta bort skrivskyddet och spara "
            "igen.",
            errno.EACCES,
        )
    return rights


def write_new(file: Path, data: bytes, rights: Rights | None) -> None:
    """A new file with all of the bytes, on the disk. Nobody else can read it half-written.

    Without ``rights`` it is no store's: it gets what the user's umask gives.
    """
    fd = os.open(file, _NEW, 0o600 if rights else 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(fd, left) :]
        os.fsync(fd)
    finally:
        os.close(fd)
    if rights:
        give(file, rights)


def earlier(file: Path) -> Path:
    """Where the generation before the last save of a file lies: nobody writes in it again."""
    file = _without_link(file)
    return file.parent / EARLIER / file.name


def _preserve(file: Path, data: bytes, rights: Rights) -> None:
    """Keep the generation that is about to be replaced, in a folder that no tab looks in."""
    copy = file.parent / EARLIER / file.name
    temp = copy.with_name(f".{file.name}.{os.urandom(6).hex()}.tmp")
    try:
        if not link(file, temp):
            make_folder(copy.parent)
            write_new(temp, data, rights)
        switch(temp, copy)
    finally:
        # Still there also after a replace of two names of one file, which does nothing.
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def link(file: Path, name: Path) -> bool:
    """Give what is on the disk already a second name: no bytes to write or to lose.

    False where the system has no such names, or the folder cannot be made.
    """
    try:
        try:
            os.link(file, name)
        except FileNotFoundError:
            make_folder(name.parent, parents=True)
            os.link(file, name)
    except OSError:
        return False
    return True


def switch(temp: Path, file: Path) -> None:
    """The replace itself. Windows refuses while a virus scanner has the file open: wait a bit."""
    for attempt in range(1, _ATTEMPT + 1):
        try:
            temp.replace(file)
        except PermissionError as error:
            if getattr(error, "winerror", 0) not in _WINDOWS_BLOCKED or attempt == _ATTEMPT:
                raise
            time.sleep(0.02 * attempt)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make a rename last, where the system can; the file itself is whole either way."""
    if os.name == "nt":
        return
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _tidy_beside(file: Path) -> None:
    """Remove what a save that was killed long ago left behind."""
    beginning = f".{file.name}."
    with suppress(OSError):
        name = os.listdir(file.parent)  # noqa: PTH208 -- half the time of Path.glob
        tidy(file.parent, (n for n in name if n.startswith(beginning) and n.endswith(".tmp")))


def tidy(folder: Path, name: Iterable[str]) -> None:
    """Remove those of a folder's files that have not been written to for long."""
    for debris in (folder / n for n in name):
        with suppress(OSError):
            if time.time() - debris.stat().st_mtime > _DEBRIS_AFTER_S:
                debris.unlink()
