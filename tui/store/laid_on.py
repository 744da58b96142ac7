"""A step laid on tables that are no longer those it was made on; what others changed there stays.

Each change is made anew of what stands there now, so that it can be undone to that; one that has
come true already is left out. Several changes of one cell or setting are one, to where they ended:
else one that has come true would leave the next to undo it. Where one has no place any more,
nothing of the step is carried out.
"""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.cell_text import column_heading
from tui.domain.finding import Address
from tui.domain.period import Period
from tui.domain.reshape import form_of, held_in
from tui.domain.settings_cells import setting
from tui.domain.table import LABEL, Table
from tui.store.errors import ItemError, Place, SaveError, quoted
from tui.store.records import check_rows
from tui.workspace import (
    CellChange,
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    ColumnsChange,
    DocumentChange,
    InTable,
    MeetingChange,
    RowAdded,
    RowFormChange,
    RowMoved,
    RowRemoved,
    SettingChange,
    SettingsChange,
    TableChange,
    TableFieldChange,
    TableRemoved,
    TrycktChange,
    WholeTable,
    Workspace,
    applied,
)

Value = TypeVar("Value", bound=Struct)
OF_ANOTHER_KIND = "Dina ändringar är av ett slag som inte kan läggas på filen."


def laid_on(area: Workspace, step: Iterable[Change]) -> tuple[Change, ...]:
    """The changes as they would be made on the workspace as it is. Raises SaveError."""
    new: list[Change] = []
    for change in _net(step):
        try:
            here = _here(area, change)
            if here is not None:
                area = applied(area, here)
                new.append(here)
        except KeyError:
            raise SaveError(_without_place(change)) from None
    _check(area, new)
    return tuple(new)


def _net(step: Iterable[Change]) -> Iterable[Change]:
    """The changes, those of one cell or setting made one."""
    net: list[Change] = []
    place: dict[tuple[object, ...], int] = {}
    for change in step:
        if isinstance(change, RowAdded | RowRemoved | ColumnsChange | WholeTable):
            # What was done in the row (or the table) before is on its side of that.
            row = _row(change.address) if change.address.row else _row(change.address)[:2]
            place = {key: at for key, at in place.items() if key[: len(row)] != row}
        if not isinstance(change, CellChange | TrycktChange | SettingChange):
            net.append(change)
            continue
        at = place.setdefault(_key(change), len(net))
        if at < len(net):
            net[at] = change
        else:
            net.append(change)
    return net


def _key(change: CellChange | TrycktChange | SettingChange) -> tuple[object, ...]:
    """What a change is about, its row first."""
    if isinstance(change, SettingChange):
        return (change.name,)
    return (*_row(change.address), change.address.column, type(change))


def _row(address: Address) -> tuple[object, ...]:
    return address.document, address.table, address.row


def _check(area: Workspace, step: Iterable[Change]) -> None:
    """Raises SaveError where a table's rows can no longer stand together."""
    changed = (c for c in step if isinstance(c, RowAdded | RowRemoved | RowFormChange))
    for place in dict.fromkeys((c.address.document, c.address.table) for c in changed):
        try:
            check_rows(area.table(*place).rows, Place(place[1]))
        except ItemError as error:
            raise SaveError(f"Dina ändringar går inte ihop med filen: {error}.") from None


def _without_place(change: Change) -> str:
    if isinstance(change, DocumentChange):
        return f"Dokumentet {quoted(change.to.name)} har inget huvud att ändra i."
    if not isinstance(change, TableChange):
        return OF_ANOTHER_KIND
    address = change.address
    within = [f"raden {quoted(address.row)}"] if address.row else []
    within += [f"kolumnen {quoted(address.column)}"] if address.column and not within else []
    where = ", ".join([f"tabellen {quoted(address.table)}", *within])
    return f"Dina ändringar gäller {where}, som inte finns i filen nu."


