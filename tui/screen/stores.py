"""What the session needs of a data folder."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from tui.checks.prosa.claim import TextSource
from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.settings import Settings
from tui.domain.table import Table


class Store(Protocol):
    """Saving raises an error with a Swedish ``sentence``."""

    def document(self) -> tuple[tuple[Document, ...], tuple[FileError, ...]]:
        """Every document's head."""
        ...

    def head(self, document: str) -> Document | None:
        """One document's head, None where there is none to show."""
        ...

    def tab(self, document_id: str, tab_id: str) -> tuple[tuple[Table, ...], tuple[FileError, ...]]:
        """One tab's tables."""
        ...

    def settings(self) -> tuple[Settings, tuple[FileError, ...]]:
        """The settings."""
        ...

    def text(self, file: str) -> TextSource:
        """A report's text. Raises ValueError with a Swedish ``sentence``."""
        ...

    def text_state(self, file: str) -> object:
        """What tells a version of a text file from another, None where there is no file."""
        ...

    def save_tab(self, document_id: str, tab_id: str, tables: tuple[Table, ...]) -> None:
        """Save one tab's tables."""
        ...

    def save_document(self, document: Document) -> None:
        """Save a document's head."""
        ...

    def create(self, document: Document, tabs: Mapping[str, tuple[Table, ...]]) -> None:
        """Make a new document."""
        ...

    def put_aside(self, document: str, when: datetime) -> str:
        """Move a document out of the way; where to."""
        ...

    def put_back(self, aside: str, document: str) -> None:
        """Put back a document that was laid aside."""
        ...

    def save_settings(self, before: Settings, new: Settings) -> None:
        """Save what a user has changed since ``before``."""
        ...

    def save_choice(
        self,
        *,
        tema: str | None = None,
        senaste_dokument: str | None = None,
        senaste_flik: str | None = None,
    ) -> None:
        """Save a choice in the settings."""
        ...
