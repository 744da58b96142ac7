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

from tui.svenska.format import ren

STIL = """
Valjare, Textruta, Fraga, Skrivruta, Lasruta { align: center middle; background: $background 60%; }
.ruta { width: 76; max-width: 96%; height: auto; max-height: 90%; padding: 0 1;
        background: $surface; border: round $accent; border-title-color: $foreground; }
.ruta OptionList { height: auto; max-height: 16; border: none; background: $surface; padding: 0; }
.ruta Input { border: none; height: 1; padding: 0; background: $panel; }
.ruta TextArea { height: 12; border: none; }
.ruta .fot { color: $text-muted; height: auto; }
.ruta VerticalScroll { height: auto; max-height: 24; }
"""


def fast(text: str, klass: str = "") -> Static:
    """A text that is shown as it is, whatever stands in it."""
    return Static(Text(ren(text, radbrytningar=True)), markup=False, classes=klass)


Svar = TypeVar("Svar")


class Dialog(ModalScreen[Svar]):
    """A dialog is answered once, and only while it is on top.

    A second click or key on its way meets one that has closed; and closing one that lies under
    another would close the other in its stead (a dimmed screen is ``is_current`` all the same).
    """

    def dismiss(self, result: Svar | None = None) -> AwaitComplete:
        """Close, with the answer."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Valjare(Dialog[str]):
    """A list to choose from, narrowed by typing. Gives the chosen id, "" when left."""

    DEFAULT_CSS = STIL
    BINDINGS = [Binding("escape", "lamna", show=False)]

    def __init__(self, rubrik: str, poster: Sequence[tuple[str, str, str]], vald: str = "") -> None:
        super().__init__()
        self.rubrik, self.poster, self.vald = rubrik, tuple(poster), vald

    def compose(self) -> ComposeResult:
        """A field to narrow with, and the list."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield Input(placeholder="Skriv för att söka", id="sok", compact=True)
            yield OptionList(*self._val(""), id="lista", compact=True)
            yield fast("↑↓ väljer · Enter öppnar · Esc lämnar", "fot")

    def on_mount(self) -> None:
        """Start on the present choice."""
        ids = [id_ for id_, _, _ in self.poster]
        self._lista.highlighted = ids.index(self.vald) if self.vald in ids else 0
        self.query_one("#sok").focus()

    @property
    def _lista(self) -> OptionList:
        return self.query_one("#lista", OptionList)

    def _val(self, sokt: str) -> list[Option]:
        delar = sokt.casefold().split()
        return [
            Option(_valrad(namn, tillagg), id=f"p{i}")
            for i, (_, namn, tillagg) in enumerate(self.poster)
            if all(del_ in f"{namn} {tillagg}".casefold() for del_ in delar)
        ]

    @on(Input.Changed)
    def _sok(self, handelse: Input.Changed) -> None:
        self._lista.clear_options()
        self._lista.add_options(self._val(handelse.value))
        if self._lista.option_count:
            self._lista.highlighted = 0

    @on(Input.Submitted)
    def _enter(self) -> None:
        plats = self._lista.highlighted
        if plats is not None and self._lista.option_count:
            self._ge(self._lista.get_option_at_index(plats))

    @on(OptionList.OptionSelected)
    def _klickad(self, handelse: OptionList.OptionSelected) -> None:
        self._ge(handelse.option)

    def _ge(self, val: Option) -> None:
        self.dismiss(self.poster[int((val.id or "p0")[1:])][0])

    def on_key(self, handelse: Key) -> None:
        """The arrows move in the list while the text field has the keyboard."""
        flytt = {"down": "cursor_down", "up": "cursor_up", "pagedown": "page_down",
                 "pageup": "page_up"}  # fmt: skip
        if handelse.key in flytt:
            handelse.stop()
            handelse.prevent_default()
            getattr(self._lista, f"action_{flytt[handelse.key]}")()

    def action_lamna(self) -> None:
        """Leave without a choice."""
        self.dismiss("")


def _valrad(namn: str, tillagg: str) -> Text:
    text = Text(ren(namn))
    if tillagg:
        text.append(f"   {ren(tillagg)}", style="dim")
    return text


