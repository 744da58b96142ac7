"""The report of a document in a workspace (*rapportkälla*): with its findings, ready to write."""

from tui.checks.check import document_finding
from tui.checks.exemptions import without_exemption
from tui.checks.neighbours import Neighbour, nearby
from tui.report.build import WHOLE, ReportChoice, report
from tui.report.material import Underlag
from tui.report.report import Report
from tui.report.sheet import bunt, whole
from tui.workspace import Workspace


def report_out_of(area: Workspace, document_id: str, choice: ReportChoice = WHOLE) -> Report:
    """The report as the workspace stands now; pure, so that a screen can call it on a key.

    Every tab of every document that bridges may reach should have been read. Raises Valfel for a
    section that does not exist, KeyError for a document that does not.
    """
    document = area.document[document_id]
    near = nearby(document, area.document.values())
    change = {id_: _neighbour(area, id_) for id_ in near}
    _, calculations = _neighbour(area, document_id)
    finding = without_exemption(
        document_finding(document, calculations, change), document.exemption
    )
    sheet = bunt(area, document).sheet
    file_error = tuple(
        f for (id_, _), all_ in area.file_error.items() if id_ == document_id for f in all_
    )
    return report(Underlag(document, sheet, finding, change, area.settings, file_error), choice)


def _neighbour(area: Workspace, document_id: str) -> Neighbour:
    """A document's head, and those of its tables that can be worked out."""
    document = area.document[document_id]
    sheet, _ = whole(bunt(area, document).sheet)
    return document, {one.table: one.calculation for one in sheet}
