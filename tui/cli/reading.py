"""What every command reads of a data folder, and how it says what could not be read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from tui.domain.document import Document
from tui.domain.register import TABS
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.folder import Store
from tui.workspace import Workspace

Say: TypeAlias = Callable[[str], None]
"""Says a sentence beside what is printed."""


def say_all(say: Say, sentences: Iterable[str]) -> None:
    """Say each of them."""
    for sentence in sentences:
        say(sentence)


def heads(store: Store, say: Say) -> tuple[Settings, tuple[Document, ...]]:
    """The settings and the documents' heads."""
    settings, settings_errors = store.settings()
    documents, head_errors = store.document()
    say_all(say, (error.sentence for error in (*settings_errors, *head_errors)))
    return settings, documents


def tabs(store: Store, document: Document, say: Say) -> Mapping[str, tuple[Table, ...]]:
    """A document's tables by tab."""
    area = workspace(store, Settings(), (document,), say)
    return {tab: tables for (_, tab), tables in area.tables.items()}


def workspace(
    store: Store, settings: Settings, documents: Sequence[Document], say: Say
) -> Workspace:
    """The documents with all their tables."""
    area = Workspace({d.id: d for d in documents}, settings=settings)
    for document in documents:
        for tab in TABS:
            tables, errors = store.tab(document.id, tab.id)
            say_all(say, (error.sentence for error in errors))
            area = area.with_tab((document.id, tab.id), tables, errors)
    return area


def read(store: Store, say: Say) -> Workspace:
    """All documents with all their tables: a bridge has two ends."""
    return workspace(store, *heads(store, say), say)
