"""Long work under way (*arbetsruta*): how far it has come, and a key that stops it."""

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from tui.svenska.format import ren
from tui.widgets.dialoger import STIL, Dialog, fast


class Arbetsruta(Dialog[None]):
    """Shown while something is being done. ``avbruten`` becomes true at Esc."""

    DEFAULT_CSS = STIL.replace("Skrivruta", "Arbetsruta")
    BINDINGS = [Binding("escape", "avbryt", show=False)]

    def __init__(self, rubrik: str) -> None:
        super().__init__()
        self.rubrik, self.avbruten = rubrik, False

    def compose(self) -> ComposeResult:
        """How far it has come."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield fast("…", "lage")
            yield fast("Esc avbryter", "fot")

    def framsteg(self, gjorda: int, alla: int) -> None:
        """So much is done, of so much."""
        if self.is_mounted:
            self.query_one(".lage", Static).update(Text(f"{gjorda} av {alla} delar är klara."))

    def action_avbryt(self) -> None:
        """Ask for it to stop; it closes when it has."""
        self.avbruten = True
        self.query_one(".fot", Static).update(Text("Avbryter …"))
