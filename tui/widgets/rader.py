"""A widget that shows lines of classed text: the bars, the panel, the footer."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import RenderResult
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.svenska.format import ren
from tui.widgets.farger import stil
from tui.widgets.modell import Textrad


def remsa(rad: Textrad, bredd: int, tema: str, grund: str) -> Strip:
    """One line as a strip of exactly ``bredd`` cells; control characters are made harmless."""
    bas = stil(tema, grund)
    bitar = [Segment(ren(text), bas + stil(tema, klass)) for text, klass in rad if text]
    return Strip(bitar).adjust_cell_length(bredd, bas)


class Rader(Widget):
    """Lines of text. ``grund`` is the class behind them all.

    A click posts ``Klickad`` with the line and column that was hit.
    """

    class Klickad(Message):
        """A click on the text at (x, y)."""

        def __init__(self, kalla: "Rader", x: int, y: int) -> None:
            self.kalla, self.x, self.y = kalla, x, y
            super().__init__()

    def __init__(self, *, grund: str = "grund", tema: str = "mork", id: str) -> None:
        super().__init__(id=id)
        self.grund, self.tema = grund, tema
        self._rader: tuple[Textrad, ...] = ()

    def visa(self, rader: Sequence[Textrad], tema: str | None = None) -> None:
        """Show these lines; only those that differ are repainted."""
        gamla, self._rader = self._rader, tuple(rader)
        if tema is not None and tema != self.tema:
            self.tema = tema
            self.refresh()
            return
        bredd = self.size.width
        andrade = [
            Region(0, y, bredd, 1)
            for y in range(max(len(gamla), len(self._rader)))
            if gamla[y : y + 1] != self._rader[y : y + 1]
        ]
        if andrade:
            self.refresh(*andrade)

    @property
    def text(self) -> str:
        """The plain text of what is shown, for tests and screen readers."""
        return "\n".join("".join(text for text, _ in rad) for rad in self._rader)

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        rad = self._rader[y] if y < len(self._rader) else ()
        return remsa(rad, self.size.width, self.tema, self.grund)

    def render(self) -> RenderResult:
        """Unused: the Line API draws."""
        return ""

    def on_click(self, handelse: Click) -> None:
        """Tell where the click hit."""
        self.post_message(self.Klickad(self, handelse.x, handelse.y))
