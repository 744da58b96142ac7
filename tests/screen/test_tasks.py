"""The everyday tasks of the design, with the keys that each costs (typed figures not counted)."""

from pathlib import Path

import pytest

from tests.screen_driver import Screen, opened


async def cost(screen: Screen, *keys: str) -> int:
    """Press keys and count them."""
    await screen.press(*keys)
    return len(keys)


@pytest.mark.parametrize("size", [(120, 30), (80, 24)], ids=["120x30", "80x24"])
async def test_1_whether_anything_is_wrong_is_seen_at_the_start(
    folder: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        count = len(screen.app.session.findings.important())
        assert f"! {count} " in screen.rows[0]


async def test_2_the_first_finding_is_one_key_away_from_any_tab(folder: Path) -> None:
    async with opened(folder) as screen:
        first = screen.app.session.findings.important()[0].address
        await screen.press("escape", "5")
        assert await cost(screen, "f5") == 1
        assert (screen.table.id, *screen.has) == (first.table, first.row, first.column)


async def test_3_a_changed_figure_costs_one_key_and_everything_follows(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-150000")
        assert await cost(screen, "enter") == 1
        assert screen.cell_text("resultat", "avvikelse") == "694"
        assert screen.class_("resultat", "avvikelse") == ("bra", "▲")


async def test_4_why_a_cell_has_its_value_and_its_colour_costs_no_key(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("kop_av_tjanster", "avvikelse")
        assert "−6\u00a0000 = Prognos helår 2024" in screen.panel
        assert "▼ mycket sämre än budget – allvarlig från 8 % av budget" in screen.panel


async def test_5_undo_is_one_key_from_any_tab(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-150000")
        await screen.press("enter", "escape", "5")
        assert await cost(screen, "ctrl+z") == 1
        assert screen.has == ("personal", "prognos")
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"


async def test_7_the_assessment_of_a_goal_is_one_key(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("mal")
        row = screen.table.rows[0].id
        await screen.cell(row, "bedomning")
        assert await cost(screen, "space") == 1
        assert screen.cell_text(row, "bedomning") == "Ej uppfyllt"


async def test_a_working_copy_of_a_decided_document_is_one_key(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.write("5")
        assert await cost(screen, "enter") == 1
        assert screen.app.session.document.status == "utkast"
