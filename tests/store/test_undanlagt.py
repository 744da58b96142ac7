"""A document laid aside: whole, out of the way, and put back again."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.store.hjalp import allt_i, drift
from tui.store.fel import Sparfel
from tui.store.mapp import Lager

NAR = datetime(2024, 9, 10, 14, 2, 3)
UNDAN = ".namndkoll/borttagna/2024-delar-20240910T140203"


def test_it_is_moved_whole_and_comes_back_whole(lager: Lager) -> None:
    fore = allt_i(lager.mapp)
    tabeller = drift(lager)
    assert lager.lagg_undan("2024-delar", NAR) == UNDAN
    assert not (lager.mapp / "2024-delar").exists()
    assert Lager(lager.mapp).dokument() == ((), ())
    lager.lagg_tillbaka(UNDAN, "2024-delar")
    assert allt_i(lager.mapp) == fore
    assert drift(lager) == tabeller


def test_two_of_the_same_name_lie_beside_each_other(lager: Lager) -> None:
    huvud = lager.dokument()[0][0]
    lager.lagg_undan("2024-delar", NAR)
    lager.skapa(huvud, {})
    assert lager.lagg_undan("2024-delar", NAR) == f"{UNDAN}-2"


def test_a_new_document_of_the_same_name_is_not_in_the_way_of_its_saves(lager: Lager) -> None:
    huvud, tabeller = lager.dokument()[0][0], drift(lager)
    lager.lagg_undan("2024-delar", NAR)
    lager.skapa(huvud, {})
    lager.spara_flik("2024-delar", "drift", tabeller)
    assert Lager(lager.mapp).flik("2024-delar", "drift") == (tabeller, ())


@pytest.mark.parametrize("namn", ["finns-ej", "..", ".namndkoll", "2024-delar/../2024-delar", ""])
def test_what_is_no_document_is_refused(lager: Lager, namn: str) -> None:
    fore = allt_i(lager.mapp)
    with pytest.raises(Sparfel, match="är inget dokument"):
        lager.lagg_undan(namn, NAR)
    assert allt_i(lager.mapp) == fore


def test_it_is_not_put_back_over_another(lager: Lager) -> None:
    huvud = lager.dokument()[0][0]
    lager.lagg_undan("2024-delar", NAR)
    lager.skapa(huvud, {})
    with pytest.raises(Sparfel, match="finns redan"):
        lager.lagg_tillbaka(UNDAN, "2024-delar")
    assert (lager.mapp / UNDAN).is_dir()


def test_what_the_system_refuses_is_said_and_nothing_is_moved(
    lager: Lager, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nej(*_: object) -> None:
        raise PermissionError(13, "nej")

    monkeypatch.setattr(Path, "rename", nej)
    with pytest.raises(Sparfel, match="kunde inte läggas undan: du saknar behörighet"):
        lager.lagg_undan("2024-delar", NAR)
    assert (lager.mapp / "2024-delar").is_dir()
