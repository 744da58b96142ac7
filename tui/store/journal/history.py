"""What the journal's events add up to: what can be undone, and how a cell came to its value."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from tui.domain.finding import Address
from tui.domain.table import LABEL, Row
from tui.domain.value import Value
from tui.store.journal.lines import PASSED, Event, Kind
from tui.workspace import MAX_STEP, CellChange, Change, History, RowAdded, RowRemoved, inverted

_Entry: TypeAlias = tuple[int, tuple[Change, ...]]


class CellEvent(Struct, frozen=True):
    """One value that a cell has had: who gave it, when, in place of what, and why."""

    nr: int
    moment: datetime
    who: str
    kind: Kind
    from_: Value
    to: Value
    reason: str = ""


def history_out_of(events: Iterable[Event]) -> History:
    """The undo and redo stacks after these events, as the session itself would have them.

    An event holds the changes that were made, so the events may begin anywhere: what was done
    before them is only missing from the bottom. Changes that were not taken in do not count.
    """
    done, undone = _stacks(events)
    return History(tuple(step for _, step in done), tuple(step for _, step in undone))


def first_needed(events: Iterable[Event], count: int) -> int | None:
    """From which number on the events give back the last steps, and all that can be redone.

    Each entry of the stacks is there through the event that last put it there; the events from
    the oldest of those on build the same top of both stacks. None where no event is needed.
    """
    done, undone = _stacks(events)
    return min((nr for nr, _ in (*list(done)[-count:], *undone)), default=None)


def _stacks(events: Iterable[Event]) -> tuple[deque[_Entry], list[_Entry]]:
    done: deque[_Entry] = deque(maxlen=MAX_STEP)
    undone: list[_Entry] = []
    for event in events:
        if event.kind in PASSED:
            passed = done if event.kind == "forbi" else undone
            if passed:
                passed.pop()
            continue
        step = event.valid()
        if not step:
            continue
        taken_from = done if event.kind == "angra" else undone
        if event.kind in ("angra", "gor_om") and taken_from:
            taken_from.pop()
        if event.kind == "angra":
            undone.append((event.nr, inverted(step)))
        else:
            done.append((event.nr, step))
            undone = undone if event.kind == "gor_om" else []
    return done, undone


def cell_history(events: Iterable[Event], address: Address) -> tuple[CellEvent, ...]:
    """The values that one cell has had, newest first; also as its row came and went."""
    found = (
        CellEvent(h.nr, h.moment, h.who, h.kind, from_, to, h.reason)
        for h in events
        for from_, to in _values(h.valid(), address)
    )
    return tuple(found)[::-1]


def _values(step: Iterable[Change], address: Address) -> Iterator[tuple[Value, Value]]:
    for change in step:
        match change:
            case CellChange(a, from_, to) if a == address:
                yield from_, to
            case RowAdded(a, row, _) if _same_row(a, row, address):
                if (value := _cell(row, address.column)) is not None:
                    yield None, value
            case RowRemoved(a, row, _) if _same_row(a, row, address):
                if (value := _cell(row, address.column)) is not None:
                    yield value, None


def _same_row(a: Address, row: Row, address: Address) -> bool:
    return (a.document, a.table, row.id) == (address.document, address.table, address.row)


def _cell(row: Row, column: str) -> Value:
    return row.label or None if column == LABEL else row.cells.get(column)
