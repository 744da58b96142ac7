"""Keys one at a time (*tangentkö*): each is done with before the next one acts.

Textual hands a key to the widget that has the keyboard and lets what the widget does not want
wander up to the application, while the widget already takes the next key. Keys that come all at
once (a slow line, a script, typing while the program starts) would so act in another order than
they were pressed in: "next tab, 5, Enter" would write 5 on the tab before.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.events import Event
from textual.worker import WorkerState

if TYPE_CHECKING:
    from textual.app import App

TYSTA_VARV = 3
LANGST_S = 2.0
"""After this time the next key goes on, whatever still is under way."""


class Tangentko:
    """The keys that wait, and the task that hands them on to ``ge``."""

    def __init__(self, app: "App[int]", ge: Callable[[Event], Awaitable[None]]) -> None:
        self._app, self._ge = app, ge
        self._vantar: deque[Event] = deque()
        self._arbetar: asyncio.Task[None] | None = None

    def lagg(self, handelse: Event) -> None:
        """Hand on a key or a paste when those before it are done with."""
        self._vantar.append(handelse)
        if self._arbetar is None or self._arbetar.done():
            self._arbetar = asyncio.get_running_loop().create_task(self._arbeta())

    async def _arbeta(self) -> None:
        while self._vantar and self._app.screen_stack:
            # One repaint for all that a key changes: each costs as much as recomputing the table.
            with self._app.batch_update():
                try:
                    await self._ge(self._vantar.popleft())
                except Exception as fel:
                    self._app.call_later(_kasta, fel)
                await self._lugn()
            if self._app.screen_stack:
                self._app.screen.check_idle()

    async def _lugn(self) -> None:
        tysta, slut = 0, monotonic() + LANGST_S
        while tysta < TYSTA_VARV and monotonic() < slut:
            await asyncio.sleep(0)
            tysta = 0 if self._pagar() else tysta + 1

    def _pagar(self) -> bool:
        if not self._app.screen_stack:
            return False
        skarm = self._app.screen
        startar = any(w.state is WorkerState.PENDING for w in self._app.workers)
        noder = (self._app, *skarm.walk_children(with_self=True))
        return startar or not skarm.is_mounted or any(n.message_queue_size for n in noder)


def _kasta(fel: Exception) -> None:
    """Raise in the application's own loop, where Textual tells of it."""
    raise fel
