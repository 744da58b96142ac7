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
from typing import TYPE_CHECKING, Any, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.events import Event, Key
from textual.worker import WorkerState

if TYPE_CHECKING:
    from textual.app import App

# A Mac's Alt and a digit is a sign; everywhere else the same bytes are Esc and a digit, pressed so
# soon after each other that they come together. Here digits choose a tab, and the sign is no use.
for _digit in "0123456789":
    cast("dict[str, object]", ANSI_SEQUENCES_KEYS).pop(f"\x1b{_digit}", None)

SILENT_ROUND = 3
LONGEST_S = 2.0
"""After this time the next key goes on, whatever still is under way."""


class KeyQueue:
    """The keys that wait, and the task that hands them on to ``give``."""

    def __init__(self, app: "App[Any]", give: Callable[[Event], Awaitable[None]]) -> None:
        self._app, self._give = app, give
        self._waits: deque[Event] = deque()
        self._works: asyncio.Task[None] | None = None

    def put(self, event: Event) -> None:
        """Hand on a key or a paste when those before it are done with."""
        self._waits.append(event)
        if self._works is None or self._works.done():
            self._works = asyncio.get_running_loop().create_task(self._work())

    async def _work(self) -> None:
        while self._waits and self._app.screen_stack:
            # One repaint for all that a key changes: each costs as much as recomputing the table.
            with self._app.batch_update():
                try:
                    await self._give(self._waits.popleft())
                except Exception as error:
                    self._app.call_later(_throw, error)
                await self._calm()
            if self._app.screen_stack:
                self._app.screen.check_idle()

    async def _calm(self) -> None:
        silenced, end = 0, monotonic() + LONGEST_S
        while silenced < SILENT_ROUND and monotonic() < end:
            await asyncio.sleep(0)
            silenced = 0 if self._under_way() else silenced + 1

    def _under_way(self) -> bool:
        if not self._app.screen_stack:
            return False
        screen = self._app.screen
        # A command that asks nothing just now is about to ask, or acts: what is typed ahead for its
        # next question is not for the table.
        asks = len(self._app.screen_stack) > 1
        starts = any(
            w.state is WorkerState.PENDING or (w.group == "dialog" and w.is_running and not asks)
            for w in self._app.workers
        )
        nodes = (self._app, *screen.walk_children(with_self=True))
        return starts or not screen.is_mounted or any(n.message_queue_size for n in nodes)


def escaped(event: Event) -> str:
    """The digit of an Esc and a digit that came together, "" for any other key.

    Such a key is no character: nothing is typed by it, whatever has the keyboard.
    """
    if not isinstance(event, Key) or not event.key.startswith("alt+"):
        return ""
    event.character = None
    digit = event.key.removeprefix("alt+")
    return digit if digit.isdecimal() else ""


def _throw(error: Exception) -> None:
    """Raise in the application's own loop, where Textual tells of it."""
    raise error
