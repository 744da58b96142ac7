"""What a step of changes carries with it, whoever makes it: the screen or a command.

A printed sum that agreed with its parts is but its parts rounded; when one of them is changed by
the step, the sum is worked out anew.
"""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from tui.checks.relations import Cell
from tui.checks.released import released
from tui.domain.finding import Address
from tui.domain.table import printed_rows
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    RowAdded,
    RowFormChange,
    RowRemoved,
    TrycktChange,
    Workspace,
    carried_out,
)


def following(
    area: Workspace, step: tuple[Change, ...], kept: Collection[Address] = ()
) -> Iterator[Change]:
    """The printed figures of a draft that no longer stand when its parts are changed.

    Those ``kept`` are said anew with the step.
    """
    if any(isinstance(change, DocumentChange) for change in step):
        return
    touched: dict[tuple[str, str], list[Cell]] = {}
    for address in (*(a for change in step for a in _cells(area, change)), *kept):
        key = (address.document, address.table)
        touched.setdefault(key, []).append(Cell(address.row, address.column))
    for (document, table), cells in touched.items():
        before = area.calculation(document, table)
        if printed_rows(before.table):
            after = carried_out(area, step).calculation(document, table)
            there = [cell for cell in cells if cell.column in after.table.column_index]
            for cell in released(before, after, there):
                tryckt = after.table.row(cell.row).tryckt[cell.column]
                yield TrycktChange(Address(document, table, *cell), tryckt, None)


def _cells(area: Workspace, change: Change) -> Iterator[Address]:
    """The cells that a change gives other figures."""
    match change:
        case CellChange(address) | TrycktChange(address):
            yield address
        case RowAdded(address) | RowRemoved(address) | RowFormChange(address):
            for column in area.table(address.document, address.table).columns:
                yield replace(address, column=column.id)
