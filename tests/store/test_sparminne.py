"""A save that remembers the one before writes what one that reads everything anew would write."""

import errno
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.hjalp import DATA, andrade, drift, fallera, lagg_datamapp
from tests.store.test_vardekod import CELLVARDEN
from tui.domain.tabell import Rad, Tabell
from tui.store import lagring, sparminne
from tui.store.fel import Sparfel
from tui.store.mapp import Lager

DOKUMENT = "2024-delar"
Steg = tuple[str, int, int, Any]
STEG: st.SearchStrategy[Steg] = st.tuples(
    st.sampled_from(("cell", "cell", "cell", "tryckt", "not", "bort", "ny", "flytt", "rubrik")),
    st.integers(0, 5),
    st.integers(0, 30),
    CELLVARDEN,
)
UTIFRAN = st.sampled_from(("", "", "", "falt", "luft", "ny_session", "fel"))


@pytest.fixture
def mapp(tmp_path: Path) -> Path:
    """A data folder with one document."""
    return lagg_datamapp(tmp_path / "data")


def fil_i(mapp: Path) -> Path:
    return mapp / DOKUMENT / "drift.json"


def stegade(tabeller: tuple[Tabell, ...], steg: Steg) -> tuple[Tabell, ...]:
    """The tables after one change: of a row, of the order, of a heading."""
    slag, tabellnr, radnr, varde = steg
    tabell = tabeller[tabellnr % len(tabeller)]
    ny = _stegad(tabell, slag, radnr, varde)
    return tuple(ny if t is tabell else t for t in tabeller)


def _stegad(tabell: Tabell, slag: str, radnr: int, varde: Any) -> Tabell:
    if slag == "rubrik":
        return replace(tabell, rubrik=f"Rubrik {radnr}")
    plats = radnr % len(tabell.rader)
    rad, kolumn = tabell.rader[plats], tabell.kolumner[radnr % len(tabell.kolumner)].id
    match slag:
        case "cell":
            return tabell.med_rad(rad.med_cell(kolumn, varde))
        case "tryckt":
            return tabell.med_rad(rad.med_tryckt(kolumn, varde))
        case "not":
            return tabell.med_rad(replace(rad, noter={kolumn: f"Not {radnr}"}))
    rader = [r for r in tabell.rader if r is not rad]
    if slag == "flytt":
        rader.insert((plats * 7) % len(tabell.rader), rad)
    elif slag == "ny":
        rader = [*tabell.rader, Rad(f"ny_{len(tabell.rader)}_{radnr}", "Ny")]
    return replace(tabell, rader=tuple(rader))


def fran_annan(fil: Path, vad: str) -> None:
    """What another program does to the file."""
    if vad == "luft":
        fil.write_bytes(fil.read_bytes() + b"\n")
    elif vad == "falt":
        ra = json.loads(fil.read_text("utf-8"), parse_float=str)
        post = next(iter(ra["drift"].values()))
        post["framtida"] = post.get("framtida", 0) + 1
        fil.write_text(json.dumps(ra, ensure_ascii=False), "utf-8")


def sparat(lager: Lager, tabeller: Sequence[Tabell]) -> str:
    """How a save went."""
    try:
        lager.spara_flik(DOKUMENT, "drift", tabeller)
    except Sparfel as fel:
        return fel.mening
    return ""


@settings(max_examples=40)
@given(st.lists(st.tuples(STEG, UTIFRAN), min_size=2, max_size=12))
def test_a_session_writes_what_sessions_of_one_save_write(
    tmp_path_factory: pytest.TempPathFactory, handelser: list[tuple[Steg, str]]
) -> None:
    mappar = [tmp_path_factory.mktemp(namn) for namn in ("en", "flera")]
    for mapp in mappar:
        shutil.copytree(DATA / DOKUMENT, mapp / DOKUMENT)
    lager = Lager(mappar[0])
    tabeller, _ = lager.flik(DOKUMENT, "drift")
    with pytest.MonkeyPatch.context() as m:
        m.setattr(os, "fsync", lambda _: None)
        for steg, utifran in handelser:
            nya = stegade(tabeller, steg)
            for mapp in mappar:
                fran_annan(fil_i(mapp), utifran)
            if utifran:
                lager = Lager(mappar[0]) if utifran == "ny_session" else lager
                lager.flik(DOKUMENT, "drift")
            if utifran == "fel":
                with m.context() as trasig:
                    fallera(trasig, "replace", errno.EIO)
                    sparat(lager, stegade(nya, ("cell", 0, 0, Decimal(99))))
            utfall = sparat(lager, nya)
            assert utfall == sparat(Lager(mappar[1]), nya)
            assert fil_i(mappar[0]).read_bytes() == fil_i(mappar[1]).read_bytes()
            tabeller = tabeller if utfall else nya


def test_rows_that_do_not_hang_together_are_found_as_when_they_are_read(mapp: Path) -> None:
    lager = Lager(mapp)
    tabeller = drift(lager)
    forsta = tabeller[0]
    for _ in range(2):
        lager.spara_flik(DOKUMENT, "drift", tabeller)
    ring = replace(forsta.rad("personal"), foralder="personal")
    tabeller = (forsta.med_rad(ring), *tabeller[1:])
    lager.spara_flik(DOKUMENT, "drift", tabeller)
    for sparare in (lager, Lager(mapp)):
        with pytest.raises(Sparfel, match="överraderna leder tillbaka till samma rad"):
            sparare.spara_flik(DOKUMENT, "drift", andrade(tabeller))


def raknade(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed from now on."""
    tolkade: list[str] = []
    tolkad = lagring.tolkad

    def raknad(fil: Path, data: bytes | None) -> Any:
        tolkade.append(fil.name)
        return tolkad(fil, data)

    monkeypatch.setattr(lagring, "tolkad", raknad)
    return tolkade


def test_a_file_is_parsed_at_its_first_save_and_when_another_program_has_written_it(
    mapp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tolkade, lager = raknade(monkeypatch), Lager(mapp)
    tabeller = drift(lager)
    for tal in range(3):
        lager.spara_flik(DOKUMENT, "drift", andrade(tabeller, tal))
    assert tolkade == ["drift.json"]
    fran_annan(fil_i(mapp), "falt")
    drift(lager)
    lager.spara_flik(DOKUMENT, "drift", andrade(tabeller, 4))
    assert tolkade == ["drift.json"] * 2
    assert json.loads(fil_i(mapp).read_text("utf-8"))["drift"]["1"]["framtida"] == 1


def test_only_the_file_that_was_last_saved_is_remembered(
    mapp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tolkade, lager = raknade(monkeypatch), Lager(mapp)
    tabeller = drift(lager)
    lager.spara_flik(DOKUMENT, "drift", andrade(tabeller, 1))
    lager.spara_val(senaste_flik="mal")
    lager.spara_flik(DOKUMENT, "drift", andrade(tabeller, 2))
    assert tolkade == ["drift.json", "installningar.json"]
    lager.spara_flik(DOKUMENT, "mal", ())
    lager.spara_flik(DOKUMENT, "drift", andrade(tabeller, 3))
    assert tolkade == ["drift.json", "installningar.json", "mal.json", "drift.json"]


def test_a_large_file_is_not_remembered(mapp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparminne, "MAX_MINNE", 100)
    tolkade, lager = raknade(monkeypatch), Lager(mapp)
    tabeller = drift(lager)
    for tal in range(3):
        lager.spara_flik(DOKUMENT, "drift", andrade(tabeller, tal))
    assert tolkade == ["drift.json"] * 3
