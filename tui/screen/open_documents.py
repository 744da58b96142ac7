"""The documents that are held open: read on first use, their tables recomputed and kept."""

from typing import Any, TypeAlias

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.register import OVERVIEW, TEXT
from tui.domain.rule import Own
from tui.domain.table import Table
from tui.store.data_store import DataStore
from tui.workspace import TabKey, Workspace

Version: TypeAlias = tuple[Any, ...]
"""The values that a result was made of."""

NEW: Version = ()


def same(one: Version, other: Version) -> bool:
    """Whether two versions are made of the very same values."""
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


class OpenDocuments:
    """The workspace in use, and which document, tab and table of it is shown."""

    def __init__(self, store: DataStore) -> None:
        self.store, self.register = store, store.register
        settings, self.file_error = store.settings()
        last = store.head(settings.last_document)
        self.area = Workspace({last.id: last} if last else {}, settings=settings)
        self._all_heads_read = False
        if last is None:
            self.read_heads()
        self.document_id = last.id if last else next(iter(self.area.document), "")
        tabs = {TEXT, *(tab.id for tab in self.register.tabs)}
        tab = settings.last_tab
        self.tab = tab if tab in tabs else OVERVIEW
        self.chosen_table: dict[TabKey, str] = {}
        self.traces_shown = False
        """Whether the tables of what a running text said are shown with the others."""
        self.compared: tuple[str, str, str] | None = None
        self.on_disk: dict[TabKey, tuple[Table, ...]] = {}
        self._calculations = Calculations(self)

    def read_heads(self) -> None:
        """Read the heads of all documents; a start shows the one last used before the others."""
        if self._all_heads_read:
            return
        loaded, error = self.store.document()
        heads = {d.id: self.area.document.get(d.id, d) for d in loaded}
        self.area = replace(self.area, document={**heads, **self.area.document})
        self.file_error, self._all_heads_read = (*error, *self.file_error), True

    @property
    def document(self) -> Document:
        """The head of the document that is shown. Raises KeyError when there is none at all."""
        return self.area.document[self.document_id]

    def tables(self, tab: str, document_id: str = "") -> tuple[Table, ...]:
        """A tab's tables, read on first use."""
        key = (document_id or self.document_id, tab)
        if key not in self.area.tables and key[0] in self.area.document:
            self.area = self.area.with_tab(key, *self.store.tab(*key))
            self.on_disk[key] = self.area.tables[key]
        return self.area.tables.get(key, ())

    def shown_tables(self, tab: str) -> tuple[Table, ...]:
        """A tab's tables that are shown: those out of the running text only when asked for."""
        tables = self.tables(tab)
        return tables if self.traces_shown else tuple(t for t in tables if not t.out_of_text)

    def read_again(self) -> None:
        """Read heads and settings anew, with their faults: a file of theirs has been replaced."""
        loaded, error = self.store.document()
        self.loaded_settings, faults = self.store.settings()
        heads = {d.id: d for d in loaded}
        self.area = replace(self.area, document=heads, settings=self.loaded_settings)
        self.file_error, self._all_heads_read = (*error, *faults), True

    def forget_tab(self, key: TabKey) -> None:
        """Read a tab (the head for "") anew when it is asked for: its file has been replaced."""
        document, tab = key
        if tab:
            self.area = self.area.without_tab(key)
            self.on_disk.pop(key, None)
        elif head := self.store.head(document):
            self.area = self.area.with_document(head)

    def read_in(self, document_id: str) -> dict[str, tuple[Table, ...]]:
        """All tabs of a document, read."""
        return {tab.id: self.tables(tab.id, document_id) for tab in self.register.tabs}

    @property
    def has_tables(self) -> bool:
        """Whether the shown tab is one of those that hold tables."""
        return self.tab not in (OVERVIEW, TEXT)

    @property
    def table(self) -> Table | None:
        """The table that is shown, None on the overview, the text or an empty tab."""
        tables = self.shown_tables(self.tab) if self.has_tables else ()
        chosen = self.chosen_table.get((self.document_id, self.tab))
        return next((t for t in tables if t.id == chosen), tables[0] if tables else None)

    @property
    def compared_with(self) -> str:
        """The document that the shown one's tab is compared with, "" for none."""
        document, tab, other = self.compared or ("", "", "")
        shown = self.has_tables and (document, tab) == (self.document_id, self.tab)
        return other if shown and other in self.area.document else ""

    def calculation(self, table: Table, document_id: str = "") -> Calculation:
        """The calculation of a table of a document (the shown one), kept until it changes."""
        return self._calculations.of(table, document_id or self.document_id)


class Calculations:
    """The calculations of the held documents' tables, each kept until what it hangs on changes.

    A table without rules of its own kind hangs on nothing but itself and the document's head.
    """

    def __init__(self, open_documents: OpenDocuments) -> None:
        self.open = open_documents
        self._known: dict[TabKey, tuple[Version, Calculation]] = {}

    def of(self, table: Table, document: str) -> Calculation:
        """The calculation of a table of a document."""
        area, tab = self.open.area, table.tab
        head = area.document[document]
        siblings = self.open.tables(tab, document) if _looks_at_siblings(table) else table
        version = (table, siblings, head.period, head.locked, area.settings)
        known = self._known.get((document, table.id))
        if known is None or not same(known[0], version):
            known = (version, Calculation(table, self.open.area.context(document, tab)))
            self._known[(document, table.id)] = known
        return known[1]


def _looks_at_siblings(table: Table) -> bool:
    """Whether a table's rules look at other tables of its tab, or its cells point to them."""
    return any(isinstance(column.rule, Own) or column.refers for column in table.columns)
