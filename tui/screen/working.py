"""A long job in a thread, with how far it has come in a box; Esc stops it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from tui.screen.session import Progress
from tui.screen.widgets.dialogs import WorkBox

if TYPE_CHECKING:
    from textual.app import App

Answer = TypeVar("Answer")


async def worked(
    app: "App[Any]", heading: str, job: Callable[[Progress, Callable[[], bool]], Answer]
) -> Answer:
    """What the job gives; it is told where to tell its progress, and asks whether to stop."""
    box = WorkBox(heading)

    def progress(done: int, all_: int) -> None:
        app.call_from_thread(box.progress, done, all_)

    await app.push_screen(box)
    try:
        return await asyncio.to_thread(job, progress, lambda: box.interrupted)
    finally:
        box.dismiss(None)
