"""A grid's lines: where the columns go, what a place or a key means, and how they are drawn."""

from collections.abc import Sequence

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.screen.widgets.cell_editor import Row
from tui.screen.widgets.colours import style
from tui.screen.widgets.model import Box, GridColumn, GridModel, shortened
from tui.svenska.format import clean

BETWEEN = 1
"""Empty characters between two columns, beside those of the mark."""

LONG = 10**6

DONE_KEYS = {
    "enter": (1, 0),
    "tab": (0, 1),
    "shift+tab": (0, -1),
    "up": (-1, 0),
    "down": (1, 0),
}
"""Keys that finish an edit, and the step (rows, columns) that the cursor then takes."""

_STEP = {
    "up": (-1, 0),
    "down": (1, 0),
    "left": (0, -1),
    "right": (0, 1),
    "tab": (0, 1),
    "shift+tab": (0, -1),
    "home": (0, -LONG),
    "end": (0, LONG),
    "ctrl+home": (-LONG, -LONG),
    "ctrl+end": (LONG, LONG),
}


def marking_step(key: str) -> tuple[int, int] | None:
    """The step (rows, columns) of a key that marks cells, None for another key."""
    plain = key.removeprefix("shift+")
    return _STEP.get(plain) if plain != key and plain != "tab" else None


def cursor_step(key: str, page: int) -> tuple[int, int] | None:
    """The step (rows, columns) of a cursor key, None for another key."""
    if key in ("pageup", "pagedown"):
        return (-page if key == "pageup" else page, 0)
    return _STEP.get(key)


def visible_columns(columns: Sequence[GridColumn], first: int, width: int) -> tuple[int, ...]:
    """The scrolling columns that fit whole beside the label column, from ``first`` on.

    At least one is given, however narrow the screen.
    """
    place = width - columns[0].total_width - BETWEEN
    in_view: list[int] = []
    for i in range(max(1, first), len(columns)):
        place -= columns[i].total_width
        if place < 0 and in_view:
            break
        in_view.append(i)
        place -= BETWEEN
    return tuple(in_view)


def first_for(columns: Sequence[GridColumn], column: int, first: int, width: int) -> int:
    """The first scrolling column to show so that ``column`` is in sight."""
    if not 0 < column < len(columns):
        return 1
    if column < first:
        return column
    while column not in visible_columns(columns, first, width):
        first += 1
    return first


def column_at(columns: Sequence[GridColumn], in_view: Sequence[int], x: int) -> int:
    """The column at a place on the line, the last one for a place beyond it."""
    edge = 0
    for i in (0, *in_view):
        edge += columns[i].total_width + BETWEEN
        if x < edge:
            return i
    return in_view[-1] if in_view else 0


# ---- drawn ----


class RowState(Struct, frozen=True):
    """What of a line depends on the cursor: its column (−1 for none), focus, the open edit, and
    the columns that are marked."""

    column: int = -1
    focus: bool = False
    editing: Row | None = None
    marked: range = range(0)


def heading_height(model: GridModel) -> int:
    """The lines of the heading."""
    return max(len(column.heading) for column in model.columns)


def heading_strip(
    model: GridModel,
    in_view: Sequence[int],
    y: int,
    width: int,
    theme: str,
    cursor: RowState | None = None,
) -> Strip:
    """One line of the heading, with arrows where columns are out of sight."""
    base = style(theme, "rubrik")
    empty = heading_height(model)
    text = "".join(
        _adjusted(_heading(model.columns[i], y, empty), model.columns[i]) + " " * BETWEEN
        for i in (0, *in_view)
    )
    if y == 0:
        text = _with_arrows(text, model, in_view, width)
    strip = Strip([Segment(text, base)]).adjust_cell_length(width, base)
    if cursor is None or cursor.column not in (0, *in_view):
        return strip
    start = sum(model.columns[i].total_width + BETWEEN for i in (0, *in_view) if i < cursor.column)
    return _with_heading_cursor(strip, model, (start, y), cursor, theme)


