"""What it costs to keep an edit: the journal's line and the store's file, against bare bytes."""

import os
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.bench.mappar import Mapp, arbetsmapp
from tests.bench.matt import Matt, varvade
from tui.arbetsyta import Arbetsyta, Cellandring, cellandring, tillampad
from tui.domain.fel import Adress
from tui.store.journalstart import journalfil
from tui.store.sakert import Sakerlager
from tui.store.skrivning import avtryck, skriv

CELL = ("drift", "personal", "budget")


class Kassa:
    """An opened data folder with an edit to commit, as the session holds it."""

    def __init__(self, mapp: Mapp) -> None:
        self.mapp, self.lager, self.antal = mapp, Sakerlager(mapp.mapp), 0
        huvuden, _ = self.lager.dokument()
        self.fil = mapp.mapp / mapp.utkast / "drift.json"
        yta = Arbetsyta({h.id: h for h in huvuden})
        self.yta = yta.med_flik((mapp.utkast, "drift"), *self.lager.flik(mapp.utkast, "drift"))
        self.rakt = mapp.mapp / "rakt"
        self.skrivet: bytes | None = None
        self._logg = os.open(mapp.mapp / "rakt.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def _andring(self) -> Cellandring:
        self.antal += 1
        andring = cellandring(self.yta, Adress(self.mapp.utkast, *CELL), Decimal(-self.antal))
        self.yta = tillampad(self.yta, andring)
        return andring

    def journal(self) -> float:
        """An edit committed: on the disk before *sparat* is shown."""
        steg = (self._andring(),)
        borjan = time.perf_counter()
        self.lager.journalfor("gor", steg, [f"{self.mapp.utkast}/drift"])
        return time.perf_counter() - borjan

    def rad(self) -> float:
        """The same bytes appended and fsynced."""
        data = journalfil(self.mapp.mapp).read_bytes().splitlines(keepends=True)[-1]
        borjan = time.perf_counter()
        os.write(self._logg, data)
        os.fsync(self._logg)
        return time.perf_counter() - borjan

    def spara(self) -> float:
        """A tab's file saved."""
        self._andring()
        tabeller = self.yta.tabeller[(self.mapp.utkast, "drift")]
        borjan = time.perf_counter()
        self.lager.spara_flik(self.mapp.utkast, "drift", tabeller)
        return time.perf_counter() - borjan

    def skriv(self) -> float:
        """Ready bytes written as the store writes them: checked, the old file kept, replaced."""
        self.antal += 1
        fil, fore = self.mapp.mapp / "skrivet.json", self.skrivet
        data = self.fil.read_bytes() + b" " * self.antal
        borjan = time.perf_counter()
        skriv(fil, data, avtryck(fore))
        tid = time.perf_counter() - borjan
        self.skrivet = data
        return tid

    def bytes(self) -> float:
        """The same bytes in a temporary file, fsynced, replaced, the folder fsynced."""
        data = self.fil.read_bytes()
        borjan = time.perf_counter()
        skriv_rakt(self.rakt, data)
        return time.perf_counter() - borjan


def skriv_rakt(fil: Path, data: bytes) -> None:
    """The least that an atomic write takes."""
    temp = fil.with_suffix(".tmp")
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(fd, data)
    os.fsync(fd)
    os.close(fd)
    temp.replace(fil)
    mapp = os.open(fil.parent, os.O_RDONLY)
    os.fsync(mapp)
    os.close(mapp)


def mat(antal: int) -> Iterator[Matt]:
    """The journal and the file."""
    with arbetsmapp() as mapp:
        kassa = Kassa(mapp)
        matningar = (kassa.journal, kassa.rad, kassa.spara, kassa.skriv, kassa.bytes)
        for uppvarmning in matningar:
            uppvarmning()
        journal, rad, spara, skrivna, raka = varvade(antal, *matningar)
        kassa.lager.stang()
    yield Matt("spara", "ändring säkrad i journalen", "samma rad + fsync", journal, rad, 1.5)
    yield Matt("spara", "flikens byte skrivna", "samma byte, atomiskt", skrivna, raka, 1.5)
    yield Matt(
        "spara", "flikens fil sparad, med säkerhetskopia", "samma byte, atomiskt", spara, raka, 1.5
    )
