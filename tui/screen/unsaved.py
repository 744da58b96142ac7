"""What is not saved yet, in words: each by its table and cell, figures first."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec.structs import replace

from tui.domain.finding import Address
from tui.domain.table import LABEL, Table
from tui.domain.value import Par, Value
from tui.screen.session import Session
from tui.screen.views.head_lines import document_text
from tui.screen.views.step_words import change_words, head_words, step_lines, told_of
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    TrycktChange,
    document_for,
)


def unsaved_lines(session: Session) -> list[str]:
    """One line for each thing that the files lack."""
    changes = sorted((*_in_tables(session), *_heads(session)), key=_rank)
    several = len({document_for(change) for change in changes}) > 1
    lines = [_line(session, change, several=several) for change in changes]
    settings = session.unsaved_settings.values()
    lines += [change_words(session.area, change) for change in settings]
    unplaced = [change for _, step in session.unplaced for change in told_of(step)]
    return lines + step_lines(session.area, unplaced, len(unplaced))


def _in_tables(session: Session) -> list[Change]:
    """The changes that turn the tabs as they are on the disk into those that are held."""
    found: list[Change] = []
    for key, tables in session.area.tables.items():
        before = session.on_disk.get(key, ())
        if tables is not before and tables != before:
            known = {table.id: table for table in before}
            for table in tables:
                found += _in_table(key[0], known.get(table.id, table), table)
    return found


def _in_table(document: str, before: Table, now: Table) -> list[Change]:
    """What differs between two versions of a table, cell by cell, and its rows."""
    place = Address(document, now.id)
    cells: list[Change] = []
    printed: list[Change] = []
    for row in now.rows:
        if row.id in before.index:
            old = before.row(row.id)
            at = replace(place, row=row.id)
            cells += [
                CellChange(replace(at, column=c), *v) for c, v in _pairs(old.cells, row.cells)
            ]
            if old.label != row.label:
                cells.append(CellChange(replace(at, column=LABEL), old.label, row.label))
            sides = _pairs(old.tryckt, row.tryckt)
            printed += [TrycktChange(replace(at, column=c), *v) for c, v in sides]
    # A printed figure that goes because a figure was changed is told by that figure.
    own = [c for c in printed if isinstance(c, TrycktChange) and (c.to is not None or not cells)]
    return [*cells, *own, *_in_order(place, before, now)]


def _pairs(
    before: Mapping[str, Value], now: Mapping[str, Value]
) -> list[tuple[str, tuple[Value, Value]]]:
    names = dict.fromkeys((*before, *now))
    both = ((name, (before.get(name), now.get(name))) for name in names)
    return [(name, sides) for name, sides in both if sides[0] != sides[1]]


def _in_order(place: Address, before: Table, now: Table) -> list[Change]:
    """Rows that came, went or were moved."""
    came = [r for r in now.rows if r.id not in before.index]
    went = [r for r in before.rows if r.id not in now.index]
    left = [r.id for r in before.rows if r.id in now.index]
    order = [r.id for r in now.rows if r.id in before.index]
    moved = next((a for a, b in zip(order, left, strict=True) if a != b), None)
    changes: list[Change] = [RowAdded(replace(place, row=r.id), r, now.index[r.id]) for r in came]
    changes += [RowRemoved(replace(place, row=r.id), r, before.index[r.id]) for r in went]
    if moved is not None:
        changes.append(RowMoved(replace(place, row=moved), before.index[moved], now.index[moved]))
    return changes


def _heads(session: Session) -> list[Change]:
    """The heads that could not be saved."""
    found: list[Change] = []
    for document, tab in session.saver.failed:
        held = session.area.document.get(document) if not tab else None
        if held is not None:
            stored = session.store.head(document) or held
            found += [DocumentChange(stored, held)] if stored != held else []
    return found


def _rank(change: Change) -> int:
    """Figures first, then other cells, rows, and what is of the whole document."""
    if isinstance(change, CellChange | TrycktChange):
        return int(not any(isinstance(v, Decimal | Par) for v in (change.from_, change.to)))
    return 3 if isinstance(change, DocumentChange) else 2


def _line(session: Session, change: Change, *, several: bool) -> str:
    document = session.area.document[document_for(change)]
    words = (
        head_words(change.from_, change.to)
        if isinstance(change, DocumentChange)
        else change_words(session.area, change)
    )
    return f"{document_text(document)} · {words}" if several else words
