"""The panel while the cursor is on a heading: what the column is, and how it is changed."""

from tui.domain.calculation import Calculation
from tui.domain.cell_text import heading_text
from tui.domain.table import LABEL
from tui.screen.views.form_words import column_form, table_form
from tui.screen.views.panel import paragraph, titled
from tui.screen.widgets.model import TextLine

KEYS = (
    "Skriv en ny rubrik, eller en regel efter =, som =prognos - budget.",
    "F7 lägger till en kolumn, Ctrl+Delete tar bort, Ctrl+← → flyttar, Skift+F2 ändrar resten.",
)


def heading_lines(calculation: Calculation, column_id: str, width: int) -> list[TextLine]:
    """What a heading's column is, a line a thing, and the keys."""
    if column_id == LABEL:
        name, told = "Radernas namn", table_form(calculation.table)
    else:
        name = heading_text(calculation, column_id)
        told = column_form(calculation, calculation.table.column(column_id))
    lines = [
        line
        for what, says in told.values()
        if says
        for line in paragraph(f"{what}: {says}", "", width - 1, "  ")
    ]
    return titled(name, (*lines, *(r for t in KEYS for r in paragraph(t, "dampad", width))), width)
