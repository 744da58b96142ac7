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
from tui.domain.reshape import Held, held_in
from tui.store.errors import ItemError, Place, SaveError, quoted
from tui.store.records import check_rows
from tui.workspace import (
    Added,
    CellChange,
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnRemoved,
    ColumnsChange,
    DocumentChange,
    FolderChange,
    MeetingChange,
    Moved,
    Removed,
    RowAdded,
    RowFormChange,
    RowRemoved,
    SettingChange,
    TableChange,
    TrycktChange,
    UnknownChange,
    WholeTable,
    Workspace,
    applied,
    siblings,
    stands,
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
    if isinstance(change, MeetingChange):
        return _meeting(area, change)
    if isinstance(change, FolderChange | UnknownChange):
        raise SaveError(OF_ANOTHER_KIND)
    if isinstance(change, Added | Removed | Moved):
        return _placed(area, change)
    now, to = stands(area, change), change.to
    if isinstance(change, DocumentChange | RowFormChange | ColumnChange):
        # Field by field: what others have changed in it stays.
        to = _fields(now, change.from_, change.to)
    # Of a figure every decimal place counts.
    exact = isinstance(change, CellChange | TrycktChange)
    same = repr(now) == repr(to) if exact else now == to
    return None if same else replace(change, from_=now, to=to)


def _placed(area: Workspace, change: Added | Removed | Moved) -> Change | None:
    items, place = siblings(area, change)
    if isinstance(change, Moved):
        to = min(change.to, len(items) - 1)
        if place is None:
            raise KeyError(change.address)
        return None if place == to else replace(change, from_=place, to=to)
    if isinstance(change, Removed):
        if place is None:
            return None
        held = {"held": held_now(area, change)} if isinstance(change, ColumnRemoved) else {}
        return replace(change, item=items[place], place=place, **held)
    if place is None:
        return replace(change, place=min(change.place, len(items)))
    if items[place] == change.item:
        return None
    raise SaveError(f"{_name(area, change)} finns redan i filen, med annat innehåll.")


def held_now(area: Workspace, change: ColumnRemoved) -> Held:
    """What the rows have in a column that is to be taken out."""
    table = area.table(change.address.document, change.address.table)
    return held_in(table, change.address.column)


def _name(area: Workspace, change: Added) -> str:
    match change:
        case RowAdded(_, row):
            return f"Raden {quoted(row.label)}"
        case ColumnAdded(address, column):
            # A tab's file may be put together without its document's head at hand.
            head = area.document.get(address.document)
            return f"Kolumnen {quoted(column_heading(column, head.period if head else None))}"
    return f"Tabellen {quoted(change.item.heading)}"


def _meeting(area: Workspace, change: MeetingChange) -> MeetingChange | None:
    meetings = area.settings.sammantraden
    from_ = change.from_ if change.from_ in meetings else None
    if change.to in meetings or (from_ is None and change.to is None):
        return None
    return replace(change, from_=from_)


def _fields(now: Value, from_: Value, to: Value) -> Value:
    """What stands there now, with the fields that the change is about."""
    fields = (f for f in now.__struct_fields__ if getattr(from_, f) != getattr(to, f))
    return replace(now, **{f: getattr(to, f) for f in fields})
