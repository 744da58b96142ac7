"""The small pictures of the panel: bars beside the same figures, and the risk square."""

from decimal import Decimal

from tui.domain.bedomning import risk_band
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, column_heading, shown_text
from tui.domain.signs import signal_class, signal_sign
from tui.domain.table import Row
from tui.domain.value import number_in
from tui.screen.widgets.model import Bit, TextLine

BARS = ("budget", "beslutad", "prognos", "utfall", "foregaende", "ar", "fjol", "plan1", "plan2")
MAX_BAR = 30


def picture(calculation: Calculation, row: Row, width: int) -> tuple[TextLine, ...]:
    """The picture that suits the table, or none."""
    if {"sannolikhet", "vasentlighet"} <= calculation.table.column_index.keys():
        return risk_square(calculation, row)
    return bars(calculation, row, width)


def bars(calculation: Calculation, row: Row, width: int) -> tuple[TextLine, ...]:
    """A bar for each of the row's main figures, against the largest of them."""
    number = [
        (k, number_in(calculation.shown(row.id, k.id)))
        for k in calculation.table.columns
        if k.id in BARS
    ]
    known_ones = [(k, t) for k, t in number if t is not None]
    pace = _year_pace(calculation, row)
    largest = max((abs(t) for _, t in known_ones), default=Decimal(0))
    if len(known_ones) < 2 or not largest:
        return ()
    items = [
        (column_heading(k, calculation.context.period), t, shown_text(calculation, row, k))
        for k, t in known_ones
    ]
    if pace is not None:
        items.append(("Takt 12 månader", pace, cell_text(pace, 0)))
        largest = max(largest, abs(pace))
    name_width = min(24, max(len(name) for name, _, _ in items))
    place = max(6, min(MAX_BAR, width - name_width - 14))
    return tuple(
        _bar_row(name[:name_width].ljust(name_width), abs(t) / largest, text, place)
        for name, t, text in items
    )


def _bar_row(name: str, share: Decimal, text: str, place: int) -> TextLine:
    filled_cells = round(share * place)
    return (
        (f"{name} ", "dampad"),
        ("█" * filled_cells, "info"),
        (" " * (place - filled_cells), ""),
        (f"{text:>12}", ""),
    )


def _year_pace(calculation: Calculation, row: Row) -> Decimal | None:
    pace = calculation.number(row.id, "takt_hittills")
    return None if pace is None else pace * 12


def risk_square(calculation: Calculation, row: Row) -> tuple[TextLine, ...]:
    """The 4×4 picture: how many risks stand in each square, and the square's band by its sign;
    the row's own is in brackets."""
    boxes = [
        (calculation.number(r.id, "sannolikhet"), calculation.number(r.id, "vasentlighet"))
        for r in calculation.table.rows
    ]
    own = (calculation.number(row.id, "sannolikhet"), calculation.number(row.id, "vasentlighet"))
    rows: list[TextLine] = [(("Sannolikhet ↑ (antal risker)", "dampad"),)]
    for s in range(4, 0, -1):
        pieces: list[Bit] = [(f"{s} ", "dampad")]
        for v in range(1, 5):
            place = (Decimal(s), Decimal(v))
            pieces.append(_risk_piece(calculation, place, boxes.count(place), place == own))
        rows.append(tuple(pieces))
    rows.append((("    1    2    3    4  → väsentlighet", "dampad"),))
    return tuple(rows)


def _risk_piece(
    calculation: Calculation, place: tuple[Decimal, Decimal], count: int, own: bool
) -> Bit:
    band = risk_band(place[0] * place[1], calculation.context.settings.thresholds)
    sign, class_ = (signal_sign(band), signal_class(band)) if band else ("", "")
    text = f"{count or '':>2}{sign}"
    return (f"[{text}]" if own else f" {text} ", f"{class_} stark" if count else class_)
