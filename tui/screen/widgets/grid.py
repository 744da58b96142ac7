"""The grid (*rutnät*): a spreadsheet's keys, mouse and editing in place, on Textual's Line API.

It repaints only the lines that change. Columns scroll whole: a figure that is cut in half could
be read as another figure.
"""

import re

from textual.events import Click, Key, Paste, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.screen.widgets.cell_editor import MAX_LENGTH, Row
from tui.screen.widgets.colours import style
from tui.screen.widgets.grid_lines import (
    DONE_KEYS,
    RowState,
    column_at,
    cursor_step,
    first_for,
    heading_height,
    heading_strip,
    marking_step,
    row_strip,
    visible_columns,
)
from tui.screen.widgets.model import HEADING, GridModel, GridState, Place, within

FOR_LONG = (
    f"Texten är längre än {MAX_LENGTH} tecken och ryms inte i cellen; den klistrades inte in."
)

FOR_OPEN_NAME = (
    "Det inklistrade är flera celler och ryms inte i ett namn eller en rubrik. Tryck Esc och"
    " klistra in igen."
)
FOR_MARKED = "Flera celler är markerade, och tangenten gäller en: en pil tar bort markeringen."
# Cells, a line of a PDF with its figures, or data that is no cell's text. Compiled by the first
# paste, which is after the start.
_CAN_BE_BLOCK = r"[\t\r\n;]|^\s*[\[{]|[^\W\d_]{2}.*\s[-−–]?\d.*\s[-−–]?\d"
_CELLS = r"[\t\r\n]"


