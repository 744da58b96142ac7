"""A question about something too long for the screen: the text scrolls, the answers stay."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key, Paste

from tui.widgets.dialoger import Fraga

RULLAR = {
    "down": "scroll_down",
    "up": "scroll_up",
    "pagedown": "scroll_page_down",
    "pageup": "scroll_page_up",
    "home": "scroll_home",
    "end": "scroll_end",
}


class Rullfraga(Fraga):
    """As ``Fraga``, with its text in a box of its own."""

    DEFAULT_CSS = """
    Rullfraga .ruta { width: 110; }
    Rullfraga .ruta VerticalScroll { max-height: 55vh; }
    """

    def _om(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield from super()._om()

    def on_key(self, handelse: Key) -> None:
        """The arrows scroll; the rest answers."""
        if handelse.key in RULLAR:
            handelse.stop()
            handelse.prevent_default()
            getattr(self.query_one(VerticalScroll), RULLAR[handelse.key])(animate=False)
        else:
            super().on_key(handelse)


class Forhandsvisning(Rullfraga):
    """What is about to happen: a second paste meanwhile is not collected for a cell."""

    def on_paste(self, handelse: Paste) -> None:
        """The first one is still being looked at."""
        handelse.stop()
        handelse.prevent_default()
