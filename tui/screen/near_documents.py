"""The near documents (*grannarna*): of each, what the shown document is held against and no more.

A document that has been shown is in the workspace, and that is what counts. Of the others only
the tables of the kinds that a check asks for are kept; the rest is read when it is opened.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui.domain.calculation import Calculation, Context
from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.table import Table
from tui.screen.findings import NEW, Version, same
from tui.workspace import TabKey

if TYPE_CHECKING:
    from tui.checks.neighbours import Neighbour, Others
    from tui.screen.session import Session


class Neighbours:
    """The documents that the session's shown one is held against."""

    def __init__(self, session: "Session") -> None:
        self.session = session
        self._ids: tuple[Version, tuple[str, ...], tuple[str, ...]] = (NEW, (), ())
        self._loaded: dict[TabKey, tuple[Document, tuple[Table, ...], tuple[FileError, ...]]] = {}
        self._all: tuple[Version, Mapping[str, Neighbour]] = (NEW, {})

    def ids(self) -> tuple[str, ...]:
        """The near documents, nearest first."""
        return self._chosen()[0]

    def compared(self) -> tuple[str, ...]:
        """Those of them that are compared: not the shown one's base, not the copies of another."""
        return self._chosen()[1]

    def _chosen(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        document = self.session.area.document
        version = (document, self.session.document_id)
        if not same(self._ids[0], version):
            from tui.checks.neighbours import comparable, nearby

            shown = self.session.document
            ids = nearby(shown, document.values())
            empty: Others = {id_: (document[id_], {}) for id_ in ids}
            self._ids = (version, ids, tuple(d.id for d, _ in comparable(shown, empty)))
        return self._ids[1:]

    # ---- reading -------------------------------------------------------------------------------

    def _keys(self) -> Iterable[TabKey]:
        return ((d, f.id) for d in self.compared() for f in self.session.register.tabs)

    def unread(self) -> tuple[TabKey, ...]:
        """The tabs that are compared and have not been read."""
        return tuple(key for key in self._keys() if self._known(key) is None)

    def _known(self, key: TabKey) -> tuple[Table, ...] | None:
        """A tab's tables as far as they are known; a head that is another is another document."""
        tables = self.session.area.tables.get(key)
        if tables is not None:
            return tables
        head, loaded, _ = self._loaded.get(key, (None, (), ()))
        return loaded if head is not None and head is self.session.area.document[key[0]] else None

    def read(self, key: TabKey) -> tuple[Table, ...]:
        """A tab's tables, read now unless they are known.

        Never of a tab in the workspace: what is saved there is made out of its own last reading.
        """
        known_ones, head = self._known(key), self.session.area.document.get(key[0])
        if known_ones is not None or head is None:
            return known_ones or ()
        tables, error = self.session.store.tab(*key)
        self._loaded[key] = head, _compared(tables), error
        return self._loaded[key][1]

    def error(self) -> tuple[FileError, ...]:
        """What could not be read of the near documents, and so is not compared."""
        open_ = self.session.area.tables
        return tuple(
            f for n, (_, _, error) in self._loaded.items() if n not in open_ for f in error
        )

    def is_read(self, key: TabKey) -> bool:
        """Whether a tab that is not in the workspace has been read."""
        return key in self._loaded

    def forget(self, key: TabKey) -> bool:
        """Forget a tab whose file has been changed by others; True where it had been read."""
        return self._loaded.pop(key, None) is not None

    # ---- what there is -------------------------------------------------------------------------

    def version(self) -> Version:
        """What the findings of the shown document hang on: itself, and what it is compared with."""
        return (*self.session.findings.version(()), *self._change_version())

    def _change_version(self) -> Version:
        area = self.session.area
        heads = (area.document[d] for d in self.ids())
        return (area.settings, *heads, *map(self._known, self._keys()))

    def all_(self) -> "Mapping[str, Neighbour]":
        """The near documents by id; of one that is not compared its head alone.

        What has not been read is read now. The very same mapping until something in it is not.
        """
        for key in self.unread():
            self.read(key)
        version = self._change_version()
        if not same(self._all[0], version):
            self._loaded = {n: v for n, v in self._loaded.items() if n in set(self._keys())}
            self._all = (version, {id_: self._neighbour(id_) for id_ in self.ids()})
        return self._all[1]

    def _neighbour(self, id_: str) -> "Neighbour":
        area, tabs = self.session.area, self.session.register.tabs
        head, compared = area.document[id_], id_ in self.compared()
        calculations: dict[str, Calculation] = {}
        for tables in (_compared(self.read((id_, f.id))) for f in tabs if compared):
            siblings = {t.id: t for t in tables}
            together = Context(siblings, area.settings, head.period, head.locked)
            calculations |= {t.id: Calculation(t, together) for t in tables}
        return head, calculations


def _compared(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of the kinds that are asked for."""
    from tui.checks.check import compared_templates

    templates = compared_templates()
    return tuple(t for t in tables if t.template.id in templates)
