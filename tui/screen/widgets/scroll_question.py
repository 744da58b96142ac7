"""A question about something too long for the screen: the text scrolls, the answers stay."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key, Paste

from tui.screen.widgets.dialogs import Question

SCROLLS = {
    "down": "scroll_down",
    "up": "scroll_up",
    "pagedown": "scroll_page_down",
    "pageup": "scroll_page_up",
    "home": "scroll_home",
    "end": "scroll_end",
}


class ScrollQuestion(Question):
    """As ``Question``, with its text in a box of its own."""

    DEFAULT_CSS = """
    ScrollQuestion .ruta { width: 110; }
    ScrollQuestion .ruta VerticalScroll { max-height: 55vh; }
    """

    def _about(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield from super()._about()

    def on_key(self, event: Key) -> None:
        """The arrows scroll; the rest answers."""
        if event.key in SCROLLS:
            event.stop()
            event.prevent_default()
            getattr(self.query_one(VerticalScroll), SCROLLS[event.key])(animate=False)
        else:
            super().on_key(event)


class Preview(ScrollQuestion):
    """What is about to happen: a second paste meanwhile is not collected for a cell."""

    def on_paste(self, event: Paste) -> None:
        """The first one is still being looked at."""
        event.stop()
        event.prevent_default()
