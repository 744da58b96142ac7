"""The session (*arbetspass*): the held workspace, what is shown of it, and what can be undone.

No screen here: every method changes the held values and returns what the screen must know.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from tui.app.fynden import Fynden
from tui.arbetsyta import (
    Andring,
    Arbetsyta,
    Dokumentandring,
    Historik,
    angra,
    arbetskopia,
    dokument_for,
    genomford,
    gor_om,
    ledigt_id,
)
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Filfel
from tui.domain.installningar import Installningar
from tui.domain.omrakning import omraknad
from tui.domain.register import OVERSIKT, REGISTER, TEXT, Register
from tui.domain.tabell import Tabell
from tui.domain.uttryck import Egen
from tui.fryst import fryst

if TYPE_CHECKING:
    from tui.app.sakring import Sakring, Slag
    from tui.granskning.prosa.pastaende import Textkalla


class Lager(Protocol):
    """What the session needs of a data folder. Saving raises an error with a Swedish ``mening``."""

    def dokument(self) -> tuple[tuple[Dokument, ...], tuple[Filfel, ...]]:
        """Every document's head."""
        ...

    def huvud(self, dokument: str) -> Dokument | None:
        """One document's head, None where there is none to show."""
        ...

    def flik(self, dokument_id: str, flik_id: str) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...]]:
        """One tab's tables."""
        ...

    def installningar(self) -> tuple[Installningar, tuple[Filfel, ...]]:
        """The settings."""
        ...

    def text(self, fil: str) -> "Textkalla":
        """A report's text. Raises ValueError with a Swedish ``mening``."""
        ...

    def textlage(self, fil: str) -> object:
        """What tells a version of a text file from another, None where there is no file."""
        ...

    def spara_flik(self, dokument_id: str, flik_id: str, tabeller: tuple[Tabell, ...]) -> None:
        """Save one tab's tables."""
        ...

    def spara_dokument(self, dokument: Dokument) -> None:
        """Save a document's head."""
        ...

    def skapa(self, dokument: Dokument, flikar: Mapping[str, tuple[Tabell, ...]]) -> None:
        """Make a new document."""
        ...

    def lagg_undan(self, dokument: str, nar: datetime) -> str:
        """Move a document out of the way; where to."""
        ...

    def lagg_tillbaka(self, undan: str, dokument: str) -> None:
        """Put back a document that was laid aside."""
        ...

    def spara_installningar(self, fore: Installningar, ny: Installningar) -> None:
        """Save what a user has changed since ``fore``."""
        ...

    def spara_val(
        self,
        *,
        tema: str | None = None,
        senaste_dokument: str | None = None,
        senaste_flik: str | None = None,
    ) -> None:
        """Save a choice in the settings."""
        ...


@fryst
class Nytt:
    """A document that was made in this session, for undo: what had been done just before.

    ``undan`` is where it was laid aside, "" while it is there; ``fran`` the one it came out of;
    ``angrat`` what could be redone when it was.
    """

    dokument: Dokument
    fran: str
    gjort: tuple[tuple[Andring, ...], ...]
    undan: str = ""
    angrat: tuple[tuple[Andring, ...], ...] = ()


