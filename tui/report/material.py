"""What a report is made of (*underlag*)."""

from collections.abc import Mapping

from msgspec import Struct, field

from tui.checks.neighbours import Neighbour
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import FileError, Finding
from tui.domain.settings import Settings
from tui.report.sheet import Sheet


class Underlag(Struct, frozen=True, dict=True):
    """A document with its sheets and findings, and the other documents, as the checks take them.

    ``file_error`` are the document's own files that could not be read whole.
    """

    document: Document
    sheet: tuple[Sheet, ...]
    finding: tuple[Finding, ...] = ()
    change: Mapping[str, Neighbour] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    file_error: tuple[FileError, ...] = ()

    @property
    def calculations(self) -> dict[str, dict[str, Calculation]]:
        """The tables by tab and id."""
        tabs: dict[str, dict[str, Calculation]] = {}
        for sheet in self.sheet:
            tabs.setdefault(sheet.calculation.table.template.tab, {})[sheet.table] = (
                sheet.calculation
            )
        return tabs
