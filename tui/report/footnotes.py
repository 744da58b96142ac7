"""What stands below a printed table (*noter*): footnotes, notes with their places, the source."""

from collections.abc import Iterator, Mapping
from textwrap import shorten

from tui.domain.cell_text import column_heading
from tui.domain.period import Period
from tui.domain.table import LABEL, Row, Table

PROSA = "ur löptexten"
MAX_PLACES = 3
MAX_LABEL = 40


def notes(table: Table, period: Period | None) -> tuple[str, ...]:
    """The lines below a table, in the order in which a reader needs them."""
    footnotes = [f"{sign}: {text}" for sign, text in table.footnotes.items()]
    note = [f"Not: {table.note}"] if table.note else []
    source = [f"Källa: {table.source}"] if table.source else []
    return (*footnotes, *note, *_cell_notes(table, period), *source)


def _cell_notes(table: Table, period: Period | None) -> Iterator[str]:
    """The notes of rows and cells, those with the same words together."""
    places: dict[str, list[tuple[Row, str]]] = {}
    for row in table.rows:
        for column, text in _rows_word(row):
            places.setdefault(text, []).append((row, column))
    for text, list_ in places.items():
        yield f"{_places(table, list_, period)}: {text}"


def _rows_word(row: Row) -> Iterator[tuple[str, str]]:
    yield from row.notes.items()
    yield from _sources(row.sources)


def _sources(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, source in sources.items():
        yield column, PROSA if source == "prosa" else source


def _places(table: Table, list_: list[tuple[Row, str]], period: Period | None) -> str:
    if len(list_) <= MAX_PLACES:
        return "; ".join(_place(table, row, column, period) for row, column in list_)
    columns = {column for _, column in list_}
    what = _column(table, columns.pop(), period) if len(columns) == 1 else ""
    if not what:
        return f"{len(list_)} ställen"
    whole = len({row.id for row, _ in list_}) == len(table.rows)
    return f"{what}, alla rader" if whole else f"{what}, {len(list_)} rader"


def _place(table: Table, row: Row, column: str, period: Period | None) -> str:
    name = "" if column == LABEL else _column(table, column, period)
    label = shorten(row.label, MAX_LABEL, placeholder=" …")
    return f"{label}, {name}" if name else label


def _column(table: Table, column: str, period: Period | None) -> str:
    if column == LABEL:
        return table.heading_label
    exists = column in table.column_index
    return column_heading(table.column(column), period) if exists else ""
