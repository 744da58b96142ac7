"""A dialog of a few lines, each chosen with the arrows or written; all filled in from the start."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.screen.widgets.dialogs import Dialog, fixed
from tui.screen.widgets.one_of import OneOf
from tui.svenska.format import clean


class Line(Struct, frozen=True):
    """A line: what is chosen of ``choices`` (ids and words), or written where there are none."""

    id: str
    name: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class FormBox(Dialog[Mapping[str, str] | None]):
    """Lines to fill in. Gives what each says by its id, or None when left.

    ``try_`` returns the sentence that says why they cannot be taken, "" when they can.
    """

    DEFAULT_CSS = """
    FormBox .rad { height: 1; }
    FormBox .namn { width: 15; }
    FormBox Input { width: 1fr; }
    FormBox .forklaring { margin-bottom: 1; }
    """
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "give", show=False),
    ]

    def __init__(
        self,
        heading: str,
        hint: str,
        lines: Sequence[Line],
        try_: Callable[[Mapping[str, str]], str],
    ) -> None:
        super().__init__(heading)
        self.hint, self.lines, self.try_ = hint, tuple(lines), try_

    def content(self) -> ComposeResult:
        """The lines, and what the keys do."""
        yield fixed(self.hint, "forklaring")
        for line in self.lines:
            with Horizontal(classes="rad"):
                yield Static(line.name, classes="namn", markup=False)
                yield self._field(line)
        yield fixed("\nEnter läser · ↑↓ byter rad · ←→ väljer · Esc lämnar", "fot")

    def _field(self, line: Line) -> Widget:
        if line.choices:
            return OneOf(line.choices, line.value, id=line.id)
        return Input(clean(line.value), id=line.id, compact=True, select_on_focus=True)

    def on_mount(self) -> None:
        """Begin with the first line."""
        self.query_one(f"#{self.lines[0].id}").focus()

    def _values(self) -> Iterator[tuple[str, str]]:
        for line in self.lines:
            field = self.query_one(f"#{line.id}")
            if isinstance(field, OneOf | Input):
                yield line.id, field.value.strip()

    @on(Input.Submitted)
    def action_give(self) -> None:
        """Give what stands there, if it can be taken."""
        values = dict(self._values())
        if no := self.try_(values):
            self.foot(no)
        else:
            self.dismiss(values)

    def action_leave(self) -> None:
        """Leave without anything."""
        self.dismiss(None)
