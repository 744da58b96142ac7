"""Number formats of Word's charts and of Excel (*talformat*)."""

from tui.report.rapport import Rapportcell
from tui.svenska.format import HARDSPACE, MINUS


def talformat(decimaler: int, enhet: str = "", *, minus: str = MINUS) -> str:
    """A number format: the reader's own separators (Swedish ones in a Swedish program), true minus.

    The unit is plain text in it, so that a figure in per cent is not multiplied by a hundred.
    """
    tal = "#,##0" + ("." + "0" * decimaler if decimaler else "")
    svans = f'"{HARDSPACE}{enhet}"' if enhet else ""
    tecken = f'"{minus}"' if minus else ""
    return f"{tal}{svans};{tecken}{tal}{svans}"


def cellens_talformat(cell: Rapportcell) -> str:
    """The format that shows a cell's figure as its text does: what rounds to zero has no minus."""
    return talformat(cell.decimaler, cell.enhet, minus=MINUS if cell.text.startswith(MINUS) else "")
