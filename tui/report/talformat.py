"""Number formats of Word's charts and of Excel (*talformat*)."""

from tui.report.rapport import Rapportcell
from tui.report.tabelldelar import syns
from tui.svenska.format import HARDSPACE, MINUS


def talformat(decimaler: int, enhet: str = "", *, minus: str = MINUS, fore: str = "") -> str:
    """A number format: the reader's own separators (Swedish ones in a Swedish program), true minus.

    The unit is plain text in it, so that a figure in per cent is not multiplied by a hundred;
    ``fore`` is a symbol before the figure.
    """
    tal = "#,##0" + ("." + "0" * decimaler if decimaler else "")
    svans = f'"{HARDSPACE}{enhet}"' if enhet else ""
    plus, negativ = (f'"{tecken}"' if tecken else "" for tecken in (fore, fore + minus))
    return f"{plus}{tal}{svans};{negativ}{tal}{svans}"


def cellens_talformat(cell: Rapportcell) -> str:
    """The format that shows a cell's figure as its text does: what rounds to zero has no minus.

    The signal's symbol is in the format, so that the figure stays one.
    """
    minus = MINUS if cell.text.startswith(MINUS) else ""
    fore = f"{cell.signal.tecken}{HARDSPACE}" if cell.signal and syns(cell) else ""
    return talformat(cell.decimaler, cell.enhet, minus=minus, fore=fore)
