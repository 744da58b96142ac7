"""A step in words: which table, row and column, and from what to what."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from tui.domain.cell_text import cell_text, cells_decimals, column_heading
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.head_fields import NAME, head_fields, head_text
from tui.domain.rule_words import column_words, row_words
from tui.domain.settings import Sammantrade
from tui.domain.settings_cells import with_setting
from tui.domain.settings_fields import setting_words
from tui.domain.table import LABEL, Row, Table
from tui.domain.value import Value
from tui.screen.views.form_words import form_words
from tui.screen.views.head_lines import document_text
from tui.svenska.format import count, when
from tui.workspace import (
    CellChange,
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    ColumnsChange,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    MeetingChange,
    RowAdded,
    RowChange,
    RowFormChange,
    RowMoved,
    RowRemoved,
    SettingChange,
    TableAdded,
    TableChange,
    TableFieldChange,
    TableRemoved,
    TrycktChange,
    UnknownChange,
    WholeTable,
    Workspace,
)

MAX_TEXT = 40


def step_words(area: Workspace, step: tuple[Change, ...]) -> str:
    """What a step that has just been made has changed, in the workspace after it."""
    # A decision is of the document, whatever figures it prints before the head.
    head = next((change for change in step if isinstance(change, DocumentChange)), None)
    if head is not None:
        return head_words(head.from_, head.to)
    told = told_of(step)
    more = count(len(told) - 1, "ändring till", "ändringar till")
    return change_words(area, told[0]) + (f" och {more}" if len(told) > 1 else "")


def told_of(step: Sequence[Change]) -> Sequence[Change]:
    """The changes that are told, and counted: not what follows them.

    Those are the printed sums of what was typed, and all that a change of the form takes with it.
    """
    for kinds in (_WHOLE, _OF_FORM):
        if told := [change for change in step if isinstance(change, kinds)]:
            return told
    return [change for change in step if isinstance(change, CellChange)] or step


_WHOLE = (TableAdded, TableRemoved, ColumnAdded, ColumnRemoved, RowAdded, RowRemoved)
_OF_FORM = (ColumnChange, ColumnMoved, RowFormChange, RowMoved, TableFieldChange)


def step_lines(area: Workspace, step: Sequence[Change], most: int = 12) -> list[str]:
    """A line a change of a step that is to be made, and how many more there are."""
    lines = [_words_of(area, change) for change in step[:most]]
    left = len(step) - most
    return [*lines, f"… och {count(left, 'ändring', 'ändringar')} till"] if left > 0 else lines


def _words_of(area: Workspace, change: Change) -> str:
    """One change in words, by its ids where its table cannot be read."""
    try:
        return change_words(area, change)
    except KeyError:
        if not isinstance(change, CellChange | TrycktChange):
            return "en ändring i en tabell som inte kan läsas"
        before, after = (_short(cell_text(v, None)) or "tomt" for v in (change.from_, change.to))
        return f"{change.address.table}, {change.address.row}: {before} → {after}"


def change_words(area: Workspace, change: Change) -> str:
    """One change in words."""
    match change:
        case DocumentChange(from_, to):
            return head_words(from_, to)
        case SettingChange(name, from_, to):
            called, before = setting_words(with_setting(area.settings, name, from_), name)
            after = setting_words(with_setting(area.settings, name, to), name)[1]
            return f"inställningen {called}: {_short(before) or 'tomt'} → {_short(after) or 'tomt'}"
        case MeetingChange(before, after):
            return _meeting_words(before, after)
        case DocumentMade(document):
            return f"{document_text(document)} är tillbaka"
        case DocumentAside(document):
            return f"{document_text(document)} är undanlagt"
        case UnknownChange():
            return "en ändring från en nyare version av Nämndkoll"
    return _table_words(area, change)


def _table_words(area: Workspace, change: TableChange) -> str:
    if isinstance(change, WholeTable):
        what = "är med" if isinstance(change, TableAdded) else "är borttagen"
        return f"tabellen {change.item.heading} {what}"
    table = area.table(change.address.document, change.address.table)
    if isinstance(change, CellChange | TrycktChange):
        return _cell_change_words(area, table, change)
    if isinstance(change, TableFieldChange):
        before, after = (_short(_field_text(v)) for v in (change.from_, change.to))
        return f"{table.heading}: {FIELD_WORD[change.name]} {before} → {after}"
    words = _row_words if isinstance(change, RowChange) else _column_words
    return f"{table.heading}: {words(area, table, change)}"  # type: ignore[arg-type]


FIELD_WORD = {
    "heading": "rubriken",
    "unit": "enheten",
    "note": "noten",
    "source": "källan",
    "heading_label": "första kolumnens rubrik",
    "template": "mallen",
    "subject": "vad tabellen handlar om",
    "sign": "tecknen",
    "help_": "hjälpen",
    "list_": "om rader läggs till",
}


def _field_text(value: str | bool) -> str:
    return value or "tomt" if isinstance(value, str) else "ja" if value else "nej"


def _cell_change_words(area: Workspace, table: Table, change: CellChange | TrycktChange) -> str:
    address = change.address
    row = table.row(address.row) if address.row in table.index else None
    place = cell_words(area, address)
    printed = " (tryckt)" if isinstance(change, TrycktChange) else ""
    before, after = (_text(table, row, address.column, v) for v in (change.from_, change.to))
    if before == after:
        return f"{place}{printed}: texten är ändrad"
    return f"{place}{printed}: {before} → {after}"


def _row_words(
    _area: Workspace, table: Table, change: RowAdded | RowRemoved | RowMoved | RowFormChange
) -> str:
    row = table.row(change.address.row) if change.address.row in table.index else None
    match change:
        case RowAdded(_, own, _):
            return f"raden {_label(own)} är med"
        case RowRemoved(_, own, _):
            return f"raden {_label(own)} är borttagen"
        case RowMoved():
            return f"raden {_label(row)} är flyttad"
        case RowFormChange(_, before, after):
            words = row_words(table)
            return f"raden {_label(row)}: {form_words(before, after, words)}"


def _column_words(area: Workspace, table: Table, change: ColumnsChange) -> str:
    head = area.document.get(change.address.document)
    period = head.period if head else None
    words = column_words(table, period)
    name = f"”{words.shown.get(change.address.column, '')}”"
    match change:
        case ColumnAdded():
            return f"kolumnen {name} är med"
        case ColumnRemoved(_, column, _, _):
            own = column_heading(column, period)
            return f"kolumnen ”{' '.join(own.split())}” är borttagen"
        case ColumnMoved():
            return f"kolumnen {name} är flyttad"
        case ColumnChange(_, before, after):
            return f"kolumnen {name}: {form_words(before, after, words, period)}"


def cell_words(area: Workspace, address: Address) -> str:
    """A cell by its table, row and column. Raises KeyError for a table that is not there."""
    table = area.table(address.document, address.table)
    row = (
        table.row(address.row).label if address.row in table.index else "raden" * bool(address.row)
    )
    place, head = table.column_index.get(address.column), area.document.get(address.document)
    heading = ""
    if place is not None:
        heading = column_heading(table.columns[place], head.period if head else None)
    return ", ".join(filter(None, [table.heading, row, " ".join(heading.split())]))


def _label(row: Row | None) -> str:
    return f"”{row.label}”" if row is not None and row.label else "utan namn"


def _text(table: Table, row: Row | None, column_id: str, value: Value) -> str:
    place = table.column_index.get(column_id)
    decimals = None
    if row is not None and place is not None and column_id != LABEL:
        decimals = cells_decimals(row, table.columns[place])
    return _short(cell_text(value, decimals)) or "tomt"


def _short(text: str) -> str:
    one_line = " ".join(text.split(" ")).replace("\n", " ")
    return one_line if len(one_line) <= MAX_TEXT else f"{one_line[: MAX_TEXT - 1].rstrip()}…"


def _meeting_words(before: Sammantrade | None, after: Sammantrade | None) -> str:
    if before is None or after is None:
        own, what = (after, "är inlagt") if after is not None else (before, "är borttaget")
        return f"{_called(own)} {when(own.when)} {what}" if own is not None else ""
    return f"{_called(before)} {meeting_text(before)} → {meeting_text(after)}"


def _called(meeting: Sammantrade) -> str:
    return "datumet" if meeting.deadline else "sammanträdet"


def meeting_text(meeting: Sammantrade) -> str:
    """A meeting's or a deadline's day, paragraf and errand."""
    return ", ".join(filter(None, (when(meeting.when), meeting.paragraf, meeting.errand)))


def head_words(before: Document, after: Document) -> str:
    """What differs between two heads of a document."""
    if before.status != after.status:
        state = "ett utkast igen" if after.status == "utkast" else "beslutat och låst"
        return f"{after.name} är {state}"
    if before.unlocked != after.unlocked:
        return f"{after.name} är {'upplåst' if after.unlocked else 'låst'}"
    return "; ".join(_head_parts(before, after)) or f"{after.name}: uppgifterna om dokumentet"


def _head_parts(before: Document, after: Document) -> list[str]:
    texts = [(f, "hör till dokumentet") for f in after.texts if f not in before.texts]
    texts += [(f, "hör inte längre till dokumentet") for f in before.texts if f not in after.texts]
    parts = [f"texten {PurePath(file).name} {what}" for file, what in texts]
    more = len(after.exemption) - len(before.exemption)
    if before.exemption != after.exemption:
        state = "fyndet är undantaget" if more > 0 else "fyndet är inte längre undantaget"
        parts.append(state if more else "skälet till undantaget")
    parts += _field_parts(before, after)
    return parts


def _field_parts(before: Document, after: Document) -> Iterator[str]:
    """Each field of the head that differs."""
    fields = {field.id: field for field in (*head_fields(before), *head_fields(after))}
    for field in fields.values():
        from_, to = head_text(before, field.id), head_text(after, field.id)
        if from_ != to:
            called = "namnet" if field.id == NAME else field.heading.lower()
            yield f"{called} {from_ or 'tomt'} → {to or 'tomt'}"