class Textruta(Dialog[str | None]):
    """An editor for a longer text. Gives the text, or None when left without a change."""

    DEFAULT_CSS = STIL
    BINDINGS = [
        Binding("ctrl+s,f2", "spara", show=False, priority=True),
        Binding("escape", "lamna", show=False, priority=True),
        Binding("ctrl+a", "markera_allt", show=False, priority=True),
    ]

    def __init__(self, rubrik: str, text: str) -> None:
        super().__init__()
        self.rubrik, self.text, self._varnad = rubrik, text, False

    def compose(self) -> ComposeResult:
        """The editor and its keys."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield TextArea(ren(self.text, radbrytningar=True), soft_wrap=True)
            yield fast("F2 eller Ctrl+S sparar · Esc avbryter", "fot")

    def on_mount(self) -> None:
        """Start at the end of the text."""
        ruta = self.query_one(TextArea)
        ruta.focus()
        ruta.move_cursor(ruta.document.end)

    def action_markera_allt(self) -> None:
        """Select all, as Ctrl+A does elsewhere (Textual's goes to the start of the line)."""
        self.query_one(TextArea).select_all()

    def action_spara(self) -> None:
        """Give the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_lamna(self) -> None:
        """Leave; a changed text is thrown away only at a second Esc."""
        if self._varnad or self.query_one(TextArea).text == ren(self.text, radbrytningar=True):
            self.dismiss(None)
            return
        self._varnad = True
        self.query_one(".fot", Static).update(
            Text("Texten är ändrad. Esc igen kastar ändringen, F2 sparar den.")
        )


class Fraga(Dialog[str]):
    """A question with a key for each answer; Enter takes the first. Gives its id, "" when left.

    Figures typed meanwhile are collected in ``skrivet``: nothing typed is lost.
    """

    DEFAULT_CSS = STIL

    def __init__(
        self, rubrik: str, text: str, svar: Mapping[str, tuple[str, str]], skrivet: str = ""
    ) -> None:
        super().__init__()
        self.rubrik, self.fragetext, self.svar = rubrik, text, svar
        self.skrivet = skrivet

    def compose(self) -> ComposeResult:
        """The question, and the answers with their keys."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield from self._om()
            namn = {"enter": "Enter", "escape": "Esc"}
            rader = [f"{namn.get(t, t.upper()):>6}  {text}" for t, (_, text) in self.svar.items()]
            yield fast("\n" + "\n".join([*rader, "   Esc  Avbryt"]))
            yield fast(self._skrivettext(), "fot")

    def _om(self) -> ComposeResult:
        yield fast(self.fragetext)

    def _skrivettext(self) -> str:
        return f"Du har skrivit: {self.skrivet}" if self.skrivet else ""

    def on_key(self, handelse: Key) -> None:
        """An answer's key gives it; other characters are kept for the cell."""
        handelse.stop()
        handelse.prevent_default()
        if handelse.key in self.svar:
            self.dismiss(self.svar[handelse.key][0])
        elif handelse.key == "escape":
            self.dismiss("")
        elif handelse.is_printable and handelse.character and self.skrivet:
            self._samla(handelse.character)

    def on_paste(self, handelse: Paste) -> None:
        """A paste is kept for the cell."""
        handelse.stop()
        self._samla(handelse.text.strip("\r\n"))

    def _samla(self, text: str) -> None:
        self.skrivet += text
        self.query_one(".fot", Static).update(Text(ren(self._skrivettext())))


class Skrivruta(Dialog[str]):
    """One line to write. Gives the text, "" when left."""

    DEFAULT_CSS = STIL
    BINDINGS = [Binding("escape", "lamna", show=False)]

    def __init__(self, rubrik: str, ledtext: str) -> None:
        super().__init__()
        self.rubrik, self.ledtext = rubrik, ledtext

    def compose(self) -> ComposeResult:
        """The field."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            yield fast(self.ledtext)
            yield Input(compact=True)
            yield fast("Enter godkänner · Esc avbryter", "fot")

    @on(Input.Submitted)
    def _klar(self, handelse: Input.Submitted) -> None:
        if handelse.value.strip():
            self.dismiss(handelse.value.strip())

    def action_lamna(self) -> None:
        """Leave without a text."""
        self.dismiss("")


class Lasruta(Dialog[None]):
    """A text to read."""

    DEFAULT_CSS = STIL
    BINDINGS = [Binding("escape,f1,q,enter", "lamna", show=False)]

    def __init__(self, rubrik: str, text: str) -> None:
        super().__init__()
        self.rubrik, self.text = rubrik, text

    def compose(self) -> ComposeResult:
        """The text, which scrolls."""
        with Vertical(classes="ruta") as ruta:
            ruta.border_title = Text(ren(self.rubrik))
            with VerticalScroll():
                yield fast(self.text)
            yield fast("↑↓ rullar · Esc stänger", "fot")

    def on_mount(self) -> None:
        """The text has the keyboard."""
        self.query_one(VerticalScroll).focus()

    def action_lamna(self) -> None:
        """Close."""
        self.dismiss(None)
