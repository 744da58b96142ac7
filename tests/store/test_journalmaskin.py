"""Sessions drawn at random, with every kind of end, against a model that loses nothing."""

import errno
import os
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.store.journalhjalp import FILER, TID, disk, hashar, som_fil, ur_filer, yta
from tests.store.test_journalfel import fel_vid
from tui.arbetsyta import (
    Andring,
    Arbetsyta,
    Cellandring,
    Dokumentandring,
    Historik,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    angra,
    genomford,
    gor_om,
    omvant,
)
from tui.domain.fel import Adress
from tui.domain.tabell import Rad
from tui.store.aterspelning import Konflikt, Plan, aterspelning, berorda, fil_for, passar, spelad
from tui.store.fel import Sparfel
from tui.store.filhash import sha256
from tui.store.historik import historik_ur
from tui.store.journal import Handelse, Journal
from tui.store.journalrad import Slag
from tui.store.journalstart import lugnt

TABELLER = (("d1", "t1"), ("d1", "t2"), ("d2", "t1"))
VAL = st.integers(0, 10**6)
FIL = st.sampled_from(FILER)


def andring_i(nu: Arbetsyta, val: int) -> Andring:
    """Some change that fits the workspace."""
    dokument, tabell = TABELLER[val % 3]
    rader = nu.tabell(dokument, tabell).rader
    slag, plats = (val // 3) % 9, (val // 27) % (len(rader) or 1)
    if slag == 0:
        huvud = nu.dokument[dokument]
        return Dokumentandring(huvud, replace(huvud, namn=f"Namn {val}"))
    if slag in (1, 2) or not rader:
        id_ = ledigt(nu, dokument, tabell)
        celler = {"a": Decimal(val)} if slag == 1 else {}
        return RadTillagd(Adress(dokument, tabell, id_), Rad(id_, "Ny", celler=celler), plats)
    adress = Adress(dokument, tabell, rader[plats].id)
    if slag == 3:
        return RadBorttagen(adress, rader[plats], plats)
    if slag == 4:
        return RadFlyttad(adress, plats, (val // 81) % len(rader))
    kolumn = "ab"[val % 2]
    till = (None, Decimal(val), Decimal(val) / 100, "text\nmed rad", Decimal("9.00"))[val % 5]
    return Cellandring(replace(adress, kolumn=kolumn), rader[plats].celler.get(kolumn), till)


def ledigt(nu: Arbetsyta, dokument: str, tabell: str) -> str:
    finns = nu.tabell(dokument, tabell).index
    return next(f"ny_{i}" for i in range(10**6) if f"ny_{i}" not in finns)


class Session(RuleBasedStateMachine):
    """The program: a workspace, its journal, and files that lie in a dict.

    ``osparat`` is the model's own account of the events that no finished save holds, by file;
    ``framlade`` the files that somebody else has changed while there were any; ``bokfort`` are
    all the events that were committed, ``sedan`` those since everything was last saved.
    """

    antal_steg = 0

    def __init__(self) -> None:
        super().__init__()
        self.mapp = Path(tempfile.mkdtemp(prefix="journal-"))
        self.tid, self.nr, self.framlingar = TID, 0, 0
        self.yta, self.historik = yta(), Historik()
        self.disk = disk(self.yta)
        self.kand = dict(self.disk)
        self.osparat: dict[str, list[int]] = {fil: [] for fil in FILER}
        self.framlade: set[str] = set()
        self.bokfort: list[int] = []
        self.sedan: list[int] = []
        self.arkiverat: list[int] = []
        self.hel_historik, self.avhuggen = True, False
        self._ny_journal()

    def teardown(self) -> None:
        shutil.rmtree(self.mapp)

    def _ny_journal(self) -> None:
        self.journal, self.varm = Journal(self.mapp, "anna", lambda: self.tid), False

    @invariant()
    def ett_steg_till(self) -> None:
        type(self).antal_steg += 1
        if lugnt(self.mapp):
            assert not any(self.osparat.values())

    # --- committing

    def _skriv(self, slag: Slag, steg: tuple[Andring, ...]) -> Handelse:
        filer = tuple(fil_for(self.yta, andring) for andring in steg)
        return self.journal.skriv(slag, steg, filer=filer, baser=hashar(self.kand))

    def _bokford(self, handelse: Handelse) -> None:
        self.nr += 1
        assert handelse.nr == self.nr
        self.bokfort.append(self.nr)
        self.sedan.append(self.nr)
        self.varm = True
        for fil in set(handelse.filer):
            self.osparat[fil].append(self.nr)

    def _bokfor(self, slag: Slag, steg: tuple[Andring, ...]) -> None:
        self._bokford(self._skriv(slag, steg))

    def _sparad(self, fil: str, nr: int) -> None:
        self.osparat[fil] = [n for n in self.osparat[fil] if n > nr]
        if not any(self.osparat.values()):
            self.sedan = []

    def _steg(self, val: int) -> tuple[Andring, ...]:
        forsta = andring_i(self.yta, val)
        if val % 5:
            return (forsta,)
        return (forsta, andring_i(genomford(self.yta, (forsta,)), val // 7))

    @rule(val=VAL)
    def andra(self, val: int) -> None:
        steg = self._steg(val)
        self._bokfor("aterstall" if val % 11 == 0 else "gor", steg)
        self.yta, self.historik = genomford(self.yta, steg), self.historik.med(steg)

    @rule(antal=st.integers(1, 4))
    def angra(self, antal: int) -> None:
        for _ in range(antal):
            if self.historik.gjort and passar(self.yta, omvant(self.historik.gjort[-1])):
                self._bokfor("angra", omvant(self.historik.gjort[-1]))
                self.yta, self.historik, _ = angra(self.yta, self.historik)

    @rule(antal=st.integers(1, 4))
    def gor_om(self, antal: int) -> None:
        for _ in range(antal):
            if self.historik.angrat and passar(self.yta, self.historik.angrat[-1]):
                self._bokfor("gor_om", self.historik.angrat[-1])
                self.yta, self.historik, _ = gor_om(self.yta, self.historik)

    @rule(val=VAL, anrop=st.sampled_from(("open", "write", "fsync", "fstat", "ftruncate")))
    def andra_medan_disken_krånglar(self, val: int, anrop: str) -> None:
        steg = self._steg(val)
        with fel_vid(anrop, errno.EIO, lambda n: n == 1 + val % 2):
            try:
                handelse = self._skriv("gor", steg)
            except Sparfel:
                return
        self._bokford(handelse)
        self.yta, self.historik = genomford(self.yta, steg), self.historik.med(steg)

    @rule(dagar=st.integers(-400, 400))
    def klockan_stalls(self, dagar: int) -> None:
        self.tid += timedelta(days=dagar)

    # --- saving

    @rule(fil=FIL, stopp=st.integers(0, 9), val=st.none() | VAL)
    def spara(self, fil: str, stopp: int, val: int | None) -> None:
        """Intent, replace, done; perhaps an edit in between, perhaps an end after a step."""
        if self.disk[fil] != self.kand[fil]:
            return
        data, nr = som_fil(self.yta, fil), self.nr
        if stopp == 0:
            self._avbryt()
            return
        self.journal.avsikt(fil, sha256(data), sha256(self.disk[fil]), nr)
        if val is not None:
            self.andra(val)
        if stopp == 1:
            self._avbryt()
            return
        self.disk[fil] = self.kand[fil] = data
        if stopp == 2:
            self._avbryt()
            return
        self.journal.sparad(fil, sha256(data), nr)
        self._sparad(fil, nr)

    @rule()
    def spara_allt(self) -> None:
        for fil in FILER:
            self.spara(fil, 9, None)

    @rule(max_=st.integers(2, 12), behall=st.integers(1, 6))
    def korta(self, max_: int, behall: int) -> None:
        fore = [h.nr for h in self.journal.las().handelser]
        if self.journal.korta(max_, behall):
            assert not any(self.osparat.values())
            assert len(fore) > max_
            self.arkiverat = sorted({*self.arkiverat, *fore})
            self.hel_historik = False

    # --- others

    def _framling(self, fil: str) -> None:
        """Somebody else changes the file."""
        self.framlingar += 1
        nu = ur_filer({fil: self.disk[fil]})
        for huvud in nu.dokument.values():
            nu = nu.med_dokument(replace(huvud, not_=f"{self.framlingar}"))
        for nyckel, (tabell,) in nu.tabeller.items():
            rader = (Rad(f"fr_{self.framlingar}", "Annans"), *tabell.rader[1:])
            nu = nu.med_flik(nyckel, (replace(tabell, rader=rader),))
        self.disk[fil] = som_fil(nu, fil)

    def _inlast(self, fil: str) -> None:
        """The session takes the file as it is."""
        nu = ur_filer({fil: self.disk[fil]})
        for huvud in nu.dokument.values():
            self.yta = self.yta.med_dokument(huvud)
        for nyckel, tabeller in nu.tabeller.items():
            self.yta = self.yta.med_flik(nyckel, tabeller)
        self.kand[fil] = self.disk[fil]

    @rule(fil=FIL)
    def annan_andrar(self, fil: str) -> None:
        self._framling(fil)
        if self.osparat[fil]:
            self.framlade.add(fil)
        else:
            self._inlast(fil)

    @precondition(lambda self: self.framlade)
    @rule(behall_mina=st.booleans())
    def valj(self, behall_mina: bool) -> None:
        """The user has seen both sides."""
        for fil in sorted(self.framlade):
            self._valj_deras(fil, behall_mina)

    def _valj_deras(self, fil: str, behall_mina: bool) -> None:
        mina = tuple(
            andring
            for h in self.journal.las().handelser
            if h.nr in self.osparat[fil]
            for andring in h.steg_i(fil)
        )
        self.framlade.discard(fil)
        self._inlast(fil)
        self.hel_historik = False
        if behall_mina and passar(self.yta, mina):
            self._ersatt(fil, mina)
        else:
            self.journal.forkasta(fil, sha256(self.disk[fil]), self.nr)
            self._sparad(fil, self.nr)
        self.historik = historik_ur(self.journal.las().handelser)

    def _ersatt(self, fil: str, mina: tuple[Andring, ...]) -> None:
        handelse = self.journal.skriv(
            "gor", mina, filer=(fil,) * len(mina), baser=hashar(self.kand), ersatter=(fil,)
        )
        self.osparat[fil] = []
        self._bokford(handelse)
        self.yta = genomford(self.yta, mina)

    @precondition(lambda self: self.varm and self.sedan)
    @rule(val=VAL)
    def journalen_raderas(self, val: int) -> None:
        self.journal.fil.unlink()
        self.bokfort = sorted({*self.arkiverat, *self.sedan})
        self.hel_historik = False
        self.andra(val)

    # --- the end, and the start after it

    @rule()
    def dodas(self) -> None:
        self._avbryt()

    @rule(fil=FIL)
    def dodas_och_annan_andrar(self, fil: str) -> None:
        self._framling(fil)
        if self.osparat[fil]:
            self.framlade.add(fil)
        self._avbryt()

    @rule(val=VAL, andel=st.floats(0, 1))
    def dodas_mitt_i_en_rad(self, val: int, andel: float) -> None:
        """The line came down as far as a place; without it nobody was told that it was saved."""
        steg, fil = self._steg(val), self.journal.fil
        fore = fil.read_bytes() if fil.exists() else b""
        handelse = self._skriv("gor", steg)
        efter = fil.read_bytes()
        start = next(
            (i for i, (a, b) in enumerate(zip(fore, efter, strict=False)) if a != b), len(fore)
        )
        langd = start + round((len(efter) - start) * andel)
        fil.write_bytes(efter[:langd])
        if langd >= len(efter) - 1:
            self._bokford(handelse)
            self.yta, self.historik = genomford(self.yta, steg), self.historik.med(steg)
        if langd != len(fore):
            self.avhuggen = langd < len(efter) - 1
        self._avbryt()

    def _avbryt(self) -> None:
        self._ny_journal()
        innehall = self.journal.las()
        hel = not self.journal.fil.exists() or self.journal.fil.read_bytes()[-1:] in b"\n"
        assert len(innehall.fel) == (self.avhuggen and not hel)
        alla = (*self.journal.las_arkiv().handelser, *innehall.handelser)
        assert [h.nr for h in alla] == self.bokfort
        assert sorted(berorda(innehall)) == sorted(f for f, nr in self.osparat.items() if nr)
        plan = aterspelning(innehall, hashar(self.disk))
        self._kontrollera_konflikter(plan.konflikter)
        self._kontrollera_yta(plan)
        self._kontrollera_historik(historik_ur(innehall.handelser))
        for sparad in plan.sparade:
            self.journal.sparad(sparad.fil, sparad.hash, sparad.nr)
            self._sparad(sparad.fil, sparad.nr)
        self.kand = dict(self.disk)
        for fil in sorted(self.framlade):
            self._valj_deras(fil, self.nr % 2 == 0)

    def _kontrollera_konflikter(self, konflikter: tuple[Konflikt, ...]) -> None:
        assert {k.fil for k in konflikter} == self.framlade
        for k in konflikter:
            assert [h.nr for h in k.mina] == self.osparat[k.fil]
            assert k.deras == sha256(self.disk[k.fil])

    def _kontrollera_yta(self, plan: Plan) -> None:
        for fil in FILER:
            if fil in self.framlade or self.disk[fil] != self.kand[fil]:
                self._inlast(fil)
        nu, konflikter = spelad(ur_filer(self.disk), plan)
        assert konflikter == plan.konflikter
        assert nu.tabeller == self.yta.tabeller
        assert nu.dokument == self.yta.dokument

    def _kontrollera_historik(self, nu: Historik) -> None:
        for del_, allt in ((nu.gjort, self.historik.gjort), (nu.angrat, self.historik.angrat)):
            assert del_ == allt[len(allt) - len(del_) :]
        if self.hel_historik:
            assert nu == self.historik
        self.historik = nu


def kor(antal: int) -> int:
    """Run the machine so many times; the number of steps."""
    Session.antal_steg = 0
    with pytest.MonkeyPatch.context() as falla:
        # What is torn off is drawn; the disk itself need not be waited for.
        falla.setattr(os, "fsync", lambda _: None)
        run_state_machine_as_test(
            Session,
            settings=settings(
                max_examples=antal,
                stateful_step_count=50,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    return Session.antal_steg


def test_any_session_with_any_end_is_replayed_exactly() -> None:
    assert kor(70) >= 2000


@pytest.mark.soak
def test_any_session_with_any_end_is_replayed_exactly_for_long() -> None:
    assert kor(250) >= 10_000
