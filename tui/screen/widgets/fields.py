"""Dialogs that are written in: a line, several lines, a longer text.

What cannot be taken is said at once; nothing typed is thrown away in passing.
"""

from collections.abc import Callable
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, TextArea

from tui.screen.widgets.dialogs import Dialog, fixed
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import clean

Read = TypeVar("Read")
"""What a text is read as."""


def some(sentence: str) -> Callable[[str], str | Refusal]:
    """What reads a text that must say something; the sentence is what is said of none."""
    return lambda text: text or Refusal(sentence)


class AnswerBox(Dialog[Read | None]):
    """A field with a start value. Gives what is read out of its text, None when left.

    ``read`` is given the text; what it gives is the answer, unless it is why the text cannot be
    taken: a ``Refusal``, or a ValueError whose message is a Swedish sentence.
    """

    BINDINGS = [Binding("escape", "leave", show=False)]
    FOOT = "Enter godkänner · Esc avbryter"

    def __init__(
        self,
        heading: str,
        hint: str,
        now: str,
        read: Callable[[str], Read | Refusal],
        *,
        at_end: bool = False,
    ) -> None:
        """``at_end``: what stands there is the beginning of what is being typed."""
        super().__init__(heading)
        self.hint, self.now, self.read, self.at_end = hint, now, read, at_end

    def content(self) -> ComposeResult:
        """The field."""
        yield fixed(self.hint)
        yield self.field()
        yield fixed(self.FOOT, "fot")

    def field(self) -> Input | TextArea:
        """What is written in."""
        return Input(clean(self.now), compact=True, select_on_focus=not self.at_end)

    @on(Input.Submitted)
    def _ready(self, event: Input.Submitted) -> None:
        self._try(event.value.strip())

    def _try(self, text: str) -> None:
        try:
            read = self.read(text)
        except ValueError as error:
            read = Refusal(str(error))
        if isinstance(read, Refusal):
            self.foot(read.sentence)
        else:
            self.dismiss(read)

    def action_leave(self) -> None:
        """Leave without a text."""
        self.dismiss(None)


class AnswerBoxes(AnswerBox[Read]):
    """As ``AnswerBox``, with several lines. F2 or Ctrl+S gives the text."""

    BINDINGS = [
        Binding("ctrl+s,f2", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+a", "mark_everything", show=False, priority=True),
    ]
    FOOT = "F2 eller Ctrl+S sparar · Esc avbryter"

    def field(self) -> TextArea:
        """The editor."""
        return TextArea(clean(self.now, line_breaks=True))

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


class FieldBox(AnswerBox[str]):
    """A field that takes any text, none too."""

    def __init__(self, heading: str, hint: str, now: str = "") -> None:
        super().__init__(heading, hint, now, str)


class InputBox(FieldBox):
    """A line that must say something: Enter on an empty one does nothing."""

    def _try(self, text: str) -> None:
        if text:
            super()._try(text)


class TextBox(AnswerBoxes[str]):
    """A longer text: once it is changed, it is thrown away only at a second Esc."""

    _warned = False

    def __init__(self, heading: str, now: str) -> None:
        super().__init__(heading, "", now, str)

    def content(self) -> ComposeResult:
        """The editor, and nothing over it."""
        yield self.field()
        yield fixed(self.FOOT, "fot")

    def action_leave(self) -> None:
        """Leave, or say that the text has been changed."""
        if self._warned or self.query_one(TextArea).text == clean(self.now, line_breaks=True):
            super().action_leave()
            return
        self._warned = True
        self.foot("Texten är ändrad. Esc igen kastar ändringen, F2 sparar den.")
