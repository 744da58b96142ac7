"""The findings of the shown document (*fynden*): what is known of them, and what is shown of that.

They are worked out in a thread once an edit has been painted (``controllers.checking``), the
report's text after them. Until then the list is that of the last check; what it says of a figure
that has been changed is faint there, and does not stand at the figure.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.checks.bridged_parts import without_bridged_sums
from tui.checks.exemptions import finding_key, without_exemption
from tui.checks.neighbours import Neighbour, Others, nearby
from tui.domain.calculation import Calculation
from tui.domain.document import Exemption
from tui.domain.finding import IMPORTANT, Address, Finding, ordered
from tui.domain.register import TEXT
from tui.domain.table import LABEL, Table
from tui.domain.value import Value
from tui.screen.near_documents import NearDocuments
from tui.screen.open_documents import NEW, Calculations, OpenDocuments, Version, same

if TYPE_CHECKING:  # what reads prose takes a megabyte of words and patterns
    from tui.screen.texts import Texts

ALL_YEARS, MOST_DOCUMENT = 100, 60
"""How far off the documents may be that a text is held against, and how many they are at most."""


class Basis(Struct, frozen=True):
    """What a document is checked on, and the version of that.

    The calculations are not those of the screen, which are not for a thread.
    """

    version: Version
    own: Neighbour
    others: Others


class Checked(Struct, frozen=True):
    """What was found of a document: by table, with the calculation it was found in; and of more
    than one table. ``figures`` is what the cells of the findings showed."""

    document: str
    version: Version
    tables: Mapping[str, tuple[Calculation, tuple[Finding, ...]]]
    context: tuple[Finding, ...]
    figures: Mapping[Address, Value]


class Findings:
    """The findings of the shown document."""

    def __init__(self, open_documents: OpenDocuments) -> None:
        self.open, self.near = open_documents, NearDocuments(open_documents)
        self._calculations = Calculations(open_documents)
        self._checked: dict[str, Checked] = {}
        self.texts: dict[str, Texts] = {}
        self._all: tuple[Version, tuple[Finding, ...], frozenset[Finding]] = (NEW, (), frozenset())
        self.one_at_a_time = asyncio.Lock()
        self.works = self.again = False

    # ---- what there is -------------------------------------------------------------------------

    @property
    def checked(self) -> Checked | None:
        """What was last found of the shown document, None before its first check."""
        return self._checked.get(self.open.document_id)

    def all_(self) -> tuple[Finding, ...]:
        """Every finding of the last check that is not put aside, worst first."""
        return self._told()[0]

    def waiting(self) -> frozenset[Finding]:
        """Those of a figure that has been changed since."""
        return self._told()[1]

    def _told(self) -> tuple[tuple[Finding, ...], frozenset[Finding]]:
        version = (self.open.area, self.open.document, self.checked, self.loaded_texts)
        if not same(self._all[0], version):
            told = ordered(without_bridged_sums(tuple(self._without_exemption(self.found()))))
            waiting = frozenset(self._changed_since(told))
            # A tab that had not been read has been read meanwhile: the workspace is another.
            self._all = ((self.open.area, *version[1:]), told, waiting)
        return self._all[1:]

    def _without_exemption(self, found: Iterable[Finding]) -> Iterable[Finding]:
        exemption = self.open.document.exemption
        return without_exemption(found, exemption) if exemption else found

    def found(self) -> list[Finding]:
        """Every finding, those put aside too."""
        checked, texts = self.checked, self.loaded_texts
        if checked is None:
            return [*self.text_lines]
        # What the report's text itself has been found to say is not said twice.
        context = texts.without_duplicates(checked.context) if texts else checked.context
        own = (f for _, found in checked.tables.values() for f in found)
        return [*own, *context, *self.text_lines]

    def _changed_since(self, found: Iterable[Finding]) -> Iterable[Finding]:
        """Those of a figure that has been changed since they were found."""
        checked = self.checked
        if checked is None:
            return
        now = {t.id: t for tab in self.tabs() for t in self.open.tables(tab)}
        for f in found:
            known = checked.tables.get(f.address.table)
            untouched = known is not None and now.get(f.address.table) is known[0].table
            if not untouched and is_changed(self, f.address, checked.figures):
                yield f

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
    def stale(self) -> bool:
        """Whether something has changed since the findings were worked out."""
        known = self.checked
        return known is None or not same(known.version, (*self.version(()), *self.near.version()))

    def basis(self) -> Basis:
        """What to check the shown document on; what of it has not been read is read now."""
        others, own = self.near.all_(), self.neighbour(self.open.document_id)
        return Basis((*self.version(()), *self.near.version()), own, others)

    def take(self, checked: Checked) -> bool:
        """Let these be the findings of their document; True where others are shown by that."""
        first, before = self.checked is None, self.all_()
        self._checked[checked.document] = checked
        return first or before != self.all_()

    def neighbour(self, document: str) -> Neighbour:
        """A document's head and its calculations by table, for what has been read of it."""
        tables = (t for tab in self.tabs() for t in self.open.tables(tab, document))
        calculations = {t.id: self._calculations.of(t, document) for t in tables}
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
    texts = findings.loaded_texts
    return texts is not None and is_changed(findings, address, texts.figures)


def is_changed(findings: Findings, address: Address, figures: Mapping[Address, Value]) -> bool:
    """Whether a cell shows another figure than it did, or its row is no more."""
    open_documents = findings.open
    if not address.table:
        return False
    try:
        table = open_documents.area.table(address.document, address.table)
        if address not in figures:
            return bool(address.row) and address.row not in table.index
        calculation = open_documents.calculation(table, address.document)
        return calculation.shown(address.row, address.column) != figures[address]
    except KeyError:
        return True


# ---- which of them stand where -----------------------------------------------------------------


def has_texts(findings: Findings) -> bool:
    """Whether the shown document has texts to check, or findings of one that it had."""
    return bool(findings.open.document.texts) or findings.loaded_texts is not None


def in_table(findings: Findings, table: str) -> tuple[Finding, ...]:
    """The findings at a table's cells; a text that contradicts a cell is no fault of it."""
    none = findings.text_lines.keys() | findings.waiting()
    return tuple(f for f in findings.all_() if f.address.table == table and f not in none)


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
