"""The workspace (*arbetsyta*): documents and tables held in memory, and changes as values.

Pure: a change gives a new workspace, and every change has an inverse, so undo is one more
change. Nothing here knows the screen or files.
"""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from tui.domain.calculation import Calculation, Context
from tui.domain.document import Document
from tui.domain.finding import Address, FileError
from tui.domain.reshape import (
    Held,
    form_of,
    moved,
    put_in,
    taken_out,
    with_column,
    with_column_form,
    with_form,
    without_column,
)
from tui.domain.settings import Sammantrade, Settings
from tui.domain.settings_cells import SettingValue, setting, with_other_meeting, with_setting
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Value


class CellChange(Struct, frozen=True):
    """One entered cell (or a row's label) goes from one value to another."""

    address: Address
    from_: Value
    to: Value


class TrycktChange(Struct, frozen=True):
    """The printed value of a computed cell goes from one to another (None: none is printed)."""

    address: Address
    from_: Value
    to: Value


class RowAdded(Struct, frozen=True):
    """A row comes in at a place."""

    address: Address
    item: Row
    place: int


class RowRemoved(Struct, frozen=True):
    """A row goes away from a place."""

    address: Address
    item: Row
    place: int


class RowMoved(Struct, frozen=True):
    """A row goes from one place to another within its table."""

    address: Address
    from_: int
    to: int


class RowFormChange(Struct, frozen=True):
    """The form of a row (its kind, parent, rule, unit …, not its figures) goes to another."""

    address: Address
    from_: Row
    to: Row


class ColumnAdded(Struct, frozen=True):
    """A column comes in at a place, with what its rows have in it."""

    address: Address
    item: Column
    place: int
    held: Held = {}


class ColumnRemoved(Struct, frozen=True):
    """A column goes away from a place, with what its rows have in it."""

    address: Address
    item: Column
    place: int
    held: Held = {}


class ColumnMoved(Struct, frozen=True):
    """A column goes from one place to another within its table."""

    address: Address
    from_: int
    to: int


class ColumnChange(Struct, frozen=True):
    """The form of a column (its heading, rule, unit …) goes from one to another."""

    address: Address
    from_: Column
    to: Column


class TableFieldChange(Struct, frozen=True):
    """What a table says of itself goes from one to another; ``name`` as in ``TABLE_FIELDS``."""

    address: Address
    name: str
    from_: str | bool
    to: str | bool


class TableAdded(Struct, frozen=True):
    """A table comes in on a tab, at a place among the tab's tables."""

    address: Address
    tab: str
    item: Table
    place: int


class TableRemoved(Struct, frozen=True):
    """A table goes away from a tab, from its place among the tab's tables."""

    address: Address
    tab: str
    item: Table
    place: int


class DocumentChange(Struct, frozen=True):
    """A document's head changes: unlocked with a reason, decided, renamed."""

    from_: Document
    to: Document


class SettingChange(Struct, frozen=True):
    """One setting goes from one value to another. ``name`` is as in ``domain.settings_cells``."""

    name: str
    from_: SettingValue
    to: SettingValue


class MeetingChange(Struct, frozen=True):
    """A meeting is changed, comes in (from None) or goes away (to None).

    ``number`` and ``more`` are of the record of one that goes away, and come back with it: where
    it stood in the file, and what it held beside the meeting.
    """

    from_: Sammantrade | None
    to: Sammantrade | None
    number: int = 0
    more: Mapping[str, Any] = {}


class DocumentMade(Struct, frozen=True):
    """A document comes in: made, or put back from ``aside``, the place that it was laid in.

    ``source`` is the document that was shown when it was made, which is shown again without it.
    """

    document: Document
    aside: str = ""
    source: str = ""


class DocumentAside(Struct, frozen=True):
    """A document is laid aside, whole, in the place ``aside`` of the data folder."""

    document: Document
    aside: str = ""
    source: str = ""


class UnknownChange(Struct, frozen=True):
    """A change of a kind that only a newer version knows: kept as it is, and not undone here."""

    stored: Mapping[str, Any]


