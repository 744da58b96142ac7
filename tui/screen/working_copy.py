"""A working copy (*arbetskopia*) of a decided document, and its unlocking (*upplåsning*)."""

from msgspec.structs import replace

from tui.domain.document import Document
from tui.screen.session import Session
from tui.workspace import DocumentChange, free_id, working_copy


def utkast_of(session: Session) -> Document | None:
    """The working copy of the shown document that already exists, if any."""
    copies = (d for d in session.area.document.values() if d.base == session.document_id)
    return next((d for d in copies if d.status == "utkast"), None)


def new_working_copy(session: Session) -> Document:
    """Make a working copy of the shown document, in the store and in the workspace.

    It starts from the printed figures. Raises the store's error when it cannot be saved.
    """
    base = session.document
    copy = working_copy(base, free_id(session.area, base.id), base.name)
    tabs = session.read_in(base.id)
    session.store.create(copy, tabs)
    session.area = session.area.with_document(copy)
    for tab, tables in tabs.items():
        session.area = session.area.with_tab((copy.id, tab), tables)
        session.on_disk[(copy.id, tab)] = tables
        session.chosen_table[(copy.id, tab)] = session.chosen_table.get((base.id, tab), 0)
    session.cursor |= {(copy.id, t): m for (d, t), m in session.cursor.items() if d == base.id}
    return copy


def unlocking(document: Document, reason: str) -> DocumentChange:
    """The change that unlocks a decided document, with its reason."""
    return DocumentChange(document, replace(document, unlocked=reason))
