"""An edit paints again what it changed, and nothing else; another size loses nothing."""

from pathlib import Path
from unittest.mock import patch

import pytest

from tests.skarm import LITEN, STOR, oppnad
from tui.app.malning import modell
from tui.granskning.granska import ordnade
from tui.widgets.modell import Rutmodell


async def test_an_edit_repaints_only_the_lines_that_it_changed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        rutnat = skarm.app.rutnat
        antal: list[int] = []
        riktig = rutnat.uppdatera

        def raknande(modell: Rutmodell) -> int:
            antal.append(riktig(modell))
            return antal[-1]

        rutnat.uppdatera = raknande  # type: ignore[method-assign]
        for text in ("-155000", "-155001"):
            await skarm.cell("personal", "prognos")
            await skarm.skriv(text)
            await skarm.tryck("enter")
        # The row itself, kostnader, nettokostnader and resultat.
        assert antal[-1] == 4
        await skarm.cell("personal", "utfall")
        await skarm.skriv("-100093")
        await skarm.tryck("enter")
        assert antal[-1] == 4
        assert len(antal) == 3


async def test_an_edit_brings_the_findings_together_once_though_it_paints_and_saves(
    mapp: Path,
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-155000")
        with patch("tui.app.fynden.ordnade", wraps=ordnade) as raknad:
            await skarm.tryck("enter")
            await skarm.app.sparare.klar()
        assert raknad.call_count == 1


async def test_the_same_content_again_repaints_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        assert skarm.app.rutnat.uppdatera(modell(skarm.app)) == 0


async def test_a_wider_figure_widens_its_column_and_is_never_cut(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-1234567890")
        await skarm.tryck("enter")
        assert "−1\u00a0234\u00a0567\u00a0890" in skarm.text
        assert "####" not in skarm.text


async def test_the_cursors_move_repaints_two_lines(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        rutnat = skarm.app.rutnat
        with patch.object(rutnat, "refresh", wraps=rutnat.refresh) as refresh:
            await skarm.tryck("down")
        ((ytor, _),) = refresh.call_args_list
        assert len(ytor) == 2


@pytest.mark.parametrize("flik", ["drift", "mal", "oversikt"])
async def test_a_tiny_screen_and_back_leaves_everything_as_it_was(mapp: Path, flik: str) -> None:
    async with oppnad(mapp, STOR) as skarm:
        await skarm.ga_till(flik)
        await skarm.tryck("down", "down")
        fore, plats = skarm.text, (skarm.app.rutnat.rad, skarm.app.rutnat.kolumn)
        for storlek in ((40, 10), LITEN, (20, 5), (200, 60), STOR):
            await skarm.pilot.resize_terminal(*storlek)
            await skarm.lugn()
            assert len(skarm.rader) == storlek[1]
            assert max(map(len, skarm.rader)) <= storlek[0]
            if flik != "oversikt":
                assert (skarm.app.rutnat.rad, skarm.app.rutnat.kolumn) == plats
        assert skarm.text == fore


async def test_a_tiny_screen_still_shows_the_cell_under_the_cursor(mapp: Path) -> None:
    async with oppnad(mapp, (40, 10)) as skarm:
        await skarm.cell("resultat", "avvikelse")
        assert any("−5\u00a0000 ▼" in rad for rad in skarm.rader)


async def test_another_size_keeps_what_is_being_typed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150")
        for storlek in (LITEN, (40, 10), STOR):
            await skarm.pilot.resize_terminal(*storlek)
            await skarm.lugn()
        assert "-150" in skarm.text
        await skarm.skriv("000")
        await skarm.tryck("enter")
        assert skarm.celltext("personal", "prognos") == "−150\u00a0000"


@pytest.mark.parametrize("storlek", [(120, 30), (80, 24)], ids=["120x30", "80x24"])
async def test_a_dialog_fits_on_the_screen(mapp: Path, storlek: tuple[int, int]) -> None:
    async with oppnad(mapp, storlek) as skarm:
        for tangent in ("f1", "f3", "f4", "ctrl+p", "5"):
            await skarm.tryck(tangent)
            ruta = skarm.app.screen.query_one(".ruta").region
            assert skarm.app.screen.region.contains_region(ruta)
            assert skarm.dialog.count("╭") == skarm.dialog.count("╰") == 1
            await skarm.tryck("escape")
