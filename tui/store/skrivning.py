"""Reading and replacing one file, so that at every moment it is the old one or the new one.

Source of the steps: the measured faults of TinyDB's own ``JSONStorage`` (design, section 7).
"""

import errno
import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from tui.store.fel import TIDIGARE, Andrad, Lasfel, Sparfel, ej_last, ej_sparad, filnamn, orsak
from tui.store.kodek import MAX_BYTE, Json, Kodfel, avkodat

Avtryck: TypeAlias = tuple[int, int] | None
OLAST: Avtryck = (-1, 0)

_BINART = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_LAS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINART
_NY = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINART
_SPARRAD_AV_WINDOWS = (5, 32)
_FORSOK = 10
_SKRAP_EFTER_S = 3600


def avtryck(data: bytes | None) -> Avtryck:
    """What tells a file's content from another, None for a missing file.

    Python's own keyed 64-bit hash: only ever compared within the process, and it costs no
    import, where ``hashlib`` costs 8 ms at every start.
    """
    return None if data is None else (len(data), hash(data))


def lasta(fil: Path) -> bytes | None:
    """A file's bytes, None where there is no file. Raises Lasfel.

    Reads one byte past the cap and no more: the codec refuses what is larger.
    """
    try:
        # Without a file object, which takes ten times as long as the reading itself. A named pipe
        # that lies where a file should be must not hang the program.
        fd = os.open(fil, _LAS)
    except FileNotFoundError:
        return None
    except OSError as fel:
        raise ej_last(fil, orsak(fel)) from fel
    try:
        return _allt(fd, fil)
    except OSError as fel:
        raise fel if isinstance(fel, Lasfel) else ej_last(fil, orsak(fel)) from fel
    finally:
        os.close(fd)


