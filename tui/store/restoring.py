"""What a backup would give back (*återställning*): its tables, the differences, the changes.

Nothing is written here: the changes are carried out as any others, so a restore can be undone.
"""

from collections.abc import Sequence

from tinydb import TinyDB

from tui.domain.diff import Difference
from tui.domain.document import Document
from tui.domain.register import REGISTER, Register
from tui.domain.table import Table
from tui.store.backups import Copy
from tui.store.errors import ReadError, file_name
from tui.store.head import parsed_head_file
from tui.store.storage import read_file
from tui.store.tab_file import TabFile, parsed_tab
from tui.store.table_merge import deviating, outside_changes, tab_changes
from tui.workspace import Change, DocumentChange


def content(copy: Copy, register: Register = REGISTER) -> TabFile:
    """The tables in a tab's backup, and the faults of those that are not whole. Raises Lasfel."""
    return parsed_tab(_read(copy), file_name(copy.path), copy.document, copy.file, register)


def would_change(
    copy: Copy, now: Sequence[Table], register: Register = REGISTER
) -> tuple[Difference, ...]:
    """In which tables, and where, the backup ("deras") differs from now. Raises Lasfel."""
    return deviating(now, content(copy, register).tables, copy.document)


def restoring(
    copy: Copy, now: Sequence[Table], register: Register = REGISTER
) -> tuple[Change, ...]:
    """The changes that turn the rows of today's tables into the backup's. Raises Lasfel.

    A table that the backup lacks stays as it is; see ``outside_restoring``.
    """
    return tab_changes(copy.document, now, content(copy, register).tables)


def outside_restoring(
    copy: Copy, now: Sequence[Table], register: Register = REGISTER
) -> tuple[str, ...]:
    """One sentence for each thing that a restore does not bring back. Raises Lasfel."""
    in_copy = content(copy, register)
    return (
        *(error.sentence for error in in_copy.error),
        *outside_changes(now, in_copy.tables),
    )


def head_restoring(copy: Copy, now: Document) -> tuple[Change, ...]:
    """The change that gives a document the head of a backup of "dokument". Raises Lasfel."""
    head = parsed_head_file(_read(copy), file_name(copy.path), copy.document)
    if head.document is None:
        raise ReadError(" ".join(error.sentence for error in head.error))
    return () if head.document == now else (DocumentChange(now, head.document),)


def _read(copy: Copy) -> TinyDB:
    database, fingerprint = read_file(copy.path)
    if fingerprint is None:
        raise ReadError(f"Säkerhetskopian {file_name(copy.path)} finns inte längre.")
    return database
