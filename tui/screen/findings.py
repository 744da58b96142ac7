"""The findings of the shown document (*fynden*), each kept until what it hangs on has changed.

A table's own findings, and those that need other tables or documents, are worked out in the same
paint as an edit; at a start and for a document that is newly shown the latter follow when the near
documents have been read. Those of the report's text come from a thread.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from tui.checks.check import ordered, table_finding
from tui.domain.calculation import Calculation, RuleError
from tui.domain.finding import Finding
from tui.domain.table import Table

if TYPE_CHECKING:
    from tui.checks.neighbours import Neighbour
    from tui.screen.near_documents import Neighbours
    from tui.screen.session import Session
    from tui.screen.text_checking import Texts

Version: TypeAlias = tuple[Any, ...]
NEW: Version = ()


def same(one: Version, other: Version) -> bool:
    """Whether two versions are made of the very same values."""
    return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))


class Findings:
    """The findings of the session's shown document."""

    def __init__(self, session: "Session") -> None:
        self.session = session
        self._table: dict[tuple[str, str], tuple[Calculation, tuple[Finding, ...]]] = {}
        self._context: dict[str, tuple[Version, tuple[Finding, ...]]] = {}
        self.texts: dict[str, Texts] = {}
        self._all: tuple[Version, tuple[Finding, ...]] = (NEW, ())
        self.works = self.again = self.whole = False

    # ---- what there is -------------------------------------------------------------------------

    def table(self, table: Table) -> tuple[Finding, ...]:
        """One table's own findings, worked out again when its recomputation is."""
        key, calculation = (self.session.document_id, table.id), self.session.calculation(table)
        known = self._table.get(key)
        if known is None or known[0] is not calculation:
            known = self._table[key] = (calculation, table_finding(key[0], calculation))
        return known[1]

    def all_(self) -> tuple[Finding, ...]:
        """Every finding that is not put aside, worst first.

        Until ``whole`` is set, after the first paint, those of the shown table alone: the other
        tabs have not been read.
        """
        if not self.whole:
            table = self.session.table
            return ordered(self._without_exemption(self.table(table))) if table else ()
        key = self.session.document_id
        version = (self.session.area, key, self._context.get(key), self.loaded_texts)
        if not same(self._all[0], version):
            # A tab that had not been read has been read meanwhile: the workspace is another.
            all_ = ordered(self._without_exemption(self.found()))
            self._all = ((self.session.area, *version[1:]), all_)
        return self._all[1]

    def found(self) -> list[Finding]:
        """Every finding, those put aside too."""
        parts = [self.table(t) for f in self.tabs() for t in self.session.tables(f)]
        return [*(f for part_ in parts for f in part_), *self._contexts(), *self.text_lines]

    def _without_exemption(self, found: Sequence[Finding]) -> Iterable[Finding]:
        exemption = self.session.document.exemption
        if not exemption:
            return found
        from tui.checks.exemptions import without_exemption

        return without_exemption(found, exemption)

    def tabs(self) -> Iterable[str]:
        """The ids of the tabs with tables."""
        return (tab.id for tab in self.session.register.tabs)

    def _contexts(self) -> tuple[Finding, ...]:
        """Without what the report's text itself has been found to say."""
        found = self._context.get(self.session.document_id, (NEW, ()))[1]
        texts = self.loaded_texts
        return texts.without_duplicates(found) if texts and found else found

    @property
    def loaded_texts(self) -> "Texts | None":
        """The shown document's texts as they were last checked, None where there are none."""
        return self.texts.get(self.session.document_id)

    @property
    def text_lines(self) -> Mapping[Finding, tuple[int, int]]:
        """The findings of the texts, each with which text and which line from 1 it is on."""
        return self.loaded_texts.rows if self.loaded_texts else {}

    def important(self) -> tuple[Finding, ...]:
        """Every finding beside mere rounding, worst first."""
        return tuple(f for f in self.all_() if f.severity != "avrundning")

    # ---- keeping up ----------------------------------------------------------------------------

    @cached_property
    def near(self) -> "Neighbours":
        """The near documents; not needed before the first picture."""
        from tui.screen.near_documents import Neighbours

        return Neighbours(self.session)

    def unread(self, document: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The tabs of these documents that have not been read yet."""
        loaded = self.session.area.tables
        return tuple((d, f) for d in document for f in self.tabs() if (d, f) not in loaded)

    def version(self, change: Iterable[str]) -> Version:
        """What the findings of the shown document and these others, all of them, hang on."""
        area = self.session.area
        ids = (self.session.document_id, *change)
        heads = (area.document[id_] for id_ in ids)
        tabs = (area.tables.get((id_, tab)) for id_ in ids for tab in self.tabs())
        return (area.settings, *heads, *tabs)

    @property
    def checked(self) -> bool:
        """Whether the shown document has never been checked in whole."""
        return self.session.document_id not in self._context

    @property
    def stale(self) -> bool:
        """Whether something has changed since the findings were worked out."""
        known = self._context.get(self.session.document_id)
        return known is None or not same(known[0], self.near.version())

    def keep_alive_even(self) -> None:
        """Work them out at once where all that they hang on has been read: in the same paint."""
        if not self.checked and not self.near.unread() and self.stale:
            self.recompute()

    def recompute(self) -> bool:
        """Work out the findings that need more than one table; True where they became others."""
        from tui.checks.check import context_finding
        from tui.checks.neighbours import countable

        key, change = self.session.document_id, self.near.all_()
        own_ones, version = self.neighbour(key), self.near.version()
        try:
            found = context_finding(*own_ones, change)
        except (RuleError, RecursionError):
            # A rule of a stored table leads back to itself: the rest is checked all the same.
            whole = {id_: countable(neighbour) for id_, neighbour in change.items()}
            found = context_finding(*countable(own_ones), whole)
        previous = self._context.get(key)
        self._context[key] = (version, found)
        return previous is None or previous[1] != found

    def neighbour(self, document: str) -> "Neighbour":
        """A document's head and its recomputed tables by id, for what has been read of it."""
        tables = (t for f in self.tabs() for t in self.session.tables(f, document))
        calculations = {t.id: self.session.calculation(t, document) for t in tables}
        return self.session.area.document[document], calculations
