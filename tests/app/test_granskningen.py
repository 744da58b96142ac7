"""The findings on the screen: the same as without it, gone to one by one, live, put aside."""

import json
from pathlib import Path

import pytest

from tests.skarm import DATA, Skarm, oppnad
from tui.app.fyndurval import antal_per_flik
from tui.cli_granska import Bestallning
from tui.cli_granska import granska as granska_utan_skarm
from tui.domain.fel import Fynd
from tui.store.mapp import Lager

DOKUMENT = [d.id for d in Lager(DATA).dokument()[0]]


def meningar(fynd: tuple[Fynd, ...]) -> list[str]:
    """What the findings say."""
    return [f.mening for f in fynd]


def sagt_utan_skarm(mapp: Path, dokument: str) -> str:
    """What the command says of a document, on one line."""
    text, _ = granska_utan_skarm(Bestallning(dokument, bredd=500), Lager(mapp), str)
    return " ".join(text.split())


@pytest.mark.parametrize("dokument", DOKUMENT)
async def test_the_screen_finds_what_the_command_finds(mapp: Path, dokument: str) -> None:
    utan = sagt_utan_skarm(mapp, dokument)
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument=dokument)
        fynden = skarm.app.pass_.fynden
        assert not fynden.inaktuella
        funna = meningar(fynden.viktiga())
        assert all(" ".join(mening.split()) in utan for mening in funna)
        assert f"{len(funna)} att granska" in skarm.rader[0] or not funna
        antal = [allvar.allvar for allvar in fynden.viktiga()]
        assert f"{antal.count('bör ses över')} bör ses över" in utan or "bör ses över" not in antal


