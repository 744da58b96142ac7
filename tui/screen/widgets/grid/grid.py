"""The grid (*rutnät*): a spreadsheet's keys, mouse and editing in place."""

import re
from typing import TypeAlias

from textual.events import Click, Key, Paste, Resize
from textual.message import Message

from tui.screen.widgets.cell_editor import MAX_LENGTH, Row
from tui.screen.widgets.grid.cell_form import DONE_KEYS, column_at, cursor_step
from tui.screen.widgets.grid.drawing import heading_height
from tui.screen.widgets.grid.viewer import GridView
from tui.screen.widgets.model import GridModel

FOR_LONG = (
    f"Texten är längre än {MAX_LENGTH} tecken och ryms inte i cellen; den klistrades inte in."
)

_CAN_BE_BLOCK = re.compile(r"[\t\r\n;]")

Place: TypeAlias = tuple[GridModel, int, int]


class Grid(GridView):
    """A grid of cells that can be edited."""

    class Opened(Message):
        """Enter, F2, typing or a double click on a cell that is not edited in place.

        ``text`` is what was typed, if anything: it is not lost when a dialog comes between.
        """

        def __init__(self, text: str = "") -> None:
            self.text = text
            super().__init__()

    class CellEvent(Message):
        """Something is to be done with a cell: the one that the key was pressed in.

        The cursor may be elsewhere, on another table even, when the message is taken care of.
        """

        def __init__(self, place: Place) -> None:
            self.place = place
            super().__init__()

    class WrittenIn(CellEvent):
        """An edit in place is done: the text."""

        def __init__(self, place: Place, text: str) -> None:
            self.text = text
            super().__init__(place)

    class Pasted(CellEvent):
        """A paste outside an edit that may be several cells: the text."""

        def __init__(self, place: Place, text: str) -> None:
            self.text = text
            super().__init__(place)

    class Refused(Message):
        """A typed text cannot stand in the cell; the edit stays open."""

        def __init__(self, sentence: str) -> None:
            self.sentence = sentence
            super().__init__()

    class Emptied(CellEvent):
        """Delete on a cell."""

    class Stepped(CellEvent):
        """Space on a cell: the next choice, please."""

    class Begun(Message):
        """An edit in place has been opened."""

    class Left(Message):
        """Esc outside an edit: the keyboard goes to the tab bar."""

    def edit(self, text: str | None = None) -> None:
        """Start to edit the cell in place: from a typed text, or from what stands there."""
        if text is None:
            self._write(Row.from_(self.model.editing_text(self.row, self.column)))
        else:
            self._write(Row().with_text(text))
        self.post_message(self.Begun())

    def stop(self) -> None:
        """Close an open edit without taking its text."""
        self._write(None)

    def _write(self, row: Row | None) -> None:
        self.edited = row
        self._paint(self.row)

    def _ready(self, step: tuple[int, int]) -> None:
        assert self.edited is not None
        text = self.edited.text
        no = self.model.refusal(self.row, self.column, text)
        if no:
            self.post_message(self.Refused(no))
            return
        place = self.place
        self._write(None)
        self.set_place(self.row + step[0], self.column + step[1])
        self.post_message(self.WrittenIn(place, text))

    @property
    def place(self) -> Place:
        """The cell under the cursor, and what is shown of its table."""
        return self.model, self.row, self.column

    def begin(self, text: str | None) -> None:
        """Start to edit the cell, from a typed text if there is one."""
        if self.model.count_rows and self.model.editing(self.row, self.column) == "rad":
            self.edit(text)
        else:
            self.post_message(self.Opened(text or ""))

    def on_key(self, event: Key) -> None:
        """Keys: those of an edit while one is open, else those of the cursor."""
        open_ = self.edited is not None
        if self._editing_key(event) if open_ else self._cursor_key(event):
            event.stop()
            event.prevent_default()

    def _editing_key(self, event: Key) -> bool:
        assert self.edited is not None
        if event.key in DONE_KEYS:
            self._ready(DONE_KEYS[event.key])
            return True
        if event.key == "escape":
            self._write(None)
            return True
        new = self.edited.after_key(event.key)
        if new is None and event.is_printable and event.character:
            new = self.edited.with_text(event.character)
        if new is not None:
            self._write(new)
        return new is not None

    def _cursor_key(self, event: Key) -> bool:
        step = cursor_step(event.key, max(1, self.size.height - heading_height(self.model) - 1))
        if step is not None:
            self.set_place(self.row + step[0], self.column + step[1])
        elif event.key in _EVENTS:
            self.post_message(_EVENTS[event.key](self.place))
        elif event.key == "escape":
            self.post_message(self.Left())
        elif event.key in ("enter", "f2"):
            self.begin(None)
        elif event.is_printable and event.character:
            self.begin(event.character)
        else:
            return False
        return True

    def on_paste(self, event: Paste) -> None:
        """Pasted text goes into the edit, or starts one; one that has no room is refused."""
        event.stop()
        stands = self.edited.text if self.edited is not None else ""
        if self.edited is None and _CAN_BE_BLOCK.search(event.text.strip("\r\n")):
            self.post_message(self.Pasted(self.place, event.text))
        elif len(stands) + len(event.text) > MAX_LENGTH:
            self.post_message(self.Refused(FOR_LONG))
        elif self.edited is not None:
            self._write(self.edited.with_text(event.text))
        else:
            self.begin(event.text.strip("\r\n"))

    def on_click(self, event: Click) -> None:
        """A click moves the cursor, and finishes an open edit; a double click opens the cell."""
        row = event.y - heading_height(self.model) + self.scroll_offset.y
        if event.y < heading_height(self.model) or row >= self.model.count_rows:
            return
        column = column_at(self.model.columns, self.in_view(), event.x)
        if self.edited is not None:
            # The cursor follows when the text has been taken in the cell where it was typed.
            self._ready((row - self.row, column - self.column))
            return
        self.set_place(row, column)
        if event.chain == 2:
            self.begin(None)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002
        """Keep the cursor in sight."""
        self._hold_visible()

    def watch_has_focus(self, focus: bool) -> None:
        """The cursor is drawn stronger with focus."""
        super().watch_has_focus(focus)
        self._paint(self.row)


_EVENTS: dict[str, type[Grid.CellEvent]] = {
    "delete": Grid.Emptied,
    "backspace": Grid.Emptied,
    "space": Grid.Stepped,
}
