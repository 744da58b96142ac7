"""A file of an older format opens, and is written in today's with the old one kept."""

from pathlib import Path

import pytest

from tests.skarm import datakopia
from tui.store import schema
from tui.store.kodek import Json, avkodat, kodat
from tui.store.sakert import Sakerlager

D, FLIK = "2024-delar", "drift"


def med_namn(ra: Json) -> Json:
    """The step from 1 to 2 of this test: a row's label was called "namn" before."""
    rader = {
        nr: {("etikett" if k == "namn" else k): v for k, v in post.items()}
        for nr, post in ra["drift"].items()
    }
    return {**ra, "drift": rader}


@pytest.fixture
def mapp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose drift is of format 1 in a program whose format is 2."""
    mapp = datakopia(tmp_path)
    fil = mapp / D / f"{FLIK}.json"
    ra = avkodat(fil.read_bytes())
    for post in ra["drift"].values():
        post["namn"] = post.pop("etikett")
    fil.write_bytes(kodat(ra))
    monkeypatch.setattr(schema, "SCHEMA", 2)
    monkeypatch.setitem(schema.UPPGRADERINGAR, 1, med_namn)
    return mapp


def test_an_older_file_opens_in_todays_form_and_is_not_written(mapp: Path) -> None:
    fore = (mapp / D / "drift.json").read_bytes()
    lager = Sakerlager(mapp)
    tabeller, fel = lager.flik(D, FLIK)
    lager.stang()
    assert tabeller[0].rad("personal").etikett == "Personalkostnader"
    assert fel == ()
    assert (mapp / D / "drift.json").read_bytes() == fore


def test_the_next_save_upgrades_it_and_keeps_the_old_one(mapp: Path) -> None:
    fore = (mapp / D / "drift.json").read_bytes()
    lager = Sakerlager(mapp)
    tabeller, _ = lager.flik(D, FLIK)
    lager.spara_flik(D, FLIK, tabeller)
    kopior = [kopia.sokvag.read_bytes() for kopia in lager.kopior.lista(D, FLIK)]
    lager.stang()
    ny = avkodat((mapp / D / "drift.json").read_bytes())
    assert ny["schema"]["1"]["version"] == 2
    assert ny["drift"]["1"]["etikett"] == "Verksamhetens intäkter"
    assert fore in kopior
    assert (mapp / D / ".tidigare" / "drift.json").read_bytes() == fore


def test_an_older_file_without_a_way_forward_is_read_only(
    mapp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(schema.UPPGRADERINGAR, 1)
    lager = Sakerlager(mapp)
    _, fel = lager.flik(D, FLIK)
    lager.stang()
    assert any("inte kan uppgraderas" in f.mening for f in fel)
