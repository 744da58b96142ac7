"""Saving (*sparare*): one file after another in a thread, so that typing never waits.

The state says *sparat* only when everything that was asked for is on disk.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from tui.store.errors import fault_sentence

Fact: TypeAlias = Callable[[], None]
AFTER_S = 0.004


class SaveState(Struct, frozen=True):
    """Whether all is saved: when, or why not."""

    saved: bool = True
    made_at: datetime | None = None
    error: str = ""


class Saver:
    """A queue of saves by key; a later save of the same key replaces one that still waits.

    ``notify`` is called in the event loop each time the state changes.
    """

    def __init__(self, notify: Callable[[SaveState], None] = lambda _: None) -> None:
        self.notify = notify
        self._waits: dict[tuple[str, str], Fact] = {}
        self._failed: dict[tuple[str, str], Fact] = {}
        self._works: asyncio.Task[None] | None = None
        self._at_once = asyncio.Event()
        self.state = SaveState()

    def save(self, key: tuple[str, str], fact: Fact) -> None:
        """Ask for a save; saves that failed before are tried again with it."""
        self._waits = {**self._failed, **self._waits, key: fact}
        self._failed = {}
        self._set(SaveState(False, self.state.made_at))
        if self._works is None or self._works.done():
            self._at_once.clear()
            self._works = asyncio.get_running_loop().create_task(self._work())

    def forget(self, key: tuple[str, str]) -> None:
        """Try no more a save that failed: its file has been replaced as a whole."""
        self._failed.pop(key, None)
        works = self._works is not None and not self._works.done()
        if not (self._failed or self._waits or works):
            self._set(SaveState(True, self.state.made_at))

    @property
    def failed(self) -> tuple[tuple[str, str], ...]:
        """The keys of what could not be saved."""
        return tuple(self._failed)

    def attempt_again(self) -> None:
        """Try the saves that failed once more."""
        for key, fact in tuple(self._failed.items()):
            self.save(key, fact)

    async def ready(self) -> SaveState:
        """Wait until nothing more is being saved; the state then."""
        self._at_once.set()
        while self._works is not None and not self._works.done():
            await self._works
        return self.state

    async def rest(self, longest: float) -> None:
        """Wait until nothing is being saved, at most so many seconds."""
        if self._works is not None and not self._works.done():
            await asyncio.wait([self._works], timeout=longest)

    async def _work(self) -> None:
        # The edit is in the journal already; at once this would hold up its repaint, for two
        # threads take turns.
        if not self._at_once.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._at_once.wait(), AFTER_S)
        while self._waits:
            key = next(iter(self._waits))
            fact = self._waits.pop(key)
            try:
                await asyncio.to_thread(fact)
            except Exception as error:
                # One that is asked for again meanwhile knows more: the older is not tried again.
                if key not in self._waits:
                    self._failed[key] = fact
                self._set(SaveState(False, self.state.made_at, fault_sentence(error)))
        if not self._failed:
            self._set(SaveState(True, datetime.now()))

    def _set(self, state: SaveState) -> None:
        self.state = state
        self.notify(state)