async def test_f5_goes_through_every_finding_worst_first_and_round(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        fynd = skarm.app.pass_.fynden.viktiga()
        assert len(fynd) == 14
        for nr, f in enumerate(fynd, 1):
            await skarm.tryck("f5")
            assert f"Fynd {nr} av 14" in skarm.text
            assert skarm.tabell.id == f.adress.tabell
            if f.adress.rad and f.adress.kolumn:
                assert skarm.har == (f.adress.rad, f.adress.kolumn)
            assert f.mening[:25] in skarm.panel.replace("\n", " ")
        await skarm.tryck("f5")
        assert "Fynd 1 av 14" in skarm.text
        await skarm.tryck("shift+f5")
        assert "Fynd 14 av 14" in skarm.text


async def test_a_finding_of_the_whole_document_is_shown_on_the_overview(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2018-delar")
        for _ in skarm.app.pass_.fynden.viktiga():
            if skarm.app.pass_.flik != "oversikt":
                await skarm.tryck("f5")
        rad = skarm.app.rutnat.modell.rader[skarm.app.rutnat.rad]
        assert rad.fynd is not None and "§ 195" in rad.fynd.mening


async def test_f8_shows_them_all_and_enter_goes_to_the_cell(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("mal")
        await skarm.tryck("f8")
        assert skarm.rader[5].split() == ["Att", "granska", "(14)"]
        await skarm.tryck("down", "enter")
        assert (skarm.tabell.id, *skarm.har) == ("sjukfranvaro", "dag_3", "diff")


async def test_the_tabs_and_the_grid_tell_where_findings_are(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        assert "1 Drift !5 " in skarm.rader[1] and "3 Mål & nyckeltal !4 " in skarm.rader[1]
        assert sum(antal_per_flik(skarm.app.pass_.fynden).values()) == 14
        assert skarm.klass("kop_av_tjanster", "prognos")[1] == "?"
        await skarm.ga_till("investeringar")
        # What is about a whole column stands at its first row.
        forsta = skarm.tabell.rader[0].id
        assert "?" in skarm.klass(forsta, "diff")[1]


async def test_a_figure_that_breaks_a_bridge_is_told_of_and_undo_takes_it_back(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        fore = meningar(skarm.app.pass_.fynden.viktiga())
        await skarm.cell("kop_av_tjanster", "budget")
        await skarm.skriv("-63376")
        await skarm.tryck("enter")
        efter = meningar(skarm.app.pass_.fynden.viktiga())
        nya = [m for m in efter if m not in fore]
        assert any("62\u00a0376" in m and "Budget 2025" in m for m in nya), nya
        assert f"! {len(efter)} att granska" in skarm.rader[0]
        await skarm.tryck("ctrl+z")
        assert meningar(skarm.app.pass_.fynden.viktiga()) == fore
        assert f"! {len(fore)} att granska" in skarm.rader[0]


async def lagg_undan_forsta(skarm: Skarm, skal: str) -> Fynd:
    """Put the first finding aside with the keyboard."""
    fynd = skarm.app.pass_.fynden.viktiga()[0]
    await skarm.tryck("f8", "delete")
    await skarm.skriv(skal)
    await skarm.tryck("enter")
    return fynd


async def test_a_finding_put_aside_is_gone_everywhere_and_kept_with_its_reason(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        fynd = await lagg_undan_forsta(skarm, "Känt tryckfel")
        assert "! 13 att granska" in skarm.rader[0]
        assert fynd not in skarm.app.pass_.fynden.alla()
        assert f"{fynd.mening} Skäl: Känt tryckfel" in " ".join(skarm.oversikt[-4::2])
        await skarm.sparat()
    utan = sagt_utan_skarm(mapp, "2024-delar")
    assert fynd.mening not in utan and "1 fynd är undantaget." in utan
    async with oppnad(mapp) as skarm:
        assert "! 13 att granska" in skarm.rader[0]
        await skarm.tryck("f8", "ctrl+end", "delete")
        assert "! 14 att granska" in skarm.rader[0]
        assert fynd in skarm.app.pass_.fynden.alla()


async def test_without_a_reason_nothing_is_put_aside_and_undo_brings_back(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("f8", "delete", "enter", "escape")
        assert "! 14 att granska" in skarm.rader[0]
        fynd = await lagg_undan_forsta(skarm, "Fel knapp")
        await skarm.tryck("ctrl+z")
        assert fynd in skarm.app.pass_.fynden.alla()


async def test_it_comes_back_when_its_figures_change(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        takt = next(f for f in skarm.app.pass_.fynden.viktiga() if "takten" in f.mening)
        await skarm.tryck("f8")
        skarm.app.rutnat.stall(skarm.app.rutnat.modell.plats(takt), 0)
        await skarm.tryck("delete")
        await skarm.skriv("Avtal sägs upp i september")
        await skarm.tryck("enter")
        assert takt not in skarm.app.pass_.fynden.alla()
        await skarm.ga_till("drift")
        await skarm.cell("kop_av_tjanster", "prognos")
        await skarm.skriv("-66000")
        await skarm.tryck("enter")
        assert any("takten" in f.mening for f in skarm.app.pass_.fynden.viktiga())


async def test_the_finding_of_a_cell_is_put_aside_from_the_cell(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("f5", "ctrl+p")
        await skarm.skriv("undanta fyndet")
        await skarm.tryck("enter")
        await skarm.skriv("Känt")
        await skarm.tryck("enter")
        assert "! 13 att granska" in skarm.rader[0]
        await skarm.cell("intakter", "budget")
        await skarm.tryck("ctrl+p")
        await skarm.skriv("undanta fyndet")
        await skarm.tryck("enter")
        assert "Ställ markören på ett fynd först" in skarm.panel


async def test_a_table_whose_rule_goes_in_a_ring_stops_no_check(mapp: Path) -> None:
    fil = mapp / "2025-budget" / "drift.json"
    ra = json.loads(fil.read_text(encoding="utf-8"))
    rader = ra["ramar"].values()
    rad = next(r for r in rader if r.get("rad") == "intakter")
    rad["regel"] = ["+intakter"]
    fil.write_text(json.dumps(ra, ensure_ascii=False), encoding="utf-8")
    async with oppnad(mapp) as skarm:
        fynden = skarm.app.pass_.fynden
        assert not fynden.inaktuella
        assert len(fynden.viktiga()) >= 12
