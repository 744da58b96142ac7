"""Tables as CSV for a Swedish spreadsheet: semicolons, decimal comma, nothing that is a formula."""

import csv
import io
from collections.abc import Sequence

from tui.domain.symbols import INCOMPLETE
from tui.report.values import ReportCell, ReportTable
from tui.svenska.clipboard import harmless
from tui.svenska.format import HARDSPACE, MINUS


def csv_text(tables: Sequence[ReportTable]) -> str:
    """The tables below each other; several get columns that say which document and table.

    A heading row stands wherever the columns change, so that tables alike become one list.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    previous: list[str] = []
    for table in tables:
        keys = table.keys if len(tables) > 1 else ()
        texts = (*(name for name, _ in keys), table.label_heading)
        headings = [harmless(t) for t in (*texts, *(k.heading for k in table.columns))]
        if headings != previous:
            out.write("\n" if previous else "")
            writer.writerow(headings)
        previous = headings
        values = [harmless(value) for _, value in keys]
        writer.writerows(
            [*values, harmless(row.label), *map(_cell, row.cells)] for row in table.rows
        )
    return out.getvalue()


def _cell(cell: ReportCell) -> str:
    """A figure as a spreadsheet reads it: without its unit and its thousands apart."""
    if cell.number is None:
        return harmless(cell.text)
    figure = cell.text.removesuffix(f"{HARDSPACE}{INCOMPLETE}").removesuffix(f"{HARDSPACE}%")
    return figure.replace(HARDSPACE, "").replace(MINUS, "-")
