"""Which tables to print: chosen by name, refused in one Swedish sentence."""

from collections.abc import Sequence

from msgspec import Struct

from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.register import TABS
from tui.workspace import Workspace

TAB_HEADINGS = {tab.id: tab.heading for tab in TABS}


class ChoiceError(ValueError):
    """What was asked for does not exist: one Swedish sentence that says what does."""


class Sheet(Struct, frozen=True):
    """One table of one document, with its recomputation."""

    document: Document
    calculation: Calculation

    @property
    def table(self) -> str:
        """The table's id."""
        return self.calculation.table.id

    @property
    def tab(self) -> str:
        """The heading of the tab that the table stands on."""
        tab = self.calculation.table.tab
        return TAB_HEADINGS.get(tab, tab)


class Bundle(Struct, frozen=True):
    """One document with its tables in order."""

    document: Document
    sheets: tuple[Sheet, ...]


def chosen_document(documents: Sequence[Document], wanted: str, latest: str) -> Document:
    """The document asked for, else the one last used, else the first. Raises ChoiceError.

    The store gives the newest first, and the screen opens on the same one.
    """
    exists = {d.id: d for d in documents}
    if not exists:
        raise ChoiceError("I datamappen finns inga dokument som kan läsas.")
    if wanted and wanted not in exists:
        raise ChoiceError(f"Dokumentet ”{wanted}” finns inte; där finns {', '.join(exists)}.")
    return exists.get(wanted or latest, documents[0])


def bundle(area: Workspace, document: Document) -> Bundle:
    """A document's tables as far as they have been read, in the order of the tabs."""
    own = area.calculations(document.id).values()
    return Bundle(document, tuple(Sheet(document, one) for one in own))


def chosen_sheet(bundle: Bundle, wanted: str) -> Sheet:
    """The table asked for. Raises ChoiceError."""
    for sheet in bundle.sheets:
        if sheet.table == wanted:
            return sheet
    exists = ", ".join(sheet.table for sheet in bundle.sheets) or "inga tabeller"
    raise ChoiceError(f"Tabellen ”{wanted}” finns inte i {bundle.document.id}; där finns {exists}.")
