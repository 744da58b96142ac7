"""The five documents' reports, built once, and in each format, for the tests."""

from functools import cache

from tests.five_documents import IDS, area
from tui.report.build import ReportChoice, report_of
from tui.report.sheets import Sheet, bundle
from tui.report.values import Report
from tui.report.writing import report_bytes

__all__ = ["IDS", "byte", "page", "report_sheets", "sheet", "whole"]


@cache
def whole(document: str) -> Report:
    """A document's whole report."""
    return report_of(area(), document)


@cache
def page(document: str) -> Report:
    """A document's page *Inför nämnd*."""
    return report_of(area(), document, ReportChoice(before_namnd=True))


@cache
def byte(document: str, format_: str) -> bytes:
    """The report as a file of a format."""
    return report_bytes(whole(document), format_)


def report_sheets(document: str) -> dict[str, Sheet]:
    """Those that its report prints: not the tables out of the running text."""
    return {
        id_: own for id_, own in sheet(document).items() if not own.calculation.table.out_of_text
    }


@cache
def sheet(document: str) -> dict[str, Sheet]:
    """The sheets that ``show`` prints of a document, by table."""
    return {b.table: b for b in bundle(area(), area().document[document]).sheets}