_HEADING_EDIT = 30
"""As wide as the edit of a heading at least is: a heading is longer than its column."""


def _with_heading_cursor(
    strip: Strip, model: GridModel, at: tuple[int, int], cursor: RowState, theme: str
) -> Strip:
    """A line of the heading with the cursor on one; an open edit lies on the last line."""
    (start, y), column, width = at, model.columns[cursor.column], strip.cell_length
    last = y == heading_height(model) - 1
    if cursor.editing is not None and last:
        wide = min(width, max(column.total_width, _HEADING_EDIT))
        start = max(0, min(start, width - wide))
        pieces = _editing_pieces(cursor.editing, wide, theme)
    else:
        wide = column.total_width
        over = style(theme, "markor" if cursor.focus else "svagmarkor")
        under = strip.crop(start, start + wide)
        pieces = [Segment(part.text, (part.style or Style()) + over) for part in under]
    return Strip([*strip.crop(0, start), *pieces, *strip.crop(start + wide, width)])


def _heading(column: GridColumn, y: int, height: int) -> str:
    place = y - (height - len(column.heading))
    return clean(column.heading[place]) if place >= 0 else ""


def _with_arrows(text: str, model: GridModel, in_view: Sequence[int], width: int) -> str:
    if in_view and in_view[0] > 1:
        edge = model.columns[0].total_width
        text = text[:edge] + "‹" + text[edge + 1 :]
    if in_view and in_view[-1] < len(model.columns) - 1:
        text = text.ljust(width)[: width - 1] + "›"
    return text


def _adjusted(text: str, column: GridColumn) -> str:
    text = shortened(text, column.total_width)
    if not column.right:
        return text.ljust(column.total_width)
    adjusted = text.rjust(column.width)
    return adjusted.ljust(column.total_width)


def row_strip(
    model: GridModel, row: int, in_view: Sequence[int], state: RowState, width: int, theme: str
) -> Strip:
    """One row's line."""
    base = style(theme, "grund") + style(theme, model.row_class(row))
    air = Segment(" " * BETWEEN, base)
    pieces: list[Segment] = []
    for i in (0, *in_view):
        pieces += _cell_pieces(model.columns[i], model.box(row, i), state, i, base, theme)
        pieces.append(air)
    return Strip(pieces).adjust_cell_length(width, base)


def _cell_pieces(
    column: GridColumn, box: Box, state: RowState, i: int, base: Style, theme: str
) -> list[Segment]:
    selected = i == state.column
    if selected and state.editing is not None:
        return _editing_pieces(state.editing, column.total_width, theme)
    over = style(theme, "vald" if i in state.marked else "")
    if selected:
        over = style(theme, "markor" if state.focus else "svagmarkor")
    basis = base + style(theme, box.class_) + over
    sign = base + style(theme, box.character_class or box.class_) + over
    if box.pieces:
        parts = [Segment(clean(text), base + style(theme, k) + over) for text, k in box.pieces]
        padding = column.total_width - sum(len(text) for text, _ in box.pieces)
        return [*parts, Segment(" " * max(0, padding), basis)]
    return _box_pieces(box, column, basis, sign)


def _box_pieces(box: Box, column: GridColumn, basis: Style, sign: Style) -> list[Segment]:
    text = clean(box.text)
    if len(text) > column.width:
        text = "#" * column.width if column.right else shortened(text, column.width)
    text = text.rjust(column.width) if column.right else text.ljust(column.width)
    if not column.character_width:
        return [Segment(text, basis)]
    air = " " if column.character_width > 1 else ""
    mark = f"{air}{box.sign}".ljust(column.character_width)[: column.character_width]
    return [Segment(text, basis), Segment(mark, sign)]


def _editing_pieces(row: Row, width: int, theme: str) -> list[Segment]:
    text, pos = row.window(width)
    filled = clean(text).ljust(width)
    area, core = style(theme, "redigera"), style(theme, "karet")
    return [
        Segment(filled[:pos], area),
        Segment(filled[pos : pos + 1], core),
        Segment(filled[pos + 1 :], area),
    ]
