"""Chains (*kedjor*): what follows from one table to the next, and is broken somewhere."""

from collections.abc import Iterator, Mapping

from tui.checks.counts import counts
from tui.checks.mal_chain import mal_chain
from tui.checks.neighbours import Others
from tui.checks.pace import pace_finding
from tui.checks.risk_chain import risk_chain
from tui.checks.time_points import time_point_finding
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Finding


def chain_finding(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """Every chain of a document."""
    yield from pace_finding(document, calculations)
    yield from mal_chain(document, calculations)
    yield from risk_chain(document, calculations, change)
    yield from counts(document, calculations)
    yield from time_point_finding(document, calculations)
