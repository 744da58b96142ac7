"""The screen in tests: the app on a copy of the real documents, its keys, and its text."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.app.program import Program
from tui.app.redigering import gor_arbetskopia
from tui.domain.varde import Varde
from tui.store.mapp import Lager
from tui.tabs.oversikt import Oversiktsvy
from tui.tabs.tabellvy import Tabellvy

DATA = Path(__file__).resolve().parents[1] / "data"
IDAG = date(2024, 9, 10)
KLOCKAN = datetime(2024, 9, 10, 14, 2)
STOR, LITEN = (120, 30), (80, 24)
FLIKTANGENT = {
    "oversikt": "0",
    "drift": "1",
    "investeringar": "2",
    "mal": "3",
    "internkontroll": "4",
    "personal": "5",
    "text": "6",
}


def datakopia(mapp: Path) -> Path:
    """A copy of the real documents to work on."""
    return Path(shutil.copytree(DATA, mapp / "data"))


@dataclass
class Skarm:
    """The running app with a keyboard and eyes."""

    app: Program
    pilot: Pilot[int]

    async def tryck(self, *tangenter: str) -> None:
        """Press keys, one after another, and let all that follows happen."""
        for tangent in tangenter:
            await self.pilot.press(tangent)
        await self.lugn()

    async def lugn(self) -> None:
        """Let everything that is under way happen, and what it sets going after its repaint."""
        for _ in range(3):
            await self.pilot.pause()
            for arbetare in [w for w in self.app.workers if w.group == "granskning"]:
                await arbetare.wait()

    async def skriv(self, text: str) -> None:
        """Type a text, a key a character."""
        for tecken in text:
            self._ge(tecken)
            await self.pilot.pause()
        await self.lugn()

    async def rusa(self, *tangenter: str) -> None:
        """Press keys all at once, as a slow line or a script hands them over."""
        for tangent in tangenter:
            self._ge(tangent)
        await self.lugn()

    def _ge(self, tangent: str) -> None:
        ett = len(tangent) == 1
        handelse = Key(_character_to_key(tangent) if ett else tangent, tangent if ett else None)
        handelse.set_sender(self.app)
        self.app.post_message(handelse)

    async def klistra(self, text: str) -> None:
        """Paste a text, as the terminal hands it over."""
        self.app.post_message(Paste(text))
        await self.lugn()

    async def klick(self, x: int, y: int, ganger: int = 1) -> None:
        """Click at a place of the screen."""
        await self.pilot.click(offset=(x, y), times=ganger)
        await self.lugn()

    async def sparat(self) -> None:
        """Wait until what was changed is on disk."""
        await self.app.sparare.klar()
        await self.lugn()

    async def lamnat(self) -> int | None:
        """The exit status, once what is to be saved first has been saved."""
        for _ in range(500):
            if self.app.return_code is not None:
                break
            await asyncio.sleep(0.02)
        return self.app.return_code

    async def ga_till(self, flik: str, tabell: str = "", dokument: str = "") -> None:
        """Show a tab (by its key on the tab bar), one of its tables, in a document."""
        if dokument:
            self.app.pass_.dokument_id = dokument
        self.app.rutnat.focus()
        await self.tryck("escape", FLIKTANGENT.get(flik, flik))
        while tabell and self.tabell.id != tabell:
            await self.tryck("f6")

    async def arbetskopia(self) -> None:
        """Go on in a working copy of the shown document."""
        gor_arbetskopia(self.app)
        await self.sparat()
        self.app.meddelande = ""

    async def cell(self, rad: str, kolumn: str) -> None:
        """Put the cursor on a cell."""
        vy = self.vy
        plats = [k.id for k in vy.kolumner].index(kolumn)
        self.app.rutnat.stall(vy.tabell.index[rad], plats)
        await self.lugn()

    @property
    def vy(self) -> Tabellvy:
        """What the grid shows."""
        vy = self.app.rutnat.modell
        assert isinstance(vy, Tabellvy)
        return vy

    @property
    def oversikt(self) -> list[str]:
        """The overview's lines, those out of sight too."""
        vy = self.app.rutnat.modell
        assert isinstance(vy, Oversiktsvy)
        rutor = [[vy.ruta(rad, k) for k in (0, 1)] for rad in range(vy.antal_rader)]
        delar = [(a.text.strip(), a.tecken, b.text) for a, b in rutor]
        return [t for a, tecken, b in delar for t in (b, " ".join((a, tecken, b)))]

    @property
    def tabell(self) -> Any:
        """The table that is shown."""
        return self.vy.tabell

    @property
    def har(self) -> tuple[str, str]:
        """Row and column under the cursor, by their ids."""
        rutnat = self.app.rutnat
        return self.tabell.rader[rutnat.rad].id, self.vy.kolumner[rutnat.kolumn].id

    def celltext(self, rad: str, kolumn: str) -> str:
        """The text of a cell as the grid shows it."""
        vy = self.vy
        ruta = vy.ruta(vy.tabell.index[rad], [k.id for k in vy.kolumner].index(kolumn))
        return ruta.text.strip()

    def klass(self, rad: str, kolumn: str) -> tuple[str, str]:
        """The colour class and the symbol of a cell."""
        vy = self.vy
        ruta = vy.ruta(vy.tabell.index[rad], [k.id for k in vy.kolumner].index(kolumn))
        return ruta.klass, ruta.tecken

    def varde(self, rad: str, kolumn: str) -> Varde:
        """The entered value of a cell in the workspace."""
        celler: Mapping[str, Varde] = self.tabell.rad(rad).celler
        return celler.get(kolumn)

    @property
    def rader(self) -> list[str]:
        """The lines of the screen under any dialog, as the compositor paints them."""
        return _text(self.app.screen_stack[0])

    @property
    def text(self) -> str:
        """The whole screen under any dialog."""
        return "\n".join(self.rader) + "\n"

    @property
    def dialog(self) -> str:
        """The text of the dialog in front, "" when there is none."""
        rutor = self.app.screen.query(".ruta")
        if not rutor:
            return ""
        yta = rutor.first().region
        return "\n".join(r[yta.x : yta.right] for r in _text(self.app.screen)[yta.y : yta.bottom])

    @property
    def panel(self) -> str:
        """All that the panel holds, its lines joined: a sentence is whole."""
        return " ".join(ord_ for ord_ in self.rad("panel").replace("\n", " ").split(" ") if ord_)

    def rad(self, id_: str) -> str:
        """The text that one of the line widgets holds."""
        return self.app.rader(id_).text


