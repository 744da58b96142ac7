"""Where a grid's columns go: which fit, and what a click or a key means (pure)."""

from collections.abc import Sequence

from tui.widgets.modell import Rutkolumn

MELLAN = 1
"""Empty characters between two columns, beside those of the mark."""

LANGT = 10**6

KLARTANGENTER = {
    "enter": (1, 0),
    "tab": (0, 1),
    "shift+tab": (0, -1),
    "up": (-1, 0),
    "down": (1, 0),
}
"""Keys that finish an edit, and the step (rows, columns) that the cursor then takes."""

_STEG = {
    "up": (-1, 0),
    "down": (1, 0),
    "left": (0, -1),
    "right": (0, 1),
    "tab": (0, 1),
    "shift+tab": (0, -1),
    "home": (0, -LANGT),
    "end": (0, LANGT),
    "ctrl+home": (-LANGT, -LANGT),
    "ctrl+end": (LANGT, LANGT),
}


def markorsteg(tangent: str, sida: int) -> tuple[int, int] | None:
    """The step (rows, columns) of a cursor key, None for another key."""
    if tangent in ("pageup", "pagedown"):
        return (-sida if tangent == "pageup" else sida, 0)
    return _STEG.get(tangent)


def synliga_kolumner(kolumner: Sequence[Rutkolumn], forsta: int, bredd: int) -> tuple[int, ...]:
    """The scrolling columns that fit whole beside the label column, from ``forsta`` on.

    At least one is given, however narrow the screen.
    """
    plats = bredd - kolumner[0].totalbredd - MELLAN
    synliga: list[int] = []
    for i in range(max(1, forsta), len(kolumner)):
        plats -= kolumner[i].totalbredd
        if plats < 0 and synliga:
            break
        synliga.append(i)
        plats -= MELLAN
    return tuple(synliga)


def forsta_for(kolumner: Sequence[Rutkolumn], kolumn: int, forsta: int, bredd: int) -> int:
    """The first scrolling column to show so that ``kolumn`` is in sight."""
    if not 0 < kolumn < len(kolumner):
        return 1
    if kolumn < forsta:
        return kolumn
    while kolumn not in synliga_kolumner(kolumner, forsta, bredd):
        forsta += 1
    return forsta


def kolumn_vid(kolumner: Sequence[Rutkolumn], synliga: Sequence[int], x: int) -> int:
    """The column at a place on the line, the last one for a place beyond it."""
    kant = 0
    for i in (0, *synliga):
        kant += kolumner[i].totalbredd + MELLAN
        if x < kant:
            return i
    return synliga[-1] if synliga else 0
