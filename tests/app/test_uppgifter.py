"""The everyday tasks of the design, with the keys that each costs (typed figures not counted)."""

from pathlib import Path

import pytest

from tests.skarm import Skarm, oppnad


async def kosta(skarm: Skarm, *tangenter: str) -> int:
    """Press keys and count them."""
    await skarm.tryck(*tangenter)
    return len(tangenter)


@pytest.mark.parametrize("storlek", [(120, 30), (80, 24)], ids=["120x30", "80x24"])
async def test_1_whether_anything_is_wrong_is_seen_at_the_start(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        antal = len(skarm.app.pass_.fynden.viktiga())
        assert f"! {antal} " in skarm.rader[0]


async def test_2_the_first_finding_is_one_key_away_from_any_tab(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        forsta = skarm.app.pass_.fynden.viktiga()[0].adress
        await skarm.tryck("escape", "5")
        assert await kosta(skarm, "f5") == 1
        assert (skarm.tabell.id, *skarm.har) == (forsta.tabell, forsta.rad, forsta.kolumn)


async def test_3_a_changed_figure_costs_one_key_and_everything_follows(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        assert await kosta(skarm, "enter") == 1
        assert skarm.celltext("resultat", "avvikelse") == "695"
        assert skarm.klass("resultat", "avvikelse") == ("bra", "▲")


async def test_4_why_a_cell_has_its_value_and_its_colour_costs_no_key(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("kop_av_tjanster", "avvikelse")
        assert "−6\u00a0000 = Prognos helår 2024" in skarm.panel
        assert "▼ mycket sämre än budget – allvarlig från 8 % av budget" in skarm.panel


async def test_5_undo_is_one_key_from_any_tab(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        await skarm.tryck("enter", "escape", "5")
        assert await kosta(skarm, "ctrl+z") == 1
        assert skarm.har == ("personal", "prognos")
        assert skarm.celltext("personal", "prognos") == "−155\u00a0695"


async def test_7_the_assessment_of_a_goal_is_one_key(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("mal")
        rad = skarm.tabell.rader[0].id
        await skarm.cell(rad, "bedomning")
        assert await kosta(skarm, "space") == 1
        assert skarm.celltext(rad, "bedomning") == "Ej uppfyllt"


async def test_a_working_copy_of_a_decided_document_is_one_key(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.skriv("5")
        assert await kosta(skarm, "enter") == 1
        assert skarm.app.pass_.dokument.status == "utkast"
