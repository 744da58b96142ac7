"""Dialogs that are written in: a line, several lines, a longer text.

What cannot be taken is said at once; nothing typed is thrown away in passing.
"""

from collections.abc import Callable

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static, TextArea

from tui.screen.widgets.dialogs import Dialog, fixed
from tui.svenska.format import clean

FOOTER = "Enter godkänner · Esc avbryter"


def _always_bra(_: str) -> str:
    return ""


class FieldBox(Dialog[str | None]):
    """A field with a start value. Gives the text (it may be empty), or None when left.

    ``try_`` returns the sentence that says why a text cannot be taken, "" when it can.
    """

    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        heading: str,
        hint: str,
        now: str = "",
        try_: Callable[[str], str] = _always_bra,
        *,
        at_end: bool = False,
    ) -> None:
        """``at_end``: what stands there is the beginning of what is being typed."""
        super().__init__()
        self.heading, self.hint, self.now, self.try_ = heading, hint, now, try_
        self.at_end = at_end

    def compose(self) -> ComposeResult:
        """The field."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield fixed(self.hint)
            yield Input(clean(self.now), compact=True, select_on_focus=not self.at_end)
            yield fixed(FOOTER, "fot")

    @on(Input.Submitted)
    def _ready(self, event: Input.Submitted) -> None:
        self._try(event.value.strip())

    def _try(self, text: str) -> None:
        if no := self.try_(text):
            self.query_one(".fot", Static).update(Text(clean(no)))
        else:
            self.dismiss(text)

    def action_leave(self) -> None:
        """Leave without a text."""
        self.dismiss(None)


class FieldBoxes(FieldBox):
    """As ``FieldBox``, with several lines. F2 or Ctrl+S gives the text."""

    BINDINGS = [
        Binding("ctrl+s,f2", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+a", "mark_everything", show=False, priority=True),
    ]

    def compose(self) -> ComposeResult:
        """The editor."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            if self.hint:
                yield fixed(self.hint)
            yield TextArea(clean(self.now, line_breaks=True))
            yield fixed("F2 eller Ctrl+S sparar · Esc avbryter", "fot")

    def on_mount(self) -> None:
        """Start at the end of the text."""
        box = self.query_one(TextArea)
        box.focus()
        box.move_cursor(box.document.end)

    def action_mark_everything(self) -> None:
        """Select all, as Ctrl+A does elsewhere (Textual's goes to the start of the line)."""
        self.query_one(TextArea).select_all()

    def action_save(self) -> None:
        """Give the text, if it can be taken."""
        self._try(self.query_one(TextArea).text)


class InputBox(FieldBox):
    """A line that must say something. Gives the text, or None when left."""

    def _try(self, text: str) -> None:
        if text:
            super()._try(text)


class TextBox(FieldBoxes):
    """A longer text: once it is changed, it is thrown away only at a second Esc."""

    _warned = False

    def action_leave(self) -> None:
        """Leave, or say that the text has been changed."""
        if self._warned or self.query_one(TextArea).text == clean(self.now, line_breaks=True):
            super().action_leave()
            return
        self._warned = True
        self.query_one(".fot", Static).update(
            Text("Texten är ändrad. Esc igen kastar ändringen, F2 sparar den.")
        )
