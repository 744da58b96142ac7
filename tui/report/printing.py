"""Tables by themselves as one text, in the format asked for: what ``visa`` prints."""

from collections.abc import Sequence

from tui.report.sheets import Bundle, Sheet
from tui.report.tables import list_table, plain_table
from tui.report.values import ReportTable
from tui.report.writers.csv import csv_text
from tui.report.writers.html import html
from tui.report.writers.json import json_text, list_json, table_json
from tui.report.writers.markdown import markdown
from tui.report.writers.text import text


def printed_tables(sheets: Sequence[Sheet], format_: str, *, width: int | None = None) -> str:
    """Several tables; as JSON a list of them."""
    if format_ == "json":
        return json_text([table_json(one) for one in sheets])
    return _printed([plain_table(one) for one in sheets], format_, width)


def printed_table(sheet: Sheet, format_: str, *, width: int | None = None) -> str:
    """One table; as JSON the table itself and not a list."""
    if format_ == "json":
        return json_text(table_json(sheet))
    return _printed([plain_table(sheet)], format_, width)


def printed_list(bundles: Sequence[Bundle], format_: str, *, width: int | None = None) -> str:
    """The documents and the tables that each has."""
    if format_ == "json":
        return json_text([list_json(bundle) for bundle in bundles])
    return _printed([list_table(bundle) for bundle in bundles], format_, width)


def _printed(tables: Sequence[ReportTable], format_: str, width: int | None) -> str:
    match format_:
        case "csv":
            return csv_text(tables)
        case "md":
            return markdown(tables)
        case "html":
            return html(tables)
    return text(tables, width)
