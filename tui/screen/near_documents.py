"""The near documents (*grannarna*): of each, what the shown document is held against and no more.

A document that has been shown is in the workspace, and that is what counts. Of the others only
the tables of the kinds that a check asks for are kept; the rest is read when it is opened.
"""

from collections.abc import Iterable, Mapping

from tui.checks.neighbours import Neighbour, Others, comparable, nearby
from tui.domain.calculation import Calculation, Context
from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.table import Table
from tui.screen.open_documents import NEW, OpenDocuments, Version, same
from tui.workspace import TabKey


class NearDocuments:
    """The documents that the shown one is held against."""

    def __init__(self, open_documents: OpenDocuments) -> None:
        self.open = open_documents
        self._ids: tuple[Version, tuple[str, ...], tuple[str, ...]] = (NEW, (), ())
        self._loaded: dict[TabKey, tuple[Document, tuple[Table, ...], tuple[FileError, ...]]] = {}
        self._all: tuple[Version, Mapping[str, Neighbour]] = (NEW, {})

    def ids(self) -> tuple[str, ...]:
        """The near documents, nearest first."""
        return self._chosen()[0]

    def _chosen(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The near documents, nearest first, and those of them that are compared.

        Not compared are the shown one's base, and the copies of another.
        """
        heads = self.open.area.document
        version = (heads, self.open.document_id)
        if not same(self._ids[0], version):
            shown = self.open.document
            ids = nearby(shown, heads.values())
            without_tables: Others = {id_: (heads[id_], {}) for id_ in ids}
            compared = tuple(d.id for d, _ in comparable(shown, without_tables))
            self._ids = (version, ids, compared)
        return self._ids[1:]

    # ---- reading -------------------------------------------------------------------------------

    def _keys(self) -> Iterable[TabKey]:
        return ((d, tab.id) for d in self._chosen()[1] for tab in self.open.register.tabs)

    def unread(self) -> tuple[TabKey, ...]:
        """The tabs that are compared and have not been read."""
        return tuple(key for key in self._keys() if self._known(key) is None)

    def _known(self, key: TabKey) -> tuple[Table, ...] | None:
        """A tab's tables as far as they are known; a head that is another is another document."""
        tables = self.open.area.tables.get(key)
        if tables is not None:
            return tables
        head, loaded, _ = self._loaded.get(key, (None, (), ()))
        return loaded if head is not None and head is self.open.area.document[key[0]] else None

    def read(self, key: TabKey) -> tuple[Table, ...]:
        """A tab's tables, read now unless they are known.

        Never of a tab in the workspace: what is saved there is made out of its own last reading.
        """
        known, head = self._known(key), self.open.area.document.get(key[0])
        if known is not None or head is None:
            return known or ()
        tables, error = self.open.store.tab(*key)
        self._loaded[key] = head, _compared(tables), error
        return self._loaded[key][1]

    def error(self) -> tuple[FileError, ...]:
        """What could not be read of the near documents, and so is not compared."""
        opened = self.open.area.tables
        return tuple(
            f for key, (_, _, error) in self._loaded.items() if key not in opened for f in error
        )

    def is_read(self, key: TabKey) -> bool:
        """Whether a tab that is not in the workspace has been read."""
        return key in self._loaded

    def forget(self, key: TabKey) -> bool:
        """Forget a tab whose file has been changed by others; True where it had been read."""
        return self._loaded.pop(key, None) is not None

    # ---- what there is -------------------------------------------------------------------------

    def version(self) -> Version:
        """What there is to be held against hangs on."""
        area = self.open.area
        heads = (area.document[d] for d in self.ids())
        return (area.settings, *heads, *map(self._known, self._keys()))

    def all_(self) -> Mapping[str, Neighbour]:
        """The near documents by id; of one that is not compared its head alone.

        What has not been read is read now. The very same mapping until something in it is not.
        """
        for key in self.unread():
            self.read(key)
        version = self.version()
        if not same(self._all[0], version):
            kept = set(self._keys())
            self._loaded = {key: read for key, read in self._loaded.items() if key in kept}
            self._all = (version, {id_: self._neighbour(id_) for id_ in self.ids()})
        return self._all[1]

    def _neighbour(self, id_: str) -> Neighbour:
        area, tabs = self.open.area, self.open.register.tabs
        head, compared = area.document[id_], id_ in self._chosen()[1]
        calculations: dict[str, Calculation] = {}
        for tables in (_compared(self.read((id_, tab.id))) for tab in tabs if compared):
            siblings = {t.id: t for t in tables}
            together = Context(siblings, area.settings, head.period, head.locked)
            calculations |= {t.id: Calculation(t, together) for t in tables}
        return head, calculations


def _compared(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of the kinds that are asked for."""
    from tui.checks.context import compared_subjects  # asked for once a picture stands: 8 ms

    asked = compared_subjects()
    return tuple(t for t in tables if t.subject in asked)
