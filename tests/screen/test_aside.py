"""A document that was laid aside at any time comes back by a command, and undo lays it aside."""

import shutil
from pathlib import Path

from tests.screen.test_watching import await_, certain
from tests.screen_driver import DATA

ASIDE = ".namndkoll/borttagna/2017-delar-20200910T140203"


async def test_a_document_laid_aside_years_ago_is_listed_and_comes_back(folder: Path) -> None:
    shutil.copytree(DATA / "2018-delar", folder / ASIDE)
    async with certain(folder, utkast=False) as screen:
        screen.app.action_run("ta_tillbaka")
        await await_(screen, "Lägg tillbaka ett undanlagt dokument")
        assert "undanlagt 10 september 2020 kl. 14.02.03" in " ".join(
            screen.dialog.replace("│", " ").split()
        )
        await screen.press("enter")
        await await_(screen, "är tillbaka. Ctrl+Z lägger undan det igen")
        await screen.saved()
        assert screen.app.session.document_id == "2017-delar"
        assert (folder / "2017-delar" / "drift.json").exists()
        await screen.press("ctrl+z")
        await await_(screen, "undanlagt")
        assert not (folder / "2017-delar").exists()


async def test_it_is_not_put_over_another_and_nothing_aside_is_said(folder: Path) -> None:
    async with certain(folder, utkast=False) as screen:
        screen.app.action_run("ta_tillbaka")
        await await_(screen, "Inget dokument är undanlagt.")
        shutil.copytree(DATA / "2018-delar", folder / ASIDE.replace("2017", "2018"))
        screen.app.action_run("ta_tillbaka")
        await await_(screen, "Lägg tillbaka ett undanlagt dokument")
        await screen.press("enter")
        await await_(screen, "Det finns redan ett dokument i mappen 2018-delar")