class GridView(ScrollView, can_focus=True):
    """A grid of cells with a cursor."""

    DEFAULT_CSS = """
    GridView { height: auto; max-height: 65%; scrollbar-size-vertical: 1; }
    """

    class Moved(Message):
        """The cursor went to another cell."""

    def __init__(self, *, id: str, theme: str = "mork", state: GridState | None = None) -> None:
        super().__init__(id=id)
        self.theme, self.state = theme, state or GridState()

    @property
    def model(self) -> GridModel:
        return self.state.model

    @property
    def row(self) -> int:
        return self.state.row

    @property
    def column(self) -> int:
        return self.state.column

    @property
    def edited(self) -> Row | None:
        """The text of the edit that is open, if one is."""
        return self.state.edited

    def show(self, model: GridModel, row: int = 0, column: int = 1) -> None:
        """Show another content, with the cursor where it is asked to be."""
        state = self.state
        state.model, state.edited, state.first, state.in_heading = model, None, 1, False
        state.anchor = None
        self._measure()
        state.row, state.column = within(model, row, column)
        self._hold_visible()
        self._make_room()
        self.refresh(layout=True)

    def update(self, model: GridModel) -> int:
        """Show a new version of the same table; returns the number of lines repainted."""
        state = self.state
        old_ones, state.model = state.model, model
        if model is old_ones:
            return 0
        if (old_ones.count_rows, old_ones.columns) != (model.count_rows, model.columns):
            self._measure()
            state.row, state.column = within(model, state.row, state.column)
            state.anchor = None
            self._hold_visible()
            self.refresh(layout=True)
            return model.count_rows
        self._make_room()
        columns = (0, *self.in_view())
        changed = [
            row
            for row in self._visible_rows()
            if any(old_ones.box(row, k) != model.box(row, k) for k in columns)
        ]
        self._paint(*changed)
        return len(changed)

    def set_place(self, row: int, column: int, *, tell: bool = True, marking: bool = False) -> None:
        """Put the cursor on a cell, or on a heading (``HEADING``), within the grid; tell of it.

        ``marking``: the cells from where it began to where it comes are marked.
        """
        state = self.state
        before, was, marked = state.place[1:], state.row, state.marked
        if not marking:
            state.anchor = None
        elif state.anchor is None:
            state.anchor = (state.row, state.column)
        state.in_heading = row == HEADING and self.model.headings
        in_grid = within(self.model, was if state.in_heading else row, column)
        state.row, state.column = in_grid
        if marked or state.marked:
            self.refresh()
        elif before == state.place[1:]:
            return
        self._hold_visible()
        self._paint(was, self.row)
        if HEADING in (before[0], state.place[1]):
            _paint_heading(self)
        if tell:
            self.post_message(self.Moved())

    @property
    def visible_width(self) -> int:
        """The width beside any scroll bar: a figure under it would be read as another figure."""
        return self.scrollable_size.width

    def in_view(self) -> tuple[int, ...]:
        """The scrolling columns that are in sight."""
        return visible_columns(self.model.columns, self.state.first, self.visible_width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as the heading and the rows."""
        return self.virtual_size.height

    def render_line(self, y: int) -> Strip:
        """One line: of the heading, or of a row."""
        width, height = self.visible_width, heading_height(self.model)
        in_heading = self.state.in_heading
        if y < height:
            cursor = RowState(self.column, self.has_focus, self.edited) if in_heading else None
            return heading_strip(self.model, self.in_view(), y, width, self.theme, cursor)
        row = y - height + self.scroll_offset.y
        if row >= self.model.count_rows:
            return Strip.blank(width, style(self.theme, "grund"))
        area = self.state.marked
        inside = area is not None and area.top <= row <= area.bottom
        marked = range(area.left, area.right + 1) if area is not None and inside else range(0)
        selected = row == self.row and not in_heading
        column = self.column if selected else -1
        state = RowState(column, self.has_focus, self.edited if selected else None, marked)
        return row_strip(self.model, row, self.in_view(), state, width, self.theme)

    def _measure(self) -> None:
        self.virtual_size = Size(1, heading_height(self.model) + self.model.count_rows)

    def _hold_visible(self) -> None:
        columns, state = self.model.columns, self.state
        first = first_for(columns, state.column, state.first, self.visible_width)
        if first != state.first:
            state.first = first
            self.refresh()
        place = self.size.height - heading_height(self.model)
        top = max(min(self.scroll_offset.y, self.row), self.row - place + 1) if place > 0 else 0
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _make_room(self) -> None:
        """Widen the columns where rows that have come in sight need it."""
        if self.model.measure(self._visible_rows()):
            self._measure()
            self.refresh(layout=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows have come in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._make_room()

    def _visible_rows(self) -> range:
        top = self.scroll_offset.y
        return range(top, min(self.model.count_rows, top + self.size.height))

    def _paint(self, *rows: int) -> None:
        height = heading_height(self.model)
        areas = [
            Region(0, y, self.visible_width, 1)
            for y in (height + row - self.scroll_offset.y for row in rows)
            if height <= y < self.size.height
        ]
        if areas:
            self.refresh(*areas)


def _paint_heading(view: GridView) -> None:
    view.refresh(Region(0, 0, view.visible_width, heading_height(view.model)))


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

    class Left(Message):
        """Esc outside an edit: the keyboard goes to the tab bar."""

    def edit(self, text: str | None = None) -> None:
        """Start to edit the cell in place: from a typed text, or from what stands there."""
        if text is None:
            self._write(Row.from_(self.model.editing_text(*self.state.place[1:])))
        else:
            self._write(Row().with_text(text))

    def stop(self) -> None:
        """Close an open edit without taking its text."""
        self._write(None)

    def _write(self, row: Row | None) -> None:
        self.state.edited = row
        if self.state.in_heading:
            _paint_heading(self)
        else:
            self._paint(self.row)

    def _ready(self, step: tuple[int, int]) -> None:
        assert self.edited is not None
        text = self.edited.text
        place = self.state.place
        no = self.model.refusal(*place[1:], text)
        if no:
            self.post_message(self.Refused(no))
            return
        self._write(None)
        self._step(*step)
        self.post_message(self.WrittenIn(place, text))

    def begin(self, text: str | None) -> None:
        """Start to edit the cell, from a typed text if there is one; it alone is marked then."""
        self.set_place(self.state.place[1], self.column)
        in_sight = self.model.count_rows or self.state.in_heading
        kind = self.model.editing(*self.state.place[1:]) if in_sight else "ingen"
        if kind in ("rad", "tryckt"):
            self.edit(text)
        if kind != "rad":
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
        can = self.model.headings and not self.state.in_heading
        marking = marking_step(event.key) if can else None
        if step is not None:
            self._step(*step)
        elif marking is not None:
            rows, columns = marking
            self.set_place(max(0, self.row + rows), self.column + columns, marking=True)
        elif self.state.marked and event.key in _EVENTS:
            self.post_message(self.Refused(FOR_MARKED))
        elif event.key in _EVENTS:
            self.post_message(_EVENTS[event.key](self.state.place))
        elif event.key == "escape":
            self.set_place(self.state.place[1], self.column)
            self.post_message(self.Left())
        elif event.key in ("enter", "f2"):
            self.begin(None)
        elif event.is_printable and event.character:
            self.begin(event.character)
        else:
            return False
        return True

    def _step(self, rows: int, columns: int) -> None:
        """A step of the cursor; one up from the first row is to the headings."""
        _, row, column = self.state.place
        to = row + rows if rows in (0, -1) else max(0, row + rows)
        self.set_place(max(HEADING, to), column + columns)

    @property
    def _is_name(self) -> bool:
        """Whether the cursor is on a heading, or on a row's label."""
        return self.state.in_heading or self.column == 0

    def on_paste(self, event: Paste) -> None:
        """Pasted text goes into the edit, or starts one; one that has no room is refused."""
        event.stop()
        stands = self.edited.text if self.edited is not None else ""
        text = event.text.strip("\r\n")
        if self.edited is None and re.search(_CAN_BE_BLOCK, text):
            model, row, column = self.state.place
            marked = self.state.marked
            place = (model, marked.top, marked.left) if marked else (model, row, column)
            self.post_message(self.Pasted(place, event.text))
        elif self.edited is not None and self._is_name and re.search(_CELLS, text):
            self.post_message(self.Refused(FOR_OPEN_NAME))
        elif len(stands) + len(event.text) > MAX_LENGTH:
            self.post_message(self.Refused(FOR_LONG))
        elif self.edited is not None:
            self._write(self.edited.with_text(event.text))
        else:
            self.begin(event.text.strip("\r\n"))

    def on_click(self, event: Click) -> None:
        """A click moves the cursor, and finishes an open edit; a double click opens the cell."""
        row = event.y - heading_height(self.model) + self.scroll_offset.y
        if event.y < heading_height(self.model):
            row = HEADING
        if row >= self.model.count_rows or (row == HEADING and not self.model.headings):
            return
        column = column_at(self.model.columns, self.in_view(), event.x)
        if self.edited is not None:
            # The cursor follows when the text has been taken in the cell where it was typed.
            self._ready((row - self.state.place[1], column - self.column))
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
        if self.state.in_heading:
            _paint_heading(self)


_EVENTS: dict[str, type[Grid.CellEvent]] = {
    "delete": Grid.Emptied,
    "backspace": Grid.Emptied,
    "space": Grid.Stepped,
}
