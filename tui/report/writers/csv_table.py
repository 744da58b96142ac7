"""Tables as CSV for a Swedish spreadsheet: semicolons, decimal comma, nothing that is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from tui.report.table_form import FormCell, FormRow, TableForm
from tui.svenska.clipboard import harmless


def csv_text(former: Sequence[TableForm]) -> str:
    """The tables below each other; several get columns that say which document and table.

    A heading row stands wherever the columns change, so that tables alike become one list.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    previous: list[str] = []
    for form in former:
        keys = form.keys if len(former) > 1 else ()
        headings = _headings(form, [name for name, _ in keys])
        if headings != previous:
            out.write("\n" if previous else "")
            writer.writerow(headings)
        previous = headings
        writer.writerows(_row(row, [value for _, value in keys]) for row in form.rows)
    return out.getvalue()


def _headings(form: TableForm, keys: Iterable[str]) -> list[str]:
    texts = [*keys, form.label_heading, *(column.heading for column in form.columns)]
    return [harmless(text) for text in texts]


def _row(row: FormRow, keys: Iterable[str]) -> list[str]:
    return [*(harmless(n) for n in keys), harmless(row.label), *map(_cell, row.cells)]


def _cell(cell: FormCell) -> str:
    return cell.number or harmless(cell.text)
