"""A change in a line of words: which table, which row and column, from what to what."""

from collections.abc import Mapping, Sequence

from tui.domain.cell_text import cell_text, column_heading
from tui.domain.document import Document
from tui.domain.period import Period
from tui.domain.table import LABEL, Table
from tui.domain.value import Value
from tui.svenska.format import count
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    TrycktChange,
)

LONGEST = 40
_HEAD_FIELD = {
    "name": "namnet",
    "kind": "slaget",
    "period": "perioden",
    "diarienummer": "diarienumret",
    "beslut": "beslutet",
    "status": "om det är beslutat",
    "base": "vad det utgår från",
    "unlocked": "upplåsningen",
    "note": "noten",
    "exemption": "undantagen",
    "texts": "texterna",
}


def step_words(
    step: Sequence[Change], tables: Sequence[Table], period: Period | None = None, most: int = 12
) -> list[str]:
    """A line a change, and how many more there are. ``tables`` are those before the step."""
    by_id = {table.id: table for table in tables}
    lines = [change_words(change, by_id, period) for change in step[:most]]
    left = len(step) - most
    return [*lines, f"… och {count(left, 'ändring', 'ändringar')} till"] if left > 0 else lines


def change_words(change: Change, tables: Mapping[str, Table], period: Period | None = None) -> str:
    """One change, as "Drift: Personalkostnader, Prognos helår 2024 −155 695 → −6"."""
    if isinstance(change, DocumentChange):
        return f"Dokumentets huvud: {', '.join(_fields(change.from_, change.to))}"
    address = change.address
    table = tables.get(address.table)
    heading = table.heading if table else address.table
    label = table.row(address.row).label if table and address.row in table.index else address.row
    match change:
        case CellChange(_, from_, to) | TrycktChange(_, from_, to):
            column = _column(table, address.column, period)
            return f"{heading}: {label}{column} {_value(from_)} → {_value(to)}"
        case RowAdded(_, row, _):
            return f"{heading}: raden {row.label or row.id} läggs till"
        case RowRemoved(_, row, _):
            return f"{heading}: raden {row.label or row.id} tas bort"
        case RowMoved():
            return f"{heading}: raden {label} flyttas"


def _column(table: Table | None, id_: str, period: Period | None) -> str:
    if id_ == LABEL:
        return ", radens namn"
    known = table is not None and id_ in table.column_index
    return f", {column_heading(table.column(id_), period) if table and known else id_}"


def _value(value: Value) -> str:
    text = cell_text(value, None) or "tomt"
    first, *more = text.splitlines()
    return f"{first[:LONGEST]}…" if more or len(first) > LONGEST else first


def _fields(from_: Document, to: Document) -> list[str]:
    return [word for name, word in _HEAD_FIELD.items() if getattr(from_, name) != getattr(to, name)]
