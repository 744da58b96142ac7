"""The findings of the shown document (*fynden*), each kept until what it hangs on has changed.

A table's own findings, and those that need other tables or documents, are worked out in the same
paint as an edit; at a start and for a document that is newly shown the latter follow when the near
documents have been read. Those of the report's text come from a thread.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui.checks.bridged_parts import without_bridged_sums
from tui.checks.check import ordered, table_finding
from tui.checks.exemptions import finding_key, without_exemption
from tui.checks.neighbours import Neighbour, nearby
from tui.domain.calculation import Calculation
from tui.domain.document import Exemption
from tui.domain.finding import IMPORTANT, Address, Finding
from tui.domain.register import TEXT
from tui.domain.table import LABEL, Table
from tui.screen.near_documents import NearDocuments
from tui.screen.open_documents import NEW, OpenDocuments, Version, same
from tui.workspace import TabKey

if TYPE_CHECKING:  # what reads prose takes a megabyte of words and patterns
    from tui.screen.texts import Texts

ALL_YEARS, MOST_DOCUMENT = 100, 60
"""How far off the documents may be that a text is held against, and how many they are at most."""


class Findings:
    """The findings of the shown document."""

    def __init__(self, open_documents: OpenDocuments) -> None:
        self.open, self.near = open_documents, NearDocuments(open_documents)
        self._table: dict[TabKey, tuple[Calculation, tuple[Finding, ...]]] = {}
        self._context: dict[str, tuple[Version, tuple[Finding, ...]]] = {}
        self.texts: dict[str, Texts] = {}
        self._all: tuple[Version, tuple[Finding, ...]] = (NEW, ())
        self.works = self.again = self.whole = False

    # ---- what there is -------------------------------------------------------------------------

    def table(self, table: Table) -> tuple[Finding, ...]:
        """One table's own findings, worked out again when its calculation is."""
        key, calculation = (self.open.document_id, table.id), self.open.calculation(table)
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
            table = self.open.table
            return ordered(self._without_exemption(self.table(table))) if table else ()
        key = self.open.document_id
        version = (self.open.area, key, self._context.get(key), self.loaded_texts)
        if not same(self._all[0], version):
            # A tab that had not been read has been read meanwhile: the workspace is another.
            told = without_bridged_sums(tuple(self._without_exemption(self.found())))
            found = ordered(told)
            self._all = ((self.open.area, *version[1:]), found)
        return self._all[1]

    def _without_exemption(self, found: Iterable[Finding]) -> Iterable[Finding]:
        exemption = self.open.document.exemption
        return without_exemption(found, exemption) if exemption else found

    def found(self) -> list[Finding]:
        """Every finding, those put aside too."""
        own = [f for tab in self.tabs() for t in self.open.tables(tab) for f in self.table(t)]
        context = self._context.get(self.open.document_id, (NEW, ()))[1]
        texts = self.loaded_texts
        # What the report's text itself has been found to say is not said twice.
        context = texts.without_duplicates(context) if texts and context else context
        return [*own, *context, *self.text_lines]

    def tabs(self) -> Iterable[str]:
        """The ids of the tabs with tables."""
        return (tab.id for tab in self.open.register.tabs)

    @property
    def loaded_texts(self) -> "Texts | None":
        """The shown document's texts as they were last checked, None where there are none."""
        return self.texts.get(self.open.document_id)

    @property
    def text_lines(self) -> Mapping[Finding, tuple[int, int]]:
        """The findings of the texts, each with which text and which line from 1 it is on.

        One about a figure that has been changed since is none until the text is judged again.
        """
        rows = self.loaded_texts.rows if self.loaded_texts else {}
        return {f: place for f, place in rows.items() if not outdated(self, f.address)}

    def important(self) -> tuple[Finding, ...]:
        """Every finding of what is or may be wrong, worst first."""
        return tuple(f for f in self.all_() if f.severity in IMPORTANT)

    # ---- keeping up ----------------------------------------------------------------------------

    def version(self, others: Iterable[str]) -> Version:
        """What the findings of the shown document and these others, all of them, hang on."""
        area = self.open.area
        ids = (self.open.document_id, *others)
        heads = (area.document[id_] for id_ in ids)
        tabs = (area.tables.get((id_, tab)) for id_ in ids for tab in self.tabs())
        return (area.settings, *heads, *tabs)

    @property
    def unchecked(self) -> bool:
        """Whether the shown document has never been checked in whole."""
        return self.open.document_id not in self._context

    @property
    def stale(self) -> bool:
        """Whether something has changed since the findings were worked out."""
        known = self._context.get(self.open.document_id)
        return known is None or not same(known[0], (*self.version(()), *self.near.version()))

    def keep_up(self) -> None:
        """Work them out at once where all that they hang on has been read: in the same paint."""
        if not self.unchecked and not self.near.unread() and self.stale:
            self.recompute()

    def recompute(self) -> bool:
        """Work out the findings that need more than one table; True where they became others."""
        key, others = self.open.document_id, self.near.all_()
        own, version = self.neighbour(key), (*self.version(()), *self.near.version())
        from tui.checks.context import context_finding  # asked for once a picture stands

        found = context_finding(*own, others)
        previous = self._context.get(key)
        self._context[key] = (version, found)
        return previous is None or previous[1] != found

    def neighbour(self, document: str) -> Neighbour:
        """A document's head and its calculations by table, for what has been read of it."""
        tables = (t for tab in self.tabs() for t in self.open.tables(tab, document))
        calculations = {t.id: self.open.calculation(t, document) for t in tables}
        return self.open.area.document[document], calculations