def _text(skarm: Any) -> list[str]:
    return [remsa.text.rstrip() for remsa in skarm._compositor.render_strips()]


@asynccontextmanager
async def oppnad(
    mapp: Path,
    storlek: tuple[int, int] = STOR,
    *,
    lager: Any = None,
    utkast: bool = False,
    **val: Any,
) -> AsyncIterator[Skarm]:
    """The app on a data folder, as it stands after its first full paint, or in a working copy."""
    app = Program(lager or Lager(mapp), idag=lambda: IDAG, **val)

    async def tyst(*_: object) -> None:
        """Until no message waits: Textual's own wait for an idle CPU takes 20 ms and more."""
        tysta = 0
        while tysta < 3:
            await asyncio.sleep(0.0005)
            tysta = 0 if _vantar(app) else tysta + 1

    with (
        patch("textual.app.wait_for_idle", tyst),
        patch("textual.pilot.wait_for_idle", tyst),
        patch("tui.app.sparare.datetime") as klocka,
    ):
        klocka.now.return_value = KLOCKAN
        async with app.run_test(size=storlek) as pilot:
            skarm = Skarm(app, pilot)
            await skarm.lugn()
            if utkast:
                await skarm.arbetskopia()
            yield skarm


def _vantar(app: Program) -> bool:
    if not app.screen_stack:
        return False
    arbetar = app.tangentko._arbetar
    if arbetar is not None and not arbetar.done():
        return True
    return any(nod.message_queue_size for nod in (app, *app.screen.walk_children(with_self=True)))
