"""The checks that one table is enough for, and the order of all findings: worst first."""

from collections.abc import Iterable

from tui.checks.identities import bound_finding, identity_finding, missing
from tui.domain.calculation import Calculation
from tui.domain.finding import SEVERITY_ORDER, Finding


def table_finding(document: str, calculation: Calculation) -> tuple[Finding, ...]:
    """The findings that one table gives by itself."""
    return (
        *identity_finding(document, calculation),
        *bound_finding(document, calculation),
        *missing(document, calculation),
    )


def ordered(finding: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, otherwise in the order of the document."""
    return tuple(sorted(finding, key=lambda f: SEVERITY_ORDER.index(f.severity)))