def _here(area: Workspace, change: Change) -> Change | None:
    """The change on what stands there now, None where it has come true already.

    Raises KeyError where its row or table is gone, SaveError where another has its place.
    """
    if isinstance(change, DocumentChange):
        now = area.document[change.to.id]
        to = _fields(now, change.from_, change.to)
        return None if to == now else DocumentChange(now, to)
    if isinstance(change, SettingChange | MeetingChange):
        return _setting(area, change)
    if not isinstance(change, TableChange):
        raise SaveError(OF_ANOTHER_KIND)
    if isinstance(change, WholeTable):
        return _whole(area.tables[(change.address.document, change.tab)], change)
    table = area.table(change.address.document, change.address.table)
    # A tab's file may be put together without its document's head at hand.
    head = area.document.get(change.address.document)
    return _in_table(table, change, None if head is None else head.period)


def _whole(tables: tuple[Table, ...], change: WholeTable) -> WholeTable | None:
    place = next((i for i, table in enumerate(tables) if table.id == change.table.id), None)
    if isinstance(change, TableRemoved):
        return None if place is None else replace(change, table=tables[place], place=place)
    if place is None:
        return replace(change, place=min(change.place, len(tables)))
    if tables[place] == change.table:
        return None
    heading = quoted(change.table.heading)
    raise SaveError(f"Tabellen {heading} finns redan i filen, med annat innehåll.")


def _in_table(table: Table, change: InTable, period: Period | None) -> Change | None:
    match change:
        case CellChange() | TrycktChange():
            return _cell(table, change)
        case RowAdded(_, row, place):
            if row.id not in table.index:
                return replace(change, place=min(place, len(table.rows)))
            if table.row(row.id) == row:
                return None
            raise SaveError(f"Raden {quoted(row.label)} finns redan i filen, med annat innehåll.")
        case RowRemoved(address, row, _):
            if row.id not in table.index:
                return None
            return RowRemoved(address, table.row(row.id), table.index[row.id])
        case RowMoved(address, _, to_place):
            from_, last = table.index[address.row], len(table.rows) - 1
            return _moved(change, from_, min(to_place, last))
        case RowFormChange(address, from_form, form):
            now = form_of(table.row(address.row))
            to = _fields(now, from_form, form)
            return None if to == now else RowFormChange(address, now, to)
        case TableFieldChange(_, name, _, value):
            stands = getattr(table, name)
            return None if stands == value else replace(change, from_=stands)
    return _in_columns(table, change, period)


def _in_columns(table: Table, change: ColumnsChange, period: Period | None) -> Change | None:
    place = table.column_index.get(change.address.column)
    match change:
        case ColumnAdded(_, column, to, _):
            if place is None:
                return replace(change, place=min(to, len(table.columns)))
            if table.columns[place] == column:
                return None
            heading = quoted(column_heading(column, period))
            raise SaveError(f"Kolumnen {heading} finns redan i filen, med annat innehåll.")
        case ColumnRemoved(address):
            if place is None:
                return None
            held = held_in(table, address.column)
            return ColumnRemoved(address, table.columns[place], place, held)
        case ColumnMoved(address, _, to):
            from_, to = table.column_index[address.column], min(to, len(table.columns) - 1)
            return None if from_ == to else ColumnMoved(address, from_, to)
        case ColumnChange(address, from_column, to_column):
            now = table.column(address.column)
            new = _fields(now, from_column, to_column)
            return None if new == now else ColumnChange(address, now, new)


def _setting(area: Workspace, change: SettingsChange) -> SettingsChange | None:
    if isinstance(change, SettingChange):
        now = setting(area.settings, change.name)
        return None if now == change.to else replace(change, from_=now)
    meetings = area.settings.sammantraden
    from_ = change.from_ if change.from_ in meetings else None
    if change.to in meetings or (from_ is None and change.to is None):
        return None
    return replace(change, from_=from_)


def _moved(change: RowMoved, from_: int, to: int) -> RowMoved | None:
    return None if from_ == to else replace(change, from_=from_, to=to)


def _cell(table: Table, change: CellChange | TrycktChange) -> Change | None:
    row, column = table.row(change.address.row), change.address.column
    if isinstance(change, TrycktChange):
        now = row.tryckt.get(column)
    elif column == LABEL:
        now = row.label
    else:
        now = row.cells.get(column)
    return None if repr(now) == repr(change.to) else replace(change, from_=now)


def _fields(now: Value, from_: Value, to: Value) -> Value:
    """What stands there now, with the fields that the change is about."""
    fields = (f for f in now.__struct_fields__ if getattr(from_, f) != getattr(to, f))
    return replace(now, **{f: getattr(to, f) for f in fields})
