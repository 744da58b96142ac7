"""Dialogs: choose from a list, write a longer text, answer a question, read the help.

Every text is shown literally; nothing in it is markup.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.events import Key, Paste
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from tui.svenska.format import clean

STYLE = """
Chooser, TextBox, Question, InputBox, ReadingBox { align: center middle; background: $background 60%; }
.ruta { width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 0 1;
        background: $surface; border: round $accent; border-title-color: $foreground; }
.ruta OptionList { height: auto; max-height: 16; border: none; background: $surface; padding: 0; }
.ruta Input { border: none; height: 1; padding: 0; background: $panel; }
.ruta TextArea { height: 12; border: none; }
.ruta .fot { color: $text-muted; height: auto; }
.ruta VerticalScroll { height: auto; max-height: 24; }
"""


def fixed(text: str, class_: str = "") -> Static:
    """A text that is shown as it is, whatever stands in it."""
    return Static(Text(clean(text, line_breaks=True)), markup=False, classes=class_)


Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog is answered once, and only while it is on top.

    A second click or key on its way meets one that has closed; and closing one that lies under
    another would close the other in its stead (a dimmed screen is ``is_current`` all the same).
    """

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close, with the answer."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Chooser(Dialog[str]):
    """A list to choose from, narrowed by typing. Gives the chosen id, "" when left."""

    DEFAULT_CSS = STYLE
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(
        self, heading: str, items: Sequence[tuple[str, str, str]], selected: str = ""
    ) -> None:
        super().__init__()
        self.heading, self.items, self.selected = heading, tuple(items), selected

    def compose(self) -> ComposeResult:
        """A field to narrow with, and the list."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield Input(placeholder="Skriv för att söka", id="sok", compact=True)
            yield OptionList(*self._choice(""), id="lista", compact=True)
            yield fixed("↑↓ väljer · Enter öppnar · Esc lämnar", "fot")

    def on_mount(self) -> None:
        """Start on the present choice."""
        ids = [id_ for id_, _, _ in self.items]
        self._list.highlighted = ids.index(self.selected) if self.selected in ids else 0
        self.query_one("#sok").focus()

    @property
    def _list(self) -> OptionList:
        return self.query_one("#lista", OptionList)

    def _choice(self, searched: str) -> list[Option]:
        parts = searched.casefold().split()
        return [
            Option(_choice_row(name, addition), id=f"p{i}")
            for i, (_, name, addition) in enumerate(self.items)
            if all(part_ in f"{name} {addition}".casefold() for part_ in parts)
        ]

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._list.clear_options()
        self._list.add_options(self._choice(event.value))
        if self._list.option_count:
            self._list.highlighted = 0

    @on(Input.Submitted)
    def _enter(self) -> None:
        place = self._list.highlighted
        if place is not None and self._list.option_count:
            self._give(self._list.get_option_at_index(place))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._give(event.option)

    def _give(self, choice: Option) -> None:
        self.dismiss(self.items[int((choice.id or "p0")[1:])][0])

    def on_key(self, event: Key) -> None:
        """The arrows move in the list while the text field has the keyboard."""
        move = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down",
                 "pageup": "page_up"}  # fmt: skip
        if event.key in move:
            event.stop()
            event.prevent_default()
            getattr(self._list, f"action_{move[event.key]}")()

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss("")


def _choice_row(name: str, addition: str) -> Text:
    text = Text(clean(name))
    if addition:
        text.append(f"   {clean(addition)}", style="dim")
    return text


class TextBox(Dialog[str | None]):
    """An editor for a longer text. Gives the text, or None when left without a change."""

    DEFAULT_CSS = STYLE
    BINDINGS = [
        Binding("ctrl+s,f2", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        Binding("ctrl+a", "mark_everything", show=False, priority=True),
    ]

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self.heading, self.text, self._warned = heading, text, False

    def compose(self) -> ComposeResult:
        """The editor and its keys."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield TextArea(clean(self.text, line_breaks=True), soft_wrap=True)
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
        """Give the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Leave; a changed text is thrown away only at a second Esc."""
        if self._warned or self.query_one(TextArea).text == clean(self.text, line_breaks=True):
            self.dismiss(None)
            return
        self._warned = True
        self.query_one(".fot", Static).update(
            Text("Texten är ändrad. Esc igen kastar ändringen, F2 sparar den.")
        )


class Question(Dialog[str]):
    """A question with a key for each answer; Enter takes the first. Gives its id, "" when left.

    Figures typed meanwhile are collected in ``typed``: nothing typed is lost.
    """

    DEFAULT_CSS = STYLE

    def __init__(
        self, heading: str, text: str, answer: Mapping[str, tuple[str, str]], typed: str = ""
    ) -> None:
        super().__init__()
        self.heading, self.question_text, self.answer = heading, text, answer
        self.typed = typed

    def compose(self) -> ComposeResult:
        """The question, and the answers with their keys."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield from self._about()
            name = {"enter": "Enter", "escape": "Esc"}
            rows = [f"{name.get(t, t.upper()):>6}  {text}" for t, (_, text) in self.answer.items()]
            yield fixed("\n" + "\n".join([*rows, "   Esc  Avbryt"]))
            yield fixed(self._typed_text(), "fot")

    def _about(self) -> ComposeResult:
        yield fixed(self.question_text)

    def _typed_text(self) -> str:
        return f"Du har skrivit: {self.typed}" if self.typed else ""

    def on_key(self, event: Key) -> None:
        """An answer's key gives it; other characters are kept for the cell."""
        event.stop()
        event.prevent_default()
        if event.key in self.answer:
            self.dismiss(self.answer[event.key][0])
        elif event.key == "escape":
            self.dismiss("")
        elif event.is_printable and event.character and self.typed:
            self._collect(event.character)

    def on_paste(self, event: Paste) -> None:
        """A paste is kept for the cell."""
        event.stop()
        self._collect(event.text.strip("\r\n"))

    def _collect(self, text: str) -> None:
        self.typed += text
        self.query_one(".fot", Static).update(Text(clean(self._typed_text())))


class InputBox(Dialog[str]):
    """One line to write. Gives the text, "" when left."""

    DEFAULT_CSS = STYLE
    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, heading: str, hint: str) -> None:
        super().__init__()
        self.heading, self.hint = heading, hint

    def compose(self) -> ComposeResult:
        """The field."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield fixed(self.hint)
            yield Input(compact=True)
            yield fixed("Enter godkänner · Esc avbryter", "fot")

    @on(Input.Submitted)
    def _ready(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())

    def action_leave(self) -> None:
        """Leave without a text."""
        self.dismiss("")


class ReadingBox(Dialog[None]):
    """A text to read."""

    DEFAULT_CSS = STYLE
    BINDINGS = [Binding("escape,f1,q,enter", "leave", show=False)]

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self.heading, self.text = heading, text

    def compose(self) -> ComposeResult:
        """The text, which scrolls."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            with VerticalScroll():
                yield fixed(self.text)
            yield fixed("↑↓ rullar · Esc stänger", "fot")

    def on_mount(self) -> None:
        """The text has the keyboard."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
