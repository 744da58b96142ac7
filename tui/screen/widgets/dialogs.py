"""Dialogs: choose from a list, answer a question, read a text, wait for a long job.

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
from textual.events import Key, Paste, Resize
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.svenska.format import clean


def fixed(text: str, class_: str = "") -> Static:
    """A text that is shown as it is, whatever stands in it."""
    return Static(Text(clean(text, line_breaks=True)), markup=False, classes=class_)


Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A dialog is answered once, and only while it is on top.

    A second click or key on its way meets one that has closed; and closing one that lies under
    another would close the other in its stead (a dimmed screen is ``is_current`` all the same).
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    .ruta { width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 0 1;
            background: $surface; border: round $accent; border-title-color: $foreground; }
    .ruta OptionList { height: auto; max-height: 16; border: none; background: $surface;
                       padding: 0; }
    .ruta Input { border: none; height: 1; padding: 0; background: $panel; }
    .ruta TextArea { height: 12; border: none; }
    .ruta .fot { color: $text-muted; height: auto; }
    .ruta VerticalScroll { height: auto; max-height: 75vh; }
    """

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = heading

    def compose(self) -> ComposeResult:
        """A box with a heading; what stands in it is ``content``."""
        with Vertical(classes="ruta") as box:
            box.border_title = Text(clean(self.heading))
            yield from self.content()

    def content(self) -> ComposeResult:
        """What stands in the box."""
        yield from ()

    def foot(self, text: str) -> None:
        """Say something at the foot of the box."""
        self.query_one(".fot", Static).update(Text(clean(text)))

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close, with the answer."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


_NO_WORDS: Mapping[str, str] = {}


class Chooser(Dialog[str]):
    """A list to choose from, narrowed by typing. Gives the chosen id, "" when left.

    An item without an id is a heading of those after it, which is not chosen. What is searched for
    comes first where a name begins so; ``words`` are what else an item is found by, with commas.
    """

    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        heading: str,
        items: Sequence[tuple[str, str, str]],
        selected: str = "",
        *,
        words: Mapping[str, str] = _NO_WORDS,
    ) -> None:
        super().__init__(heading)
        self.items, self.selected, self.words = tuple(items), selected, words

    def content(self) -> ComposeResult:
        """A field to narrow with, and the list."""
        yield Input(placeholder="Skriv för att söka", id="sok", compact=True)
        yield OptionList(*self._choice(""), id="lista", compact=True)
        yield fixed("↑↓ väljer · Enter öppnar · Esc lämnar", "fot")

    def on_mount(self) -> None:
        """Start on the present choice."""
        ids = [id_ for id_, _, _ in self.items]
        if self.selected and self.selected in ids:
            self._list.highlighted = ids.index(self.selected)
        else:
            self._to_first()
        self.query_one("#sok").focus()

    def on_resize(self, event: Resize) -> None:
        """The list is as high as the box may be, but for the field, the foot and the border."""
        self._list.styles.max_height = event.size.height * 9 // 10 - 4

    @property
    def _list(self) -> OptionList:
        return self.query_one("#lista", OptionList)

    def _choice(self, searched: str) -> list[Option]:
        if not searched.strip():
            return [self._option(i) for i in range(len(self.items))]
        found = [
            (rank, i)
            for i, (id_, name, addition) in enumerate(self.items)
            if id_
            and (rank := _rank(searched, name, addition, self.words.get(id_, ""))) is not None
        ]
        nothing = Option(Text(f"Inget hittades för ”{clean(searched.strip())}”."), disabled=True)
        return [self._option(i) for _, i in sorted(found)] or [nothing]

    def _option(self, place: int) -> Option:
        id_, name, addition = self.items[place]
        row = _choice_row(name, addition, heading=not id_)
        return Option(row, id=f"p{place}", disabled=not id_)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, searched: str) -> None:
        self._list.clear_options()
        self._list.add_options(self._choice(searched))
        self._to_first()

    def _to_first(self) -> None:
        options = self._list.options
        self._list.highlighted = next((i for i, o in enumerate(options) if not o.disabled), None)

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        place = self._list.highlighted
        if place is not None and self._list.option_count:
            self._give(self._list.get_option_at_index(place))
        else:
            self._entered(event.value)

    def _entered(self, text: str) -> None:
        """Enter on a text that nothing in the list is."""

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


def _rank(searched: str, name: str, addition: str, words: str) -> int | None:
    """How well an item is what is searched for, 0 best; None where it is not."""
    said, parts = " ".join(searched.casefold().split()), searched.casefold().split()
    called = " ".join(name.casefold().split())
    others = [word.strip() for word in words.casefold().split(",")]
    whole = f"{called} {addition.casefold()}"
    if called.startswith(said):
        return 0
    if any(other.startswith(said) for other in others):
        return 1
    if all(part in whole for part in parts):
        return 2
    return 3 if all(part in f"{whole} {words.casefold()}" for part in parts) else None


def _choice_row(name: str, addition: str, *, heading: bool = False) -> Text:
    text = Text(clean(name), style="bold" if heading else "")
    if addition:
        text.append(f"   {clean(addition)}", style="dim")
    return text


class Question(Dialog[str]):
    """A question with a key for each answer; Enter takes the first. Gives its id, "" when left.

    Figures typed meanwhile are collected in ``typed``: nothing typed is lost.
    """

    def __init__(
        self,
        heading: str,
        text: str,
        answer: Mapping[str, tuple[str, str]],
        typed: str = "",
        *,
        leave: str = "Avbryt",
    ) -> None:
        """``leave``: what Esc does, in words."""
        super().__init__(heading)
        self.question_text, self.answer, self.typed, self.leave = text, answer, typed, leave

    def content(self) -> ComposeResult:
        """The question, and the answers with their keys."""
        yield from self._about()
        keys = ("Enter" if key == "enter" else key.upper() for key in self.answer)
        rows = [f"{k:>6}  {text}" for k, (_, text) in zip(keys, self.answer.values(), strict=True)]
        yield fixed("\n" + "\n".join([*rows, f"   Esc  {self.leave}"]))
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
        self.foot(self._typed_text())


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

    def _typed_text(self) -> str:
        return super()._typed_text() or "↑↓ rullar"

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


class ReadingBox(Dialog[None]):
    """A text to read."""

    BINDINGS = [Binding("escape,f1,q,enter", "leave", show=False)]

    def __init__(self, heading: str, text: str) -> None:
        super().__init__(heading)
        self.text = text

    def content(self) -> ComposeResult:
        """The text, which scrolls."""
        with VerticalScroll():
            yield fixed(self.text)
        yield fixed("↑↓ rullar · Esc stänger", "fot")

    def on_mount(self) -> None:
        """The text has the keyboard."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


class WorkBox(Dialog[None]):
    """Shown while something is being done. ``interrupted`` becomes true at Esc."""

    BINDINGS = [Binding("escape", "cancel", show=False)]

    interrupted = False

    def content(self) -> ComposeResult:
        """How far it has come."""
        yield fixed("…", "lage")
        yield fixed("Esc avbryter", "fot")

    def progress(self, done: int, all_: int) -> None:
        """So much is done, of so much."""
        # The box may be gone already while the thread still tells.
        for line in self.query(".lage").results(Static):
            line.update(Text(f"{done} av {all_} delar är klara."))

    def action_cancel(self) -> None:
        """Ask for it to stop; it closes when it has."""
        self.interrupted = True
        self.foot("Avbryter …")
