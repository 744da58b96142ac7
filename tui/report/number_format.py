"""Number formats of Word's charts and of Excel (*talformat*)."""

from tui.report.report import ReportCell
from tui.report.table_parts import shows
from tui.svenska.format import HARDSPACE, MINUS


def number_format(decimals: int, unit: str = "", *, minus: str = MINUS, before: str = "") -> str:
    """A number format: the reader's own separators (Swedish ones in a Swedish program), true minus.

    The unit is plain text in it, so that a figure in per cent is not multiplied by a hundred;
    ``before`` is a symbol before the figure.
    """
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    tail = f'"{HARDSPACE}{unit}"' if unit else ""
    plus, negative = (f'"{sign}"' if sign else "" for sign in (before, before + minus))
    return f"{plus}{number}{tail};{negative}{number}{tail}"


def cells_number_format(cell: ReportCell) -> str:
    """The format that shows a cell's figure as its text does: what rounds to zero has no minus.

    The signal's symbol is in the format, so that the figure stays one.
    """
    minus = MINUS if cell.text.startswith(MINUS) else ""
    before = f"{cell.signal.sign}{HARDSPACE}" if cell.signal and shows(cell) else ""
    return number_format(cell.decimals, cell.unit, minus=minus, before=before)
