"""A choice of sheets as one text in the form asked for (*utskrift*); the form is imported late."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.report.sheet import Bunt, Sheet

if TYPE_CHECKING:
    from tui.report.table_form import TableForm

FORMAT = ("text", "md", "html", "csv", "json")


def table_output(sheet: Sequence[Sheet], format_: str, *, width: int | None = None) -> str:
    """Several tables; as JSON a list of them."""
    if format_ == "json":
        from tui.report.writers.json_table import json_text, table_json

        return json_text([table_json(one) for one in sheet])
    from tui.report.table_form import table_form

    return _set([table_form(one) for one in sheet], format_, width)


def simple_output(sheet: Sheet, format_: str, *, width: int | None = None) -> str:
    """One table; as JSON the table itself and not a list."""
    if format_ == "json":
        from tui.report.writers.json_table import json_text, table_json

        return json_text(table_json(sheet))
    return table_output([sheet], format_, width=width)


def list_output(batches: Sequence[Bunt], format_: str, *, width: int | None = None) -> str:
    """The documents and the tables that each has."""
    if format_ == "json":
        from tui.report.writers.json_table import json_text, list_json

        return json_text([list_json(bunt) for bunt in batches])
    from tui.report.table_form import list_form

    return _set([list_form(bunt) for bunt in batches], format_, width)


def _set(former: "Sequence[TableForm]", format_: str, width: int | None) -> str:
    if format_ == "csv":
        from tui.report.writers.csv_table import csv_text

        return csv_text(former)
    if format_ == "md":
        from tui.report.writers.markdown_table import markdown

        return markdown(former)
    if format_ == "html":
        from tui.report.writers.html_table import html

        return html(former)
    from tui.report.writers.text_table import text

    return text(former, width)