class Arbetspass:
    """The workspace in use; ``vald_tabell`` and ``markor`` remember where the user was."""

    def __init__(
        self, lager: Lager, register: Register = REGISTER, sakring: "Sakring | None" = None
    ) -> None:
        self.lager, self.register, self.sakring = lager, register, sakring
        installningar, self.filfel = lager.installningar()
        valt = lager.huvud(installningar.senaste_dokument)
        self.lasta_installningar = installningar
        self.yta = Arbetsyta({valt.id: valt} if valt else {}, installningar=installningar)
        self._alla_huvuden = False
        if valt is None:
            self.las_huvuden()
        self.historik = Historik()
        self.vald_tabell: dict[tuple[str, str], int] = {}
        self.markor: dict[tuple[str, str], tuple[int, int]] = {}
        self.dokument_id = _forsta(self.yta, installningar.senaste_dokument)
        self.flik = self._giltig_flik(installningar.senaste_flik)
        self.jamfors: tuple[str, str, str] | None = None
        self.pa_disk: dict[tuple[str, str], tuple[Tabell, ...]] = {}
        self.ojournalfort: tuple[tuple[Slag, tuple[Andring, ...]], ...] = ()
        self.journalfel = ""
        self.att_spara: tuple[str, ...] = ()
        self.nytt: Nytt | None = None
        self._kalkyler: dict[tuple[str, str], tuple[tuple[object, ...], Kalkyl]] = {}
        self.fynden = Fynden(self)

    def las_huvuden(self) -> None:
        """Read the heads of all documents; a start shows the one last used before the others."""
        if self._alla_huvuden:
            return
        lasta, fel = self.lager.dokument()
        huvuden = {d.id: self.yta.dokument.get(d.id, d) for d in lasta}
        self.yta = replace(self.yta, dokument={**huvuden, **self.yta.dokument})
        self.filfel, self._alla_huvuden = (*fel, *self.filfel), True

    def _giltig_flik(self, flik: str) -> str:
        return flik if flik in {TEXT, *(f.id for f in self.register.flikar)} else OVERSIKT

    @property
    def dokument(self) -> Dokument:
        """The head of the document that is shown. Raises KeyError when there is none at all."""
        return self.yta.dokument[self.dokument_id]

    def tabeller(self, flik: str, dokument_id: str = "") -> tuple[Tabell, ...]:
        """A tab's tables, read on first use."""
        nyckel = (dokument_id or self.dokument_id, flik)
        if nyckel not in self.yta.tabeller and nyckel[0] in self.yta.dokument:
            self.yta = self.yta.med_flik(nyckel, *self.lager.flik(*nyckel))
            self.pa_disk[nyckel] = self.yta.tabeller[nyckel]
        return self.yta.tabeller.get(nyckel, ())

    @property
    def har_tabeller(self) -> bool:
        """Whether the shown tab is one of those that hold tables."""
        return self.flik not in (OVERSIKT, TEXT)

    @property
    def tabell(self) -> Tabell | None:
        """The table that is shown, None on the overview, the text or an empty tab."""
        tabeller = self.tabeller(self.flik) if self.har_tabeller else ()
        plats = self.vald_tabell.get((self.dokument_id, self.flik), 0)
        return tabeller[min(plats, len(tabeller) - 1)] if tabeller else None

    @property
    def jamfors_med(self) -> str:
        """The document that the shown one's tab is compared with, "" for none."""
        dokument, flik, annat = self.jamfors or ("", "", "")
        visas = self.har_tabeller and (dokument, flik) == (self.dokument_id, self.flik)
        return annat if visas and annat in self.yta.dokument else ""

    def kalkyl(self, tabell: Tabell, dokument_id: str = "") -> Kalkyl:
        """The recomputation of a table of a document (the shown one), kept until it changes.

        A table without rules of its own kind hangs on nothing but itself and the document's head.
        """
        nyckel = (dokument_id or self.dokument_id, tabell.id)
        huvud = self.yta.dokument[nyckel[0]]
        syskon = self.tabeller(tabell.mall.flik, nyckel[0]) if ser_syskon(tabell) else tabell
        version = (tabell, syskon, huvud.period, huvud.last, self.yta.installningar)
        kand = self._kalkyler.get(nyckel)
        if kand is None or any(a is not b for a, b in zip(kand[0], version, strict=True)):
            sammanhang = self.yta.sammanhang(nyckel[0], tabell.mall.flik)
            ny = omraknad(kand[1] if kand else None, tabell, sammanhang)
            kand = self._kalkyler[nyckel] = (version, ny)
        return kand[1]

    def gor(self, *steg: Andring) -> None:
        """Carry out changes that belong together, as one step of the history."""
        self.yta = genomford(self.yta, steg)
        self.historik = self.historik.med(steg)
        self._klart("gor", steg)

    def backa(self) -> tuple[Andring, ...]:
        """Undo; the changes made, () when there was nothing."""
        self.yta, self.historik, steg = angra(self.yta, self.historik)
        return self._klart("angra", steg)

    def upprepa(self) -> tuple[Andring, ...]:
        """Redo; the changes made, () when there was nothing."""
        self.yta, self.historik, steg = gor_om(self.yta, self.historik)
        return self._klart("gor_om", steg)

    def _klart(self, slag: "Slag", steg: tuple[Andring, ...]) -> tuple[Andring, ...]:
        self.att_spara = (*self.att_spara, *(filen(self.yta, andring) for andring in steg))
        if steg and self.sakring is not None:
            self.ojournalfort = (*self.ojournalfort, (slag, steg))
            journalfor(self, self.sakring)
        return steg

    @property
    def hinder(self) -> str:
        """Why nothing may be changed at all, "" when it may."""
        return self.sakring.hinder if self.sakring else ""

    def las_in(self, dokument_id: str) -> dict[str, tuple[Tabell, ...]]:
        """All tabs of a document, read."""
        return {f.id: self.tabeller(f.id, dokument_id) for f in self.register.flikar}


