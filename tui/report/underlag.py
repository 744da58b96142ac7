"""What a document's report is made of, out of a workspace."""

from collections.abc import Mapping

from msgspec import Struct

from tui.checks.context import document_finding
from tui.checks.exemptions import without_exemption
from tui.checks.neighbours import Neighbour, nearby
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import FileError, Finding
from tui.domain.settings import Settings
from tui.report.sheets import Sheet, bundle
from tui.workspace import Workspace


class Underlag(Struct, frozen=True):
    """What a report is made of: a document's sheets and findings, and the other documents.

    ``file_errors`` are the document's own files that could not be read whole.
    """

    document: Document
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    neighbours: Mapping[str, Neighbour] = {}
    settings: Settings = Settings()
    file_errors: tuple[FileError, ...] = ()

    @property
    def calculations(self) -> dict[str, dict[str, Calculation]]:
        """The tables by tab and id."""
        tabs: dict[str, dict[str, Calculation]] = {}
        for sheet in self.sheets:
            own = tabs.setdefault(sheet.calculation.table.tab, {})
            own[sheet.table] = sheet.calculation
        return tabs


def underlag_of(area: Workspace, document_id: str) -> Underlag:
    """What a document's report is made of, as the workspace stands now."""
    document = area.document[document_id]
    near = nearby(document, area.document.values())
    neighbours = {id_: (area.document[id_], area.calculations(id_)) for id_ in near}
    findings = document_finding(document, area.calculations(document_id), neighbours)
    file_errors = tuple(
        error
        for (id_, _), errors in area.file_error.items()
        if id_ == document_id
        for error in errors
    )
    return Underlag(
        document,
        bundle(area, document).sheets,
        without_exemption(findings, document.exemption),
        neighbours,
        area.settings,
        file_errors,
    )
