"""A widget that shows lines of classed text: the bars, the panel, the footer."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import RenderResult
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.screen.widgets.colours import style
from tui.screen.widgets.model import TextLine
from tui.svenska.format import clean


def strip(row: TextLine, width: int, theme: str, basis: str) -> Strip:
    """One line as a strip of exactly ``width`` cells; control characters are made harmless."""
    base = style(theme, basis)
    pieces = [Segment(clean(text), base + style(theme, class_)) for text, class_ in row if text]
    return Strip(pieces).adjust_cell_length(width, base)


class Rows(Widget):
    """Lines of text. ``basis`` is the class behind them all.

    A click posts ``Clicked`` with the line and column that was hit.
    """

    class Clicked(Message):
        """A click on the text at (x, y)."""

        def __init__(self, source: "Rows", x: int, y: int) -> None:
            self.source, self.x, self.y = source, x, y
            super().__init__()

    def __init__(self, *, basis: str = "grund", theme: str = "mork", id: str) -> None:
        super().__init__(id=id)
        self.basis, self.theme = basis, theme
        self._rows: tuple[TextLine, ...] = ()

    def show(self, rows: Sequence[TextLine], theme: str | None = None) -> None:
        """Show these lines; only those that differ are repainted."""
        old_ones, self._rows = self._rows, tuple(rows)
        if theme is not None and theme != self.theme:
            self.theme = theme
            self.refresh()
            return
        width = self.size.width
        changed = [
            Region(0, y, width, 1)
            for y in range(max(len(old_ones), len(self._rows)))
            if old_ones[y : y + 1] != self._rows[y : y + 1]
        ]
        if changed:
            self.refresh(*changed)

    @property
    def text(self) -> str:
        """The plain text of what is shown, for tests and screen readers."""
        return "\n".join("".join(text for text, _ in row) for row in self._rows)

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        row = self._rows[y] if y < len(self._rows) else ()
        return strip(row, self.size.width, self.theme, self.basis)

    def render(self) -> RenderResult:
        """Unused: the Line API draws."""
        return ""

    def on_click(self, event: Click) -> None:
        """Tell where the click hit."""
        self.post_message(self.Clicked(self, event.x, event.y))
