"""It says *sparat* only when all is on disk, and why when it is not; nothing typed is lost."""

import asyncio
import json
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.skarm import Skarm, oppnad
from tui.app.sparare import Sparare, Sparlage
from tui.domain.tabell import Tabell
from tui.store.fel import Sparfel
from tui.store.mapp import Lager

FULL = "2024-delar-utkast/drift.json kunde inte skrivas: disken är full."


class Trasigt(Lager):
    """A folder on a disk that is full until somebody makes room."""

    full = True

    def spara_flik(self, dokument: str, flik: str, tabeller: Sequence[Tabell]) -> None:
        """Save, if there is room."""
        if self.full:
            raise Sparfel(FULL)
        super().spara_flik(dokument, flik, tabeller)


async def andra(skarm: Skarm, text: str) -> None:
    """Type a prognos."""
    await skarm.cell("personal", "prognos")
    await skarm.skriv(text)
    await skarm.tryck("enter")
    await skarm.sparat()


def prognos(mapp: Path) -> object:
    """The prognos as it stands in the store file."""
    ra = json.loads((mapp / "2024-delar-utkast" / "drift.json").read_text(encoding="utf-8"))
    return next(r for r in ra["drift"].values() if r["rad"] == "personal")["celler"]["prognos"]


async def test_a_save_that_fails_is_never_called_saved_and_a_later_one_saves_all(
    mapp: Path,
) -> None:
    lager = Trasigt(mapp)
    async with oppnad(mapp, lager=lager, utkast=True) as skarm:
        await andra(skarm, "-150000")
        assert "✗ ej sparat" in skarm.rader[0]
        assert "✓" not in skarm.rader[0]
        assert f"Ej sparat: {FULL}" in skarm.panel
        assert skarm.celltext("personal", "prognos") == "−150\u00a0000"
        assert prognos(mapp) == -155695
        await skarm.tryck("ctrl+s")
        await skarm.sparat()
        assert "✗ ej sparat" in skarm.rader[0]
        lager.full = False
        await skarm.tryck("ctrl+s")
        await skarm.sparat()
        assert "✓ sparat 14.02" in skarm.rader[0]
        assert "Ej sparat" not in skarm.text
        assert prognos(mapp) == -150000


async def test_the_next_edit_saves_what_could_not_be_saved(mapp: Path) -> None:
    lager = Trasigt(mapp)
    async with oppnad(mapp, lager=lager, utkast=True) as skarm:
        await andra(skarm, "-150000")
        lager.full = False
        await skarm.ga_till("mal")
        await skarm.cell(skarm.tabell.rader[0].id, "bedomning")
        await skarm.tryck("space")
        await skarm.sparat()
        assert "✓ sparat" in skarm.rader[0]
    assert prognos(mapp) == -150000


async def test_why_it_was_not_saved_is_seen_on_the_overview_too(mapp: Path) -> None:
    async with oppnad(mapp, (80, 24), lager=Trasigt(mapp), utkast=True) as skarm:
        await andra(skarm, "-150000")
        await skarm.ga_till("oversikt")
        await skarm.tryck("ctrl+s")
        await skarm.sparat()
        assert "✗ ej sparat" in skarm.rader[0]
        assert FULL in " ".join(skarm.text.split())


async def test_nobody_leaves_unsaved_work_without_being_asked(mapp: Path) -> None:
    async with oppnad(mapp, lager=Trasigt(mapp), utkast=True) as skarm:
        await andra(skarm, "-150000")
        await skarm.tryck("ctrl+q")
        await skarm.lugn()
        assert FULL in " ".join(skarm.dialog.replace("│", " ").split())
        await skarm.tryck("enter")
        assert skarm.dialog == ""
        assert skarm.app.return_code is None
        await skarm.tryck("ctrl+q", "a")
        assert await skarm.lamnat() == 0


async def test_a_working_copy_that_cannot_be_made_says_why(mapp: Path) -> None:
    class Fullt(Lager):
        def skapa(self, *_: object) -> None:
            raise Sparfel("2024-delar-utkast skapades inte: disken är full.")

    async with oppnad(mapp, lager=Fullt(mapp)) as skarm:
        await skarm.skriv("5")
        await skarm.tryck("enter")
        assert "Arbetskopian kunde inte göras" in skarm.panel
        assert "disken är full" in skarm.panel
        assert skarm.app.pass_.dokument_id == "2024-delar"


class Bok:
    """A saver whose tasks are written down, each waiting for leave to go on."""

    def __init__(self) -> None:
        self.lagen: list[Sparlage] = []
        self.gjort: list[str] = []
        self.sparare = Sparare(self.lagen.append)

    def spara(self, nyckel: str, namn: str, fel: Exception | None = None) -> None:
        """Ask for a save that is written down, or fails."""

        def uppgift() -> None:
            if fel is not None:
                raise fel
            self.gjort.append(namn)

        self.sparare.spara((nyckel, ""), uppgift)


async def test_saves_are_done_in_order_and_a_newer_one_replaces_one_that_waits() -> None:
    bok = Bok()
    for nyckel, namn in (("a", "a1"), ("b", "b1"), ("a", "a2"), ("b", "b2")):
        bok.spara(nyckel, namn)
    lage = await bok.sparare.klar()
    assert bok.gjort == ["a2", "b2"]
    assert (lage.sparat, lage.fel) == (True, "")
    assert lage.nar is not None


async def test_saved_is_never_said_while_a_save_waits() -> None:
    bok = Bok()
    bok.spara("a", "a1")
    assert not bok.lagen[-1].sparat
    await bok.sparare.klar()
    assert [lage.sparat for lage in bok.lagen] == [False, True]
    assert bok.gjort == ["a1"]


@pytest.mark.parametrize("fel", [OSError("nej"), Sparfel("nej"), ValueError("nej"), KeyError("x")])
async def test_a_failed_save_is_kept_whatever_failed(fel: Exception) -> None:
    bok = Bok()
    bok.spara("a", "a1", fel)
    bok.spara("b", "b1")
    lage = await bok.sparare.klar()
    assert bok.gjort == ["b1"]
    assert not lage.sparat
    assert lage.fel
    bok.spara("a", "a2")
    assert (await bok.sparare.klar()).sparat
    assert bok.gjort == ["b1", "a2"]


async def test_trying_again_with_nothing_failed_does_nothing() -> None:
    bok = Bok()
    bok.sparare.forsok_igen()
    assert (await bok.sparare.klar()).sparat
    assert bok.lagen == []


async def test_an_edit_made_while_saving_is_saved_too() -> None:
    bok = Bok()
    borjat, fortsatt = threading.Event(), threading.Event()

    def langsam() -> None:
        borjat.set()
        fortsatt.wait(5)
        bok.gjort.append("a1")

    bok.sparare.spara(("a", ""), langsam)
    await asyncio.to_thread(borjat.wait, 5)
    bok.spara("a", "a2")
    fortsatt.set()
    assert (await bok.sparare.klar()).sparat
    assert bok.gjort == ["a1", "a2"]
