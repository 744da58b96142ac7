"""A figure goes into the cell that it was typed in, however fast the keys come."""

from decimal import Decimal
from pathlib import Path

import pytest
from textual.events import Key

from tests.faults.help import data_folder
from tests.screen_driver import opened


@pytest.mark.parametrize("last", ["up", "down", "right", "ctrl+home"])
async def test_a_cursor_key_right_after_enter_does_not_move_the_figure(
    fast: Path, last: str
) -> None:
    """The grid has both keys before the screen hears of the first."""
    async with opened(data_folder(fast / "data")) as screen:
        await screen.go_to("drift")
        await screen.cell("personal", "budget")
        before = {r.id: dict(r.cells) for r in screen.table.rows}
        for sign in "-7":
            screen.app.grid.post_message(Key(sign, sign))
        for key in ("enter", last):
            screen.app.grid.post_message(Key(key, None))
        await screen.calm()
        after = {r.id: dict(r.cells) for r in screen.table.rows}
        assert after == {**before, "personal": {**before["personal"], "budget": Decimal(-7)}}


async def test_a_cursor_key_right_after_delete_does_not_empty_another_cell(fast: Path) -> None:
    async with opened(data_folder(fast / "data")) as screen:
        await screen.go_to("drift")
        await screen.cell("personal", "budget")
        for key in ("delete", "up"):
            screen.app.grid.post_message(Key(key, None))
        await screen.calm()
        assert screen.value("personal", "budget") is None
        assert screen.value("intakter", "budget") == Decimal(31417)


async def test_a_dialog_that_is_answered_twice_takes_the_first_answer(fast: Path) -> None:
    async with opened(data_folder(fast / "data")) as screen:
        await screen.press("f3")
        dialog = screen.app.screen
        dialog.dismiss("")  # type: ignore[attr-defined]
        dialog.dismiss("")  # type: ignore[attr-defined]
        await screen.calm()
        assert screen.dialog == ""
