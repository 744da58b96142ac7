"""The screen of the map of accounts: a grid of its own over the workbench, which Esc gives back.

What is done about a key is asked of ``Bench``, which has the session; the picture is made anew
after each of them.
"""

from typing import Protocol

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.events import Resize
from textual.screen import ModalScreen

from tui.domain.table import LABEL
from tui.screen.views.account_map_view import (
    ACCOUNTS,
    CELLS,
    NOTATION,
    TAKE_FIRST,
    MapPicture,
    MapView,
    map_lines,
    map_panel,
)
from tui.screen.widgets.dialogs import ReadingBox
from tui.screen.widgets.grid import Grid
from tui.screen.widgets.lines import Rows

REFRESH_S = 0.5
"""How often it is looked at whether all is saved."""
HELP = f"""\
Kontokartan säger vilken rad (kontogrupp) i tabellen varje konto hör till.
{NOTATION}

Enter, F2   ändrar cellen
F7          ny rad: välj vilken rad i tabellen, och skriv dess konton
Ctrl+Delete tar bort raden
Delete      tömmer cellen
Klistra in  ett block ur Excel: kontogrupp och konton, eller en kontoplan
Ctrl+Z      ångrar, Ctrl+Y gör om
F4          visar allt om raden, och konton som ingen rad har
F9          tar förslaget, när det är ett förslag
Esc         tillbaka

En rad som säger ”därav” tar inget från raden ovanför, som behåller alla sina konton.
"""


class Bench(Protocol):
    """What the screen asks for. Each gives the number of the line to go to, "" to stay."""

    def picture(self) -> MapPicture:
        """What there is to show now."""
        ...

    def said(self) -> tuple[str, str]:
        """What was said last, and whether all is saved."""
        ...

    def say(self, sentence: str) -> None:
        """Say something; "" to say nothing more."""
        ...

    async def written(self, number: str, place: int, text: str) -> str:
        """A part of a line (its place among ``CELLS``) gets another text."""
        ...

    async def added(self) -> str:
        """A new line; for which row is asked."""
        ...

    async def removed(self, number: str) -> str:
        """A line goes."""
        ...

    async def pasted(self, text: str) -> str:
        """A block comes in as lines, when it has been looked at."""
        ...

    async def accepted(self) -> str:
        """What is proposed holds from now on."""
        ...

    async def back(self, *, backwards: bool) -> str:
        """The last step in the map is undone, or the last undone one redone."""
        ...


class AccountMapPicture(ModalScreen[None]):
    """The widgets, and the one place where what is shown is put into them."""

    DEFAULT_CSS = """
    AccountMapPicture { background: $background; layout: vertical; overflow: hidden; }
    AccountMapPicture .rad { height: 1; }
    AccountMapPicture #kartnat { height: auto; max-height: 65%; }
    AccountMapPicture #kartpanel { height: 1fr; min-height: 3; }
    """

    def __init__(self, bench: Bench, theme: str) -> None:
        super().__init__()
        self.bench, self.colours = bench, theme
        self.shown = bench.picture()

    def compose(self) -> ComposeResult:
        """Top to bottom."""
        yield Rows(id="kartstatus", basis="band", theme=self.colours)
        yield Rows(id="kartunder", theme=self.colours)
        yield Grid(id="kartnat", theme=self.colours)
        yield Rows(id="kartpanel", theme=self.colours)
        yield Rows(id="kartfot", basis="rubrik", theme=self.colours)

    def on_mount(self) -> None:
        """Begin with the first line's accounts."""
        for name in ("status", "under", "fot"):
            self._rows(name).add_class("rad")
        self.grid.focus()
        self.show()
        self.set_interval(REFRESH_S, self.lines)

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one("#kartnat", Grid)

    def _rows(self, name: str) -> Rows:
        return self.query_one(f"#kart{name}", Rows)

    def show(self, number: str = "") -> None:
        """Everything anew, with the cursor on a line."""
        before, grid = self.number, self.grid
        self.shown = self.bench.picture()
        model = MapView(self.shown, self.app.size.width)
        row = model.table.index.get(number or before, grid.row)
        if grid.edited is None or number:
            grid.show(model, row, grid.column)
        else:  # what is being typed meanwhile goes on, in its own line
            grid.state.row = row
            grid.update(model)
        self.lines()

    def lines(self) -> None:
        """What stands around the grid, as it is now."""
        message, saved = self.bench.said()
        self.shown = replace(self.shown, message=message, saved=saved)
        lines = map_lines(self.shown, self.grid.state.place, self.app.size.width)
        for name, own in lines.items():
            self._rows(name).show(own, self.colours)

    @property
    def number(self) -> str:
        """The number of the line under the cursor, "" where there is none."""
        model = self.grid.model
        lines = model.table.rows if isinstance(model, MapView) else ()
        return lines[self.grid.row].id if self.grid.row < len(lines) else ""

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """The same on another size; a text that is being typed stays."""
        if self.grid.edited is None and isinstance(self.grid.model, MapView):
            self.show()