SettingsChange: TypeAlias = SettingChange | MeetingChange
FolderChange: TypeAlias = DocumentMade | DocumentAside
TABLE_FIELDS = (
    "heading", "unit", "note", "source", "heading_label", "template", "subject", "sign", "help_",
    "list_",
)  # fmt: skip
"""What a table says of itself beside its columns and rows."""

RowChange: TypeAlias = CellChange | TrycktChange | RowAdded | RowRemoved | RowMoved | RowFormChange
ColumnsChange: TypeAlias = ColumnAdded | ColumnRemoved | ColumnMoved | ColumnChange
WholeTable: TypeAlias = TableAdded | TableRemoved
InTable: TypeAlias = RowChange | ColumnsChange | TableFieldChange
"""The changes of one table that is there before and after."""
TableChange: TypeAlias = InTable | WholeTable
Added: TypeAlias = RowAdded | ColumnAdded | TableAdded
Removed: TypeAlias = RowRemoved | ColumnRemoved | TableRemoved
Moved: TypeAlias = RowMoved | ColumnMoved
Replaced: TypeAlias = (
    CellChange
    | TrycktChange
    | RowFormChange
    | ColumnChange
    | TableFieldChange
    | DocumentChange
    | SettingChange
)
"""The changes of what stands in one place, from one thing to another."""
Change: TypeAlias = TableChange | DocumentChange | SettingsChange | FolderChange | UnknownChange


def document_for(change: Change) -> str:
    """The id of the document that a change is about, "" for one that is about none."""
    match change:
        case DocumentChange():
            return change.to.id
        case DocumentMade() | DocumentAside():
            return change.document.id
        case SettingChange() | MeetingChange() | UnknownChange():
            return ""
    return change.address.document


_OPPOSITE: Mapping[type, Any] = {
    **{RowAdded: RowRemoved, ColumnAdded: ColumnRemoved, TableAdded: TableRemoved},
    **{RowRemoved: RowAdded, ColumnRemoved: ColumnAdded, TableRemoved: TableAdded},
    **{DocumentMade: DocumentAside, DocumentAside: DocumentMade},
}


def reversed_(change: Change) -> Change:
    """The change that undoes this one; one that is not known stays as it is."""
    if type(change) in _OPPOSITE:
        opposite: Change = _OPPOSITE[type(change)](*astuple(change))
        return opposite
    if isinstance(change, UnknownChange):
        return change
    return replace(change, from_=change.to, to=change.from_)  # type: ignore[union-attr]


Item = TypeVar("Item")


def _altered(items: tuple[Item, ...], change: Any) -> tuple[Item, ...]:
    """The rows, columns or tables after one has come in, gone or been moved."""
    if isinstance(change, Added):
        return put_in(items, change.item, change.place)  # type: ignore[arg-type]
    if isinstance(change, Removed):
        return taken_out(items, change.place)
    return moved(items, change.from_, change.to)


def changed_table(table: Table, change: InTable) -> Table:
    """The table after a change to one of its cells, rows or columns, or to what it says itself."""
    match change:
        case CellChange(address, _, to):
            return table.with_row(table.row(address.row).with_cell(address.column, to))
        case TrycktChange(address, _, to):
            return table.with_row(table.row(address.row).with_tryckt(address.column, to))
        case RowAdded() | RowRemoved() | RowMoved():
            return replace(table, rows=_altered(table.rows, change))
        case RowFormChange(address, _, form):
            return table.with_row(with_form(table.row(address.row), form))
        case TableFieldChange(_, name, _, value):
            return replace(table, **{name: value})
        case ColumnAdded(_, column, place, held):
            return with_column(table, column, place, held)
        case ColumnRemoved(address):
            return without_column(table, address.column)
        case ColumnMoved():
            return replace(table, columns=_altered(table.columns, change))
        case ColumnChange(address, _, column):
            return with_column_form(table, address.column, column)


TabKey: TypeAlias = tuple[str, str]


