"""What is not saved yet, in words: each by its table and cell, figures first."""

from collections.abc import Sequence
from decimal import Decimal

from tui.domain.value import Par
from tui.screen.session import Session
from tui.screen.views.head_lines import document_text
from tui.screen.views.step_words import change_words, head_words, step_lines, told_of
from tui.store.table_merge import changes
from tui.workspace import CellChange, Change, DocumentChange, TrycktChange, document_for


def unsaved_lines(session: Session) -> list[str]:
    """One line for each thing that the files lack."""
    found = sorted((*_in_tables(session), *_heads(session)), key=_rank)
    several = len({document_for(change) for change in found}) > 1
    lines = [_line(session, change, several=several) for change in found]
    settings = session.unsaved_settings.values()
    lines += [change_words(session.area, change) for change in settings]
    unplaced = [change for _, step in session.unplaced for change in told_of(step)]
    return lines + step_lines(session.area, unplaced, len(unplaced))


def _in_tables(session: Session) -> list[Change]:
    """The changes that turn the tabs as they are on the disk into those that are held."""
    found: list[Change] = []
    for key, tables in session.area.tables.items():
        before = session.on_disk.get(key, ())
        known = {table.id: table for table in before}
        for table in tables if tables is not before else ():
            found += _told(changes(key[0], known.get(table.id, table), table))
    return found


def _told(all_: Sequence[Change]) -> list[Change]:
    """Without the printed figures that went because a figure was changed: that one tells it."""
    typed = any(isinstance(change, CellChange) for change in all_)
    went = [c for c in all_ if isinstance(c, TrycktChange) and c.to is None and typed]
    return [change for change in all_ if change not in went]


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