class AccountMapScreen(AccountMapPicture):
    """The map, and what its keys do."""

    BINDINGS = [
        Binding("f1", "help", show=False),
        Binding("f4", "panel", show=False),
        Binding("f7", "add", show=False),
        Binding("f9", "accept", show=False),
        Binding("ctrl+delete", "remove", show=False),
        Binding("ctrl+z", "back(True)", show=False),
        Binding("ctrl+y", "back(False)", show=False),
    ]

    @work(group="karta")
    async def action_add(self) -> None:
        """A new line, and its accounts to be typed."""
        if number := await self.bench.added():
            self.show(number)
            model = self.grid.model
            empty = isinstance(model, MapView) and not model.table.row(number).label
            self.grid.set_place(self.grid.row, CELLS.index(LABEL if empty else ACCOUNTS))
            self.grid.edit("")
        self.lines()

    @work(group="karta")
    async def action_remove(self) -> None:
        """The line under the cursor goes."""
        if self.number:
            await self.bench.removed(self.number)
            self.show()

    @work(group="karta")
    async def action_accept(self) -> None:
        """The proposal is taken."""
        self.show(await self.bench.accepted())

    @work(group="karta")
    async def action_back(self, backwards: bool) -> None:
        """Undo, redo."""
        self.show(await self.bench.back(backwards=backwards))

    @work(group="karta")
    async def action_help(self) -> None:
        """The keys."""
        await self.app.push_screen_wait(ReadingBox("Kontokarta", HELP))

    @work(group="karta")
    async def action_panel(self) -> None:
        """The whole panel, however small the screen."""
        lines = map_panel(self.shown, self.grid.state.place, 70)
        text = "\n".join("".join(text for text, _ in line) for line in lines)
        await self.app.push_screen_wait(ReadingBox("Kontokarta", text))

    @on(Grid.WrittenIn)
    def _written_in(self, event: Grid.WrittenIn) -> None:
        event.stop()
        model, row, column = event.place
        if isinstance(model, MapView):
            self._write(model.table.rows[row].id, column, event.text)

    @on(Grid.Emptied)
    def _emptied(self, event: Grid.Emptied) -> None:
        event.stop()
        model, row, column = event.place
        if isinstance(model, MapView) and model.editing(row, column) == "rad":
            self._write(model.table.rows[row].id, column, "")

    @work(group="karta")
    async def _write(self, number: str, place: int, text: str) -> None:
        await self.bench.written(number, place, text)
        self.show()

    @on(Grid.Pasted)
    def _pasted(self, event: Grid.Pasted) -> None:
        event.stop()
        if any(mark in event.text.strip() for mark in "\t\n"):
            self._paste(event.text)
        else:
            self.grid.begin(event.text.strip())

    @work(group="karta")
    async def _paste(self, text: str) -> None:
        self.show(await self.bench.pasted(text))

    @on(Grid.Refused)
    def _refused(self, event: Grid.Refused) -> None:
        event.stop()
        self.bench.say(event.sentence)
        self.lines()

    @on(Grid.Moved)
    def _moved(self, event: Grid.Moved) -> None:
        event.stop()
        self.bench.say("")
        self.lines()

    @on(Grid.Left)
    def _left(self, event: Grid.Left) -> None:
        event.stop()
        self.dismiss(None)

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        """Enter or typing where nothing can be written."""
        event.stop()
        if not self.shown.writable:
            self.bench.say(self.shown.obstacle or TAKE_FIRST)
            self.lines()

    @on(Grid.Stepped)
    @on(Rows.Clicked)
    def _nothing(self, event: Grid.Stepped | Rows.Clicked) -> None:
        """Nothing of it is for the workbench below."""
        event.stop()