class Workspace(Struct, frozen=True):
    """Every document's head, and the tables of the tabs that have been read so far.

    ``tables`` is by (document id, tab id), in printed order; ``file_error`` likewise.
    """

    document: Mapping[str, Document] = field(default_factory=dict)
    tables: Mapping[TabKey, tuple[Table, ...]] = field(default_factory=dict)
    file_error: Mapping[TabKey, tuple[FileError, ...]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)

    def with_tab(
        self, key: TabKey, tables: tuple[Table, ...], error: tuple[FileError, ...] = ()
    ) -> "Workspace":
        """The workspace with one tab of one document read (or replaced)."""
        return replace(
            self, tables={**self.tables, key: tables}, file_error={**self.file_error, key: error}
        )

    def without_tab(self, key: TabKey) -> "Workspace":
        """The workspace as it was before one tab was read."""
        tables = {k: t for k, t in self.tables.items() if k != key}
        file_error = {k: e for k, e in self.file_error.items() if k != key}
        return replace(self, tables=tables, file_error=file_error)

    def with_document(self, document: Document) -> "Workspace":
        """The workspace with one document's head added or replaced."""
        return replace(self, document={**self.document, document.id: document})

    def without_document(self, id_: str) -> "Workspace":
        """The workspace without a document and all its tables."""
        return replace(
            self,
            document={i: d for i, d in self.document.items() if i != id_},
            tables={key: t for key, t in self.tables.items() if key[0] != id_},
            file_error={key: f for key, f in self.file_error.items() if key[0] != id_},
        )

    def place(self, document: str, table: str) -> tuple[TabKey, int]:
        """On which tab, and as which table there, a table stands. Raises KeyError."""
        for key, tables in self.tables.items():
            if key[0] == document:
                for i, candidate in enumerate(tables):
                    if candidate.id == table:
                        return key, i
        raise KeyError(f"{document}/{table}")

    def table(self, document: str, table: str) -> Table:
        """A table that has been read. Raises KeyError."""
        key, i = self.place(document, table)
        return self.tables[key][i]

    def context(self, document: str, tab: str) -> Context:
        """What the rules of a tab's tables may look at."""
        head = self.document[document]
        return Context(
            {t.id: t for t in self.tables.get((document, tab), ())},
            self.settings,
            head.period,
            head.locked,
        )

    def calculation(self, document: str, table: str) -> Calculation:
        """A table's recomputation, as it stands now."""
        (_, tab), i = self.place(document, table)
        return Calculation(self.tables[(document, tab)][i], self.context(document, tab))

    def calculations(self, document: str) -> dict[str, Calculation]:
        """The recomputations of a document's tables by id, as far as they have been read."""
        own = (t for (id_, _), tables in self.tables.items() if id_ == document for t in tables)
        return {table.id: self.calculation(document, table.id) for table in own}


def applied(area: Workspace, change: Change) -> Workspace:
    """The workspace after a change. Raises KeyError where what it is about does not exist."""
    match change:
        case DocumentChange():
            return area.with_document(change.to)
        case DocumentMade():
            return area.with_document(change.document)
        case DocumentAside():
            return area.without_document(change.document.id)
        case SettingChange(name, _, value):
            return replace(area, settings=with_setting(area.settings, name, value))
        case MeetingChange(from_, to):
            return replace(area, settings=with_other_meeting(area.settings, from_, to))
        case UnknownChange():
            raise KeyError("an unknown kind of change")
        case TableAdded() | TableRemoved():
            key = (change.address.document, change.tab)
            tables = _altered(area.tables[key], change)
        case _:
            key, i = area.place(change.address.document, change.address.table)
            new, had = changed_table(area.tables[key][i], change), area.tables[key]
            tables = (*had[:i], new, *had[i + 1 :])
    return area.with_tab(key, tables, area.file_error.get(key, ()))


def stands(area: Workspace, change: Replaced) -> Any:
    """What stands now where a change puts something else. Raises KeyError."""
    match change:
        case DocumentChange():
            return area.document[change.to.id]
        case SettingChange(name):
            return setting(area.settings, name)
    address = change.address
    table = area.table(address.document, address.table)
    match change:
        case CellChange():
            row = table.row(address.row)
            return row.label if address.column == LABEL else row.cells.get(address.column)
        case TrycktChange():
            return table.row(address.row).tryckt.get(address.column)
        case RowFormChange():
            return form_of(table.row(address.row))
        case ColumnChange():
            return table.column(address.column)
        case TableFieldChange(_, name):
            return getattr(table, name)


