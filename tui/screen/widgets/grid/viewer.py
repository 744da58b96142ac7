"""The grid's showing half: content, cursor and lines on Textual's Line API.

It repaints only the lines that change. Columns scroll whole: a figure that is cut in half could
be read as another figure.
"""

from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.screen.widgets.cell_editor import Row
from tui.screen.widgets.colours import style
from tui.screen.widgets.grid.cell_form import first_for, visible_columns
from tui.screen.widgets.grid.drawing import RowState, heading_height, heading_strip, row_strip
from tui.screen.widgets.model import EmptyModel, GridModel


class GridView(ScrollView, can_focus=True):
    """A grid of cells with a cursor."""

    DEFAULT_CSS = """
    GridView { height: auto; max-height: 65%; scrollbar-size-vertical: 1; }
    """

    class Moved(Message):
        """The cursor went to another cell."""

    def __init__(self, *, id: str, tema: str = "mork") -> None:
        super().__init__(id=id)
        self.tema = tema
        self.model: GridModel = EmptyModel()
        self.row, self.column, self.first = 0, 1, 1
        self.edited: Row | None = None

    def show(self, model: GridModel, row: int = 0, column: int = 1) -> None:
        """Show another content, with the cursor where it is asked to be."""
        self.model, self.edited, self.first = model, None, 1
        self._mat()
        self.row, self.column = self._within(row, column)
        self._hold_visible()
        self.refresh(layout=True)

    def update(self, model: GridModel) -> int:
        """Show a new version of the same table; returns the number of lines repainted."""
        old_ones, self.model = self.model, model
        if (old_ones.count_rows, old_ones.columns) != (model.count_rows, model.columns):
            self._mat()
            self.row, self.column = self._within(self.row, self.column)
            self._hold_visible()
            self.refresh(layout=True)
            return model.count_rows
        columns = (0, *self.in_view())
        changed = [
            row
            for row in self._visible_rows()
            if any(old_ones.box(row, k) != model.box(row, k) for k in columns)
        ]
        self._paint(*changed)
        return len(changed)

    def set_place(self, row: int, column: int) -> None:
        """Put the cursor on a cell, within the grid, and tell of it."""
        before = (self.row, self.column)
        self.row, self.column = self._within(row, column)
        if before == (self.row, self.column):
            return
        self._hold_visible()
        self._paint(before[0], self.row)
        self.post_message(self.Moved())

    @property
    def visible_width(self) -> int:
        """The width beside any scroll bar: a figure under it would be read as another figure."""
        return self.scrollable_size.width

    def in_view(self) -> tuple[int, ...]:
        """The scrolling columns that are in sight."""
        return visible_columns(self.model.columns, self.first, self.visible_width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As high as the heading and the rows."""
        return self.virtual_size.height

    def render_line(self, y: int) -> Strip:
        """One line: of the heading, or of a row."""
        width, height = self.visible_width, heading_height(self.model)
        if y < height:
            return heading_strip(self.model, self.in_view(), y, width, self.tema)
        row = y - height + self.scroll_offset.y
        if row >= self.model.count_rows:
            return Strip.blank(width, style(self.tema, "grund"))
        selected = row == self.row
        state = RowState(self.column, self.has_focus, self.edited) if selected else RowState()
        return row_strip(self.model, row, self.in_view(), state, width, self.tema)

    def _mat(self) -> None:
        self.virtual_size = Size(1, heading_height(self.model) + self.model.count_rows)

    def _within(self, row: int, column: int) -> tuple[int, int]:
        last_row = max(0, self.model.count_rows - 1)
        last_column = len(self.model.columns) - 1
        return max(0, min(row, last_row)), max(0, min(column, last_column))

    def _hold_visible(self) -> None:
        first = first_for(self.model.columns, self.column, self.first, self.visible_width)
        if first != self.first:
            self.first = first
            self.refresh()
        place = self.size.height - heading_height(self.model)
        top = max(min(self.scroll_offset.y, self.row), self.row - place + 1) if place > 0 else 0
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

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
