"""The journal beside the real store: what a session and a start do, step by step."""

import shutil
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tests.store.hjalp import DATA
from tui.arbetsyta import Andring, Arbetsyta, Cellandring, RadBorttagen, RadTillagd, genomford
from tui.domain.fel import Adress
from tui.domain.tabell import Rad, Tabell
from tui.store.aterspelning import aterspelning, berorda, fil_for, spelad
from tui.store.filhash import filhashar
from tui.store.historik import cellhistorik, historik_ur
from tui.store.journal import Journal
from tui.store.journalstart import lugnt
from tui.store.mapp import Lager

DOKUMENT = ("2018-delar", "2019-underlag", "2023-bokslut", "2024-delar", "2025-budget")
FLIKAR = ("drift", "investeringar", "mal", "internkontroll", "personal")


@pytest.fixture
def mapp(tmp_path: Path) -> Path:
    """A copy of the documents that come with the program."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    return tmp_path / "data"


def inlast(lager: Lager) -> Arbetsyta:
    """Every document and tab."""
    yta = Arbetsyta({d.id: d for d in lager.dokument()[0]})
    for dokument in DOKUMENT:
        for flik in FLIKAR:
            yta = yta.med_flik((dokument, flik), *lager.flik(dokument, flik))
    return yta


def andringar(dokument: str, tabell: Tabell) -> tuple[Andring, ...]:
    """A figure in every row; and of a list the last row away and a new one first."""
    kolumn = next((k.id for k in tabell.kolumner if not k.beraknad), None)
    if kolumn is None:
        return ()
    celler = tuple(
        Cellandring(
            Adress(dokument, tabell.id, r.id, kolumn), r.celler.get(kolumn), Decimal("1.50")
        )
        for r in tabell.rader[:-1]
    )
    if not tabell.mall.lista or not tabell.rader:
        return celler
    sist, ny = tabell.rader[-1], Rad("ny_rad", "Ny rad")
    bort = RadBorttagen(Adress(dokument, tabell.id, sist.id), sist, len(tabell.rader) - 1)
    return (*celler, bort, RadTillagd(Adress(dokument, tabell.id, ny.id), ny, 0))


def bokford(journal: Journal, yta: Arbetsyta, bas: Mapping[str, str | None]) -> Arbetsyta:
    """The workspace after a step in every table, each step committed."""
    for (dokument, _), tabeller in dict(yta.tabeller).items():
        for tabell in tabeller:
            if steg := andringar(dokument, tabell):
                filer = tuple(fil_for(yta, andring) for andring in steg)
                journal.skriv("gor", steg, filer=filer, baser=bas)
                yta = genomford(yta, steg)
    return yta


def test_unsaved_edits_in_every_table_are_there_after_a_crash(mapp: Path) -> None:
    lager, journal = Lager(mapp), Journal(mapp, "anna")
    filer = [f"{d}/{f}" for d in DOKUMENT for f in FLIKAR]
    ratt = bokford(journal, inlast(lager), filhashar(mapp, filer))
    del lager, journal
    assert not lugnt(mapp)
    lager, journal = Lager(mapp), Journal(mapp, "anna")
    innehall = journal.las()
    plan = aterspelning(innehall, filhashar(mapp, berorda(innehall)))
    nu, konflikter = spelad(inlast(lager), plan)
    assert konflikter == ()
    assert nu.tabeller == ratt.tabeller
    assert len(plan.spela) > 15
    for fil in plan.spela:
        dokument, _, flik = fil.partition("/")
        fore = filhashar(mapp, (fil,))[fil]
        lager.spara_flik(dokument, flik, nu.tabeller[(dokument, flik)])
        # The real wiring notes the intent before the replace.
        hash_ = filhashar(mapp, (fil,))[fil]
        assert hash_ is not None
        journal.avsikt(fil, hash_, fore, journal.sista_nr())
        journal.sparad(fil, hash_, journal.sista_nr())
    assert lugnt(mapp)
    assert inlast(Lager(mapp)).tabeller == ratt.tabeller
    assert len(historik_ur(Journal(mapp, "anna").las().handelser).gjort) == len(innehall.handelser)


def test_a_file_that_was_touched_by_another_program_is_a_conflict_with_its_history(
    mapp: Path,
) -> None:
    lager, journal = Lager(mapp), Journal(mapp, "anna")
    yta = inlast(lager)
    adress = Adress("2024-delar", "drift", "personal", "prognos")
    fore = yta.tabell("2024-delar", "drift").rad("personal").celler["prognos"]
    andring = Cellandring(adress, fore, Decimal(-1))
    fil = fil_for(yta, andring)
    assert fil == "2024-delar/drift"
    journal.skriv("gor", (andring,), "fel i budgeten", filer=(fil,), baser=filhashar(mapp, (fil,)))
    (mapp / "2024-delar" / "drift.json").write_bytes(
        (mapp / "2024-delar" / "drift.json").read_bytes() + b"\n"
    )
    innehall = journal.las()
    (konflikt,) = aterspelning(innehall, filhashar(mapp, berorda(innehall))).konflikter
    assert konflikt.steg() == (andring,)
    (post,) = cellhistorik(innehall.handelser, adress)
    assert (post.vem, post.fran, post.till) == ("anna", fore, Decimal(-1))
    assert post.skal == "fel i budgeten"
