"""Saving (*sparare*): one file after another in a thread, so that typing never waits.

The state says *sparat* only when everything that was asked for is on disk.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeAlias

from tui.fryst import fryst

Uppgift: TypeAlias = Callable[[], None]
EFTER_S = 0.004


@fryst
class Sparlage:
    """Whether all is saved: when, or why not."""

    sparat: bool = True
    nar: datetime | None = None
    fel: str = ""


class Sparare:
    """A queue of saves by key; a later save of the same key replaces one that still waits.

    ``meddela`` is called in the event loop each time the state changes.
    """

    def __init__(self, meddela: Callable[[Sparlage], None]) -> None:
        self._meddela = meddela
        self._vantar: dict[tuple[str, str], Uppgift] = {}
        self._misslyckade: dict[tuple[str, str], Uppgift] = {}
        self._arbetar: asyncio.Task[None] | None = None
        self._genast = asyncio.Event()
        self.lage = Sparlage()

    def spara(self, nyckel: tuple[str, str], uppgift: Uppgift) -> None:
        """Ask for a save; saves that failed before are tried again with it."""
        self._vantar = {**self._misslyckade, **self._vantar, nyckel: uppgift}
        self._misslyckade = {}
        self._satt(Sparlage(False, self.lage.nar))
        if self._arbetar is None or self._arbetar.done():
            self._genast.clear()
            self._arbetar = asyncio.get_running_loop().create_task(self._arbeta())

    def forsok_igen(self) -> None:
        """Try the saves that failed once more."""
        for nyckel, uppgift in tuple(self._misslyckade.items()):
            self.spara(nyckel, uppgift)

    async def klar(self) -> Sparlage:
        """Wait until nothing more is being saved; the state then."""
        self._genast.set()
        while self._arbetar is not None and not self._arbetar.done():
            await self._arbetar
        return self.lage

    async def _arbeta(self) -> None:
        # The edit is in the journal already; at once this would hold up its repaint, for two
        # threads take turns.
        if not self._genast.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._genast.wait(), EFTER_S)
        while self._vantar:
            nyckel = next(iter(self._vantar))
            uppgift = self._vantar.pop(nyckel)
            try:
                await asyncio.to_thread(uppgift)
            except Exception as fel:
                # One that is asked for again meanwhile knows more: the older is not tried again.
                if nyckel not in self._vantar:
                    self._misslyckade[nyckel] = uppgift
                self._satt(Sparlage(False, self.lage.nar, str(getattr(fel, "mening", fel))))
        if not self._misslyckade:
            self._satt(Sparlage(True, datetime.now()))

    def _satt(self, lage: Sparlage) -> None:
        self.lage = lage
        self._meddela(lage)
