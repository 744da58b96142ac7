"""The session (*arbetspass*): the held workspace, what is shown of it, and what can be undone.

No screen here: every method changes the held values and returns what the screen must know.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from tui.app.fynden import Fynden
from tui.arbetsyta import (
    Andring,
    Arbetsyta,
    Dokumentandring,
    Historik,
    angra,
    dokument_for,
    genomford,
    gor_om,
)
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress
from tui.domain.omrakning import omraknad
from tui.domain.register import OVERSIKT, REGISTER, TEXT, Register
from tui.domain.tabell import Tabell
from tui.domain.uttryck import Egen

if TYPE_CHECKING:
    from tui.app.lager import Lager
    from tui.app.nytt import Nytt
    from tui.app.sakring import Sakring, Slag


class Arbetspass:
    """The workspace in use; ``vald_tabell`` and ``markor`` remember where the user was."""

    def __init__(
        self, lager: "Lager", register: Register = REGISTER, sakring: "Sakring | None" = None
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


def visa_adress(pass_: Arbetspass, adress: Adress, tabell: Tabell) -> None:
    """Let the session show the cell at an address."""
    flik = tabell.mall.flik
    pass_.dokument_id, pass_.flik = adress.dokument, flik
    ids = [t.id for t in pass_.tabeller(flik)]
    pass_.vald_tabell[(adress.dokument, flik)] = ids.index(tabell.id)
    rad = tabell.index.get(adress.rad, 0)
    kolumn = tabell.kolumn_index.get(adress.kolumn, -1) + 1
    pass_.markor[(adress.dokument, tabell.id)] = (rad, kolumn)
