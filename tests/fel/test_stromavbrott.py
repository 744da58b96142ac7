"""The power goes: every state that the disk may then be in gives a start with all that was called
committed.

The operations of an edit, its save and a restore are recorded, with what each fsync promises. At
every point in them the disk has what was synced, and of the rest anything: any of the names that
were made, moved or removed, and of a file's unsynced bytes none, some, or zeros.
"""

import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.fel.hjalp import CELL, STEG, forlopp, i_filen, minst, nystartat

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


@dataclass
class Inod:
    """A file: the bytes that are on the disk, and what it holds since."""

    synkad: bytes = b""
    nu: bytes = b""
    laen: int = 0


@dataclass
class Modell:
    """The recorded folder. ``namn`` is what is on the disk for sure, by way; ``vantar`` are the
    changes of names that no fsync of their folder has made last yet: each a set of (way, inode)."""

    rot: Path
    namn: dict[str, Inod | None] = field(default_factory=dict)
    nu: dict[str, Inod | None] = field(default_factory=dict)
    vantar: list[tuple[str, dict[str, Inod | str | None]]] = field(default_factory=list)
    oppna: dict[int, str] = field(default_factory=dict)
    lagen: list["Lage"] = field(default_factory=list)
    kvitterat: int = 0
    inoder: list[Inod] = field(default_factory=list)

    def vag(self, fil: Any) -> str | None:
        """A path below the root, None for one that is elsewhere."""
        hel = str(Path(os.fsdecode(fil)).absolute())
        return os.path.relpath(hel, self.rot) if hel.startswith(f"{self.rot}/") else None

    def inod(self, data: bytes = b"") -> Inod:
        """A new file."""
        ny = Inod(data, data)
        self.inoder.append(ny)
        return ny

    def notera(self, mapp: str, **_: Any) -> None:
        """Remember the disk as it may be at this moment."""
        self.lagen.append(
            Lage(
                dict(self.namn),
                [dict(andring) for _, andring in self.vantar],
                {id(i): (i.synkad, i.nu) for i in self.inoder},
                self.kvitterat,
                mapp,
            )
        )


