"""The near documents: what of them is kept, what an edit asks of them, and what others change."""

import gc
import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from weakref import ref

import pytest

from tests.app.test_vakt import saker, titta
from tests.skarm import DATA, oppnad
from tui.app.arbetskopia import ny_arbetskopia
from tui.app.arbetspass import Arbetspass
from tui.arbetsyta import cellandring
from tui.domain.fel import Adress, Filfel
from tui.domain.tabell import Tabell
from tui.granskning import beloppsbroar
from tui.granskning.granska import jamforda_mallar, sammanhangsfynd
from tui.store.mapp import Lager

VISAT = "2024-delar"
DOKUMENT = [d.id for d in Lager(DATA).dokument()[0]]


class Raknande(Lager):
    """A folder that remembers which tables it has given, as long as somebody keeps them."""

    def __init__(self, mapp: Path) -> None:
        super().__init__(mapp)
        self.givna: list[ref[Tabell]] = []
        self.lasta: list[tuple[str, str]] = []

    def flik(self, dokument: str, flik: str) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...]]:
        """One tab's tables, counted."""
        tabeller, fel = super().flik(dokument, flik)
        self.givna += map(ref, tabeller)
        self.lasta.append((dokument, flik))
        return tabeller, fel


def granskat(lager: Lager, visat: str = VISAT) -> Arbetspass:
    """A session whose findings have been worked out."""
    pass_ = Arbetspass(lager)
    pass_.las_huvuden()
    pass_.dokument_id, pass_.flik, pass_.fynden.hela = visat, "drift", True
    for nyckel in pass_.fynden.nara.olasta():
        pass_.fynden.nara.las(nyckel)
    pass_.fynden.rakna_om()
    pass_.fynden.alla()
    return pass_


def mangfaldigad(mapp: Path, antal: int) -> Path:
    """A folder with the shown document so many times more, under other names."""
    for nr in range(antal):
        kopia = Path(shutil.copytree(mapp / VISAT, mapp / f"{VISAT}-{nr}"))
        for fil in kopia.glob("*.json"):
            ra = json.loads(fil.read_text("utf-8"))
            ra["schema"]["1"]["dokument"] = kopia.name
            if fil.name == "dokument.json":
                ra["dokument"]["1"]["id"] = kopia.name
            fil.write_text(json.dumps(ra), "utf-8")
    return mapp


def belopp(pass_: Arbetspass) -> Iterator[Adress]:
    """Every entered figure of the shown document's tables of the economy."""
    for flik in ("drift", "investeringar"):
        for tabell in pass_.tabeller(flik):
            for rad in tabell.rader:
                for kolumn, varde in rad.celler.items():
                    if isinstance(varde, Decimal):
                        yield Adress(pass_.dokument_id, tabell.id, rad.id, kolumn)


def andra(pass_: Arbetspass, adress: Adress, varde: Decimal) -> None:
    """An edit, with its findings."""
    pass_.gor(cellandring(pass_.yta, adress, varde))
    pass_.fynden.hall_jamna()


def test_only_the_tables_that_are_compared_are_kept_of_the_near_documents(mapp: Path) -> None:
    lager = Raknande(mapp)
    pass_ = granskat(lager)
    assert {dokument for dokument, _ in lager.lasta} == set(DOKUMENT) - {"2018-delar"}
    gc.collect()
    egna = [t for f in pass_.fynden.flikar() for t in pass_.tabeller(f)]
    alla = [t for t in (givna() for givna in lager.givna) if t is not None]
    andras = [t for t in alla if not any(t is egen for egen in egna)]
    assert andras and {t.mall.id for t in andras} <= jamforda_mallar()
    assert (len(andras), len(lager.givna) - len(egna)) == (14, 48)
    assert {dokument for dokument, _ in pass_.yta.tabeller} == {VISAT}


def test_a_copy_and_its_base_are_not_compared_and_not_read(mapp: Path) -> None:
    fore = Arbetspass(Lager(mapp))
    fore.las_huvuden()
    fore.dokument_id = VISAT
    kopia = ny_arbetskopia(fore).id
    for visat, annan in ((kopia, VISAT), (VISAT, kopia)):
        lager = Raknande(mapp)
        pass_ = granskat(lager, visat)
        assert annan in pass_.fynden.nara.ids()
        assert annan not in {dokument for dokument, _ in lager.lasta}


@pytest.mark.parametrize("dokument", DOKUMENT)
def test_what_is_kept_gives_the_findings_of_the_whole_documents(mapp: Path, dokument: str) -> None:
    fynden = granskat(Lager(mapp), dokument).fynden
    hela = {id_: fynden.granne(id_) for id_ in fynden.nara.ids()}
    assert sum(len(k) for _, k in hela.values()) > sum(
        len(k) for _, k in fynden.nara.alla().values()
    )
    egna = fynden.granne(dokument)
    assert sammanhangsfynd(*egna, fynden.nara.alla()) == sammanhangsfynd(*egna, hela)


