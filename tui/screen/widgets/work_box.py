"""Long work under way (*arbetsruta*): how far it has come, and a key that stops it."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tui.screen.widgets.dialogs import STYLE, Dialog, fixed
from tui.svenska.format import clean


class WorkBox(Dialog[None]):
    """Shown while something is being done. ``interrupted`` becomes true at Esc."""

    DEFAULT_CSS = STYLE.replace("InputBox", "WorkBox")
    BINDINGS = [Binding("escape", "cancel", show=False)]

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading, self.interrupted = heading, False

    def compose(self) -> ComposeResult:
        """How far it has come."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield fixed("…", "lage")
            yield fixed("Esc avbryter", "fot")

    def progress(self, done: int, all_: int) -> None:
        """So much is done, of so much."""
        if self.is_mounted:
            self.query_one(".lage", Static).update(Text(f"{done} av {all_} delar är klara."))

    def action_cancel(self) -> None:
        """Ask for it to stop; it closes when it has."""
        self.interrupted = True
        self.query_one(".fot", Static).update(Text("Avbryter …"))