@dataclass
class Lage:
    """What is certain, what waits, each file's (synced, written) bytes, and what was committed."""

    namn: dict[str, Inod | None]
    vantar: list[dict[str, Any]]
    bytes_: dict[int, tuple[bytes, bytes]]
    kvitterat: int
    vid: str

    def tillstand(self, slump: random.Random, hogst: int) -> Iterator[dict[str, bytes | None]]:
        """Disks that this moment may leave behind: way to bytes, None for a folder."""
        antal = len(self.vantar)
        if 2**antal <= hogst:
            valda = list(itertools.product((False, True), repeat=antal))
        else:
            prefix = [tuple(i < n for i in range(antal)) for n in range(antal + 1)]
            utom = [tuple(i != n for i in range(antal)) for n in range(antal)]
            slumpade = [
                tuple(slump.random() < 0.5 for _ in range(antal)) for _ in range(hogst // 2)
            ]
            valda = [*prefix, *utom, *slumpade]
        for val in valda:
            for svans in ("inget", "allt", "halvt", "nollor"):
                disk = self._disk(val, svans)
                if disk is not None:
                    yield disk

    def _disk(self, val: tuple[bool, ...], svans: str) -> dict[str, bytes | None] | None:
        namn: dict[str, Any] = dict(self.namn)
        osynkat = False
        for med, andring in zip(val, self.vantar, strict=True):
            if med:
                for vag, inod in andring.items():
                    if inod == "borta":
                        namn.pop(vag, None)
                    else:
                        namn[vag] = inod
        disk: dict[str, bytes | None] = {}
        for vag, inod in namn.items():
            if any(str(f) not in namn for f in Path(vag).parents if str(f) != "."):
                continue  # Its folder is not there.
            if inod is None:
                disk[vag] = None
                continue
            synkad, nu = self.bytes_[id(inod)]
            osynkat |= synkad != nu
            disk[vag] = _svans(synkad, nu, svans)
        return disk if osynkat or svans == "inget" else None


def _svans(synkad: bytes, nu: bytes, svans: str) -> bytes:
    if svans == "inget" or synkad == nu:
        return synkad
    if svans == "allt":
        return nu
    # A file is only appended to or cut off.
    gemensam = min(len(synkad), len(nu))
    if svans == "halvt":
        return nu[: gemensam + (len(nu) - gemensam) // 2]
    return nu[:gemensam] + b"\0" * (len(nu) - gemensam)


@contextmanager
def inspelad(rot: Path) -> Iterator[Modell]:
    """Everything that is done below a folder meanwhile is recorded (and done)."""
    modell = Modell(rot)
    for vag in sorted(rot.rglob("*")):
        inod = None if vag.is_dir() else modell.inod(vag.read_bytes())
        modell.namn[str(vag.relative_to(rot))] = inod
    modell.nu = dict(modell.namn)
    with pytest.MonkeyPatch.context() as falla:
        for namn, ersatt in _anrop(modell).items():
            falla.setattr(os, namn, ersatt)
        yield modell


def _anrop(m: Modell) -> dict[str, Any]:  # noqa: C901 -- one small function a call
    akta = {
        n: getattr(os, n)
        for n in ("open", "write", "close", "fsync", "ftruncate", "replace", "rename", "link",
                  "unlink", "mkdir", "rmdir")
    }  # fmt: skip

    def vantar(mapp: str, andring: dict[str, Any]) -> None:
        m.vantar.append((mapp, andring))
        for vag, inod in andring.items():
            if inod == "borta":
                m.nu.pop(vag, None)
            else:
                m.nu[vag] = inod
        m.notera(mapp)

    def oppna(fil: Any, flaggor: int, *args: Any, **kw: Any) -> int:
        fd: int = akta["open"](fil, flaggor, *args, **kw)
        vag = m.vag(fil)
        if vag is not None or Path(os.fsdecode(fil)) == m.rot:
            m.oppna[fd] = vag or "."
            if vag is not None and flaggor & os.O_CREAT and vag not in m.nu:
                vantar(str(Path(vag).parent), {vag: m.inod()})
        return fd

    def skriv(fd: int, data: Any) -> int:
        antal: int = akta["write"](fd, data)
        inod = m.nu.get(m.oppna.get(fd, ""))
        if inod is not None:
            # Every file here is either new or appended to.
            inod.nu += bytes(data)[:antal]
            m.notera("write")
        return antal

    def kapa(fd: int, langd: int) -> None:
        akta["ftruncate"](fd, langd)
        inod = m.nu.get(m.oppna.get(fd, ""))
        if inod is not None:
            inod.nu = inod.nu[:langd]
            m.notera("ftruncate")

    def synka(fd: int) -> None:
        akta["fsync"](fd)
        vag = m.oppna.get(fd)
        if vag is None:
            return
        inod = m.nu.get(vag)
        if inod is not None:
            inod.synkad = inod.nu
        else:
            # A folder: what was done to the names in it lasts from now on.
            kvar = []
            for mapp, andring in m.vantar:
                if mapp == vag:
                    for v, i in andring.items():
                        if i == "borta":
                            m.namn.pop(v, None)
                        else:
                            m.namn[v] = i  # type: ignore[assignment]
                else:
                    kvar.append((mapp, andring))
            m.vantar[:] = kvar
        m.notera("fsync")

    def stang(fd: int) -> None:
        m.oppna.pop(fd, None)
        akta["close"](fd)

    def flytta(namn: str) -> Any:
        def byt(fran: Any, till: Any, **kw: Any) -> None:
            akta[namn](fran, till, **kw)
            a, b = m.vag(fran), m.vag(till)
            if a is None or b is None or m.nu.get(a) is m.nu.get(b) is not None:
                return
            andring: dict[str, Any] = {b: m.nu[a], a: "borta"}
            for vag, inod in list(m.nu.items()):
                if vag.startswith(f"{a}/"):
                    andring |= {b + vag[len(a) :]: inod, vag: "borta"}
            vantar(str(Path(b).parent), andring)

        return byt

    def lanka(fran: Any, till: Any, **kw: Any) -> None:
        akta["link"](fran, till, **kw)
        vantar(str(Path(m.vag(till) or "").parent), {str(m.vag(till)): m.nu[str(m.vag(fran))]})

    def ta_bort(namn: str) -> Any:
        def bort(fil: Any, **kw: Any) -> None:
            akta[namn](fil, **kw)
            vag = m.vag(fil) if "dir_fd" not in kw else None
            if vag is not None:
                vantar(str(Path(vag).parent), {vag: "borta"})

        return bort

    def gor_mapp(fil: Any, *args: Any, **kw: Any) -> None:
        akta["mkdir"](fil, *args, **kw)
        vag = m.vag(fil)
        if vag is not None:
            vantar(str(Path(vag).parent), {vag: None})

    return {
        "open": oppna, "write": skriv, "ftruncate": kapa, "fsync": synka, "close": stang,
        "replace": flytta("replace"), "rename": flytta("rename"), "link": lanka,
        "unlink": ta_bort("unlink"), "mkdir": gor_mapp, "rmdir": ta_bort("rmdir"),
    }  # fmt: skip


def pa_disk(mapp: Path, disk: dict[str, bytes | None]) -> None:
    """Make a folder of a disk's state."""
    mapp.mkdir(parents=True)
    for vag, data in sorted(disk.items()):
        if data is None:
            (mapp / vag).mkdir(parents=True, exist_ok=True)
    for vag, data in disk.items():
        if data is not None and not vag.endswith("/las"):
            (mapp / vag).parent.mkdir(parents=True, exist_ok=True)
            (mapp / vag).write_bytes(data)


def inspelning(mapp: Path) -> Modell:
    with inspelad(mapp) as modell:
        forlopp(mapp, lambda nr: setattr(modell, "kvitterat", nr))
    return modell


def provade(modell: Modell, plats: Path, hogst: int, andel: float) -> int:
    """Start on the disks that the recording may have left; how many there were."""
    slump, sedda, nummer = random.Random(1), set[Any](), 0
    for lage in modell.lagen:
        for disk in lage.tillstand(slump, hogst):
            nyckel = (lage.kvitterat, frozenset(disk.items()))
            if nyckel in sedda or slump.random() > andel:
                continue
            sedda.add(nyckel)
            nummer += 1
            mapp = plats / str(nummer)
            pa_disk(mapp, disk)
            _prova(mapp, lage)
            for fil in sorted(mapp.rglob("*"), reverse=True):
                fil.rmdir() if fil.is_dir() else fil.unlink()
    return nummer


def _prova(mapp: Path, lage: Lage) -> None:
    i_filen(mapp)
    varde, besked, lager = nystartat(mapp)
    nasta = min(lage.kvitterat + 1, len(STEG) - 1)
    assert varde in (STEG[lage.kvitterat], STEG[nasta]), (lage.vid, varde, lage.kvitterat, mapp)
    assert lager.konflikter == (), (lage.vid, mapp)
    kedja = [h.till for h in reversed(lager.cellhistorik(CELL))]
    assert kedja in (list(STEG[1 : lage.kvitterat + 1]), list(STEG[1 : nasta + 1])), (kedja, mapp)
    # A line that the power cut tore may be told of, and nothing else.
    assert all("journal" in fel.mening for fel in besked.fel), besked.fel


def test_the_recording_ends_as_the_folder_does(mapp: Path) -> None:
    modell = inspelning(mapp)
    for vag, inod in modell.nu.items():
        assert (mapp / vag).is_dir() if inod is None else (mapp / vag).read_bytes() == inod.nu, vag
    pa_riktigt = {str(v.relative_to(mapp)) for v in mapp.rglob("*")}
    assert {v for v in modell.nu if not v.endswith("/las")} == {
        v for v in pa_riktigt if not v.endswith("/las")
    }
    assert modell.kvitterat == 4
    assert i_filen(mapp) == Decimal(104)


def test_a_journal_without_its_fsync_would_be_found_out(
    mapp: Path, snabb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.store import loggfil

    akta = os.fsync

    def utan_fsync(fd: int, data: bytes, _: int) -> None:
        os.write(fd, data)

    assert akta is os.fsync
    with monkeypatch.context() as falla:
        falla.setattr("tui.store.journalskrivare.foga", utan_fsync)
        modell = inspelning(mapp)
    assert loggfil.foga is not utan_fsync
    with pytest.raises(AssertionError):
        provade(modell, snabb / "prov", 8, 1.0)


def test_some_unsynced_states_after_a_power_cut_are_all_recovered(mapp: Path, snabb: Path) -> None:
    minst(60, provade(inspelning(mapp), snabb / "prov", 16, 0.025))


@pytest.mark.soak
def test_every_unsynced_state_after_a_power_cut_is_recovered(mapp: Path, snabb: Path) -> None:
    minst(1000, provade(inspelning(mapp), snabb / "prov", 1024, 1.0))
