"""The checks that need more than one table: bridges, chains, and the text against the tables."""

from tui.checks.bridged_parts import without_bridged_sums
from tui.checks.bridges import BRIDGED, bridge_finding
from tui.checks.chains import PLAN, chain_finding
from tui.checks.neighbours import Others, Tables
from tui.checks.one_table import table_finding
from tui.checks.plausibility.few import small_groups
from tui.checks.text_facts import fact_finding
from tui.domain.document import Document
from tui.domain.finding import Finding, ordered


def document_finding(document: Document, tables: Tables, others: Others) -> tuple[Finding, ...]:
    """Every finding of a document: its tables, what they say of each other and other documents.

    ``tables`` are its tables by id; ``others`` the other documents' heads and tables by id.
    """
    own = (f for calculation in tables.values() for f in table_finding(document.id, calculation))
    asked = compared_subjects()
    asked_of = {
        id_: (head, {n: k for n, k in theirs.items() if k.table.subject in asked})
        for id_, (head, theirs) in others.items()
    }
    found = (*own, *context_finding(document, tables, asked_of))
    return ordered(without_bridged_sums(found, document.exemption))


def compared_subjects() -> frozenset[str]:
    """What the tables of other documents are about that any check asks for."""
    return frozenset((*BRIDGED, PLAN))


def context_finding(document: Document, tables: Tables, others: Others) -> tuple[Finding, ...]:
    """The findings that more than one table is needed for: bridges, chains, text against table."""
    return (
        *fact_finding(document, tables),
        *bridge_finding(document, tables, others),
        *chain_finding(document, tables, others),
        *small_groups(document.id, tables),
    )
