"""Undo, redo, saving, crashing and starting again in any order: the state is always the model's."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fel.hjalp import CELL, FLIK, D, Session
from tui.arbetsyta import Andring, RadFlyttad, RadTillagd, cellandring
from tui.domain.fel import Adress
from tui.domain.tabell import Rad, Tabell

CELLER = (CELL, Adress(D, "drift", "personal", "prognos"), Adress(D, "drift", "personal", "budget"))


def rader(tabeller: tuple[Tabell, ...]) -> object:
    """All that a tab's tables hold, in order."""
    return [(t.id, [(r.id, r.etikett, dict(r.celler)) for r in t.rader]) for t in tabeller]


class Maskin:
    """The session against a list of states: one for every step that can be undone or redone."""

    def __init__(self, mapp: Path, slump: random.Random) -> None:
        self.mapp, self.slump = mapp, slump
        self.session = Session(mapp)
        self.lagen = [self.nu()]
        self.plats = 0
        self.nya = 0

    def nu(self) -> object:
        return rader(self.session.pass_.yta.tabeller[(D, FLIK)])

    def _andring(self) -> Andring:
        yta = self.session.pass_.yta
        slag = self.slump.random()
        tabell = yta.tabell(D, "delposter")
        if slag < 0.7:
            return cellandring(yta, self.slump.choice(CELLER), Decimal(self.slump.randrange(10**6)))
        if slag < 0.85:
            self.nya += 1
            rad = Rad(f"ny_{self.nya}", f"Ny {self.nya}")
            plats = self.slump.randrange(len(tabell.rader) + 1)
            return RadTillagd(Adress(D, "delposter", rad.id), rad, plats)
        fran, till = (self.slump.randrange(len(tabell.rader)) for _ in range(2))
        return RadFlyttad(Adress(D, "delposter", tabell.rader[fran].id), fran, till)

    def andra(self) -> None:
        self.session.pass_.gor(self._andring())
        self.lagen = [*self.lagen[: self.plats + 1], self.nu()]
        self.plats += 1

    def angra(self) -> None:
        gjort = self.session.pass_.backa()
        assert bool(gjort) == (self.plats > self._golv())
        self.plats -= bool(gjort)

    def gor_om(self) -> None:
        gjort = self.session.pass_.upprepa()
        assert bool(gjort) == (self.plats < len(self.lagen) - 1)
        self.plats += bool(gjort)

    def _golv(self) -> int:
        # Beyond a thousand steps the oldest can no longer be undone.
        return max(0, len(self.lagen) - 1 - 1000)

    def spara(self) -> None:
        lager, pass_ = self.session.lager, self.session.pass_
        lager.infor(D, FLIK, lager.senaste_nr())
        lager.spara_flik(D, FLIK, pass_.yta.tabeller[(D, FLIK)])

    def krascha(self) -> None:
        """The process ends without a word, and another starts."""
        self.session.slapp()
        self.session = Session(self.mapp)
        assert self.session.besked.fel == ()
        assert self.session.lager.konflikter == ()
        self.session.pass_.historik = self.session.lager.historik()

    def stang(self) -> None:
        self.spara()
        self.session.lager.stang()
        self.krascha()

    def prova(self) -> None:
        assert self.session.pass_.journalfel == ""
        assert self.nu() == self.lagen[self.plats]


def kor(mapp: Path, antal: int, fro: int) -> Maskin:
    slump = random.Random(fro)
    maskin = Maskin(mapp, slump)
    handlingar = [maskin.andra, maskin.angra, maskin.gor_om, maskin.spara, maskin.krascha,
                  maskin.stang]  # fmt: skip
    for _ in range(antal):
        slump.choices(handlingar, (50, 22, 14, 10, 3, 1))[0]()
        maskin.prova()
    maskin.krascha()
    maskin.prova()
    return maskin


@pytest.mark.parametrize("fro", range(3))
def test_a_few_hundred_random_steps_end_in_the_models_state(mapp: Path, fro: int) -> None:
    assert len(kor(mapp, 200, fro).lagen) > 1


@pytest.mark.soak
@pytest.mark.parametrize("fro", range(10, 20))
def test_ten_thousand_random_steps_end_in_the_models_state(mapp: Path, fro: int) -> None:
    assert len(kor(mapp, 1000, fro).lagen) > 1


def test_five_hundred_steps_can_be_undone_after_a_crash_and_done_again(mapp: Path) -> None:
    session = Session(mapp)
    for tal in range(500):
        session.pass_.gor(cellandring(session.pass_.yta, CELL, Decimal(tal)))
    session.slapp()
    session = Session(mapp)
    session.pass_.historik = session.lager.historik()
    for tal in range(499, 0, -1):
        assert session.varde() == Decimal(tal)
        assert session.pass_.backa()
    assert session.pass_.backa()
    assert session.varde() == Decimal(31417)
    assert not session.pass_.backa()
    session.slapp()
    session = Session(mapp)
    assert session.varde() == Decimal(31417)
    session.pass_.historik = session.lager.historik()
    for _ in range(500):
        assert session.pass_.upprepa()
    assert session.varde() == Decimal(499)
