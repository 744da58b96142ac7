"""One writer (*skrivlås*): who may save in a data folder, for as long as it is open.

The lock is the operating system's own on ``.namndkoll/las``, so it is free again the moment its
process is gone, killed or not. Beside it ``oppen-av.json`` tells the others who has it.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tui.store.fel import Lasfel, citerad, orsak
from tui.store.kodek import Kodfel, avkodat, kodat
from tui.store.oslas import Slapp, taget
from tui.store.skrivning import lasta
from tui.svenska.format import klockslag, kort_datum, ren

INTERNMAPP = ".namndkoll"
LASFIL, OPPENFIL = "las", "oppen-av.json"
UPPTAGEN = "öppen i en annan Nämndkoll"
MAX_NAMN = 40


class Innehavare(NamedTuple):
    """Who has a folder open, as ``oppen-av.json`` says it."""

    anvandare: str
    dator: str
    pid: int
    sedan: datetime


def jag(nu: datetime) -> Innehavare:
    """This process, as the others get to know it."""
    return Innehavare(_anvandare(), _dator(), os.getpid(), nu.astimezone())


def _dator() -> str:
    return os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename


def _anvandare() -> str:
    from getpass import getuser

    # Somebody whom the system has no name for, as in a container.
    with suppress(OSError, KeyError, ImportError):
        return getuser()
    return ""


class Skrivlas:
    """The right to save in a folder. Nothing is raised: what stands in the way, ``vem`` says."""

    def __init__(self, mapp: Path, nu: Callable[[], datetime] = datetime.now) -> None:
        self.mapp = mapp
        self._nu = nu
        self._las: Slapp | None = None
        self._fil = mapp / INTERNMAPP / LASFIL
        self._identitet: tuple[int, int] | None = None
        self._hinder: OSError | None = None
        self._fragat = False

    def ta(self) -> bool:
        """Take the lock if it is free, without waiting; True also where it is ours already.

        Cheap enough to ask again every second, which a second instance does to take over, and
        the first to find out whether somebody has removed the lock file from under it.
        """
        if self._las is not None and not self._bortryckt():
            return True
        self._slapp_laset()
        self._fragat, self._hinder = True, None
        try:
            _skapa(self._fil.parent)
            self._las = taget(self._fil)
        except OSError as fel:
            self._hinder = fel
        if self._las is None:
            return False
        with suppress(OSError):
            self._identitet = _identitet(self._fil)
        self._presentera()
        return True

    @property
    def har(self) -> bool:
        """Whether the lock was ours when it was last asked for."""
        return self._las is not None

    def vem(self) -> str:
        """Why the folder is read-only, as a phrase: who has it, or what is wrong; "" when ours."""
        if self._las is not None or not self._fragat:
            return ""
        if self._hinder is not None:
            mapp = citerad(self.mapp.name)
            return f"ingen låsfil kan skapas i mappen {mapp}: {_varfor(self._hinder)}"
        vem = innehavare(self.mapp)
        return UPPTAGEN if vem is None else f"{UPPTAGEN}: {_presenterad(vem, self._nu())}"

    def slapp(self) -> None:
        """Let others have the folder."""
        if self._las is not None and not self._bortryckt():
            # While the lock is still held, so that it never is another's file.
            with suppress(OSError):
                (self._fil.parent / OPPENFIL).unlink()
        self._slapp_laset()

    def _bortryckt(self) -> bool:
        """Whether the lock file is no longer the one that we have locked."""
        try:
            return _identitet(self._fil) != self._identitet
        except OSError:
            # A share that does not answer just now has not taken the lock from us.
            return False

    def _slapp_laset(self) -> None:
        if self._las is not None:
            with suppress(OSError):
                self._las()
        self._las = self._identitet = None
        self._fragat = False

    def _presentera(self) -> None:
        """Tell the others who we are. The lock holds also where there is no room to say so.

        Not fsynced, which costs a start 4 ms: after a crash it says nothing that anybody needs.
        """
        fil = self._fil.parent / OPPENFIL
        post = jag(self._nu())._asdict()
        with suppress(OSError):
            fil.unlink(missing_ok=True)
            fil.write_bytes(kodat({**post, "sedan": post["sedan"].isoformat("T", "seconds")}))


def _skapa(mapp: Path) -> None:
    try:
        mapp.mkdir(exist_ok=True)
    except FileExistsError as fel:
        raise NotADirectoryError(errno.ENOTDIR, fel.strerror, mapp) from fel


def _identitet(fil: Path) -> tuple[int, int] | None:
    """Which file it is, None where there is none. Raises OSError where that cannot be known."""
    try:
        stat = fil.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_dev, stat.st_ino


def innehavare(mapp: Path) -> Innehavare | None:
    """Who says to have the folder open; None where nobody that is alive says so."""
    try:
        post = avkodat(lasta(mapp / INTERNMAPP / OPPENFIL) or b"")
        vem = _tolkad(post)
    except (Lasfel, Kodfel, ValueError):
        return None
    return None if vem.dator == _dator() and not _lever(vem.pid) else vem


def _tolkad(post: object) -> Innehavare:
    match post:
        case {"anvandare": str(namn), "dator": str(dator), "pid": int(pid), "sedan": str(sedan)}:
            return Innehavare(namn, dator, pid, datetime.fromisoformat(sedan).astimezone())
    raise ValueError("not a holder")


def _lever(pid: int) -> bool:
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


def _presenterad(vem: Innehavare, nu: datetime) -> str:
    sedan = vem.sedan.astimezone()
    dag = "" if sedan.date() == nu.date() else f"{kort_datum(sedan.date())} "
    namn, dator = (ren(text[:MAX_NAMN]) or "okänd" for text in (vem.anvandare, vem.dator))
    return f"{namn} på {dator} sedan {dag}{klockslag(sedan)}, process {vem.pid}"


_KAN_INTE_LASA = (errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP)


def _varfor(fel: OSError) -> str:
    return "disken kan inte låsa filer" if fel.errno in _KAN_INTE_LASA else orsak(fel)