def ser_syskon(tabell: Tabell) -> bool:
    """Whether a table's rules look at other tables of its tab, or its cells point to them."""
    return any(isinstance(k.regel, Egen) or k.hanvisar for k in tabell.kolumner)


def journalfor(pass_: Arbetspass, sakring: "Sakring") -> None:
    """Commit the steps that are not committed yet; ``journalfel`` says why that failed."""
    pass_.journalfel = ""
    while pass_.ojournalfort:
        slag, steg = pass_.ojournalfort[0]
        try:
            sakring.journalfor(slag, steg, [filen(pass_.yta, andring) for andring in steg])
        except OSError as fel:
            pass_.journalfel = str(getattr(fel, "mening", fel))
            return
        pass_.ojournalfort = pass_.ojournalfort[1:]


def filen(yta: Arbetsyta, andring: Andring) -> str:
    """The file that a change belongs to: "dokument/flik", "dokument/" for the head."""
    dokument = dokument_for(andring)
    if isinstance(andring, Dokumentandring):
        return f"{dokument}/"
    (_, flik), _ = yta.plats(dokument, andring.adress.tabell)
    return f"{dokument}/{flik}"


def _forsta(yta: Arbetsyta, onskat: str) -> str:
    return onskat if onskat in yta.dokument else next(iter(yta.dokument), "")


def utkast_av(pass_: Arbetspass) -> Dokument | None:
    """The working copy of the shown document that already exists, if any."""
    kopior = (d for d in pass_.yta.dokument.values() if d.bas == pass_.dokument_id)
    return next((d for d in kopior if d.status == "utkast"), None)


def ny_arbetskopia(pass_: Arbetspass) -> Dokument:
    """Make a working copy of the shown document, in the store and in the workspace.

    It starts from the printed figures. Raises the store's error when it cannot be saved.
    """
    bas = pass_.dokument
    kopia = arbetskopia(bas, ledigt_id(pass_.yta, bas.id), bas.namn)
    flikar = pass_.las_in(bas.id)
    pass_.lager.skapa(kopia, flikar)
    pass_.yta = pass_.yta.med_dokument(kopia)
    for flik, tabeller in flikar.items():
        pass_.yta = pass_.yta.med_flik((kopia.id, flik), tabeller)
        pass_.pa_disk[(kopia.id, flik)] = tabeller
        pass_.vald_tabell[(kopia.id, flik)] = pass_.vald_tabell.get((bas.id, flik), 0)
    pass_.markor |= {(kopia.id, t): m for (d, t), m in pass_.markor.items() if d == bas.id}
    return kopia


def upplasning(dokument: Dokument, skal: str) -> Dokumentandring:
    """The change that unlocks a decided document, with its reason."""
    return Dokumentandring(dokument, replace(dokument, upplast=skal))


def visa_adress(pass_: Arbetspass, adress: Adress, tabell: Tabell) -> None:
    """Let the session show the cell at an address."""
    flik = tabell.mall.flik
    pass_.dokument_id, pass_.flik = adress.dokument, flik
    ids = [t.id for t in pass_.tabeller(flik)]
    pass_.vald_tabell[(adress.dokument, flik)] = ids.index(tabell.id)
    rad = tabell.index.get(adress.rad, 0)
    kolumn = tabell.kolumn_index.get(adress.kolumn, -1) + 1
    pass_.markor[(adress.dokument, tabell.id)] = (rad, kolumn)
