"""A restore (*återställning*): what a backup would give back, and whether it can be by changes.

A file that can be read is restored by changes, carried out as any others, so that it can be
undone. One that cannot, or is gone, is replaced as a whole (``folder.Files.replace_whole``).
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.domain.document import Document
from tui.domain.register import Register
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.backups import SETTINGS_COPY, Copy, gone
from tui.store.codec import encoded
from tui.store.directory import HEAD
from tui.store.errors import ReadError, file_name
from tui.store.folder import Store
from tui.store.head import parsed_head_file, put_head
from tui.store.settings_file import parsed_settings
from tui.store.storage import in_memory, raw_tables, read_file
from tui.store.tab_file import TabFile, parsed_tab
from tui.store.table_merge import outside_changes, tab_changes
from tui.workspace import Change, DocumentChange


class Kept(Struct, frozen=True):
    """A backup, and the changes that came right after it: those a restore takes back.

    ``tables`` are what it holds; ``fault`` says why it cannot be read, if so.
    """

    copy: Copy
    after: tuple[Change, ...] = ()
    tables: tuple[Table, ...] = ()
    fault: str = ""


def content(copy: Copy, register: Register) -> TabFile:
    """The tables in a tab's backup, and the faults of the others. Raises ReadError."""
    database, mark = read_file(copy.path)
    if mark is None:
        raise gone(copy)
    return parsed_tab(database, file_name(copy.path), copy.document, copy.file, register)


def head_content(copy: Copy) -> Document:
    """The head in a backup of it. Raises ReadError."""
    database, mark = read_file(copy.path)
    if mark is None:
        raise gone(copy)
    head, error, _ = parsed_head_file(database, file_name(copy.path), copy.document)
    if head is None:
        raise ReadError(error[0].sentence)
    return head


def head_bytes(head: Document) -> bytes:
    """The bytes of a new head's file. Raises ItemError, CodeError."""
    database = in_memory()
    put_head(database, head)
    return encoded(raw_tables(database))


def settings_content(copy: Copy) -> Settings:
    """The settings in a backup of them. Raises ReadError."""
    database, mark = read_file(copy.path)
    if mark is None:
        raise gone(copy)
    return parsed_settings(database, file_name(copy.path))[0]


def restoring(copy: Copy, now: Sequence[Table], register: Register) -> tuple[Change, ...]:
    """The changes that turn the rows of today's tables into the backup's. Raises ReadError.

    A table that only the backup has comes in; one that it lacks stays (``outside_restoring``).
    """
    return tab_changes(copy.document, copy.file, now, content(copy, register).tables)


def restoring_head(copy: Copy, now: Document) -> tuple[Change, ...]:
    """The change that turns today's head into the backup's. Raises ReadError."""
    then = head_content(copy)
    return (DocumentChange(now, then),) if then != now else ()


def outside_restoring(copy: Copy, now: Sequence[Table], register: Register) -> tuple[str, ...]:
    """One sentence for each thing that a restore does not bring back. Raises ReadError."""
    in_copy = content(copy, register)
    return (
        *(error.sentence for error in in_copy.error),
        *outside_changes(now, in_copy.tables),
    )


def kept_tabs(copies: Sequence[Copy], now: Sequence[Table], register: Register) -> Iterator[Kept]:
    """A tab's backups, the newest first, each with what was changed after it. Nothing is raised."""
    for copy in copies:
        try:
            tables = content(copy, register).tables
        except ReadError as error:
            yield Kept(copy, fault=error.sentence)
        else:
            yield Kept(copy, tab_changes(copy.document, copy.file, tables, now), tables)
            now = tables


def kept_heads(copies: Sequence[Copy], now: Document | None) -> Iterator[Kept]:
    """A head's backups, the newest first, each with what was changed after it."""
    for copy in copies:
        try:
            head = head_content(copy)
        except ReadError as error:
            yield Kept(copy, fault=error.sentence)
        else:
            yield Kept(copy, (DocumentChange(head, now),) if now and now != head else ())
            now = head


def damage(store: Store, copies: Sequence[Copy]) -> str:
    """Why a file on the disk cannot be restored by changes, "" when it can.

    Also where a table is hidden that one of its backups has.
    """
    reader = Store(store.folder, store.register)
    document, file = copies[0].document, copies[0].file
    if (document, file) == SETTINGS_COPY:
        _, error = reader.settings()
        return error[0].sentence if error else ""
    if file == HEAD:
        head, error, _ = reader.head_file(document)
        return error[0].sentence if head is None or reader.closed(document, "") else ""
    tables, error = reader.tab(document, file)
    if not error:
        return ""
    had = (t.id for kept in kept_tabs(copies, (), store.register) for t in kept.tables)
    hidden = set(had) - {t.id for t in tables}
    return error[0].sentence if hidden or not tables or reader.closed(document, file) else ""
