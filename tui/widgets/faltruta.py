"""One line to write, with what it holds now; what cannot be taken is said at once."""

from collections.abc import Callable

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static, TextArea

from tui.svenska.format import ren
from tui.widgets.dialoger import STIL, Dialog, fast

FOT = "Enter godkänner · Esc avbryter"


def _alltid_bra(_: str) -> str:
    return ""


class Faltruta(Dialog[str | None]):
    """A field with a start value. Gives the text (it may be empty), or None when left.

    ``prova`` returns the sentence that says why a text cannot be taken, "" when it can.
    """

    DEFAULT_CSS = STIL.replace("Skrivruta", "Faltruta")
    BINDINGS = [Binding("escape", "lamna", show=False)]

    def __init__(
        self, rubrik: str, ledtext: str, nu: str = "", prova: Callable[[str], str] = _alltid_bra
    ) -> None:
        super().__init__()
        self.rubrik, self.ledtext, self.nu, self.prova = rubrik, ledtext, nu, prova

    def compose(self) -> ComposeResult:
        """The field."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield fast(self.ledtext)
            yield Input(ren(self.nu), compact=True, select_on_focus=True)
            yield fast(FOT, "fot")

    @on(Input.Submitted)
    def _klar(self, handelse: Input.Submitted) -> None:
        self._prova(handelse.value.strip())

    def _prova(self, text: str) -> None:
        if nej := self.prova(text):
            self.query_one(".fot", Static).update(Text(ren(nej)))
        else:
            self.dismiss(text)

    def action_lamna(self) -> None:
        """Leave without a text."""
        self.dismiss(None)


class Faltrutor(Faltruta):
    """As ``Faltruta``, with several lines. F2 or Ctrl+S gives the text."""

    DEFAULT_CSS = STIL.replace("Skrivruta", "Faltrutor")
    BINDINGS = [
        Binding("ctrl+s,f2", "spara", show=False, priority=True),
        Binding("escape", "lamna", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """The editor."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield fast(self.ledtext)
            yield TextArea(ren(self.nu, radbrytningar=True))
            yield fast("F2 eller Ctrl+S sparar · Esc avbryter", "fot")

    def on_mount(self) -> None:
        """Start at the end of the text."""
        ruta = self.query_one(TextArea)
        ruta.focus()
        ruta.move_cursor(ruta.document.end)

    def action_spara(self) -> None:
        """Give the text, if it can be taken."""
        self._prova(self.query_one(TextArea).text)
