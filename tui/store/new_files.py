"""The files of a new document, before any of them is written."""

from collections.abc import Mapping, Sequence

from tui.domain.document import Document
from tui.domain.register import Register
from tui.domain.table import Table
from tui.store.codec import encoded
from tui.store.directory import HEAD_FILE
from tui.store.head import merged_head
from tui.store.joining import empty_tab, merged_tab


def new_files(
    document: Document, tables: Mapping[str, Sequence[Table]], register: Register
) -> dict[str, bytes]:
    """The content of a new document's files by name. Raises Postfel, Kodfel."""
    files = {HEAD_FILE: encoded(merged_head(None, document))}
    for tab in dict.fromkeys((*(f.id for f in register.tabs), *tables)):
        empty = empty_tab(document.id, tab)
        files[f"{tab}.json"] = encoded(merged_tab(empty, tables.get(tab, ()), register))
    return files
