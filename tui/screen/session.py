"""The session (*arbetspass*): the held workspace, what is shown of it, and what can be undone.

No screen here: every method changes the held values and returns what the screen must know.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.recomputing import recomputed
from tui.domain.register import OVERVIEW, REGISTER, TEXT, Register
from tui.domain.rule import Own
from tui.domain.table import Table
from tui.screen.findings import Findings
from tui.workspace import (
    Change,
    DocumentChange,
    History,
    Workspace,
    carried_out,
    document_for,
    redo,
    undo,
)

if TYPE_CHECKING:
    from tui.screen.documents import New
    from tui.screen.securing import Kind, Securing
    from tui.screen.stores import Store


class Session:
    """The workspace in use; ``chosen_table`` and ``cursor`` remember where the user was."""

    def __init__(
        self, store: "Store", register: Register = REGISTER, securing: "Securing | None" = None
    ) -> None:
        self.store, self.register, self.securing = store, register, securing
        settings, self.file_error = store.settings()
        chosen_one = store.head(settings.senaste_dokument)
        self.loaded_settings = settings
        self.area = Workspace({chosen_one.id: chosen_one} if chosen_one else {}, settings=settings)
        self._every_heads = False
        if chosen_one is None:
            self.read_heads()
        self.history = History()
        self.chosen_table: dict[tuple[str, str], int] = {}
        self.cursor: dict[tuple[str, str], tuple[int, int]] = {}
        self.document_id = _first(self.area, settings.senaste_dokument)
        self.tab = self._valid_tab(settings.senaste_flik)
        self.compared: tuple[str, str, str] | None = None
        self.on_disk: dict[tuple[str, str], tuple[Table, ...]] = {}
        self.unjournaled: tuple[tuple[Kind, tuple[Change, ...]], ...] = ()
        self.journal_error = ""
        self.att_save: tuple[str, ...] = ()
        self.fresh: New | None = None
        self._calculations: dict[tuple[str, str], tuple[tuple[object, ...], Calculation]] = {}
        self.findings = Findings(self)

    def read_heads(self) -> None:
        """Read the heads of all documents; a start shows the one last used before the others."""
        if self._every_heads:
            return
        loaded, error = self.store.document()
        heads = {d.id: self.area.document.get(d.id, d) for d in loaded}
        self.area = replace(self.area, document={**heads, **self.area.document})
        self.file_error, self._every_heads = (*error, *self.file_error), True

    def _valid_tab(self, tab: str) -> str:
        return tab if tab in {TEXT, *(f.id for f in self.register.tabs)} else OVERVIEW

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

    @property
    def has_tables(self) -> bool:
        """Whether the shown tab is one of those that hold tables."""
        return self.tab not in (OVERVIEW, TEXT)

    @property
    def table(self) -> Table | None:
        """The table that is shown, None on the overview, the text or an empty tab."""
        tables = self.tables(self.tab) if self.has_tables else ()
        place = self.chosen_table.get((self.document_id, self.tab), 0)
        return tables[min(place, len(tables) - 1)] if tables else None

    @property
    def compared_with(self) -> str:
        """The document that the shown one's tab is compared with, "" for none."""
        document, tab, other = self.compared or ("", "", "")
        shown = self.has_tables and (document, tab) == (self.document_id, self.tab)
        return other if shown and other in self.area.document else ""

    def calculation(self, table: Table, document_id: str = "") -> Calculation:
        """The recomputation of a table of a document (the shown one), kept until it changes.

        A table without rules of its own kind hangs on nothing but itself and the document's head.
        """
        key = (document_id or self.document_id, table.id)
        head = self.area.document[key[0]]
        siblings = self.tables(table.template.tab, key[0]) if ser_siblings(table) else table
        version = (table, siblings, head.period, head.locked, self.area.settings)
        known = self._calculations.get(key)
        if known is None or any(a is not b for a, b in zip(known[0], version, strict=True)):
            context = self.area.context(key[0], table.template.tab)
            new = recomputed(known[1] if known else None, table, context)
            known = self._calculations[key] = (version, new)
        return known[1]

    def do(self, *step: Change) -> None:
        """Carry out changes that belong together, as one step of the history."""
        self.area = carried_out(self.area, step)
        self.history = self.history.with_(step)
        self._ready("gor", step)

    def step_back(self) -> tuple[Change, ...]:
        """Undo; the changes made, () when there was nothing."""
        self.area, self.history, step = undo(self.area, self.history)
        return self._ready("angra", step)

    def repeat(self) -> tuple[Change, ...]:
        """Redo; the changes made, () when there was nothing."""
        self.area, self.history, step = redo(self.area, self.history)
        return self._ready("gor_om", step)

    def _ready(self, kind: "Kind", step: tuple[Change, ...]) -> tuple[Change, ...]:
        self.att_save = (*self.att_save, *(file(self.area, change) for change in step))
        if step and self.securing is not None:
            self.unjournaled = (*self.unjournaled, (kind, step))
            journal_step(self, self.securing)
        return step

    @property
    def obstacle(self) -> str:
        """Why nothing may be changed at all, "" when it may."""
        return self.securing.obstacle if self.securing else ""

    def read_in(self, document_id: str) -> dict[str, tuple[Table, ...]]:
        """All tabs of a document, read."""
        return {f.id: self.tables(f.id, document_id) for f in self.register.tabs}


def ser_siblings(table: Table) -> bool:
    """Whether a table's rules look at other tables of its tab, or its cells point to them."""
    return any(isinstance(k.rule, Own) or k.refers for k in table.columns)


def journal_step(session: Session, securing: "Securing") -> None:
    """Commit the steps that are not committed yet; ``journal_error`` says why that failed."""
    session.journal_error = ""
    while session.unjournaled:
        kind, step = session.unjournaled[0]
        try:
            securing.journal_step(kind, step, [file(session.area, change) for change in step])
        except OSError as error:
            session.journal_error = str(getattr(error, "sentence", error))
            return
        session.unjournaled = session.unjournaled[1:]


def file(area: Workspace, change: Change) -> str:
    """The file that a change belongs to: "dokument/flik", "dokument/" for the head."""
    document = document_for(change)
    if isinstance(change, DocumentChange):
        return f"{document}/"
    (_, tab), _ = area.place(document, change.address.table)
    return f"{document}/{tab}"


def _first(area: Workspace, wanted: str) -> str:
    return wanted if wanted in area.document else next(iter(area.document), "")


def show_address(session: Session, address: Address, table: Table) -> None:
    """Let the session show the cell at an address."""
    tab = table.template.tab
    session.document_id, session.tab = address.document, tab
    ids = [t.id for t in session.tables(tab)]
    session.chosen_table[(address.document, tab)] = ids.index(table.id)
    row = table.index.get(address.row, 0)
    column = table.column_index.get(address.column, -1) + 1
    session.cursor[(address.document, table.id)] = (row, column)
