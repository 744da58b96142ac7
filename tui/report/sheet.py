"""Which tables to print (*blad*, sheets): chosen by name, refused in one Swedish sentence."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.domain.calculation import Calculation, counted
from tui.domain.document import Document
from tui.domain.register import REGISTER
from tui.workspace import Workspace

TAB_HEADING = {tab.id: tab.heading for tab in REGISTER.tabs}


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
        tab = self.calculation.table.template.tab
        return TAB_HEADING.get(tab, tab)


class Bunt(Struct, frozen=True):
    """One document with its tables in order."""

    document: Document
    sheet: tuple[Sheet, ...]


def chosen_document(document: Sequence[Document], searched: str, latest: str) -> Document:
    """The document asked for, else the one last used, else the first. Raises Valfel.

    The store gives the newest first, and the screen opens on the same one.
    """
    exists = {d.id: d for d in document}
    if not exists:
        raise ChoiceError("I datamappen finns inga dokument som kan läsas.")
    if searched and searched not in exists:
        raise ChoiceError(f"Dokumentet ”{searched}” finns inte; där finns {', '.join(exists)}.")
    return exists.get(searched or latest, document[0])


def bunt(area: Workspace, document: Document) -> Bunt:
    """A document's tables as far as they have been read, in the order of the tabs."""
    sheet = (
        Sheet(document, area.calculation(document.id, table.id))
        for (document_id, _), tables in area.tables.items()
        if document_id == document.id
        for table in tables
    )
    return Bunt(document, tuple(sheet))


def chosen_sheet(bunt: Bunt, searched: str) -> Sheet:
    """The table asked for, if its rules can be worked out. Raises Valfel."""
    for sheet in bunt.sheet:
        if sheet.table == searched:
            error = arithmetic_error(sheet)
            if error:
                raise ChoiceError(error)
            return sheet
    exists = ", ".join(sheet.table for sheet in bunt.sheet) or "inga tabeller"
    raise ChoiceError(f"Tabellen ”{searched}” finns inte i {bunt.document.id}; där finns {exists}.")


def arithmetic_error(sheet: Sheet) -> str:
    """One sentence where the rules of a table, as stored, cannot be worked out; else ""."""
    if counted(sheet.calculation):
        return ""
    return (
        f"Tabellen ”{sheet.table}” i {sheet.document.id} kan inte räknas:"
        " en rads regel leder tillbaka till raden själv."
    )


def whole(sheet: Iterable[Sheet]) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The sheets that can be worked out, and a sentence for each that cannot."""
    all_tried = [(one, arithmetic_error(one)) for one in sheet]
    return (
        tuple(one for one, error in all_tried if not error),
        tuple(error for _, error in all_tried if error),
    )
