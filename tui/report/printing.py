"""Tables by themselves as one text, in the format asked for: what ``visa`` prints."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from tui.report.values import ReportTable
from tui.report.writers.csv import csv_text
from tui.report.writers.html import html
from tui.report.writers.json import Json, json_text
from tui.report.writers.markdown import markdown
from tui.report.writers.text import text

What = TypeVar("What")


def printed(
    what: Sequence[What],
    table: Callable[[What], ReportTable],
    as_json: Callable[[What], Json],
    format_: str,
    width: int | None = None,
) -> str:
    """Each as a table below the one before it; as JSON a list of them."""
    if format_ == "json":
        return json_text([as_json(one) for one in what])
    tables = [table(one) for one in what]
    match format_:
        case "csv":
            return csv_text(tables)
        case "md":
            return markdown(tables)
        case "html":
            return html(tables)
    return text(tables, width)
