"""A session without a screen on a small data folder, and what a fresh start finds afterwards.

The session is the app's own: ``Arbetspass``, ``Sparare`` and ``redigering``, only the painting is
left out, so that what the screen would say of an edit is what is tested.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock, patch

from tests.store.hjalp import INSTALLNINGAR, lagg_dokument
from tui.app import malning, redigering, utforande
from tui.app.arbetspass import Arbetspass
from tui.app.sparare import Sparare
from tui.arbetsyta import Andring, arbetskopia, cellandring
from tui.domain.fel import Adress
from tui.domain.tabell import Tabell
from tui.store.kodek import kodat
from tui.store.mapp import Lager
from tui.store.sakert import Sakerlager
from tui.store.start import Startbesked, aterstallt

D, NYTT, FLIK = "2024-delar", "2024-delar-utkast", "drift"
CELL = Adress(D, "drift", "intakter", "budget")
FORST = Decimal(31417)
# What a save, a journal append, a backup and a restore ask of the system through Python's os.
ANROP = (
    "open", "read", "write", "fsync", "close", "fstat", "stat", "lseek", "ftruncate",
    "replace", "rename", "link", "unlink", "mkdir", "chmod", "scandir", "listdir",
)  # fmt: skip


def datamapp(mapp: Path) -> Path:
    """A data folder with one document that may be edited."""
    lagg_dokument(mapp, status="utkast")
    (mapp / "installningar.json").write_bytes(kodat(INSTALLNINGAR))
    return mapp


def cellvarde(tabeller: tuple[Tabell, ...], adress: Adress = CELL) -> Any:
    """What the tables say in a cell."""
    tabell = next(t for t in tabeller if t.id == adress.tabell)
    return tabell.rad(adress.rad).celler.get(adress.kolumn)


def i_filen(mapp: Path, adress: Adress = CELL) -> Any:
    """What the store file says in a cell; every file of the folder must be whole."""
    lager = Lager(mapp)
    dokument, fel = lager.dokument()
    assert fel == ()
    assert {d.id for d in dokument} in ({D}, {D, NYTT})
    for huvud in dokument:
        for flik in lager.register.flikar:
            assert lager.flik(huvud.id, flik.id)[1] == ()
    return cellvarde(lager.flik(D, FLIK)[0], adress)


def nystartat(mapp: Path, adress: Adress = CELL) -> tuple[Any, Startbesked, Sakerlager]:
    """What the next start gives: the cell, what it says, and the folder (closed again)."""
    lager = Sakerlager(mapp)
    try:
        assert lager.hinder == ""
        besked = aterstallt(lager)
        return i_filen(mapp, adress), besked, lager
    finally:
        lager.las.slapp()


def efter_krasch(mapp: Path, bredvid: Path, adress: Adress = CELL) -> Any:
    """What the next start would give if the process ended here; the folder itself is left alone.

    Nothing may be in doubt: no fault is told, and no file is left to the user to decide on.
    """
    shutil.rmtree(bredvid, ignore_errors=True)
    shutil.copytree(mapp, bredvid)
    try:
        varde, besked, lager = nystartat(bredvid, adress)
        assert besked.fel == ()
        assert lager.konflikter == ()
        return varde
    finally:
        shutil.rmtree(bredvid)


class Session:
    """The app's session and saver, and the words that the screen would show."""

    def __init__(self, mapp: Path) -> None:
        self.mapp = mapp
        self.lager = Sakerlager(mapp)
        self.besked = aterstallt(self.lager)
        pass_ = Arbetspass(self.lager, sakring=self.lager)
        self.program: Any = SimpleNamespace(
            pass_=pass_,
            meddelande="",
            rutnat=Mock(redigeras=None),
            screen_stack=[None],
            klar=True,
            sett={},
        )
        self.program.sparare = Sparare(self._andrat)
        self.lagen: list[str] = []
        pass_.tabeller(FLIK, D)

    def _andrat(self, lage: Any) -> None:
        malning.sag_sparlage(self.program, lage)
        self.lagen.append(self.status)

    @property
    def pass_(self) -> Arbetspass:
        """The session proper."""
        pass_: Arbetspass = self.program.pass_
        return pass_

    @property
    def status(self) -> str:
        """What the status line says of the saving."""
        return malning.sparat(self.program)

    @property
    def mening(self) -> str:
        """The sentence in the panel."""
        return str(self.program.meddelande)

    def varde(self, adress: Adress = CELL) -> Any:
        """What the held workspace says in a cell."""
        return cellvarde(self.pass_.yta.tabeller[(D, FLIK)], adress)

    async def skriv(self, tal: int, adress: Adress = CELL) -> None:
        """Type a figure, and wait until its saving has ended one way or the other."""
        await self.gor(cellandring(self.pass_.yta, adress, Decimal(tal)))

    async def gor(self, *steg: Andring) -> None:
        """Carry out a step as the screen does."""
        with utan_malning():
            redigering.gor(self.program, *steg)
            await self.program.sparare.klar()

    async def spara_igen(self) -> None:
        """Ctrl+S."""
        with utan_malning():
            utforande.spara_igen(self.program)
            await self.program.sparare.klar()

    def slapp(self) -> None:
        """As if the process had ended: only the lock goes."""
        self.lager.las.slapp()


