"""The grid's showing half: content, cursor and lines on Textual's Line API.

It repaints only the lines that change. Columns scroll whole: a figure that is cut in half could
be read as another figure.
"""

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.farger import stil
from tui.widgets.modell import Rutmodell, Tommodell
from tui.widgets.redigering import Rad
from tui.widgets.rutform import forsta_for, synliga_kolumner
from tui.widgets.rutritning import Radlage, radremsa, rubrikhojd, rubrikremsa


class Rutvisare(ScrollView, can_focus=True):
    """A grid of cells with a cursor."""

    DEFAULT_CSS = """
    Rutvisare { height: auto; max-height: 65%; scrollbar-size-vertical: 1; }
    """

    class Flyttad(Message):
        """The cursor went to another cell."""

    def __init__(self, *, id: str, tema: str = "mork") -> None:
        super().__init__(id=id)
        self.tema = tema
        self.modell: Rutmodell = Tommodell()
        self.rad, self.kolumn, self.forsta = 0, 1, 1
        self.redigeras: Rad | None = None

    def visa(self, modell: Rutmodell, rad: int = 0, kolumn: int = 1) -> None:
        """Show another content, with the cursor where it is asked to be."""
        self.modell, self.redigeras, self.forsta = modell, None, 1
        self._mat()
        self.rad, self.kolumn = self._inom(rad, kolumn)
        self._hall_synlig()
        self.refresh(layout=True)

    def uppdatera(self, modell: Rutmodell) -> int:
        """Show a new version of the same table; returns the number of lines repainted."""
        gamla, self.modell = self.modell, modell
        if (gamla.antal_rader, gamla.kolumner) != (modell.antal_rader, modell.kolumner):
            self._mat()
            self.rad, self.kolumn = self._inom(self.rad, self.kolumn)
            self._hall_synlig()
            self.refresh(layout=True)
            return modell.antal_rader
        kolumner = (0, *self.synliga())
        andrade = [
            rad
            for rad in self._synliga_rader()
            if any(gamla.ruta(rad, k) != modell.ruta(rad, k) for k in kolumner)
        ]
        self._mala(*andrade)
        return len(andrade)

    def stall(self, rad: int, kolumn: int) -> None:
        """Put the cursor on a cell, within the grid, and tell of it."""
        fore = (self.rad, self.kolumn)
        self.rad, self.kolumn = self._inom(rad, kolumn)
        if fore == (self.rad, self.kolumn):
            return
        self._hall_synlig()
        self._mala(fore[0], self.rad)
        self.post_message(self.Flyttad())

    @property
    def synlig_bredd(self) -> int:
        """The width beside any scroll bar: a figure under it would be read as another figure."""
        return self.scrollable_size.width

    def synliga(self) -> tuple[int, ...]:
        """The scrolling columns that are in sight."""
        return synliga_kolumner(self.modell.kolumner, self.forsta, self.synlig_bredd)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as the heading and the rows."""
        return self.virtual_size.height

    def render_line(self, y: int) -> Strip:
        """One line: of the heading, or of a row."""
        bredd, hojd = self.synlig_bredd, rubrikhojd(self.modell)
        if y < hojd:
            return rubrikremsa(self.modell, self.synliga(), y, bredd, self.tema)
        rad = y - hojd + self.scroll_offset.y
        if rad >= self.modell.antal_rader:
            return Strip.blank(bredd, stil(self.tema, "grund"))
        vald = rad == self.rad
        lage = Radlage(self.kolumn, self.has_focus, self.redigeras) if vald else Radlage()
        return radremsa(self.modell, rad, self.synliga(), lage, bredd, self.tema)

    def _mat(self) -> None:
        self.virtual_size = Size(1, rubrikhojd(self.modell) + self.modell.antal_rader)

    def _inom(self, rad: int, kolumn: int) -> tuple[int, int]:
        sista_rad = max(0, self.modell.antal_rader - 1)
        sista_kolumn = len(self.modell.kolumner) - 1
        return max(0, min(rad, sista_rad)), max(0, min(kolumn, sista_kolumn))

    def _hall_synlig(self) -> None:
        forsta = forsta_for(self.modell.kolumner, self.kolumn, self.forsta, self.synlig_bredd)
        if forsta != self.forsta:
            self.forsta = forsta
            self.refresh()
        plats = self.size.height - rubrikhojd(self.modell)
        topp = max(min(self.scroll_offset.y, self.rad), self.rad - plats + 1) if plats > 0 else 0
        if topp != self.scroll_offset.y:
            self.scroll_to(y=topp, animate=False, force=True, immediate=True)

    def _synliga_rader(self) -> range:
        topp = self.scroll_offset.y
        return range(topp, min(self.modell.antal_rader, topp + self.size.height))

    def _mala(self, *rader: int) -> None:
        hojd = rubrikhojd(self.modell)
        ytor = [
            Region(0, y, self.synlig_bredd, 1)
            for y in (hojd + rad - self.scroll_offset.y for rad in rader)
            if hojd <= y < self.size.height
        ]
        if ytor:
            self.refresh(*ytor)