def _allt(fd: int, fil: Path) -> bytes:
    """An open file's bytes, but at most one past the cap. Raises Lasfel, OSError."""
    nu = os.fstat(fd)
    if stat.S_ISDIR(nu.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder")
    if not stat.S_ISREG(nu.st_mode):
        raise ej_last(fil, "den är ingen vanlig fil")
    data = os.read(fd, min(nu.st_size, MAX_BYTE) + 1)
    while len(data) <= MAX_BYTE and (mer := os.read(fd, MAX_BYTE + 1 - len(data))):
        data += mer
    return data


def last(fil: Path) -> tuple[Json, Avtryck]:
    """A file's value (None where there is no file) and the print of its bytes. Raises Lasfel."""
    data = lasta(fil)
    return tolkad(fil, data), avtryck(data)


def tolkad(fil: Path, data: bytes | None) -> Json:
    """The value of a file with these bytes. Raises Lasfel."""
    if data is None:
        return None
    try:
        varde = avkodat(data)
    except Kodfel as fel:
        raise ej_last(fil, str(fel)) from None
    if not isinstance(varde, dict):
        raise ej_last(fil, "innehållet är inte tabeller med namn")
    return varde


def skriv(fil: Path, data: bytes, forvantat: Avtryck) -> None:
    """Replace a file's content, whole or not at all.

    ``forvantat`` is the print of the bytes that the new content was made from. Raises Andrad
    where the file on disk is no longer those, Sparfel where the system refuses; in both cases
    the file on disk is as it was and nothing is left beside it.
    """
    fil = _utan_lank(fil)
    try:
        if _nuvarande(fil, forvantat) != data:
            _ersatt(fil, data, forvantat)
    except Lasfel as fel:
        raise Sparfel(fel.mening, fel.errno) from fel
    except Sparfel:
        raise
    except OSError as fel:
        raise ej_sparad(fil, fel) from fel


def _utan_lank(fil: Path) -> Path:
    """The file that a link stands for: a save leaves the link."""
    return Path(os.path.realpath(fil)) if fil.is_symlink() else fil


def _nuvarande(fil: Path, forvantat: Avtryck) -> bytes | None:
    nu = lasta(fil)
    if avtryck(nu) != forvantat:
        raise andrad(fil)
    return nu


def andrad(fil: Path) -> Andrad:
    """The fault to raise when somebody else has written the file."""
    return Andrad(
        f"{filnamn(fil)} har ändrats av ett annat program sedan den lästes, så ingenting skrevs "
        "över; läs in den på nytt och gör om ändringen."
    )


def _ersatt(fil: Path, data: bytes, forvantat: Avtryck) -> None:
    temp = fil.with_name(f".{fil.name}.{os.urandom(6).hex()}.tmp")
    lage = lage_for(fil)
    _stada(fil)
    try:
        skriv_ny(temp, data, lage)
        # Last of all, so that the time in which another program can come between is short.
        nu = _nuvarande(fil, forvantat)
        if nu is not None:
            _bevara(fil, nu, lage)
        byt(temp, fil)
    except BaseException:
        with suppress(OSError):
            temp.unlink(missing_ok=True)
        raise
    synka_mapp(fil.parent)


def lage_for(fil: Path) -> int:
    """The rights that the new file gets: the old one's, or what the folder lets others read.

    Raises Sparfel for a write-protected file, which a replace would run over.
    """
    try:
        lage = stat.S_IMODE(fil.stat().st_mode)
    except FileNotFoundError:
        return stat.S_IMODE(fil.parent.stat().st_mode) & 0o666 | 0o600
    if not lage & stat.S_IWUSR:
        raise Sparfel(
            f"{filnamn(fil)} är skrivskyddad och sparades inte; ta bort skrivskyddet och spara "
            "igen.",
            errno.EACCES,
        )
    return lage


def skriv_ny(fil: Path, data: bytes, lage: int) -> None:
    """A new file with all of the bytes, on the disk. Nobody else can read it half-written."""
    fd = os.open(fil, _NY, 0o600)
    try:
        kvar = memoryview(data)
        while kvar:
            kvar = kvar[os.write(fd, kvar) :]
        os.fsync(fd)
    finally:
        os.close(fd)
    # The folder of another system (a share, a memory stick) may know no rights.
    with suppress(OSError):
        fil.chmod(lage)


def tidigare(fil: Path) -> Path:
    """Where the generation before the last save of a file lies: nobody writes in it again."""
    fil = _utan_lank(fil)
    return fil.parent / TIDIGARE / fil.name


def _bevara(fil: Path, data: bytes, lage: int) -> None:
    """Keep the generation that is about to be replaced, in a folder that no tab looks in."""
    kopia = fil.parent / TIDIGARE / fil.name
    temp = kopia.with_name(f".{fil.name}.{os.urandom(6).hex()}.tmp")
    try:
        if not lanka(fil, temp):
            kopia.parent.mkdir(exist_ok=True)
            skriv_ny(temp, data, lage)
        temp.replace(kopia)
    finally:
        # Still there also after a replace of two names of one file, which does nothing.
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def lanka(fil: Path, namn: Path) -> bool:
    """Give what is on the disk already a second name: no bytes to write or to lose.

    False where the system has no such names, or the folder cannot be made.
    """
    try:
        try:
            os.link(fil, namn)
        except FileNotFoundError:
            namn.parent.mkdir(parents=True, exist_ok=True)
            os.link(fil, namn)
    except OSError:
        return False
    return True


def byt(temp: Path, fil: Path) -> None:
    """The replace itself. Windows refuses while a virus scanner has the file open: wait a bit."""
    for forsok in range(1, _FORSOK + 1):
        try:
            temp.replace(fil)
        except PermissionError as fel:
            if getattr(fel, "winerror", 0) not in _SPARRAD_AV_WINDOWS or forsok == _FORSOK:
                raise
            time.sleep(0.02 * forsok)
        else:
            return


def synka_mapp(mapp: Path) -> None:
    """Make a rename last, where the system can; the file itself is whole either way."""
    if os.name == "nt":
        return
    with suppress(OSError):
        fd = os.open(mapp, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _stada(fil: Path) -> None:
    """Remove what a save that was killed long ago left behind."""
    borjan = f".{fil.name}."
    with suppress(OSError):
        namn = os.listdir(fil.parent)  # noqa: PTH208 -- half the time of Path.glob
        stada(fil.parent, (n for n in namn if n.startswith(borjan) and n.endswith(".tmp")))


def stada(mapp: Path, namn: Iterable[str]) -> None:
    """Remove those of a folder's files that have not been written to for long."""
    for skrap in (mapp / n for n in namn):
        with suppress(OSError):
            if time.time() - skrap.stat().st_mtime > _SKRAP_EFTER_S:
                skrap.unlink()
