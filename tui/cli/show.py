"""``namndkoll visa``: the documents' tables in print, without a screen."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.base import Say

if TYPE_CHECKING:
    from tui.domain.document import Document
    from tui.domain.settings import Settings
    from tui.store.folder import Store
    from tui.workspace import Workspace


class Display(Struct, frozen=True):
    """What is to be printed, and how."""

    table: str = ""
    document: str | None = None
    all_: bool = False
    format: str = "text"
    width: int | None = None


def output(display: Display, store: "Store", say: Say) -> str:
    """The text to write. Raises Valfel for a document or a table that there is none of."""
    from tui.report import output, sheet

    form, width = display.format, display.width
    batches = [sheet.bunt(area, document) for area, document in _loaded(display, store, say)]
    if not display.table and not display.all_:
        return output.list_output(batches, form, width=width)
    if display.all_:
        whole, error = sheet.whole(one for bunt in batches for one in bunt.sheet)
        _say_every(say, error)
        return output.table_output(whole, form, width=width)
    return output.simple_output(sheet.chosen_sheet(batches[0], display.table), form, width=width)


def _loaded(display: Display, store: "Store", say: Say) -> "Iterator[tuple[Workspace, Document]]":
    """The documents asked for, one at a time, each in a workspace of its own."""
    from tui.report.sheet import chosen_document

    settings, settings_error = store.settings()
    document, document_error = store.document()
    _say_every(say, (error.sentence for error in (*settings_error, *document_error)))
    chosen_one = chosen_document(document, display.document or "", settings.senaste_dokument)
    one = display.table or display.document is not None
    for head in (chosen_one,) if one else document:
        yield _read(store, head, settings, say), head


def _read(store: "Store", document: "Document", settings: "Settings", say: Say) -> "Workspace":
    from tui.domain.register import REGISTER
    from tui.workspace import Workspace

    area = Workspace({document.id: document}, settings=settings)
    for tab in REGISTER.tabs:
        tables, error = store.tab(document.id, tab.id)
        _say_every(say, (one.sentence for one in error))
        area = area.with_tab((document.id, tab.id), tables, error)
    return area


def _say_every(say: Say, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        say(sentence)
