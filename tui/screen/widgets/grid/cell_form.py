"""Where a grid's columns go: which fit, and what a click or a key means (pure)."""

from collections.abc import Sequence

from tui.screen.widgets.model import GridColumn

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