def test_what_is_remembered_between_edits_gives_the_findings_of_a_whole_check(mapp: Path) -> None:
    pass_ = granskat(Lager(mapp))
    fynden, olika = pass_.fynden, set()
    for adress in list(belopp(pass_))[::3]:
        for skillnad in (Decimal(700), Decimal(-700)):
            nu = pass_.yta.tabell(VISAT, adress.tabell).rad(adress.rad).celler[adress.kolumn]
            andra(pass_, adress, Decimal(str(nu)) + skillnad)
            allt = sammanhangsfynd(*fynden.granne(VISAT), dict(fynden.nara.alla()))
            assert tuple(fynden._sammanhang[VISAT][1]) == allt
            olika.add(allt)
    assert len(olika) > 5


@pytest.mark.parametrize("antal", [0, 12])
def test_an_edit_compares_only_the_figures_that_it_changes(
    mapp: Path, monkeypatch: pytest.MonkeyPatch, antal: int
) -> None:
    pass_ = granskat(Lager(mangfaldigad(mapp, antal)))
    assert len(pass_.fynden.nara.ids()) == (8 if antal else 3)
    jamforda: list[object] = []
    riktig = beloppsbroar.jamfort

    def jamfort(*a: object) -> object:
        jamforda.append(a)
        return riktig(*a)  # type: ignore[arg-type]

    monkeypatch.setattr(beloppsbroar, "jamfort", jamfort)
    adress = next(a for a in belopp(pass_) if a.kolumn == "budget")
    fore = pass_.fynden.nara.alla()
    andra(pass_, adress, Decimal(1234))
    # The figure, and the sums down its column.
    assert 1 <= len(jamforda) <= 4
    assert pass_.fynden.nara.alla() is fore


def test_a_near_document_that_is_opened_is_read_whole_and_counts_as_it_is_edited(
    mapp: Path,
) -> None:
    pass_ = granskat(Lager(mapp))
    fore = pass_.fynden.alla()
    pass_.las_in("2023-bokslut")
    assert pass_.fynden.inaktuella and not pass_.fynden.nara.olasta()
    pass_.fynden.hall_jamna()
    assert pass_.fynden.alla() == fore
    tabell = pass_.tabeller("drift", "2023-bokslut")[0]
    for rad in ("intakter", "personalkostnader"):
        if rad in tabell.index:
            adress = Adress("2023-bokslut", tabell.id, rad, "utfall")
            pass_.gor(cellandring(pass_.yta, adress, Decimal(17)))
    assert pass_.fynden.inaktuella


def test_documents_that_are_read_anew_are_read_anew_here_too(mapp: Path) -> None:
    lager = Raknande(mapp)
    pass_ = granskat(lager)
    fore, lasta = pass_.fynden.alla(), len(lager.lasta)
    # As when another Nämndkoll has been closed and this one may write.
    pass_.yta = type(pass_.yta)({d.id: d for d in lager.dokument()[0]})
    assert len(pass_.fynden.nara.olasta()) == 15
    pass_.fynden.rakna_om()
    assert len(lager.lasta) > lasta + 15 - 1
    assert pass_.fynden.alla() == fore


async def test_a_near_document_that_another_program_changes_is_read_anew(mapp: Path) -> None:
    async with saker(mapp, utkast=False) as skarm:
        await skarm.ga_till("drift", dokument=VISAT)
        fynden = skarm.app.pass_.fynden
        fore = fynden.viktiga()
        fil = mapp / "2023-bokslut" / "mal.json"
        ra = json.loads(fil.read_text("utf-8"))
        for post in ra["nyckeltal"].values():
            post["celler"]["mal"] = 987
        fil.write_text(json.dumps(ra), "utf-8")
        await titta(skarm)
        await skarm.lugn()
        assert not fynden.inaktuella
        nya = [f for f in fynden.viktiga() if f not in fore]
        assert nya and all("987" in f.mening for f in nya)


@pytest.mark.parametrize(
    ("innehall", "mening"),
    [(b"{", "inte giltig JSON"), (None, "är borttagen")],
    ids=["ny", "borta"],
)
async def test_a_near_document_that_is_spoilt_meanwhile_is_told_and_still_compared(
    mapp: Path, innehall: bytes | None, mening: str
) -> None:
    async with saker(mapp, utkast=False) as skarm:
        await skarm.ga_till("drift", dokument=VISAT)
        fore = skarm.app.pass_.fynden.viktiga()
        fil = mapp / "2023-bokslut" / "drift.json"
        hel = fil.read_bytes()
        fil.unlink() if innehall is None else fil.write_bytes(innehall)
        await titta(skarm)
        assert f"2023-bokslut/{fil.name}" in skarm.panel and mening in skarm.panel
        assert "jämförs med det som stod där" in skarm.panel
        assert skarm.app.pass_.fynden.viktiga() == fore
        fil.write_bytes(hel.replace(b"10.7", b"10.9"))
        await titta(skarm)
        assert any("10,9 procent" in f.mening for f in skarm.app.pass_.fynden.viktiga())


async def test_a_near_document_that_cannot_be_read_at_the_start_is_told(mapp: Path) -> None:
    (mapp / "2023-bokslut" / "drift.json").write_text("{", "utf-8")
    async with oppnad(mapp) as skarm:
        assert "2023-bokslut/drift.json" in skarm.text
        await skarm.ga_till("oversikt")
        assert "Filer (1)" in skarm.text
        assert any("2023-bokslut/drift.json" in rad for rad in skarm.rader)