def siblings(
    area: Workspace, change: Added | Removed | Moved
) -> tuple[tuple[Any, ...], int | None]:
    """The rows, columns or tables among which a change puts, takes or moves one, and where that one
    stands; None where it does not. Raises KeyError."""
    address, of_rows = change.address, isinstance(change, RowChange)
    if isinstance(change, WholeTable):
        items: tuple[Any, ...] = area.tables[address.document, change.tab]
    else:
        table = area.table(address.document, address.table)
        items = table.rows if of_rows else table.columns
    own = address.row if of_rows else address.column
    id_ = own if isinstance(change, Moved) else change.item.id
    return items, next((i for i, item in enumerate(items) if item.id == id_), None)


StepKind: TypeAlias = Literal["gor", "angra", "gor_om", "aterstall"]
"""How a step came about: done, undone, redone, or taken from a backup."""


class History(Struct, frozen=True):
    """What can be undone and redone, each step one or more changes that belong together.

    One line of steps of every kind, in the order in which they were made.
    """

    done: tuple[tuple[Change, ...], ...] = ()
    undone: tuple[tuple[Change, ...], ...] = ()

    def with_(self, step: tuple[Change, ...]) -> "History":
        """The history after a new step; what had been undone can no longer be redone."""
        return History((*self.done[-MAX_STEP + 1 :], step), ())

    def next_(self, *, backwards: bool) -> tuple[Change, ...]:
        """The changes that undoing, or redoing, makes; () where there is nothing."""
        if backwards:
            return inverted(self.done[-1]) if self.done else ()
        return self.undone[-1] if self.undone else ()

    def after(self, kind: StepKind, step: tuple[Change, ...]) -> "History":
        """The history after the changes of a step have been made, the last one undone or redone."""
        if kind == "angra":
            return History(self.done[:-1], (*self.undone, inverted(step)))
        if kind == "gor_om":
            return History((*self.done, step), self.undone[:-1])
        return self.with_(step)

    def passed(self, *, backwards: bool) -> "History":
        """The history without the step that undoing, or redoing, would take next."""
        if backwards:
            return History(self.done[:-1], self.undone)
        return History(self.done, self.undone[:-1])


MAX_STEP = 1000


def carried_out(area: Workspace, step: tuple[Change, ...]) -> Workspace:
    """The workspace after all changes of a step."""
    for change in step:
        area = applied(area, change)
    return area


def inverted(step: tuple[Change, ...]) -> tuple[Change, ...]:
    """The step that undoes a step."""
    return tuple(reversed_(change) for change in reversed(step))


def cell_change(area: Workspace, address: Address, to: Value) -> CellChange:
    """The change that gives a cell a new value, with the old one in it for undo."""
    change = CellChange(address, None, to)
    return replace(change, from_=stands(area, change))


def working_copy(document: Document, new_id: str, name: str) -> Document:
    """The head of a draft that starts from a decided document's printed figures."""
    return replace(
        document, id=new_id, name=name, status="utkast", base=document.id, unlocked="", note=""
    )


def ordered_document(area: Workspace) -> tuple[Document, ...]:
    """Every document in the store's order, a working copy right after what it started from."""
    all_ = tuple(area.document.values())
    order: dict[str, Document] = {}
    # The second round takes those whose bases go in a ring: no document is ever left out.
    for head in (*(d for d in all_ if d.base not in area.document), *all_):
        _take_with(head, all_, order)
    return tuple(order.values())


def _take_with(head: Document, all_: tuple[Document, ...], order: dict[str, Document]) -> None:
    if head.id not in order:
        order[head.id] = head
        for copy in all_:
            if copy.base == head.id:
                _take_with(copy, all_, order)


def free_id(area: Workspace, base: str) -> str:
    """An id for a working copy that no document has yet."""
    candidates = (f"{base}-utkast{'' if i == 1 else f'-{i}'}" for i in range(1, 10_000))
    return next(k for k in candidates if k not in area.document)