# ---- the texts ---------------------------------------------------------------------------------


def held_against(findings: Findings) -> tuple[str, ...]:
    """The other documents that the shown one's texts are held against."""
    shown, area = findings.open.document, findings.open.area
    return nearby(shown, area.document.values(), ALL_YEARS, MOST_DOCUMENT)


def text_version(findings: Findings) -> Version:
    """What the verdicts on the shown document's texts hang on, beside the texts' files."""
    return (*findings.version(held_against(findings)), findings.open.document.texts)


def text_waits(findings: Findings) -> bool:
    """Whether a figure has been changed since the texts were judged."""
    texts = findings.loaded_texts
    return texts is not None and not same(texts.version, text_version(findings))


def outdated(findings: Findings, address: Address) -> bool:
    """Whether a cell shows another figure than a text was held against."""
    texts, open_documents = findings.loaded_texts, findings.open
    if texts is None or address not in texts.figures:
        return False
    try:
        table = open_documents.area.table(address.document, address.table)
        calculation = open_documents.calculation(table, address.document)
        return calculation.shown(address.row, address.column) != texts.figures[address]
    except KeyError:
        return True


# ---- which of them stand where -----------------------------------------------------------------


def has_texts(findings: Findings) -> bool:
    """Whether the shown document has texts to check, or findings of one that it had."""
    return bool(findings.open.document.texts) or findings.loaded_texts is not None


def in_table(findings: Findings, table: str) -> tuple[Finding, ...]:
    """The findings at a table's cells; a text that contradicts a cell is no fault of it."""
    out_of_text = findings.text_lines
    return tuple(f for f in findings.all_() if f.address.table == table and f not in out_of_text)


def at(findings: Findings, table: Table, row: str, column: str) -> tuple[Finding, ...]:
    """The findings at one cell; at a row's label, those of the row.

    What is about the whole table or a whole column stands at its first row.
    """
    first = table.rows[0].id if table.rows else ""
    return tuple(
        f
        for f in in_table(findings, table.id)
        if (f.address.row or first) == row and column in (f.address.column or LABEL, LABEL)
    )


def count_per_tab(findings: Findings) -> Mapping[str, int]:
    """How many important findings there are on each tab, TEXT for those of the text."""
    out_of_text, tab_of = findings.text_lines, _tab_of(findings)
    return Counter(
        TEXT if f in out_of_text else tab_of.get(f.address.table, "") for f in findings.important()
    )


def missing_per_tab(findings: Findings) -> Mapping[str, int]:
    """How many things each tab still lacks."""
    tab_of = _tab_of(findings)
    lacks = (f for f in findings.all_() if f.severity == "saknas")
    return Counter(tab_of.get(f.address.table, "") for f in lacks)


def _tab_of(findings: Findings) -> Mapping[str, str]:
    """Which tab each table of the shown document stands on."""
    return {t.id: tab for tab in findings.tabs() for t in findings.open.tables(tab)}


def exempted(findings: Findings) -> tuple[tuple[Finding, Exemption], ...]:
    """The findings that are put aside and still stand, with what was written of each."""
    exemption = findings.open.document.exemption
    if not exemption:
        return ()
    found = {finding_key(f): f for f in findings.found()}
    return tuple((found[u.key], u) for u in exemption if u.key in found)
