"""A figure goes into the cell that it was typed in, however fast the keys come."""

from decimal import Decimal
from pathlib import Path

import pytest
from textual.events import Key

from tests.fel.hjalp import datamapp
from tests.skarm import oppnad


@pytest.mark.parametrize("sist", ["up", "down", "right", "ctrl+home"])
async def test_a_cursor_key_right_after_enter_does_not_move_the_figure(
    snabb: Path, sist: str
) -> None:
    """The grid has both keys before the screen hears of the first."""
    async with oppnad(datamapp(snabb / "data")) as skarm:
        await skarm.ga_till("drift")
        await skarm.cell("personal", "budget")
        fore = {r.id: dict(r.celler) for r in skarm.tabell.rader}
        for tecken in "-7":
            skarm.app.rutnat.post_message(Key(tecken, tecken))
        for tangent in ("enter", sist):
            skarm.app.rutnat.post_message(Key(tangent, None))
        await skarm.lugn()
        efter = {r.id: dict(r.celler) for r in skarm.tabell.rader}
        assert efter == {**fore, "personal": {**fore["personal"], "budget": Decimal(-7)}}


async def test_a_cursor_key_right_after_delete_does_not_empty_another_cell(snabb: Path) -> None:
    async with oppnad(datamapp(snabb / "data")) as skarm:
        await skarm.ga_till("drift")
        await skarm.cell("personal", "budget")
        for tangent in ("delete", "up"):
            skarm.app.rutnat.post_message(Key(tangent, None))
        await skarm.lugn()
        assert skarm.varde("personal", "budget") is None
        assert skarm.varde("intakter", "budget") == Decimal(31417)


async def test_a_dialog_that_is_answered_twice_takes_the_first_answer(snabb: Path) -> None:
    async with oppnad(datamapp(snabb / "data")) as skarm:
        await skarm.tryck("f3")
        dialog = skarm.app.screen
        dialog.dismiss("")  # type: ignore[attr-defined]
        dialog.dismiss("")  # type: ignore[attr-defined]
        await skarm.lugn()
        assert skarm.dialog == ""
