"""The report's own texts (*texter*): read, held against the tables, and kept."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tui.checks.neighbours import Neighbour
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.material import Underlag
from tui.checks.prosa.text_check import (
    own_source,
    remark,
    shortening,
    text_finding,
    underlag,
    without_duplicates,
)
from tui.checks.prosa.verdict import Tried, checked_text
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.value import Value
from tui.screen.open_documents import Version, same
from tui.store.folder import Store


class ReadText(Struct, frozen=True):
    """One text as it was last checked. ``rows`` are its findings, each with its line from 1.

    A text that could not be read has no lines, and that as its one finding.
    """

    file: str
    source: TextSource
    verdicts: tuple[Tried, ...] = ()
    rows: Mapping[Finding, int] = {}

    @property
    def finding(self) -> tuple[Finding, ...]:
        """What is to be seen to in it."""
        return tuple(self.rows)


class Texts(Struct, frozen=True):
    """A document's texts as they were last checked, and what that hangs on.

    ``figures`` are the shown figures of the cells that they were held against.
    """

    states: tuple[object, ...]
    version: Version
    loaded: tuple[ReadText, ...]
    figures: Mapping[Address, Value] = {}

    def is_for(self, states: tuple[object, ...], version: Version) -> bool:
        """Whether these are of the same files and the same figures."""
        return self.states == states and same(self.version, version)

    @property
    def rows(self) -> dict[Finding, tuple[int, int]]:
        """Every finding of the texts with which text and which line it is on."""
        return {f: (i, row) for i, text in enumerate(self.loaded) for f, row in text.rows.items()}

    def without_duplicates(self, found: Sequence[Finding]) -> tuple[Finding, ...]:
        """The tables' findings without those that a text itself has been found to say."""
        return without_duplicates(found, self.rows)


def all_checked(
    store: Store, neighbours: Mapping[str, Neighbour], document: str
) -> tuple[ReadText, ...]:
    """The texts of a document, read and judged."""
    head = neighbours[document][0]
    basis = underlag(head, neighbours)
    return tuple(checked(store, file, basis) for file in head.texts)


def figures_held_against(
    loaded: Sequence[ReadText], neighbours: Mapping[str, Neighbour]
) -> dict[Address, Value]:
    """What the cells show that the claims of the texts were held against."""
    cells = dict.fromkeys(d.address for text in loaded for d in text.verdicts if d.address)
    return {
        cell: neighbours[cell.document][1][cell.table].shown(cell.row, cell.column)
        for cell in cells
        if cell.row and cell.column
    }


def checked(store: Store, file: str, basis: Underlag) -> ReadText:
    """One text, read and judged."""
    head = basis.document
    try:
        source = own_source(store.text(file), file, head.texts)
    except ValueError as error:
        sentence = str(getattr(error, "sentence", error))
        return ReadText(file, TextSource(file, ()), (), _said(head, file, sentence))
    verdicts = checked_text(source, basis)
    remarked = [sentence for sentence in (source.note, *shortening(source, verdicts)) if sentence]
    return ReadText(
        file,
        source,
        verdicts,
        {**_said(head, file, *remarked), **dict(text_finding(head, source, verdicts))},
    )


def _said(head: Document, file: str, *sentences: str) -> dict[Finding, int]:
    """What is to be said of a text as a whole, at its first line."""
    return {remark(head, file, sentence): 1 for sentence in sentences}