@contextmanager
def utan_malning() -> Iterator[None]:
    """The app without its painting."""
    tyst = {namn: Mock() for namn in ("modell", "mala_huvud", "mala_panel", "mala_allt")}
    with (
        patch.multiple(redigering, **tyst),
        patch.multiple(malning, mala_panel=Mock(), mala_huvud=Mock()),
        patch.multiple(utforande, mala_allt=Mock(), mala_huvud=Mock()),
        patch("tui.app.vakt.mala_allt", Mock()),
    ):
        yield


# A run of a session in one thread, for a process that is to be killed: each stop has one value
# of the cell, and is told through the pipe when it is committed.
STEG: tuple[Decimal, ...] = (FORST, Decimal(101), Decimal(102), Decimal(101), Decimal(104))


def forlopp(mapp: Path, kvitto: Callable[[int], object]) -> int:
    """Open, edit and save twice, restore a backup, edit and save again, make a working copy."""
    lager = Sakerlager(mapp)
    aterstallt(lager)
    pass_ = Arbetspass(lager, sakring=lager)
    pass_.tabeller(FLIK, D)

    def gjort(steg: tuple[Andring, ...], nr: int) -> None:
        pass_.gor(*steg)
        if pass_.journalfel:
            raise OSError(pass_.journalfel)
        kvitto(nr)
        lager.infor(D, FLIK, lager.senaste_nr())
        lager.spara_flik(D, FLIK, pass_.yta.tabeller[(D, FLIK)])

    gjort((cellandring(pass_.yta, CELL, STEG[1]),), 1)
    gjort((cellandring(pass_.yta, CELL, STEG[2]),), 2)
    kopia = lager.kopielista(D, FLIK)[0]
    steg, _ = lager.aterstallning(kopia, pass_.yta.tabeller[(D, FLIK)])
    gjort(steg, 3)
    gjort((cellandring(pass_.yta, CELL, STEG[4]),), 4)
    lager.skapa(arbetskopia(pass_.dokument, NYTT, "Utkast"), pass_.las_in(D))
    lager.stang()
    return 0


def kvitterade(lasande: int) -> int:
    """The last committed step that a process told of through a pipe before it ended."""
    data = b""
    while del_ := os.read(lasande, 4096):
        data += del_
    return max(data, default=0)


def provad_efter(mapp: Path, kvitterat: int) -> None:
    """The folder of a killed run: whole, every committed step in it, and fit to go on with."""
    i_filen(mapp)
    varde, besked, lager = nystartat(mapp)
    assert besked.fel == ()
    assert lager.konflikter == ()
    nasta = min(kvitterat + 1, len(STEG) - 1)
    assert varde in (STEG[kvitterat], STEG[nasta]), (varde, kvitterat)
    kedja = [h.till for h in reversed(lager.cellhistorik(CELL))]
    assert kedja in (list(STEG[1 : kvitterat + 1]), list(STEG[1 : nasta + 1]))
    for kopia in lager.kopielista(D, FLIK):
        assert lager.kopior.las(kopia).endswith(b"}\n")
    forlopp_igen = Sakerlager(mapp)
    assert forlopp_igen.hinder == ""
    pass_ = Arbetspass(forlopp_igen, sakring=forlopp_igen)
    pass_.tabeller(FLIK, D)
    pass_.gor(cellandring(pass_.yta, CELL, Decimal(999)))
    assert pass_.journalfel == ""
    forlopp_igen.infor(D, FLIK, forlopp_igen.senaste_nr())
    forlopp_igen.spara_flik(D, FLIK, pass_.yta.tabeller[(D, FLIK)])
    forlopp_igen.stang()
    assert i_filen(mapp) == Decimal(999)


def minst(antal: int, natt: int) -> None:
    """The figure that a row asks for, and the one reached (``pytest -rP`` shows it)."""
    print(f"reached: {natt} (asked for: {antal})")
    assert natt >= antal
